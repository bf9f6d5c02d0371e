import { as, happened, thread, told, trust, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import { myWork, workKinds, type WorkItem } from './my-work.reading.js';

const { trustAfter, threadOf, committed, directed, figures } = told;
type Move = Parameters<typeof happened<CatchballEvents>>[2];
const organised = (...events: Parameters<typeof happened<OrganisationEvents>>[2][]): Past[] =>
  happened<OrganisationEvents>('organisation', 'trust', ...events);
const leaves = (post: string, person: string, lastDay: string) =>
  ({ type: 'HolderLeft', data: { post, person, lastDay, reason: 'retires' } }) as const;

const provoked = new Set<string>();
/** What waits in these posts, without the figures, which have a test of their own. */
const work = (posts: string | string[], today: string, ...streams: Past[][]): WorkItem[] => {
  const items = myWork(trustAfter(...streams).now(today), [posts].flat());
  for (const { kind } of items) provoked.add(kind);
  return items;
};
const besidesNumbers = (...asked: Parameters<typeof work>) =>
  work(...asked).flatMap(({ kind, subject, due, overdue }) => (kind === 'NUMBER' ? [] : [[kind, subject.id, due, overdue]]));

describe('my work: balls, signatures, decisions', () => {
  it('is the ball I hold, in words, and due by its reply day', () => {
    expect(work('medicine', '2026-03-03', threadOf('t1')).filter(({ kind }) => kind === 'BALL')).toEqual([
      {
        kind: 'BALL',
        subject: { kind: 'THREAD', id: 't1' },
        post: 'medicine',
        text: 'You hold the ball in round 1: Bring falls with harm down to 10 a month',
        due: '2026-03-16',
        overdue: false,
        periods: [],
      },
    ]);
    expect(besidesNumbers('chief-nurse', '2026-03-03', threadOf('t1'))).toEqual([]);
  });

  it('is the answer to a question, also while the asker holds the ball', () => {
    const asking = threadOf('t1', {}, thread.asked(thread.receiver, 'RECEIVER', '2026-03-03'));
    expect(besidesNumbers('chief-nurse', '2026-03-03', asking)).toEqual([['QUESTION', 't1', '2026-03-16', false]]);
    expect(besidesNumbers('medicine', '2026-03-03', asking)).toEqual([]);
    const asked = threadOf('t1', {}, thread.asked(thread.giver, 'GIVER', '2026-03-03'));
    expect(besidesNumbers('medicine', '2026-03-03', asked)).toEqual([['QUESTION', 't1', '2026-03-16', false]]);
  });

  it('is the signature not given yet', () => {
    const half = threadOf('t1', {}, thread.accepted(), thread.signed());
    expect(besidesNumbers('chief-nurse', '2026-03-10', half)).toEqual([['SIGNATURE', 't1', '2026-03-09', true]]);
    expect(besidesNumbers('medicine', '2026-03-10', half)).toEqual([]);
  });

  it('is the decision of the arbiter in charge, of the lowest first', () => {
    const escalated = threadOf('t1', {}, thread.countered(2), thread.countered(3), thread.escalated());
    expect(besidesNumbers('chief-operating', '2026-04-01', escalated)).toEqual([['DECISION', 't1', '2026-04-15', false]]);
    expect(besidesNumbers('chief-executive', '2026-04-01', escalated)).toEqual([]);
    expect(besidesNumbers('chief-executive', '2026-04-16', escalated)).toEqual([['DECISION', 't1', '2026-04-29', false]]);
  });

  it('is the confirmation that an escalation is taken back', () => {
    const back: Move = { type: 'EscalationWithdrawn', by: thread.receiver, data: { side: 'RECEIVER', reason: 'we agree' } };
    const settling = threadOf('t1', {}, thread.countered(2), thread.countered(3), thread.escalated(), back);
    expect(besidesNumbers('chief-nurse', '2026-04-01', settling)).toEqual([['SETTLEMENT', 't1', '2026-04-15', false]]);
  });

  it('is the confirmation of a changed parent by the owner of the child', () => {
    const change: Move = {
      type: 'ParentChangeNoted',
      by: thread.policy,
      data: { cause: 'event-9', parentRevision: 2, effect: 'CONFIRM', confirmBy: '2026-04-20' },
    };
    const stream = [...committed('t1'), ...happened<CatchballEvents>('catchball', 't1', change)];
    expect(besidesNumbers('medicine', '2026-04-21', stream)).toEqual([['CONFIRMATION', 't1', '2026-04-20', true]]);
    expect(besidesNumbers('chief-nurse', '2026-04-21', stream)).toEqual([]);
  });

  it('is the answer to a proposal to release', () => {
    const proposal: Move = { type: 'ReleaseProposed', by: thread.giver, data: { side: 'GIVER', reason: 'moved' } };
    const stream = [...committed('t1'), ...happened<CatchballEvents>('catchball', 't1', proposal)];
    expect(besidesNumbers('medicine', '2026-04-01', stream)).toEqual([['RELEASE', 't1', null, false]]);
    expect(besidesNumbers('chief-nurse', '2026-04-01', stream)).toEqual([]);
  });

  it('follows the post to its successor, and is listed for both posts of one person', () => {
    const closed = organised({ type: 'PostClosed', data: { post: 'medicine', on: '2026-03-10', successor: 'surgery', reason: 'merged' } });
    expect(besidesNumbers('surgery', '2026-03-11', threadOf('t1'), closed)).toEqual([['BALL', 't1', '2026-03-16', false]]);
    expect(besidesNumbers(['medicine', 'surgery'], '2026-03-03', threadOf('t1'), threadOf('t2', { receiver: 'surgery' }))).toEqual([
      ['BALL', 't1', '2026-03-16', false],
      ['BALL', 't2', '2026-03-16', false],
    ]);
  });
});

describe('my work: promises', () => {
  const promising = thread.milestoneOffer({
    baselineBy: '2026-06-30',
    conditions: [{ id: 'c1', text: 'a second occupational therapist', owner: 'surgery', due: '2026-05-01' }],
    resourcesGranted: [{ id: 'g1', kind: 'MONEY', amount: '9000', text: 'sensor mats', fundedBy: 'chief-nurse', deliverBy: '2026-04-30' }],
  });
  const stream = committed('t1', { offer: promising });

  it('are the conditions I own and the grants I fund', () => {
    expect(besidesNumbers('surgery', '2026-05-02', stream)).toEqual([['CONDITION', 't1', '2026-05-01', true]]);
    expect(besidesNumbers('chief-nurse', '2026-04-30', stream)).toEqual([['GRANT', 't1', '2026-04-30', false]]);
  });

  it('are the milestones of the goals I own, and the baseline to be found', () => {
    expect(besidesNumbers('medicine', '2026-05-02', stream)).toEqual([
      ['MILESTONE', 't1', '2026-06-30', false],
      ['MILESTONE', 't1', '2026-07-31', false],
    ]);
  });

  it('are done with once they are met, delivered, done, or the goal is closed', () => {
    const kept = committed(
      't1',
      { offer: promising },
      { type: 'ConditionMet', data: { condition: 'c1', evidence: 'started' } },
      { type: 'GrantDelivered', data: { grant: 'g1', on: '2026-04-29', evidence: 'invoice' } },
      { type: 'MilestoneDone', data: { milestone: 'audit', on: '2026-04-29', evidence: 'report' } },
    );
    expect(besidesNumbers(['surgery', 'chief-nurse', 'medicine'], '2026-05-02', kept)).toEqual([['MILESTONE', 't1', '2026-06-30', false]]);
    const closed = committed(
      't1',
      { offer: promising },
      { type: 'GoalClosed', data: { outcome: 'DROPPED', evidence: 'minute', reason: 'no staff' } },
    );
    expect(besidesNumbers(['surgery', 'chief-nurse', 'medicine'], '2026-05-02', closed)).toEqual([]);
  });

  it('are waited for while the goal waits for its cycle', () => {
    const next = happened<StrategyEvents>('strategy', 'trust', {
      type: 'CyclePlanned',
      data: { cycle: 'cycle-27', name: '2027/28', starts: '2027-04-01', ends: '2028-03-31' },
    });
    expect(besidesNumbers('surgery', '2026-05-02', next, committed('t1', { offer: promising, cycle: 'cycle-27' }))).toHaveLength(1);
  });

  it('is to look again at a gap I accepted, of a goal or of an aim', () => {
    const gap = { coverage: '0.5', gap: '10', plan: 'ask surgery', reviewOn: '2026-06-01' };
    const ofGoal = committed('t1', {}, { type: 'GoalGapAccepted', data: gap } satisfies Parameters<typeof happened<GoalEvents>>[2]);
    expect(besidesNumbers('medicine', '2026-05-02', ofGoal)).toEqual([['GAP_REVIEW', 't1', '2026-06-01', false]]);
    const ofAim = happened<StrategyEvents>('strategy', 'trust', { type: 'AimGapAccepted', data: { aim: 'aim-1', ...gap } });
    expect(besidesNumbers('chief-nurse', '2026-06-02', ofAim)).toEqual([['GAP_REVIEW', 'aim-1', '2026-06-01', true]]);
  });
});

describe('my work: numbers', () => {
  const numbers = (posts: string | string[], today: string, ...streams: Past[][]) =>
    work(posts, today, ...streams).flatMap(({ kind, subject, post, text, due, overdue, periods }) =>
      kind === 'NUMBER' ? [{ id: subject.id, post, text, due, overdue, periods }] : [],
    );

  it('are those of my unit for whoever works there, and those I am the steward of', () => {
    const due = {
      id: 'falls',
      text: 'Falls with harm: the figure for March 2026',
      due: '2026-04-16',
      overdue: false,
      periods: ['2026-03'],
    };
    expect(numbers('medicine', '2026-04-02')).toEqual([{ ...due, post: 'medicine' }]);
    expect(numbers('data-steward', '2026-04-02')).toEqual([{ ...due, post: 'data-steward' }]);
  });

  it('are not those of the units below, nor of those who only look on', () => {
    expect(['chief-operating', 'chief-executive', 'ward-7', 'surgery', 'auditor'].map((post) => numbers(post, '2026-04-02'))).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
  });

  it('are never those of days between rare events, which nobody can be late with', () => {
    const definition = { ...trust.fallsDefinition, kind: 'DAYS_BETWEEN', overTime: 'MEAN', overUnits: 'NONE' } as const;
    const rare = happened<MeasureEvents>('measure', 'falls', { type: 'MeasureRedefined', data: { definition, reason: 'rare' } });
    expect(numbers('medicine', '2026-07-02', figures('falls', { '2026-02': '38' }), rare)).toEqual([]);
  });

  it('are listed once for a person who could give them in two posts', () => {
    expect(numbers(['medicine', 'data-steward'], '2026-04-02')).toHaveLength(1);
  });

  it('are overdue by the oldest that is missing', () => {
    expect(numbers('medicine', '2026-05-04', figures('falls', { '2026-02': '38' }))).toEqual([
      {
        id: 'falls',
        post: 'medicine',
        text: 'Falls with harm: 2 figures, from March 2026 on',
        due: '2026-04-16',
        overdue: true,
        periods: ['2026-03', '2026-04'],
      },
    ]);
    expect(numbers('medicine', '2026-05-04', figures('falls', { '2026-02': '38', '2026-03': '37', '2026-04': '36' }))).toEqual([]);
  });

  it('name the latest twelve and say that there are more', () => {
    const [item] = numbers('medicine', '2026-05-04', figures('falls', { '2024-02': '38' }));
    expect(item?.text).toBe('Falls with harm: more than 12 figures, the latest from May 2025 on');
    expect(item?.periods).toHaveLength(12);
  });

  it('are of measures somebody works by', () => {
    const spare = happened<MeasureEvents>('measure', 'spare', {
      type: 'MeasureDefined',
      data: { unit: 'ward-7-unit', definition: { ...trust.fallsDefinition, code: 'SPARE' } },
    });
    expect(numbers('ward-7', '2026-04-02', spare)).toEqual([]);
    const watched = { type: 'MeasureClassed', data: { unit: 'ward-7-unit', class: 'WATCH', reason: 'ours' } } as const;
    expect(numbers('ward-7', '2026-04-02', spare, happened<MeasureEvents>('measure', 'spare', watched)).map(({ id }) => id)).toEqual([
      'spare',
    ]);
  });
});

describe('my work: vacancies', () => {
  const gone = organised(leaves('ward-7', 'wim', '2026-03-05'));
  const waiting = { parent: { kind: 'GOAL', id: 'g' }, giver: 'medicine', receiver: 'ward-7' } as const;

  it('are vacant posts below that hold something up, once each, due ten working days after the last day', () => {
    const items = work('medicine', '2026-03-10', threadOf('t1', waiting), threadOf('t2', waiting), gone);
    expect(items.filter(({ kind }) => kind === 'VACANCY')).toEqual([
      {
        kind: 'VACANCY',
        subject: { kind: 'POST', id: 'ward-7' },
        post: 'medicine',
        text: 'ward 7 is vacant and its move is awaited: name an acting holder',
        due: '2026-03-19',
        overdue: false,
        periods: [],
      },
    ]);
    expect(besidesNumbers('medicine', '2026-03-20', threadOf('t1', waiting), gone)).toEqual([['VACANCY', 'ward-7', '2026-03-19', true]]);
  });

  it('are for the nearest lead above in whose post somebody stands', () => {
    const above = organised(leaves('medicine', 'ben', '2026-03-05'), {
      type: 'DeputyStoodDown',
      data: { post: 'medicine', person: 'rita', lastDay: '2026-03-05', reason: 'new job' },
    });
    expect(besidesNumbers('chief-operating', '2026-03-10', threadOf('t1', waiting), gone)).toEqual([]);
    expect(besidesNumbers('chief-operating', '2026-03-10', threadOf('t1', waiting), gone, above)).toEqual([
      ['VACANCY', 'ward-7', '2026-03-19', false],
    ]);
  });

  it('are none while a deputy stands in, or nothing is awaited of the post', () => {
    const deputy = organised({ type: 'DeputyNamed', data: { post: 'ward-7', person: 'dee', from: '2026-03-01', to: null } });
    expect(besidesNumbers('medicine', '2026-03-10', threadOf('t1', waiting), gone, deputy)).toEqual([]);
    expect(besidesNumbers('medicine', '2026-03-10', threadOf('t1', waiting, thread.declined()), gone)).toEqual([]);
  });

  it('count from the day the ball came where nobody ever stood in the post', () => {
    const empty = organised({
      type: 'PostAdded',
      data: { post: 'ward-8', unit: 'ward-7-unit', title: 'Ward 8', role: 'MEMBER', leads: false },
    });
    expect(besidesNumbers('ward-7', '2026-03-10', empty, threadOf('t1', { giver: 'ward-7', receiver: 'ward-8' }))).toEqual([
      ['VACANCY', 'ward-8', '2026-03-16', false],
    ]);
  });
});

describe('my work', () => {
  it('comes overdue first, then by the day it is due, what has no day last', () => {
    const proposal: Move = { type: 'ReleaseProposed', by: as('medicine', 'ben'), data: { side: 'RECEIVER', reason: 'moved' } };
    const items = besidesNumbers(
      'chief-nurse',
      '2026-03-10',
      [...directed('t1'), ...happened<CatchballEvents>('catchball', 't1', proposal)],
      threadOf('t2', {}, thread.countered(2, { replyBy: '2026-03-12' })),
      threadOf('t3', {}, thread.accepted(), thread.signed()),
      threadOf('t4', {}, thread.countered(2, { replyBy: '2026-03-11' })),
    );
    expect(items).toEqual([
      ['SIGNATURE', 't3', '2026-03-09', true],
      ['BALL', 't4', '2026-03-11', false],
      ['BALL', 't2', '2026-03-12', false],
      ['RELEASE', 't1', null, false],
    ]);
  });

  it('has a test for every kind', () => expect([...provoked].sort()).toEqual([...workKinds].sort()));
});
