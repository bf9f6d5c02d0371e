import { Field, ID, InputType, ObjectType, createUnionType } from '@nestjs/graphql';
import { isRejection, type Rejection } from '#kernel';
import type { ServiceScope } from '#directory';
import { CommandInput } from '../graphql/command.graphql.js';
import { DirectoryField, ProseField, ScalarField, UuidField, WordsField } from '../graphql/input-fields.js';
import { Refusal } from '../graphql/outcome.graphql.js';
import { DayScalar, InstantScalar } from '../graphql/scalars.js';
import { ServiceScopeWord } from '../graphql/words.graphql.js';

@InputType({
  description: 'Who a person is. Names live in a directory beside the log, so that they can be erased; the log knows ids only.',
})
export class RecordPersonInput extends CommandInput {
  @UuidField('The person, where the entry is changed; leave it out for somebody new.', { optional: true })
  person?: string | null;
  @DirectoryField('The name shown.')
  name!: string;
  @DirectoryField('The e-mail address.', { optional: true })
  email?: string | null;
  @DirectoryField(
    'The name by which the sign-in service knows the person. That it changed, and by whom, is kept in the log; the name is not.',
    {
      optional: true,
    },
  )
  subject?: string | null;
  @ProseField('Why the name they sign in by changes; needed where it does.', { optional: true })
  reason?: string | null;
}

@InputType({ description: 'Ends every session of a person; tokens issued before are no longer taken. Everybody may do so for themselves.' })
export class SignPersonOutInput extends CommandInput {
  @UuidField('The person; your own id to sign yourself out.')
  person!: string;
}

@InputType({ description: 'Makes an account for a program, which acts in a post of its own once it is appointed to one.' })
export class CreateServiceAccountInput extends CommandInput {
  @DirectoryField('What it is for: the name shown wherever the program acted.')
  name!: string;
  @WordsField(ServiceScopeWord, 'What it may do beside reading what its post reads.')
  scopes!: ServiceScope[];
  @ScalarField(DayScalar, 'Its last day, at most a year from today.')
  lastDay!: string;
}

@InputType({ description: 'Revokes a program’s account for ever. What it wrote stays under its name.' })
export class RevokeServiceAccountInput extends CommandInput {
  @UuidField('The account.')
  account!: string;
}

@ObjectType({ description: 'The entry of a person was written.' })
export class PersonRecorded {
  @Field(() => ID, { description: 'The person’s id.' })
  person!: string;
}

@ObjectType({ description: 'A person was signed out everywhere.' })
export class PersonSignedOut {
  @Field(() => ID, { description: 'The person’s id.' })
  person!: string;
  @Field(() => InstantScalar, { description: 'Sessions and tokens from before this moment are no longer taken.' })
  at!: string;
}

@ObjectType({ description: 'An account for a program was made. Appoint it to a post of its own: until then it may do nothing.' })
export class ServiceAccountCreated {
  @Field(() => ID, { description: 'The account’s id: a person’s id to every command that names people.' })
  account!: string;
  @Field({ description: 'What the program sends as "Authorization: Bearer …". Shown this once and kept nowhere.' })
  token!: string;
}

@ObjectType({ description: 'An account was revoked.' })
export class ServiceAccountRevoked {
  @Field(() => ID, { description: 'The account’s id.' })
  account!: string;
}

const resultOf = (name: string, description: string, done: new () => object) =>
  createUnionType({
    name,
    description,
    types: () => [done, Refusal] as const,
    resolveType: (outcome: object | Rejection) => (isRejection(outcome) ? Refusal : done),
  });

export const DirectoryResult = resultOf('DirectoryResult', 'What became of a change to the directory of people.', PersonRecorded);
export const SignOutResult = resultOf('SignOutResult', 'What became of signing a person out.', PersonSignedOut);
export const ServiceAccountResult = resultOf('ServiceAccountResult', 'What became of making an account.', ServiceAccountCreated);
export const RevocationResult = resultOf('RevocationResult', 'What became of revoking an account.', ServiceAccountRevoked);
