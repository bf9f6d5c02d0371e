import { Int, ObjectType } from '@nestjs/graphql';
import {
  movingRangePanel,
  type Chart,
  type ChartPoint,
  type ChartKind,
  type Direction,
  type Preset,
  type RecalculationSuggestion,
  type RunsAnalysis,
  type Segment,
  type Target,
  type Warning,
} from '#spc';
import { type ChartTarget, type FiguresShown, type MeasureChart, type PointMark, type Publication } from '#strategy';
import {
  AssuranceWord,
  BaselineKindWord,
  ChartDirectionWord,
  ChartKindWord,
  ChartTargetSourceWord,
  FiguresShownWord,
  PointTypeWord,
  PresetSourceWord,
  PresetWord,
  SignalWord,
  SuggestionStrengthWord,
  VariationWord,
} from '../graphql/chart-words.graphql.js';
import { DayScalar } from '../graphql/scalars.js';
import { ShownChoice } from './chart-choice.graphql.js';
import { ShownSaid } from './chart-said.graphql.js';
import { ShownPerson } from './organisation.graphql.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';

@ObjectType('ChartTargetLevel', { description: 'What a chart aims at from a day on: a value, or a range to be held.' })
export class ShownTargetLevel {
  constructor(private readonly target: Target) {}
  @Shown.day('From this day on; null from the beginning.', maybe)
  get from(): string | null {
    return this.target.from ?? null;
  }
  @Shown.number('The value, where it is one.', maybe)
  get value(): number | null {
    return 'value' in this.target ? this.target.value : null;
  }
  @Shown.number('The lower edge of a range.', maybe)
  get lo(): number | null {
    return 'lo' in this.target ? this.target.lo : null;
  }
  @Shown.number('The upper edge of a range.', maybe)
  get hi(): number | null {
    return 'hi' in this.target ? this.target.hi : null;
  }
}

