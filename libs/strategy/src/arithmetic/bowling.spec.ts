import { columnsOf, ghostOf, yearColumns, yearTargetOf, yearToDateOf, type BowlingBasis } from './bowling.js';
import { addPeriods } from './days.js';
import { forecastsOf } from './forecast.js';
import type { PlannedMeasure } from './trajectory.js';
import type { Reported } from './aggregation.js';

const year = yearColumns('2026-11-22', 4);
const monthly: PlannedMeasure = { frequency: 'MONTH', overTime: 'SUM', direction: { kind: 'DECREASE' } };
type Said = Readonly<Record<string, string | null | readonly [number, number]>>;
const readingsOf = (said: Said): ReadonlyMap<string, Reported> =>
  new Map(
    Object.entries(said).map(([period, figure]): [string, Reported] => {
      if (figure === null || typeof figure === 'string') return [period, { value: figure, numerator: null, denominator: null }];
      const [numerator, denominator] = figure;
      return [
        period,
        {
          value: denominator === 0 ? null : String(numerator / denominator),
          numerator: String(numerator),
          denominator: String(denominator),
        },
      ];
    }),
  );
/** A plan of 20 a month from April on, or of these values. */
const planned = (values: readonly number[] = Array<number>(12).fill(20), from = '2026-04'): BowlingBasis['plan'] =>
  values.map((value, index) => ({ period: addPeriods('MONTH', from, index), value, base: 20 }));
const basisOf = (said: Said, changes: Partial<BowlingBasis> & { dueUpTo?: string } = {}): BowlingBasis => ({
  measure: monthly,
  basis: 'LEVEL',
  jopTo: '2026-03',
  tolerance: 0,
  plan: planned(),
  readings: readingsOf(said),
  isDue: (period) => period <= (changes.dueUpTo ?? '2026-06'),
  ...changes,
});
const rowOf = (basis: BowlingBasis) => columnsOf(year, basis);
const statuses = (basis: BowlingBasis) => rowOf(basis).map(({ status }) => status);

describe('the columns of a row', () => {
  it('are the twelve months of the financial year, whenever it begins', () => {
    expect([year[0], year.at(-1), year.length]).toEqual(['2026-04', '2027-03', 12]);
    expect([yearColumns('2026-03-31', 4)[0], yearColumns('2026-11-22', 1)[0]]).toEqual(['2025-04', '2026-01']);
  });

  it('compare each month with its plan, and leave the months to come and those before the start blank', () => {
    const basis = basisOf({ '2026-04': '9', '2026-05': '20', '2026-06': '21' }, { jopTo: '2026-04', plan: planned([20, 20], '2026-05') });
    expect(rowOf(basis).slice(0, 4)).toEqual([
      { column: '2026-04', periods: [], plan: null, actual: null, reported: 0, of: 0, status: 'BLANK' },
      { column: '2026-05', periods: ['2026-05'], plan: 20, actual: 20, reported: 1, of: 1, status: 'MET' },
      { column: '2026-06', periods: ['2026-06'], plan: 20, actual: 21, reported: 1, of: 1, status: 'MISSED' },
      { column: '2026-07', periods: ['2026-07'], plan: null, actual: null, reported: 0, of: 1, status: 'BLANK' },
    ]);
  });

  it('say what is due and absent, what was no activity, and what has no plan', () => {
    expect(statuses(basisOf({ '2026-05': null, '2026-06': '3' }, { plan: planned([20, 20]) })).slice(0, 4)).toEqual([
      'NOT_REPORTED',
      'NO_ACTIVITY',
      'NO_PLAN',
      'BLANK',
    ]);
  });

  it('show a quarter where it ends, and nothing in the months before', () => {
    const measure: PlannedMeasure = { ...monthly, frequency: 'QUARTER' };
    const plan = [{ period: '2026-Q2', value: 60, base: 60 }];
    const row = rowOf(basisOf({ '2026-Q2': '55' }, { measure, plan, jopTo: '2026-Q1', dueUpTo: '2026-Q2' }));
    expect(row.slice(0, 3).map(({ periods, plan: p, actual, status }) => [periods, p, actual, status])).toEqual([
      [[], null, null, 'BLANK'],
      [[], null, null, 'BLANK'],
      [['2026-Q2'], 60, 55, 'MET'],
    ]);
  });

  const weekly = (overTime: PlannedMeasure['overTime']): Partial<BowlingBasis> & { dueUpTo: string } => ({
    measure: { ...monthly, frequency: 'WEEK', overTime },
    jopTo: '2026-W13',
    // April 2026 has the Thursdays of weeks 14 to 18.
    plan: [14, 15, 16, 17, 18].map((week) => ({ period: `2026-W${week}`, value: 5, base: 5 })),
    dueUpTo: '2026-W16',
  });

  it('add weeks up to the month of their Thursday, and compare over the reported weeks alone', () => {
    const [april] = rowOf(basisOf({ '2026-W14': '4', '2026-W15': '5', '2026-W16': '6' }, weekly('SUM')));
    expect(april).toMatchObject({ plan: 25, actual: 15, reported: 3, of: 5, status: 'MET' });
    const [last] = rowOf(basisOf({ '2026-W14': '4', '2026-W15': '5', '2026-W16': '6' }, weekly('LAST')));
    expect(last).toMatchObject({ plan: 5, actual: 6, status: 'MISSED' });
  });

  it('are never green while a due week is missing, and red all the same', () => {
    expect(statuses(basisOf({ '2026-W14': '1', '2026-W16': '1' }, weekly('SUM')))[0]).toBe('NOT_REPORTED');
    expect(statuses(basisOf({ '2026-W14': '9', '2026-W16': '9' }, weekly('SUM')))[0]).toBe('MISSED');
    expect(statuses(basisOf({ '2026-W14': null }, weekly('SUM')))[0]).toBe('NOT_REPORTED');
  });

  it('show the worst week where weeks do not combine', () => {
    const [april] = rowOf(basisOf({ '2026-W14': '1', '2026-W15': '9', '2026-W16': '1' }, weekly('NONE')));
    expect(april).toMatchObject({ plan: null, actual: null, reported: 3, status: 'MISSED' });
  });

  it('hold a range by its edges, whatever the plan', () => {
    const measure: PlannedMeasure = { ...monthly, direction: { kind: 'RANGE', lo: '10', hi: '15' } };
    expect(statuses(basisOf({ '2026-04': '12', '2026-05': '16', '2026-06': '18' }, { measure, tolerance: 1 })).slice(0, 3)).toEqual([
      'MET',
      'NEAR',
      'MISSED',
    ]);
  });

  it('take a target of 0 for an ordinary target where less is better', () => {
    const zero = planned(Array<number>(12).fill(0));
    expect(statuses(basisOf({ '2026-04': '0', '2026-05': '1' }, { plan: zero })).slice(0, 2)).toEqual(['MET', 'MISSED']);
  });

  it('have the earlier plan beside them as a ghost', () => {
    expect(ghostOf(year, { measure: monthly, jopTo: '2026-04', plan: planned([18, 16], '2026-05') }).slice(0, 4)).toEqual([
      null,
      18,
      16,
      null,
    ]);
  });
});

