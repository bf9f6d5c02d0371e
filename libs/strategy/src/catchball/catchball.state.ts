/** What one thread has come to: the commitment or decision in force, and at most one episode of negotiation. */
import type { Day, Instant, RecordedOf } from '#kernel';
import type { CycleId, GoalId, Hash, ParentRef, PersonId, PostId, Side } from '../vocabulary.js';
import { otherSide } from '../vocabulary.js';
import type { CatchballEvents, OfferOnTable, Settled, ThreadKind } from './catchball.events.js';

/** What a thread is from its first serve on. */
export interface Thread {
  readonly kind: ThreadKind;
  readonly parent: ParentRef;
  readonly cycle: CycleId;
  readonly giver: PostId;
  readonly receiver: PostId;
  readonly private: boolean;
  /** The goal that changes its parent by this thread. */
  readonly existingGoal: GoalId | null;
  /** An arbiter closed it: no escalation for the rest of its cycle. */
  readonly closedByArbiter: boolean;
  /** Sides that agreed to open the earlier offers of a private thread. */
  readonly earlierOffersOpenedBy: readonly Side[];
}

/** The commitment or decision that binds both sides until it is superseded or released. */
export interface InForce extends OfferOnTable {
  readonly kind: 'COMMITTED' | 'DIRECTED';
  readonly episode: number;
  /** The event that put it in force, and when. */
  readonly event: string;
  readonly at: Instant;
  /** The parent's change the owner has yet to confirm or renegotiate. `parentRevision` above is the one it stands on. */
  readonly change: { readonly cause: string; readonly parentRevision: number; readonly confirmBy: Day | null } | null;
  /** The event by which the arbiter lets a decision be negotiated again. */
  readonly consent: string | null;
  /** Who proposed to release it. */
  readonly releaseProposed: { readonly side: Side; readonly person: PersonId } | null;
}

/** One negotiation, in play or over. Rounds count from 1. */
export interface Episode {
  readonly number: number;
  readonly round: number;
  /** The side that served first in this episode. */
  readonly opener: Side;
  /** The offer that would be accepted, and the side that made it. */
  readonly table: OfferOnTable;
  readonly author: Side;
  /** The side that has the ball, or had it when play stopped. */
  readonly ball: Side;
  /** Everybody who moved for a side: none of them accepts for the other. */
  readonly movers: Readonly<Record<Side, readonly PersonId[]>>;
  /** Working days the reply clock stood still for questions answered in this round. */
  readonly pausedDays: number;
  /** The parent's revision that made the offer on the table stale, until a new offer replaces it. */
  readonly staleSince: number | null;
  readonly capsOverridden: readonly ('UNIT_GOALS' | 'OWNER_LOAD')[];
  /** Offers an executive lets fall short of the mandate. */
  readonly mandateWaived: readonly Hash[];
}

export interface Served {
  readonly thread: Thread;
  readonly inForce: InForce | null;
  readonly episode: Episode;
}

export interface Signature {
  readonly person: PersonId;
  readonly post: PostId;
}

export type CatchballState =
  | { readonly phase: 'unserved' }
  | (Served & { readonly phase: 'open'; readonly replyBy: Day; readonly question: { readonly side: Side; readonly askedOn: Day } | null })
  | (Served & { readonly phase: 'tentative'; readonly signBy: Day; readonly signatures: Readonly<Partial<Record<Side, Signature>>> })
  | (Served & {
      readonly phase: 'escalated';
      readonly by: Side;
      /** Upwards from the lowest; empty until the board appoints one. */
      readonly arbiters: readonly PostId[];
      /** The day by which the first of them decides. */
      readonly decideBy: Day;
      /** The side that escalated has taken it back, and the other has yet to confirm. */
      readonly takenBack: boolean;
    })
  /** No episode in play. Settled: it ended in the commitment or decision in force. The last two end the thread. */
  | (Served & { readonly phase: 'declined' | 'withdrawn' | 'settled' | 'released' | 'lapsed' });

export type Phase = CatchballState['phase'];
export type ServedState = Exclude<CatchballState, { readonly phase: 'unserved' }>;
/** The states of these phases. */
export type In<P extends Phase> = CatchballState & { readonly phase: P };

export const unserved: CatchballState = { phase: 'unserved' };

/** Whether an episode is being negotiated or decided. */
export const isInPlay = (state: CatchballState): state is In<'open' | 'tentative' | 'escalated'> =>
  state.phase === 'open' || state.phase === 'tentative' || state.phase === 'escalated';

/** The side that holds the ball; null when nobody does: agreed and waiting for signatures, with the arbiter, or over. */
export const ballOf = (state: CatchballState): Side | null => (state.phase === 'open' ? state.episode.ball : null);

/** The sides whose move is awaited: the ball's holder, those yet to sign, the side asked to settle, the owner to confirm. */
export const awaitedSides = (state: CatchballState): readonly Side[] => {
  if (state.phase === 'open') return [state.episode.ball];
  if (state.phase === 'tentative') return (['GIVER', 'RECEIVER'] as const).filter((side) => !state.signatures[side]);
  if (state.phase === 'escalated') return state.takenBack ? [otherSide(state.by)] : [];
  return state.phase !== 'unserved' && state.inForce?.change ? ['RECEIVER'] : [];
};

