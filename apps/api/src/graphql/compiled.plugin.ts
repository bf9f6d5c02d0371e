import type { ApolloServerPlugin, GraphQLRequestContextResponseForOperation } from '@apollo/server';
import {
  getOperationAST,
  isInputType,
  typeFromAST,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type NamedTypeNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { Allowance } from './allowance.js';
import { defaultsOf, holdsItself } from './input-defaults.js';

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

/** Code for one operation, and what fills its variables in beforehand. */
interface Compiled {
  readonly query: CompiledQuery;
  readonly fill: (variables: Record<string, unknown>) => Record<string, unknown>;
}

/** Compiles a document's operation; null where the compiler cannot. */
const compile = (schema: GraphQLSchema, document: DocumentNode, name: string | undefined): Compiled | null => {
  const operation = getOperationAST(document, name);
  const inputs = (operation?.variableDefinitions ?? []).flatMap(({ variable, type }) => {
    const input = typeFromAST(schema, type as NamedTypeNode);
    return isInputType(input) ? [{ name: variable.name.value, type: input }] : [];
  });
  if (inputs.some(({ type }) => holdsItself(type))) return null;
  const query = compileQuery(schema, document, name);
  if (!isCompiledQuery(query)) return null;
  const fills = inputs.flatMap(({ name: key, type }) => {
    const fill = defaultsOf(type);
    return fill ? [[key, fill] as const] : [];
  });
  return {
    query,
    fill: (variables) => {
      const filled = { ...variables };
      for (const [key, fill] of fills) if (key in filled) filled[key] = fill(filled[key]);
      return filled;
    },
  };
};

/**
 * Runs operations that come again through code compiled for them. Answers are the same as the interpreter's;
 * an operation the compiler cannot do, and variables that do not fit, stay with the interpreter. The server
 * formats no error of an answer a plugin gives, so that is done here.
 */
export const compiledOperations = <Context extends object>(format: ErrorFormat): ApolloServerPlugin<Context> => {
  const sightings = new Map<string, Sighting>();
  const compiled = new Map<string, Compiled | null>();
  const allowance = new Allowance(compilingShareOfTime, compilingSavedMsMax);

  const compiledFor = (schema: GraphQLSchema, document: DocumentNode, key: string, operation: string | undefined): Compiled | null => {
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
    const usable = allowance.spend(() => compile(schema, document, operation));
    if (usable === undefined) return null;
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
          const operation = compiledFor(request.schema, request.document, key, request.operationName ?? undefined);
          if (!operation) return null;
          const variables = operation.fill(request.request.variables ?? {});
          const result = (await operation.query.query(undefined, request.contextValue, variables)) as ExecutionResult;
          if (result.data === undefined) return null;
          const singleResult = result.errors
            ? { data: result.data, errors: result.errors.map((error) => asInterpreted(error, format)) }
            : { data: result.data };
          return { body: { kind: 'single', singleResult }, http: request.response.http };
        },
      }),
  };
};
