import { randomUUID } from 'node:crypto';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module, type DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { RequestContext } from '../access/request-context.js';
import type { Tokens } from '../access/tokens.js';
import type { Config } from '../config.js';
import { LOGGER, TOKENS } from '../record/tokens.js';
import { compiledOperations } from './compiled.plugin.js';
import { errorFormatter } from './errors.js';

/** Limits every operation keeps: nesting, tokens, aliases, directives. Pages are limited where they are asked for. */
export const operationLimits = { depth: 12, tokens: 4_000, aliases: 15, directives: 20 } as const;

/** Reads the caller's name from the bearer token; a token that is there must be good. */
const contextOf =
  (tokens: Tokens) =>
  async (request: FastifyRequest): Promise<RequestContext> => {
    const header = request.headers.authorization;
    const token = header?.startsWith('Bearer ') ? header.slice('Bearer '.length).trim() : undefined;
    return { claims: token ? await tokens.verify(token) : null, correlationId: randomUUID() };
  };

/** The GraphQL endpoint: one schema built from the features' classes, with limits and one error form. */
@Module({})
export class ServiceGraphqlModule {
  static for(config: Config): DynamicModule {
    return {
      module: ServiceGraphqlModule,
      imports: [
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          inject: [TOKENS, LOGGER],
          useFactory: (tokens: Tokens, log: Logger): ApolloDriverConfig => {
            const armor = new ApolloArmor({
              maxDepth: { n: operationLimits.depth, ignoreIntrospection: true, flattenFragments: true },
              maxTokens: { n: operationLimits.tokens },
              maxAliases: { n: operationLimits.aliases },
              maxDirectives: { n: operationLimits.directives },
              costLimit: { enabled: false },
              blockFieldSuggestion: { enabled: !config.introspection },
            }).protect();
            return {
              autoSchemaFile: true,
              sortSchema: true,
              path: '/graphql',
              graphiql: false,
              introspection: config.introspection,
              includeStacktraceInErrorResponses: false,
              csrfPrevention: true,
              context: contextOf(tokens),
              formatError: errorFormatter(log),
              validationRules: armor.validationRules,
              plugins: [
                ...(armor.plugins as unknown as NonNullable<ApolloDriverConfig['plugins']>),
                ...(config.compileQueries ? [compiledOperations()] : []),
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
