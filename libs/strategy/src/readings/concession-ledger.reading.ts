/** What was asked, what came of it, and who gave way on the path between: one entry for every commitment and direction. */
import type { Day, Instant } from '#kernel';
import { compare, dividedBy, minus, sumOf } from '../arithmetic/figures.js';
import { isWithin } from '../organisation/line.js';
import type { CycleId, Figure, GoalId, Hash, MeasureId, Offer, PersonId, PostId, Resource, Side, ThreadId, UnitId } from '../vocabulary.js';
import { standsFor, structureOf } from '../views/structure.js';
import { goalIdOf, type Moment, type Move, type OfferRecord, type ThreadRecord } from '../views/index.js';
import { currentCycle, standingPost } from './alignment-node.reading.js';
import { concessionBetween, daysHeldIn, isAgreedAtOnce, type Concession, type DaysHeld } from './negotiation.reading.js';
import { threadOpenness, type Reader } from './openness.reading.js';

/** IN_FORCE is what a renegotiation began from; DIRECTION is the arbiter's own. */
export type LedgerStepKind = 'IN_FORCE' | 'OFFER' | 'DIRECTION';

/** One step on the path. */
export interface LedgerStep {
  readonly kind: LedgerStepKind;
  /** The event that put it there. */
  readonly position: number;
  readonly at: Instant;
  readonly on: Day;
  /** Who moved; an arbiter has no side. */
  readonly side: Side | null;
  readonly person: PersonId;
  readonly post: PostId;
  readonly asDeputy: boolean;
  readonly round: number;
  readonly offer: Offer;
  readonly offerHash: Hash;
  readonly rationale: string;
  /** How far the target moved against the step before, positive towards better; null where the two cannot be compared. */
  readonly change: Figure | null;
  /** Whole days each had to move since the step before. */
  readonly daysHeld: DaysHeld;
}

/**
 * With T₁ the first target on the measure that was settled on, T₂ the settled one, J the jump-off point stated with T₁,
 * and d = +1 where more is better and −1 where less is (+1 in a range): `change = d·(T₂ − T₁)` in the measure's unit, and
 * `shareOfGap = change / |T₁ − J|`, by which concessions on different measures compare. Negative: less was promised than
 * was asked for at first. Of a renegotiation, T₁ is the target that was in force.
 */
export interface LedgerConcession extends Concession {
  readonly measure: MeasureId;
  /** Null where the first target was where things stood already. */
  readonly shareOfGap: Figure | null;
}

/** Of one kind of resource, at the first step and as settled. Support has no amounts: it counts by its items. */
export interface ResourceDifference {
  readonly kind: Resource['kind'];
  readonly askedFirst: Figure;
  readonly grantedFirst: Figure;
  readonly asked: Figure;
  readonly granted: Figure;
  /** Granted as settled less granted at first. */
  readonly change: Figure;
}

export interface LedgerEntry {
  readonly thread: ThreadId;
  /** A renegotiation that was settled is an entry of its own. */
  readonly episode: number;
  readonly kind: 'COMMITTED' | 'DIRECTED';
  readonly cycle: CycleId;
  readonly goal: GoalId;
  /** The posts that stand for the sides at the moment, and the receiver's unit. */
  readonly giver: PostId;
  readonly receiver: PostId;
  readonly unit: UnitId;
  /** What was settled, when, and by which event. */
  readonly settled: Offer;
  readonly settledHash: Hash;
  readonly settledOn: Day;
  readonly position: number;
  /** It binds both sides still. */
  readonly inForce: boolean;
  /** False: how it came about stays with its sides, and all below is empty. */
  readonly isWhole: boolean;
  readonly steps: readonly LedgerStep[];
  /** In the episode as a whole, and since its last offer. */
  readonly daysHeld: DaysHeld | null;
  readonly daysSinceLastOffer: DaysHeld | null;
  readonly rounds: number | null;
  readonly questions: number | null;
  /** Null also where nothing compares: milestones, or another measure than at first. */
  readonly concession: LedgerConcession | null;
  readonly resources: readonly ResourceDifference[];
  /** Committed in round 1 without a question. */
  readonly acceptedAtOnce: boolean | null;
}

