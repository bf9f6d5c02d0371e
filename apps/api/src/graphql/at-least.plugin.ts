import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { Trouble, type ViewHost } from '#cqrs';
import type { RequestContext } from '../access/request-context.js';

/** The position a request's answer must show at least: that of a receipt, whichever instance gave it. */
export const atLeastHeader = 'hoshin-at-least';
/** How long a request waits for the views to come so far. */
export const behindMsMax = 5_000;

const cannotAnswer = (status: number, code: string, message: string): GraphQLError => {
  const extensions: Record<string, unknown> = { code, http: { status, headers: new HeaderMap() } };
  return new GraphQLError(message, { extensions });
};

/**
 * Before a request is answered, waits until the views show what its header names: so that whoever wrote through one
 * instance reads it through another, and commands there are decided on it. Where they do not come so far in time the
 * answer is the error `BEHIND`, which says how far they are. Nobody who is not signed in is waited for.
 */
export const atLeast = (
  views: Pick<ViewHost<never>, 'reachedWithin' | 'position'>,
  patienceMs = behindMsMax,
): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ request, contextValue }) => {
      const asked = request.http?.headers.get(atLeastHeader);
      if (asked === undefined || !contextValue.claims) return;
      const position = /^\d{1,15}$/.test(asked) ? Number(asked) : null;
      if (position === null)
        throw cannotAnswer(400, 'BAD_REQUEST', `the header ${atLeastHeader} is no position of the log: send the number of a receipt`);
      const reached = await views.reachedWithin(position, patienceMs).catch((error: unknown) => {
        throw error instanceof Trouble ? cannotAnswer(503, error.code, error.message) : error;
      });
      if (reached) return;
      throw cannotAnswer(
        503,
        'BEHIND',
        `this instance has come to position ${views.position} of the log and not yet to ${position}: try again in a moment, or ask another instance`,
      );
    },
  }),
});
