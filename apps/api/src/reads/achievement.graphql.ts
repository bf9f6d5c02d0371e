import { ObjectType } from '@nestjs/graphql';
import {
  cellMarks,
  explain,
  type AchievementCell,
  type AddsUp,
  type CellStatus,
  type CoverageLine,
  type CoverageState,
  type ExplainedChild,
  type Explanation,
  type GoalAchievement,
  type ParentRef,
  type RolledUp,
  type RollUpMethod,
  type Watermelon,
} from '#strategy';
import { ParentKindWord, RollUpMethodWord } from '../graphql/words.graphql.js';
import { ShownMeasure } from './measure.graphql.js';
import { ShownPerson } from './organisation.graphql.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';
import { CellStatusWord, CoverageCountedWord, CoverageStateWord, StandingWord, WatermelonWord } from './words.graphql.js';

@ObjectType('CoverageLine', { description: 'How one child counted towards its parent’s need, or why it did not.' })
export class ShownCoverageLine {
  constructor(private readonly line: CoverageLine) {}
  @Shown.id('The child’s thread.')
  get thread(): string {
    return this.line.child;
  }
  @Shown.text('The child’s unit.')
  get name(): string {
    return this.line.name;
  }
  @Shown.as(() => StandingWord, 'COMMITTED, DIRECTED or TENTATIVE.')
  get standing(): CoverageLine['standing'] {
    return this.line.standing;
  }
  @Shown.figure('Towards the parent’s target, in its unit; a tentative renegotiation by its difference.', maybe)
  get amount(): string | null {
    return this.line.amount;
  }
  @Shown.figure('Its part of the denominator, where figures are pooled or averaged.', maybe)
  get unitWeight(): string | null {
    return this.line.unitWeight?.share ?? null;
  }
  @Shown.text('Where that part comes from.', maybe)
  get unitWeightSource(): string | null {
    return this.line.unitWeight?.source ?? null;
  }
  @Shown.as(() => CoverageCountedWord, 'Whether it counted.')
  get counted(): CoverageLine['counted'] {
    return this.line.counted;
  }
  @Shown.text('Why it was left out, or what is missing.', maybe)
  get because(): string | null {
    return this.line.because;
  }
}

@ObjectType('GapAccepted', { description: 'The owner’s acceptance that the children do not cover the need.' })
export class ShownGapAccepted {
  constructor(
    private readonly sight: Sight,
    private readonly gap: NonNullable<AddsUp['gapAccepted']>,
  ) {}
  @Shown.figure('The gap as it was seen then.', maybe)
  get accepted(): string | null {
    return this.gap.gap;
  }
  @Shown.figure('The coverage as it was seen then.', maybe)
  get coverage(): string | null {
    return this.gap.coverage;
  }
  @Shown.text('What is planned about it.')
  get plan(): string {
    return this.gap.plan;
  }
  @Shown.day('When it is looked at again.')
  get reviewOn(): string {
    return this.gap.reviewOn;
  }
  @Shown.as(() => ShownPerson, 'Who accepted it.')
  get by(): ShownPerson {
    return new ShownPerson(this.sight, this.gap.by.person);
  }
  @Shown.day('When.')
  get on(): string {
    return this.gap.on;
  }
  @Shown.text('Why it no longer holds; null while it does.', maybe)
  get voidBecause(): string | null {
    return this.gap.void;
  }
}

