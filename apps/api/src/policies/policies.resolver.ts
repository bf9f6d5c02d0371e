import { Inject } from '@nestjs/common';
import { Args, Context, Resolver } from '@nestjs/graphql';
import { derivedId, type LogIdentity, type Outcome } from '#cqrs';
import { Gate } from '../access/gate.js';
import type { RequestContext } from '../access/request-context.js';
import { CommandMutation } from '../graphql/command.graphql.js';
import { IDENTITY } from '../record/tokens.js';
import * as commands from './policies.commands.js';
import * as inputs from './policies.graphql.js';

/** What the service owes by itself. */
@Resolver()
export class PoliciesResolver {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(IDENTITY) private readonly identity: LogIdentity,
  ) {}

  @CommandMutation('Tries again what a policy owed and a rule refused.')
  retryDebt(@Context() context: RequestContext, @Args('input') asked: inputs.RetryDebtInput): Promise<Outcome> {
    return this.gate.send(commands.RetryDebt, context, asked, derivedId('policy-log', this.identity.organisation), { key: asked.key });
  }
}
