import { applyDecorators } from '@nestjs/common';
import { Field, ID, Int, type FieldOptions } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import type { GraphQLScalarType } from 'graphql';
import { entriesMax, nameCharactersMax, proseCharactersMax } from '#strategy';

/**
 * Fields of inputs: what the schema says of them and what they may hold, in one line each. What a scalar or an enum
 * of the schema has checked is not checked again.
 */
interface Sorts {
  /** May be left out or null. */
  readonly optional?: boolean;
  /** What the schema says it is when left out. */
  readonly otherwise?: unknown;
}

const idForm = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const digestForm = /^[0-9a-f]{64}$/;
const isText = (value: unknown, charactersMax: number): boolean =>
  typeof value === 'string' && value.length <= charactersMax && value.trim() !== '';
const grouped = (count: number): string => count.toLocaleString('en-GB');

/** The sentence of a failed check is what the caller reads: it says what is allowed. */
const check = (name: string, allowed: string, validate: (value: unknown) => boolean): PropertyDecorator =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => allowed } });

const field = (
  type: () => unknown,
  description: string,
  { optional = false, otherwise }: Sorts,
  ...checks: readonly PropertyDecorator[]
): PropertyDecorator => {
  const options: FieldOptions = { description, nullable: optional, ...(otherwise !== undefined && { defaultValue: otherwise }) };
  return applyDecorators(Field(type as () => typeof ID, options), ...(optional ? [IsOptional()] : []), ...checks);
};

const everyOne = (check: (value: unknown) => boolean, max: number) => (values: unknown) =>
  Array.isArray(values) && values.length <= max && values.every(check);

/** The id of something that exists, or that the caller names. */
export const IdField = (description: string, sorts: Sorts = {}): PropertyDecorator =>
  field(
    () => ID,
    description,
    sorts,
    check('id', 'an id: at most 100 letters, digits and the signs . _ : -', (value) => idForm.test(String(value))),
  );

export const IdsField = (description: string, max = entriesMax): PropertyDecorator =>
  field(
    () => [ID],
    description,
    { otherwise: [] },
    check(
      'ids',
      `at most ${max} ids`,
      everyOne((value) => idForm.test(String(value)), max),
    ),
  );

/** An id the caller makes up, which must be a UUID. */
export const UuidField = (description: string, sorts: Sorts = {}): PropertyDecorator =>
  field(
    () => ID,
    description,
    sorts,
    check('uuid', 'a UUID in lower case, such as 0b0e7a1c-4f5d-4c39-9a43-2f1f7c8d9e10', (value) => uuidForm.test(String(value))),
  );

/** A SHA-256 digest: what names an offer or a file. */
export const DigestField = (description: string): PropertyDecorator =>
  field(
    () => String,
    description,
    {},
    check('digest', '64 hexadecimal digits in lower case', (value) => digestForm.test(String(value))),
  );

const text = (description: string, charactersMax: number, sorts: Sorts): PropertyDecorator =>
  field(
    () => String,
    description,
    sorts,
    check('text', `text of 1 to ${grouped(charactersMax)} characters`, (value) => isText(value, charactersMax)),
  );

/** What every field says whose words go into the log: an erasure empties the directory, and takes no word out of the record. */
export const noPersonalData = 'Write no personal data: it stays in the record for good.';
const kept = (description: string): string => `${description} ${noPersonalData}`;

/** A name, title, kind or code. */
export const NameField = (description: string, sorts: Sorts = {}): PropertyDecorator => text(kept(description), nameCharactersMax, sorts);

/** A reason, statement or other prose. */
export const ProseField = (description: string, sorts: Sorts = {}): PropertyDecorator => text(kept(description), proseCharactersMax, sorts);

/** What the directory keeps of a person or a program: personal data where it belongs, never in the log. */
export const DirectoryField = (description: string, sorts: Sorts = {}): PropertyDecorator => text(description, nameCharactersMax, sorts);

/** A file as a whole, which is read and not kept. */
export const FileTextField = (description: string, charactersMax: number): PropertyDecorator => text(description, charactersMax, {});

export const ProsesField = (description: string): PropertyDecorator =>
  field(
    () => [String],
    kept(description),
    { otherwise: [] },
    check(
      'texts',
      `at most ${entriesMax} texts of 1 to ${grouped(proseCharactersMax)} characters`,
      everyOne((value) => isText(value, proseCharactersMax), entriesMax),
    ),
  );

/** A whole number in a range, both ends included. */
export const WholeField = (description: string, from: number, to: number, sorts: Sorts = {}): PropertyDecorator =>
  field(
    () => Int,
    description,
    sorts,
    check(
      'whole',
      `a whole number from ${from} to ${grouped(to)}`,
      (value) => Number.isInteger(value) && Number(value) >= from && Number(value) <= to,
    ),
  );

/** Yes or no; null where nobody need say. */
export const FlagField = (description: string, otherwise: boolean | null): PropertyDecorator =>
  field(() => Boolean, description, otherwise === null ? { optional: true } : { otherwise });

/** A day, a period, a figure: checked by its scalar. */
export const ScalarField = (scalar: GraphQLScalarType, description: string, sorts: Sorts = {}): PropertyDecorator =>
  field(() => scalar, description, sorts);

export const ScalarsField = (scalar: GraphQLScalarType, description: string, max: number): PropertyDecorator =>
  field(() => [scalar], description, { otherwise: [] }, ArrayMaxSize(max, { message: `at most ${grouped(max)} entries` }));

/** A word of a closed set: checked by its enum. */
export const WordField = (words: object, description: string, sorts: Sorts = {}): PropertyDecorator =>
  field(() => words, description, sorts);

export const WordsField = (words: object, description: string): PropertyDecorator => field(() => [words], description, { otherwise: [] });

/** An input within an input. */
export const PartField = (part: () => new () => object, description: string, sorts: Sorts = {}): PropertyDecorator =>
  field(part, description, sorts, ValidateNested(), Type(part));

export const PartsField = (part: () => new () => object, description: string, max = entriesMax): PropertyDecorator =>
  field(
    () => [part()],
    description,
    { otherwise: [] },
    ArrayMaxSize(max, { message: `at most ${grouped(max)} entries` }),
    ValidateNested({ each: true }),
    Type(part),
  );
