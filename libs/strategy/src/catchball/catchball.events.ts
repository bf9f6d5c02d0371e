import type { Day } from '#kernel';
import type { CycleId, GoalId, Hash, Offer, ParentRef, PersonId, PostId, Side } from '../vocabulary.js';

/** A vertical thread goes down from the giver or up from the receiver; a pledge is asked for between peers. */
export type ThreadKind = 'DOWNWARDS' | 'BOTTOM_UP' | 'PLEDGE';

/** What a side has to know to be answerable: the offer, its name, and the revision of the parent it was made on. */
export interface OfferOnTable {
  offer: Offer;
  offerHash: Hash;
  parentRevision: number;
}

/** The figures two sides agreed or an arbiter decided on, kept as they were seen. */
export interface Settled extends OfferOnTable {
  /** Goals already active in the receiver's unit and led by the receiver's post, at the event's basis. */
  unitGoals: number;
  ownerGoals: number;
  /** Shares of the goal's effect credited to its other parents. */
  sharesElsewhere: string;
}

/**
 * Everything that can have happened in one negotiation. Rounds count per episode; every event of a side says
 * which, so that a reader needs no other event to see who moved.
 */
export type CatchballEvents = {
  BallServed: OfferOnTable & {
    kind: ThreadKind;
    parent: ParentRef;
    cycle: CycleId;
    giver: PostId;
    receiver: PostId;
    opener: Side;
    side: Side;
    episode: number;
    round: number;
    replyBy: Day;
    /** Kept between the sides and auditors until its first commitment. */
    private: boolean;
    /** The goal this thread re-parents: its commitment revises that goal and releases the old link. */
    existingGoal: GoalId | null;
  };
  OfferCountered: OfferOnTable & { side: Side; episode: number; round: number; rationale: string; replyBy: Day };
  QuestionAsked: { side: Side; question: string; round: number };
  /** The reply clock stood still meanwhile; `replyBy` is the day it now ends. */
  QuestionAnswered: { side: Side; answer: string; round: number; pausedDays: number; replyBy: Day };
  /** Somebody gave the ball's holder more time: the waiting side, or (`side` null) the lead above a vacant post. */
  ReplyExtended: { by: PostId; side: Side | null; replyBy: Day; reason: string };
  OfferAccepted: { side: Side; offerHash: Hash; parentRevision: number; round: number; signBy: Day };
  /** The first of the two signatures. */
  CommitmentSigned: { side: Side; offerHash: Hash; parentRevision: number };
  /** The second signature: the offer is now a commitment. `signatures` names the two persons. */
  CommitmentMade: Settled & {
    side: Side;
    episode: number;
    signatures: { giver: { person: PersonId; post: PostId }; receiver: { person: PersonId; post: PostId } };
    existingGoal: GoalId | null;
  };
  AcceptanceRetracted: { side: Side; reason: string; round: number; replyBy: Day };
  OfferDeclined: { side: Side; reason: string; round: number };
  /** `arbiters` is the line upwards from the lowest eligible one; every ten working days without decision passes it on. */
  ThreadEscalated: { side: Side; reason: string; arbiters: PostId[]; decideBy: Day };
  /** The board names another executive because the final arbiter is a side too. */
  ArbiterAppointed: { arbiter: PostId; minute: string; decideBy: Day };
  /** The side that escalated takes it back; the other side's confirmation puts the ball back in play. */
  EscalationWithdrawn: { side: Side; reason: string };
  EscalationSettled: { side: Side; ball: Side; replyBy: Day };
  DirectionGiven: Settled & { arbiter: PostId; rationale: string; episode: number; existingGoal: GoalId | null };
  BallReturned: { arbiter: PostId; rationale: string; ball: Side; replyBy: Day };
  /** The arbiter of the sides lets a decision be negotiated again without a newer cause; good for one renegotiation. */
  RenegotiationConsented: { arbiter: PostId; reason: string };
  /** Closed by the arbiter: declined, and not to be escalated again this cycle. */
  ThreadClosed: { arbiter: PostId; reason: string };
  RenegotiationOpened: OfferOnTable & {
    side: Side;
    episode: number;
    reason: string;
    /** What happened since the decision; needed where the thread was directed. */
    cause: RenegotiationCause | null;
    replyBy: Day;
  };
  /** Policy: the parent changed while both had agreed but not signed. */
  BallReopened: { cause: string; parentRevision: number; round: number; replyBy: Day };
  /** Policy: the parent changed. STALE while in play; CONFIRM where something is in force. */
  ParentChangeNoted: { cause: string; parentRevision: number; effect: 'STALE' | 'CONFIRM'; confirmBy: Day | null };
  ParentRevisionConfirmed: { parentRevision: number };
  ReleaseProposed: { side: Side; reason: string };
  ReleaseProposalWithdrawn: { side: Side; reason: string };
  CommitmentReleased: {
    by: 'BOTH_SIDES' | 'ARBITER' | 'POLICY';
    reason: string;
    /** The event that caused it, where a policy did. */ cause: string | null;
  };
  ThreadWithdrawn: { reason: string; /** The event that caused it, where a policy did. */ cause: string | null };
  /** Policy: the thread that needed this pledge ended without a commitment or decision. */
  PledgeLapsed: { cause: string };
  /** The receiver's line lead lets a commitment pass the unit's cap or the owner's load. */
  CapOverridden: { cap: 'UNIT_GOALS' | 'OWNER_LOAD'; reason: string };
  /** An executive lets a target fall short of the aim's mandate. */
  MandateWaived: { offerHash: Hash; reason: string };
  /** A side agrees that the earlier offers of a private thread may be read; open when both did. */
  EarlierOffersOpened: { side: Side };
};

