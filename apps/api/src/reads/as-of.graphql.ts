import { Field, InputType } from '@nestjs/graphql';
import { DayScalar, InstantScalar, PositionScalar } from '../graphql/scalars.js';

@InputType({ description: 'A past moment: exactly one of the three. The answer is what would have been answered then.' })
export class AsOfInput {
  @Field(() => PositionScalar, { nullable: true, description: 'Right after the event with this number.' })
  position?: number | null;
  @Field(() => DayScalar, { nullable: true, description: 'At the end of this day.' })
  day?: string | null;
  @Field(() => InstantScalar, { nullable: true, description: 'At this instant.' })
  instant?: string | null;
}

export const asOfArg = {
  name: 'asOf',
  type: () => AsOfInput,
  nullable: true,
  description: 'A past moment; the present where it is left out.',
};

export const knownAtArg = {
  name: 'knownAt',
  type: () => AsOfInput,
  nullable: true,
  description:
    'Figures, and which periods are closed, as they were known at this moment, before or after the one asked about; structure, plan and rules stay those of asOf. By default figures as known then.',
};