/** The commitment or decision in force, also while a later episode is in play. */
export const inForceOf = (state: CatchballState): InForce | null => (state.phase === 'unserved' ? null : state.inForce);

/** The offer on the table, while there is one to move on. */
export const tableOf = (state: CatchballState): OfferOnTable | null => (isInPlay(state) ? state.episode.table : null);

type Change<E extends keyof CatchballEvents & string> = (
  state: CatchballState,
  data: CatchballEvents[E],
  event: RecordedOf<CatchballEvents, E>,
) => CatchballState;

/** Leaves behind what only the phase before knew. */
const served = ({ thread, inForce, episode }: Served): Served => ({ thread, inForce, episode });

/** An event of a thread that was never served changes nothing: a fold never refuses. */
const once =
  <E extends keyof CatchballEvents & string>(
    change: (state: ServedState, data: CatchballEvents[E], event: RecordedOf<CatchballEvents, E>) => CatchballState,
  ): Change<E> =>
  (state, data, event) =>
    state.phase === 'unserved' ? state : change(state, data, event);

const withMover = (episode: Episode, side: Side, person: PersonId): Episode =>
  episode.movers[side].includes(person)
    ? episode
    : { ...episode, movers: { ...episode.movers, [side]: [...episode.movers[side], person] } };

const onTable = ({ offer, offerHash, parentRevision }: OfferOnTable): OfferOnTable => ({ offer, offerHash, parentRevision });

const newEpisode = (number: number, opener: Side, offered: OfferOnTable): Episode => ({
  number,
  round: 1,
  opener,
  table: onTable(offered),
  author: opener,
  ball: otherSide(opener),
  movers: { GIVER: [], RECEIVER: [] },
  pausedDays: 0,
  staleSince: null,
  capsOverridden: [],
  mandateWaived: [],
});

/** A new offer: the next round, the ball with the other side, a fresh clock. */
const thrown = (episode: Episode, side: Side, round: number, offered: OfferOnTable): Episode => ({
  ...episode,
  round,
  table: onTable(offered),
  author: side,
  ball: otherSide(side),
  pausedDays: 0,
  staleSince: null,
});

const settle = (
  state: Served,
  kind: InForce['kind'],
  data: Settled & { episode: number },
  event: RecordedOf<CatchballEvents, 'CommitmentMade' | 'DirectionGiven'>,
): CatchballState => ({
  thread: state.thread,
  episode: { ...state.episode, table: onTable(data), staleSince: null },
  phase: 'settled',
  inForce: {
    ...onTable(data),
    kind,
    episode: data.episode,
    event: event.id,
    at: event.at,
    change: null,
    consent: null,
    releaseProposed: null,
  },
});

const changeInForce = (state: ServedState, change: Partial<InForce>): CatchballState =>
  state.inForce ? { ...state, inForce: { ...state.inForce, ...change } } : state;

