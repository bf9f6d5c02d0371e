import fc from 'fast-check';
import type { Combination, Direction, MeasuredTerms } from '../vocabulary.js';
import { achievementOf, activityOf, type AchievementBasis } from './attainment.js';
import type { Reported } from './aggregation.js';
import { addPeriods } from './days.js';
import { dividedBy } from './figures.js';

const less: Direction = { kind: 'DECREASE' };
const terms = (change: Partial<MeasuredTerms> = {}): MeasuredTerms => ({
  measure: 'm',
  basis: 'LEVEL',
  jop: '12',
  jopFrom: '2026-03',
  jopTo: '2026-03',
  target: '0',
  maintain: false,
  tolerance: '0',
  trajectory: { kind: 'LINEAR' },
  ...change,
});
const value = (text: string): Reported => ({ value: text, numerator: null, denominator: null });
const parts = (numerator: string, denominator: string): Reported => ({ value: dividedBy(numerator, denominator), numerator, denominator });
const months = (first: string, ...readings: (Reported | null)[]): Map<string, Reported> =>
  new Map(readings.flatMap((reading, index) => (reading ? [[addPeriods('MONTH', first, index), reading] as const] : [])));
const achieved = (
  readings: Map<string, Reported>,
  change: Partial<AchievementBasis> = {},
  direction: Direction = less,
  overTime: Combination = 'SUM',
) =>
  achievementOf({
    terms: terms(),
    due: '2027-03-31',
    measure: { frequency: 'MONTH', overTime, direction },
    readings,
    dueUpTo: '2026-06',
    ...change,
  });

describe('attainment of a level', () => {
  it('is how far the latest figure has come, against the plan of its own period', () => {
    // By hand: from 12 to 0 in twelve months, a step of 1 a month. In June the plan is 9 and 6 was reported.
    expect(achieved(months('2026-04', value('11'), value('10'), value('6')))).toEqual({
      attainment: 0.5,
      pace: 0.25,
      actual: 6,
      jop: 12,
      target: 0,
      plan: 9,
      periods: ['2026-06'],
      reported: 3,
      of: 3,
      periodsOverdue: 0,
      provenance: { formula: 'LEVEL', version: 1 },
      because: null,
    });
  });

  it('stays raw below 0 and above 1', () => {
    expect(achieved(months('2026-04', value('18')))).toMatchObject({ attainment: -0.5, actual: 18 });
    expect(achieved(months('2026-04', value('3')), { terms: terms({ jop: '4', target: '3.5' }) })).toMatchObject({ attainment: 2 });
  });

  it('with a target of 0 is an ordinary attainment', () => {
    expect(achieved(months('2026-04', value('0')))).toMatchObject({ attainment: 1 });
    expect(achieved(months('2026-04', value('1'))).attainment).toBeCloseTo(11 / 12, 12);
  });

  it('says k of m, how many due periods are missing since, and why there is no number', () => {
    expect(achieved(months('2026-04', value('11')))).toMatchObject({ reported: 1, of: 3, periodsOverdue: 2 });
    expect(achieved(new Map())).toMatchObject({
      attainment: null,
      pace: null,
      actual: null,
      reported: 0,
      of: 3,
      periodsOverdue: 3,
      because: 'no figure has been reported since the jump-off point',
    });
    expect(achieved(months('2026-01', value('11'), value('12'), value('13')))).toMatchObject({ attainment: null, reported: 0 });
    expect(achieved(months('2026-04', value('11')), { due: '2026-03-31' })).toMatchObject({
      attainment: null,
      because: 'the goal has no plan of its measure’s periods',
    });
  });

  it('skips no activity, which is reported and not overdue', () => {
    const none: Reported = { value: null, numerator: '0', denominator: '0' };
    expect(achieved(months('2026-04', value('6'), none, none))).toMatchObject({
      attainment: 0.5,
      periods: ['2026-04'],
      reported: 3,
      periodsOverdue: 0,
    });
    expect(achieved(months('2026-04', none))).toMatchObject({ attainment: null, reported: 1 });
  });
});

