import { Client, cacheExchange, fetchExchange, mapExchange, subscriptionExchange } from '@urql/core';
import { createClient as createSocket } from 'graphql-ws';
import { atLeast } from './at-least.js';

const upToDate = atLeast((...asked) => fetch(...asked));

/** The notices of changes. It connects when the first one is asked for, and again and again when it is cut off. */
const socket = createSocket({
  url: () => `${location.origin.replace(/^http/, 'ws')}/graphql`,
  lazy: true,
  retryAttempts: Infinity,
  shouldRetry: () => true,
});

/**
 * What the page asks the service with. The session is a cookie; the header is what no other site can send with it.
 * Answers are kept by their documents and thrown away by a notice, so that what is shown is never older than what is known.
 */
export const client = new Client({
  url: '/graphql',
  fetch: upToDate.fetch,
  preferGetMethod: false,
  fetchOptions: { credentials: 'same-origin', headers: { 'x-hoshin': '1' } },
  requestPolicy: 'cache-and-network',
  exchanges: [
    cacheExchange,
    mapExchange({
      onResult: ({ operation, data }) => {
        if (operation.kind !== 'query') upToDate.heard(data);
      },
    }),
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: (request) => ({
        subscribe: (sink) => ({
          unsubscribe: socket.subscribe(
            { query: request.query ?? '', variables: request.variables ?? {} },
            {
              next: ({ data = null, errors }) => sink.next({ data, ...(errors && { errors: [...errors] }) }),
              error: (error) => sink.error(error),
              complete: () => sink.complete(),
            },
          ),
        }),
      }),
    }),
  ],
});
