import type { IncomingMessage } from 'node:http';
import { Trouble } from '#cqrs';
import type { AddressRate } from '../operations/address-rate.js';
import type { RequestRate } from '../operations/request-rate.js';
import { tooOften } from '../operations/watched-requests.js';
import type { Claims } from './authentication.js';

/** Under what the requests of somebody are counted: the person or account, however they sign in. */
const keyOf = ({ person, by }: Claims): string => person ?? ('token' in by ? `${by.token.issuer} ${by.token.subject}` : 'nobody');

const askLater = (who: 'person' | 'address', seconds: number): Trouble => {
  const { code, message } = tooOften(who, seconds);
  return new Trouble(code, message, { retryAfterSeconds: seconds });
};

/** Counts a request of whoever asks; throws {@link Trouble} `TOO_MANY_REQUESTS` where they ask too often. */
export const notTooOften = (rate: RequestRate, claims: Claims): void => {
  const seconds = rate.secondsToWait(keyOf(claims));
  if (seconds === 0) return;
  throw askLater('person', seconds);
};

/**
 * Counts a step of signing in at the page, each step by itself: whoever is let in has taken both. Throws {@link Trouble}
 * `TOO_MANY_REQUESTS` where the address takes it too often; it is how many people sign in, and how many attempts are
 * passed on to the sign-in service.
 */
export const signsInNotTooOften = (rate: AddressRate, request: IncomingMessage, step: 'begins' | 'returns'): void => {
  const seconds = rate.secondsToWait(request, step);
  if (seconds > 0) throw askLater('address', seconds);
};