describe('attainment of a total', () => {
  const yearly = terms({
    basis: 'TOTAL',
    jop: '120',
    jopFrom: '2025-04',
    jopTo: '2026-03',
    target: '96',
    trajectory: { kind: 'STEP', on: '2026-04-01' },
  });

  it('compares the reported periods with jump-off point, target and plan over the very same periods', () => {
    // By hand: two of three months reported; 10 a month before, 8 a month is the target, 9 + 8 came.
    expect(achieved(months('2026-04', value('9'), null, value('8')), { terms: yearly })).toEqual({
      attainment: 0.75,
      pace: -0.25,
      actual: 17,
      jop: 20,
      target: 16,
      plan: 16,
      periods: ['2026-04', '2026-06'],
      reported: 2,
      of: 3,
      periodsOverdue: 0,
      provenance: { formula: 'TOTAL', version: 1 },
      because: null,
    });
  });

  it('pools ratios, and shows k of m where reporting stopped', () => {
    // By hand: (90 + 170 + 85)/(100 + 200 + 100) = 0.8625; from 0.85 to 0.95 that is an eighth of the way.
    const pooled = terms({
      basis: 'TOTAL',
      jop: '0.85',
      jopFrom: '2016-04',
      jopTo: '2017-03',
      target: '0.95',
      trajectory: { kind: 'STEP', on: '2017-04-01' },
    });
    const result = achieved(
      months('2017-04', parts('90', '100'), parts('170', '200'), parts('85', '100')),
      { terms: pooled, due: '2018-03-31', dueUpTo: '2018-03' },
      { kind: 'INCREASE' },
      'RATIO',
    );
    expect(result).toMatchObject({ actual: 0.8625, jop: 0.85, target: 0.95, reported: 3, of: 12, periodsOverdue: 9 });
    expect(result.attainment).toBeCloseTo(0.125, 12);
    expect(result.pace).toBeCloseTo(-0.875, 12);
  });

  it('counts the target’s own window alone, where the jump-off window lies further back', () => {
    const later = { ...yearly, jopFrom: '2024-04', jopTo: '2025-03' };
    // The year before the target's had 12 in March; of the target's own year only April is in: 9 against 10 before and 8 to come to.
    const result = achieved(months('2026-03', value('12'), value('9')), { terms: later, dueUpTo: '2026-04' });
    expect(result).toMatchObject({ attainment: 0.5, actual: 9, jop: 10, target: 8, periods: ['2026-04'], reported: 1, of: 1 });
    expect(achieved(months('2026-03', value('12')), { terms: later, dueUpTo: '2026-03' })).toMatchObject({
      attainment: null,
      reported: 0,
      of: 0,
    });
  });

  it('follows the season', () => {
    const season = Array.from({ length: 12 }, (_, index) => ({
      period: addPeriods('MONTH', '2026-04', index),
      base: index < 6 ? '8' : '12',
      share: '1',
    }));
    const seasonal = { ...yearly, trajectory: { kind: 'SEASONAL' as const, points: season } };
    // By hand: in a month that usually has 8, 6 is the whole way of 2 a month.
    expect(achieved(months('2026-04', value('6')), { terms: seasonal })).toMatchObject({
      attainment: 1,
      jop: 8,
      target: 6,
      plan: 6,
      pace: 0,
    });
  });

  it('of figures that do not combine has no number', () => {
    expect(achieved(months('2026-04', value('9')), { terms: yearly }, less, 'NONE')).toMatchObject({
      attainment: null,
      because: 'the figures of this measure do not combine over time',
    });
  });

  it('of the whole window is the plain formula over the whole', () => {
    const figure = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(
        fc.array(figure, { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 999 }),
        (monthly, jop, rise) => {
          const goal = { ...yearly, jop: String(jop), target: String(jop + rise) };
          const result = achieved(months('2026-04', ...monthly.map((each) => value(String(each)))), { terms: goal, dueUpTo: '2027-03' });
          const total = monthly.reduce((sum, each) => sum + each, 0);
          expect(result.attainment).toBeCloseTo((total - jop) / rise, 6);
          expect(result.plan).toBeCloseTo(jop + rise, 6);
        },
      ),
    );
  });
});

