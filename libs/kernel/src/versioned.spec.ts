import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { Folded, journal, keyed, stretchItemsMax, view, type Encoding, type Recorded } from './index.js';

type Said = { readonly said: string; readonly at?: Date | undefined };
type Events = {
  Put: { key: string; value: string };
  Changed: { key: string };
  Gone: { key: string };
  Said: { key: string };
  Passed: object;
};
type Told = { [Type in keyof Events]: { readonly type: Type; readonly data: Events[Type] } }[keyof Events];

/** A fold that looks at what is there, replaces, deletes, and writes twice at one ordinal. */
const board = view<Events>()({
  name: 'board',
  revision: 1,
  tables: { notes: keyed<Said>(), talk: journal<number>(), last: keyed<string>() },
  on: {
    Put: ({ notes, last }, { data: { key, value } }) => {
      last.set('put', key);
      notes.set(key, { said: 'nothing yet' });
      notes.set(key, { said: value, at: undefined });
    },
    Changed: ({ notes }, { data: { key } }) => {
      if (notes.has(key)) notes.update(key, (before) => ({ said: `${before.said}!`, at: new Date(0) }));
    },
    Gone: ({ notes }, { data: { key } }) => notes.delete(key),
    Said: ({ talk }, { data: { key }, ordinal }) => talk.add(key, ordinal),
  },
});
type Shapes = typeof board.tables;

const encoding: Encoding = { encode: serialize, decode: deserialize };
const key = fc.constantFrom('a', 'b', 'c', 'd');
const told: fc.Arbitrary<Told> = fc.oneof(
  fc.record({ type: fc.constant('Put' as const), data: fc.record({ key, value: fc.string() }) }),
  fc.record({ type: fc.constantFrom('Changed' as const, 'Gone' as const, 'Said' as const), data: fc.record({ key }) }),
  fc.constant({ type: 'Passed' as const, data: {} }),
);

const fold = (folded: Folded<Shapes>, events: readonly Told[]): Folded<Shapes> => {
  for (const event of events)
    folded.apply({ ...event, ordinal: folded.position + 1 } as unknown as Recorded<string, Record<string, unknown>>);
  return folded;
};
const foldedFrom = (events: readonly Told[]): Folded<Shapes> => fold(new Folded<Shapes>([board], encoding), events);

/** Written down, with something going on between each two pieces, and opened again. */
const openedAgain = (folded: Folded<Shapes>, meanwhile: () => void = () => {}): Folded<Shapes> => {
  const { position, unchangedSince, stretches } = folded.soFar();
  const opened = new Folded<Shapes>([board], encoding);
  for (const stretch of stretches) {
    opened.take(stretch);
    meanwhile();
  }
  opened.stand(position, unchangedSince);
  return opened;
};

/** Everything that can be asked of the tables at a position. */
const shownAt = (folded: Folded<Shapes>, position: number) => {
  const { notes, talk, last } = folded.at(position);
  return {
    notes: [...notes.entries()],
    keys: [...notes.keys()],
    values: [...notes.values()],
    has: notes.has('a'),
    talk: [...talk.keys()].map((each) => [each, [...talk.of(each)]]),
    silent: talk.of('nobody'),
    last: last.get('put'),
    since: [notes.unchangedSince, talk.unchangedSince, last.unchangedSince],
  };
};
const shown = (folded: Folded<Shapes>) => Array.from({ length: folded.position + 1 }, (_, position) => shownAt(folded, position));