describe('the target of the year', () => {
  const row = rowOf(basisOf({}, { plan: planned(Array.from({ length: 24 }, (_, index) => 20 - index)) }));

  it('is the target itself where it is due in the year, and the plan of the last column where it is due after', () => {
    expect(yearTargetOf(row, 4, '2027-03-31', true)).toEqual({ value: 4, of: 'TARGET' });
    expect(yearTargetOf(row, 4, '2028-03-31', true)).toEqual({ value: 9, of: 'LAST_COLUMN' });
  });

  it('is that of the last quarter where the year ends within one', () => {
    const quarterly: PlannedMeasure = { ...monthly, frequency: 'QUARTER' };
    const quarters = ['2026-Q2', '2026-Q3', '2026-Q4', '2027-Q1', '2027-Q2'].map((period, index) => ({
      period,
      value: 19 - index,
      base: 20,
    }));
    const fromMay = columnsOf(yearColumns('2026-11-22', 5), basisOf({}, { measure: quarterly, jopTo: '2026-Q1', plan: quarters }));
    expect([fromMay.at(-1)!.plan, yearTargetOf(fromMay, 4, '2028-03-31', true)]).toEqual([null, { value: 16, of: 'LAST_COLUMN' }]);
  });

  it('of days between events is the target, since no month has a plan', () => {
    expect(yearTargetOf(rowOf(basisOf({}, { plan: [] })), 60, '2028-03-31', false)).toEqual({ value: 60, of: 'TARGET' });
  });
});

describe('the year to date', () => {
  const toDate = (basis: BowlingBasis) => yearToDateOf(rowOf(basis), basis);

  it('compares exactly the reported months, and says how many of the due ones they are', () => {
    expect(toDate(basisOf({ '2026-04': '18', '2026-06': '25' }, { plan: planned([20, 19, 18]) }))).toEqual({
      actual: 43,
      plan: 38,
      reported: 2,
      of: 3,
    });
  });

  it('pools percentages and their plans alike, by the denominators that came', () => {
    const measure: PlannedMeasure = { ...monthly, overTime: 'RATIO', direction: { kind: 'INCREASE' } };
    const { actual, plan } = toDate(
      basisOf({ '2026-04': [90, 100], '2026-05': [150, 300], '2026-06': [0, 0] }, { measure, plan: planned([0.8, 0.9, 0.95]) }),
    );
    // By hand: 240 of 400; 0.8 of 100 and 0.9 of 300 are 350 of 400.
    expect([actual, plan]).toEqual([0.6, 0.875]);
  });

  it('counts no activity as reported, and adds it to neither', () => {
    expect(toDate(basisOf({ '2026-04': '18', '2026-05': null, '2026-06': '25' }, { plan: planned([20, 19, 18]) }))).toEqual({
      actual: 43,
      plan: 38,
      reported: 3,
      of: 3,
    });
  });

  it.each([
    ['LAST', 25, 18],
    ['MAX', 25, 20],
    ['MIN', 18, 18],
    ['MEAN', 21.5, 19],
    ['NONE', null, null],
  ] as const)('combines by %s', (overTime, actual, plan) => {
    const basis = basisOf({ '2026-04': '18', '2026-06': '25' }, { measure: { ...monthly, overTime }, plan: planned([20, 19, 18]) });
    expect(toDate(basis)).toMatchObject({ actual, plan });
  });

  it('has no plan where days between events have none', () => {
    expect(toDate(basisOf({ '2026-04': '18', '2026-05': '30' }, { plan: [] }))).toEqual({ actual: 48, plan: null, reported: 2, of: 3 });
  });
});

