import { Trouble } from '#cqrs';
import type { RequestRate } from '../operations/request-rate.js';
import { tooOften } from '../operations/watched-requests.js';
import type { Claims } from './authentication.js';

/** Under what the requests of somebody are counted: the person or account, however they sign in. */
const keyOf = ({ person, by }: Claims): string => person ?? ('token' in by ? `${by.token.issuer} ${by.token.subject}` : 'nobody');

/** Counts a request of whoever asks; throws {@link Trouble} `TOO_MANY_REQUESTS` where they ask too often. */
export const notTooOften = (rate: RequestRate, claims: Claims): void => {
  const seconds = rate.secondsToWait(keyOf(claims));
  if (seconds === 0) return;
  const { code, message } = tooOften('person', seconds);
  throw new Trouble(code, message, { retryAfterSeconds: seconds });
};
