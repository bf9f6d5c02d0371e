import { AccessDenied, StoreBusy, StoreTimeout, StoreTrouble, StoreUnavailable } from '../port.js';

/** What an error of a client means to us. */
export type Kind = 'conflict' | 'gone' | 'missing' | 'too-large' | 'denied' | 'busy' | 'timeout' | 'unavailable';

/** By the clients' own names, where they give one. `not-leader` is for the next call: the client has heard where to go. */
const byType: Readonly<Record<string, Kind>> = {
  'wrong-expected-version': 'conflict',
  'stream-deleted': 'gone',
  'stream-tombstoned': 'gone',
  'stream-not-found': 'missing',
  'no-stream': 'missing',
  'maximum-append-size-exceeded': 'too-large',
  'transaction-max-size-exceeded': 'too-large',
  'append-record-size-exceeded': 'too-large',
  'access-denied': 'denied',
  'deadline-exceeded': 'timeout',
  timeout: 'timeout',
};
/** By the status of gRPC, where an error comes through bare. */
const byStatus: Readonly<Record<number, Kind>> = { 4: 'timeout', 7: 'denied', 8: 'busy', 16: 'denied' };

/** Everything unknown counts as unavailable, the outcome open: that is safe, since a retry carries the same ids. */
export const kindOf = (error: unknown): Kind => {
  if (error instanceof StoreTimeout) return 'timeout';
  const { type, code } = error as { readonly type?: unknown; readonly code?: unknown };
  return (typeof code === 'number' ? byStatus[code] : undefined) ?? (typeof type === 'string' ? byType[type] : undefined) ?? 'unavailable';
};

/** Turns what a call failed with into ours. The client's words go in as they are: they name hosts, never passwords. */
export const troubleOf = (error: unknown, shown: string, doing: string): StoreTrouble => {
  if (error instanceof StoreTrouble) return error;
  const words = error instanceof Error ? error.message : String(error);
  const [fields, options] = [{ address: shown }, { cause: error }];
  switch (kindOf(error)) {
    case 'denied':
      return new AccessDenied(
        `${shown} refused us while ${doing}: check the user, the password and what the user may do there`,
        fields,
        options,
      );
    case 'busy':
      return new StoreBusy(`${shown} has too much to do while ${doing}: try again in a moment`, fields, options);
    case 'timeout':
      return new StoreTimeout(`${shown} did not answer in time while ${doing}: try again, with the same ids`, fields, options);
    default:
      return new StoreUnavailable(`${shown} failed while ${doing} (${words}): check that it runs and can be reached`, fields, options);
  }
};

/** True for trouble that may be gone by itself in a moment. */
export const isPassing = (error: unknown): error is StoreTrouble =>
  error instanceof StoreTimeout || error instanceof StoreUnavailable || error instanceof StoreBusy;
