import { ObjectType } from '@nestjs/graphql';
import {
  currentCycle,
  type AimRecord,
  type AimRevision,
  type CandidateRecord,
  type CycleRecord,
  type ObjectiveRecord,
  type RollUpMethod,
  type Score,
  type TrueNorthRecord,
} from '#strategy';
import { QualityDimensionWord, RollUpMethodWord } from '../graphql/words.graphql.js';
import { ShownAchievement, ShownAddsUp } from './achievement.graphql.js';
import { ShownMeasuredTerms } from './offer.graphql.js';
import { ShownPerson, ShownPost, ShownUnit } from './organisation.graphql.js';
import { connectionOf } from './page.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';

@ObjectType('Dimension', { description: 'One dimension of a True North.' })
export class ShownDimension {
  @Shown.id('Its id.')
  id!: string;
  @Shown.text('Its name: safety and quality, people …')
  name!: string;
  @Shown.text('What it means here.')
  statement!: string;
}

@ObjectType('TrueNorthText', { description: 'A True North’s words.' })
export class ShownTrueNorthText {
  @Shown.text('The direction.')
  statement!: string;
  @Shown.as(() => [ShownDimension], 'Its dimensions.')
  dimensions!: readonly ShownDimension[];
}

@ObjectType('TrueNorth', { description: 'A unit’s long-lived direction: the one in force, and the draft that would take its place.' })
export class ShownTrueNorth {
  constructor(
    private readonly sight: Sight,
    private readonly record: TrueNorthRecord,
  ) {}
  @Shown.as(() => ShownUnit, 'The unit whose True North it is.', maybe)
  get unit(): ShownUnit | null {
    return ShownUnit.of(this.sight, this.record.unit);
  }
  @Shown.as(() => ShownTrueNorthText, 'What is in force.', maybe)
  get inForce(): ShownTrueNorthText | null {
    return this.record.inForce;
  }
  @Shown.day('Since when.', maybe)
  get inForceSince(): string | null {
    return this.record.inForce?.on ?? null;
  }
  @Shown.as(() => ShownTrueNorthText, 'What waits for the next cycle or a board decision.', maybe)
  get draft(): ShownTrueNorthText | null {
    return this.record.draft;
  }
}

@ObjectType('Cycle', { description: 'A planning year.' })
export class ShownCycle {
  constructor(
    private readonly sight: Sight,
    private readonly record: CycleRecord,
  ) {}
  static of(sight: Sight, id: string | null): ShownCycle | null {
    const record = id ? sight.moment.tables.cycles.get(id) : undefined;
    return record ? new ShownCycle(sight, record) : null;
  }
  @Shown.id('Its id.')
  get id(): string {
    return this.record.id;
  }
  @Shown.text('Its name: 2026/27.')
  get name(): string {
    return this.record.name;
  }
  @Shown.day('First day.')
  get starts(): string {
    return this.record.starts;
  }
  @Shown.day('Last day.')
  get ends(): string {
    return this.record.ends;
  }
  @Shown.text('PLANNING or ACTIVE.')
  get state(): string {
    return this.record.state;
  }
  @Shown.flag('It is the one a question without a cycle is about.')
  get current(): boolean {
    return currentCycle(this.sight.moment) === this.record.id;
  }
}

@ObjectType('Objective', { description: 'A breakthrough objective: a 3 to 5 year step change under one dimension.' })
export class ShownObjective {
  constructor(
    private readonly sight: Sight,
    private readonly record: ObjectiveRecord,
  ) {}
  static of(sight: Sight, id: string | null): ShownObjective | null {
    const record = id ? sight.moment.tables.objectives.get(id) : undefined;
    return record ? new ShownObjective(sight, record) : null;
  }
  @Shown.id('Its id.')
  get id(): string {
    return this.record.id;
  }
  @Shown.text('What will be different.')
  get statement(): string {
    return this.record.statement;
  }
  @Shown.id('The dimension it is under.')
  get dimension(): string {
    return this.record.dimension;
  }
  @Shown.as(() => ShownUnit, 'The unit whose True North it serves.', maybe)
  get unit(): ShownUnit | null {
    return ShownUnit.of(this.sight, this.record.unit);
  }
  @Shown.day('First day.')
  get from(): string {
    return this.record.from;
  }
  @Shown.day('Last day.')
  get to(): string {
    return this.record.to;
  }
  @Shown.text('Why it was retired.', maybe)
  get retired(): string | null {
    return this.record.retired;
  }
}

