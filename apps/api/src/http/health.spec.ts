import { Trouble } from '#cqrs';
import type { Lag } from '../operations/view-lag.js';
import { Health, type Readiness } from './health.js';

type Views = ConstructorParameters<typeof Health>[0];

const following = { following: true, position: 12, failure: null };
const upToDate = (): Promise<Lag> => Promise.resolve({ events: 0, seconds: 0 });
const readiness = async (
  health: Views['health'],
  lastTrouble?: unknown,
  measure = upToDate,
): Promise<{ status: number; answer: Readiness }> => {
  let status = 200;
  const reply = { status: (code: number) => ((status = code), reply) };
  const answer = await new Health({ health }, { lastTrouble }, { measure }).ready(reply as never);
  return { status, answer };
};

describe('Readiness', () => {
  it('is green while views follow and policies do what they owe', async () => {
    expect(await readiness(following)).toEqual({ status: 200, answer: { status: 'ready', position: 12, because: [] } });
  });

  it('is red while the views catch up', async () => {
    expect(await readiness({ ...following, following: false })).toEqual({
      status: 503,
      answer: { status: 'not ready', position: 12, because: ['the views are still catching up with the log'] },
    });
  });

  it('is red once the views stopped, and says where and why', async () => {
    const failure = { position: 12, event: 'event-13', reason: 'unknown event type' };
    expect(await readiness({ following: false, position: 12, failure })).toEqual({
      status: 503,
      answer: { status: 'not ready', position: 12, because: ['the views stopped after position 12 at event event-13: unknown event type'] },
    });
  });

  it('is red while a policy is in trouble, and says which trouble', async () => {
    expect(await readiness(following, new Trouble('Busy', 'others went on writing'))).toEqual({
      status: 503,
      answer: {
        status: 'not ready',
        position: 12,
        because: ['a policy could not be carried out and is tried again: others went on writing'],
      },
    });
  });

  it('is red once the views lie behind for longer than a moment, and says how far', async () => {
    const lagging = (seconds: number) => () => Promise.resolve({ events: 3, seconds });
    expect((await readiness(following, undefined, lagging(10))).status).toBe(200);
    expect(await readiness(following, undefined, lagging(11.4))).toEqual({
      status: 503,
      answer: {
        status: 'not ready',
        position: 12,
        because: ['the views lie 3 events behind the log, the oldest of them recorded 11 seconds ago'],
      },
    });
  });

  it('is red while the log does not say where it ends', async () => {
    const { status, answer } = await readiness(following, undefined, () => Promise.reject(new Trouble('LOG_SILENT', 'no word')));
    expect({ status, because: answer.because }).toEqual({
      status: 503,
      because: ['the log does not say where it ends, so nobody knows how far the views lie behind it'],
    });
  });
});
