import { ObjectType } from '@nestjs/graphql';
import type {
  ConcessionSummary,
  LedgerConcession,
  LedgerEntry,
  LedgerStep,
  LedgerStepKind,
  Resource,
  ResourceDifference,
  Side,
} from '#strategy';
import { ResourceKindWord, SideWord, wordEnum } from '../graphql/words.graphql.js';
import { ShownConcession, ShownDaysHeld } from './catchball.graphql.js';
import { ShownMeasure } from './measure.graphql.js';
import { ShownOffer } from './offer.graphql.js';
import { ShownPerson, ShownPost, ShownUnit } from './organisation.graphql.js';
import { connectionOf } from './page.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';

const StepKindWord = wordEnum<LedgerStepKind>('ConcessionStepKind', 'What a step on the path to a commitment is.', {
  IN_FORCE: 'What was in force when the renegotiation began.',
  OFFER: 'An offer of one of the sides.',
  DIRECTION: 'What the arbiter directed.',
});

const SettledKindWord = wordEnum<LedgerEntry['kind']>('SettledKind', 'How a negotiation was settled.', {
  COMMITTED: 'Both sides signed.',
  DIRECTED: 'Imposed by an arbiter: never called agreed.',
});

export const SummedByWord = wordEnum<'UNIT' | 'GIVER'>('ConcessionsBy', 'By what commitments are summed up.', {
  UNIT: 'By the unit that took them on.',
  GIVER: 'By the post that gave.',
});

@ObjectType('ConcessionStep', { description: 'One step on the path to a commitment: who moved, with what, after how long, and why.' })
export class ShownConcessionStep {
  constructor(
    private readonly sight: Sight,
    private readonly step: LedgerStep,
  ) {}
  @Shown.as(() => StepKindWord, 'What it is.')
  get kind(): LedgerStepKind {
    return this.step.kind;
  }
  @Shown.position('The event.')
  get position(): number {
    return this.step.position;
  }
  @Shown.instant('When it was recorded.')
  get at(): string {
    return this.step.at;
  }
  @Shown.day('On which day.')
  get on(): string {
    return this.step.on;
  }
  @Shown.as(() => SideWord, 'The side that moved; null for the arbiter.', maybe)
  get side(): Side | null {
    return this.step.side;
  }
  @Shown.as(() => ShownPerson, 'Who moved.')
  get by(): ShownPerson {
    return new ShownPerson(this.sight, this.step.person);
  }
  @Shown.as(() => ShownPost, 'In which post.', maybe)
  get post(): ShownPost | null {
    return ShownPost.of(this.sight, this.step.post);
  }
  @Shown.flag('As the post’s deputy.')
  get asDeputy(): boolean {
    return this.step.asDeputy;
  }
  @Shown.whole('The round within the episode, from 1.')
  get round(): number {
    return this.step.round;
  }
  @Shown.as(() => ShownOffer, 'The offer: target, dates, resources asked and granted.')
  get offer(): ShownOffer {
    return new ShownOffer(this.sight, this.step.offer, this.step.offerHash);
  }
  @Shown.text('Why.')
  get rationale(): string {
    return this.step.rationale;
  }
  @Shown.figure('How far the target moved against the step before, positive towards better; null where they do not compare.', maybe)
  get change(): string | null {
    return this.step.change;
  }
  @Shown.as(() => ShownDaysHeld, 'How long each had to move since the step before.')
  get daysHeld(): ShownDaysHeld {
    return this.step.daysHeld;
  }
}

@ObjectType('LedgerConcession', { description: 'First target against the settled one; negative means that less was promised than asked.' })
export class ShownLedgerConcession extends ShownConcession implements LedgerConcession {
  @Shown.id('The measure both are on.')
  measure!: string;
  @Shown.figure(
    'The difference as a share of the way from the jump-off point to the first target; null where there was no way to go.',
    maybe,
  )
  shareOfGap!: string | null;
}

