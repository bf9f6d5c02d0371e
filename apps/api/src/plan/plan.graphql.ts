import { Field, InputType, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import { isRejection, type Rejection } from '#kernel';
import { CommandInput } from '../graphql/command.graphql.js';
import { PartField } from '../graphql/input-fields.js';
import { Refusal } from '../graphql/outcome.graphql.js';
import { PlanInput } from '../graphql/plan-text.graphql.js';
import { PositionScalar } from '../graphql/scalars.js';

/** A request does at most this many steps, so that nobody waits long for an answer and everybody sees how far it is. */
export const stepsAtOnceMax = 50;

@InputType({
  description: `Brings a plan in as far as it is yours and can be done now, at most ${stepsAtOnceMax} steps; ask again, with a new commandId, until none are left. What is there already is not done again.`,
})
export class ImportPlanInput extends CommandInput {
  @PartField(() => PlanInput, 'The plan, as it was previewed.')
  plan!: PlanInput;
}

@ObjectType({ description: 'The step a plan stopped at, and why.' })
export class PlanStopped {
  @Field({ description: 'What was to be done.' })
  says!: string;
  @Field({ description: 'The rule’s name, from a closed set.' })
  code!: string;
  @Field({ description: 'The rule in a sentence, with what to do about it.' })
  because!: string;
}

@ObjectType({ description: 'How far a plan was brought in. Each step is whole by itself: what is done stays.' })
export class PlanImported {
  @Field(() => Int, { description: 'Steps done by this request.' })
  done!: number;
  @Field(() => Int, { description: 'Steps that are yours and can be done now, and are left.' })
  left!: number;
  @Field(() => PlanStopped, { nullable: true, description: 'The step that was refused; null where none was.' })
  stopped!: PlanStopped | null;
  @Field(() => PositionScalar, { description: 'The position in the log that shows the effect.' })
  position!: number;
}

export const PlanImportResult = createUnionType({
  name: 'PlanImportResult',
  description: 'What became of bringing a plan in.',
  types: () => [PlanImported, Refusal] as const,
  resolveType: (outcome: object | Rejection) => (isRejection(outcome) ? Refusal : PlanImported),
});