@ObjectType('ChartPoint', { description: 'A period’s figure with the lines it is judged by and every signal about it.' })
export class ShownChartPoint {
  constructor(
    private readonly point: ChartPoint,
    private readonly mark: PointMark,
  ) {}
  @Shown.period('The period.')
  get period(): string {
    return this.mark.period;
  }
  @Shown.day('Its first day, where it is drawn.')
  get date(): string {
    return this.point.date;
  }
  @Shown.number('The value; null where nothing was reported, or there was no activity.', maybe)
  get value(): number | null {
    return this.point.value;
  }
  @Shown.number('Numerator, where it has parts.', maybe)
  get numerator(): number | null {
    return this.point.numerator;
  }
  @Shown.number('Denominator, where it has parts.', maybe)
  get denominator(): number | null {
    return this.point.denominator;
  }
  @Shown.flag('Nothing was reported, or there was no activity.')
  get missing(): boolean {
    return this.point.missing;
  }
  @Shown.flag('Drawn, and not judged.')
  get ghost(): boolean {
    return this.point.ghost;
  }
  @Shown.text('Why it is not judged.', maybe)
  get ghostBecause(): string | null {
    return this.mark.ghost?.reason ?? null;
  }
  @Shown.flag('Its period is not closed: the figure may still change.')
  get provisional(): boolean {
    return !this.mark.closed;
  }
  @Shown.whole('The segment it lies in, counted from 0.')
  get segment(): number {
    return this.point.segment;
  }
  @Shown.number('The centre line: the mean, on a run chart the median.', maybe)
  get mean(): number | null {
    return this.point.mean;
  }
  @Shown.number('The lower limit, which rules and assurance use.', maybe)
  get lower(): number | null {
    return this.point.lower;
  }
  @Shown.number('The upper limit, which rules and assurance use.', maybe)
  get upper(): number | null {
    return this.point.upper;
  }
  @Shown.number('The lower limit as drawn, within the chart’s bounds.', maybe)
  get displayLower(): number | null {
    return this.point.displayLower;
  }
  @Shown.number('The upper limit as drawn, within the chart’s bounds.', maybe)
  get displayUpper(): number | null {
    return this.point.displayUpper;
  }
  @Shown.number('One sigma below the mean.', maybe)
  get oneSigmaLower(): number | null {
    return this.point.oneSigmaLower;
  }
  @Shown.number('One sigma above the mean.', maybe)
  get oneSigmaUpper(): number | null {
    return this.point.oneSigmaUpper;
  }
  @Shown.number('Two sigma below the mean.', maybe)
  get twoSigmaLower(): number | null {
    return this.point.twoSigmaLower;
  }
  @Shown.number('Two sigma above the mean.', maybe)
  get twoSigmaUpper(): number | null {
    return this.point.twoSigmaUpper;
  }
  @Shown.number('How far it lies from the point before it that counts.', maybe)
  get movingRange(): number | null {
    return this.point.movingRange;
  }
  @Shown.as(() => ShownTargetLevel, 'What was aimed at then.', maybe)
  get target(): ShownTargetLevel | null {
    return this.point.target && new ShownTargetLevel(this.point.target);
  }
  @Shown.flag('Whether it met what was aimed at then; null without a target or a better way.', maybe)
  get met(): boolean | null {
    return this.point.met;
  }
  @Shown.as(() => [SignalWord], 'Every rule that says higher.')
  get signalsUp(): ChartPoint['signalsUp'] {
    return this.point.signalsUp;
  }
  @Shown.as(() => [SignalWord], 'Every rule that says lower.')
  get signalsDown(): ChartPoint['signalsDown'] {
    return this.point.signalsDown;
  }
  @Shown.as(() => PointTypeWord, 'What it says; null for what is missing or not judged.', maybe)
  get type(): ChartPoint['type'] {
    return this.point.type;
  }
  @Shown.as(() => SignalWord, 'The rule that says so.', maybe)
  get rule(): ChartPoint['rule'] {
    return this.point.rule;
  }
  @Shown.texts('Why, in plain words; the rule that decided first.')
  get reasons(): readonly string[] {
    return this.point.reasons;
  }
  @Shown.as(() => [Int], 'Numbers of the remarks about it.')
  get annotations(): readonly number[] {
    return this.mark.annotations;
  }
}

@ObjectType('ChartSegment', { description: 'A stretch of a chart with limits of its own.' })
export class ShownSegment {
  constructor(
    private readonly segment: Segment,
    private readonly upperRange: number | null,
  ) {}
  @Shown.day('Its first day.')
  get from(): string {
    return this.segment.from;
  }
  @Shown.day('Its last day.')
  get to(): string {
    return this.segment.to;
  }
  @Shown.flag('It begins with a recalculation.')
  get recalculated(): boolean {
    return this.segment.kind === 'recalculation';
  }
  @Shown.day('Up to where a baseline sets its limits; null where all its points do.', maybe)
  get baselineTo(): string | null {
    return this.segment.baselineTo;
  }
  @Shown.whole('Points that count.')
  get points(): number {
    return this.segment.points;
  }
  @Shown.number('The mean of what sets its limits.', maybe)
  get mean(): number | null {
    return this.segment.mean;
  }
  @Shown.number('The mean of the moving ranges.', maybe)
  get meanMovingRange(): number | null {
    return this.segment.meanMovingRange;
  }
  @Shown.number(
    'The upper limit of the moving ranges, 3.267 times their mean; null where limits are not shown, and of charts of shares and rates.',
    maybe,
  )
  get upperMovingRange(): number | null {
    return this.upperRange;
  }
  @Shown.number('The lower limit.', maybe)
  get lower(): number | null {
    return this.segment.lower;
  }
  @Shown.number('The upper limit.', maybe)
  get upper(): number | null {
    return this.segment.upper;
  }
  @Shown.flag('It has too few points for limits one may rely on.')
  get trial(): boolean {
    return this.segment.trial;
  }
}

