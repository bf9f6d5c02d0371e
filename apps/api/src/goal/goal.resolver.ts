import { Inject } from '@nestjs/common';
import { Args, Context, Resolver } from '@nestjs/graphql';
import type { Outcome } from '#cqrs';
import { Gate } from '../access/gate.js';
import type { RequestContext } from '../access/request-context.js';
import { CommandMutation } from '../graphql/command.graphql.js';
import * as commands from './goal.commands.js';
import * as inputs from './goal.graphql.js';

/** What happens to a committed or directed goal. */
@Resolver()
export class GoalResolver {
  constructor(@Inject(Gate) private readonly gate: Gate) {}

  @CommandMutation('Sets a goal’s place in its parent’s average.')
  reweightLink(@Context() context: RequestContext, @Args('input') asked: inputs.ReweightLinkInput): Promise<Outcome> {
    return this.gate.send(commands.ReweightLink, context, asked, asked.goal, {
      thread: asked.thread,
      weight: asked.weight,
      reason: asked.reason,
    });
  }

  @CommandMutation('Chooses how a goal is judged from what lies under it.')
  chooseRollUp(@Context() context: RequestContext, @Args('input') asked: inputs.ChooseRollUpInput): Promise<Outcome> {
    return this.gate.send(commands.ChooseRollUp, context, asked, asked.goal, { method: asked.method, reason: asked.reason });
  }

  @CommandMutation('Reports a milestone done.')
  reportMilestone(@Context() context: RequestContext, @Args('input') asked: inputs.ReportMilestoneInput): Promise<Outcome> {
    return this.gate.send(commands.ReportMilestone, context, asked, asked.goal, {
      milestone: asked.milestone,
      on: asked.on,
      evidence: asked.evidence,
    });
  }

  @CommandMutation('Takes back that a milestone is done.')
  reopenMilestone(@Context() context: RequestContext, @Args('input') asked: inputs.ReopenMilestoneInput): Promise<Outcome> {
    return this.gate.send(commands.ReopenMilestone, context, asked, asked.goal, { milestone: asked.milestone, reason: asked.reason });
  }

  @CommandMutation('Reports a condition met.')
  meetCondition(@Context() context: RequestContext, @Args('input') asked: inputs.MeetConditionInput): Promise<Outcome> {
    return this.gate.send(commands.MeetCondition, context, asked, asked.goal, { condition: asked.condition, evidence: asked.evidence });
  }

  @CommandMutation('Reports that a condition failed.')
  failCondition(@Context() context: RequestContext, @Args('input') asked: inputs.FailConditionInput): Promise<Outcome> {
    return this.gate.send(commands.FailCondition, context, asked, asked.goal, { condition: asked.condition, reason: asked.reason });
  }

  @CommandMutation('Reports that what was granted is there.')
  deliverGrant(@Context() context: RequestContext, @Args('input') asked: inputs.DeliverGrantInput): Promise<Outcome> {
    return this.gate.send(commands.DeliverGrant, context, asked, asked.goal, {
      grant: asked.grant,
      on: asked.on,
      evidence: asked.evidence,
    });
  }

  @CommandMutation('Reports that what was granted does not come.')
  failGrant(@Context() context: RequestContext, @Args('input') asked: inputs.FailGrantInput): Promise<Outcome> {
    return this.gate.send(commands.FailGrant, context, asked, asked.goal, { grant: asked.grant, reason: asked.reason });
  }

  @CommandMutation('Accepts, as owner, that the children do not cover the need.')
  acceptGap(@Context() context: RequestContext, @Args('input') asked: inputs.AcceptGapInput): Promise<Outcome> {
    return this.gate.send(commands.AcceptGap, context, asked, asked.goal, {
      revision: asked.revision,
      plan: asked.plan,
      reviewOn: asked.reviewOn,
    });
  }

  @CommandMutation('Closes a goal with its outcome and the evidence for it.')
  closeGoal(@Context() context: RequestContext, @Args('input') asked: inputs.CloseGoalInput): Promise<Outcome> {
    return this.gate.send(commands.CloseGoal, context, asked, asked.goal, {
      revision: asked.revision,
      outcome: asked.outcome,
      evidence: asked.evidence,
      reason: asked.reason,
    });
  }

  @CommandMutation('Takes back that a goal is closed.')
  reopenGoal(@Context() context: RequestContext, @Args('input') asked: inputs.ReopenGoalInput): Promise<Outcome> {
    return this.gate.send(commands.ReopenGoal, context, asked, asked.goal, { reason: asked.reason });
  }
}
