import { parse, validate } from 'graphql';
import { queriesOfThePast, schema } from '../e2e/every-field.js';
import { viewsAsked } from './views.js';

describe('What the bench asks of the past', () => {
  it('is a question for every query that has one, and the schema has every field it asks for', () => {
    // An auditor's replay is recorded: what it costs is measured by nobody who changes the log meanwhile.
    const past = queriesOfThePast.filter((root) => root !== 'replay');
    const roots = viewsAsked.map(({ name }) => (name === 'tree' ? 'alignmentTree' : name));
    expect(roots.sort()).toEqual([...past, 'strategyDiff', 'treeChanges'].sort());
    expect(viewsAsked.flatMap(({ query }) => validate(schema, parse(query)).map(({ message }) => message))).toEqual([]);
  });
});