@ObjectType('ChartWarning', { description: 'What a reader of the chart should know before relying on it.' })
export class ShownWarning implements Warning {
  @Shown.text('What kind of warning.')
  code!: Warning['code'];
  @Shown.text('The warning, with its figures.')
  text!: string;
  @Shown.as(() => [DayScalar], 'The days it is about.')
  dates!: readonly string[];
}

@ObjectType('RecalculationSuggestion', {
  description: 'Where limits might be calculated anew, with what speaks for it. It is never done by itself.',
})
export class ShownSuggestion {
  constructor(private readonly suggestion: RecalculationSuggestion) {}
  @Shown.day('From this day on.')
  get from(): string {
    return this.suggestion.from;
  }
  @Shown.as(() => SuggestionStrengthWord, 'How far it is advised.')
  get strength(): RecalculationSuggestion['strength'] {
    return this.suggestion.strength;
  }
  @Shown.text('What speaks for it, with the icons before and after.')
  get because(): string {
    return this.suggestion.because;
  }
  @Shown.whole('Points in the run that lasts to the latest.')
  get runLength(): number {
    return this.suggestion.runLength;
  }
  @Shown.number('How many sigma the mean has moved.')
  get sigmaMoved(): number {
    return this.suggestion.sigmaMoved;
  }
  @Shown.number('The mean before the change.')
  get meanBefore(): number {
    return this.suggestion.meanBefore;
  }
  @Shown.number('The mean after it.')
  get meanAfter(): number {
    return this.suggestion.meanAfter;
  }
  @Shown.as(() => VariationWord, 'The variation icon after a recalculation there.', maybe)
  get variationThen(): Chart['variation'] {
    return this.suggestion.iconsThen.variation;
  }
  @Shown.as(() => AssuranceWord, 'The assurance icon after it.', maybe)
  get assuranceThen(): Chart['assurance'] {
    return this.suggestion.iconsThen.assurance;
  }
}

@ObjectType('RunsAnalysis', { description: 'The two tests of runs about the centre line; points on the line do not take part.' })
export class ShownRuns implements RunsAnalysis {
  @Shown.whole('Points that do not lie on the line.')
  useful!: number;
  @Shown.whole('Points in the longest run on one side.')
  longestRun!: number;
  @Shown.whole('The longest one that chance explains.')
  longestRunMax!: number;
  @Shown.whole('How often the line is crossed.')
  crossings!: number;
  @Shown.whole('The fewest crossings that chance explains.')
  crossingsMin!: number;
  @Shown.flag('One of the tests speaks of more than chance.')
  signal!: boolean;
}

@ObjectType('ChartRecalculation', { description: 'Limits that begin anew, because the process has changed.' })
export class ShownRecalculation extends ShownSaid {
  constructor(
    sight: Sight,
    private readonly recalculation: MeasureChart['settings']['recalculations'][number],
  ) {
    super(sight, recalculation);
  }
  @Shown.period('The first period of the new limits.')
  get from(): string {
    return this.recalculation.from;
  }
  @Shown.text('What changed it: its kind, where it is something on record.', maybe)
  get referenceKind(): string | null {
    return this.recalculation.reference?.kind ?? null;
  }
  @Shown.text('Its id or number there.', maybe)
  get referenceId(): string | null {
    return this.recalculation.reference?.id ?? null;
  }
  @Shown.text('What it is.', maybe)
  get referenceText(): string | null {
    return this.recalculation.reference?.text ?? null;
  }
}

@ObjectType('ChartBaseline', { description: 'Which points set the limits until the next recalculation.' })
export class ShownBaseline extends ShownSaid {
  constructor(
    sight: Sight,
    private readonly set: NonNullable<MeasureChart['settings']['baseline']>,
  ) {
    super(sight, set);
  }
  @Shown.as(() => BaselineKindWord, 'Which.')
  get kind(): 'POINTS' | 'UNTIL' {
    return this.set.baseline.kind;
  }
  @Shown.whole('POINTS: how many.', maybe)
  get points(): number | null {
    return this.set.baseline.kind === 'POINTS' ? this.set.baseline.points : null;
  }
  @Shown.period('UNTIL: the last period.', maybe)
  get until(): string | null {
    return this.set.baseline.kind === 'UNTIL' ? this.set.baseline.period : null;
  }
}

