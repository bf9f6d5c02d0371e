/** One thread as people read it: the offers side by side, who held the ball how long, and what was conceded. */
import type { Day } from '#kernel';
import { minus } from '../arithmetic/figures.js';
import { daysBetween } from '../arithmetic/days.js';
import { signOf } from '../arithmetic/cell-status.js';
import { arbiterInCharge, replyDueOf } from '../catchball/catchball.guards.js';
import { isInPlay } from '../catchball/catchball.state.js';
import { isUnattended, resolvePost } from '../organisation/line.js';
import type { Figure, GoalId, Offer, PostId, Side, ThreadId } from '../vocabulary.js';
import { dueOf, goalIdOf, phaseOf, type Move, type Moment, type OfferRecord, type ThreadPhase, type ThreadRecord } from '../views/index.js';
import { structureOf } from '../views/structure.js';
import { settingsOf } from './figures-of-measure.reading.js';
import { threadOpenness, type Reader, type ThreadOpenness } from './openness.reading.js';
import { standingOf, type Standing } from './alignment-tree.reading.js';

/** One field that differs between two offers, each as its JSON text; null where it is absent. */
export interface OfferDifference {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface OfferInRow extends OfferRecord {
  /** Against the offer before it. */
  readonly differences: readonly OfferDifference[];
}

/** Whole days each side had to move, over all episodes: from the ball's arrival to the next move, the moment's day for the running one. */
export interface DaysHeld {
  readonly giver: number;
  readonly receiver: number;
  readonly arbiter: number;
}

/** First target against the one in force; positive towards the target means that more was promised than first offered. */
export interface Concession {
  readonly firstTarget: Figure;
  readonly finalTarget: Figure;
  readonly change: Figure;
}

export interface Negotiation {
  readonly id: ThreadId;
  readonly record: ThreadRecord;
  readonly openness: ThreadOpenness;
  readonly phase: ThreadPhase;
  readonly standing: Standing | null;
  /** The posts that stand for the sides today. */
  readonly giver: PostId;
  readonly receiver: PostId;
  /** Who must move: the ball's holder, or the arbiter in charge; null where nobody must. */
  readonly holder: { readonly side: Side | null; readonly post: PostId; readonly since: Day; readonly vacant: boolean } | null;
  readonly due: Day | null;
  readonly overdue: boolean;
  readonly goal: GoalId | null;
  readonly offers: readonly OfferInRow[];
  readonly moves: readonly Move[];
  readonly daysHeld: DaysHeld;
  readonly rounds: number;
  readonly questions: number;
  readonly concession: Concession | null;
  /** Accepted in its first round without a question. */
  readonly acceptedAtOnce: boolean;
}

const textOf = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value));
const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Field by field, nested fields by their path: `measured.target`. Lists are compared as wholes; named fields are passed over. */
export const fieldDifferences = (before: object, after: object, leftOut: ReadonlySet<string> = new Set()): OfferDifference[] => {
  const compared = (one: unknown, other: unknown, path: string): OfferDifference[] => {
    if (isPlain(one) && isPlain(other)) {
      const fields = new Set([...Object.keys(one), ...Object.keys(other)].filter((field) => !leftOut.has(field)));
      return [...fields].flatMap((field) => compared(one[field], other[field], path === '' ? field : `${path}.${field}`));
    }
    const [was, is] = [textOf(one), textOf(other)];
    return was === is ? [] : [{ field: path, before: was, after: is }];
  };
  return compared(before, after, '');
};

export const differencesOf = (before: Offer, after: Offer): OfferDifference[] => fieldDifferences(before, after);

/** Who has to move after each move, and for how long they did not. */
export const daysHeldIn = (moves: readonly Move[], today: Day): DaysHeld => {
  const held = { giver: 0, receiver: 0, arbiter: 0 };
  moves.forEach((move, index) => {
    const until = moves[index + 1]?.on ?? today;
    const days = Math.max(0, daysBetween(move.on, until));
    if (move.phase === 'ESCALATED') held.arbiter += days;
    else if (move.ball === 'GIVER') held.giver += days;
    else if (move.ball === 'RECEIVER') held.receiver += days;
  });
  return held;
};

const concessionOf = (moment: Moment, thread: ThreadRecord, offers: readonly OfferRecord[]): Concession | null => {
  const final = thread.state.inForce?.offer.measured;
  const first = offers.find(({ offer }) => offer.measured?.measure === final?.measure)?.offer.measured;
  if (!final || !first) return null;
  const direction = moment.tables.measures.get(final.measure)?.definition.direction;
  const change = minus(final.target, first.target);
  const towards = !direction || direction.kind === 'RANGE' || signOf(direction) === 1 ? change : minus(first.target, final.target);
  return { firstTarget: first.target, finalTarget: final.target, change: towards };
};

/** Agreed at once: one offer, one acceptance, no question asked in the episode that was settled first. */
export const isAcceptedAtOnce = (thread: ThreadRecord, moves: readonly Move[]): boolean => {
  const episode = thread.firstSettled?.episode;
  if (episode === undefined || thread.settlement?.arbiter !== null) return false;
  const played = moves.filter((move) => move.episode === episode);
  return (
    played.some(({ type }) => type === 'OfferAccepted') &&
    !played.some(({ type, round }) => type === 'QuestionAsked' || type === 'OfferCountered' || round > 1)
  );
};

