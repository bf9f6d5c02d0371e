import { Inject } from '@nestjs/common';
import { Args, Context, Resolver } from '@nestjs/graphql';
import { derivedId, type CommandClass, type LogIdentity, type Outcome } from '#cqrs';
import { Gate, type Asked } from '../access/gate.js';
import type { RequestContext } from '../access/request-context.js';
import { CommandMutation } from '../graphql/command.graphql.js';
import { IDENTITY } from '../record/tokens.js';
import * as commands from './true-north.commands.js';
import * as inputs from './true-north.graphql.js';

/** The id of what a command creates, where the caller chose none: a retry names the same. */
const newId = ({ commandId }: Asked): string => derivedId(commandId, 'id', 0);

/** True North, breakthrough objectives, cycles, candidates and annual aims. */
@Resolver()
export class TrueNorthResolver {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(IDENTITY) private readonly identity: LogIdentity,
  ) {}

  @CommandMutation('Drafts True North; in force with the next cycle or by a board decision.')
  draftTrueNorth(@Context() context: RequestContext, @Args('input') asked: inputs.DraftTrueNorthInput): Promise<Outcome> {
    return this.send(commands.DraftTrueNorth, context, asked, asked.unit, {
      unit: asked.unit,
      statement: asked.statement,
      dimensions: inputs.dimensionsOf(asked, asked.commandId),
      reason: asked.reason,
    });
  }

  @CommandMutation('Puts a drafted True North in force by a recorded board decision.')
  putTrueNorthInForce(@Context() context: RequestContext, @Args('input') asked: inputs.PutTrueNorthInForceInput): Promise<Outcome> {
    return this.send(commands.PutTrueNorthInForce, context, asked, asked.unit, { unit: asked.unit, minute: asked.minute });
  }

  @CommandMutation('Sets a breakthrough objective under a dimension.')
  setObjective(@Context() context: RequestContext, @Args('input') asked: inputs.SetObjectiveInput): Promise<Outcome> {
    return this.send(commands.SetObjective, context, asked, asked.objective ?? newId(asked), {
      objective: asked.objective ?? newId(asked),
      unit: asked.unit,
      dimension: asked.dimension,
      statement: asked.statement,
      from: asked.from,
      to: asked.to,
    });
  }

  @CommandMutation('Revises a breakthrough objective.')
  reviseObjective(@Context() context: RequestContext, @Args('input') asked: inputs.ReviseObjectiveInput): Promise<Outcome> {
    return this.send(commands.ReviseObjective, context, asked, asked.objective, {
      objective: asked.objective,
      dimension: asked.dimension,
      statement: asked.statement,
      from: asked.from,
      to: asked.to,
      reason: asked.reason,
    });
  }

  @CommandMutation('Retires a breakthrough objective.')
  retireObjective(@Context() context: RequestContext, @Args('input') asked: inputs.RetireObjectiveInput): Promise<Outcome> {
    return this.send(commands.RetireObjective, context, asked, asked.objective, { objective: asked.objective, reason: asked.reason });
  }

  @CommandMutation('Plans a cycle.')
  planCycle(@Context() context: RequestContext, @Args('input') asked: inputs.PlanCycleInput): Promise<Outcome> {
    return this.send(commands.PlanCycle, context, asked, asked.cycle ?? newId(asked), {
      cycle: asked.cycle ?? newId(asked),
      name: asked.name,
      starts: asked.starts,
      ends: asked.ends,
    });
  }

  @CommandMutation('Makes a planned cycle the active one.')
  activateCycle(@Context() context: RequestContext, @Args('input') asked: inputs.ActivateCycleInput): Promise<Outcome> {
    return this.send(commands.ActivateCycle, context, asked, asked.cycle, { cycle: asked.cycle });
  }

  @CommandMutation('Nominates a candidate for an annual aim.')
  nominateCandidate(@Context() context: RequestContext, @Args('input') asked: inputs.NominateCandidateInput): Promise<Outcome> {
    return this.send(commands.NominateCandidate, context, asked, asked.candidate ?? newId(asked), {
      candidate: asked.candidate ?? newId(asked),
      cycle: asked.cycle,
      unit: asked.unit,
      text: inputs.candidateTextOf(asked.text),
    });
  }

  @CommandMutation('Rewrites a candidate.')
  reviseCandidate(@Context() context: RequestContext, @Args('input') asked: inputs.ReviseCandidateInput): Promise<Outcome> {
    return this.send(commands.ReviseCandidate, context, asked, asked.candidate, {
      candidate: asked.candidate,
      text: inputs.candidateTextOf(asked.text),
      reason: asked.reason,
    });
  }

  @CommandMutation('Scores a candidate; partners’ and non-executives’ scores are advisory.')
  scoreCandidate(@Context() context: RequestContext, @Args('input') asked: inputs.ScoreCandidateInput): Promise<Outcome> {
    return this.send(commands.ScoreCandidate, context, asked, asked.candidate, {
      candidate: asked.candidate,
      impact: asked.impact,
      urgency: asked.urgency,
      feasibility: asked.feasibility,
      comment: asked.comment ?? null,
    });
  }

  @CommandMutation('Adopts a candidate as an annual aim; the receipt’s subject is the aim.')
  adoptCandidate(@Context() context: RequestContext, @Args('input') asked: inputs.AdoptCandidateInput): Promise<Outcome> {
    return this.send(commands.AdoptCandidate, context, asked, asked.aim ?? newId(asked), {
      candidate: asked.candidate,
      aim: asked.aim ?? newId(asked),
      terms: inputs.aimTermsOf(asked.terms),
      reason: asked.reason,
      override: asked.override ?? null,
      waiver: asked.waiver ?? null,
    });
  }

  @CommandMutation('Drops a candidate.')
  dropCandidate(@Context() context: RequestContext, @Args('input') asked: inputs.DropCandidateInput): Promise<Outcome> {
    return this.send(commands.DropCandidate, context, asked, asked.candidate, { candidate: asked.candidate, reason: asked.reason });
  }

  @CommandMutation('Takes a dropped candidate back in.')
  restoreCandidate(@Context() context: RequestContext, @Args('input') asked: inputs.RestoreCandidateInput): Promise<Outcome> {
    return this.send(commands.RestoreCandidate, context, asked, asked.candidate, { candidate: asked.candidate, reason: asked.reason });
  }

  @CommandMutation('Revises an aim; its children are asked to confirm or to renegotiate.')
  reviseAim(@Context() context: RequestContext, @Args('input') asked: inputs.ReviseAimInput): Promise<Outcome> {
    return this.send(commands.ReviseAim, context, asked, asked.aim, {
      aim: asked.aim,
      revision: asked.revision,
      terms: inputs.aimTermsOf(asked.terms),
      reason: asked.reason,
      waiver: asked.waiver ?? null,
    });
  }

  @CommandMutation('Drops an aim.')
  dropAim(@Context() context: RequestContext, @Args('input') asked: inputs.DropAimInput): Promise<Outcome> {
    return this.send(commands.DropAim, context, asked, asked.aim, { aim: asked.aim, reason: asked.reason });
  }

  @CommandMutation('Accepts, as sponsor, that the children do not cover the need.')
  acceptAimGap(@Context() context: RequestContext, @Args('input') asked: inputs.AcceptAimGapInput): Promise<Outcome> {
    return this.send(commands.AcceptAimGap, context, asked, asked.aim, {
      aim: asked.aim,
      revision: asked.revision,
      plan: asked.plan,
      reviewOn: asked.reviewOn,
    });
  }

  /** All of it is one stream; the receipt names what the command was about. */
  private send<Input>(command: CommandClass<Input>, context: RequestContext, asked: Asked, about: string, input: Input): Promise<Outcome> {
    return this.gate.send(command, context, asked, this.identity.organisation, input, about);
  }
}
