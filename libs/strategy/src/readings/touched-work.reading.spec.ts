import { happened, thread, told, trust, type Past } from '#testing';
import type { GoalEvents } from '../goal/goal.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import { readerOf } from './openness.reading.js';
import { TouchedWork, workTouch } from './touched-work.reading.js';

const { trustAfter, threadOf, committed, figures } = told;
const organised = (...events: Parameters<typeof happened<OrganisationEvents>>[2][]): Past[] =>
  happened<OrganisationEvents>('organisation', 'trust', ...events);

/** What each of these people is told of the work that the last so many events touched; null: ask for everything. */
const toldTo = (people: readonly string[], last: number, ...streams: Past[][]): Record<string, readonly string[] | null> => {
  const { log, asOf, now } = trustAfter(...streams);
  const from = log.length - last;
  const touched = new TouchedWork(asOf(from), now(), log.slice(from).map(workTouch));
  return Object.fromEntries(people.map((person) => [person, touched.subjectsFor(readerOf(now(), person))]));
};

describe('work that was touched', () => {
  it('by a move is that of both sides, and of nobody else', () => {
    expect(toldTo(['ann', 'ben', 'sue', 'aud', 'eve'], 1, threadOf('t1'))).toEqual({ ann: ['t1'], ben: ['t1'], sue: [], aud: [], eve: [] });
  });

  it('by an escalation is that of the arbiter in charge as well, and of none further up', () => {
    const escalated = threadOf('t1', {}, thread.countered(2), thread.countered(3), thread.escalated());
    expect(toldTo(['ben', 'carl', 'eve'], 1, escalated)).toEqual({ ben: ['t1'], carl: ['t1'], eve: [] });
  });

  it('by a move that a vacant post is to make is that of the leads above it', () => {
    const left = organised({ type: 'HolderLeft', data: { post: 'surgery', person: 'sue', lastDay: '2026-03-01', reason: 'retires' } });
    const told = toldTo(['carl', 'ben'], 1, left, threadOf('t1', { receiver: 'surgery' }));
    expect(told).toEqual({ carl: ['surgery'], ben: [] });
  });

  it('by a goal that changed hands is that of the owner before, too', () => {
    const revised = happened<GoalEvents>('goal', 't1', {
      type: 'GoalRevised',
      data: {
        ...trust.aGoal(thread.firstOffer, { owner: 'surgery', unit: 'surgery-unit' }).data,
        revision: 2,
        releases: null,
      } as GoalEvents['GoalRevised'],
    });
    expect(toldTo(['ben', 'sue', 'wim'], 1, committed('t1'), revised)).toEqual({ ben: ['t1'], sue: ['t1'], wim: [] });
  });

  it('by a figure is that of the posts of its unit and of its steward', () => {
    const told = toldTo(['wim', 'dan', 'aud'], 1, figures('falls', { '2026-02': '9' }));
    expect(told['aud']).toEqual([]);
    expect(Object.values(told).flat()).toContain('falls');
  });

  it('by a change of a post is the whole of its people’s and of the leads above, by one of the calendar everybody’s', () => {
    const deputy = organised({ type: 'DeputyNamed', data: { post: 'surgery', person: 'pip', from: '2026-03-01', to: null } });
    expect(toldTo(['sue', 'pip', 'carl', 'ben'], 1, deputy)).toEqual({ sue: null, pip: null, carl: null, ben: [] });
    const calendar = organised({ type: 'CalendarChanged', data: { closed: ['2026-03-03'], open: [], reason: 'strike' } });
    expect(toldTo(['ben', 'aud'], 1, calendar)).toEqual({ ben: null, aud: null });
  });

  it('by what nobody is waited for is nobody’s', () => {
    const drafted = happened<StrategyEvents>('strategy', 'trust', {
      type: 'TrueNorthDrafted',
      data: { unit: 'medicine-unit', statement: 'Home', dimensions: [], reason: 'new' },
    });
    expect(toldTo(['ben', 'eve', 'carl'], 1, drafted)).toEqual({ ben: [], eve: [], carl: [] });
  });
});
