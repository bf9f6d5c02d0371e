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
import { Trouble, type ViewHost } from '#cqrs';
import type { Shapes } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import type { Tokens } from '../access/tokens.js';
import type { Config } from '../config.js';
import { LOGGER, TOKENS, VIEWS } from '../record/tokens.js';
import { atLeast } from './at-least.plugin.js';
import { compiledOperations } from './compiled.plugin.js';
import { withPlainFields } from './plain-fields.js';
import { noDetours } from './detours.js';
import { fewHeavyQuestions } from './heavy-questions.js';
import { errorFormatter } from './errors.js';
import { InputValidation } from './input-validation.js';

/** Limits every operation keeps: nesting, tokens, aliases, directives. Pages are limited where they are asked for. */
export const operationLimits = { depth: 12, tokens: 4_000, aliases: 15, directives: 20 } as const;

/** The token of a bearer header; undefined where there is none, as in a form not yet filled in. Throws where it is of another form. */
const bearerToken = (header = ''): string | undefined => {
  const [form, token] = /^bearer(?: +(\S+))? *$/i.exec(header) ?? [];
  if (header !== '' && form === undefined)
    throw new Trouble(
      'UNAUTHENTICATED',
      'the Authorization header is not of the form "Bearer …": send the token so, or leave the header out',
    );
  return token;
};

/** A request that cannot begin answers in the common error form, with a status that tells proxies and clients why. */
const beforeAnyField = (error: unknown): unknown =>
  error instanceof Trouble
    ? new GraphQLError(error.message, {
        extensions: { code: error.code, ...error.fields, http: { status: error.code === 'UNAUTHENTICATED' ? 401 : 503 } },
      })
    : error;

/** Reads the caller's name from the bearer token; a token that is there must be good. */
const contextOf =
  (tokens: Tokens) =>
  async (request: FastifyRequest): Promise<RequestContext> => {
    try {
      const token = bearerToken(request.headers.authorization);
      return { claims: token ? await tokens.verify(token) : null, correlationId: randomUUID() };
    } catch (error) {
      throw beforeAnyField(error);
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
          inject: [TOKENS, LOGGER, VIEWS],
          useFactory: (tokens: Tokens, log: Logger, views: ViewHost<Shapes>): ApolloDriverConfig => {
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
              context: contextOf(tokens),
              formatError: format,
              parseOptions: { maxTokens: operationLimits.tokens },
              validationRules: [...armor.validationRules, noDetours, fewHeavyQuestions],
              plugins: [
                // Answers are never cached; counting for how long they might be would wrap every field of the schema.
                ApolloServerPluginCacheControlDisabled(),
                ...(armor.plugins as unknown as NonNullable<ApolloDriverConfig['plugins']>),
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