@ObjectType('ChartPublication', { description: 'What a board was shown, kept as it was seen.' })
export class ShownPublication {
  constructor(
    private readonly sight: Sight,
    private readonly publication: Publication,
  ) {}
  @Shown.id('Its id.')
  get id(): string {
    return this.publication.id;
  }
  @Shown.text('Where it was shown.')
  get title(): string {
    return this.publication.title;
  }
  @Shown.as(() => FiguresShownWord, 'Which figures were shown.')
  get figures(): FiguresShown {
    return this.publication.figures;
  }
  @Shown.period('The latest period that counted.', maybe)
  get latest(): string | null {
    return this.publication.latest;
  }
  @Shown.as(() => VariationWord, 'The variation icon that was shown.', maybe)
  get variation(): Publication['variation'] {
    return this.publication.variation;
  }
  @Shown.as(() => AssuranceWord, 'The assurance icon that was shown.', maybe)
  get assurance(): Publication['assurance'] {
    return this.publication.assurance;
  }
  @Shown.as(() => PresetWord, 'Whose convention it followed.')
  get preset(): Preset {
    return this.publication.preset;
  }
  @Shown.whole('The version of the rules it was drawn by.')
  get rulesVersion(): number {
    return this.publication.rulesVersion;
  }
  @Shown.text('A digest of what was shown, to be printed beside it.')
  get digest(): string {
    return this.publication.digest;
  }
  @Shown.as(() => ShownPerson, 'Who published it.')
  get by(): ShownPerson {
    return new ShownPerson(this.sight, this.publication.by.person);
  }
  @Shown.day('When.')
  get on(): string {
    return this.publication.on;
  }
  @Shown.position('The event, which holds every point that was shown.')
  get position(): number {
    return this.publication.ordinal;
  }
}