@ObjectType('ResourceDifference', {
  description: 'What was asked and granted at the first step, and as settled. Support counts by its items.',
})
export class ShownResourceDifference implements ResourceDifference {
  @Shown.as(() => ResourceKindWord, 'Of which kind.')
  kind!: Resource['kind'];
  @Shown.figure('Asked at the first step.')
  askedFirst!: string;
  @Shown.figure('Granted at the first step.')
  grantedFirst!: string;
  @Shown.figure('Asked in what was settled.')
  asked!: string;
  @Shown.figure('Granted in what was settled.')
  granted!: string;
  @Shown.figure('Granted as settled less granted at first.')
  change!: string;
}

@ObjectType('ConcessionEntry', {
  description: 'How one commitment or direction came about. A renegotiation that was settled is an entry of its own.',
})
export class ShownLedgerEntry {
  constructor(
    private readonly sight: Sight,
    private readonly entry: LedgerEntry,
  ) {}
  @Shown.id('The thread.')
  get thread(): string {
    return this.entry.thread;
  }
  @Shown.whole('Its episode.')
  get episode(): number {
    return this.entry.episode;
  }
  @Shown.as(() => SettledKindWord, 'How it was settled.')
  get kind(): LedgerEntry['kind'] {
    return this.entry.kind;
  }
  @Shown.id('The cycle.')
  get cycle(): string {
    return this.entry.cycle;
  }
  @Shown.id('The goal it made or revised.')
  get goal(): string {
    return this.entry.goal;
  }
  @Shown.as(() => ShownPost, 'The post that gave.', maybe)
  get giver(): ShownPost | null {
    return ShownPost.of(this.sight, this.entry.giver);
  }
  @Shown.as(() => ShownPost, 'The post that took it on.', maybe)
  get receiver(): ShownPost | null {
    return ShownPost.of(this.sight, this.entry.receiver);
  }
  @Shown.as(() => ShownUnit, 'The unit that took it on.', maybe)
  get unit(): ShownUnit | null {
    return ShownUnit.of(this.sight, this.entry.unit);
  }
  @Shown.as(() => ShownOffer, 'What was settled.')
  get settled(): ShownOffer {
    return new ShownOffer(this.sight, this.entry.settled, this.entry.settledHash);
  }
  @Shown.day('When.')
  get settledOn(): string {
    return this.entry.settledOn;
  }
  @Shown.position('The event that settled it.')
  get position(): number {
    return this.entry.position;
  }
  @Shown.flag('It binds both sides still.')
  get inForce(): boolean {
    return this.entry.inForce;
  }
  @Shown.flag('You see how it came about; false where that stays with its sides.')
  get isWhole(): boolean {
    return this.entry.isWhole;
  }
  @Shown.as(() => [ShownConcessionStep], 'The path, step by step.')
  get steps(): ShownConcessionStep[] {
    return this.entry.steps.map((step) => new ShownConcessionStep(this.sight, step));
  }
  @Shown.as(() => ShownDaysHeld, 'How long each had to move, in all.', maybe)
  get daysHeld(): ShownDaysHeld | null {
    return this.entry.daysHeld;
  }
  @Shown.as(() => ShownDaysHeld, 'How long each had to move after the last offer.', maybe)
  get daysSinceLastOffer(): ShownDaysHeld | null {
    return this.entry.daysSinceLastOffer;
  }
  @Shown.whole('Rounds.', maybe)
  get rounds(): number | null {
    return this.entry.rounds;
  }
  @Shown.whole('Questions asked.', maybe)
  get questions(): number | null {
    return this.entry.questions;
  }
  @Shown.as(() => ShownLedgerConcession, 'What was conceded; null where targets do not compare, or the path is kept private.', maybe)
  get concession(): ShownLedgerConcession | null {
    return this.entry.concession;
  }
  @Shown.as(() => [ShownResourceDifference], 'What was asked and granted, by kind.')
  get resources(): readonly ShownResourceDifference[] {
    return this.entry.resources;
  }
  @Shown.flag('Signed in round 1 without a question.', maybe)
  get acceptedAtOnce(): boolean | null {
    return this.entry.acceptedAtOnce;
  }
}

