import type { Day } from '#kernel';
import type { GoalId, Hash, Offer, ParentRef, PostId, Side } from '../vocabulary.js';
import type { RenegotiationCause, ThreadKind } from './catchball.events.js';
import type { ArbiterFacts, ExistingGoalFacts, GuardFacts, ParentFacts, PartyFacts, PlanningFacts } from '../facts.js';

/** The revision of the parent the person saw; a move on an older one is refused. */
interface OnParent {
  parentRevision: number;
}

/** The round the person saw; a move on an older one is refused. */
interface InRound {
  round: number;
}

/**
 * The moves of catchball. The acting post comes with the command's actor; a side's moves are made only by the
 * holder of that side's post or its recorded deputy.
 */
export type CatchballCommands = {
  /** Opens a thread, or starts again after DECLINED (then parent, sides and kind must repeat). */
  ServeBall: OnParent & {
    kind: ThreadKind;
    parent: ParentRef;
    /** The side that would own the child (for a pledge: the helper); the giver follows from the parent. */
    receiver: PostId;
    offer: Offer;
    replyBy?: Day | null;
    private?: boolean;
    existingGoal?: GoalId | null;
  };
  CounterOffer: OnParent & InRound & { offer: Offer; rationale: string; replyBy?: Day | null };
  AskQuestion: InRound & { question: string };
  AnswerQuestion: InRound & { answer: string };
  ExtendReply: InRound & { replyBy: Day; reason: string };
  AcceptOffer: OnParent & InRound & { offerHash: Hash };
  Commit: OnParent & { offerHash: Hash };
  Retract: { reason: string };
  Decline: InRound & { reason: string };
  Escalate: { reason: string };
  /** By board decision: names another executive where the final arbiter is a side too. */
  AppointArbiter: { arbiter: PostId; minute: string };
  WithdrawEscalation: { reason: string };
  ConfirmSettlement: object;
  Direct: OnParent & { offer: Offer; rationale: string };
  ReturnBall: { ball: Side; rationale: string; replyBy: Day };
  CloseThread: { reason: string };
  Renegotiate: OnParent & { offer: Offer; reason: string; cause?: RenegotiationCause | null; replyBy?: Day | null };
  /** By the arbiter of the sides: a directed goal may be renegotiated once without a newer cause. */
  ConsentToRenegotiate: { reason: string };
  ConfirmParent: OnParent;
  /** The first side proposes, the second side's call releases; the arbiter of the sides releases alone. */
  Release: { reason: string };
  WithdrawReleaseProposal: { reason: string };
  Withdraw: { reason: string };
  OverrideCap: { cap: 'UNIT_GOALS' | 'OWNER_LOAD'; reason: string };
  WaiveMandate: { offerHash: Hash; reason: string };
  OpenEarlierOffers: object;
  /** Policy: the parent has a new revision. */
  NoteParentChange: { cause: string; parentRevision: number };
  /** Policy: the aim was dropped, or the provisional parent ended without commitment. In play only. */
  WithdrawByPolicy: { cause: string; reason: string };
  /** Policy: the thread the pledge served ended without a commitment or decision. */
  LapsePledge: { cause: string };
  /** Policy: another thread's commitment has taken the goal over from this one's `agreement`; what was agreed since stands. */
  ReleaseByPolicy: { cause: string; reason: string; agreement: string };
};

export type CatchballFacts = {
  ServeBall: { parties: PartyFacts; parent: ParentFacts; planning: PlanningFacts; existing: ExistingGoalFacts | null };
  CounterOffer: { parties: PartyFacts; parent: ParentFacts; planning: PlanningFacts };
  AskQuestion: { parties: PartyFacts; planning: PlanningFacts };
  AnswerQuestion: { parties: PartyFacts; planning: PlanningFacts };
  ExtendReply: { parties: PartyFacts; planning: PlanningFacts };
  AcceptOffer: { parties: PartyFacts; parent: ParentFacts; planning: PlanningFacts };
  Commit: { parties: PartyFacts; parent: ParentFacts; guards: GuardFacts; planning: PlanningFacts };
  Retract: { parties: PartyFacts; planning: PlanningFacts };
  Decline: { parties: PartyFacts };
  Escalate: { parties: PartyFacts; arbiter: ArbiterFacts; planning: PlanningFacts };
  AppointArbiter: { parties: PartyFacts; arbiter: ArbiterFacts; planning: PlanningFacts; actorIsExecutive: boolean };
  WithdrawEscalation: { parties: PartyFacts };
  ConfirmSettlement: { parties: PartyFacts; planning: PlanningFacts };
  Direct: { parties: PartyFacts; parent: ParentFacts; guards: GuardFacts; planning: PlanningFacts; predecessors: PostId[] };
  ReturnBall: { parties: PartyFacts; planning: PlanningFacts; predecessors: PostId[] };
  CloseThread: { parties: PartyFacts; planning: PlanningFacts; predecessors: PostId[] };
  Renegotiate: { parties: PartyFacts; parent: ParentFacts; guards: GuardFacts; planning: PlanningFacts };
  ConsentToRenegotiate: { parties: PartyFacts; arbiter: ArbiterFacts };
  ConfirmParent: { parties: PartyFacts; parent: ParentFacts };
  Release: { parties: PartyFacts; arbiter: ArbiterFacts };
  WithdrawReleaseProposal: { parties: PartyFacts };
  Withdraw: { parties: PartyFacts };
  OverrideCap: { parties: PartyFacts; guards: GuardFacts; actorIsExecutive: boolean };
  WaiveMandate: { parties: PartyFacts; actorIsExecutive: boolean };
  OpenEarlierOffers: { parties: PartyFacts };
  NoteParentChange: { planning: PlanningFacts };
};
