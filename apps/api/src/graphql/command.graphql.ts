import { InputType, Mutation } from '@nestjs/graphql';
import { CommandResult } from './outcome.graphql.js';
import { IdField, UuidField } from './input-fields.js';

/** What every mutation's input begins with. */
@InputType({ isAbstract: true })
export abstract class CommandInput {
  @UuidField('Chosen by you, new for each command. Send the same command again with the same id and nothing happens twice.')
  commandId!: string;
  @IdField('The post you act in. May be left out where your token names one or you stand in one post only.', { optional: true })
  actingPost?: string | null;
}

/** A mutation that sends one command and answers with a receipt or a refusal. */
export const CommandMutation = (description: string): MethodDecorator => Mutation(() => CommandResult, { description });