@ObjectType({ description: 'Commitments and directions with the path to each, in the order they were made, page by page.' })
export class ConcessionLedgerConnection extends connectionOf(ShownLedgerEntry as never, 'ConcessionEntry') {}

@ObjectType('ConcessionTotals', { description: 'What some commitments and directions come to, over those whose path you see.' })
export class ShownConcessionTotals {
  constructor(
    private readonly sight: Sight,
    private readonly totals: ConcessionSummary,
    private readonly by: 'UNIT' | 'GIVER' | null,
  ) {}
  @Shown.as(() => ShownUnit, 'The unit they are of.', maybe)
  get unit(): ShownUnit | null {
    return this.by === 'UNIT' ? ShownUnit.of(this.sight, this.totals.of!) : null;
  }
  @Shown.as(() => ShownPost, 'The giver they are of.', maybe)
  get giver(): ShownPost | null {
    return this.by === 'GIVER' ? ShownPost.of(this.sight, this.totals.of) : null;
  }
  @Shown.whole('Commitments and directions.')
  get commitments(): number {
    return this.totals.commitments;
  }
  @Shown.whole('Beside them, those whose path stays with its sides.')
  get keptPrivate(): number {
    return this.totals.keptPrivate;
  }
  @Shown.whole('Directed by an arbiter.')
  get directed(): number {
    return this.totals.directed;
  }
  @Shown.number('As a share.', maybe)
  get shareDirected(): number | null {
    return this.totals.shareDirected;
  }
  @Shown.whole('Signed in round 1 without a question.')
  get acceptedAtOnce(): number {
    return this.totals.acceptedAtOnce;
  }
  @Shown.number('As a share.', maybe)
  get shareAcceptedAtOnce(): number | null {
    return this.totals.shareAcceptedAtOnce;
  }
  @Shown.whole('Rounds, summed.')
  get rounds(): number {
    return this.totals.rounds;
  }
  @Shown.number('Mean of rounds.', maybe)
  get meanRounds(): number | null {
    return this.totals.meanRounds;
  }
  @Shown.number('Median of rounds.', maybe)
  get medianRounds(): number | null {
    return this.totals.medianRounds;
  }
  @Shown.whole('Questions, summed.')
  get questions(): number {
    return this.totals.questions;
  }
  @Shown.as(() => ShownDaysHeld, 'Days each had to move, summed.')
  get daysHeld(): ShownDaysHeld {
    return this.totals.daysHeld;
  }
  @Shown.whole('Settled on less than was asked at first.')
  get lowered(): number {
    return this.totals.lowered;
  }
  @Shown.whole('Settled on more.')
  get raised(): number {
    return this.totals.raised;
  }
  @Shown.whole('Settled on the first target.')
  get unchanged(): number {
    return this.totals.unchanged;
  }
  @Shown.whole('Without targets that compare: milestones, or another measure than at first.')
  get notComparable(): number {
    return this.totals.notComparable;
  }
  @Shown.as(() => ShownMeasure, 'The measure, where all that compare are on one.', maybe)
  get measure(): ShownMeasure | null {
    return this.totals.change && ShownMeasure.of(this.sight, this.totals.change.measure);
  }
  @Shown.figure('The concessions on it, summed; positive towards better.', maybe)
  get change(): string | null {
    return this.totals.change?.total ?? null;
  }
  @Shown.number('Mean concession as a share of the way from jump-off point to first target; every commitment counts the same.', maybe)
  get meanShareOfGap(): number | null {
    return this.totals.meanShareOfGap;
  }
}

@ObjectType('ConcessionSummary', { description: 'How units or givers negotiate.' })
export class ShownConcessionSummary {
  @Shown.as(() => ShownConcessionTotals, 'All together.')
  overall!: ShownConcessionTotals;
  @Shown.as(() => [ShownConcessionTotals], 'Each unit, or each giver.')
  parts!: ShownConcessionTotals[];
}