@ObjectType('AddsUp', { description: 'Does it add up? What a parent needs against what its children take on.' })
export class ShownAddsUp {
  constructor(
    private readonly sight: Sight,
    private readonly sum: AddsUp,
  ) {}
  @Shown.as(() => CoverageStateWord, 'What can be said.')
  get state(): CoverageState {
    return this.sum.state;
  }
  @Shown.figure('What is needed, in the parent’s unit.', maybe)
  get need(): string | null {
    return this.sum.need;
  }
  @Shown.figure('Committed by both sides.', maybe)
  get committed(): string | null {
    return this.sum.committed;
  }
  @Shown.figure('Directed by an arbiter.', maybe)
  get directed(): string | null {
    return this.sum.directed;
  }
  @Shown.figure('Committed and directed together.', maybe)
  get inForce(): string | null {
    return this.sum.inForce;
  }
  @Shown.figure('What unsigned acceptances would add.', maybe)
  get tentative(): string | null {
    return this.sum.tentative;
  }
  @Shown.figure('What is still open; negative where more is taken on than needed.', maybe)
  get gap(): string | null {
    return this.sum.gap;
  }
  @Shown.figure('In force over need: 1 is covered.', maybe)
  get coverage(): string | null {
    return this.sum.coverage;
  }
  @Shown.figure('The value the parent would come to, where children are pooled or the worst decides.', maybe)
  get expected(): string | null {
    return this.sum.expected;
  }
  @Shown.figure('How far the children’s starting points, weighted, lie beside the parent’s.', maybe)
  get mix(): string | null {
    return this.sum.mix;
  }
  @Shown.flag('More than 120% of the need is promised.')
  get goalExplosion(): boolean {
    return this.sum.goalExplosion;
  }
  @Shown.flag('At least one child in force supports strongly.')
  get hasStrong(): boolean {
    return this.sum.hasStrong;
  }
  @Shown.text('What is missing or why nothing is needed.', maybe)
  get because(): string | null {
    return this.sum.because;
  }
  @Shown.text('How children’s figures make the parent’s, and the version of the rules.')
  get formula(): string {
    return `${this.sum.provenance.formula} v${this.sum.provenance.version}`;
  }
  @Shown.as(() => [ShownCoverageLine], 'Child by child.')
  get lines(): ShownCoverageLine[] {
    return this.sum.lines.map((line) => new ShownCoverageLine(line));
  }
  @Shown.whole('Children counted here.')
  get children(): number {
    return this.sum.children;
  }
  @Shown.whole('Threads still in play: the figures are not final.')
  get inPlay(): number {
    return this.sum.inPlay;
  }
  @Shown.whole('Threads kept between their sides: in no sum.')
  get keptPrivate(): number {
    return this.sum.keptPrivate;
  }
  @Shown.as(() => ShownGapAccepted, 'The owner’s acceptance of the gap.', maybe)
  get gapAccepted(): ShownGapAccepted | null {
    return this.sum.gapAccepted && new ShownGapAccepted(this.sight, this.sum.gapAccepted);
  }
  @Shown.flag('Covered or its gap accepted, none in play, and every child deployed in turn.')
  get deployed(): boolean {
    return this.sum.deployed;
  }
}

@ObjectType('AchievementCell', { description: 'One period: plan and actual.' })
export class ShownAchievementCell {
  constructor(private readonly cell: AchievementCell) {}
  @Shown.period('The period.')
  get period(): string {
    return this.cell.period;
  }
  @Shown.day('By when its figure is due.')
  get due(): string {
    return this.cell.due;
  }
  @Shown.number('The plan; null outside it.', maybe)
  get plan(): number | null {
    return this.cell.plan;
  }
  @Shown.figure('The figure as known at the moment asked about.', maybe)
  get actual(): string | null {
    return this.cell.value;
  }
  @Shown.flag('Whether a figure was reported, also where it is no activity.')
  get reported(): boolean {
    return this.cell.reported;
  }
  @Shown.as(() => CellStatusWord, 'How the two compare.')
  get status(): CellStatus {
    return this.cell.status;
  }
  @Shown.text('The status as a letter.')
  get letter(): string {
    return cellMarks[this.cell.status].letter;
  }
  @Shown.text('The status as a shape.')
  get shape(): string {
    return cellMarks[this.cell.status].shape;
  }
  @Shown.figure('The figure when its period was closed.', maybe)
  get published(): string | null {
    return this.cell.published;
  }
  @Shown.flag('Its period is closed.')
  get closed(): boolean {
    return this.cell.closed;
  }
  @Shown.flag('The figure was corrected.')
  get corrected(): boolean {
    return this.cell.corrected;
  }
  @Shown.text('A remark about the period.', maybe)
  get note(): string | null {
    return this.cell.note;
  }
}

@ObjectType('RollUpChild', { description: 'A child that counted in a roll-up.' })
export class ShownRollUpChild {
  @Shown.id('The goal.')
  child!: string;
  @Shown.text('Its unit.')
  name!: string;
  @Shown.number('The weight in force.')
  weight!: number;
  @Shown.number('Its attainment, raw; null where it is unknown.', maybe)
  attainment!: number | null;
  @Shown.text('Why it is unknown, or that it was dropped.', maybe)
  note!: string | null;
}

@ObjectType('RollUpLeftOut', { description: 'A child that did not count, and why.' })
export class ShownRollUpLeftOut {
  @Shown.id('The goal.')
  child!: string;
  @Shown.text('Its unit.')
  name!: string;
  @Shown.text('Why.')
  because!: string;
}

