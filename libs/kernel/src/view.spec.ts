import { Folded, journal, keyed, view, type Recorded } from './index.js';

type Events = { Put: { key: string; value: string }; Gone: { key: string }; Said: { key: string; text: string }; Passed: object };

const board = view<Events>()({
  name: 'board',
  revision: 1,
  tables: { notes: keyed<string>(), talk: journal<string>() },
  on: {
    Put: ({ notes }, { data }) => notes.set(data.key, data.value),
    Gone: ({ notes }, { data }) => notes.delete(data.key),
    Said: ({ talk }, { data }) => talk.add(data.key, data.text),
  },
});

const events = [
  { type: 'Put', data: { key: 'a', value: 'one' } },
  { type: 'Said', data: { key: 'a', text: 'hello' } },
  { type: 'Passed', data: {} },
  { type: 'Put', data: { key: 'b', value: 'two' } },
  { type: 'Gone', data: { key: 'a' } },
  { type: 'Said', data: { key: 'a', text: 'goodbye' } },
  { type: 'Passed', data: {} },
];

const foldedUpTo = (count: number): Folded<typeof board.tables> => {
  const folded = new Folded<typeof board.tables>([board]);
  for (const [index, event] of events.slice(0, count).entries())
    folded.apply({ ...event, ordinal: index + 1 } as unknown as Recorded<string, Record<string, unknown>>);
  return folded;
};

describe('A folded view', () => {
  const folded = foldedUpTo(events.length);

  it('shows at every past position what it showed when that was the present', () => {
    for (let position = 0; position <= events.length; position++) {
      const [past, then] = [folded.at(position), foldedUpTo(position).live];
      expect([...past.notes.entries()]).toEqual([...then.notes.entries()]);
      expect([...past.talk.keys()]).toEqual([...then.talk.keys()]);
      expect(past.talk.of('a')).toEqual(then.talk.of('a'));
    }
  });

  it('shows a table as it was from any later moment on, and never past that moment', () => {
    const last = events.length;
    for (let then = 0; then <= last; then++)
      for (let asked = 0; asked <= last; asked++) {
        const earlier = Math.min(then, asked);
        expect([...folded.at(then).notes.at(asked).entries()]).toEqual([...folded.at(earlier).notes.entries()]);
        expect(folded.at(then).talk.at(asked).of('a')).toEqual(folded.at(earlier).talk.of('a'));
      }
  });

  it('knows since when each table is unchanged: no later than a moment, and nothing happened to it in between', () => {
    expect([folded.live.notes.unchangedSince, folded.live.talk.unchangedSince]).toEqual([5, 6]);
    const shown = (at: number) => [...folded.at(at).notes.entries()];
    for (let position = 0; position <= events.length; position++) {
      const since = folded.at(position).notes.unchangedSince;
      expect(since).toBeLessThanOrEqual(position);
      for (let at = since; at <= position; at++) expect(shown(at)).toEqual(shown(position));
    }
  });

  it('refuses a log with a gap', () => {
    const late = { type: 'Passed', data: {}, ordinal: 9 } as unknown as Recorded<string, Record<string, unknown>>;
    expect(() => foldedUpTo(2).apply(late)).toThrow('event 9 came after 2: the log has a gap');
  });
});
