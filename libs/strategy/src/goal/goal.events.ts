import type { Day } from '#kernel';
import type { CycleId, Figure, Hash, Offer, ParentRef, PostId, RollUpMethod, ThreadId, UnitId } from '../vocabulary.js';

/** What a goal owes its existence or its present shape to. */
export interface Agreement {
  kind: 'COMMITTED' | 'DIRECTED';
  thread: ThreadId;
  episode: number;
  offerHash: Hash;
  /** The event that made it so. */
  event: string;
}

/** Everything that can have happened to a goal. Its terms are an offer two sides signed or an arbiter directed. */
export type GoalEvents = {
  GoalEstablished: { cycle: CycleId; owner: PostId; unit: UnitId; parent: ParentRef; terms: Offer; agreement: Agreement };
  /** A later commitment or decision. `releases` names the thread whose link this one takes the place of (re-parenting). */
  GoalRevised: {
    revision: number;
    owner: PostId;
    unit: UnitId;
    parent: ParentRef;
    terms: Offer;
    agreement: Agreement;
    releases: ThreadId | null;
  };
  /** The commitment that tied it to a parent was released: its contribution ends. */
  LinkReleased: { thread: ThreadId; reason: string };
  /** The owner of the parent sets another place in the parent's average. */
  LinkReweighted: { thread: ThreadId; weight: Figure; reason: string };
  RollUpChosen: { method: RollUpMethod; reason: string };
  MilestoneDone: { milestone: string; on: Day; evidence: string };
  /** The undo of a milestone reported done. */
  MilestoneReopened: { milestone: string; reason: string };
  ConditionMet: { condition: string; evidence: string };
  ConditionFailed: { condition: string; reason: string };
  GrantDelivered: { grant: string; on: Day; evidence: string };
  GrantFailed: { grant: string; reason: string };
  GoalGapAccepted: { coverage: Figure | null; gap: Figure | null; plan: string; reviewOn: Day };
  GoalClosed: { outcome: GoalOutcome; evidence: string; reason: string };
  /** The undo of a closure. */
  GoalReopened: { reason: string };
};

export const goalOutcomes = ['ACHIEVED', 'NOT_ACHIEVED', 'DROPPED', 'TO_DAILY_MANAGEMENT'] as const;
export type GoalOutcome = (typeof goalOutcomes)[number];

/** Stored names, for ever: never changed, never used again for anything else. */
export const goalStored: Record<keyof GoalEvents, string> = {
  GoalEstablished: 'goal.established',
  GoalRevised: 'goal.revised',
  LinkReleased: 'goal.link-released',
  LinkReweighted: 'goal.link-reweighted',
  RollUpChosen: 'goal.roll-up-chosen',
  MilestoneDone: 'goal.milestone-done',
  MilestoneReopened: 'goal.milestone-reopened',
  ConditionMet: 'goal.condition-met',
  ConditionFailed: 'goal.condition-failed',
  GrantDelivered: 'goal.grant-delivered',
  GrantFailed: 'goal.grant-failed',
  GoalGapAccepted: 'goal.gap-accepted',
  GoalClosed: 'goal.closed',
  GoalReopened: 'goal.reopened',
};