export interface RenegotiationCause {
  kind: 'PARENT_CHANGED' | 'CONDITION_FAILED' | 'PERIODS_MISSED' | 'ARBITER_CONSENT';
  /** What shows it: the event that changed the parent, the condition or grant, the periods, the arbiter's consent. */
  reference: string;
}

/** Stored names, for ever: never changed, never used again for anything else. */
export const catchballStored: Record<keyof CatchballEvents, string> = {
  BallServed: 'catchball.ball-served',
  OfferCountered: 'catchball.offer-countered',
  QuestionAsked: 'catchball.question-asked',
  QuestionAnswered: 'catchball.question-answered',
  ReplyExtended: 'catchball.reply-extended',
  OfferAccepted: 'catchball.offer-accepted',
  CommitmentSigned: 'catchball.commitment-signed',
  CommitmentMade: 'catchball.commitment-made',
  AcceptanceRetracted: 'catchball.acceptance-retracted',
  OfferDeclined: 'catchball.offer-declined',
  ThreadEscalated: 'catchball.thread-escalated',
  ArbiterAppointed: 'catchball.arbiter-appointed',
  EscalationWithdrawn: 'catchball.escalation-withdrawn',
  EscalationSettled: 'catchball.escalation-settled',
  DirectionGiven: 'catchball.direction-given',
  BallReturned: 'catchball.ball-returned',
  RenegotiationConsented: 'catchball.renegotiation-consented',
  ThreadClosed: 'catchball.thread-closed',
  RenegotiationOpened: 'catchball.renegotiation-opened',
  BallReopened: 'catchball.ball-reopened',
  ParentChangeNoted: 'catchball.parent-change-noted',
  ParentRevisionConfirmed: 'catchball.parent-revision-confirmed',
  ReleaseProposed: 'catchball.release-proposed',
  ReleaseProposalWithdrawn: 'catchball.release-proposal-withdrawn',
  CommitmentReleased: 'catchball.commitment-released',
  ThreadWithdrawn: 'catchball.thread-withdrawn',
  PledgeLapsed: 'catchball.pledge-lapsed',
  CapOverridden: 'catchball.cap-overridden',
  MandateWaived: 'catchball.mandate-waived',
  EarlierOffersOpened: 'catchball.earlier-offers-opened',
};
