import { happened, logOf, thread, told, trust, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import type { PolicyLogEvents } from '../policies/policy-log.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import { findingCodes, findings, type Finding, type FindingCode } from './findings.reading.js';
import { readerOf } from './openness.reading.js';

const { viewsOver, threadOf, committed, declined, accepted, inNegotiation, figures, signing } = told;
const strategyOf = (...events: Parameters<typeof happened<StrategyEvents>>[2][]): Past[] =>
  happened<StrategyEvents>('strategy', 'trust', ...events);
const organised = (...events: Parameters<typeof happened<OrganisationEvents>>[2][]): Past[] =>
  happened<OrganisationEvents>('organisation', 'trust', ...events);
const move = (id: string, ...moves: Parameters<typeof happened<CatchballEvents>>[2][]): Past[] =>
  happened<CatchballEvents>('catchball', id, ...moves);

const provoked = new Set<FindingCode>();
type Asked = Parameters<typeof findings>[3] & { readonly person?: string; readonly today?: string };
/** What is found of these codes; in April, when nothing of the year is due yet, unless said otherwise. */
const found = (codes: FindingCode | FindingCode[], { person, today = '2026-04-01', ...asked }: Asked, ...streams: Past[][]): Finding[] => {
  const log = viewsOver(trust.trustLog(...streams));
  const now = log.now(today);
  const all = findings(now, now, person === undefined ? null : readerOf(now, person), asked);
  for (const { code, integrity } of all) if (!integrity) provoked.add(code);
  return all.filter(({ code }) => [codes].flat().includes(code));
};
const lines = (...asked: Parameters<typeof found>) => found(...asked).map(({ subject, severity, text }) => [subject.id, severity, text]);
const falls = 'Bring falls with harm down to 10 a month';

describe('an aim nobody took up', () => {
  it('is found until somebody is asked, and again when everybody has declined', () => {
    const not = [['aim-1', 'HIGH', 'nobody has taken up the aim: Halve falls with harm']];
    expect(lines('AIM_NOT_TAKEN_UP', {})).toEqual(not);
    expect(lines('AIM_NOT_TAKEN_UP', {}, inNegotiation('t1'))).toEqual([]);
    expect(lines('AIM_NOT_TAKEN_UP', {}, inNegotiation('t1', { private: true }))).toEqual([]);
    expect(lines('AIM_NOT_TAKEN_UP', {}, declined('t1'))).toEqual(not);
    expect(lines('AIM_NOT_TAKEN_UP', {}, inNegotiation('t1', { kind: 'PLEDGE' }))).toEqual(not);
    expect(lines('AIM_NOT_TAKEN_UP', { person: 'ann' }, declined('t1', { private: true }))).toEqual(not);
    expect(lines('AIM_NOT_TAKEN_UP', { person: 'sue' }, declined('t1', { private: true }))).toEqual([]);
    const nurses = declined('t1', { private: true, receiver: 'ward-7-nurse', unit: 'ward-7-unit' });
    expect(lines('AIM_NOT_TAKEN_UP', { person: 'sue' }, nurses)).toEqual([]);
  });

  it('is none any more when it was dropped, and weighs little while its cycle is planned', () => {
    expect(lines('AIM_NOT_TAKEN_UP', {}, strategyOf({ type: 'AimDropped', data: { aim: 'aim-1', reason: 'board' } }))).toEqual([]);
    const planning = logOf(
      trust.organisationStream,
      trust.strategyStream.filter(({ type }) => type !== 'CycleActivated'),
      trust.fallsStream,
    );
    const now = viewsOver(planning).now();
    expect(
      findings(now, now, null)
        .filter(({ code }) => code === 'AIM_NOT_TAKEN_UP')
        .map(({ severity }) => severity),
    ).toEqual(['LOW']);
  });

  it('falls to its unit and rests on its last event', () => {
    const [finding] = found('AIM_NOT_TAKEN_UP', {});
    expect(finding).toMatchObject({
      subject: { kind: 'AIM', id: 'aim-1' },
      unit: 'board',
      evidence: trust.organisationStream.length + trust.strategyStream.length,
    });
  });
});

describe('a baseline', () => {
  const finding = thread.milestoneOffer({ baselineBy: '2026-06-30' });
  it('is overdue for a milestone goal past the day it was to be found by', () => {
    const asked = (today: string, ...since: Parameters<typeof committed>[2][]) =>
      lines('BASELINE_OVERDUE', { today }, committed('t1', { offer: finding }, ...since));
    expect(asked('2026-06-30')).toEqual([]);
    expect(asked('2026-07-01')).toEqual([
      ['t1', 'HIGH', `the baseline was to be found by 30 June 2026 and the goal revised to a measured one: ${falls}`],
    ]);
    expect(
      asked('2026-07-01', {
        type: 'GoalRevised',
        data: { ...trust.aGoal(thread.firstOffer).data, revision: 2, releases: null } as GoalEvents['GoalRevised'],
      }),
    ).toEqual([]);
    expect(asked('2026-07-01', { type: 'GoalClosed', data: { outcome: 'DROPPED', evidence: 'minute', reason: 'over' } })).toEqual([]);
  });
});

describe('a unit with no goal', () => {
  const without = (...streams: Past[][]) => found('UNIT_WITHOUT_GOAL', {}, ...streams).map(({ subject, text }) => [subject.id, text]);

  it('is one below the top that sponsors no aim and carries none', () => {
    expect(without()).toEqual([
      ['medicine-unit', 'Medicine has no goal in this cycle'],
      ['surgery-unit', 'Surgery has no goal in this cycle'],
      ['ward-7-unit', 'Ward 7 has no goal in this cycle'],
    ]);
    expect(without(committed('t1')).map(([id]) => id)).toEqual(['surgery-unit', 'ward-7-unit']);
  });

  it('may be negotiating one', () => {
    expect(without(inNegotiation('t1'))[0]).toEqual(['medicine-unit', 'Medicine has no goal in this cycle yet; one is being negotiated']);
  });

  it('is none that nobody works in any more, or that only looks on', () => {
    const closed = organised(
      { type: 'PostClosed', data: { post: 'surgery', on: '2026-03-31', successor: 'medicine', reason: 'merged' } },
      { type: 'UnitAdded', data: { unit: 'governors', name: 'Governors', kind: 'council', parent: 'board', code: null } },
      { type: 'PostAdded', data: { post: 'governor', unit: 'governors', title: 'Governor', role: 'NON_EXECUTIVE', leads: true } },
    );
    expect(without(closed).map(([id]) => id)).toEqual(['medicine-unit', 'ward-7-unit']);
  });

  it('has none when its goal was closed', () => {
    expect(
      without(committed('t1', {}, { type: 'GoalClosed', data: { outcome: 'ACHIEVED', evidence: 'report', reason: 'over' } })).map(
        ([id]) => id,
      ),
    ).toContain('medicine-unit');
  });
});

describe('what lies still', () => {
  it('is a ball past its reply day', () => {
    expect(lines('BALL_OVERDUE', { today: '2026-03-16' }, threadOf('t1'))).toEqual([]);
    expect(lines('BALL_OVERDUE', { today: '2026-03-17' }, threadOf('t1'))).toEqual([['t1', 'HIGH', `due since 16 March 2026: ${falls}`]]);
  });

  it('is a signature past its day', () => {
    expect(lines('SIGNATURE_OVERDUE', { today: '2026-03-10' }, accepted('t1'))).toEqual([
      ['t1', 'HIGH', `due since 9 March 2026: ${falls}`],
    ]);
  });

  it('is a decision past the day of the last arbiter', () => {
    const escalated = threadOf('t1', {}, thread.countered(2), thread.countered(3), thread.escalated());
    expect(lines('DECISION_OVERDUE', { today: '2026-04-29' }, escalated)).toEqual([]);
    expect(lines('DECISION_OVERDUE', { today: '2026-04-30' }, escalated)).toEqual([['t1', 'HIGH', `due since 29 April 2026: ${falls}`]]);
  });

  it('is a changed parent nobody confirmed', () => {
    const change = {
      type: 'ParentChangeNoted',
      by: thread.policy,
      data: { cause: 'e', parentRevision: 2, effect: 'CONFIRM', confirmBy: '2026-04-20' },
    } as const;
    expect(lines('CONFIRMATION_OVERDUE', { today: '2026-04-20' }, committed('t1'), move('t1', change))).toEqual([]);
    expect(lines('CONFIRMATION_OVERDUE', { today: '2026-04-21' }, committed('t1'), move('t1', change))).toEqual([
      ['t1', 'HIGH', `its parent changed, and it was to be confirmed or renegotiated by 20 April 2026: ${falls}`],
    ]);
  });

  it('is a post that is awaited and was left vacant for ten working days, once', () => {
    const gone = organised(
      { type: 'HolderLeft', data: { post: 'medicine', person: 'ben', lastDay: '2026-03-05', reason: 'retires' } },
      { type: 'DeputyStoodDown', data: { post: 'medicine', person: 'rita', lastDay: '2026-03-05', reason: 'new job' } },
    );
    const vacant = (today: string, ...streams: Past[][]) =>
      lines('VACANT_TOO_LONG', { today }, threadOf('t1'), threadOf('t2'), gone, ...streams);
    expect(vacant('2026-03-19')).toEqual([]);
    expect(vacant('2026-03-20')).toEqual([
      ['medicine', 'HIGH', 'medicine is awaited and vacant since 5 March 2026: the lead above has to name an acting holder'],
    ]);
    expect(lines('BALL_OVERDUE', { today: '2026-03-20' }, threadOf('t1'), gone)).toEqual([]);
    const acting = organised({
      type: 'ActingHolderNamed',
      data: { post: 'medicine', person: 'sue', from: '2026-03-18', to: null, reason: 'meanwhile' },
    });
    expect(vacant('2026-03-20', acting)).toEqual([]);
  });
});

describe('a cap', () => {
  const goals = (count: number, receiver: (index: number) => string, offer = thread.firstOffer): Past[][] =>
    Array.from({ length: count }, (_, index) => committed(`t${index}`, { receiver: receiver(index), unit: 'medicine-unit', offer }));
  const posts = (count: number): Past[] =>
    organised(
      ...Array.from({ length: count }, (_, index) => ({
        type: 'PostAdded' as const,
        data: { post: `p${index}`, unit: 'medicine-unit', title: `Post ${index}`, role: 'LEAD' as const, leads: false },
      })),
    );

  it('of seven goals a unit is passed by two commitments at once', () => {
    expect(lines('UNIT_CAP_PASSED', {}, posts(8), ...goals(7, (index) => `p${index}`))).toEqual([]);
    expect(lines('UNIT_CAP_PASSED', {}, posts(8), ...goals(8, (index) => `p${index}`))).toEqual([
      ['medicine-unit', 'HIGH', '8 active goals in one unit, where 7 are the most; something has to be dropped'],
    ]);
  });

  it('passed by override stays visible, and is no breach', () => {
    const override: Parameters<typeof threadOf>[2] = {
      type: 'CapOverridden',
      by: thread.arbiter,
      data: { cap: 'UNIT_GOALS', reason: 'winter' },
    };
    const last = [
      ...threadOf('t7', { receiver: 'p7' }, override, ...signing()),
      ...happened<GoalEvents>(
        'goal',
        't7',
        trust.aGoal(thread.firstOffer, {
          owner: 'p7',
          agreement: { kind: 'COMMITTED', thread: 't7', episode: 1, offerHash: 'a'.repeat(64), event: 'made-t7' },
        }),
      ),
    ];
    expect(lines('UNIT_CAP_PASSED', {}, posts(8), ...goals(7, (index) => `p${index}`), last)).toEqual([
      ['medicine-unit', 'LOW', '8 active goals in one unit, where 7 are the most; 1 of them by override'],
    ]);
  });

  it('of three goals a post counts what it has taken over from closed ones', () => {
    expect(lines('OWNER_LOAD_PASSED', {}, ...goals(3, () => 'medicine'))).toEqual([]);
    expect(lines('OWNER_LOAD_PASSED', {}, ...goals(4, () => 'medicine'))).toEqual([
      ['medicine', 'HIGH', '4 active goals led by one post, where 3 are the most; something has to be dropped'],
    ]);
    const merged = organised({ type: 'PostClosed', data: { post: 'surgery', on: '2026-03-31', successor: 'medicine', reason: 'merged' } });
    expect(lines('OWNER_LOAD_PASSED', {}, ...goals(4, (index) => (index < 2 ? 'medicine' : 'surgery')), merged).map(([id]) => id)).toEqual([
      'medicine',
    ]);
  });

  it('of five aims is passed by override alone', () => {
    const adopted = Array.from({ length: 5 }, (_, index) => ({
      type: 'CandidateAdopted' as const,
      data: {
        candidate: `candidate-${index + 2}`,
        aim: `aim-${index + 2}`,
        cycle: 'cycle-26',
        unit: 'board',
        terms: trust.aimTerms,
        reason: 'next',
        override: index === 4 ? 'the inspection asks for it' : null,
        scores: { executives: 1, advisory: 0, impact: '5', urgency: '4', feasibility: '3' },
      },
    }));
    const nominated = adopted.map(({ data: { candidate } }) => ({
      type: 'CandidateNominated' as const,
      data: { candidate, cycle: 'cycle-26', unit: 'board', text: {} as never },
    }));
    expect(lines('AIM_CAP_PASSED', {}, strategyOf(...nominated, ...adopted))).toEqual([
      ['cycle-26', 'LOW', '6 aims are adopted, where 5 are the most; 1 of them by override'],
    ]);
  });

  it('of the whole of a goal’s effect is passed by two shares at once', () => {
    const offer = thread.offerOf({ share: '0.6' });
    const revised = happened<GoalEvents>('goal', 't1', {
      type: 'GoalRevised',
      data: {
        ...trust.aGoal(offer).data,
        revision: 2,
        agreement: { kind: 'COMMITTED', thread: 't2', episode: 1, offerHash: 'b'.repeat(64), event: 'made-t2' },
        releases: null,
      } as GoalEvents['GoalRevised'],
    });
    expect(lines('SHARES_OVER_ONE', {}, committed('t1', { offer }))).toEqual([]);
    expect(lines('SHARES_OVER_ONE', {}, committed('t1', { offer }), revised)).toEqual([
      ['t1', 'HIGH', `its parents are credited with 120% of its effect, more than all of it: ${falls}`],
    ]);
  });
});

describe('a gap', () => {
  const takingOn = (amount: string) => thread.offerOf({ contribution: { amount, conversion: null } });
  it('is found once nobody is negotiating any more, until it is accepted', () => {
    const half = committed('t1', { offer: takingOn('10') });
    const gap = [['aim-1', 'MEDIUM', 'the children do not cover the need and nobody has accepted the gap: Halve falls with harm']];
    expect(lines('GAP_NOT_ACCEPTED', {}, half)).toEqual(gap);
    expect(lines('GAP_NOT_ACCEPTED', {}, half, inNegotiation('t2', { receiver: 'surgery' }))).toEqual([]);
    const taken = strategyOf({
      type: 'AimGapAccepted',
      data: { aim: 'aim-1', coverage: '0.5', gap: '10', plan: 'ask surgery', reviewOn: '2026-06-01' },
    });
    expect(lines('GAP_NOT_ACCEPTED', {}, half, taken)).toEqual([]);
    expect(lines('GAP_NOT_ACCEPTED', { today: '2026-06-02' }, half, taken)).toEqual([
      [
        'aim-1',
        'MEDIUM',
        'the children do not cover the need and nobody has accepted the gap any more (the review was due on 1 June 2026): Halve falls with harm',
      ],
    ]);
  });

  it('of a goal counts from the first child asked on', () => {
    const ward = { parent: { kind: 'GOAL', id: 't1' }, giver: 'medicine', receiver: 'ward-7', offer: takingOn('4') } as const;
    const all = committed('t1', { offer: takingOn('20') });
    expect(lines('GAP_NOT_ACCEPTED', {}, all)).toEqual([]);
    expect(lines('GAP_NOT_ACCEPTED', {}, all, committed('c1', ward)).map(([id]) => id)).toEqual(['t1']);
  });

  it('the other way about is goal explosion', () => {
    expect(lines('GOAL_EXPLOSION', {}, committed('t1', { offer: takingOn('25') }))).toEqual([
      ['aim-1', 'LOW', 'more than 120% of the need is promised: Halve falls with harm'],
    ]);
  });
});

describe('a goal whose parent was dropped', () => {
  it('is found until it is closed', () => {
    const dropped = strategyOf({ type: 'AimDropped', data: { aim: 'aim-1', reason: 'board' } });
    expect(lines('PARENT_DROPPED', {}, committed('t1'))).toEqual([]);
    expect(lines('PARENT_DROPPED', {}, committed('t1'), dropped)).toEqual([
      ['t1', 'MEDIUM', `what it served was dropped; give it another parent, hand it over or close it: ${falls}`],
    ]);
    const handedOver = { type: 'GoalClosed', data: { outcome: 'TO_DAILY_MANAGEMENT', evidence: 'minute', reason: 'over' } } as const;
    expect(lines('PARENT_DROPPED', {}, committed('t1', {}, handedOver), dropped)).toEqual([]);
  });
});

describe('missing data', () => {
  it('is found from the second figure on that is overdue, of measures in use', () => {
    const reported = figures('falls', { '2026-02': '38' });
    expect(lines('DATA_MISSING', { today: '2026-05-15' }, reported)).toEqual([]);
    expect(lines('DATA_MISSING', { today: '2026-05-16' }, reported)).toEqual([
      ['falls', 'MEDIUM', '2 figures of Falls with harm are overdue, the first for March 2026'],
    ]);
    const dropped = strategyOf({ type: 'AimDropped', data: { aim: 'aim-1', reason: 'board' } });
    expect(lines('DATA_MISSING', { today: '2026-05-16' }, reported, dropped)).toEqual([]);
  });
});

describe('what the service owes and could not do', () => {
  const stuckOver = (streams: Past[]) => {
    const begun = trust.trustLog(streams);
    const made = begun.find(({ type }) => type === 'CommitmentMade')!;
    const key = `agreement-makes-goal:${made.id}:${made.subject}`;
    const stuck = { key, policy: 'agreement-makes-goal', cause: made.id, code: 'GoalIsClosed', because: 'the goal of 10 falls is closed' };
    const log = viewsOver(logOf(begun, happened<PolicyLogEvents>('policy', 'log', { type: 'PolicyStuck', data: stuck })));
    const now = log.now();
    const found = (person: string | null) =>
      findings(now, now, person === null ? null : readerOf(now, person)).filter(
        ({ code }) => provoked.add(code) && code === 'POLICY_STUCK',
      );
    return Object.assign((person: string | null) => found(person).map(({ text }) => text), {
      key,
      keysTo: (person: string) => found(person).map(({ debt }) => debt),
    });
  };

  it('is tried again by its key, which administrators alone are shown', () => {
    const { key, keysTo } = stuckOver(threadOf('t1', {}, ...signing()));
    expect([keysTo('adi'), keysTo('sue'), keysTo('aud')]).toEqual([[key], [undefined], [undefined]]);
  });

  it('is found with the refusal', () => {
    const seenBy = stuckOver(threadOf('t1', {}, ...signing()));
    expect(seenBy(null)).toEqual(['agreement-makes-goal could not be carried out (GoalIsClosed): the goal of 10 falls is closed']);
    expect(seenBy('sue')).toEqual(seenBy(null));
  });

  it('says nothing of what it was about to those it is not for', () => {
    const seenBy = stuckOver(threadOf('t1', { giver: 'ward-7', receiver: 'ward-7-nurse' }, ...signing()));
    expect([seenBy('sue'), seenBy('wim')]).toEqual([
      ['agreement-makes-goal could not be carried out'],
      ['agreement-makes-goal could not be carried out (GoalIsClosed): the goal of 10 falls is closed'],
    ]);
  });
});

describe('findings', () => {
  it('say nothing about private threads and single persons’ goals to those they are not for', () => {
    const secret = threadOf('t1', { private: true });
    const nurse = committed('n1', {
      giver: 'ward-7',
      receiver: 'ward-7-nurse',
      unit: 'ward-7-unit',
      offer: thread.milestoneOffer({ baselineBy: '2026-03-20' }),
    });
    const asked = ['BALL_OVERDUE', 'BASELINE_OVERDUE'] as FindingCode[];
    expect(found(asked, { person: 'sue' }, secret, nurse)).toEqual([]);
    expect(lines(asked, { person: 'wim' }, secret, nurse).map(([id]) => id)).toEqual(['n1']);
    expect(lines(asked, { person: 'ann' }, secret, nurse).map(([id]) => id)).toEqual(['t1']);
    expect(lines(asked, {}, secret, nurse).map(([id]) => id)).toEqual(['t1', 'n1']);
  });

  it('are of one cycle, and of one unit where it is named', () => {
    const next = threadOf('t1', { cycle: 'cycle-27' });
    expect(lines('BALL_OVERDUE', {}, next)).toEqual([]);
    expect(lines('BALL_OVERDUE', { cycle: 'cycle-27' }, next)).toHaveLength(1);
    expect(lines('BALL_OVERDUE', { unit: 'surgery-unit' }, threadOf('t1'))).toEqual([]);
    expect(lines('BALL_OVERDUE', { unit: 'medicine-unit' }, threadOf('t1'))).toHaveLength(1);
  });

  it('come gravest first', () => {
    const severities = found([...findingCodes], { today: '2026-05-16' }, committed('t1'), figures('falls', { '2026-02': '38' })).map(
      ({ severity }) => severity,
    );
    expect(severities).toEqual(
      [...severities].sort((one, other) => ['HIGH', 'MEDIUM', 'LOW'].indexOf(one) - ['HIGH', 'MEDIUM', 'LOW'].indexOf(other)),
    );
    expect(new Set(severities).size).toBeGreaterThan(1);
  });

  it('are none of a cycle before there is one', () => {
    const now = viewsOver(logOf(trust.organisationStream)).now();
    expect(findings(now, now, null)).toEqual([]);
  });

  it('have a test for every code', () => expect([...provoked].sort()).toEqual([...findingCodes].sort()));
});
