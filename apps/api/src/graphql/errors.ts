import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { Trouble } from '#cqrs';
import { DirectoryTrouble, DirectoryUnavailable } from '#directory';
import { StoreBusy, StoreTrouble } from '#event-store';
import { retryAfterSeconds } from '../operations/bound.js';

/** Codes of the request itself: their messages are written for the caller. */
const clientCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

const messageMax = 1_000;
const short = (message: string): string => (message.length > messageMax ? `${message.slice(0, messageMax)}…` : message);

/** What is said back of what was sent, a value for one, is as long as a message at most. */
const shortened = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? short(value) : value]));

/** A bug is logged in full under a reference; the caller is shown the reference only. */
export const bugAnswer = (
  log: Logger,
  error: unknown,
  where: unknown,
): { message: string; extensions: { code: string; reference: string } } => {
  const reference = randomUUID();
  log.error({ reference, err: error, where }, 'a request met a bug');
  return {
    message: `something went wrong on our side; the reference for the service's keepers is ${reference}`,
    extensions: { code: 'INTERNAL', reference },
  };
};

/** What a caller is told of trouble with the service's own files: their names and places are the keepers' business. */
export const fromTheFiles =
  'the record cannot be read or written at this moment; what was acknowledged is safe: try again, with the same commandId, or ask the service’s keepers';

/** What a caller is told where the store has more on its hands than it can take. */
const storeIsBusy = `the record is busy: nothing was done, send it again in ${retryAfterSeconds} seconds, a command with the same commandId`;

/**
 * The one place an error becomes an answer. Trouble keeps its code, message and fields; anything else is a bug:
 * logged in full under a reference, and shown as that reference only. No stack trace leaves the service.
 */
export const errorFormatter =
  (log: Logger) =>
  (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const error = unwrapResolverError(thrown);
    const place = {
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
    };
    if (error instanceof StoreTrouble || error instanceof DirectoryUnavailable) {
      log.warn({ code: error.code, fields: error.fields }, error.message);
      if (error instanceof StoreBusy) return { message: storeIsBusy, ...place, extensions: { code: 'BUSY', retryAfterSeconds } };
      return { message: fromTheFiles, ...place, extensions: { code: error.code } };
    }
    if (error instanceof Trouble || error instanceof DirectoryTrouble) {
      return { message: short(error.message), ...place, extensions: { code: error.code, ...shortened(error.fields) } };
    }
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && clientCodes.has(code)) {
      const { stacktrace: _stack, ...extensions } = formatted.extensions!;
      return { message: short(formatted.message), ...place, extensions };
    }
    if (
      error instanceof GraphQLError &&
      !error.originalError &&
      typeof error.extensions['code'] === 'string' &&
      error.extensions['code'] !== 'INTERNAL_SERVER_ERROR'
    ) {
      const { http: _status, stacktrace: _stack, ...extensions } = error.extensions;
      return { message: short(error.message), ...place, extensions };
    }
    const bug = bugAnswer(log, error, formatted.path);
    return { message: bug.message, ...place, extensions: bug.extensions };
  };