/** How each event changes the thread. */
export const evolveCatchball: { readonly [E in keyof CatchballEvents & string]: Change<E> } = {
  BallServed: (state, data, { meta }) => {
    const again = state.phase !== 'unserved' && state.episode.number === data.episode;
    const episode = again
      ? thrown(state.episode, data.side, data.round, data)
      : { ...newEpisode(data.episode, data.opener, data), author: data.side, ball: otherSide(data.side), round: data.round };
    return {
      phase: 'open',
      replyBy: data.replyBy,
      question: null,
      inForce: state.phase === 'unserved' ? null : state.inForce,
      episode: withMover(episode, data.side, meta.actor.person),
      thread: {
        kind: data.kind,
        parent: data.parent,
        cycle: data.cycle,
        giver: data.giver,
        receiver: data.receiver,
        private: data.private,
        existingGoal: data.existingGoal,
        closedByArbiter: state.phase !== 'unserved' && state.thread.closedByArbiter,
        earlierOffersOpenedBy: state.phase === 'unserved' ? [] : state.thread.earlierOffersOpenedBy,
      },
    };
  },
  OfferCountered: once((state, data, { meta }) => ({
    ...served(state),
    phase: 'open',
    replyBy: data.replyBy,
    question: null,
    episode: withMover(thrown(state.episode, data.side, data.round, data), data.side, meta.actor.person),
  })),
  QuestionAsked: once((state, data, { meta, on }) =>
    state.phase === 'open'
      ? { ...state, question: { side: data.side, askedOn: on }, episode: withMover(state.episode, data.side, meta.actor.person) }
      : state,
  ),
  QuestionAnswered: once((state, data, { meta }) =>
    state.phase === 'open'
      ? {
          ...state,
          question: null,
          replyBy: data.replyBy,
          episode: withMover({ ...state.episode, pausedDays: state.episode.pausedDays + data.pausedDays }, data.side, meta.actor.person),
        }
      : state,
  ),
  ReplyExtended: once((state, data, { meta }) =>
    state.phase === 'open'
      ? {
          ...state,
          replyBy: data.replyBy,
          episode: data.side ? withMover(state.episode, data.side, meta.actor.person) : state.episode,
        }
      : state,
  ),
  OfferAccepted: once((state, data, { meta }) => ({
    ...served(state),
    phase: 'tentative',
    signBy: data.signBy,
    signatures: {},
    episode: withMover(state.episode, data.side, meta.actor.person),
  })),
  CommitmentSigned: once((state, data, { meta }) =>
    state.phase === 'tentative'
      ? {
          ...state,
          signatures: { ...state.signatures, [data.side]: { person: meta.actor.person, post: meta.actor.post } },
          episode: withMover(state.episode, data.side, meta.actor.person),
        }
      : state,
  ),
  CommitmentMade: once((state, data, event) => settle(state, 'COMMITTED', data, event)),
  AcceptanceRetracted: once((state, data, { meta }) => ({
    ...served(state),
    phase: 'open',
    replyBy: data.replyBy,
    question: null,
    episode: withMover({ ...state.episode, ball: data.side }, data.side, meta.actor.person),
  })),
  OfferDeclined: once((state, data, { meta }) => ({
    ...served(state),
    phase: 'declined',
    episode: withMover(state.episode, data.side, meta.actor.person),
  })),
  ThreadEscalated: once((state, data, { meta }) => ({
    ...served(state),
    phase: 'escalated',
    by: data.side,
    arbiters: data.arbiters,
    decideBy: data.decideBy,
    takenBack: false,
    episode: withMover(state.episode, data.side, meta.actor.person),
  })),
  ArbiterAppointed: once((state, data) =>
    state.phase === 'escalated' ? { ...state, arbiters: [data.arbiter], decideBy: data.decideBy } : state,
  ),
  EscalationWithdrawn: once((state, data, { meta }) =>
    state.phase === 'escalated' ? { ...state, takenBack: true, episode: withMover(state.episode, data.side, meta.actor.person) } : state,
  ),
  EscalationSettled: once((state, data, { meta }) => ({
    ...served(state),
    phase: 'open',
    replyBy: data.replyBy,
    question: null,
    episode: withMover({ ...state.episode, ball: data.ball }, data.side, meta.actor.person),
  })),
  DirectionGiven: once((state, data, event) => settle(state, 'DIRECTED', data, event)),
  BallReturned: once((state, data) => ({
    ...served(state),
    phase: 'open',
    replyBy: data.replyBy,
    question: null,
    episode: { ...state.episode, ball: data.ball },
  })),
  RenegotiationConsented: once((state, _data, event) => changeInForce(state, { consent: event.id })),
  ThreadClosed: once((state) => ({ ...served(state), phase: 'declined', thread: { ...state.thread, closedByArbiter: true } })),
  RenegotiationOpened: once((state, data, { meta }) => ({
    thread: state.thread,
    // A consent is good for one renegotiation.
    inForce: state.inForce && { ...state.inForce, consent: null },
    phase: 'open',
    replyBy: data.replyBy,
    question: null,
    episode: withMover(newEpisode(data.episode, data.side, data), data.side, meta.actor.person),
  })),
  BallReopened: once((state, data) => ({
    ...served(state),
    phase: 'open',
    replyBy: data.replyBy,
    question: null,
    episode: { ...state.episode, round: data.round, ball: 'GIVER', pausedDays: 0, staleSince: data.parentRevision },
  })),
  ParentChangeNoted: once((state, { effect, cause, parentRevision, confirmBy }) =>
    effect === 'STALE'
      ? { ...state, episode: { ...state.episode, staleSince: parentRevision } }
      : changeInForce(state, { change: { cause, parentRevision, confirmBy } }),
  ),
  ParentRevisionConfirmed: once((state, { parentRevision }) => changeInForce(state, { parentRevision, change: null })),
  ReleaseProposed: once((state, data, { meta }) =>
    changeInForce(state, { releaseProposed: { side: data.side, person: meta.actor.person } }),
  ),
  ReleaseProposalWithdrawn: once((state) => changeInForce(state, { releaseProposed: null })),
  CommitmentReleased: once((state) =>
    isInPlay(state) ? { ...state, inForce: null } : { ...served(state), phase: 'released', inForce: null },
  ),
  ThreadWithdrawn: once((state) => ({ ...served(state), phase: 'withdrawn' })),
  PledgeLapsed: once((state) => ({ ...served(state), phase: 'lapsed', inForce: null })),
  CapOverridden: once((state, { cap }) => ({
    ...state,
    episode: { ...state.episode, capsOverridden: [...state.episode.capsOverridden, cap] },
  })),
  MandateWaived: once((state, { offerHash }) => ({
    ...state,
    episode: { ...state.episode, mandateWaived: [...state.episode.mandateWaived, offerHash] },
  })),
  EarlierOffersOpened: once((state, { side }) => ({
    ...state,
    thread: { ...state.thread, earlierOffersOpenedBy: [...state.thread.earlierOffersOpenedBy, side] },
  })),
};
