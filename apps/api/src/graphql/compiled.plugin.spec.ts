import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { canonicalJson } from '#kernel';
import { Trouble } from '#cqrs';
import { compiledOperations } from './compiled.plugin.js';
import { DayScalar } from './scalars.js';

const typeDefs = `
  scalar Day
  enum Standing { AGREED DIRECTED }
  interface Node { id: ID! }
  type Aim implements Node { id: ID! due: Day statement: String! }
  type Goal implements Node { id: ID! parent: Node standing: Standing children(first: Int = 2, statements: [String!]): [Goal!]! broken: String missing: String! }
  union Result = Aim | Goal
  input Period { from: Day! to: Day = "2026-12-31" }
  input Marks { texts: [String!]! = ["a"] standing: Standing! = AGREED since: Day! = "2026-11-22" }
  input Nested { marks: Marks! = {} more: [Marks!] }
  input Endless { again: Endless texts: [String!]! = ["a"] }
  type Query {
    goal(id: ID!): Goal
    results: [Result!]!
    nodes: [Node]!
    span(period: Period!): String!
    marks(nested: Nested!): String!
    many(nested: [Nested!]!): Int!
    endless(endless: Endless!): String!
    trouble: String
    bug: String
    gone: String!
  }
  type Mutation { write(text: String!): String }
`;

interface Goal {
  id: string;
  __typename: 'Goal';
}
const goal = (id: string): Goal => ({ id, __typename: 'Goal' });
const aim = { id: 'aim', due: '2026-11-22', statement: 'Fewer falls', __typename: 'Aim' };
const typeOf = { __resolveType: ({ __typename }: { __typename: string }) => __typename };

let written: string[];
const resolvers = {
  Day: DayScalar,
  Node: typeOf,
  Result: typeOf,
  Goal: {
    parent: () => aim,
    standing: () => 'DIRECTED',
    children: ({ id }: Goal, { first }: { first: number }) => Array.from({ length: first }, (_, index) => goal(`${id}.${index}`)),
    broken: () => Promise.reject(new Trouble('ViewsStopped', 'the views stopped')),
    missing: ({ id }: Goal) => (id === 'whole' ? 'there' : null),
  },
  Query: {
    goal: (_: unknown, { id }: { id: string }) => (id === 'none' ? null : goal(id)),
    results: () => [aim, goal('g')],
    nodes: () => [aim, null, goal('g')],
    span: (_: unknown, { period }: { period: { from: string; to: string } }) => `${period.from}..${period.to}`,
    marks: (_: unknown, { nested }: { nested: unknown }) => canonicalJson(nested),
    endless: (_: unknown, { endless }: { endless: unknown }) => canonicalJson(endless),
    many: (_: unknown, { nested }: { nested: unknown[] }) => nested.length,
    trouble: () => {
      throw new Trouble('FORBIDDEN', 'not your post', { field: 'actingPost' });
    },
    bug: () => {
      throw new Error('hunter2');
    },
    gone: () => {
      throw new GraphQLError('gone', { extensions: { code: 'GONE' } });
    },
  },
  Mutation: {
    write: (_: unknown, { text }: { text: string }) => {
      written.push(text);
      return text;
    },
  },
};

/** Masks everything, so that an answer that was not formatted shows. */
const format = (formatted: GraphQLFormattedError): GraphQLFormattedError => ({
  ...formatted,
  message: `formatted: ${formatted.extensions?.['code'] === 'INTERNAL_SERVER_ERROR' ? 'masked' : formatted.message}`,
});

let interpreted: number;
const countInterpreted: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      executionDidStart: () => {
        interpreted++;
        return Promise.resolve();
      },
    }),
};
const server = (compiling: boolean): ApolloServer =>
  new ApolloServer({
    typeDefs,
    resolvers,
    formatError: format,
    includeStacktraceInErrorResponses: false,
    plugins: [countInterpreted, ...(compiling ? [compiledOperations(format)] : [])],
  });

beforeEach(() => {
  interpreted = 0;
  written = [];
});

const answer = async (of: ApolloServer, query: string, variables: Record<string, unknown> = {}): Promise<unknown> => {
  const { body, http } = await of.executeOperation({ query, variables });
  return { status: http.status, body: body.kind === 'single' ? JSON.parse(JSON.stringify(body.singleResult)) : body.kind };
};

