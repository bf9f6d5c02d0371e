import { CombinedError } from '@urql/core';
import { troubleOf } from './trouble.js';

const told = (code: string): CombinedError =>
  new CombinedError({ graphQLErrors: [{ message: `${code} it is`, extensions: { code, reference: 'r-1' } }] });

describe('What went wrong', () => {
  it.each(['StoreTimeout', 'StoreUnavailable', 'INTERNAL'])('leaves open whether a command answered with %s was done', (code) => {
    expect(troubleOf(told(code))).toEqual({ kind: 'UNCERTAIN', message: `${code} it is.`, reference: 'r-1' });
  });

  it('is told in words of a moment that is not there', () => {
    const error = new CombinedError({
      graphQLErrors: [{ message: 'asOf 2031-01-01 lies in the future: take 2026-11-23 or an earlier one' }],
    });
    expect(troubleOf(error).message).toBe('The moment 1 Jan 2031 lies in the future: take 23 Nov 2026 or an earlier one.');
  });

  it.each([
    ['UNAUTHENTICATED', 'NOT_SIGNED_IN'],
    ['FORBIDDEN', 'REFUSED'],
    ['BUSY', 'REFUSED'],
    ['BEHIND', 'BEHIND'],
  ])('is, where the service answers %s, %s', (code, kind) => {
    expect(troubleOf(told(code)).kind).toBe(kind);
  });

  it('is a lost connection where nothing came back', () => {
    expect(troubleOf(new CombinedError({ networkError: new Error('down') })).kind).toBe('OFFLINE');
  });
});
