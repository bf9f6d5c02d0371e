import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { AddressRate } from './address-rate.js';
import { Bound, retryAfterSeconds, busy } from './bound.js';
import { correlationHeader, correlationOf } from './correlation.js';
import type { Metrics } from './metrics.js';
import { beginTrail, trailOf } from './trail.js';
import type { Tracing } from './tracing.js';

/** Requests being answered at once, of whatever kind; one that waits for nothing takes none of them for long. */
const requestsInFlightMax = 2_000;
/** What monitors ask must be answered when nobody else is, and goes without a line in the log. */
const isForMonitors = (route: string | undefined): boolean => route !== undefined && /^\/(health\/|metrics$)/.test(route);

const turnAway = (reply: FastifyReply, status: number, code: string, message: string, seconds: number): void => {
  void reply
    .status(status)
    .header('retry-after', String(seconds))
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions: { code, retryAfterSeconds: seconds } }] });
};

/** The code and the sentence for whoever asks more often than is set. */
export const tooOften = (who: 'person' | 'address', seconds: number) =>
  ({
    code: 'TOO_MANY_REQUESTS',
    message: `more requests came from this ${who} within a minute than are allowed: nothing was done, ask again in ${seconds} seconds`,
  }) as const;

/** Writes the one line of a request. What was sent is not in it: no variables, no query, no address, no name. */
const writeLine = (log: Logger, request: FastifyRequest, reply: FastifyReply, route: string | undefined): void => {
  const trail = trailOf(request);
  log[isForMonitors(route) ? 'debug' : 'info'](
    {
      correlationId: trail?.correlationId,
      method: request.method,
      route: route ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(trail?.operation && { operation: trail.operation }),
      outcome: reply.statusCode >= 400 ? 'failed' : (trail?.outcome ?? 'answered'),
      ...(trail && trail.codes.length > 0 && { codes: trail.codes }),
      ...(trail?.position && { position: trail.position }),
    },
    'answered',
  );
};

/** Gives every request its name, its limits, its span, and its one line in the log. */
export const watchRequests = (
  server: FastifyInstance,
  given: { readonly log: Logger; readonly metrics: Metrics; readonly tracing: Tracing; readonly rate: AddressRate },
): void => {
  const { log, metrics, tracing, rate } = given;
  const bound = new Bound(requestsInFlightMax, 'requests');

  server.addHook('onRequest', (request, reply, done) => {
    const trail = beginTrail(request, correlationOf(request.headers));
    reply.header(correlationHeader, trail.correlationId);
    trail.span = tracing.begin(request.headers['traceparent']);
    if (isForMonitors(request.routeOptions.url)) return done();
    const seconds = rate.secondsToWait(request.raw);
    if (seconds > 0) {
      const { code, message } = tooOften('address', seconds);
      metrics.troubles.inc({ code });
      trail.failed(code);
      return turnAway(reply, 429, code, message, seconds);
    }
    const leave = bound.enter();
    if (!leave) {
      const { code, message } = busy(`${requestsInFlightMax} requests`);
      metrics.troubles.inc({ code });
      trail.failed(code);
      return turnAway(reply, 503, code, message, retryAfterSeconds);
    }
    // Once per request, also where the caller hangs up before the answer.
    reply.raw.once('close', leave);
    done();
  });

  server.addHook('onResponse', (request, reply, done) => {
    const route = reply.statusCode === 404 ? undefined : request.routeOptions.url;
    metrics.requests.observe({ route: route ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1_000);
    const trail = trailOf(request);
    trail?.span?.end(trail.operation ?? `${request.method} ${route ?? 'none'}`, {
      'http.request.method': request.method,
      'http.route': route ?? 'none',
      'http.response.status_code': reply.statusCode,
      'hoshin.correlation_id': trail.correlationId,
      'hoshin.outcome': trail.outcome,
      ...(trail.codes.length > 0 && { 'hoshin.codes': trail.codes.join(' ') }),
      ...(trail.position !== null && { 'hoshin.position': trail.position }),
    });
    writeLine(log, request, reply, route);
    done();
  });
};