const nested = 'query ($n: Nested!) { marks(nested: $n) }';
const queries: readonly (readonly [what: string, query: string, variables?: Record<string, unknown>])[] = [
  ['fields, aliases and a default argument', '{ a: goal(id: "1") { id standing children { id } } b: goal(id: "none") { id } }'],
  [
    'variables and lists',
    'query ($id: ID!, $n: Int) { goal(id: $id) { children(first: $n) { id children(first: 1) { id } } } }',
    { id: 'x', n: 3 },
  ],
  ['a variable left out', 'query ($n: Int) { goal(id: "1") { children(first: $n) { id } } }'],
  [
    'fragments, interfaces and unions',
    'fragment F on Node { __typename id } { nodes { ...F ... on Aim { due } } results { ... on Goal { ...F } ... on Aim { statement } } }',
  ],
  ['include and skip', 'query ($yes: Boolean!) { goal(id: "1") { id @include(if: $yes) standing @skip(if: $yes) } }', { yes: true }],
  ['an input with a default', 'query ($p: Period!) { span(period: $p) }', { p: { from: '2026-01-01' } }],
  ['defaults of what must be there', nested, { n: { marks: {} } }],
  ['defaults within defaults', nested, { n: {} }],
  ['defaults within lists', nested, { n: { more: [{}, { texts: [] }, { standing: 'DIRECTED' }] } }],
  ['an input that holds itself', 'query ($e: Endless!) { endless(endless: $e) }', { e: { again: { again: {} } } }],
  ['one where a list may be', nested, { n: { more: { standing: 'DIRECTED' } } }],
  ['a list of inputs', 'query ($n: [Nested!]!) { many(nested: $n) }', { n: [{}, {}] }],
  ['null where something must be', nested, { n: { marks: null } }],
  ['something else where an input must be', nested, { n: 'marks' }],
  ['no input where one must be', nested, {}],
  ['trouble in a field', '{ trouble goal(id: "1") { id broken } }'],
  ['a bug in a field', '{ bug }'],
  ['nothing where something must be', '{ goal(id: "1") { id missing } }'],
  ['an error that empties the whole answer', '{ gone }'],
  ['introspection of a type', '{ __type(name: "Goal") { name fields { name } } }'],
  ['a day that does not exist', 'query ($p: Period!) { span(period: $p) }', { p: { from: '2026-02-30' } }],
  ['a variable that is missing', 'query ($id: ID!) { goal(id: $id) { id } }'],
  ['a field of an input that nobody knows', 'query ($p: Period!) { span(period: $p) }', { p: { from: '2026-01-01', until: '2026-02-01' } }],
];

describe('A compiled operation', () => {
  it.each(queries.map(([what, query, variables = {}]) => ({ what, query, variables })))(
    'answers as the interpreter does: $what',
    async ({ query, variables }) => {
      const expected = await answer(server(false), query, variables);
      const compiling = server(true);
      for (let time = 1; time <= 5; time++) expect(await answer(compiling, query, variables)).toEqual(expected);
    },
  );

  it('is compiled at its third sight, and not interpreted from then on', async () => {
    const compiling = server(true);
    for (let time = 1; time <= 5; time++) await answer(compiling, '{ goal(id: "1") { id } }');
    expect(interpreted).toBe(2);
  });

  it('is not interpreted either where it leaves out what has a default', async () => {
    const compiling = server(true);
    for (let time = 1; time <= 5; time++) await answer(compiling, nested, { n: {} });
    expect(interpreted).toBe(2);
  });

  it('shows no caller what the formatter hides', async () => {
    const compiling = server(true);
    for (let time = 1; time <= 4; time++) expect(JSON.stringify(await answer(compiling, '{ bug }'))).not.toContain('hunter2');
    expect(interpreted).toBe(2);
  });

  it('writes once per request, and not at all with variables that do not fit', async () => {
    const compiling = server(true);
    const mutation = 'mutation ($text: String!) { write(text: $text) }';
    for (const text of ['one', 'two', 'three', 'four']) await answer(compiling, mutation, { text });
    await answer(compiling, mutation, { text: 5 });
    expect(written).toEqual(['one', 'two', 'three', 'four']);
  });

  it('is told apart by its name where a document holds several', async () => {
    const compiling = server(true);
    const query = 'query A { goal(id: "a") { id } } query B { goal(id: "b") { id } }';
    for (const operationName of ['A', 'B', 'A', 'B', 'A', 'B', 'A', 'B']) {
      const { body } = await compiling.executeOperation({ query, operationName });
      expect(body).toMatchObject({ singleResult: { data: { goal: { id: operationName.toLowerCase() } } } });
    }
  });
});
