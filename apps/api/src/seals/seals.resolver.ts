import { Inject } from '@nestjs/common';
import { Args, Context, Resolver } from '@nestjs/graphql';
import { isRejection } from '#kernel';
import type { Outcome } from '#cqrs';
import { Gate } from '../access/gate.js';
import type { RequestContext } from '../access/request-context.js';
import { CommandMutation } from '../graphql/command.graphql.js';
import { Sealing } from '../record/sealing.js';
import { PlaceSeal } from './seals.commands.js';
import { PlaceSealInput } from './seals.graphql.js';

@Resolver()
export class SealsResolver {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(Sealing) private readonly sealing: Sealing,
  ) {}

  @CommandMutation(
    'Seals the log as it stands, for executives and administrators. A long stretch since the last seal takes seconds, in which others are answered.',
  )
  async placeSeal(@Context() context: RequestContext, @Args('input') asked: PlaceSealInput): Promise<Outcome> {
    // Before anything is computed: whoever may not ask costs nothing.
    const actor = this.gate.permit(context, asked, 'seal', 'PlaceSeal');
    if (isRejection(actor)) return actor;
    const { commandId, reason } = asked;
    return await this.sealing.place({ commandId, actor, reason }, (input) =>
      this.gate.send(PlaceSeal, context, asked, this.sealing.subject, input),
    );
  }
}
