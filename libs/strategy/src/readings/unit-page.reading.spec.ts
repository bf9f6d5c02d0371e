import { happened, thread, told, trust, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import { readerOf } from './openness.reading.js';
import { unitPage } from './unit-page.reading.js';

const { trustAfter, threadOf, committed, inNegotiation, declined } = told;
const organised = (...events: Parameters<typeof happened<OrganisationEvents>>[2][]): Past[] =>
  happened<OrganisationEvents>('organisation', 'trust', ...events);
const pageOf = (person: string, unit: string, asked: Parameters<typeof unitPage>[4], ...streams: Past[][]) => {
  const now = trustAfter(...streams).now();
  return unitPage(now, now, readerOf(now, person), unit, asked);
};

describe("a unit's page", () => {
  it('shows where the unit stands and who stands in its posts', () => {
    const { unit, parent, children, posts, cycle } = pageOf('sue', 'medicine-unit', {})!;
    expect([unit.name, parent?.id, children.map(({ id }) => id), cycle]).toEqual(['Medicine', 'operations', ['ward-7-unit'], 'cycle-26']);
    expect(posts.map(({ post, ...persons }) => ({ post: post.id, ...persons }))).toEqual([
      { post: 'medicine', holders: ['ben'], deputies: ['rita'], vacant: false },
    ]);
    expect(pageOf('sue', 'board', {})?.parent).toBeNull();
    expect(pageOf('sue', 'nowhere', {})).toBeNull();
  });

  it('leaves out closed posts and units entered in error, and shows vacant ones', () => {
    const changed = organised(
      { type: 'PostClosed', data: { post: 'ward-7-nurse', on: '2026-04-01', successor: 'ward-7', reason: 'ends' } },
      { type: 'HolderLeft', data: { post: 'ward-7', person: 'wim', lastDay: '2026-03-31', reason: 'retires' } },
      { type: 'UnitAdded', data: { unit: 'ward-8', name: 'Ward 8', kind: 'team', parent: 'ward-7-unit', code: null } },
      { type: 'UnitEnteredInError', data: { unit: 'ward-8', reason: 'typed twice' } },
    );
    const { posts, children } = pageOf('sue', 'ward-7-unit', {}, changed)!;
    expect([posts.map(({ post, vacant }) => [post.id, vacant]), children]).toEqual([[['ward-7', true]], []]);
  });

  it('shows its goals in force, the aims it sponsors, and the threads of its posts that are not over', () => {
    const dropped = { type: 'GoalClosed', data: { outcome: 'DROPPED', evidence: 'minute', reason: 'over' } } as const;
    const streams = [
      committed('t1'),
      committed('t2', {}, dropped),
      inNegotiation('t3'),
      declined('t4'),
      threadOf('t5', {}, { type: 'ThreadWithdrawn', data: { reason: 'no', cause: null } }),
      committed('t6', { receiver: 'surgery', unit: 'surgery-unit' }),
      inNegotiation('t7', { parent: { kind: 'GOAL', id: 't1' }, giver: 'medicine', receiver: 'ward-7' }),
      committed('next', { cycle: 'cycle-27' }),
    ];
    const { goals, threads, sponsored } = pageOf('sue', 'medicine-unit', {}, ...streams)!;
    expect({ goals, threads, sponsored }).toEqual({ goals: ['t1'], threads: ['t7', 't1', 't2', 't3', 't4'], sponsored: [] });
    expect(pageOf('sue', 'operations', {}, ...streams)?.sponsored).toEqual(['aim-1']);
    const next = pageOf('sue', 'medicine-unit', { cycle: 'cycle-27' }, ...streams)!;
    expect([next.goals, next.threads]).toEqual([['next'], ['next']]);
  });

  it('shows under the successor what was agreed with a closed post', () => {
    const merged = organised(
      { type: 'PostClosed', data: { post: 'medicine', on: '2026-03-31', successor: 'surgery', reason: 'merged' } },
      { type: 'PostClosed', data: { post: 'chief-nurse', on: '2026-03-31', successor: 'chief-executive', reason: 'merged' } },
    );
    expect(pageOf('sue', 'surgery-unit', {}, inNegotiation('t1'), merged)?.threads).toEqual(['t1']);
    expect(pageOf('sue', 'medicine-unit', {}, inNegotiation('t1'), merged)?.threads).toEqual([]);
    expect(pageOf('sue', 'board', {}, merged)?.sponsored).toEqual(['aim-1']);
  });

  it('shows its own measures and those it drives or watches', () => {
    const classed = happened<MeasureEvents>('measure', 'falls', {
      type: 'MeasureClassed',
      data: { unit: 'ward-7-unit', class: 'DRIVER', reason: 'ours' },
    });
    expect(pageOf('sue', 'medicine-unit', {}, classed)?.measures).toEqual([{ measure: 'falls', class: null }]);
    expect(pageOf('sue', 'ward-7-unit', {}, classed)?.measures).toEqual([{ measure: 'falls', class: 'DRIVER' }]);
  });

  it('tells how it negotiates and what is found about it', () => {
    const { statistics, findings } = pageOf('sue', 'medicine-unit', {}, inNegotiation('t1'), committed('t2'))!;
    expect([statistics.threads, statistics.settled, statistics.overdue]).toEqual([2, 1, 1]);
    expect(findings.map(({ code, subject }) => [code, subject.id])).toEqual([['BALL_OVERDUE', 't1']]);
  });

  it('says of a private thread to others that it is there, in no figure, and of a single person’s nothing', () => {
    const secret = threadOf('t1', { private: true }, thread.countered(2));
    const shown = (person: string) => {
      const { threads, statistics, findings } = pageOf(person, 'medicine-unit', {}, secret)!;
      return [threads, statistics.threads, findings.filter(({ code }) => code === 'BALL_OVERDUE').length];
    };
    expect([shown('sue'), shown('ben')]).toEqual([
      [['t1'], 0, 0],
      [['t1'], 1, 1],
    ]);
    const nurse = committed('n1', { giver: 'ward-7', receiver: 'ward-7-nurse', unit: 'ward-7-unit' });
    const ward = (person: string) => {
      const { threads, goals, statistics } = pageOf(person, 'ward-7-unit', {}, nurse)!;
      return [threads, goals, statistics.threads];
    };
    expect([ward('sue'), ward('nia')]).toEqual([
      [[], [], 0],
      [['n1'], ['n1'], 1],
    ]);
  });

  it('is that of the moment asked about', () => {
    const streams: readonly Parameters<typeof happened<CatchballEvents>>[2][] = [
      { type: 'ThreadWithdrawn', data: { reason: 'no', cause: null } },
    ];
    const { asOf, now, log } = trustAfter(threadOf('t1', {}, ...streams));
    const threads = (position: number) => unitPage(asOf(position), now(), readerOf(now(), 'sue'), 'medicine-unit')?.threads;
    expect([threads(log.length - 1), threads(log.length)]).toEqual([['t1'], []]);
    expect(trust.trustLog().length).toBe(log.length - 2);
  });
});
