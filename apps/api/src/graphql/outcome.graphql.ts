import { Field, ID, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import { isRejection } from '#kernel';
import type { Outcome } from '#cqrs';
import { PositionScalar } from './scalars.js';

@ObjectType({ description: 'The command was taken. Send the same commandId again and the same receipt comes back; nothing happens twice.' })
export class Receipt {
  @Field(() => ID, { description: 'The command’s id, as the caller chose it.' })
  commandId!: string;
  @Field(() => ID, { description: 'The subject written to: the thread, goal, measure …; for a new one, its id.' })
  subject!: string;
  @Field(() => PositionScalar, {
    description:
      'The position in the log that shows the effect. Where several instances serve one log, send it with what you ask next as the header hoshin-at-least: any instance then answers from there or later, or with the error BEHIND.',
  })
  position!: number;
  @Field(() => Int, { description: 'The subject’s version after the command.' })
  version!: number;
  @Field(() => Int, { description: 'How many events it added; 0 where nothing was left to do.' })
  events!: number;
  @Field({ description: 'True when the command had been taken before and this is its first receipt again.' })
  replayed!: boolean;
}

@ObjectType({ description: 'A rule of strategy deployment said no. Nothing was written.' })
export class Refusal {
  @Field({ description: 'The rule’s name, from a closed set: NotYourBall, StaleRound, ParentChanged …' })
  code!: string;
  @Field({ description: 'The rule in a sentence, with what to do about it.' })
  because!: string;
}

export const CommandResult = createUnionType({
  name: 'CommandResult',
  description: 'What became of a command: a receipt, or the refusal of a rule.',
  types: () => [Receipt, Refusal] as const,
  resolveType: (outcome: Outcome) => (isRejection(outcome) ? Refusal : Receipt),
});
