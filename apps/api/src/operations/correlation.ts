import { randomUUID } from 'node:crypto';

/** The header a caller may name its request by, and finds the name in again. */
export const correlationHeader = 'x-correlation-id';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** W3C Trace Context, version 00: trace, parent, flags. */
const traceParent = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The caller's place in a trace; undefined where the header is none, or names nothing. */
export const parentOf = (header: unknown): { readonly traceId: string; readonly spanId: string; readonly flags: number } | undefined => {
  const [, traceId, spanId, flags] = traceParent.exec(typeof header === 'string' ? header : '') ?? [];
  if (traceId === undefined || spanId === undefined || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, flags: Number.parseInt(flags!, 16) };
};

/**
 * The name that everything following from one request shares: the caller's own, where it is a UUID or the id of a trace,
 * and a new one otherwise. It is written into events for ever, so nothing else is taken: a name somebody made up could
 * be a person's.
 */
export const correlationOf = (headers: Readonly<Record<string, string | string[] | undefined>>): string => {
  const named = headers[correlationHeader];
  if (typeof named === 'string' && uuid.test(named.toLowerCase())) return named.toLowerCase();
  return parentOf(headers['traceparent'])?.traceId ?? randomUUID();
};
