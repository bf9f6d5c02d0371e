import { journal, keyed, view } from '#kernel';
import { contentsOf, happened, logOf, seen } from './seen.js';

type CounterEvents = { Counted: { by: number }; Cleared: object };
const counting = view<CounterEvents>()({
  name: 'counting',
  revision: 1,
  tables: { totals: keyed<number>(), steps: journal<number>() },
  on: {
    Counted: ({ totals, steps }, { data, subject }) => {
      totals.set(subject, (totals.get(subject) ?? 0) + data.by);
      steps.add(subject, data.by);
    },
    Cleared: ({ totals }, { subject }) => totals.delete(subject),
  },
});
const counted = (by: number) => ({ type: 'Counted', data: { by } }) as const;
const log = logOf(
  happened<CounterEvents>('counter', 'a', counted(1), counted(2)),
  happened<CounterEvents>('counter', 'b', counted(3)),
  happened<CounterEvents>('counter', 'a', { type: 'Cleared', data: {} }),
);

describe('seen', () => {
  it('numbers a log through and each stream by itself', () => {
    expect(log.map(({ ordinal, stream, version, id }) => [ordinal, stream, version, id])).toEqual([
      [1, 'counter-a', 1, 'event-1'],
      [2, 'counter-a', 2, 'event-2'],
      [3, 'counter-b', 1, 'event-3'],
      [4, 'counter-a', 3, 'event-4'],
    ]);
  });

  it('shows the present and any position before it', () => {
    const sight = seen(counting)(...log);
    sight.shows(({ tables }) => [tables.totals.get('a'), tables.totals.get('b')], [undefined, 3]);
    sight
      .asOf(2)
      .shows(
        ({ tables, position, today }) => [tables.totals.get('a'), tables.totals.get('b'), position, today],
        [3, undefined, 2, '2026-03-02'],
      );
    sight.asOf(1).shows(({ tables }) => tables.steps.of('a'), [1]);
  });

  it('compares exactly', () => {
    expect(() => seen(counting)(...log).shows(({ tables }) => tables.steps.of('a'), [2, 1])).toThrow('toEqual');
  });

  it('tells everything the tables hold as text', () => {
    const { tables } = seen(counting)(...log).sighting;
    expect(contentsOf(counting.tables, tables)).toBe('[["totals",[["b",3]]],["steps",[["a",[1,2]],["b",[3]]]]]');
  });
});
