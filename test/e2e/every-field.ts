import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** The schema as it is checked in. */
export const schema: GraphQLSchema = buildSchema(readFileSync(join(__dirname, '../../apps/api/src/graphql/schema.graphql'), 'utf8'));

/** Wrappers of lists take no depth of their own. */
const isWrapper = ({ name }: GraphQLNamedOutputType): boolean => /(Connection|Edge|Answer)$/.test(name);

const selectionIn = (type: GraphQLNamedOutputType, depth: number, above: readonly string[]): string => {
  if (isUnionType(type))
    return `{ __typename ${type
      .getTypes()
      .map((member) => `... on ${member.name} ${selectionIn(member, depth, above)}`)
      .join(' ')} }`;
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const fields = Object.values((type as GraphQLObjectType).getFields()).flatMap((field) => {
    const of = getNamedType(field.type);
    if (!isObjectType(of) && !isUnionType(of)) return [field.name];
    const left = isWrapper(type) ? depth : depth - 1;
    return left < 0 || above.includes(of.name) ? [] : [`${field.name} ${selectionIn(of, left, [...above, type.name])}`];
  });
  return fields.length === 0 ? '{ __typename }' : `{ ${fields.join(' ')} }`;
};

/** Every field of a root query's answer, so many objects deep; no type is asked for again below itself. */
export const everyField = (query: string, depth: number): string =>
  selectionIn(getNamedType(schema.getQueryType()!.getFields()[query]!.type), depth, []);

/** Every root query that takes a past moment. */
export const queriesOfThePast: readonly string[] = Object.values(schema.getQueryType()!.getFields())
  .filter(({ args }) => args.some(({ name }) => name === 'asOf'))
  .map(({ name }) => name);