@ObjectType('Evidence', { description: 'What speaks for a candidate aim.' })
export class ShownEvidence {
  @Shown.text('Inspection, staff survey, complaints, own data …')
  source!: string;
  @Shown.day('Of when.')
  date!: string;
  @Shown.text('What it says.')
  text!: string;
}

@ObjectType('Score', { description: 'One person’s score of a candidate; their latest counts.' })
export class ShownScore {
  constructor(
    private readonly sight: Sight,
    private readonly score: Score,
  ) {}
  @Shown.as(() => ShownPerson, 'Who scored.')
  get person(): ShownPerson {
    return new ShownPerson(this.sight, this.score.person);
  }
  @Shown.as(() => ShownPost, 'In which post.', maybe)
  get post(): ShownPost | null {
    return ShownPost.of(this.sight, this.score.post);
  }
  @Shown.whole('Impact on True North, 1 to 5.')
  get impact(): number {
    return this.score.impact;
  }
  @Shown.whole('Urgency, 1 to 5.')
  get urgency(): number {
    return this.score.urgency;
  }
  @Shown.whole('Feasibility, 1 to 5.')
  get feasibility(): number {
    return this.score.feasibility;
  }
  @Shown.flag('By a partner or non-executive: shown apart.')
  get advisory(): boolean {
    return this.score.advisory;
  }
  @Shown.text('A remark.', maybe)
  get comment(): string | null {
    return this.score.comment;
  }
}

@ObjectType('Candidate', { description: 'A candidate aim in the winnowing.' })
export class ShownCandidate {
  constructor(
    private readonly sight: Sight,
    private readonly record: CandidateRecord,
  ) {}
  @Shown.id('Its id.')
  get id(): string {
    return this.record.id;
  }
  @Shown.text('NOMINATED, ADOPTED or DROPPED.')
  get status(): string {
    return this.record.status;
  }
  @Shown.text('Why it was adopted or dropped.', maybe)
  get reason(): string | null {
    return this.record.reason;
  }
  @Shown.text('What it would be.')
  get statement(): string {
    return this.record.text.statement;
  }
  @Shown.as(() => ShownObjective, 'The breakthrough objective it would serve.', maybe)
  get objective(): ShownObjective | null {
    return ShownObjective.of(this.sight, this.record.text.objective);
  }
  @Shown.as(() => [ShownEvidence], 'What speaks for it.')
  get evidence(): readonly ShownEvidence[] {
    return this.record.text.evidence;
  }
  @Shown.text('The best-known benchmark.')
  get benchmark(): string {
    return this.record.text.benchmark;
  }
  @Shown.as(() => QualityDimensionWord, 'The dimension of quality it serves.')
  get qualityDimension(): CandidateRecord['text']['qualityDimension'] {
    return this.record.text.qualityDimension;
  }
  @Shown.text('The expected effect on equity.')
  get equity(): string {
    return this.record.text.equity;
  }
  @Shown.text('How patients and staff shaped it.')
  get shapedBy(): string {
    return this.record.text.shapedBy;
  }
  @Shown.as(() => ShownUnit, 'The unit whose True North it serves.', maybe)
  get unit(): ShownUnit | null {
    return ShownUnit.of(this.sight, this.record.unit);
  }
  @Shown.as(() => ShownPost, 'The post that nominated it.', maybe)
  get nominatedBy(): ShownPost | null {
    return ShownPost.of(this.sight, this.record.nominatedBy.post);
  }
  @Shown.id('The aim it became.', maybe)
  get aim(): string | null {
    return this.record.aim;
  }
  @Shown.as(() => [ShownScore], 'The latest score of each person.')
  get scores(): ShownScore[] {
    const latest = new Map(this.sight.moment.tables.scores.of(this.record.id).map((score) => [score.person, score]));
    return [...latest.values()].map((score) => new ShownScore(this.sight, score));
  }
}

@ObjectType('Mandate', { description: 'A target set by a named outside authority.' })
export class ShownMandate {
  @Shown.text('Who set it.')
  authority!: string;
  @Shown.figure('The target set.')
  target!: string;
  @Shown.text('Where it is written.')
  reference!: string;
}

