import { Field, GraphQLSchemaBuilderModule, GraphQLSchemaFactory, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Test } from '@nestjs/testing';
import { parse, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { withPlainFields } from '../graphql/plain-fields.js';
import { Shown } from './shown.js';

let charts = 0;

@ObjectType()
class Chart {
  @Field(() => [String])
  points = ['1', '2'];
  @Field(() => String)
  title = 'falls';
}

@ObjectType()
class Measure {
  @Shown.as(() => Chart, 'What takes long to make.')
  get chart(): Chart {
    charts += 1;
    return new Chart();
  }
}

@Resolver(() => Measure)
class Measures {
  @Query(() => Measure)
  measure(): Measure {
    return new Measure();
  }
}

const schemaOf = async (): Promise<GraphQLSchema> => {
  const app = await Test.createTestingModule({ imports: [GraphQLSchemaBuilderModule] }).compile();
  await app.init();
  try {
    return withPlainFields(await app.get(GraphQLSchemaFactory).create([Measures]));
  } finally {
    await app.close();
  }
};

describe('What is shown', () => {
  it('is made once by a getter, however many of its fields a compiled operation reads, and anew for every answer', async () => {
    const schema = await schemaOf();
    schema.getQueryType()!.getFields()['measure']!.resolve = () => new Measure();
    const compiled = compileQuery(schema, parse('{ measure { chart { points title } } }'));
    if (!isCompiledQuery(compiled)) throw new Error('it compiles');
    for (const answers of [1, 2]) {
      const { data } = await compiled.query(undefined, undefined, {});
      expect(data).toEqual({ measure: { chart: { points: ['1', '2'], title: 'falls' } } });
      expect(charts).toBe(answers);
    }
  });
});
