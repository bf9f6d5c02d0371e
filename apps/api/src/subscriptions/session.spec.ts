import { Trouble } from '#cqrs';
import { Session, signInRequest, type SignInRequest, type SignedIn } from './session.js';

const request: SignInRequest = { headers: {} };
const asEve: SignedIn = { person: 'eve', context: { claims: null, correlationId: 'c' } };

/** A session that is checked every millisecond, and what ended it. */
const begun = async (check: () => Promise<SignedIn>): Promise<{ session: Session; refused: Promise<unknown> }> => {
  let onRefused: (error: unknown) => void = () => undefined;
  const refused = new Promise((resolve) => (onRefused = resolve));
  return { session: await Session.begin(request, { check, recheckMs: 1, onRefused }), refused };
};

describe('A session of the socket', () => {
  it('begins only for whoever a request would be answered', async () => {
    await expect(begun(() => Promise.reject(new Trouble('UNAUTHENTICATED', 'no')))).rejects.toThrow('no');
  });

  it('ends when the check refuses what it took before', async () => {
    let checks = 0;
    const { session, refused } = await begun(async () => {
      if (++checks > 3) throw new Trouble('FORBIDDEN', 'signed out');
      return asEve;
    });
    expect(session.person).toBe('eve');
    expect(await refused).toMatchObject({ code: 'FORBIDDEN', message: 'signed out' });
    expect(checks).toBe(4);
  });

  it('ends when the same sign-in speaks for somebody else', async () => {
    let person = 'eve';
    const { refused } = await begun(async () => ({ ...asEve, person }));
    person = 'ann';
    expect(await refused).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is checked no more once it is over', async () => {
    let checks = 0;
    const { session } = await begun(async () => {
      checks++;
      return asEve;
    });
    session.end();
    const before = checks;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(checks).toBe(before);
  });

  it('is asked for with what the browser sent, and the token said over it', () => {
    expect(signInRequest({ cookie: 'a=b' })).toEqual({ headers: { cookie: 'a=b' } });
    expect(signInRequest({ cookie: 'a=b' }, { authorization: 'Bearer t' })).toEqual({
      headers: { cookie: 'a=b', authorization: 'Bearer t' },
    });
  });
});
