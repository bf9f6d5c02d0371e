import { getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLInputType } from 'graphql';
import { aimTerms, candidateText, fallsOf, fallsOffer } from './northmoor.js';
import { schema } from './every-field.js';

type Input = Record<string, unknown>;

/** What a field of this name holds wherever it stands, beside what the case names itself. */
const usual: Readonly<Record<string, unknown>> = {
  arbiter: 'chief-operating',
  cycle: 'this-year',
  definition: fallsOf('surgery, again'),
  dimension: 'safety',
  fileDigest: 'a'.repeat(64),
  financialYearStart: 4,
  mappingDigest: 'b'.repeat(64),
  from: '2026-06-01',
  lastDay: '2026-06-30',
  objective: 'no-harm',
  offer: fallsOffer('falls-surgery', '16', '8'),
  offerHash: 'a'.repeat(64),
  person: '0d4b54a6-5f6e-4b8c-8a5c-2f0c3f6f5a01',
  readings: [{ period: '2026-04', value: '12' }],
  replyBy: '2026-06-12',
  successor: 'digital-lead',
  terms: aimTerms('Fewer falls still'),
  text: candidateText('Fewer falls'),
  to: '2027-06-30',
};
const usualOfScalar: Readonly<Record<string, unknown>> = {
  ID: '5c1d7f0a-9d52-4a4e-8f0e-6d7a1b2c3d4e',
  String: 'because it says so',
  Int: 1,
  Float: 1,
  Boolean: false,
  Day: '2026-06-01',
  Period: '2026-04',
  Figure: '1',
};

const valueOf = (type: GraphQLInputType, name: string, given: Input): unknown => {
  if (name in given) return given[name];
  // The text of a candidate is an object, that of a note a word.
  if (name in usual && !(typeof usual[name] === 'object' && getNamedType(type).name === 'String')) return usual[name];
  if (isNonNullType(type)) return valueOf(type.ofType as GraphQLInputType, name, given);
  if (isListType(type)) return [valueOf(type.ofType as GraphQLInputType, name, given)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  return isInputObjectType(type) ? inputOf(type, given) : usualOfScalar[type.name];
};

const inputOf = (type: GraphQLInputType, given: Input): Input => {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return {};
  return Object.fromEntries(
    Object.values(named.getFields())
      .filter((field) => isNonNullType(field.type) && field.defaultValue === undefined)
      .map((field) => [field.name, valueOf(field.type as GraphQLInputType, field.name, given)]),
  );
};

/** Every mutation there is. */
export const mutations: readonly string[] = Object.keys(schema.getMutationType()!.getFields()).sort();

/** A well-formed input of a mutation: every field it must have, about these subjects. */
export const wellFormed = (mutation: string, subjects: Input): Input => ({
  ...inputOf(schema.getMutationType()!.getFields()[mutation]!.args[0]!.type, subjects),
  commandId: crypto.randomUUID(),
});
