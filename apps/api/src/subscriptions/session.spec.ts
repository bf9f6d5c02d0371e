import { Trouble } from '#cqrs';
import { Session, signInHeaders, type SignedIn } from './session.js';

const asEve: SignedIn = { person: 'eve', claims: { person: 'eve', post: null, scopes: null, by: { session: 'key' } } };

/** A session that is checked every millisecond, and what ended it. */
const begun = (recheck: () => Promise<SignedIn>): { session: Session; refused: Promise<unknown> } => {
  let onRefused: (error: unknown) => void = () => undefined;
  const refused = new Promise((resolve) => (onRefused = resolve));
  return { session: new Session(asEve, { recheck, recheckMs: 1, onRefused }), refused };
};

describe('A session of the socket', () => {
  it('ends when the check refuses what it took before', async () => {
    let checks = 0;
    const { session, refused } = begun(async () => {
      if (++checks > 3) throw new Trouble('FORBIDDEN', 'signed out');
      return asEve;
    });
    expect(session.person).toBe('eve');
    expect(await refused).toMatchObject({ code: 'FORBIDDEN', message: 'signed out' });
    expect(checks).toBe(4);
  });

  it('ends when the same sign-in speaks for somebody else', async () => {
    let person = 'eve';
    const { refused } = begun(async () => ({ ...asEve, person }));
    person = 'ann';
    expect(await refused).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is checked no more once it is over', async () => {
    let checks = 0;
    const { session } = begun(async () => {
      checks++;
      return asEve;
    });
    session.end();
    const before = checks;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(checks).toBe(before);
  });

  it('is asked for with what the browser sent, and the token said over it', () => {
    expect(signInHeaders({ cookie: 'a=b' })).toEqual({ cookie: 'a=b' });
    expect(signInHeaders({ cookie: 'a=b' }, { authorization: 'Bearer t' })).toEqual({ cookie: 'a=b', authorization: 'Bearer t' });
  });
});
