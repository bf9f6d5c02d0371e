import { happened, thread, told, trust, type Past } from '#testing';
import type { RolledUp } from '../arithmetic/roll-up.js';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { MeasureDefinition, MeasureEvents } from '../measure/measure.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import type { MeasuredTerms, Offer, RollUpMethod } from '../vocabulary.js';
import { missedSince } from './achievement-cells.reading.js';
import { Achieving } from './achievement.reading.js';
import { personsGoal, readerOf } from './openness.reading.js';

const { trustAfter, committed, threadOf, figures } = told;
type GoalEvent = Parameters<typeof happened<GoalEvents>>[2];

const measured = (
  id: string,
  changes: Partial<MeasureDefinition> = {},
  ...since: Parameters<typeof happened<MeasureEvents>>[2][]
): Past[] =>
  happened<MeasureEvents>(
    'measure',
    id,
    { type: 'MeasureDefined', data: { unit: 'medicine-unit', definition: { ...trust.fallsDefinition, code: id, ...changes } } },
    ...since,
  );
const onMeasure = (measure: string, changes: Partial<MeasuredTerms> = {}, offer: Partial<Offer> = {}): Offer =>
  thread.offerOf({ ...offer, measured: { ...thread.firstOffer.measured!, measure, ...changes } });
const achieved = (today: string, goal: string, ...streams: Past[][]) => {
  const moment = trustAfter(...streams).now(today);
  return new Achieving(moment, moment, null).of({ kind: 'GOAL', id: goal })!;
};

/** What a parent's answer names of each child; the rest of it is told where the number is explained. */
const briefly = ({ counted }: RolledUp) =>
  counted.map(({ child, name, weight, attainment, note }) => ({ child, name, weight, attainment, note }));

/** Attendances at the A&E departments of provider RR1, and those that took more than four hours, as NHS England published them. */
const attendances: Record<string, readonly [attendances: number, breaches: number]> = {
  '2016-04': [21472, 2595],
  '2016-05': [24037, 3168],
  '2016-06': [22485, 2618],
  '2016-07': [23484, 2484],
  '2016-08': [21575, 1715],
  '2016-09': [22243, 2939],
  '2016-10': [22973, 3200],
  '2016-11': [21986, 3199],
  '2016-12': [22125, 4085],
  '2017-01': [22215, 5078],
  '2017-02': [19870, 3951],
  '2017-03': [23156, 3707],
  '2017-04': [21996, 2944],
  '2017-05': [23934, 4018],
  '2017-06': [22675, 3732],
  '2017-07': [23803, 3913],
  '2017-08': [21900, 3763],
  '2017-09': [22468, 4489],
  '2017-10': [23551, 5122],
  '2017-11': [23151, 5097],
  '2017-12': [22350, 5297],
  '2018-01': [22452, 5840],
  '2018-02': [21049, 5268],
  '2018-03': [22884, 5471],
  '2018-04': [22349, 4103],
  '2018-05': [25006, 3905],
  '2018-06': [24112, 4072],
};
const withinFourHours = Object.fromEntries(Object.entries(attendances).map(([month, [all, late]]) => [month, [all - late, all] as const]));
const fourHours: Past[][] = [
  measured('rr1', { kind: 'PROPORTION', direction: { kind: 'INCREASE' }, overTime: 'RATIO', overUnits: 'RATIO' }),
  figures('rr1', withinFourHours),
  happened<MeasureEvents>('measure', 'rr1', {
    type: 'MeasureAnnotated',
    data: { period: '2018-07', text: 'merged with RRK', reference: null },
  }),
];
const yearAfter = (jopFrom: string, jopTo: string, jop: string, trajectoryFrom: string, due: string): Offer =>
  onMeasure(
    'rr1',
    { basis: 'TOTAL', jop, jopFrom, jopTo, target: '0.95', tolerance: '0', trajectory: { kind: 'STEP', on: trajectoryFrom } },
    { due },
  );