describe('Tables that were written down and opened again', () => {
  it('show at every position what they showed before', () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 40 }), (events) => {
        const folded = foldedFrom(events);
        expect(shown(openedAgain(folded))).toEqual(shown(folded));
      }),
    );
  });

  it('fold on as if they had never been closed, however often they are, looked at or not', () => {
    const part = fc.record({ events: fc.array(told, { maxLength: 12 }), lookedAt: fc.option(fc.nat(20)) });
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 5 }), (parts) => {
        let opened = foldedFrom([]);
        for (const { events, lookedAt } of parts) {
          opened = openedAgain(fold(opened, events));
          if (lookedAt !== null) shownAt(opened, lookedAt);
        }
        expect(shown(opened)).toEqual(shown(foldedFrom(parts.flatMap(({ events }) => events))));
      }),
    );
  });

  it('hold nothing of what happens while they are written, also where they were opened themselves', () => {
    fc.assert(
      fc.property(
        fc.array(told, { maxLength: 20 }),
        fc.array(told, { minLength: 1, maxLength: 20 }),
        fc.boolean(),
        (before, after, again) => {
          const folded = again ? openedAgain(foldedFrom(before)) : foldedFrom(before);
          const next = after.values();
          const opened = openedAgain(folded, () => {
            const event = next.next().value;
            if (event) fold(folded, [event]);
          });
          expect(shown(opened)).toEqual(shown(foldedFrom(before)));
        },
      ),
    );
  });

  it('keep objects shared that one value’s versions share', () => {
    type Named = { Named: { name: object } };
    const names = view<Named>()({
      name: 'names',
      revision: 1,
      tables: { names: keyed<{ name: object; ordinal: number }>() },
      on: {
        Named: (to, { data, ordinal }) => to.names.set('a', { name: to.names.get('a')?.name ?? data.name, ordinal }),
      },
    });
    const folded = new Folded<typeof names.tables>([names], encoding);
    for (const ordinal of [1, 2]) folded.apply({ type: 'Named', ordinal, data: { name: { of: 'a' } } } as never);
    const opened = new Folded<typeof names.tables>([names], encoding);
    const { position, unchangedSince, stretches } = folded.soFar();
    for (const stretch of stretches) opened.take(stretch);
    opened.stand(position, unchangedSince);
    expect(opened.at(1).names.get('a')!.name).toBe(opened.live.names.get('a')!.name);
    expect(opened.live.names.get('a')).toBe(opened.live.names.get('a'));
  });

  it('pass a long list on in stretches, of which only the last is ever written anew', () => {
    const said = (count: number): Told[] => Array.from({ length: count }, () => ({ type: 'Said', data: { key: 'a' } }));
    let opened = openedAgain(foldedFrom(said(2 * stretchItemsMax + 10)));
    fold(opened, said(stretchItemsMax));
    const counts = (): number[] => [...opened.soFar().stretches].map(({ count }) => count);
    expect(counts()).toEqual([stretchItemsMax, stretchItemsMax, stretchItemsMax, 10]);
    opened = openedAgain(opened);
    fold(opened, said(5));
    const [once, twice] = [[...opened.soFar().stretches], [...opened.soFar().stretches]];
    expect(once.map(({ source }, index) => source === twice[index]!.source)).toEqual([true, true, true, false]);
    expect(shownAt(openedAgain(opened), opened.position)).toEqual(shownAt(foldedFrom(said(opened.position)), opened.position));
    expect(opened.at(1_500).talk.of('a')).toHaveLength(1_500);
    expect(counts()).toEqual([stretchItemsMax, stretchItemsMax, stretchItemsMax, 15]);
  });

  it('decode nothing that is not asked for', () => {
    let decoded = 0;
    const counting: Encoding = { encode: serialize, decode: (bytes) => (decoded++, deserialize(bytes)) };
    const opened = new Folded<Shapes>([board], counting);
    const { position, unchangedSince, stretches } = foldedFrom([
      { type: 'Put', data: { key: 'a', value: 'one' } },
      { type: 'Put', data: { key: 'b', value: 'two' } },
      { type: 'Said', data: { key: 'a' } },
    ]).soFar();
    for (const stretch of stretches) opened.take(stretch);
    opened.stand(position, unchangedSince);
    fold(opened, [
      { type: 'Put', data: { key: 'b', value: 'three' } },
      { type: 'Said', data: { key: 'a' } },
      { type: 'Said', data: { key: 'new' } },
    ]);
    expect(decoded).toBe(0);
    expect(opened.live.notes.get('b')?.said).toBe('three');
    expect(opened.live.notes.get('b')?.said).toBe('three');
    expect(decoded).toBe(1);
  });

  it('tell what every key had up to any position', () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 20 }), fc.array(told, { maxLength: 10 }), (before, after) => {
        const opened = fold(openedAgain(foldedFrom(before)), after);
        const folded = foldedFrom([...before, ...after]);
        for (let position = 0; position <= folded.position; position++)
          expect([...opened.versions(position)]).toEqual([...folded.versions(position)]);
      }),
    );
  });

  it('refuse what cannot be theirs', () => {
    const folded = foldedFrom([{ type: 'Said', data: { key: 'a' } }]);
    const said = [...folded.soFar().stretches][0]!;
    expect(() => foldedFrom([]).take({ ...said, table: 'elsewhere' })).toThrow('elsewhere');
    expect(() => folded.take(said)).toThrow('at position 1');
    expect(() => foldedFrom([]).stand(1, { notes: 0, talk: 2, last: 0 })).toThrow('the table talk is not one of position 1');
    expect(() => foldedFrom([]).stand(1, { notes: 0, talk: 1 })).toThrow('the table last is not one of position 1');
    expect(() => [...fold(new Folded<Shapes>([board]), [{ type: 'Said', data: { key: 'a' } }]).soFar().stretches]).toThrow('no encoding');
  });
});
