import type { Day } from '#kernel';
import type { CycleId, Figure, Offer, ParentRef, PostId, RollUpMethod, ThreadId, UnitId } from '../vocabulary.js';
import type { Agreement, GoalOutcome } from './goal.events.js';

export type GoalCommands = {
  /** Policy: a thread committed or was directed. Establishes the goal, or revises it where it exists. */
  TakeOn: { cycle: CycleId; owner: PostId; unit: UnitId; parent: ParentRef; terms: Offer; agreement: Agreement; releases: ThreadId | null };
  /** Policy: the thread's commitment was released. */
  ReleaseLink: { thread: ThreadId; reason: string };
  /** By the owner of the parent. */
  ReweightLink: { thread: ThreadId; weight: Figure; reason: string };
  ChooseRollUp: { method: RollUpMethod; reason: string };
  ReportMilestone: { milestone: string; on: Day; evidence: string };
  ReopenMilestone: { milestone: string; reason: string };
  MeetCondition: { condition: string; evidence: string };
  FailCondition: { condition: string; reason: string };
  DeliverGrant: { grant: string; on: Day; evidence: string };
  FailGrant: { grant: string; reason: string };
  /** `revision` is the one the person saw. */
  AcceptGap: { revision: number; plan: string; reviewOn: Day };
  CloseGoal: { revision: number; outcome: GoalOutcome; evidence: string; reason: string };
  ReopenGoal: { reason: string };
};

/** Who asks: what the organisation says about the acting post and this goal. */
export interface GoalStanding {
  /** The owner post, one that works in the owner's unit, or a lead of the line above. */
  mayRun: boolean;
  /** The owner post, or a lead of its unit or of the line above. */
  mayClose: boolean;
  isOwner: boolean;
  /** The acting post, and the closed ones whose part it has taken over. */
  standsFor: readonly PostId[];
}

export type GoalFacts = {
  ReweightLink: {
    /** The acting post owns the parent. */ ownsParent: boolean;
    /** Weights of the parent's other children. */ siblings: readonly Figure[];
  };
  ChooseRollUp: GoalStanding;
  ReportMilestone: GoalStanding;
  ReopenMilestone: GoalStanding;
  MeetCondition: GoalStanding;
  FailCondition: GoalStanding;
  DeliverGrant: GoalStanding;
  FailGrant: GoalStanding;
  AcceptGap: GoalStanding & {
    /** Nothing is left to accept: covered, met already, maintained, or strongly supported. */
    sufficient: boolean;
    coverage: Figure | null;
    gap: Figure | null;
  };
  CloseGoal: GoalStanding;
  ReopenGoal: GoalStanding;
};
