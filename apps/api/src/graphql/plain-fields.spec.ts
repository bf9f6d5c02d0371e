import 'reflect-metadata';
import { TypeMetadataStorage } from '@nestjs/graphql';
import { LazyMetadataStorage } from '@nestjs/graphql/dist/schema-builder/storages/lazy-metadata.storage.js';
import { GraphQLInt, GraphQLObjectType, GraphQLSchema, GraphQLString, graphqlSync } from 'graphql';
import { AppModule } from '../app.module.js';
import { withPlainFields } from './plain-fields.js';

const read = (name: string) => (root: Record<string, unknown>) => root[name];
const Aim = new GraphQLObjectType({
  name: 'Aim',
  fields: { statement: { type: GraphQLString, resolve: read('statement') }, rank: { type: GraphQLInt, resolve: read('rank') } },
});
const asked = jest.fn(() => ({
  get statement() {
    return 'Fewer falls';
  },
  rank: 3,
}));
const schema = () =>
  new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { aim: { type: Aim, resolve: () => asked() } } }) });

describe('Plain fields', () => {
  it('read what they read with a resolver, and questions are still asked', () => {
    const source = '{ aim { statement rank } }';
    const before = graphqlSync({ schema: schema(), source });
    const plain = withPlainFields(schema());
    expect(graphqlSync({ schema: plain, source })).toEqual(before);
    expect(before.data).toEqual({ aim: { statement: 'Fewer falls', rank: 3 } });
    expect(asked).toHaveBeenCalledTimes(2);
    expect((plain.getType('Aim') as GraphQLObjectType).getFields()['statement']!.resolve).toBeUndefined();
  });

  it('are named in the schema as in their classes, without a default or a middleware, so that reading them is all there is to do', () => {
    expect(AppModule).toBeDefined();
    LazyMetadataStorage.load();
    TypeMetadataStorage.compile();
    const fields = TypeMetadataStorage.getObjectTypesMetadata().flatMap(({ name, properties }) =>
      (properties ?? []).map((field) => ({ type: name, ...field })),
    );
    expect(fields.length).toBeGreaterThan(100);
    for (const { type, name, schemaName, options, middleware } of fields)
      expect({ type, schemaName, otherwise: options.defaultValue, middleware: middleware ?? [] }).toEqual({
        type,
        schemaName: name,
        otherwise: undefined,
        middleware: [],
      });
  });
});
