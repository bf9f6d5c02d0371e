import { randomUUID } from 'node:crypto';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { Trouble } from '#cqrs';
import { DirectoryTrouble } from '#directory';
import type { RequestContext } from '../access/request-context.js';
import type { Authentication } from '../access/authentication.js';
import type { Config } from '../config.js';
import { AUTHENTICATION, LOGGER } from '../record/tokens.js';
import { compiledOperations } from './compiled.plugin.js';
import { withPlainFields } from './plain-fields.js';
import { noDetours } from './detours.js';
import { fewHeavyQuestions } from './heavy-questions.js';
import { errorFormatter, fromTheFiles } from './errors.js';
import { InputValidation } from './input-validation.js';

/** Limits every operation keeps: nesting, tokens, aliases, directives. Pages are limited where they are asked for. */
export const operationLimits = { depth: 12, tokens: 4_000, aliases: 15, directives: 20 } as const;

const statuses: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, CROSS_SITE: 403 };

/** A request that cannot begin answers in the common error form, with a status that tells proxies and clients why. */
const beforeAnyField = (error: unknown, log: Logger): unknown => {
  if (error instanceof DirectoryTrouble) {
    log.warn({ code: error.code, fields: error.fields }, error.message);
    return new GraphQLError(fromTheFiles, { extensions: { code: error.code, http: { status: 503 } } });
  }
  return error instanceof Trouble
    ? new GraphQLError(error.message, {
        extensions: { code: error.code, ...error.fields, http: { status: statuses[error.code] ?? 503 } },
      })
    : error;
};

/** Finds out who asks; a token or session that is there must be good. */
const contextOf =
  (authentication: Authentication, log: Logger) =>
  async (request: FastifyRequest): Promise<RequestContext> => {
    try {
      return { claims: await authentication.authenticateRequest(request.headers), correlationId: randomUUID() };
    } catch (error) {
      throw beforeAnyField(error, log);
    }
  };

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
          inject: [AUTHENTICATION, LOGGER],
          useFactory: (authentication: Authentication, log: Logger): ApolloDriverConfig => {
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
              csrfPrevention: true,
              context: contextOf(authentication, log),
              formatError: format,
              parseOptions: { maxTokens: operationLimits.tokens },
              validationRules: [...armor.validationRules, noDetours, fewHeavyQuestions],
              plugins: [
                // Answers are never cached; counting for how long they might be would wrap every field of the schema.
                ApolloServerPluginCacheControlDisabled(),
                ...(armor.plugins as unknown as NonNullable<ApolloDriverConfig['plugins']>),
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