export interface LedgerQuestion {
  /** The thread's, else the current one, where it is left out. */
  readonly cycle?: CycleId | null;
  /** The receiver's unit, or one above it. */
  readonly unit?: UnitId | null;
  /** Only where this post, or one it stands for, gave. */
  readonly giver?: PostId | null;
  readonly thread?: ThreadId | null;
}

const settles: ReadonlySet<Move['type']> = new Set(['CommitmentMade', 'DirectionGiven']);
const ends: ReadonlySet<Move['type']> = new Set(['CommitmentReleased', 'PledgeLapsed']);

const amountsOf = (resources: readonly Resource[], kind: Resource['kind']): Figure =>
  sumOf(resources.filter((each) => each.kind === kind).map(({ amount }) => amount ?? '1'));

const resourcesBetween = (first: Offer, final: Offer): ResourceDifference[] =>
  (['WTE', 'MONEY', 'SUPPORT'] as const).flatMap((kind) => {
    const [askedFirst, grantedFirst, asked, granted] = [first, final].flatMap(({ resourcesAsked, resourcesGranted }) => [
      amountsOf(resourcesAsked, kind),
      amountsOf(resourcesGranted, kind),
    ]) as [Figure, Figure, Figure, Figure];
    if ([askedFirst, grantedFirst, asked, granted].every((amount) => amount === '0')) return [];
    return [{ kind, askedFirst, grantedFirst, asked, granted, change: minus(granted, grantedFirst) }];
  });

const absolute = (figure: Figure): Figure => (compare(figure, '0') < 0 ? minus('0', figure) : figure);

/** The unit of the post that stands for the receiver. */
const unitOf = (moment: Moment, { state }: ThreadRecord): UnitId =>
  moment.tables.posts.get(standingPost(moment, state.thread.receiver))?.unit ?? '';

/** Everything about one settlement that its thread's ledgers tell. */
class Settling {
  private readonly offers: readonly OfferRecord[];
  /** The episode's moves up to the settlement. */
  private readonly played: readonly Move[];

  constructor(
    private readonly moment: Moment,
    private readonly record: ThreadRecord,
    private readonly moves: readonly Move[],
    private readonly settlement: Move,
  ) {
    this.offers = moment.tables.offers.of(record.id);
    this.played = moves.filter(({ episode, ordinal }) => episode === settlement.episode && ordinal <= settlement.ordinal);
  }

  entry(seesWhole: boolean, opened: number): LedgerEntry {
    const { moment, record, settlement, played } = this;
    const { state } = record;
    const { episode, ordinal: position, on: settledOn, type } = settlement;
    const receiver = standingPost(moment, state.thread.receiver);
    const steps = this.steps();
    const { offer: settled, offerHash: settledHash } = this.offerOf(settlement);
    const isWhole = seesWhole || played[0]!.ordinal > opened;
    const head = {
      thread: record.id,
      episode,
      kind: type === 'DirectionGiven' ? 'DIRECTED' : 'COMMITTED',
      cycle: state.thread.cycle,
      goal: goalIdOf(record),
      giver: standingPost(moment, state.thread.giver),
      receiver,
      unit: unitOf(moment, record),
      settled,
      settledHash,
      settledOn,
      position,
      inForce: state.inForce?.event === settlement.event,
    } as const;
    if (!isWhole) return { ...head, ...withheld };
    return {
      ...head,
      isWhole,
      steps,
      daysHeld: daysHeldIn(played, settledOn),
      daysSinceLastOffer: this.heldBetween(steps.at(-1)!.position, position, settledOn),
      rounds: settlement.round,
      questions: played.filter((move) => move.type === 'QuestionAsked').length,
      concession: this.concession(steps, settled),
      resources: resourcesBetween(steps[0]!.offer, settled),
      acceptedAtOnce: isAgreedAtOnce(played),
    };
  }

  /** The offer a settlement is about: the latest with its digest. */
  private offerOf({ offerHash, ordinal }: Move): OfferRecord {
    return this.offers.findLast((made) => made.offerHash === offerHash && made.ordinal <= ordinal)!;
  }

  /** What was in force as the episode began. */
  private inForceBefore(): Move | null {
    const began = this.played[0]!.ordinal;
    return this.moves.reduce<Move | null>((before, move) => {
      if (move.ordinal >= began) return before;
      if (settles.has(move.type)) return move;
      return ends.has(move.type) ? null : before;
    }, null);
  }

