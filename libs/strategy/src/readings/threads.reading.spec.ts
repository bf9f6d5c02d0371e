import { happened, thread, told, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import { readerOf } from './openness.reading.js';
import { threadsAsked, type ThreadOrder, type ThreadsQuestion } from './threads.reading.js';

const { trustAfter, threadOf, committed } = told;
const underGoal = { parent: { kind: 'GOAL', id: 'agreed' }, giver: 'medicine', receiver: 'ward-7' } as const;
const later = { ...thread.countered(2, { replyBy: '2026-04-14' }), on: '2026-03-30' };
/** In the order they were served: agreed, lying still, private, a nurse's, countered late, next year's. */
const streams: Past[][] = [
  committed('agreed'),
  threadOf('still', { ...underGoal }),
  threadOf(
    'secret',
    { private: true, receiver: 'surgery' },
    thread.countered(2),
    thread.accepted(thread.giver, 'GIVER', thread.counterOffer),
  ),
  threadOf('nurse', { giver: 'ward-7', receiver: 'ward-7-nurse' }),
  threadOf('late', { receiver: 'surgery' }, later),
  threadOf('next', { cycle: 'cycle-27' }),
];
const listed = (person: string, asked: ThreadsQuestion = {}, order?: ThreadOrder, ...more: Past[][]) => {
  const moment = trustAfter(...streams, ...more).now('2026-04-01');
  return threadsAsked(moment, moment, readerOf(moment, person), asked, order).map(({ id }) => id);
};

describe('threads', () => {
  it('are those of the current cycle unless another is named', () => {
    expect(listed('aud')).toEqual(['agreed', 'still', 'secret', 'nurse', 'late']);
    expect(listed('aud', { cycle: 'cycle-27' })).toEqual(['next']);
  });

  it("leave out what comes from a single person's goal for whoever is not of the line", () => {
    expect(listed('sue')).toEqual(['agreed', 'still', 'secret', 'late']);
    expect(listed('wim')).toContain('nurse');
  });

  it('are found by phase, and a private one is open to others whatever it has come to', () => {
    expect(listed('ann', { phases: ['TENTATIVE'] })).toEqual(['secret']);
    expect(listed('carl', { phases: ['TENTATIVE'] })).toEqual([]);
    expect(listed('carl', { phases: ['OPEN'] })).toEqual(['still', 'secret', 'nurse', 'late']);
    expect(listed('carl', { phases: ['COMMITTED', 'DIRECTED'] })).toEqual(['agreed']);
  });

  it('are found by a side, also under the post that succeeded it', () => {
    expect(listed('aud', { post: 'surgery' })).toEqual(['secret', 'late']);
    const merged = happened<OrganisationEvents>('organisation', 'trust', {
      type: 'PostClosed',
      data: { post: 'surgery', on: '2026-04-01', successor: 'ward-7', reason: 'merged' },
    });
    expect(listed('aud', { post: 'ward-7' }, 'SERVED', merged)).toEqual(['still', 'secret', 'nurse', 'late']);
  });

  it('are found by what they serve, and under a goal with those served while it was a thread', () => {
    expect(listed('aud', { parent: 'agreed' })).toEqual(['still']);
    expect(listed('aud', { parent: 'aim-1' })).toEqual(['agreed', 'secret', 'nurse', 'late']);
    const early = threadOf('early', { parent: { kind: 'THREAD', id: 'agreed' }, giver: 'medicine', receiver: 'ward-7' });
    expect(listed('aud', { parent: 'agreed' }, 'SERVED', early)).toEqual(['still', 'early']);
  });

  it('are overdue or not, and a private one never is for others', () => {
    expect(listed('ann', { overdue: true })).toEqual(['still', 'secret']);
    expect(listed('carl', { overdue: true })).toEqual(['still', 'nurse']);
    expect(listed('carl', { overdue: false })).toEqual(['agreed', 'secret', 'late']);
  });

  it('come in the order of what is due and of what moved last, which tells others nothing of a private one', () => {
    expect(listed('ann', {}, 'DUE')).toEqual(['secret', 'still', 'late', 'agreed']);
    expect(listed('carl', {}, 'DUE')).toEqual(['still', 'nurse', 'late', 'agreed', 'secret']);
    const again = happened<CatchballEvents>('catchball', 'secret', {
      type: 'AcceptanceRetracted',
      data: { side: 'GIVER', reason: 'no', round: 2, replyBy: '2026-04-20' },
    });
    expect(listed('ann', {}, 'MOVED', again)).toEqual(['secret', 'late', 'still', 'agreed']);
    expect(listed('carl', {}, 'MOVED', again)).toEqual(['late', 'nurse', 'secret', 'still', 'agreed']);
  });
});
