import { journal, view, type Actor, type Instant } from '#kernel';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';

/** An event after which some node of the alignment tree may look different. */
export interface TreeTouch {
  readonly ordinal: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly reason: string | null;
  readonly type: string;
  /** The aim's id, the thread's, or the goal's. */
  readonly subject: string;
}

/** The key of the only list. */
export const theTree = 'tree';

type TreeEvents = Pick<StrategyEvents, 'CandidateAdopted' | 'AimRevised' | 'AimDropped'> &
  Omit<CatchballEvents, 'QuestionAsked' | 'QuestionAnswered' | 'ReplyExtended' | 'CommitmentSigned'> &
  Pick<
    GoalEvents,
    | 'GoalEstablished'
    | 'GoalRevised'
    | 'ConditionMet'
    | 'ConditionFailed'
    | 'GrantDelivered'
    | 'GrantFailed'
    | 'GoalClosed'
    | 'GoalReopened'
  >;

interface Touching {
  readonly ordinal: number;
  readonly at: Instant;
  readonly type: string;
  readonly subject: string;
  readonly data: unknown;
  readonly meta: { readonly actor: Actor; readonly reason?: string };
}

const touched = (tables: { treeTouches: { add(key: string, touch: TreeTouch): void } }, event: Touching): void => {
  const { ordinal, at, type, meta, data } = event;
  const subject = (data as { aim?: string }).aim ?? event.subject;
  tables.treeTouches.add(theTree, { ordinal, at, actor: meta.actor, reason: meta.reason ?? null, type, subject });
};

/** Where to look for changes of the tree between two moments, in order. */
export const treeChangesView = view<TreeEvents>()({
  name: 'tree-changes',
  revision: 1,
  tables: { treeTouches: journal<TreeTouch>() },
  on: {
    CandidateAdopted: touched,
    AimRevised: touched,
    AimDropped: touched,
    BallServed: touched,
    OfferCountered: touched,
    OfferAccepted: touched,
    CommitmentMade: touched,
    AcceptanceRetracted: touched,
    OfferDeclined: touched,
    ThreadEscalated: touched,
    DirectionGiven: touched,
    BallReturned: touched,
    EscalationSettled: touched,
    ThreadClosed: touched,
    RenegotiationOpened: touched,
    BallReopened: touched,
    ParentChangeNoted: touched,
    ParentRevisionConfirmed: touched,
    CommitmentReleased: touched,
    ThreadWithdrawn: touched,
    PledgeLapsed: touched,
    GoalEstablished: touched,
    GoalRevised: touched,
    ConditionMet: touched,
    ConditionFailed: touched,
    GrantDelivered: touched,
    GrantFailed: touched,
    GoalClosed: touched,
    GoalReopened: touched,
  },
});
