import { Inject } from '@nestjs/common';
import { Args, Context, Resolver } from '@nestjs/graphql';
import type { Outcome } from '#cqrs';
import { Gate } from '../access/gate.js';
import type { RequestContext } from '../access/request-context.js';
import { CommandMutation } from '../graphql/command.graphql.js';
import { offerOf } from '../graphql/offer.graphql.js';
import * as commands from './catchball.commands.js';
import * as inputs from './catchball.graphql.js';

/** The moves of catchball. */
@Resolver()
export class CatchballResolver {
  constructor(@Inject(Gate) private readonly gate: Gate) {}

  @CommandMutation('Serve: opens a thread with its first offer, or starts again after DECLINED.')
  serveBall(@Context() context: RequestContext, @Args('input') asked: inputs.ServeBallInput): Promise<Outcome> {
    return this.gate.send(commands.ServeBall, context, asked, asked.thread ?? null, {
      kind: asked.kind,
      parent: { kind: asked.parent.kind, id: asked.parent.id },
      receiver: asked.receiver,
      parentRevision: asked.parentRevision,
      offer: offerOf(asked.offer, asked.commandId),
      replyBy: asked.replyBy ?? null,
      private: asked.private,
      existingGoal: asked.existingGoal ?? null,
    });
  }

  @CommandMutation('Counter: answers the offer on the table with another one; the ball flips.')
  counterOffer(@Context() context: RequestContext, @Args('input') asked: inputs.CounterOfferInput): Promise<Outcome> {
    return this.gate.send(commands.CounterOffer, context, asked, asked.thread, {
      round: asked.round,
      parentRevision: asked.parentRevision,
      offer: offerOf(asked.offer, asked.commandId),
      rationale: asked.rationale,
      replyBy: asked.replyBy ?? null,
    });
  }

  @CommandMutation('Ask: a question to the other side; the ball stays and the reply clock pauses.')
  askQuestion(@Context() context: RequestContext, @Args('input') asked: inputs.AskQuestionInput): Promise<Outcome> {
    return this.gate.send(commands.AskQuestion, context, asked, asked.thread, { round: asked.round, question: asked.question });
  }

  @CommandMutation('Answer: the reply clock runs on.')
  answerQuestion(@Context() context: RequestContext, @Args('input') asked: inputs.AnswerQuestionInput): Promise<Outcome> {
    return this.gate.send(commands.AnswerQuestion, context, asked, asked.thread, { round: asked.round, answer: asked.answer });
  }

  @CommandMutation('Gives the holder of the ball more time.')
  extendReply(@Context() context: RequestContext, @Args('input') asked: inputs.ExtendReplyInput): Promise<Outcome> {
    return this.gate.send(commands.ExtendReply, context, asked, asked.thread, {
      round: asked.round,
      replyBy: asked.replyBy,
      reason: asked.reason,
    });
  }

  @CommandMutation('Accept: says yes to exactly the offer on the table; signatures follow.')
  acceptOffer(@Context() context: RequestContext, @Args('input') asked: inputs.AcceptOfferInput): Promise<Outcome> {
    return this.gate.send(commands.AcceptOffer, context, asked, asked.thread, {
      round: asked.round,
      parentRevision: asked.parentRevision,
      offerHash: asked.offerHash,
    });
  }

  @CommandMutation('Commit: signs the accepted offer for one side. The second signature, of another person, makes the commitment.')
  commit(@Context() context: RequestContext, @Args('input') asked: inputs.CommitInput): Promise<Outcome> {
    return this.gate.send(commands.Commit, context, asked, asked.thread, {
      parentRevision: asked.parentRevision,
      offerHash: asked.offerHash,
    });
  }

  @CommandMutation('Retract: takes an acceptance back before both have signed.')
  retract(@Context() context: RequestContext, @Args('input') asked: inputs.RetractInput): Promise<Outcome> {
    return this.gate.send(commands.Retract, context, asked, asked.thread, { reason: asked.reason });
  }

  @CommandMutation('Decline: says no to the offer on the table.')
  decline(@Context() context: RequestContext, @Args('input') asked: inputs.DeclineInput): Promise<Outcome> {
    return this.gate.send(commands.Decline, context, asked, asked.thread, { round: asked.round, reason: asked.reason });
  }

  @CommandMutation('Escalate: brings the thread before the arbiter.')
  escalate(@Context() context: RequestContext, @Args('input') asked: inputs.EscalateInput): Promise<Outcome> {
    return this.gate.send(commands.Escalate, context, asked, asked.thread, { reason: asked.reason });
  }

  @CommandMutation('Names another executive as arbiter by board decision.')
  appointArbiter(@Context() context: RequestContext, @Args('input') asked: inputs.AppointArbiterInput): Promise<Outcome> {
    return this.gate.send(commands.AppointArbiter, context, asked, asked.thread, { arbiter: asked.arbiter, minute: asked.minute });
  }