describe('attainment of a range', () => {
  const range: Direction = { kind: 'RANGE', lo: '4', hi: '8' };
  const from = (jop: string) => terms({ jop, target: '8', trajectory: { kind: 'LINEAR' } });

  it('is how much of the shortfall is gone', () => {
    // By hand: 12 lies 4 outside, 10 lies 2 outside, the plan for April is 12 − 4/12.
    const result = achieved(months('2026-04', value('10')), { terms: from('12') }, range);
    expect(result).toMatchObject({ attainment: 0.5, provenance: { formula: 'RANGE', version: 1 } });
    expect(result.pace).toBeCloseTo((12 - 4 / 12 - 8 - 2) / 4, 12);
    expect(achieved(months('2026-04', value('6')), { terms: from('12') }, range)).toMatchObject({ attainment: 1 });
    expect(achieved(months('2026-04', value('2')), { terms: from('12') }, range)).toMatchObject({ attainment: 0.5 });
  });

  it('with the jump-off point inside is a goal to stay there', () => {
    const result = achieved(months('2026-04', value('6'), value('9'), value('4')), { terms: from('5') }, range);
    expect(result).toMatchObject({ pace: null, provenance: { formula: 'MAINTAIN', version: 1 } });
    expect(result.attainment).toBeCloseTo(2 / 3, 12);
  });

  it('of a sum over periods has no number, because the range is of one', () => {
    const yearly = terms({ basis: 'TOTAL', jop: '120', target: '96', jopFrom: '2025-04', jopTo: '2026-03' });
    expect(achieved(months('2026-04', value('6')), { terms: yearly }, range)).toMatchObject({
      attainment: null,
      because: 'a range is of one period, a sum over several has none',
    });
  });
});

describe('a maintain goal', () => {
  it('attains the share of its reported periods within tolerance, and has no pace', () => {
    const kept = terms({ target: '12', maintain: true, tolerance: '1' });
    const result = achieved(months('2026-04', value('11'), value('13'), value('14')), { terms: kept });
    expect(result).toMatchObject({ pace: null, actual: 14, plan: 12 });
    expect(result.attainment).toBeCloseTo(2 / 3, 12);
    expect(achieved(new Map(), { terms: kept })).toMatchObject({ attainment: null });
  });
});

describe('attainment', () => {
  it('and pace are never what is no number, and on plan the pace is 0', () => {
    const figures = fc.integer({ min: -99_999, max: 99_999 }).map(String);
    fc.assert(
      fc.property(
        figures,
        figures,
        fc.array(fc.option(figures), { maxLength: 12 }),
        fc.constantFrom('LEVEL' as const, 'TOTAL' as const),
        (jop, target, reported, basis) => {
          const goal = terms({ jop, target, basis, ...(basis === 'TOTAL' ? { jopFrom: '2025-04' } : {}) });
          const result = achieved(months('2026-04', ...reported.map((each) => (each === null ? null : value(each)))), { terms: goal });
          for (const number of [result.attainment, result.pace, result.actual, result.plan])
            expect(number === null || Number.isFinite(number)).toBe(true);
          expect(result.because === null).toBe(result.attainment !== null);
          if (result.pace !== null) expect(Math.sign(result.pace)).toBe(Math.sign(result.plan! - result.actual!));
        },
      ),
    );
  });
});

describe('activity', () => {
  it('is milestones done over milestones due, early ones included', () => {
    const milestones = [
      { due: '2026-05-31', done: true },
      { due: '2026-06-30', done: false },
      { due: '2026-12-31', done: true },
      { due: '2026-12-31', done: false },
    ];
    expect(activityOf(milestones, '2026-07-01')).toEqual({ done: 2, due: 3, activity: 2 / 3 });
    expect(activityOf([{ due: '2026-12-31', done: false }], '2026-07-01')).toEqual({ done: 0, due: 0, activity: null });
  });
});
