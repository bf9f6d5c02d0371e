import { Field, ID, InputType, ObjectType, createUnionType } from '@nestjs/graphql';
import { isRejection, type Rejection } from '#kernel';
import { CommandInput } from '../graphql/command.graphql.js';
import { NameField, UuidField } from '../graphql/input-fields.js';
import { Refusal } from '../graphql/outcome.graphql.js';

@InputType({
  description: 'Who a person is. Names live in a directory beside the log, so that they can be erased; the log knows ids only.',
})
export class RecordPersonInput extends CommandInput {
  @UuidField('The person, where the entry is changed; leave it out for somebody new.', { optional: true })
  person?: string | null;
  @NameField('The name shown.')
  name!: string;
  @NameField('The e-mail address.', { optional: true })
  email?: string | null;
  @NameField('The name by which the sign-in service knows the person.', { optional: true })
  subject?: string | null;
}

@ObjectType({ description: 'The entry of a person was written.' })
export class PersonRecorded {
  @Field(() => ID, { description: 'The person’s id.' })
  person!: string;
}

export const DirectoryResult = createUnionType({
  name: 'DirectoryResult',
  description: 'What became of a change to the directory of people.',
  types: () => [PersonRecorded, Refusal] as const,
  resolveType: (outcome: PersonRecorded | Rejection) => (isRejection(outcome) ? Refusal : PersonRecorded),
});