describe('the four-hour standard of a year against the year before', () => {
  // By hand: 2016/17 pools to 228,882 of 267,621 = 0.855246785566155 within four hours, 2017/18 to 217,259 of 272,213 = 0.798121324110164.
  const goal = committed('g', { offer: yearAfter('2016-04', '2017-03', '0.855246785566155', '2017-04-01', '2018-03-31') });

  it('pools the figures of all months, as worked out by hand from the published file', () => {
    const { measured: year, latest } = achieved('2019-06-03', 'g', ...fourHours, goal);
    expect(year?.actual).toBeCloseTo(0.798121324110164, 14);
    // (0.798121324110164 − 0.855246785566155) / (0.95 − 0.855246785566155)
    expect(year?.attainment).toBeCloseTo(-0.602886791728581, 12);
    // The plan is the target itself from April on: (0.798121324110164 − 0.95) / (0.95 − 0.855246785566155)
    expect(year?.pace).toBeCloseTo(-1.602886791728581, 12);
    expect([year?.reported, year?.of, year?.periodsOverdue]).toEqual([12, 12, 0]);
    expect(year?.provenance).toEqual({ formula: 'TOTAL', version: 1 });
    expect(latest?.status).toBe('NOT_REPORTED');
  });

  it('shows the year after beside it, and from the merger on that nothing was reported, with its note', () => {
    const { cells } = achieved('2018-10-01', 'g', ...fourHours, goal);
    const after = cells.filter(({ period }) => period > '2018-03');
    expect(after.map(({ period, plan, value, status, note }) => [period, plan, value, status, note])).toEqual([
      ['2018-04', null, '0.816412367443734', 'NO_PLAN', null],
      ['2018-05', null, '0.843837479005039', 'NO_PLAN', null],
      ['2018-06', null, '0.831121433311214', 'NO_PLAN', null],
      ['2018-07', null, null, 'NOT_REPORTED', 'merged with RRK'],
      ['2018-08', null, null, 'NOT_REPORTED', null],
    ]);
  });

  it('says how many of the due months are reported where reporting stopped within the year', () => {
    // By hand: April to June 2018 pool to 59,387 of 71,467; (0.830970937635552 − 0.798121324110164) / (0.95 − 0.798121324110164).
    const next = committed('g', { offer: yearAfter('2017-04', '2018-03', '0.798121324110164', '2018-04-01', '2019-03-31') });
    const { measured: year, latest } = achieved('2019-06-03', 'g', ...fourHours, next);
    expect(year?.actual).toBeCloseTo(0.830970937635552, 14);
    expect(year?.attainment).toBeCloseTo(0.2162885166922, 12);
    expect([year?.reported, year?.of, year?.periodsOverdue, year?.periods]).toEqual([3, 12, 9, ['2018-04', '2018-05', '2018-06']]);
    expect(latest).toMatchObject({ period: '2019-04', reported: false, status: 'NOT_REPORTED' });
  });
});

