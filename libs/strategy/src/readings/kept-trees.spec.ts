import { thread, told, type Past } from '#testing';
import type { Moment, Tables } from '../views/index.js';
import { alignmentTree, type AlignmentTree } from './alignment-tree.reading.js';
import { KeptTrees, treeTables } from './kept-trees.js';
import { readerOf } from './openness.reading.js';

const underGoal = { parent: { kind: 'GOAL', id: 'agreed' }, giver: 'medicine', receiver: 'ward-7' } as const;
const ofOneNurse = { parent: { kind: 'GOAL', id: 'ward' }, giver: 'ward-7', receiver: 'ward-7-nurse', unit: 'ward-7-unit' } as const;
const streams: Past[][] = [
  told.committed('agreed'),
  told.figures('falls', { '2026-03': '12' }),
  told.committed('ward', { ...underGoal, unit: 'ward-7-unit' }),
  told.committed('nurse', ofOneNurse),
  told.threadOf('secret', { private: true, receiver: 'surgery' }, thread.countered(2), thread.countered(3), thread.escalated()),
  told.directed('ordered', { private: true, receiver: 'surgery', unit: 'surgery-unit' }),
  told.figures('falls', { '2026-04': '11' }),
];
const trust = told.trustAfter(...streams);
const readers = ['aud', 'eve', 'carl', 'sue', 'nia', 'nobody'];

const grown = (moment: Moment, now: Moment, person: string) => alignmentTree(moment, now, readerOf(now, person));

describe('kept trees', () => {
  it('are what would be grown anew, for everybody, at every moment seen from every other, however they were asked before', () => {
    const trees = new KeptTrees();
    const positions = Array.from({ length: trust.log.length }, (_, index) => index + 1);
    for (const nowAt of [positions.length, positions.length - 4, positions.length - 1])
      for (const at of [...positions, ...positions.toReversed()].filter((each) => each <= nowAt))
        for (const person of readers) {
          const [moment, now] = [trust.asOf(at), trust.asOf(nowAt)];
          expect(trees.of(moment, now, readerOf(now, person), {})).toEqual(grown(moment, now, person));
        }
  });

  it('grow anew on another day, when grants and posts may stand otherwise', () => {
    const trees = new KeptTrees();
    const of = (day: string) => {
      const now = trust.now(day);
      return trees.of(now, now, readerOf(now, 'aud'), {}) as AlignmentTree;
    };
    expect(of('2026-04-01').nodes).not.toBe(of('2026-04-02').nodes);
  });

  it('stand while figures come in, at the position asked for', () => {
    const trees = new KeptTrees();
    const figure = trust.log.length;
    const [before, after] = [figure - 1, figure].map((position) => {
      const moment = trust.asOf(position);
      const now = trust.now();
      return trees.of(moment, now, readerOf(now, 'aud'), {}) as AlignmentTree;
    });
    expect(after!.nodes).toBe(before!.nodes);
    expect([before!.position, after!.position]).toEqual([figure - 1, figure]);
  });

  it('name every table a tree is read from', () => {
    const used = new Set<string>();
    const watched = (moment: Moment): Moment => ({
      ...moment,
      tables: new Proxy(moment.tables, {
        get: (tables, name) => {
          used.add(String(name));
          return tables[name as keyof Tables];
        },
      }),
    });
    for (const person of readers)
      for (let position = 1; position <= trust.log.length; position++) grown(watched(trust.asOf(position)), watched(trust.now()), person);
    expect([...used].sort()).toEqual([...treeTables].sort());
  });
});
