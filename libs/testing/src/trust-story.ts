/** What readings are told from: links of the small trust in one line each, and the views at any moment of its log. */
import { Folded, type Day, type RecordedOf } from '#kernel';
import {
  dividedBy,
  readerOf,
  views,
  type CatchballEvents,
  type GoalEvents,
  type MeasureEvents,
  type Moment,
  type Offer,
  type ParentRef,
  type PersonId,
  type Reader,
  type Shapes,
} from '#strategy';
import * as thread from './catchball-thread.js';
import { happened, type Past } from './seen.js';
import { aGoal, trustLog } from './small-trust.js';
import { hashOf, type Happened, storyDay } from './story.js';

type Move = Happened<CatchballEvents>;
type GoalEvent = Happened<GoalEvents>;
type Serve = CatchballEvents['BallServed'];

/** What a link is about, where it differs from falls in medicine under the aim. */
export interface LinkStory extends Partial<Pick<Serve, 'parent' | 'giver' | 'receiver' | 'private' | 'kind' | 'cycle' | 'existingGoal'>> {
  readonly offer?: Offer;
  readonly unit?: string;
  /** The day everything about it happened. */
  readonly on?: Day;
}

const dated = (on: Day | undefined, events: readonly Move[]): Move[] => events.map((event) => (on ? { ...event, on } : event));

/** A thread's stream: served, and then these moves. */
export const threadOf = (id: string, { offer = thread.firstOffer, on, unit: _, ...serve }: LinkStory = {}, ...moves: Move[]): Past[] =>
  happened<CatchballEvents>('catchball', id, ...dated(on, [thread.served({ ...thread.onTable(offer), ...serve })]), ...moves);

/** Served, and the answer awaited. */
export const inNegotiation = (id: string, link: LinkStory = {}): Past[] => threadOf(id, link);

/** Accepted, and both signatures awaited. */
export const accepted = (id: string, link: LinkStory = {}): Past[] =>
  threadOf(id, link, ...dated(link.on, [thread.accepted(thread.receiver, 'RECEIVER', link.offer)]));

export const declined = (id: string, link: LinkStory = {}): Past[] => threadOf(id, link, ...dated(link.on, [thread.declined()]));

/** The moves that sign an offer on the table. */
export const signing = (offer: Offer = thread.firstOffer, existingGoal: string | null = null): Move[] => {
  const made = thread.made(offer) as Extract<Move, { readonly type: 'CommitmentMade' }>;
  return [
    thread.accepted(thread.receiver, 'RECEIVER', offer),
    thread.signed(thread.receiver, 'RECEIVER', offer),
    thread.signed(thread.giver, 'GIVER', offer),
    { ...made, data: { ...made.data, existingGoal } },
  ];
};

/** What a goal is made of by a thread that was agreed or directed. */
const established = (
  id: string,
  kind: 'COMMITTED' | 'DIRECTED',
  { offer = thread.firstOffer, parent = { kind: 'AIM', id: 'aim-1' }, receiver = 'medicine', unit, cycle = 'cycle-26' }: LinkStory,
): GoalEvent =>
  aGoal(offer, {
    cycle,
    owner: receiver,
    unit: unit ?? `${receiver}-unit`,
    parent: parent as ParentRef,
    agreement: { kind, thread: id, episode: 1, offerHash: hashOf(offer), event: `made-${id}` },
  });

const dayed = (on: Day | undefined, events: readonly GoalEvent[]): GoalEvent[] => events.map((event) => (on ? { ...event, on } : event));

/** Signed by both sides, and the goal made of it under the thread's own id, with what happened to the goal since. */
export const committed = (id: string, link: LinkStory = {}, ...since: GoalEvent[]): Past[] => [
  ...threadOf(id, link, ...dated(link.on, signing(link.offer))),
  ...happened<GoalEvents>('goal', id, ...dayed(link.on, [established(id, 'COMMITTED', link)]), ...since),
];

/** Escalated in round 3 and decided by the chief operating officer, and the goal made of it. */
export const directed = (id: string, link: LinkStory = {}, ...since: GoalEvent[]): Past[] => [
  ...threadOf(
    id,
    link,
    ...dated(link.on, [thread.countered(2), thread.countered(3), thread.escalated(), thread.directed(link.offer ?? thread.firstOffer)]),
  ),
  ...happened<GoalEvents>('goal', id, ...dayed(link.on, [established(id, 'DIRECTED', link)]), ...since),
];

/** Figures of a measure, one period each, as they were reported: `'90'`, or numerator and denominator `[90, 100]`. */
export const figures = (measure: string, values: Readonly<Record<string, string | readonly [number, number]>>): Past[] =>
  happened<MeasureEvents>(
    'measure',
    measure,
    ...Object.entries(values).map(([period, figure]): Happened<MeasureEvents> => {
      const [numerator, denominator] = typeof figure === 'string' ? [null, null] : figure;
      const value = typeof figure === 'string' ? figure : dividedBy(String(numerator), String(denominator));
      const parts = {
        numerator: numerator === null ? null : String(numerator),
        denominator: denominator === null ? null : String(denominator),
      };
      return { type: 'ObservationRecorded', data: { period, value, ...parts, late: false, import: null, note: null, reason: null } };
    }),
  );

/** The views over a log, at its end or as of any position, on any day. */
export const viewsOver = (log: readonly Past[]) => {
  const folded = new Folded<Shapes>(views);
  for (const event of log) folded.apply(event as RecordedOf<Record<string, unknown>>);
  const asOf = (position: number, today: Day = storyDay): Moment => ({
    position,
    at: `${today}T09:00:00.000Z`,
    today,
    tables: folded.at(position),
  });
  return { log, asOf, now: (today: Day = storyDay): Moment => asOf(log.length, today) };
};

/** The small trust after these streams. */
export const trustAfter = (...streams: readonly (readonly Past[])[]) => viewsOver(trustLog(...streams));

/** Somebody who reads at that moment, by the posts they stand in. */
export const reading = (now: Moment, person: PersonId): Reader => readerOf(now, person);
