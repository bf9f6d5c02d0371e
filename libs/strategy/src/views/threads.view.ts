import { journal, keyed, view, type Day, type Instant, type RecordedOf, type Writers } from '#kernel';
import type { CatchballEvents, OfferOnTable, RenegotiationCause } from '../catchball/catchball.events.js';
import { ballOf, evolveCatchball, isInPlay, unserved, type CatchballState, type ServedState } from '../catchball/catchball.state.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { GoalId, Hash, ParentRef, PersonId, PostId, Side, ThreadId } from '../vocabulary.js';

/** Where a thread stands, in the trade's words. OPEN, TENTATIVE and ESCALATED are in play. */
export type ThreadPhase = 'OPEN' | 'TENTATIVE' | 'ESCALATED' | 'COMMITTED' | 'DIRECTED' | 'DECLINED' | 'WITHDRAWN' | 'RELEASED' | 'LAPSED';

/** How what is in force came about, beside what the state keeps of it. */
export interface Settlement {
  readonly signatures: CatchballEvents['CommitmentMade']['signatures'] | null;
  readonly arbiter: PostId | null;
  readonly rationale: string | null;
  readonly unitGoals: number;
  readonly ownerGoals: number;
  readonly sharesElsewhere: string;
  readonly ordinal: number;
  readonly on: Day;
}

/** One negotiation: its state as the rules see it, and what people want to know beside. */
export interface ThreadRecord {
  readonly id: ThreadId;
  readonly state: ServedState;
  /** The day since which the ball has lain where it lies. */
  readonly ballSince: Day;
  /** Beside `state.inForce`, and null with it. */
  readonly settlement: Settlement | null;
  /** Its first commitment or direction; from there on a private thread is open to all. */
  readonly firstSettled: { readonly episode: number; readonly ordinal: number } | null;
  /** The open question in full. */
  readonly question: {
    readonly side: Side;
    readonly text: string;
    readonly person: PersonId;
    readonly post: PostId;
    readonly on: Day;
  } | null;
  /** Why the running episode was escalated or opened again. */
  readonly escalated: { readonly side: Side; readonly reason: string; readonly on: Day } | null;
  readonly renegotiation: { readonly side: Side; readonly reason: string; readonly cause: RenegotiationCause | null } | null;
  /** Why the latest episode, or the thread, ended without one; the event that caused it where a policy ended it. */
  readonly ended: { readonly reason: string; readonly cause: string | null; readonly on: Day } | null;
  /** Offers and directions before anything was in force, and the goal's revision once something was: see `parentRevisionOf`. */
  readonly proposals: number;
  readonly goalRevisionAtFirst: number | null;
  readonly movedOn: Day;
  /** Ordinals of its first serve and its latest event. */
  readonly since: number;
  readonly changedAt: number;
}

/** One event of a thread as its ledger shows it. */
export interface Move {
  readonly type: keyof CatchballEvents;
  readonly event: string;
  readonly ordinal: number;
  readonly at: Instant;
  readonly on: Day;
  readonly person: PersonId;
  readonly post: PostId;
  readonly asDeputy: boolean;
  /** The side that moved; null for the arbiter, the line and policies. */
  readonly side: Side | null;
  readonly episode: number;
  readonly round: number;
  readonly offerHash: Hash | null;
  /** Rationale, reason, question or answer: what was said with it. */
  readonly text: string | null;
  /** Right after the move: where the thread stood, who had the ball, and by when what was due next. */
  readonly phase: ThreadPhase;
  readonly ball: Side | null;
  readonly due: Day | null;
}

/** One proposal as it was put on the table, in order; an arbiter's has no side. */
export interface OfferRecord extends Readonly<OfferOnTable> {
  readonly side: Side | null;
  readonly person: PersonId;
  readonly post: PostId;
  readonly episode: number;
  readonly round: number;
  readonly rationale: string;
  readonly ordinal: number;
  readonly at: Instant;
  readonly on: Day;
}

/** Under which key children of a parent are listed. */
export const parentKey = (parent: ParentRef): string => `${parent.kind}:${parent.id}`;