describe('the three forecasts', () => {
  const process = { mean: 21, lower: 15, upper: 27 };
  const of = (basis: BowlingBasis, by: typeof process | null = process) => forecastsOf(rowOf(basis), basis, by, 'limits are not shown yet');
  const said = { '2026-04': '30', '2026-05': '18', '2026-06': '21', '2026-07': '24' };

  it('of a level are about the last month of the year', () => {
    const {
      of: about,
      until,
      plan,
      remaining,
      runRate,
      planShifted,
      process: byProcess,
    } = of(basisOf(said, { plan: planned(Array.from({ length: 12 }, (_, m) => 20 - m)) }));
    expect([about, until, plan, remaining]).toEqual(['LAST_COLUMN', '2027-03', 9, 1]);
    // The mean of 18, 21 and 24; the plan of 9 and July's 24 − 17 beside it.
    expect([runRate.value, planShifted.value]).toEqual([21, 16]);
    expect(byProcess).toEqual({ value: 21, low: 15, high: 27, because: null });
  });

  it('of a total are what is reported and the open months', () => {
    const { of: about, plan, remaining, runRate, planShifted, process: byProcess } = of(basisOf(said, { basis: 'TOTAL' }));
    expect([about, plan, remaining]).toEqual(['YEAR', 240, 8]);
    // 93 so far; 8 months at 21; 8 months at 20 and July's 4 beside it.
    expect([runRate.value, planShifted.value, byProcess.value]).toEqual([93 + 8 * 21, 93 + 8 * 24, 93 + 8 * 21]);
    // The limits of eight months together lie √8 times as far away.
    expect(byProcess.low).toBeCloseTo(93 + 168 - 6 * Math.sqrt(8), 12);
    expect(byProcess.high).toBeCloseTo(93 + 168 + 6 * Math.sqrt(8), 12);
  });

  it('of a percentage pool, with the latest denominators for the months to come', () => {
    const measure: PlannedMeasure = { ...monthly, overTime: 'RATIO', direction: { kind: 'INCREASE' } };
    const basis = basisOf({ '2026-04': [90, 100], '2026-05': [150, 300] }, { measure, basis: 'TOTAL', plan: planned([0.8, 0.8, 0.8]) });
    // The run rate pools to 240 of 400 = 0.6, and June is taken for 200: (240 + 120) of 600. May is 0.3 below its plan.
    const { runRate, planShifted } = of(basis, null);
    expect([runRate.value, planShifted.value]).toEqual([expect.closeTo(0.6, 12), expect.closeTo((240 + 200 * 0.5) / 600, 12)]);
  });

  it('say why there is none', () => {
    const empty = of(basisOf({}), null);
    expect([empty.runRate, empty.planShifted, empty.process].map(({ value, because }) => [value, because])).toEqual([
      [null, 'no figure has been reported'],
      [null, 'no period has both a plan and a figure'],
      [null, 'limits are not shown yet'],
    ]);
    expect(of(basisOf(said, { plan: [] })).planShifted.because).toBe('there is no plan');
    const apart = basisOf(said, { basis: 'TOTAL', measure: { ...monthly, overTime: 'NONE' } });
    expect(of(apart).runRate.because).toBe('the figures of this measure do not combine over time');
  });

  it('are the figure itself once the year is reported', () => {
    const all = Object.fromEntries(year.map((month) => [month, '19']));
    const { remaining, runRate, planShifted, process: byProcess } = of(basisOf(all));
    expect([remaining, runRate.value, planShifted.value, byProcess]).toEqual([
      0,
      19,
      19,
      { value: 19, low: null, high: null, because: null },
    ]);
  });

  it.each([
    ['MAX', 30, [30, 30]],
    ['MIN', 18, [15, 18]],
    ['MEAN', (93 + 8 * 21) / 12, null],
    ['LAST', 21, [15, 27]],
  ] as const)('of a total by %s widen as that combination does', (overTime, value, limits) => {
    const { process: byProcess } = of(basisOf(said, { basis: 'TOTAL', measure: { ...monthly, overTime } }));
    expect(byProcess.value).toBeCloseTo(value, 12);
    const [low, high] = limits ?? [value - (6 * Math.sqrt(8)) / 12, value + (6 * Math.sqrt(8)) / 12];
    expect([byProcess.low, byProcess.high]).toEqual([expect.closeTo(low, 12), expect.closeTo(high, 12)]);
  });
});
