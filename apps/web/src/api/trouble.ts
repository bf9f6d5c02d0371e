import type { CombinedError } from '@urql/core';
import { sentence } from '../words/sentences.js';

/** What went wrong, as a person is told: what it was, and whether they have to sign in first. */
export interface Trouble {
  readonly kind: 'NOT_SIGNED_IN' | 'OFFLINE' | 'UNCERTAIN' | 'REFUSED';
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
  return {
    kind: code === 'UNAUTHENTICATED' ? 'NOT_SIGNED_IN' : uncertain.has(code) ? 'UNCERTAIN' : 'REFUSED',
    message: sentence(told.message.replace(aMoment, 'The moment ')),
    reference: typeof reference === 'string' ? reference : null,
  };
};
