import { Trouble } from '#cqrs';
import { Health, type Readiness } from './health.js';

type Views = ConstructorParameters<typeof Health>[0];

const following = { following: true, position: 12, failure: null };
const readiness = (health: Views['health'], lastTrouble?: unknown): { status: number; answer: Readiness } => {
  let status = 200;
  const reply = { status: (code: number) => ((status = code), reply) };
  const answer = new Health({ health }, { lastTrouble }).ready(reply as never);
  return { status, answer };
};

describe('Readiness', () => {
  it('is green while views follow and policies do what they owe', () => {
    expect(readiness(following)).toEqual({ status: 200, answer: { status: 'ready', position: 12, because: [] } });
  });

  it('is red while the views catch up', () => {
    expect(readiness({ ...following, following: false })).toEqual({
      status: 503,
      answer: { status: 'not ready', position: 12, because: ['the views are still catching up with the log'] },
    });
  });

  it('is red once the views stopped, and says where and why', () => {
    const failure = { position: 12, event: 'event-13', reason: 'unknown event type' };
    expect(readiness({ following: false, position: 12, failure })).toEqual({
      status: 503,
      answer: { status: 'not ready', position: 12, because: ['the views stopped after position 12 at event event-13: unknown event type'] },
    });
  });

  it('is red while a policy is in trouble, and says which trouble', () => {
    expect(readiness(following, new Trouble('Busy', 'others went on writing'))).toEqual({
      status: 503,
      answer: {
        status: 'not ready',
        position: 12,
        because: ['a policy could not be carried out and is tried again: others went on writing'],
      },
    });
  });
});