describe('a period of a goal', () => {
  // From 20 in February to 10 in March of next year: 10/13 less each month.
  const rows = (today: string, ...streams: Past[][]) => achieved(today, 'g', committed('g'), ...streams).cells;

  it('compares the figure with its plan, or says that it is due or not due yet', () => {
    const cells = rows('2026-07-20', figures('falls', { '2026-03': '19', '2026-04': '19.4', '2026-05': '25' }));
    expect(cells.slice(0, 5).map(({ period, due, value, status }) => [period, due, value, status])).toEqual([
      ['2026-03', '2026-04-16', '19', 'MET'],
      ['2026-04', '2026-05-15', '19.4', 'NEAR'],
      ['2026-05', '2026-06-12', '25', 'MISSED'],
      ['2026-06', '2026-07-14', null, 'NOT_REPORTED'],
      ['2026-07', '2026-08-14', null, 'BLANK'],
    ]);
    expect(cells).toHaveLength(13);
    expect(cells[0]?.plan).toBeCloseTo(20 - 10 / 13, 12);
  });

  it('tells no activity from nothing reported', () => {
    const [first] = rows('2026-07-20', figures('falls', { '2026-03': [0, 0] }));
    expect([first?.reported, first?.value, first?.status]).toEqual([true, null, 'NO_ACTIVITY']);
  });

  it('shows what was published beside what is known now', () => {
    const reading = { period: '2026-03', numerator: null, denominator: null, late: false, import: null };
    const history = happened<MeasureEvents>(
      'measure',
      'falls',
      { type: 'ObservationRecorded', data: { ...reading, value: '19', note: null, reason: null } },
      { type: 'PeriodClosed', data: { period: '2026-03' } },
      { type: 'ObservationCorrected', data: { ...reading, value: '21', late: true, reason: 'two charts found' } },
      { type: 'PeriodClosed', data: { period: '2026-04' } },
    );
    const shown = rows('2026-05-20', history).slice(0, 2);
    expect(shown.map(({ value, published, closed, corrected, late }) => [value, published, closed, corrected, late])).toEqual([
      ['21', '19', true, true, true],
      [null, null, true, false, false],
    ]);
  });

  it('has no plan where the measure counts the days between events', () => {
    const days = onMeasure('days', { jop: '10', target: '20' });
    const { cells } = achieved(
      '2026-05-20',
      'g',
      measured('days', { kind: 'DAYS_BETWEEN', direction: { kind: 'INCREASE' } }),
      committed('g', { offer: days }),
    );
    expect(new Set(cells.map(({ plan }) => plan))).toEqual(new Set([null]));
  });

  it('never calls a figure overdue where the measure counts the days between events', () => {
    const days = onMeasure('days', { jop: '10', target: '20', jopFrom: '2026-02-10', jopTo: '2026-02-10' });
    const { measured: number, cells } = achieved(
      '2026-06-20',
      'g',
      measured('days', { kind: 'DAYS_BETWEEN', frequency: 'DAY', direction: { kind: 'INCREASE' }, overTime: 'MEAN', overUnits: 'NONE' }),
      committed('g', { offer: days }),
      figures('days', { '2026-03-01': '15' }),
    );
    expect([number?.attainment, number?.reported, number?.of, number?.periodsOverdue]).toEqual([0.5, 1, 1, 0]);
    expect(cells.some(({ status }) => status === 'NOT_REPORTED')).toBe(false);
  });

  it('keeps every note written about it, in order', () => {
    const note = (text: string) => ({ type: 'MeasureAnnotated', data: { period: '2026-03', text, reference: null } }) as const;
    expect(rows('2026-05-20', happened<MeasureEvents>('measure', 'falls', note('snow'), note('new beds')))[0]?.note).toBe('snow\nnew beds');
  });
});

describe('periods missed in a row', () => {
  const missed = (values: Record<string, string>, today = '2026-09-20') =>
    achieved(today, 'g', committed('g'), figures('falls', values)).missedInARow;

  it('end with the latest one judged', () => {
    expect(missed({ '2026-03': '50', '2026-04': '50', '2026-05': '1', '2026-06': '50', '2026-07': '50' })).toBe(2);
    expect(missed({ '2026-06': '50', '2026-07': '1' })).toBe(0);
    expect(missed({})).toBe(0);
  });

  it('are not interrupted by a period without a figure', () => expect(missed({ '2026-04': '50', '2026-06': '50' })).toBe(2));

  it('are counted from a day on, for what came after a decision', () => {
    const moment = trustAfter(committed('g'), figures('falls', { '2026-03': '50', '2026-04': '50', '2026-05': '50' })).now('2026-09-20');
    expect(['2026-03-02', '2026-03-31', '2026-04-01', '2026-05-31'].map((day) => missedSince(moment, 'g', day))).toEqual([3, 2, 2, 0]);
    expect(missedSince(moment, 'nothing', '2026-03-02')).toBe(0);
  });
});

