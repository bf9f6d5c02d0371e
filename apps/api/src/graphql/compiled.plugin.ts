import type { ApolloServerPlugin, GraphQLRequestContextResponseForOperation } from '@apollo/server';
import {
  Kind,
  getNamedType,
  isInputObjectType,
  isNonNullType,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type TypeNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { Allowance } from './allowance.js';

/**
 * A compilation costs about a millisecond, one of the longest operation allowed two hundred: only what comes again is
 * worth one, and all together no more than a part of the time.
 */
const sightsBeforeCompiling = 3;
const compilingShareOfTime = 0.05;
const compilingSavedMsMax = 300;
const compiledMax = 200;
const sightingsMax = 2_000;

interface Sighting {
  count: number;
}

/** Forgets the oldest beyond a limit. */
const trim = (map: Map<string, unknown>, max: number): void => {
  if (map.size > max) map.delete(map.keys().next().value!);
};

/** How an error becomes an answer: the same function the interpreter's errors go through. */
export type ErrorFormat = (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;

const asInterpreted = (error: GraphQLError, format: ErrorFormat): GraphQLFormattedError =>
  format({ ...error.toJSON(), extensions: { ...error.extensions, code: error.extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR' } }, error);

/**
 * Whether a variable can hold an input with a field that must be there but has a default: the compiler takes it for
 * missing, so that every such request would be compiled code's loss and the interpreter's work.
 */
const leavesDefaultsOut = (schema: GraphQLSchema, document: DocumentNode): boolean => {
  const seen = new Set<string>();
  const lacks = (name: string): boolean => {
    const type = schema.getType(name);
    if (!isInputObjectType(type) || seen.has(name)) return false;
    seen.add(name);
    return Object.values(type.getFields()).some(
      (field) => (isNonNullType(field.type) && field.defaultValue !== undefined) || lacks(getNamedType(field.type).name),
    );
  };
  const named = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type));
  return document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && (definition.variableDefinitions ?? []).some(({ type }) => lacks(named(type))),
  );
};

/**
 * Runs operations that come again through code compiled for them. Answers are the same as the interpreter's;
 * an operation the compiler cannot do, and variables that do not fit, stay with the interpreter. The server
 * formats no error of an answer a plugin gives, so that is done here.
 */
export const compiledOperations = <Context extends object>(format: ErrorFormat): ApolloServerPlugin<Context> => {
  const sightings = new Map<string, Sighting>();
  const compiled = new Map<string, CompiledQuery | null>();
  const allowance = new Allowance(compilingShareOfTime, compilingSavedMsMax);

  const compiledFor = (schema: GraphQLSchema, document: DocumentNode, key: string, operation: string | undefined): CompiledQuery | null => {
    const known = compiled.get(key);
    if (known !== undefined) {
      compiled.delete(key);
      compiled.set(key, known);
      return known;
    }
    const sighting = sightings.get(key) ?? { count: 0 };
    sighting.count++;
    sightings.set(key, sighting);
    trim(sightings, sightingsMax);
    if (sighting.count < sightsBeforeCompiling) return null;
    const made = allowance.spend(() => (leavesDefaultsOut(schema, document) ? null : compileQuery(schema, document, operation)));
    if (made === undefined) return null;
    const usable = made && isCompiledQuery(made) ? made : null;
    compiled.set(key, usable);
    trim(compiled, compiledMax);
    sightings.delete(key);
    return usable;
  };

  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation(request: GraphQLRequestContextResponseForOperation<Context>) {
          const key = `${request.queryHash}:${request.operationName ?? ''}`;
          const query = compiledFor(request.schema, request.document, key, request.operationName ?? undefined);
          if (!query) return null;
          const result = (await query.query(undefined, request.contextValue, request.request.variables ?? {})) as ExecutionResult;
          if (result.data === undefined) return null;
          const singleResult = result.errors
            ? { data: result.data, errors: result.errors.map((error) => asInterpreted(error, format)) }
            : { data: result.data };
          return { body: { kind: 'single', singleResult }, http: request.response.http };
        },
      }),
  };
};
