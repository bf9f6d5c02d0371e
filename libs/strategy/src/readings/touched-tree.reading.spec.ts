import { happened, thread, told } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import { readerOf } from './openness.reading.js';
import { TouchedTree, rootNode, touchedMax } from './touched-tree.reading.js';

const { trustAfter, threadOf, committed, viewsOver } = told;

const over = (log: ReturnType<typeof viewsOver>, from: number) => new TouchedTree(log.asOf(from), log.now());

describe('nodes that look different', () => {
  it('are not named one by one where very many may be', () => {
    const drafts = (count: number) =>
      happened<StrategyEvents>('strategy', 'trust', {
        type: 'TrueNorthDrafted',
        data: {
          unit: 'medicine-unit',
          statement: 'Home',
          dimensions: Array.from({ length: count }, (_, index) => ({ id: `d${index}`, name: `${index}`, statement: 'better' })),
          reason: 'new',
        },
      });
    for (const [count, named] of [
      [touchedMax - 100, touchedMax - 99],
      [touchedMax, undefined],
    ] as const) {
      const log = trustAfter(drafts(count));
      expect(over(log, log.log.length - 1).idsFor(readerOf(log.now(), 'aud'))?.length).toBe(named);
    }
  });

  it('are those below a root alone, which a goal names as well as its thread', () => {
    const child = threadOf('c1', { parent: { kind: 'GOAL', id: 't1' }, giver: 'medicine', receiver: 'ward-7' });
    const log = trustAfter(committed('t1'), threadOf('t2', { receiver: 'surgery' }), child);
    const reader = readerOf(log.now(), 'aud');
    const from = log.log.length - 2;
    expect(over(log, from).idsFor(reader)).toEqual(['t2', 'c1']);
    for (const root of ['t1', 'c1']) expect(over(log, from).idsFor(reader, root)).toEqual(['c1']);
    expect(over(log, from).idsFor(reader, 'no-node')).toEqual([]);
    expect(['t1', 'aim-1', 'board', 'no-node'].map((root) => rootNode(log.now(), log.now(), reader, root))).toEqual([
      't1',
      'aim-1',
      'board',
      null,
    ]);
  });

  it('of a thread kept between its sides show to others once both open their earlier offers', () => {
    const kept = threadOf(
      't1',
      { private: true },
      { type: 'EarlierOffersOpened', data: { side: 'GIVER' } },
      { type: 'EarlierOffersOpened', data: { side: 'RECEIVER' } },
    );
    const log = trustAfter(kept);
    const ids = (from: number) => over(log, from).idsFor(readerOf(log.now(), 'dan'));
    expect(ids(log.log.length - 1)).toEqual(['t1']);
    const half = trustAfter(kept.slice(0, -1));
    expect(over(half, half.log.length - 1).idsFor(readerOf(half.now(), 'dan'))).toEqual([]);
  });

  it('are not told of to whom they are not shown', () => {
    const person = { receiver: 'ward-7-nurse', unit: 'ward-7-unit' };
    const served = trustAfter(threadOf('t1', person));
    const idsFor = (log: ReturnType<typeof viewsOver>, back: number, who: string) =>
      over(log, log.log.length - back).idsFor(readerOf(log.now(), who));
    expect([idsFor(served, 1, 'dan'), idsFor(served, 1, 'aud')]).toEqual([[], ['t1']]);
    const countered = trustAfter(threadOf('t1', { private: true }, thread.countered(2)));
    expect([idsFor(countered, 1, 'dan'), idsFor(countered, 1, 'aud')]).toEqual([[], ['t1']]);
    // That its parent came to nothing shows in what hangs under it.
    const below = threadOf('c1', { parent: { kind: 'THREAD', id: 't1' }, giver: 'ward-7-nurse', receiver: 'surgery' });
    const withdrawn = happened<CatchballEvents>('catchball', 't1', { type: 'ThreadWithdrawn', data: { reason: 'no', cause: null } });
    const gone = trustAfter(threadOf('t1', person), below, withdrawn);
    expect([idsFor(gone, 1, 'dan'), idsFor(gone, 1, 'aud')]).toEqual([['c1'], ['t1', 'c1']]);
  });
});
