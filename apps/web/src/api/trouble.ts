import type { CombinedError } from '@urql/core';
import { sentence } from '../words/sentences.js';

/** What went wrong, as a person is told: what it was, and whether they have to sign in first. */
export interface Trouble {
  readonly kind: 'NOT_SIGNED_IN' | 'OFFLINE' | 'UNCERTAIN' | 'BEHIND' | 'REFUSED';
  readonly message: string;
  /** By which the service's keepers find it in their log. */
  readonly reference: string | null;
}

/** Of a command that was answered so, the service itself does not know whether it was done. */
const uncertain = new Set<unknown>(['StoreTimeout', 'StoreUnavailable', 'INTERNAL']);

/** A question's own names for the days it asks about. */
const aMoment = /^(?:asOf|knownAt|from|to) (?=\d)/;

/** The service's own words where it answered, and ours where nothing came back. */
export const troubleOf = (error: CombinedError): Trouble => {
  const told = error.graphQLErrors[0];
  if (!told)
    return {
      kind: 'OFFLINE',
      message: 'The service cannot be reached. What you see may be older; it is asked again when you come back.',
      reference: null,
    };
  const { code, reference } = told.extensions;
  if (code === 'BEHIND')
    return {
      kind: 'BEHIND',
      message:
        'The service has not caught up yet with what was recorded last. Try again in a moment; if that does not help, load this page again.',
      reference: null,
    };
  return {
    kind: code === 'UNAUTHENTICATED' ? 'NOT_SIGNED_IN' : uncertain.has(code) ? 'UNCERTAIN' : 'REFUSED',
    message: sentence(told.message.replace(aMoment, 'The moment ')),
    reference: typeof reference === 'string' ? reference : null,
  };
};