describe('the plans of earlier revisions', () => {
  const revised = (terms: Offer): GoalEvent => ({
    type: 'GoalRevised',
    on: '2026-06-01',
    data: { ...trust.aGoal(terms).data, revision: 2, releases: null } as GoalEvents['GoalRevised'],
  });

  it('stay beside the one in force as ghosts', () => {
    const { ghosts, cells } = achieved('2026-07-01', 'g', committed('g', {}, revised(thread.counterOffer)));
    expect(ghosts.map(({ revision, on, plan }) => [revision, on, plan.length, plan.at(-1)])).toEqual([
      [1, '2026-03-02', 13, { period: '2027-03', value: 10 }],
    ]);
    expect(cells.at(-1)?.plan).toBe(14);
  });

  it('are left out where they were about another measure, and are kept for an aim too', () => {
    expect(achieved('2026-07-01', 'g', measured('m'), committed('g', {}, revised(onMeasure('m')))).ghosts).toEqual([]);
    const aim = happened<StrategyEvents>('strategy', 'trust', {
      type: 'AimRevised',
      data: { aim: 'aim-1', revision: 2, terms: { ...trust.aimTerms, due: '2027-09-30' }, reason: 'board' },
    });
    const moment = trustAfter(aim).now('2026-07-01');
    const { ghosts } = new Achieving(moment, moment, null).of({ kind: 'AIM', id: 'aim-1' })!;
    expect(ghosts.map(({ revision, plan }) => [revision, plan.at(-1)])).toEqual([[1, { period: '2027-03', value: 20 }]]);
  });
});

describe('an achievement', () => {
  it('keeps attainment, pace and activity apart', () => {
    const offer = thread.offerOf({
      milestones: [
        { id: 'a', text: 'a', due: '2026-05-01' },
        { id: 'b', text: 'b', due: '2026-12-01' },
        { id: 'c', text: 'c', due: '2026-04-01' },
      ],
    });
    const done: GoalEvent = { type: 'MilestoneDone', data: { milestone: 'b', on: '2026-05-02', evidence: 'minutes' } };
    const { measured: own, activity } = achieved('2026-06-15', 'g', committed('g', { offer }, done), figures('falls', { '2026-04': '15' }));
    expect(own?.attainment).toBe(0.5);
    // The plan of the second of thirteen months is 20 − 20/13.
    expect(own?.pace).toBeCloseTo((20 - 20 / 13 - 15) / 10, 12);
    expect(activity).toEqual({ done: 1, due: 3, activity: 1 / 3 });
  });

  it('is null for what is no aim or goal, and has no measure for milestones', () => {
    const moment = trustAfter(committed('g', { offer: thread.milestoneOffer() })).now();
    const achieving = new Achieving(moment, moment, null);
    expect([
      achieving.of({ kind: 'GOAL', id: 'x' }),
      achieving.of({ kind: 'AIM', id: 'x' }),
      achieving.of({ kind: 'THREAD', id: 'g' }),
    ]).toEqual([null, null, null]);
    const { measure, measured: own, cells, latest, rollUp } = achieving.of({ kind: 'GOAL', id: 'g' })!;
    expect({ measure, own, cells, latest }).toEqual({ measure: null, own: null, cells: [], latest: null });
    expect([rollUp.provenance.formula, rollUp.because]).toEqual(['MILESTONE', 'no milestone is due']);
  });
});

