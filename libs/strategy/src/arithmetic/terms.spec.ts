import { isRejection } from '#kernel';
import type { MeasureFacts } from '../facts.js';
import type { MeasuredTerms } from '../vocabulary.js';
import { asksNoChange, checkMeasuredTerms, fallsShort, termsCodes } from './terms.js';

const falls: MeasureFacts = {
  measure: 'falls',
  kind: 'COUNT',
  direction: { kind: 'DECREASE' },
  frequency: 'MONTH',
  overTime: 'SUM',
  overUnits: 'SUM',
  defined: true,
};
const occupancy: MeasureFacts = {
  ...falls,
  measure: 'occupancy',
  direction: { kind: 'RANGE', lo: '85', hi: '92' },
  overTime: 'MEAN',
  overUnits: 'MEAN',
};
const fewer: MeasuredTerms = {
  measure: 'falls',
  basis: 'LEVEL',
  jop: '20',
  jopFrom: '2026-03',
  jopTo: '2026-03',
  target: '12',
  maintain: false,
  tolerance: '1',
  trajectory: { kind: 'LINEAR' },
};
const due = '2027-03-31';

const provoked = new Set<string>();
const check = (changed: Partial<MeasuredTerms>, measure: MeasureFacts = falls, dueOn = due): string => {
  const refused = checkMeasuredTerms({ ...fewer, ...changed }, dueOn, measure);
  if (refused === null) return 'good';
  provoked.add(refused.code);
  expect(isRejection(refused)).toBe(true);
  expect(refused.because).not.toMatch(/undefined|null|NaN'? is no figure/);
  return refused.code;
};

describe('measured terms', () => {
  it('pass when everything fits', () => {
    expect(check({})).toBe('good');
    expect(check({ target: '0', tolerance: '0' })).toBe('good');
    expect(check({ trajectory: { kind: 'STEP', on: '2026-10-01' } })).toBe('good');
    expect(check({ basis: 'TOTAL', jop: '240', jopFrom: '2025-04', target: '144' })).toBe('good');
  });

  it('state figures in their one form', () => {
    for (const bad of ['NaN', '', '1e3', '1.0', '1,5', 'Infinity', '12 falls']) {
      expect([bad, check({ jop: bad }), check({ target: bad }), check({ tolerance: bad })]).toEqual([
        bad,
        'BadFigure',
        'BadFigure',
        'BadFigure',
      ]);
    }
    expect(check({ trajectory: { kind: 'MANUAL', points: [{ period: '2026-04', value: 'x' }] } })).toBe('BadFigure');
    expect(check({ trajectory: { kind: 'SEASONAL', points: [{ period: '2026-04', base: '20', share: 'all' }] } })).toBe('BadFigure');
    expect(check({ tolerance: '-1' })).toBe('NegativeTolerance');
  });

  it('name days and periods that exist and fit the measure', () => {
    expect(check({}, falls, '2027-02-29')).toBe('BadDay');
    expect(check({ trajectory: { kind: 'STEP', on: 'soon' } })).toBe('BadDay');
    expect(check({ jopFrom: '2026-Q1', jopTo: '2026-Q1' })).toBe('BadPeriod');
    expect(check({ jopFrom: '2026-13' })).toBe('BadPeriod');
    expect(check({ jopFrom: '2026-04', jopTo: '2026-03' })).toBe('BadPeriod');
    expect(check({ jopFrom: '2026-W10', jopTo: '2026-W10' }, { ...falls, frequency: 'WEEK' })).toBe('good');
  });

  it('are due after the jump-off point', () => {
    expect(check({}, falls, '2026-03-31')).toBe('DueTooEarly');
    expect(check({}, falls, '2025-03-31')).toBe('DueTooEarly');
    expect(check({}, falls, '2026-04-01')).toBe('good');
  });

  it('give each period of a stated trajectory one value, and no other period any', () => {
    const manual = (...points: [string, string][]) =>
      check({ trajectory: { kind: 'MANUAL', points: points.map(([period, value]) => ({ period, value })) } }, falls, '2026-05-31');
    expect(manual(['2026-04', '16'], ['2026-05', '12'])).toBe('good');
    expect(manual(['2026-04', '16'], ['2026-04', '15'], ['2026-05', '12'])).toBe('BadPeriod');
    expect(manual(['2026-03', '16'], ['2026-04', '15'], ['2026-05', '12'])).toBe('BadPeriod');
    expect(manual(['2026-04', '16'], ['2026-05', '12'], ['2026-06', '12'])).toBe('BadPeriod');
    expect(manual(['2026-W14', '16'])).toBe('BadPeriod');
    const many = Array.from({ length: 3_701 }, () => ({ period: '2026-04', value: '12' }));
    expect(check({ trajectory: { kind: 'MANUAL', points: many } })).toBe('BadPeriod');
  });

  it('need a measure that is defined', () => {
    expect(check({}, { ...falls, defined: false })).toBe('MeasureUndefined');
  });

  it('ask for no change only when they say so', () => {
    expect(check({ target: '20' })).toBe('TargetEqualsBaseline');
    expect(check({ target: '20', maintain: true })).toBe('good');
    expect(check({ target: '12', maintain: true })).toBe('MaintainMovesTarget');
  });

  it('towards a range maintain what lies inside, edges included, and move what lies outside', () => {
    const range = (jop: string, target: string, maintain: boolean) => check({ jop, target, maintain }, occupancy);
    expect(range('96', '92', false)).toBe('good');
    expect(range('96', '93', false)).toBe('TargetOutsideRange');
    expect(range('88', '92', false)).toBe('TargetEqualsBaseline');
    expect(range('92', '92', false)).toBe('TargetEqualsBaseline');
    expect(range('85', '92', true)).toBe('good');
    expect(range('96', '92', true)).toBe('MaintainMovesTarget');
    expect(asksNoChange({ jop: '84.9', target: '85' }, occupancy.direction)).toBe(false);
  });

  it('have a trajectory that meets the target', () => {
    expect(check({ trajectory: { kind: 'MANUAL', points: [{ period: '2026-04', value: '13' }] } }, falls, '2026-04-30')).toBe(
      'TrajectoryMissesTarget',
    );
    expect(check({ basis: 'TOTAL' }, { ...falls, overTime: 'NONE' })).toBe('TrajectoryMissesTarget');
  });

  it('of shares are refused in per cent', () => {
    const seen = { ...falls, kind: 'PROPORTION', direction: { kind: 'RANGE', lo: '0.85', hi: '0.92' }, overTime: 'RATIO' } as const;
    const because = (changed: Partial<MeasuredTerms>, measure: MeasureFacts = seen) =>
      checkMeasuredTerms({ ...fewer, tolerance: '0', ...changed }, due, measure)?.because;
    expect(because({ tolerance: '-0.01' })).toBe('the tolerance is -1%, it has to be 0 or more');
    expect(because({ jop: '0.96', target: '0.93' })).toBe(
      'the target 93% lies outside the range 85% to 92%, aim at one of its edges or inside',
    );
    expect(because({ jop: '0.9', target: '0.92' })).toContain('the jump-off point 90% lies inside the range 85% to 92% already');
    expect(because({ jop: '0.9', target: '0.9' }, { ...seen, direction: { kind: 'INCREASE' } })).toContain('jump-off point 90%,');
    expect(because({ jop: '0.7', target: '0.78', maintain: true }, { ...seen, direction: { kind: 'INCREASE' } })).toContain(
      'is its jump-off point 70% and not 78%',
    );
  });

  it('are refused for every reason there is', () => expect([...provoked].sort()).toEqual([...termsCodes].sort()));
});

describe('a mandated target', () => {
  it('is fallen short of on the wrong side, and never at the target itself', () => {
    expect([
      fallsShort('94', '95', { kind: 'INCREASE' }),
      fallsShort('95', '95', { kind: 'INCREASE' }),
      fallsShort('96', '95', { kind: 'INCREASE' }),
    ]).toEqual([true, false, false]);
    expect([
      fallsShort('5', '4', { kind: 'DECREASE' }),
      fallsShort('4', '4', { kind: 'DECREASE' }),
      fallsShort('0', '4', { kind: 'DECREASE' }),
    ]).toEqual([true, false, false]);
    expect([fallsShort('93', '92', occupancy.direction), fallsShort('90', '92', occupancy.direction)]).toEqual([true, false]);
  });
});
