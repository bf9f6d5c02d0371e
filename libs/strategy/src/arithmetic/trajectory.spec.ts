import fc from 'fast-check';
import { addDays, addPeriods, lastDay } from './days.js';
import { figure } from './figures.js';
import type { Counted } from './in-words.js';
import { planOf, trajectoryMeetsTarget, type PlannedMeasure } from './trajectory.js';
import type { MeasuredTerms, Trajectory } from '../vocabulary.js';

const monthly: PlannedMeasure & Pick<Counted, 'kind'> = {
  kind: 'COUNT',
  frequency: 'MONTH',
  overTime: 'SUM',
  direction: { kind: 'DECREASE' },
};
const level = (trajectory: Trajectory = { kind: 'LINEAR' }, change: Partial<MeasuredTerms> = {}): MeasuredTerms => ({
  measure: 'falls',
  basis: 'LEVEL',
  jop: '120',
  jopFrom: '2026-03',
  jopTo: '2026-03',
  target: '60',
  maintain: false,
  tolerance: '0',
  trajectory,
  ...change,
});
const total = (trajectory: Trajectory = { kind: 'LINEAR' }, change: Partial<MeasuredTerms> = {}): MeasuredTerms =>
  level(trajectory, { basis: 'TOTAL', jop: '1200', jopFrom: '2025-04', jopTo: '2026-03', target: '1122', ...change });
const values = (terms: MeasuredTerms, due: string, measure = monthly) => planOf(terms, due, measure).map((point) => point.value);
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

describe('a plan', () => {
  it('goes straight from the jump-off point to the target', () => {
    expect(planOf(level(), '2026-07-15', monthly)).toEqual([
      { period: '2026-04', value: 105, base: 120 },
      { period: '2026-05', value: 90, base: 120 },
      { period: '2026-06', value: 75, base: 120 },
      { period: '2026-07', value: 60, base: 120 },
    ]);
  });

  it('stays where it is until the step and is at the target from then on', () => {
    expect(values(level({ kind: 'STEP', on: '2026-06-01' }), '2026-07-31')).toEqual([120, 120, 60, 60]);
  });

  it('follows the season and moves it by the share reached', () => {
    const points = [
      { period: '2026-04', base: '100', share: '0.25' },
      { period: '2026-05', base: '140', share: '1' },
    ];
    expect(values(level({ kind: 'SEASONAL', points }), '2026-05-31')).toEqual([85, 80]);
  });

  it('says what was stated by hand, and nothing for a month left out', () => {
    const points = [
      { period: '2026-04', value: '110' },
      { period: '2026-06', value: '60' },
    ];
    expect(planOf(level({ kind: 'MANUAL', points }), '2026-06-30', monthly)).toEqual([
      { period: '2026-04', value: 110, base: 120 },
      { period: '2026-06', value: 60, base: 120 },
    ]);
  });

  it('of a yearly total starts at a twelfth and adds up to the target', () => {
    const plan = values(total(), '2027-03-31');
    // By hand: 1200/12 − 78·m/78, m = 1 … 12.
    expect(plan.slice(0, 3)).toEqual([99, 98, 97]);
    expect(sum(plan)).toBeCloseTo(1122, 9);
  });

  it('of a pooled ratio averages to the target', () => {
    const fourHours: typeof monthly = { kind: 'PROPORTION', frequency: 'MONTH', overTime: 'RATIO', direction: { kind: 'INCREASE' } };
    const terms = total({ kind: 'STEP', on: '2026-10-01' }, { jop: '0.8', target: '0.9' });
    const plan = values(terms, '2027-03-31', fourHours);
    expect(plan[0]).toBeCloseTo(0.8, 12);
    expect(plan[11]).toBeCloseTo(1, 12);
    expect(sum(plan) / 12).toBeCloseTo(0.9, 12);
  });

  it('is empty where the due date lies before the first period, or the jump-off point is of another frequency', () => {
    expect(values(level(), '2026-03-31')).toEqual([]);
    expect(values(level(undefined, { jopFrom: '2026-W12', jopTo: '2026-W12' }), '2026-07-31')).toEqual([]);
  });
});

