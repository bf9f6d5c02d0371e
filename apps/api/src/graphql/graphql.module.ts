import { randomUUID } from 'node:crypto';
import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { Trouble, type ViewHost } from '#cqrs';
import { DirectoryTrouble } from '#directory';
import type { Shapes } from '#strategy';
import { notTooOften } from '../access/asking-rate.js';
import type { Authentication } from '../access/authentication.js';
import type { RequestContext } from '../access/request-context.js';
import type { Config } from '../config.js';
import type { Metrics } from '../operations/metrics.js';
import type { RequestRate } from '../operations/request-rate.js';
import { METRICS, PERSON_RATE } from '../operations/tokens.js';
import { trailOf } from '../operations/trail.js';
import { trailOfOperations } from '../operations/trail.plugin.js';
import { AUTHENTICATION, LOGGER, VIEWS } from '../record/tokens.js';
import { atLeast } from './at-least.plugin.js';
import { compiledOperations } from './compiled.plugin.js';
import { withPlainFields } from './plain-fields.js';
import { noDetours } from './detours.js';
import { fewHeavyQuestions } from './heavy-questions.js';
import { errorFormatter, fromTheFiles } from './errors.js';
import { InputValidation } from './input-validation.js';
import { unconditional } from './unconditional.js';

/** Limits every operation keeps: nesting, tokens, aliases, directives. Pages are limited where they are asked for. */
export const operationLimits = { depth: 12, tokens: 4_000, aliases: 15, directives: 20 } as const;

/** Statuses that tell proxies and clients why a request cannot begin; whatever else is in its way will be gone in a while. */
const statuses: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, CROSS_SITE: 403, TOO_MANY_REQUESTS: 429 };

/** A request that cannot begin answers in the common error form. */
const beforeAnyField = (error: unknown, log: Logger): unknown => {
  if (error instanceof DirectoryTrouble) {
    log.warn({ code: error.code, fields: error.fields }, error.message);
    const extensions: Record<string, unknown> = { code: error.code, http: { status: 503, headers: new HeaderMap() } };
    return new GraphQLError(fromTheFiles, { extensions });
  }
  if (!(error instanceof Trouble)) return error;
  const { code, fields, message } = error;
  const headers = new HeaderMap();
  if ('retryAfterSeconds' in fields) headers.set('retry-after', String(fields['retryAfterSeconds']));
  const extensions: Record<string, unknown> = { code, ...fields, http: { status: statuses[code] ?? 503, headers } };
  return new GraphQLError(message, { extensions });
};

/** Finds out who asks; a token or session that is there must be good, and its person not ask too often. */
const contextOf =
  (authentication: Authentication, log: Logger, rate: RequestRate, metrics: Metrics) =>
  async (request: FastifyRequest): Promise<RequestContext> => {
    const trail = trailOf(request);
    try {
      const claims = await authentication.authenticateRequest(request.headers);
      if (claims) notTooOften(rate, claims);
      return { claims, correlationId: trail?.correlationId ?? randomUUID(), trail, cost: { spent: 0 } };
    } catch (error) {
      const code = error instanceof Trouble || error instanceof DirectoryTrouble ? error.code : 'INTERNAL';
      trail?.failed(code);
      metrics.troubles.inc({ code });
      throw beforeAnyField(error, log);
    }
  };

const overTheSocket = 'subscriptions go over the socket: connect to /graphql by the protocol graphql-transport-ws';

/** What is subscribed to comes over the socket; over HTTP there would be one answer and then silence. */
const noSubscriptions: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ operation }) => {
        if (operation?.operation !== 'subscription') return Promise.resolve();
        const extensions: Record<string, unknown> = { code: 'BAD_REQUEST', http: { status: 400, headers: new HeaderMap() } };
        return Promise.reject(new GraphQLError(overTheSocket, { extensions }));
      },
    }),
};

/** What the GraphQL server meets that it cannot make an answer of goes into the log; its own words would hold what was asked. */
const loggedBugs = (log: Logger): ApolloServerPlugin => ({
  unexpectedErrorProcessingRequest: ({ error }) =>
    Promise.resolve(log.error({ err: error, where: 'the GraphQL server' }, 'a request met a bug')),
});
const saysNothing = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The GraphQL endpoint: one schema built from the features' classes, with limits and one error form. */
@Module({})
export class ServiceGraphqlModule {
  static for(config: Config): DynamicModule {
    return {
      module: ServiceGraphqlModule,
      providers: [{ provide: APP_PIPE, useClass: InputValidation }],
      imports: [
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          inject: [AUTHENTICATION, LOGGER, PERSON_RATE, METRICS, VIEWS],
          useFactory: (
            authentication: Authentication,
            log: Logger,
            rate: RequestRate,
            metrics: Metrics,
            views: ViewHost<Shapes>,
          ): ApolloDriverConfig => {
            const armor = new ApolloArmor({
              maxDepth: { n: operationLimits.depth, ignoreIntrospection: true, flattenFragments: true },
              // The parser counts tokens itself.
              maxTokens: { enabled: false },
              maxAliases: { n: operationLimits.aliases },
              maxDirectives: { n: operationLimits.directives },
              costLimit: { enabled: false },
              blockFieldSuggestion: { enabled: !config.introspection },
            }).protect();
            const format = errorFormatter(log);
            return {
              autoSchemaFile: true,
              sortSchema: true,
              transformSchema: withPlainFields,
              path: '/graphql',
              graphiql: false,
              introspection: config.introspection,
              includeStacktraceInErrorResponses: false,
              logger: saysNothing,
              csrfPrevention: true,
              context: contextOf(authentication, log, rate, metrics),
              formatError: format,
              parseOptions: { maxTokens: operationLimits.tokens },
              validationRules: [...armor.validationRules, noDetours, fewHeavyQuestions, unconditional],
              plugins: [
                // Answers are never cached; counting for how long they might be would wrap every field of the schema.
                ApolloServerPluginCacheControlDisabled(),
                ...(armor.plugins as unknown as NonNullable<ApolloDriverConfig['plugins']>),
                loggedBugs(log) as NonNullable<ApolloDriverConfig['plugins']>[number],
                noSubscriptions as NonNullable<ApolloDriverConfig['plugins']>[number],
                trailOfOperations(metrics) as NonNullable<ApolloDriverConfig['plugins']>[number],
                atLeast(views) as NonNullable<ApolloDriverConfig['plugins']>[number],
                ...(config.compileQueries ? [compiledOperations(format)] : []),
              ],
              allowBatchedHttpRequests: false,
              // Fields are plain properties of views: nothing per field may cost a promise.
              fieldResolverEnhancers: [],
            };
          },
        }),
      ],
    };
  }
}