/**
 * The goal a thread makes: the one it re-parents, else a goal with the thread's own id. Streams are told apart by
 * their aggregate, so that one id names both and no digest is needed to find one from the other.
 */
export const goalIdOf = (thread: Pick<ThreadRecord, 'id' | 'state'>): GoalId => thread.state.thread.existingGoal ?? thread.id;

/** A renegotiation that was withdrawn leaves the thread standing on what is in force; a declined one can be escalated. */
export const phaseOf = (state: ServedState): ThreadPhase => {
  switch (state.phase) {
    case 'settled':
      return state.inForce?.kind ?? 'RELEASED';
    case 'withdrawn':
      return state.inForce?.kind ?? 'WITHDRAWN';
    case 'open':
      return 'OPEN';
    case 'tentative':
      return 'TENTATIVE';
    case 'escalated':
      return 'ESCALATED';
    case 'declined':
      return 'DECLINED';
    case 'released':
      return 'RELEASED';
    case 'lapsed':
      return 'LAPSED';
  }
};

/** By when the ball's holder answers, both sides sign, or the arbiter decides; null when nothing of that is due. */
export const dueOf = (state: ServedState): Day | null => {
  switch (state.phase) {
    case 'open':
      return state.replyBy;
    case 'tentative':
      return state.signBy;
    case 'escalated':
      return state.decideBy;
    default:
      return null;
  }
};

const tables = {
  threads: keyed<ThreadRecord>(),
  /** Thread → everything that happened to it. */
  moves: journal<Move>(),
  /** Thread → every offer made in it. */
  offers: journal<OfferRecord>(),
  /** Parent ({@link parentKey}) → threads. */
  threadsByParent: journal<ThreadId>(),
  /** The posts named when it was served; today's are the organisation's line. */
  threadsByGiver: journal<ThreadId>(),
  threadsByReceiver: journal<ThreadId>(),
  threadsByCycle: journal<ThreadId>(),
  /** Goal → threads that made, revise or re-parent it, whether settled yet or not. */
  threadsByGoal: journal<ThreadId>(),
};

type ThreadEvents = CatchballEvents & Pick<GoalEvents, 'GoalEstablished' | 'GoalRevised'>;
type ThreadTables = Writers<typeof tables>;
type ThreadEvent<E extends keyof CatchballEvents = keyof CatchballEvents> = RecordedOf<CatchballEvents, E>;

/** What a move says beside what it changes. */
interface Said {
  readonly side?: Side | null;
  readonly offerHash?: Hash | null;
  readonly text?: string | null;
}

// The event's type picks the function that takes its data; the compiler cannot follow a union through both.
const evolve = (state: CatchballState, event: ThreadEvent): CatchballState =>
  (evolveCatchball[event.type] as (state: CatchballState, data: unknown, event: unknown) => CatchballState)(state, event.data, event);

const untouched = {
  settlement: null,
  firstSettled: null,
  question: null,
  escalated: null,
  renegotiation: null,
  ended: null,
  proposals: 0,
  goalRevisionAtFirst: null,
} as const;

/** Evolves the thread by the rules' own fold, keeps what goes beyond it, and writes the move into the ledger. */
const moved = (to: ThreadTables, event: ThreadEvent, said: Said, beside?: (before: ThreadRecord) => Partial<ThreadRecord>): void => {
  const { subject: id, ordinal, at, on } = event;
  const before = to.threads.get(id);
  const state = evolve(before?.state ?? unserved, event);
  if (state.phase === 'unserved') throw new Error(`the thread ${id} moved at position ${ordinal} before it was served`);
  const ball = ballOf(state);
  const held = before ?? { ...untouched, id, state, ballSince: on, movedOn: on, since: ordinal, changedAt: ordinal };
  const after: ThreadRecord = {
    ...held,
    ...beside?.(held),
    state,
    ballSince: before && ball === ballOf(before.state) && state.episode.round === before.state.episode.round ? before.ballSince : on,
    movedOn: on,
    changedAt: ordinal,
  };
  to.threads.set(id, after);
  const { actor } = event.meta;
  to.moves.add(id, {
    type: event.type,
    event: event.id,
    ordinal,
    at,
    on,
    person: actor.person,
    post: actor.post,
    asDeputy: actor.asDeputy ?? false,
    side: said.side ?? null,
    episode: state.episode.number,
    round: state.episode.round,
    offerHash: said.offerHash ?? null,
    text: said.text ?? null,
    phase: phaseOf(state),
    ball,
    due: dueOf(state),
  });
};

