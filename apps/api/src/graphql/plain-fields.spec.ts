import { buildSchema, getIntrospectionQuery, graphql, isObjectType } from 'graphql';
import { withPlainFields } from './plain-fields.js';

describe('Plain fields', () => {
  it('are read from the property of their name, while questions keep their resolvers', async () => {
    const schema = buildSchema('type Query { ball: Ball } type Ball { round: Int }');
    const ball = schema.getType('Ball');
    if (!isObjectType(ball)) throw new Error('Ball is an object type');
    ball.getFields()['round']!.resolve = () => 7;
    schema.getQueryType()!.getFields()['ball']!.resolve = () => ({ round: 3 });
    const { data } = await graphql({ schema: withPlainFields(schema), source: '{ ball { round } }' });
    expect(JSON.parse(JSON.stringify(data))).toEqual({ ball: { round: 3 } });
  });

  it('leave every schema of the process able to describe itself', async () => {
    const described = withPlainFields(buildSchema('type Query { round: Int }'));
    for (const schema of [described, buildSchema('type Query { other: Int }')])
      expect((await graphql({ schema, source: getIntrospectionQuery() })).errors).toBeUndefined();
  });
});
