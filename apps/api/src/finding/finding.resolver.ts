import { Inject } from '@nestjs/common';
import { Args, Context, Resolver } from '@nestjs/graphql';
import type { Outcome } from '#cqrs';
import { Gate } from '../access/gate.js';
import type { RequestContext } from '../access/request-context.js';
import { CommandMutation } from '../graphql/command.graphql.js';
import * as commands from './finding.commands.js';
import * as inputs from './finding.graphql.js';

/** Answers to findings. */
@Resolver()
export class FindingResolver {
  constructor(@Inject(Gate) private readonly gate: Gate) {}

  @CommandMutation('Says why a decision found in the record may stand.')
  acknowledgeFinding(@Context() context: RequestContext, @Args('input') asked: inputs.AcknowledgeFindingInput): Promise<Outcome> {
    return this.gate.send(commands.AcknowledgeFinding, context, asked, asked.finding, { reason: asked.reason });
  }

  @CommandMutation('Takes an acknowledgement back.')
  withdrawAcknowledgement(@Context() context: RequestContext, @Args('input') asked: inputs.WithdrawAcknowledgementInput): Promise<Outcome> {
    return this.gate.send(commands.WithdrawAcknowledgement, context, asked, asked.finding, { reason: asked.reason });
  }
}