/** Writes the offer into the ledger of offers, once the thread stands in the round it was made in. */
const proposed = (to: ThreadTables, event: ThreadEvent, offered: OfferOnTable, side: Side | null, rationale: string): void => {
  const { offer, offerHash, parentRevision } = offered;
  const { subject, ordinal, at, on } = event;
  const { person, post } = event.meta.actor;
  const { number: episode, round } = to.threads.get(subject)!.state.episode;
  to.offers.add(subject, { offer, offerHash, parentRevision, side, person, post, episode, round, rationale, ordinal, at, on });
};

/** Counts what a provisional parent's children must notice: a new offer, or a direction, before anything is in force. */
const oneMore = ({ firstSettled, proposals }: ThreadRecord): number => (firstSettled ? proposals : proposals + 1);

const settled = (
  { data, ordinal, on }: ThreadEvent<'CommitmentMade' | 'DirectionGiven'>,
  by: Pick<Settlement, 'signatures' | 'arbiter' | 'rationale'>,
  { firstSettled }: ThreadRecord,
): Partial<ThreadRecord> => {
  const { unitGoals, ownerGoals, sharesElsewhere, episode } = data;
  return {
    settlement: { ...by, unitGoals, ownerGoals, sharesElsewhere, ordinal, on },
    firstSettled: firstSettled ?? { episode, ordinal },
    question: null,
    escalated: null,
    renegotiation: null,
    ended: null,
  };
};