describe('a trajectory', () => {
  const misses = (terms: MeasuredTerms, due = '2026-07-31', measure = monthly) => trajectoryMeetsTarget(terms, due, measure);

  it('meets its target by the rule of its kind', () => {
    expect(misses(level())).toBeNull();
    expect(misses(level({ kind: 'STEP', on: '2026-07-01' }))).toBeNull();
    expect(misses(total(), '2027-03-31')).toBeNull();
    expect(misses(total({ kind: 'STEP', on: '2026-09-01' }), '2027-03-31')).toBeNull();
    const manual = level({ kind: 'MANUAL', points: [{ period: '2026-04', value: '60' }] });
    expect(misses(manual, '2026-04-30')).toBeNull();
  });

  it('that ends elsewhere says where it ends', () => {
    const manual = level({ kind: 'MANUAL', points: [{ period: '2026-04', value: '61' }] });
    expect(misses(manual, '2026-04-30')).toBe('the trajectory ends at 61 in April 2026, it has to end at the target 60');
    expect(misses(level({ kind: 'STEP', on: '2026-08-01' }))).toBe(
      'the trajectory ends at 120 in July 2026, it has to end at the target 60',
    );
  });

  it('of shares says them in per cent, with every digit it misses by', () => {
    const share = { ...monthly, kind: 'PROPORTION', overTime: 'RATIO', direction: { kind: 'INCREASE' } } as const;
    const manual = (value: string): Trajectory => ({ kind: 'MANUAL', points: [{ period: '2026-04', value }] });
    const change = { jop: '0.7', target: '0.78' };
    expect(misses(level(manual('0.780001'), change), '2026-04-30', share)).toBe(
      'the trajectory ends at 78.0001% in April 2026, it has to end at the target 78%',
    );
    const whole = { ...change, jopFrom: '2026-03', jopTo: '2026-03' };
    expect(misses(total(manual('0.76'), whole), '2026-04-30', share)).toBe(
      'the trajectory comes to 76% over its last 1 months, it has to come to the target 78%',
    );
    const seasonal: Trajectory = { kind: 'SEASONAL', points: [{ period: '2026-04', base: '0.72', share: '1' }] };
    expect(misses(level(seasonal, change), '2026-04-30', share)).toBe(
      'the mean of the seasonal bases is 72%, it has to be the jump-off point 70%',
    );
  });

  it('that leaves a period out says which', () => {
    const manual = level({ kind: 'MANUAL', points: [{ period: '2026-05', value: '60' }] });
    expect(misses(manual, '2026-05-31')).toBe('the trajectory says nothing about April 2026, it needs every month up to May 2026');
  });

  it('with a season is judged on its seasonal basis', () => {
    const season = (base: string, share: string) =>
      level({
        kind: 'SEASONAL',
        points: [
          { period: '2026-04', base: '100', share: '0.5' },
          { period: '2026-05', base, share },
        ],
      });
    expect(misses(season('140', '1'), '2026-05-31')).toBeNull();
    expect(misses(season('140', '0.9'), '2026-05-31')).toBe('the seasonal trajectory ends with a share of 90%, it has to end at 100% (1)');
    expect(misses(season('150', '1'), '2026-05-31')).toBe('the mean of the seasonal bases is 125, it has to be the jump-off point 120');
  });

  it('of a total must add up over a window of the same length', () => {
    expect(misses(total(), '2026-12-31')).toBe(
      "a total compares windows of the same length: the jump-off point's has 12 months and only 9 lie before the due date 31 December 2026",
    );
    const points = Array.from({ length: 12 }, (_, index) => ({ period: addPeriods('MONTH', '2026-04', index), value: '93' }));
    expect(misses(total({ kind: 'MANUAL', points }), '2027-03-31')).toBe(
      'the trajectory comes to 1116 over its last 12 months, it has to come to the target 1122',
    );
    expect(misses(total(), '2027-03-31', { ...monthly, overTime: 'NONE' })).toContain('state a level');
    // The highest month of a falling line is its first: the year's maximum is not the target.
    expect(misses(total(), '2027-03-31', { ...monthly, overTime: 'MAX' })).toContain('comes to 1193.5');
  });

  it('in a range may end anywhere inside it', () => {
    const manual = level({ kind: 'MANUAL', points: [{ period: '2026-04', value: '72' }] });
    expect(misses(manual, '2026-04-30', { ...monthly, direction: { kind: 'RANGE', lo: '60', hi: '80' } })).toBeNull();
  });

  it('needs periods of its measure and a due date after the jump-off point', () => {
    expect(misses(level(undefined, { jopTo: '2026-Q1' }))).toContain("'2026-Q1' is no month");
    expect(misses(level(undefined, { jopFrom: '2026-04' }))).toContain('before it begins');
    expect(misses(level(), '2026-03-31')).toContain('choose a due date in a later month');
  });

  it('that is linear or a step always meets its target, for any figures, dates and combination that can be totalled', () => {
    const figures = fc
      .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat(6))
      .map(([digits, places]) => figure(`${digits}e-${places}`)!);
    const combinations = fc.constantFrom('SUM', 'RATIO', 'MEAN', 'LAST' as const);
    fc.assert(
      fc.property(
        fc.record({ jop: figures, target: figures, window: fc.integer({ min: 1, max: 24 }), more: fc.nat(24), overTime: combinations }),
        fc.constantFrom('LEVEL' as const, 'TOTAL' as const),
        fc.boolean(),
        ({ jop, target, window, more, overTime }, basis, step) => {
          const jopTo = addPeriods('MONTH', '2024-01', window - 1);
          const due = lastDay('MONTH', addPeriods('MONTH', jopTo, window + more));
          const trajectory: Trajectory = step ? { kind: 'STEP', on: addDays(due, -3) } : { kind: 'LINEAR' };
          const terms = level(trajectory, { basis, jop, target, jopFrom: '2024-01', jopTo });
          const measure: typeof monthly = { ...monthly, overTime };
          expect(trajectoryMeetsTarget(terms, due, measure)).toBeNull();
          const plan = values(terms, due, measure);
          expect(plan).toHaveLength(window + more);
          expect(plan.every(Number.isFinite)).toBe(true);
          if (basis === 'LEVEL')
            expect(Math.abs(plan.at(-1)! - Number(target))).toBeLessThanOrEqual(
              1e-9 * Math.max(1, Math.abs(Number(jop)), Math.abs(Number(target))),
            );
        },
      ),
    );
  });
});
