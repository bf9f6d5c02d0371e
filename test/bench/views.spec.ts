import { parse, validate } from 'graphql';
import { queriesOfThePast, schema } from '../e2e/every-field.js';
import { viewsAsked } from './views.js';

describe('What the bench asks of the past', () => {
  it('is a question for every query that has one, and the schema has every field it asks for', () => {
    const roots = viewsAsked.map(({ name }) => (name === 'tree' ? 'alignmentTree' : name));
    expect(roots.sort()).toEqual([...queriesOfThePast, 'strategyDiff', 'treeChanges'].sort());
    expect(viewsAsked.flatMap(({ query }) => validate(schema, parse(query)).map(({ message }) => message))).toEqual([]);
  });
});
