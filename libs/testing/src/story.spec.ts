import { type Decider, reject } from '#kernel';
import { as, hashOf, recorded, story } from './story.js';

interface Counting {
  count: number;
}
type CounterEvents = { Counted: { count: number }; Named: { name: string } };
type CounterCommands = { Count: { by: number }; Name: { name: string }; Rest: object };
const counter: Decider<Counting, CounterCommands, CounterEvents, 'TooFar', { Name: { allowed: boolean } }> = {
  name: 'counter',
  initial: { count: 0 },
  decide: {
    Count: (state, { by }) =>
      state.count + by > 3 ? reject('TooFar', `${state.count + by} is beyond 3, count less`) : [{ type: 'Counted', data: { count: by } }],
    Name: (_state, { name }, { facts, actor, newId, today }) =>
      facts.allowed ? [{ type: 'Named', data: { name: `${name} ${actor.person} ${newId(1)} ${today}` } }] : [],
    Rest: () => [],
  },
  evolve: {
    Counted: (state, { count }) => ({ count: state.count + count }),
    Named: (state) => state,
  },
};

describe('a story', () => {
  const { given, provoked } = story(counter);
  const counted = { type: 'Counted', data: { count: 2 } } as const;

  it('compares exactly and in order', () => {
    given(counted)
      .when('Count', { by: 1 })
      .then({ type: 'Counted', data: { count: 1 } });
    expect(() => given(counted).when('Count', { by: 1 }).then(counted)).toThrow('toEqual');
    expect(() => given(counted).when('Count', { by: 1 }).nothing()).toThrow('toEqual');
    given().when('Rest', {}).nothing();
  });

  it('tells a refusal from events and remembers its code', () => {
    given(counted).when('Count', { by: 2 }).refused('TooFar', 'count less');
    expect(() => given(counted).when('Count', { by: 2 }).refused('Other')).toThrow('toBe');
    expect(() => given(counted).when('Count', { by: 1 }).refused('TooFar')).toThrow('was not refused');
    expect(() => given(counted).when('Count', { by: 2 }).then(counted)).toThrow('was refused with TooFar');
    expect(provoked()).toEqual(['TooFar']);
  });

  it('gives the decider its actor, facts, day and ids, the same every time', () => {
    given()
      .when('Name', { name: 'a' }, { as: as('matron', 'jo'), facts: { allowed: true }, today: '2026-05-01' })
      .then({ type: 'Named', data: { name: 'a jo new-1 2026-05-01' } });
  });

  it('refuses a payload that is no plain JSON', () => {
    expect(() => given().when('Count', { by: 0.5 }).events()).toThrow('decimal strings');
  });

  it('records the past with numbers, times and ids that follow from their order', () => {
    const [first, second] = recorded<CounterEvents>('counter', [counted, { ...counted, by: as('matron'), on: '2026-03-09' }]);
    expect(first).toMatchObject({ ordinal: 1, stream: 'counter-subject-1', id: 'event-1', at: '2026-03-02T08:00:00.000Z' });
    expect(second).toMatchObject({ version: 2, on: '2026-03-09', at: '2026-03-09T08:01:00.000Z', meta: { actor: as('matron'), basis: 1 } });
    expect(Object.isFrozen(first?.data)).toBe(true);
  });

  it('hashes the canonical JSON', () => {
    expect(hashOf({ b: '1', a: '2' })).toBe(hashOf({ a: '2', b: '1' }));
    expect(hashOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });
});