describe('what lies under a goal', () => {
  const parent = (method: RollUpMethod): Past[] => committed('p', {}, { type: 'RollUpChosen', data: { method, reason: 'wards' } });
  const under = { parent: { kind: 'GOAL', id: 'p' }, giver: 'medicine', receiver: 'ward-7' } as const;
  const ward: Past[][] = [measured('m1'), measured('m2')];
  const first = committed('c1', { ...under, offer: onMeasure('m1', {}, { weight: '3' }) });
  const second = committed('c2', { ...under, offer: onMeasure('m2') });
  const rolled = (today: string, ...streams: Past[][]) => achieved(today, 'p', ...ward, ...streams).rollUp;

  it('is averaged by weight, and held between 0 and 1 inside the average alone', () => {
    const known = [figures('m1', { '2026-03': '15' }), figures('m2', { '2026-03': '5' })];
    const result = rolled('2026-04-20', parent('WEIGHTED'), first, second, ...known);
    expect(briefly(result)).toEqual([
      { child: 'c1', name: 'Ward 7', weight: 3, attainment: 0.5, note: null },
      { child: 'c2', name: 'Ward 7', weight: 1, attainment: 1.5, note: null },
    ]);
    expect(result).toMatchObject({
      value: (3 * 0.5 + 1) / 4,
      low: (3 * 0.5 + 1) / 4,
      high: (3 * 0.5 + 1) / 4,
      leftOut: [],
      clamped: true,
      because: null,
      provenance: { formula: 'WEIGHTED', version: 1 },
    });
  });

  it('is an interval while a child is unknown: one without a figure, or more than one period overdue', () => {
    const open = rolled('2026-04-20', parent('WEIGHTED'), first, second, figures('m1', { '2026-03': '15' }));
    expect([open.value, open.low, open.high]).toEqual([null, 1.5 / 4, 2.5 / 4]);
    expect(briefly(open)[1]).toEqual({
      child: 'c2',
      name: 'Ward 7',
      weight: 1,
      attainment: null,
      note: 'no figure has been reported since the jump-off point',
    });
    const stale = rolled('2026-06-20', parent('WEIGHTED'), first, figures('m1', { '2026-03': '15' }));
    expect([stale.value, stale.low, stale.high, stale.counted[0]?.note]).toEqual([null, 0, 1, 'its figure is 2 periods overdue']);
  });

  it('counts a child as unknown between its agreement and its goal, never as not there', () => {
    const agreed = threadOf('c1', { ...under, offer: onMeasure('m1') }, ...told.signing(onMeasure('m1')));
    const open = rolled('2026-04-20', parent('WEIGHTED'), agreed);
    expect([open.low, open.high, briefly(open)]).toEqual([
      0,
      1,
      [{ child: 'c1', name: 'Ward 7', weight: 1, attainment: null, note: 'agreed; its goal is being made' }],
    ]);
  });

  it('keeps a dropped child with its weight at its last value, whatever is reported or corrected later', () => {
    const dropped = happened<GoalEvents>('goal', 'c1', {
      type: 'GoalClosed',
      on: '2026-05-20',
      data: { outcome: 'DROPPED', evidence: 'minute', reason: 'no staff' },
    });
    const result = rolled(
      '2026-09-20',
      parent('WEIGHTED'),
      first,
      second,
      figures('m1', { '2026-03': '18', '2026-04': '15' }),
      dropped,
      figures('m1', { '2026-04': '20', '2026-05': '20', '2026-08': '1' }),
      figures('m2', { '2026-08': '10' }),
    );
    expect(result.value).toBe((3 * 0.5 + 1) / 4);
    expect(briefly(result)[0]).toEqual({
      child: 'c1',
      name: 'Ward 7',
      weight: 3,
      attainment: 0.5,
      note: 'dropped on 20 May 2026; keeps its weight at its last value',
    });
  });

  it('leaves a dropped child out once its weight was taken off, and says so', () => {
    const moved = happened<GoalEvents>(
      'goal',
      'c1',
      {
        type: 'GoalClosed',
        data: { outcome: 'DROPPED', evidence: 'minute', reason: 'no staff' },
      },
      { type: 'LinkReweighted', data: { thread: 'c1', weight: '0', reason: 'dropped' } },
    );
    expect(rolled('2026-09-20', parent('WEIGHTED'), first, moved).leftOut).toEqual([
      { child: 'c1', name: 'Ward 7', because: 'has weight 0' },
    ]);
  });

  it('names a child that was released, with the day and the reason', () => {
    const released = [
      ...happened<CatchballEvents>('catchball', 'c1', {
        type: 'CommitmentReleased',
        data: { by: 'BOTH_SIDES', reason: 'ward closes', cause: null },
      }),
      ...happened<GoalEvents>('goal', 'c1', { type: 'LinkReleased', on: '2026-06-01', data: { thread: 'c1', reason: 'ward closes' } }),
    ];
    const { counted, leftOut } = rolled('2026-09-20', parent('WEIGHTED'), first, released);
    expect([counted, leftOut]).toEqual([[], [{ child: 'c1', name: 'Ward 7', because: 'released on 1 June 2026: ward closes' }]]);
  });

  it('takes pledges in only where they state a contribution, and then into no average', () => {
    const pledge = { ...under, receiver: 'surgery', kind: 'PLEDGE', unit: 'surgery-unit' } as const;
    const stating = onMeasure('m2', {}, { contribution: { amount: '5', conversion: 'lent porters' } });
    const silent = committed('c1', { ...pledge, offer: onMeasure('m1') });
    const stated = committed('c2', { ...pledge, offer: stating });
    const known = figures('m2', { '2026-03': '10' });
    expect(rolled('2026-04-20', parent('WEIGHTED'), silent, stated, known).leftOut.map(({ child, because }) => [child, because])).toEqual([
      ['c2', 'supports, and has no place in the average'],
      ['c1', 'a pledge without a stated contribution helps, and counts nowhere'],
    ]);
    // Medicine needs 10 of which the pledge takes 5 on, and all of that is there.
    expect(rolled('2026-04-20', parent('SUM'), stated, known).value).toBe(0.5);
  });

  it("counts a single person's goal for everybody alike, without its name or figures for whoever may not see it", () => {
    const nurse = committed('c1', { ...under, giver: 'ward-7', receiver: 'ward-7-nurse', unit: 'ward-7-unit', offer: onMeasure('m1') });
    const moment = trustAfter(...ward, parent('WEIGHTED'), nurse, figures('m1', { '2026-03': '15' })).now('2026-04-20');
    const seenBy = (person: string) => new Achieving(moment, moment, readerOf(moment, person)).of({ kind: 'GOAL', id: 'p' })!.rollUp;
    expect(briefly(seenBy('wim'))).toEqual([{ child: 'c1', name: 'Ward 7', weight: 1, attainment: 0.5, note: null }]);
    expect(briefly(seenBy('sue'))).toEqual([
      { child: 'c1', name: personsGoal, weight: 1, attainment: null, note: 'counts; its figures are for the person and their line' },
    ]);
    expect([seenBy('wim').value, seenBy('sue').value]).toEqual([0.5, 0.5]);
  });

  it('contradicts the own measure where one is missed twice and the others are well, or the other way about', () => {
    const watermelon = (own: Record<string, string>, of: string) =>
      achieved('2026-05-20', 'p', ...ward, parent('OWN_MEASURE'), first, figures('falls', own), figures('m1', { '2026-04': of }))
        .watermelon;
    expect(watermelon({ '2026-03': '50', '2026-04': '50' }, '12')).toBe('CHILDREN_GREEN_PARENT_MISSED');
    expect(watermelon({ '2026-03': '1', '2026-04': '50' }, '12')).toBeNull();
    expect(watermelon({ '2026-03': '50', '2026-04': '1' }, '19')).toBe('PARENT_MET_CHILDREN_BEHIND');
    expect(achieved('2026-05-20', 'p', parent('OWN_MEASURE'), figures('falls', { '2026-04': '1' })).watermelon).toBeNull();
  });
});
