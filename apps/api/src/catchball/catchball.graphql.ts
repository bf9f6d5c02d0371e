import { InputType } from '@nestjs/graphql';
import type { CatchballCommands, ParentRef, RenegotiationCause, Side, ThreadKind } from '#strategy';
import { CommandInput } from '../graphql/command.graphql.js';
import {
  DigestField,
  FlagField,
  IdField,
  NameField,
  PartField,
  ProseField,
  ScalarField,
  WholeField,
  WordField,
} from '../graphql/input-fields.js';
import { OfferInput } from '../graphql/offer.graphql.js';
import { DayScalar } from '../graphql/scalars.js';
import { CapWord, ParentKindWord, RenegotiationCauseWord, SideWord, ThreadKindWord } from '../graphql/words.graphql.js';

const revisionMax = 1_000_000;
const ParentRevisionField = (): PropertyDecorator =>
  WholeField('The revision of the parent you saw; refused where it has changed since.', 0, revisionMax);
const RoundField = (): PropertyDecorator => WholeField('The round you saw; refused where another has been thrown since.', 1, 1_000);
const ReplyByField = (): PropertyDecorator =>
  ScalarField(DayScalar, 'The day a reply is due; 10 working days from now where left out.', { optional: true });

@InputType({ description: 'What a child serves.' })
export class ParentInput {
  @WordField(ParentKindWord, 'An aim, a goal, or a thread still in negotiation.')
  kind!: ParentRef['kind'];
  @IdField('Its id.')
  id!: string;
}

@InputType({ description: 'Opens a thread with its first offer, or starts again after DECLINED.' })
export class ServeBallInput extends CommandInput {
  @IdField('The declined thread to start again; leave it out to open a new one.', { optional: true })
  thread?: string | null;
  @WordField(ThreadKindWord, 'Downwards, bottom-up, or a pledge between peers.')
  kind!: ThreadKind;
  @PartField(() => ParentInput, 'What the child would serve.')
  parent!: ParentInput;
  @IdField('The post that would own the child; for a pledge, the helper’s.')
  receiver!: string;
  @ParentRevisionField()
  parentRevision!: number;
  @PartField(() => OfferInput, 'The first offer.')
  offer!: OfferInput;
  @ReplyByField()
  replyBy?: string | null;
  @FlagField('Keep it between its sides, the arbiter and auditors until its first commitment.', false)
  private!: boolean;
  @IdField('The goal this thread re-parents: its commitment revises that goal and releases the old link.', { optional: true })
  existingGoal?: string | null;
}

/** What every move on an open thread begins with. */
@InputType({ isAbstract: true })
export abstract class ThreadInput extends CommandInput {
  @IdField('The thread.')
  thread!: string;
}

@InputType({ description: 'Answers the offer on the table with another one.' })
export class CounterOfferInput extends ThreadInput {
  @RoundField()
  round!: number;
  @ParentRevisionField()
  parentRevision!: number;
  @PartField(() => OfferInput, 'The new offer.')
  offer!: OfferInput;
  @ProseField('Why the earlier offer does not do.')
  rationale!: string;
  @ReplyByField()
  replyBy?: string | null;
}

@InputType({ description: 'Asks the other side something; the reply clock pauses.' })
export class AskQuestionInput extends ThreadInput {
  @RoundField()
  round!: number;
  @ProseField('The question.')
  question!: string;
}

@InputType({ description: 'Answers the open question; the reply clock runs on.' })
export class AnswerQuestionInput extends ThreadInput {
  @RoundField()
  round!: number;
  @ProseField('The answer.')
  answer!: string;
}

@InputType({ description: 'Gives the holder of the ball more time.' })
export class ExtendReplyInput extends ThreadInput {
  @RoundField()
  round!: number;
  @ScalarField(DayScalar, 'The new day a reply is due.')
  replyBy!: string;
  @ProseField('Why.')
  reason!: string;
}

@InputType({ description: 'Accepts exactly the offer on the table. Not yet a signature.' })
export class AcceptOfferInput extends ThreadInput {
  @RoundField()
  round!: number;
  @ParentRevisionField()
  parentRevision!: number;
  @DigestField('The offer you accept.')
  offerHash!: string;
}

@InputType({ description: 'Signs the accepted offer for one side.' })
export class CommitInput extends ThreadInput {
  @ParentRevisionField()
  parentRevision!: number;
  @DigestField('The offer you sign.')
  offerHash!: string;
}