/** Who has to move, and by when: the arbiter's line passes on every ten working days, a question stops the reply clock. */
export const awaitedIn = (moment: Moment, thread: ThreadRecord): { readonly holder: Negotiation['holder']; readonly due: Day | null } => {
  const { state } = thread;
  const { today } = moment;
  const structure = structureOf(moment);
  const calendar = settingsOf(moment);
  const present = (named: PostId, side: Side | null, since: Day): Negotiation['holder'] => {
    const post = resolvePost(structure, named, today);
    return { side, post: post?.id ?? named, since, vacant: post === undefined || isUnattended(post, today) };
  };
  if (state.phase === 'open') {
    const side = state.episode.ball;
    const named = side === 'GIVER' ? state.thread.giver : state.thread.receiver;
    return { holder: present(named, side, thread.ballSince), due: replyDueOf(state, today, calendar) };
  }
  if (state.phase === 'escalated') {
    const charge = arbiterInCharge(state, today, calendar);
    return { holder: charge && present(charge.post, null, thread.escalated?.on ?? thread.movedOn), due: charge?.decideBy ?? state.decideBy };
  }
  return { holder: null, due: dueOf(state) };
};

/** In play, past its day, and not because the post that should move is vacant. */
export const isOverdue = (moment: Moment, thread: ThreadRecord): boolean => {
  const { holder, due } = awaitedIn(moment, thread);
  return isInPlay(thread.state) && due !== null && due < moment.today && !(holder?.vacant ?? false);
};

/** Null where no thread has that id. What the reader may not see of a private thread is left out, and `openness` says so. */
export const negotiation = (moment: Moment, now: Moment, reader: Reader, id: ThreadId): Negotiation | null => {
  const { tables, today } = moment;
  const record = tables.threads.get(id);
  if (!record) return null;
  const { state, firstSettled } = record;
  const structure = structureOf(moment);
  const granted = threadOpenness(reader, now, id);
  const openness = granted === 'FROM_COMMITMENT' && firstSettled === null ? 'STANDING_ONLY' : granted;
  const from = openness === 'ALL' ? 0 : openness === 'FROM_COMMITMENT' ? firstSettled!.ordinal : Number.POSITIVE_INFINITY;
  const offers = tables.offers.of(id);
  const moves = tables.moves.of(id);
  const { holder, due } = awaitedIn(moment, record);
  const visible = openness !== 'STANDING_ONLY';
  return {
    id,
    record,
    openness,
    phase: phaseOf(state),
    standing: visible ? standingOf(record) : 'IN_NEGOTIATION',
    giver: resolvePost(structure, state.thread.giver, today)?.id ?? state.thread.giver,
    receiver: resolvePost(structure, state.thread.receiver, today)?.id ?? state.thread.receiver,
    holder,
    due,
    overdue: isOverdue(moment, record),
    goal: state.inForce ? goalIdOf(record) : null,
    offers: offers.flatMap((offer, index) => {
      const before = offers[index - 1];
      if (offer.ordinal < from) return [];
      return [{ ...offer, differences: before && before.ordinal >= from ? differencesOf(before.offer, offer.offer) : [] }];
    }),
    moves: moves.filter(({ ordinal }) => ordinal >= from),
    daysHeld: daysHeldIn(moves, today),
    rounds: state.episode.round,
    questions: moves.filter(({ type }) => type === 'QuestionAsked').length,
    concession: visible ? concessionOf(moment, record, openness === 'ALL' ? offers : offers.filter(({ ordinal }) => ordinal >= from)) : null,
    acceptedAtOnce: isAcceptedAtOnce(record, moves),
  };
};

/** What a unit's or post's threads say about how it negotiates. */
export interface CatchballStatistics {
  readonly threads: number;
  readonly settled: number;
  readonly meanRounds: number | null;
  readonly daysHeld: DaysHeld;
  /** Of those settled: accepted in round 1 without a question, and directed. */
  readonly shareAcceptedAtOnce: number | null;
  readonly shareDirected: number | null;
  /** Balls lying still longer than their due date. */
  readonly overdue: number;
}

export const catchballStatistics = (moment: Moment, threads: readonly ThreadRecord[]): CatchballStatistics => {
  const { tables, today } = moment;
  const settled = threads.filter(({ state }) => state.inForce !== null);
  const share = (count: number): number | null => (settled.length === 0 ? null : count / settled.length);
  const held = threads.map(({ id }) => daysHeldIn(tables.moves.of(id), today));
  const sum = (pick: (days: DaysHeld) => number): number => held.reduce((total, days) => total + pick(days), 0);
  return {
    threads: threads.length,
    settled: settled.length,
    meanRounds: threads.length === 0 ? null : threads.reduce((total, { state }) => total + state.episode.round, 0) / threads.length,
    daysHeld: { giver: sum((days) => days.giver), receiver: sum((days) => days.receiver), arbiter: sum((days) => days.arbiter) },
    shareAcceptedAtOnce: share(settled.filter((thread) => isAcceptedAtOnce(thread, tables.moves.of(thread.id))).length),
    shareDirected: share(settled.filter(({ state }) => state.inForce?.kind === 'DIRECTED').length),
    overdue: threads.filter((thread) => isOverdue(moment, thread)).length,
  };
};
