import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../access/request-context.js';
import type { Metrics } from './metrics.js';

/** Notes on a request's trail what its operation asks and which errors are in its answer, and counts those. */
export const trailOfOperations = (metrics: Metrics): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ operation, contextValue }) => {
        if (operation) contextValue.trail?.asked(operation);
        return Promise.resolve();
      },
      willSendResponse: ({ response, contextValue }) => {
        const { body } = response;
        for (const { extensions } of (body.kind === 'single' && body.singleResult.errors) || []) {
          const code = typeof extensions?.['code'] === 'string' ? extensions['code'] : 'INTERNAL';
          contextValue.trail?.failed(code);
          metrics.troubles.inc({ code });
        }
        return Promise.resolve();
      },
    }),
});