/** Moves that say why and nothing else. */
@InputType({ isAbstract: true })
export abstract class ReasonedMoveInput extends ThreadInput {
  @ProseField('Why.')
  reason!: string;
}

@InputType({ description: 'Takes an acceptance back before both have signed.' })
export class RetractInput extends ReasonedMoveInput {}

@InputType({ description: 'Says no to the offer on the table.' })
export class DeclineInput extends ReasonedMoveInput {
  @RoundField()
  round!: number;
}

@InputType({ description: 'Brings the thread before the arbiter.' })
export class EscalateInput extends ReasonedMoveInput {}

@InputType({ description: 'Names another executive as arbiter by board decision, where the final arbiter is a side too.' })
export class AppointArbiterInput extends ThreadInput {
  @IdField('The executive’s post.')
  arbiter!: string;
  @NameField('The board minute that says so.')
  minute!: string;
}

@InputType({ description: 'Takes the escalation back, because the sides settle it themselves.' })
export class WithdrawEscalationInput extends ReasonedMoveInput {}

@InputType({ description: 'Confirms that the sides settle it themselves; the ball is back in play.' })
export class ConfirmSettlementInput extends ThreadInput {}

@InputType({ description: 'Decides as arbiter: the offer is directed, and never called agreed.' })
export class DirectInput extends ThreadInput {
  @ParentRevisionField()
  parentRevision!: number;
  @PartField(() => OfferInput, 'What is decided.')
  offer!: OfferInput;
  @ProseField('Why it is decided so.')
  rationale!: string;
}

@InputType({ description: 'Decides as arbiter: the sides go on.' })
export class ReturnBallInput extends ThreadInput {
  @WordField(SideWord, 'The side that moves next.')
  ball!: Side;
  @ProseField('What the arbiter wants settled.')
  rationale!: string;
  @ScalarField(DayScalar, 'The day a reply is due.')
  replyBy!: string;
}

@InputType({ description: 'Decides as arbiter: declined, and not to be escalated again this cycle.' })
export class CloseThreadInput extends ReasonedMoveInput {}

@InputType({ description: 'What has happened since a decision that makes it worth talking again.' })
export class RenegotiationCauseInput {
  @WordField(RenegotiationCauseWord, 'What happened.')
  kind!: RenegotiationCause['kind'];
  @NameField('What shows it: the event that changed the parent, the condition or grant, the periods, the arbiter’s consent.')
  reference!: string;
}

@InputType({ description: 'Opens a new episode on something committed or directed; that stays in force meanwhile.' })
export class RenegotiateInput extends ReasonedMoveInput {
  @ParentRevisionField()
  parentRevision!: number;
  @PartField(() => OfferInput, 'The first offer of the new episode.')
  offer!: OfferInput;
  @PartField(() => RenegotiationCauseInput, 'What happened since; needed where the thread was directed.', { optional: true })
  cause?: RenegotiationCauseInput | null;
  @ReplyByField()
  replyBy?: string | null;
}

@InputType({ description: 'Lets, as arbiter, a directed goal be renegotiated once without a newer cause.' })
export class ConsentToRenegotiateInput extends ReasonedMoveInput {}

@InputType({ description: 'Lets a commitment stand on the parent’s new revision.' })
export class ConfirmParentInput extends ThreadInput {
  @ParentRevisionField()
  parentRevision!: number;
}

@InputType({ description: 'Ends a commitment: the first side proposes, the second side’s call releases; the arbiter releases alone.' })
export class ReleaseInput extends ReasonedMoveInput {}

@InputType({ description: 'Takes a proposed release back.' })
export class WithdrawReleaseProposalInput extends ReasonedMoveInput {}

@InputType({ description: 'Takes the thread back, as the side that opened it.' })
export class WithdrawInput extends ReasonedMoveInput {}

@InputType({ description: 'Lets a commitment pass a cap, as the receiver’s line lead.' })
export class OverrideCapInput extends ReasonedMoveInput {
  @WordField(CapWord, 'The cap.')
  cap!: CatchballCommands['OverrideCap']['cap'];
}

@InputType({ description: 'Lets a target fall short of the aim’s mandate, as an executive.' })
export class WaiveMandateInput extends ReasonedMoveInput {
  @DigestField('The offer that may fall short.')
  offerHash!: string;
}

@InputType({ description: 'Agrees that the earlier offers of a private thread may be read; open when both sides did.' })
export class OpenEarlierOffersInput extends ThreadInput {}
