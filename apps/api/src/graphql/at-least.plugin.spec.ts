import { Trouble } from '#cqrs';
import type { RequestContext } from '../access/request-context.js';
import { atLeast } from './at-least.plugin.js';

const claims: RequestContext['claims'] = { person: 'ana', post: null, scopes: null, by: { session: 'hers' } };

/** What becomes of a request with that header, at views that come no further than position 7. */
const asked = async (header: string | undefined, signedIn = true, reached = (position: number) => Promise.resolve(position <= 7)) => {
  const asks: number[] = [];
  const views = { position: 7, reachedWithin: (position: number) => (asks.push(position), reached(position)) };
  const request = { http: { headers: new Map(header === undefined ? [] : [['hoshin-at-least', header]]) } };
  const hooks = await atLeast(views, 1).requestDidStart!({} as never);
  const contextValue = { claims: signedIn ? claims : null, correlationId: 'request' };
  try {
    await (hooks as { didResolveOperation(given: object): Promise<void> }).didResolveOperation({ request, contextValue });
    return { asks, error: null };
  } catch (error) {
    return { asks, error };
  }
};

describe('A request for at least a position', () => {
  it('is answered once the views have come so far', async () => {
    expect(await asked('7')).toEqual({ asks: [7], error: null });
  });

  it('is answered at once where it names none, and where nobody is signed in', async () => {
    expect(await asked(undefined)).toEqual({ asks: [], error: null });
    expect(await asked('7', false)).toEqual({ asks: [], error: null });
  });

  it('is told how far this instance is where it does not come so far in time', async () => {
    const { error } = await asked('8');
    expect(error).toMatchObject({
      message: 'this instance has come to position 7 of the log and not yet to 8: try again in a moment, or ask another instance',
      extensions: { code: 'BEHIND', http: { status: 503 } },
    });
  });

  it.each(['', '-1', '1.5', 'head', '1'.repeat(16)])('is refused where it names %j', async (header) => {
    const { asks, error } = await asked(header);
    expect(asks).toEqual([]);
    expect(error).toMatchObject({ extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
  });

  it('is told that the views have stopped, and of no bug', async () => {
    const { error } = await asked('8', true, () => Promise.reject(new Trouble('ViewsStopped', 'the views stopped after position 7')));
    expect(error).toMatchObject({
      message: 'the views stopped after position 7',
      extensions: { code: 'ViewsStopped', http: { status: 503 } },
    });
  });
});