@ObjectType('AimRevision', { description: 'One revision of an aim, the first being its adoption.' })
export class ShownAimRevision {
  constructor(
    private readonly sight: Sight,
    private readonly record: AimRevision,
  ) {}
  @Shown.whole('Its number, from 1.')
  get revision(): number {
    return this.record.revision;
  }
  @Shown.text('The statement then.')
  get statement(): string {
    return this.record.terms.statement;
  }
  @Shown.as(() => ShownMeasuredTerms, 'Baseline and target then.')
  get measured(): ShownMeasuredTerms {
    return new ShownMeasuredTerms(this.sight, this.record.terms.measured);
  }
  @Shown.text('Why.')
  get reason(): string {
    return this.record.reason;
  }
  @Shown.as(() => ShownPerson, 'By whom.')
  get by(): ShownPerson {
    return new ShownPerson(this.sight, this.record.by.person);
  }
  @Shown.day('When.')
  get on(): string {
    return this.record.on;
  }
  @Shown.position('The event.')
  get position(): number {
    return this.record.ordinal;
  }
}

@ObjectType('Aim', { description: 'An annual aim: what must be done this cycle.' })
export class ShownAim {
  constructor(
    readonly sight: Sight,
    private readonly record: AimRecord,
  ) {}
  static of(sight: Sight, id: string | null): ShownAim | null {
    const record = id ? sight.moment.tables.aims.get(id) : undefined;
    return record ? new ShownAim(sight, record) : null;
  }
  @Shown.id('Its id.')
  get id(): string {
    return this.record.id;
  }
  @Shown.text('What must be done.')
  get statement(): string {
    return this.record.terms.statement;
  }
  @Shown.text('ADOPTED or DROPPED.')
  get status(): string {
    return this.record.status;
  }
  @Shown.whole('Its revision: moves of its children name the one they saw.')
  get revision(): number {
    return this.record.revision;
  }
  @Shown.as(() => ShownObjective, 'The breakthrough objective it serves.', maybe)
  get objective(): ShownObjective | null {
    return ShownObjective.of(this.sight, this.record.terms.objective);
  }
  @Shown.as(() => ShownCycle, 'Its cycle.', maybe)
  get cycle(): ShownCycle | null {
    return ShownCycle.of(this.sight, this.record.cycle);
  }
  @Shown.as(() => ShownUnit, 'The unit whose aim it is.', maybe)
  get unit(): ShownUnit | null {
    return ShownUnit.of(this.sight, this.record.unit);
  }
  @Shown.as(() => ShownPost, 'The executive sponsor.', maybe)
  get sponsor(): ShownPost | null {
    return ShownPost.of(this.sight, this.record.terms.sponsor);
  }
  @Shown.as(() => ShownMeasuredTerms, 'Measure, baseline and target.')
  get measured(): ShownMeasuredTerms {
    return new ShownMeasuredTerms(this.sight, this.record.terms.measured);
  }
  @Shown.day('By when.')
  get due(): string {
    return this.record.terms.due;
  }
  @Shown.as(() => ShownMandate, 'The outside authority’s target, where there is one.', maybe)
  get mandate(): ShownMandate | null {
    return this.record.terms.mandate;
  }
  @Shown.as(() => RollUpMethodWord, 'How it is judged from what lies under it.')
  get rollUpMethod(): RollUpMethod {
    return this.record.terms.rollUp;
  }
  @Shown.text('Why it was adopted.')
  get adoptedFor(): string {
    return this.record.adoptedFor;
  }
  @Shown.text('Why it was let in beyond the cap of five.', maybe)
  get override(): string | null {
    return this.record.override;
  }
  @Shown.text('Why it was dropped.', maybe)
  get droppedFor(): string | null {
    return this.record.dropped?.reason ?? null;
  }
  @Shown.as(() => [ShownAimRevision], 'Every revision, the adoption first.')
  get revisions(): ShownAimRevision[] {
    return this.sight.moment.tables.aimRevisions.of(this.record.id).map((revision) => new ShownAimRevision(this.sight, revision));
  }
  @Shown.as(() => ShownAddsUp, 'Does it add up: need, committed, tentative, gap.')
  get addsUp(): ShownAddsUp {
    return new ShownAddsUp(this.sight, this.sight.sums.of({ kind: 'AIM', id: this.record.id })!);
  }
  @Shown.as(() => ShownAchievement, 'How far it has come.')
  get achievement(): ShownAchievement {
    return new ShownAchievement(this.sight, this.sight.achieving.of({ kind: 'AIM', id: this.record.id })!);
  }
}

@ObjectType({ description: 'Candidate aims, page by page.' })
export class CandidateConnection extends connectionOf(ShownCandidate, 'Candidate') {}
@ObjectType({ description: 'Aims, page by page.' })
export class AimConnection extends connectionOf(ShownAim, 'Aim') {}