  private heldBetween(after: number, until: number, on: Day): DaysHeld {
    return daysHeldIn(
      this.played.filter(({ ordinal }) => ordinal >= after && ordinal < until),
      on,
    );
  }

  private steps(): LedgerStep[] {
    const { moment, settlement } = this;
    const from = this.inForceBefore();
    const steps: LedgerStep[] = from ? [this.step(this.offerOf(from), from, null)] : [];
    for (const made of this.offers)
      if (made.episode === settlement.episode && made.ordinal <= settlement.ordinal)
        steps.push(
          this.step(
            made,
            this.played.find(({ ordinal }) => ordinal === made.ordinal)!,
            steps.at(-1) ?? null,
          ),
        );
    return steps.map((step, index) => ({
      ...step,
      change: index === 0 ? null : (concessionBetween(moment, steps[index - 1]!.offer.measured, step.offer.measured)?.change ?? null),
    }));
  }

  private step({ offer, offerHash, side, person, post, rationale }: OfferRecord, move: Move, before: LedgerStep | null): LedgerStep {
    const { ordinal: position, at, on, round, asDeputy } = move;
    const isEarlier = position < this.played[0]!.ordinal;
    return {
      kind: isEarlier ? 'IN_FORCE' : side === null ? 'DIRECTION' : 'OFFER',
      position,
      at,
      on,
      side,
      person,
      post,
      asDeputy: isEarlier ? false : asDeputy,
      round,
      offer,
      offerHash,
      rationale,
      change: null,
      daysHeld: this.heldBetween(before?.position ?? position, position, on),
    };
  }

  private concession(steps: readonly LedgerStep[], { measured }: Offer): LedgerConcession | null {
    const first =
      steps.find(({ offer }) => offer.measured !== null && offer.measured.measure === measured?.measure)?.offer.measured ?? null;
    const conceded = concessionBetween(this.moment, first, measured);
    if (!conceded || !first) return null;
    const gap = absolute(minus(first.target, first.jop));
    return { ...conceded, measure: first.measure, shareOfGap: dividedBy(conceded.change, gap) };
  }
}

const withheld = {
  isWhole: false,
  steps: [],
  daysHeld: null,
  daysSinceLastOffer: null,
  rounds: null,
  questions: null,
  concession: null,
  resources: [],
  acceptedAtOnce: null,
} as const;

/** One commitment or direction, with the path to it read where somebody asks. */
export interface LedgerSettlement {
  readonly position: number;
  read(): LedgerEntry;
}

/** Every commitment and direction there has been up to the moment, in the order they were made, as far as the reader may know of them. */
export const ledgerSettlements = (
  moment: Moment,
  now: Moment,
  reader: Reader,
  { cycle, unit, giver, thread }: LedgerQuestion = {},
): LedgerSettlement[] => {
  const { tables, today } = moment;
  const about = thread ? tables.threads.get(thread) : undefined;
  const asked = cycle ?? about?.state.thread.cycle ?? currentCycle(moment) ?? '';
  const threads = thread ? (about?.state.thread.cycle === asked ? [thread] : []) : tables.threadsByCycle.of(asked);
  const givers = giver ? new Set(standsFor(moment, giver, today)) : null;
  const structure = structureOf(moment);
  const found = threads.flatMap((id) => {
    const record = tables.threads.get(id)!;
    if (record.firstSettled === null || (givers && !givers.has(record.state.thread.giver))) return [];
    if (unit && !isWithin(structure, unitOf(moment, record), unit)) return [];
    const openness = threadOpenness(reader, now, id);
    if (openness === 'NONE') return [];
    const moves = tables.moves.of(id);
    const opened = record.firstSettled.ordinal;
    return moves
      .filter(({ type }) => settles.has(type))
      .map((settlement) => ({
        position: settlement.ordinal,
        read: () => new Settling(moment, record, moves, settlement).entry(openness === 'ALL', opened),
      }));
  });
  return found.sort((one, other) => one.position - other.position);
};

/** The same, all of them read. */
export const concessionLedger = (moment: Moment, now: Moment, reader: Reader, question: LedgerQuestion = {}): LedgerEntry[] =>
  ledgerSettlements(moment, now, reader, question).map((settlement) => settlement.read());