@ObjectType('MeasureChart', {
  description: 'A measure’s chart: signal told from noise by the settings, targets and rules of the moment asked about.',
})
export class ShownMeasureChart {
  constructor(
    private readonly sight: Sight,
    private readonly found: MeasureChart,
  ) {}
  @Shown.position('The moment whose settings, targets and rules it is drawn by.')
  get position(): number {
    return this.found.position;
  }
  @Shown.position('The moment whose figures it shows.')
  get knownAt(): number {
    return this.found.knownAt;
  }
  @Shown.as(() => FiguresShownWord, 'Figures as known, or as published when their periods were closed.')
  get figures(): FiguresShown {
    return this.found.figures;
  }
  @Shown.as(() => PresetWord, 'Whose convention it follows.')
  get preset(): Preset {
    return this.found.preset;
  }
  @Shown.as(() => PresetSourceWord, 'Who chose that.')
  get presetFrom(): MeasureChart['presetFrom'] {
    return this.found.presetFrom;
  }
  @Shown.whole('The version of the rules.')
  get rulesVersion(): number {
    return this.found.rulesVersion;
  }
  @Shown.text('Why there is no chart, and what to do about it; null where there is one.', maybe)
  get problem(): string | null {
    return this.found.problem?.because ?? null;
  }
  @Shown.as(() => ChartKindWord, 'Which chart.', maybe)
  get chart(): ChartKind | null {
    return this.found.chart?.chart ?? null;
  }
  @Shown.as(() => ChartDirectionWord, 'Which way is better.', maybe)
  get direction(): Direction | null {
    return this.found.chart?.options.direction ?? null;
  }
  @Shown.as(() => [ShownChartPoint], 'Its points, in order; periods without a figure among them.')
  get points(): ShownChartPoint[] {
    return this.found.chart?.points.map((point, index) => new ShownChartPoint(point, this.found.marks[index]!)) ?? [];
  }
  @Shown.as(() => [ShownSegment], 'Its stretches, in order.')
  get segments(): ShownSegment[] {
    const { chart } = this.found;
    if (!chart) return [];
    const ranges = movingRangePanel(chart).segments;
    return chart.segments.map((segment, index) => new ShownSegment(segment, ranges[index]!.upper));
  }
  @Shown.whole('Points that count: neither missing nor ghosts.')
  get counted(): number {
    return this.found.chart?.counted ?? 0;
  }
  @Shown.flag('There are enough points for limits and icons.')
  get limitsShown(): boolean {
    return this.found.chart?.limitsShown ?? false;
  }
  @Shown.whole('Points that count from which limits and icons are shown.')
  get limitsFrom(): number {
    return this.found.chart?.limitsFrom ?? 0;
  }
  @Shown.as(() => VariationWord, 'The variation icon; null where limits are not shown.', maybe)
  get variation(): Chart['variation'] {
    return this.found.chart?.variation ?? null;
  }
  @Shown.as(() => AssuranceWord, 'The assurance icon; null without a target or limits.', maybe)
  get assurance(): Chart['assurance'] {
    return this.found.chart?.assurance ?? null;
  }
  @Shown.text('What the variation icon says, or why there is none.')
  get variationText(): string {
    return this.found.chart?.variationText ?? '';
  }
  @Shown.text('What the assurance icon says, or why there is none.')
  get assuranceText(): string {
    return this.found.chart?.assuranceText ?? '';
  }
  @Shown.number('Where the target lies, in sigma from the mean; above it is positive.', maybe)
  get targetSigma(): number | null {
    return this.found.chart?.targetSigma ?? null;
  }
  @Shown.flag('Whether the latest points met their target.', maybe)
  get latestMet(): boolean | null {
    return this.found.chart?.latestRun?.met ?? null;
  }
  @Shown.whole('How many of the latest points in a row did, or did not.', maybe)
  get latestMetInARow(): number | null {
    return this.found.chart?.latestRun?.length ?? null;
  }
  @Shown.as(() => [ShownWarning], 'What to beware of.')
  get warnings(): readonly ShownWarning[] {
    return this.found.chart?.warnings ?? [];
  }
  @Shown.as(() => ShownSuggestion, 'Where limits might be calculated anew.', maybe)
  get suggestion(): ShownSuggestion | null {
    const suggestion = this.found.chart?.suggestion;
    return suggestion ? new ShownSuggestion(suggestion) : null;
  }
  @Shown.as(() => ShownRuns, 'The tests of runs, where the chart has them.', maybe)
  get runs(): ShownRuns | null {
    return this.found.chart?.runs ?? null;
  }
  @Shown.as(() => ChartTargetSourceWord, 'Where its target comes from.')
  get targetSource(): ChartTarget['source'] {
    return this.found.target.source;
  }
  @Shown.text('The same in a sentence.')
  get targetBecause(): string {
    return this.found.target.because;
  }
  @Shown.as(() => [ShownTargetLevel], 'What is aimed at, from when on.')
  get targets(): ShownTargetLevel[] {
    return this.found.target.targets.map((target) => new ShownTargetLevel(target));
  }
  @Shown.as(() => [ShownRecalculation], 'Where limits begin anew.')
  get recalculations(): ShownRecalculation[] {
    return this.found.settings.recalculations.map((each) => new ShownRecalculation(this.sight, each));
  }
  @Shown.as(() => ShownBaseline, 'Which points set the limits, where somebody chose.', maybe)
  get baseline(): ShownBaseline | null {
    const { baseline } = this.found.settings;
    return baseline && new ShownBaseline(this.sight, baseline);
  }
  @Shown.as(() => ShownChoice, 'How somebody chose to have it drawn and judged; null where nobody did.', maybe)
  get choice(): ShownChoice | null {
    const { choice } = this.found.settings;
    return choice && new ShownChoice(this.sight, choice);
  }
  @Shown.as(() => [ShownPublication], 'What boards were shown, in order.')
  get publications(): ShownPublication[] {
    return this.found.publications.map((each) => new ShownPublication(this.sight, each));
  }
}
