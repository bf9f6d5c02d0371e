/** One thread as people read it: the offers side by side, who held the ball how long, and what was conceded. */
import type { Day } from '#kernel';
import { minus } from '../arithmetic/figures.js';
import { daysBetween } from '../arithmetic/days.js';
import { signOf } from '../arithmetic/cell-status.js';
import { arbiterInCharge, replyDueOf } from '../catchball/catchball.guards.js';
import { awaitedSides, isInPlay } from '../catchball/catchball.state.js';
import { isUnattended, resolvePost } from '../organisation/line.js';
import type { Figure, GoalId, MeasuredTerms, PostId, Side, ThreadId } from '../vocabulary.js';
import { dueOf, goalIdOf, phaseOf, type Move, type Moment, type OfferRecord, type ThreadPhase, type ThreadRecord } from '../views/index.js';
import { structureOf } from '../views/structure.js';
import { settingsOf } from './figures-of-measure.reading.js';
import { opennessAt, threadOpenness, type Reader, type ThreadOpenness } from './openness.reading.js';
import { standingOf, type Standing } from './alignment-node.reading.js';

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

/** What of a thread a reader may not see is empty here: of one kept between its sides all but who they are. */
export interface Negotiation {
  readonly id: ThreadId;
  /** The rules' own record, whole: show of it no more than `openness` allows. */
  readonly record: ThreadRecord;
  readonly openness: ThreadOpenness;
  /** OPEN is all that shows of a thread kept between its sides. */
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
  /** Rounds of the latest episode; 0 where the thread is kept between its sides. */
  readonly rounds: number;
  readonly questions: number;
  /** Both rest on the earlier offers: null for whoever may not see those. */
  readonly concession: Concession | null;
  /** Agreed in its first round without a question. */
  readonly acceptedAtOnce: boolean | null;
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

/** Who has to move after each move, and for how long they did not. While both sides sign nobody has the ball. */
export const daysHeldIn = (moves: readonly Move[], today: Day): DaysHeld => {
  const held = { giver: 0, receiver: 0, arbiter: 0 };
  moves.forEach(({ on, phase, ball }, index) => {
    const days = Math.max(0, daysBetween(on, moves[index + 1]?.on ?? today));
    if (phase === 'ESCALATED') held.arbiter += days;
    else if (ball === 'GIVER') held.giver += days;
    else if (ball === 'RECEIVER') held.receiver += days;
  });
  return held;
};

/** A later target against an earlier one; null unless both are on the same measure. */
export const concessionBetween = ({ tables }: Moment, first: MeasuredTerms | null, final: MeasuredTerms | null): Concession | null => {
  if (!first || !final || first.measure !== final.measure) return null;
  const direction = tables.measures.get(final.measure)?.definition.direction;
  const change = minus(final.target, first.target);
  const towards = !direction || direction.kind === 'RANGE' || signOf(direction) === 1 ? change : minus(first.target, final.target);
  return { firstTarget: first.target, finalTarget: final.target, change: towards };
};

const concessionOf = (moment: Moment, { state }: ThreadRecord, offers: readonly OfferRecord[]): Concession | null => {
  const final = state.inForce?.offer.measured ?? null;
  const first = offers.find(({ offer }) => offer.measured?.measure === final?.measure)?.offer.measured ?? null;
  return concessionBetween(moment, first, final);
};

/** Whether an episode, by its moves, ended in a commitment to the first offer, and no question was asked about it. */
export const isAgreedAtOnce = (played: readonly Move[]): boolean =>
  played.some(({ type }) => type === 'CommitmentMade') && !played.some(({ type, round }) => type === 'QuestionAsked' || round > 1);

/** Agreed at once: its first settlement was a commitment to the first offer, and no question was asked about it. */
export const isAcceptedAtOnce = ({ firstSettled }: ThreadRecord, moves: readonly Move[]): boolean =>
  isAgreedAtOnce(moves.filter(({ episode }) => episode === firstSettled?.episode));

/** Who has to move, and by when: the arbiter's line passes on every ten working days, a question stops the reply clock. */
export const awaitedIn = (moment: Moment, thread: ThreadRecord): { readonly holder: Negotiation['holder']; readonly due: Day | null } => {
  const { state } = thread;
  const { today } = moment;
  const structure = structureOf(moment);
  const calendar = settingsOf(moment);
  const present = (named: PostId, side: Side | null, since: Day): Negotiation['holder'] => {
    const post = resolvePost(structure, named, today);
    return { side, post: post?.id ?? named, since, vacant: isPostVacant(moment, post?.id ?? named) };
  };
  if (state.phase === 'open') {
    const side = state.episode.ball;
    const named = side === 'GIVER' ? state.thread.giver : state.thread.receiver;
    return { holder: present(named, side, thread.ballSince), due: replyDueOf(state, today, calendar) };
  }
  if (state.phase === 'escalated') {
    const charge = arbiterInCharge(state, today, calendar);
    return {
      holder: charge && present(charge.post, null, thread.escalated?.on ?? thread.movedOn),
      due: charge?.decideBy ?? state.decideBy,
    };
  }
  return { holder: null, due: dueOf(state) };
};

/** The posts whose move is awaited: the ball's holder, those yet to sign or confirm, the arbiter in charge. */
export const awaitedPosts = (moment: Moment, { state }: ThreadRecord): PostId[] => {
  const { thread } = state;
  const sides = awaitedSides(state).map((side) => (side === 'GIVER' ? thread.giver : thread.receiver));
  const charge = state.phase === 'escalated' ? arbiterInCharge(state, moment.today, settingsOf(moment)) : null;
  const structure = structureOf(moment);
  return [...sides, ...(charge ? [charge.post] : [])].map((post) => resolvePost(structure, post, moment.today)?.id ?? post);
};

/** Nobody stands in the post today. */
export const isPostVacant = (moment: Moment, id: PostId): boolean => {
  const post = moment.tables.posts.get(id);
  return post === undefined || isUnattended(post, moment.today);
};

/** In play and past its day, unless every post that should move is vacant: then the clock stands still. */
export const isOverdue = (moment: Moment, thread: ThreadRecord): boolean => {
  const { due } = awaitedIn(moment, thread);
  if (!isInPlay(thread.state) || due === null || due >= moment.today) return false;
  const awaited = awaitedPosts(moment, thread);
  return awaited.length === 0 || awaited.some((post) => !isPostVacant(moment, post));
};

/** Null where no thread has that id, or the reader may not know of it. */
export const negotiation = (moment: Moment, now: Moment, reader: Reader, id: ThreadId): Negotiation | null => {
  const { tables, today } = moment;
  const record = tables.threads.get(id);
  const openness = record ? opennessAt(reader, now, record) : 'NONE';
  if (!record || openness === 'NONE') return null;
  const { state, firstSettled } = record;
  const structure = structureOf(moment);
  const sides = {
    giver: resolvePost(structure, state.thread.giver, today)?.id ?? state.thread.giver,
    receiver: resolvePost(structure, state.thread.receiver, today)?.id ?? state.thread.receiver,
  };
  if (openness === 'STANDING_ONLY') return { ...keptPrivate, id, record, openness, ...sides };
  const from = openness === 'ALL' ? 0 : firstSettled!.ordinal;
  const offers = tables.offers.of(id);
  const moves = tables.moves.of(id).filter(({ ordinal }) => ordinal >= from);
  const { holder, due } = awaitedIn(moment, record);
  return {
    id,
    record,
    openness,
    phase: phaseOf(state),
    standing: standingOf(record),
    ...sides,
    holder,
    due,
    overdue: isOverdue(moment, record),
    goal: state.inForce ? goalIdOf(record) : null,
    offers: offers.flatMap((offer, index) => {
      const before = offers[index - 1];
      if (offer.ordinal < from) return [];
      return [{ ...offer, differences: before && before.ordinal >= from ? fieldDifferences(before.offer, offer.offer) : [] }];
    }),
    moves,
    daysHeld: daysHeldIn(moves, today),
    rounds: state.episode.round,
    questions: moves.filter(({ type }) => type === 'QuestionAsked').length,
    concession: openness === 'ALL' ? concessionOf(moment, record, offers) : null,
    acceptedAtOnce: openness === 'ALL' ? isAcceptedAtOnce(record, moves) : null,
  };
};

const keptPrivate = {
  phase: 'OPEN',
  standing: 'IN_NEGOTIATION',
  holder: null,
  due: null,
  overdue: false,
  goal: null,
  offers: [],
  moves: [],
  daysHeld: { giver: 0, receiver: 0, arbiter: 0 },
  rounds: 0,
  questions: 0,
  concession: null,
  acceptedAtOnce: null,
} as const;

/** What a unit's or post's threads say about how it negotiates. */
export interface CatchballStatistics {
  readonly threads: number;
  readonly settled: number;
  /** Of their latest episodes. */
  readonly meanRounds: number | null;
  readonly daysHeld: DaysHeld;
  /** Of those settled: agreed in round 1 without a question, and directed. */
  readonly shareAcceptedAtOnce: number | null;
  readonly shareDirected: number | null;
  /** Balls lying still longer than their due date. */
  readonly overdue: number;
}

/** Over the threads the reader sees as a whole: how a private one came about stays with its sides. */
export const catchballStatistics = (moment: Moment, now: Moment, reader: Reader, all: readonly ThreadRecord[]): CatchballStatistics => {
  const { tables, today } = moment;
  const threads = all.filter(({ id }) => threadOpenness(reader, now, id) === 'ALL');
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
