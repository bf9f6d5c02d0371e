/** The servers that are measured: the service as it is shipped with one mutation more, and a bare one beside it. */
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import { Args, Context, Resolver } from '@nestjs/graphql';
import { fastify } from 'fastify';
import { buildSchema, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { Outcome, Receipt } from '#cqrs';
import { isRejection } from '#kernel';
import { Gate } from '../../apps/api/src/access/gate.js';
import type { RequestContext } from '../../apps/api/src/access/request-context.js';
import { AppModule } from '../../apps/api/src/app.module.js';
import { CounterOfferInput } from '../../apps/api/src/catchball/catchball.graphql.js';
import { configFrom } from '../../apps/api/src/config.js';
import { CommandMutation } from '../../apps/api/src/graphql/command.graphql.js';
import { serveModule } from '../../apps/api/src/service.js';

const receipt = (commandId: string, subject: string): Receipt => ({
  commandId,
  subject,
  position: 1,
  version: 1,
  events: 1,
  replayed: false,
});

/** A mutation of the service's own make that does nothing: same sign-in, same post, same input checks, same answer. */
@Resolver()
class Nothing {
  constructor(private readonly gate: Gate) {}

  @CommandMutation('Takes a counter-offer and does nothing with it.')
  doingNothing(@Context() context: RequestContext, @Args('input') { commandId, actingPost, thread }: CounterOfferInput): Outcome {
    const permitted = this.gate.permit(context, { actingPost }, 'catchball', 'CounterOffer');
    return isRejection(permitted) ? permitted : receipt(commandId, thread);
  }
}

class Measured {}

/** By the root field they answer. */
type Answers = Readonly<Record<string, unknown>>;

const service = async (): Promise<number> => {
  const config = configFrom(process.env);
  const { address } = await serveModule({ module: Measured, imports: [AppModule.for(config)], providers: [Nothing] }, config);
  return Number(new URL(address).port);
};

/** Compiles every question at first sight: the fastest a bare server can be. Commands fail in it: it takes defaults of inputs for missing. */
const compiledAtOnce = (schema: GraphQLSchema): ApolloServerPlugin => {
  const compiled = new Map<string, CompiledQuery>();
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation({ queryHash, document, operation, contextValue, request, response }) {
          if (operation.operation !== 'query') return null;
          let query = compiled.get(queryHash!);
          if (!query) {
            const made = compileQuery(schema, document);
            if (!isCompiledQuery(made)) return null;
            compiled.set(queryHash!, (query = made));
          }
          const singleResult = (await query.query(undefined, contextValue, request.variables ?? {})) as ExecutionResult;
          return { body: { kind: 'single' as const, singleResult: { data: singleResult.data! } }, http: response.http };
        },
      }),
  };
};

/** The service's schema with nothing behind it: answers prepared as plain objects, and a counter-offer that is dropped. */
const bare = async (answers: Answers): Promise<number> => {
  const schema = buildSchema(readFileSync(new URL('../../../apps/api/src/graphql/schema.graphql', import.meta.url), 'utf8'));
  for (const [question, prepared] of Object.entries(answers)) schema.getQueryType()!.getFields()[question]!.resolve = () => prepared;
  schema.getMutationType()!.getFields()['counterOffer']!.resolve = (_root, { input }: { input: CounterOfferInput }) => ({
    __typename: 'Receipt',
    ...receipt(input.commandId, input.thread),
  });
  const app = fastify();
  const apollo = new ApolloServer({ schema, plugins: [fastifyApolloDrainPlugin(app), compiledAtOnce(schema)] });
  await apollo.start();
  app.post('/graphql', fastifyApolloHandler(apollo));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  return typeof address === 'object' ? address!.port : 0;
};

process.once('message', ({ answers }: { answers?: Answers }) => {
  // Whoever asks afterwards wants to know what memory is really held.
  process.on('message', () => {
    globalThis.gc?.();
    process.send!({ collected: true });
  });
  const started = answers === undefined ? service() : bare(answers);
  started.then(
    (port) => process.send!({ port }),
    (error: unknown) => process.send!({ failed: error instanceof Error ? error.message : String(error) }),
  );
});

process.once('disconnect', () => process.exit());