@ObjectType('RollUp', { description: 'A parent judged from what lies under it, with how the number came about.' })
export class ShownRollUp {
  constructor(private readonly rolled: RolledUp) {}
  @Shown.as(() => RollUpMethodWord, 'The method.')
  get method(): RollUpMethod {
    return this.rolled.provenance.formula;
  }
  @Shown.whole('The version of the method’s formula.')
  get formulaVersion(): number {
    return this.rolled.provenance.version;
  }
  @Shown.number('The number; null while a child is unknown.', maybe)
  get value(): number | null {
    return this.rolled.value;
  }
  @Shown.number('Where it lies at least if unknown children lie between 0 and 1.', maybe)
  get low(): number | null {
    return this.rolled.low;
  }
  @Shown.number('Where it lies at most.', maybe)
  get high(): number | null {
    return this.rolled.high;
  }
  @Shown.flag('Attainments were held to 0 … 1 inside the average.')
  get clamped(): boolean {
    return this.rolled.clamped;
  }
  @Shown.text('Why nothing can be said.', maybe)
  get because(): string | null {
    return this.rolled.because;
  }
  @Shown.as(() => [ShownRollUpChild], 'Children that counted, with their weights.')
  get counted(): readonly ShownRollUpChild[] {
    return this.rolled.counted;
  }
  @Shown.as(() => [ShownRollUpLeftOut], 'Children left out, with the reason.')
  get leftOut(): readonly ShownRollUpLeftOut[] {
    return this.rolled.leftOut;
  }
}

@ObjectType('ExplainedChild', { description: 'One child of an explained number: how it counts, or why it does not.' })
export class ShownExplainedChild {
  constructor(private readonly child: ExplainedChild) {}
  @Shown.id('The child’s goal.')
  get goal(): string {
    return this.child.goal;
  }
  @Shown.text('The child’s unit.')
  get name(): string {
    return this.child.name;
  }
  @Shown.flag('It counts.')
  get counted(): boolean {
    return this.child.counted;
  }
  @Shown.number('Its weight in force; null where it is left out.', maybe)
  get weight(): number | null {
    return this.child.weight;
  }
  @Shown.number('Its attainment, raw; null where it is unknown, left out or not yours to see.', maybe)
  get attainment(): number | null {
    return this.child.attainment;
  }
  @Shown.flag('Its figures count and are not yours to see.')
  get withheld(): boolean {
    return this.child.withheld;
  }
  @Shown.text('The same in a sentence.')
  get sentence(): string {
    return this.child.sentence;
  }
  @Shown.flag('The goal can be asked to explain itself.')
  get explains(): boolean {
    return this.child.explain !== null;
  }
}

@ObjectType('Explanation', { description: 'Everything a number rests on, in sentences and in figures.' })
export class ShownExplanation {
  constructor(private readonly explanation: Explanation) {}
  @Shown.as(() => ParentKindWord, 'Whether it explains an aim or a goal.')
  get kind(): ParentRef['kind'] {
    return this.explanation.subject.kind;
  }
  @Shown.id('Its id.')
  get id(): string {
    return this.explanation.subject.id;
  }
  @Shown.text('What was agreed.')
  get statement(): string {
    return this.explanation.statement;
  }
  @Shown.as(() => ShownRollUp, 'The number with its method, formula version, weights and interval.')
  get rollUp(): ShownRollUp {
    return new ShownRollUp(this.explanation.rollUp);
  }
  @Shown.text('The method’s formula in words.')
  get formula(): string {
    return this.explanation.formula;
  }
  @Shown.texts('How the number came about.')
  get sentences(): readonly string[] {
    return this.explanation.sentences;
  }
  @Shown.texts('How the number of its own measure came about; none where it has no measure.')
  get ownSentences(): readonly string[] {
    return this.explanation.own?.sentences ?? [];
  }
  @Shown.text('How its activity came about.')
  get activitySentence(): string {
    return this.explanation.activity.sentence;
  }
  @Shown.text('Where its own measure and what lies under it contradict each other.', maybe)
  get watermelonSentence(): string | null {
    return this.explanation.watermelon?.sentence ?? null;
  }
  @Shown.as(() => [ShownExplainedChild], 'Every child: counted, or left out with the reason.')
  get children(): ShownExplainedChild[] {
    return this.explanation.children.map((child) => new ShownExplainedChild(child));
  }
}

@ObjectType('PlanPoint', { description: 'One period of a plan.' })
export class ShownPlanPoint {
  @Shown.period('The period.')
  period!: string;
  @Shown.number('The plan.')
  value!: number;
}