  @CommandMutation('Takes an escalation back, because the sides settle it themselves.')
  withdrawEscalation(@Context() context: RequestContext, @Args('input') asked: inputs.WithdrawEscalationInput): Promise<Outcome> {
    return this.gate.send(commands.WithdrawEscalation, context, asked, asked.thread, { reason: asked.reason });
  }

  @CommandMutation('Confirms that the sides settle it themselves.')
  confirmSettlement(@Context() context: RequestContext, @Args('input') asked: inputs.ConfirmSettlementInput): Promise<Outcome> {
    return this.gate.send(commands.ConfirmSettlement, context, asked, asked.thread, {});
  }

  @CommandMutation('Decide: the arbiter directs an offer.')
  direct(@Context() context: RequestContext, @Args('input') asked: inputs.DirectInput): Promise<Outcome> {
    return this.gate.send(commands.Direct, context, asked, asked.thread, {
      parentRevision: asked.parentRevision,
      offer: offerOf(asked.offer, asked.commandId),
      rationale: asked.rationale,
    });
  }

  @CommandMutation('Decide: the arbiter returns the ball to the side named.')
  returnBall(@Context() context: RequestContext, @Args('input') asked: inputs.ReturnBallInput): Promise<Outcome> {
    return this.gate.send(commands.ReturnBall, context, asked, asked.thread, {
      ball: asked.ball,
      rationale: asked.rationale,
      replyBy: asked.replyBy,
    });
  }

  @CommandMutation('Decide: the arbiter closes the thread as declined.')
  closeThread(@Context() context: RequestContext, @Args('input') asked: inputs.CloseThreadInput): Promise<Outcome> {
    return this.gate.send(commands.CloseThread, context, asked, asked.thread, { reason: asked.reason });
  }

  @CommandMutation('Renegotiate: opens a new episode on something committed or directed.')
  renegotiate(@Context() context: RequestContext, @Args('input') asked: inputs.RenegotiateInput): Promise<Outcome> {
    return this.gate.send(commands.Renegotiate, context, asked, asked.thread, {
      parentRevision: asked.parentRevision,
      offer: offerOf(asked.offer, asked.commandId),
      reason: asked.reason,
      cause: asked.cause ? { kind: asked.cause.kind, reference: asked.cause.reference } : null,
      replyBy: asked.replyBy ?? null,
    });
  }

  @CommandMutation('Lets, as arbiter, a directed goal be renegotiated once without a newer cause.')
  consentToRenegotiate(@Context() context: RequestContext, @Args('input') asked: inputs.ConsentToRenegotiateInput): Promise<Outcome> {
    return this.gate.send(commands.ConsentToRenegotiate, context, asked, asked.thread, { reason: asked.reason });
  }

  @CommandMutation('Confirm: the commitment stands on the parent’s new revision.')
  confirmParent(@Context() context: RequestContext, @Args('input') asked: inputs.ConfirmParentInput): Promise<Outcome> {
    return this.gate.send(commands.ConfirmParent, context, asked, asked.thread, { parentRevision: asked.parentRevision });
  }

  @CommandMutation('Release: ends a commitment, by both sides or by the arbiter.')
  release(@Context() context: RequestContext, @Args('input') asked: inputs.ReleaseInput): Promise<Outcome> {
    return this.gate.send(commands.Release, context, asked, asked.thread, { reason: asked.reason });
  }

  @CommandMutation('Takes a proposed release back.')
  withdrawReleaseProposal(@Context() context: RequestContext, @Args('input') asked: inputs.WithdrawReleaseProposalInput): Promise<Outcome> {
    return this.gate.send(commands.WithdrawReleaseProposal, context, asked, asked.thread, { reason: asked.reason });
  }

  @CommandMutation('Withdraw: the side that opened the thread takes it back.')
  withdraw(@Context() context: RequestContext, @Args('input') asked: inputs.WithdrawInput): Promise<Outcome> {
    return this.gate.send(commands.Withdraw, context, asked, asked.thread, { reason: asked.reason });
  }

  @CommandMutation('Lets a commitment pass a cap, as the receiver’s line lead; it stays visible.')
  overrideCap(@Context() context: RequestContext, @Args('input') asked: inputs.OverrideCapInput): Promise<Outcome> {
    return this.gate.send(commands.OverrideCap, context, asked, asked.thread, { cap: asked.cap, reason: asked.reason });
  }

  @CommandMutation('Lets a target fall short of the aim’s mandate, as an executive.')
  waiveMandate(@Context() context: RequestContext, @Args('input') asked: inputs.WaiveMandateInput): Promise<Outcome> {
    return this.gate.send(commands.WaiveMandate, context, asked, asked.thread, { offerHash: asked.offerHash, reason: asked.reason });
  }

  @CommandMutation('Agrees that the earlier offers of a private thread may be read.')
  openEarlierOffers(@Context() context: RequestContext, @Args('input') asked: inputs.OpenEarlierOffersInput): Promise<Outcome> {
    return this.gate.send(commands.OpenEarlierOffers, context, asked, asked.thread, {});
  }
}
