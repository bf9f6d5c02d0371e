import { GraphQLError } from 'graphql';
import { Trouble } from '#cqrs';
import { DirectoryUnavailable } from '#directory';
import { farewell, refusedSignIn } from './farewell.js';

describe('What a client is told that is let go', () => {
  it('fits a close frame, in whole characters', () => {
    const { reason } = farewell(4401, '„'.repeat(100));
    expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
    expect(reason).toBe(`${'„'.repeat(40)}…`);
    expect(farewell(1001, 'short')).toEqual({ code: 1001, reason: 'short' });
  });

  it('says whether to sign in, to stay away, or to come back in a moment', () => {
    const closing = (code: string) => refusedSignIn(new Trouble(code, 'because'))?.code;
    expect(['UNAUTHENTICATED', 'FORBIDDEN', 'CROSS_SITE', 'SIGN_IN_UNREACHABLE', 'ViewsStopped'].map(closing)).toEqual([
      4401, 4403, 4403, 1013, 1013,
    ]);
    expect(refusedSignIn(new DirectoryUnavailable('/srv/directory.db cannot be used'))).toEqual({
      code: 1013,
      reason: expect.not.stringContaining('/srv'),
    });
    expect(refusedSignIn(new GraphQLError('expired', { extensions: { code: 'UNAUTHENTICATED' } }))).toEqual({
      code: 4401,
      reason: 'expired',
    });
  });

  it('is nothing of a bug', () => {
    expect(refusedSignIn(new Error('undefined is no function'))).toBeNull();
    expect(refusedSignIn(new GraphQLError('wrapped'))).toBeNull();
  });
});