@ObjectType('GhostPlan', { description: 'The plan of an earlier revision, kept beside the one in force.' })
export class ShownGhostPlan {
  @Shown.whole('The revision it was of.')
  revision!: number;
  @Shown.day('The day that revision was agreed.')
  on!: string;
  @Shown.as(() => [ShownPlanPoint], 'Its periods.')
  plan!: readonly ShownPlanPoint[];
}

@ObjectType('Achievement', { description: 'How far an aim or goal has come: attainment, pace and activity, never blended.' })
export class ShownAchievement {
  constructor(
    private readonly sight: Sight,
    private readonly achieved: GoalAchievement,
  ) {}
  @Shown.as(() => ShownMeasure, 'The measure it is judged by.', maybe)
  get measure(): ShownMeasure | null {
    return ShownMeasure.of(this.sight, this.achieved.measure);
  }
  @Shown.number('The way from jump-off point to target that is done, raw: below 0 and above 1 are news.', maybe)
  get attainment(): number | null {
    return this.achieved.measured?.attainment ?? null;
  }
  @Shown.number('Against the plan: 0 is on plan, below is behind.', maybe)
  get pace(): number | null {
    return this.achieved.measured?.pace ?? null;
  }
  @Shown.number('Milestones done over milestones due.', maybe)
  get activity(): number | null {
    return this.achieved.activity.activity;
  }
  @Shown.whole('Milestones done.')
  get milestonesDone(): number {
    return this.achieved.activity.done;
  }
  @Shown.whole('Milestones due.')
  get milestonesDue(): number {
    return this.achieved.activity.due;
  }
  @Shown.number('The value compared: the latest period’s, or the aggregate over the reported ones.', maybe)
  get actual(): number | null {
    return this.achieved.measured?.actual ?? null;
  }
  @Shown.number('The jump-off point over the same periods.', maybe)
  get jop(): number | null {
    return this.achieved.measured?.jop ?? null;
  }
  @Shown.number('The target over the same periods.', maybe)
  get target(): number | null {
    return this.achieved.measured?.target ?? null;
  }
  @Shown.number('The plan over the same periods.', maybe)
  get plan(): number | null {
    return this.achieved.measured?.plan ?? null;
  }
  @Shown.periods('The periods the value is about.')
  get periods(): readonly string[] {
    return this.achieved.measured?.periods ?? [];
  }
  @Shown.whole('k of “k of m reported”.')
  get reported(): number {
    return this.achieved.measured?.reported ?? 0;
  }
  @Shown.whole('m of “k of m reported”: periods due by now.')
  get of(): number {
    return this.achieved.measured?.of ?? 0;
  }
  @Shown.text('How many of the due periods are reported, in words.')
  get reportedInWords(): string {
    return `${this.reported} of ${this.of} reported`;
  }
  @Shown.text('The formula and its version.', maybe)
  get formula(): string | null {
    const { measured } = this.achieved;
    return measured && `${measured.provenance.formula} v${measured.provenance.version}`;
  }
  @Shown.text('Why a number is missing.', maybe)
  get because(): string | null {
    return this.achieved.measured?.because ?? null;
  }
  @Shown.as(() => CellStatusWord, 'The status of the latest period that is due or reported.', maybe)
  get status(): CellStatus | null {
    return this.achieved.latest?.status ?? null;
  }
  @Shown.as(() => ShownAchievementCell, 'That period.', maybe)
  get latest(): ShownAchievementCell | null {
    return this.achieved.latest && new ShownAchievementCell(this.achieved.latest);
  }
  @Shown.as(() => [ShownAchievementCell], 'Period by period, from after the jump-off point.')
  get cells(): ShownAchievementCell[] {
    return this.achieved.cells.map((cell) => new ShownAchievementCell(cell));
  }
  @Shown.as(() => [ShownGhostPlan], 'Plans of earlier revisions.')
  get ghosts(): readonly ShownGhostPlan[] {
    return this.achieved.ghosts;
  }
  @Shown.whole('Periods in a row, up to the latest, that were missed.')
  get missedInARow(): number {
    return this.achieved.missedInARow;
  }
  @Shown.as(() => ShownRollUp, 'What lies under it.')
  get rollUp(): ShownRollUp {
    return new ShownRollUp(this.achieved.rollUp);
  }
  @Shown.as(() => ShownExplanation, 'How the numbers came about.')
  get explain(): ShownExplanation {
    const { moment, now, reader, achieving } = this.sight;
    return new ShownExplanation(explain(moment, now, reader, this.achieved.subject, achieving)!);
  }
  @Shown.as(() => WatermelonWord, 'Where its own measure and what lies under it contradict each other.', maybe)
  get watermelon(): Watermelon | null {
    return this.achieved.watermelon;
  }
}
