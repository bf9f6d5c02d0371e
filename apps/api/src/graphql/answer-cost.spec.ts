import { buildSchema, graphqlSync, type GraphQLResolveInfo } from 'graphql';
import { answerCostMax, costOf, spend } from './answer-cost.js';

const schema = buildSchema(`
  type Query { tree: Answer }
  union Answer = Tree | Refusal
  type Refusal { because: String }
  type Tree { position: Int nodes: [Node!]! }
  type Node { id: ID name: String unit: Unit achievement: Achievement }
  type Unit { name: String }
  type Achievement { status: String cells: [Cell!]! }
  type Cell { value: Int }
`);

/** What the tree of a query costs with so many nodes. */
const cost = (query: string, nodes = 100): number => {
  let found = Number.NaN;
  const tree = (_args: unknown, _context: unknown, info: GraphQLResolveInfo): null => {
    found = costOf(info, 'nodes', nodes);
    return null;
  };
  expect(graphqlSync({ schema, source: query, rootValue: { tree } }).errors).toBeUndefined();
  return found;
};
const asking = (fields: string): string => `{ tree { ... on Tree { nodes { ${fields} } } ... on Refusal { because } } }`;

describe('The cost of an answer', () => {
  it('is every value of every node, and one for each list and object about them', () => {
    expect(cost(asking('id'))).toBe(2 + 100);
    expect(cost(asking('id name unit { name }'))).toBe(2 + 100 * 4);
  });

  it('counts what is worked out, and a list within a node as a year of months', () => {
    expect(cost(asking('achievement { status }'))).toBe(2 + 100 * 42);
    expect(cost(asking('achievement { cells { value } }'))).toBe(2 + 100 * (41 + 1 + 12));
  });

  it('counts a fragment as often as it is spread, and an alias as a field of its own', () => {
    expect(cost(`{ tree { ...all ...all } } fragment all on Tree { nodes { ...two } } fragment two on Node { a: id b: id }`)).toBe(
      2 * (1 + 100 * 2),
    );
    expect(cost('{ tree { ... on Tree { nodes { id } } } tree { ... on Tree { more: nodes { name } } } }')).toBe(2 * 101);
  });

  it('is soon told where fragments spread each other thousands of times', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, each) => `fragment f${each} on Node { ${each === 59 ? 'id' : `...f${each + 1} ...f${each + 1}`} }`,
    );
    expect(cost(`${asking('...f0')} ${doubling.join(' ')}`)).toBeGreaterThan(answerCostMax);
  });

  it('is added up over one request and refused beyond the limit, with what to ask instead', () => {
    const context = { claims: null, correlationId: 'c', cost: { spent: 0 } };
    spend(context, answerCostMax - 1);
    spend(context, 1);
    expect(() => spend(context, 1)).toThrow(
      expect.objectContaining({ code: 'ANSWER_TOO_LARGE', message: expect.stringContaining('fewer ranks') }),
    );
    expect(() => spend({ claims: null, correlationId: 'c' }, answerCostMax + 1)).toThrow('500,001 values, 500,000 are allowed');
  });
});