/** Every negotiation with its ledger of moves and offers. */
export const threadsView = view<ThreadEvents>()({
  name: 'threads',
  revision: 1,
  tables,
  on: {
    BallServed: (to, event) => {
      const { data, subject: id } = event;
      const isNew = !to.threads.has(id);
      const { side, offerHash, offer } = data;
      moved(to, event, { side, offerHash, text: offer.rationale }, (before) => ({
        question: null,
        escalated: null,
        ended: null,
        proposals: oneMore(before),
      }));
      proposed(to, event, data, side, offer.rationale);
      if (!isNew) return;
      to.threadsByParent.add(parentKey(data.parent), id);
      to.threadsByGiver.add(data.giver, id);
      to.threadsByReceiver.add(data.receiver, id);
      to.threadsByCycle.add(data.cycle, id);
      to.threadsByGoal.add(data.existingGoal ?? id, id);
    },
    OfferCountered: (to, event) => {
      const { side, offerHash, rationale } = event.data;
      moved(to, event, { side, offerHash, text: rationale }, (before) => ({ question: null, proposals: oneMore(before) }));
      proposed(to, event, event.data, side, rationale);
    },
    QuestionAsked: (to, event) => {
      const { side, question: text } = event.data;
      const { person, post } = event.meta.actor;
      moved(to, event, { side, text }, () => ({ question: { side, text, person, post, on: event.on } }));
    },
    QuestionAnswered: (to, event) => moved(to, event, { side: event.data.side, text: event.data.answer }, () => ({ question: null })),
    ReplyExtended: (to, event) => moved(to, event, { side: event.data.side, text: event.data.reason }),
    OfferAccepted: (to, event) => moved(to, event, event.data, () => ({ question: null })),
    CommitmentSigned: (to, event) => moved(to, event, event.data),
    CommitmentMade: (to, event) => {
      const by = { signatures: event.data.signatures, arbiter: null, rationale: null };
      moved(to, event, event.data, (before) => settled(event, by, before));
    },
    AcceptanceRetracted: (to, event) => moved(to, event, { side: event.data.side, text: event.data.reason }),
    OfferDeclined: (to, event) => {
      const { side, reason } = event.data;
      moved(to, event, { side, text: reason }, () => ({ question: null, ended: { reason, cause: null, on: event.on } }));
    },
    ThreadEscalated: (to, event) => {
      const { side, reason } = event.data;
      moved(to, event, { side, text: reason }, () => ({ question: null, escalated: { side, reason, on: event.on }, ended: null }));
    },
    ArbiterAppointed: (to, event) => moved(to, event, { text: event.data.minute }),
    EscalationWithdrawn: (to, event) => moved(to, event, { side: event.data.side, text: event.data.reason }),
    EscalationSettled: (to, event) => moved(to, event, { side: event.data.side }, () => ({ escalated: null })),
    DirectionGiven: (to, event) => {
      const { arbiter, rationale, offerHash } = event.data;
      moved(to, event, { offerHash, text: rationale }, (before) => ({
        ...settled(event, { signatures: null, arbiter, rationale }, before),
        proposals: oneMore(before),
      }));
      proposed(to, event, event.data, null, rationale);
    },
    BallReturned: (to, event) => moved(to, event, { text: event.data.rationale }, () => ({ escalated: null })),
    RenegotiationConsented: (to, event) => moved(to, event, { text: event.data.reason }),
    ThreadClosed: (to, event) => {
      const { reason } = event.data;
      moved(to, event, { text: reason }, () => ({ escalated: null, ended: { reason, cause: null, on: event.on } }));
    },
    RenegotiationOpened: (to, event) => {
      const { side, offerHash, reason, cause } = event.data;
      moved(to, event, { side, offerHash, text: reason }, () => ({ renegotiation: { side, reason, cause }, ended: null }));
      proposed(to, event, event.data, side, reason);
    },
    BallReopened: (to, event) => moved(to, event, {}),
    ParentChangeNoted: (to, event) => moved(to, event, {}),
    ParentRevisionConfirmed: (to, event) => moved(to, event, { side: 'RECEIVER' }),
    ReleaseProposed: (to, event) => moved(to, event, { side: event.data.side, text: event.data.reason }),
    ReleaseProposalWithdrawn: (to, event) => moved(to, event, { side: event.data.side, text: event.data.reason }),
    CommitmentReleased: (to, event) => {
      const { reason, cause } = event.data;
      moved(to, event, { text: reason }, ({ state }) => ({
        settlement: null,
        ...(!isInPlay(state) && { ended: { reason, cause, on: event.on } }),
      }));
    },
    ThreadWithdrawn: (to, event) => {
      const { reason, cause } = event.data;
      moved(to, event, { text: reason }, () => ({
        question: null,
        escalated: null,
        renegotiation: null,
        ended: { reason, cause, on: event.on },
      }));
    },
    PledgeLapsed: (to, event) => {
      const ended = { reason: 'the thread it served ended without a commitment', cause: event.data.cause, on: event.on };
      moved(to, event, {}, () => ({ settlement: null, question: null, escalated: null, renegotiation: null, ended }));
    },
    CapOverridden: (to, event) => moved(to, event, { text: event.data.reason }),
    MandateWaived: (to, event) => moved(to, event, { offerHash: event.data.offerHash, text: event.data.reason }),
    EarlierOffersOpened: (to, event) => moved(to, event, { side: event.data.side }),
    GoalEstablished: ({ threads }, { data }) => noteGoalRevision(threads, data.agreement.thread, 1),
    GoalRevised: ({ threads }, { data }) => noteGoalRevision(threads, data.agreement.thread, data.revision),
  },
});

/** Which revision of the goal the thread's first settlement made: later ones change what its children stand on. */
function noteGoalRevision(threads: ThreadTables['threads'], id: ThreadId, revision: number): void {
  const thread = threads.get(id);
  if (thread && thread.goalRevisionAtFirst === null) threads.set(id, { ...thread, goalRevisionAtFirst: revision });
}
