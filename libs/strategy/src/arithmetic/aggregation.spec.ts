import fc from 'fast-check';
import { combinations } from '../vocabulary.js';
import { aggregate, byMonth, periodsShownIn, type Reported } from './aggregation.js';
import { dividedBy } from './figures.js';

const value = (text: string): Reported => ({ value: text, numerator: null, denominator: null });
const parts = (numerator: string, denominator: string): Reported => ({ value: dividedBy(numerator, denominator), numerator, denominator });
const noActivity: Reported = { value: null, numerator: '0', denominator: '0' };

describe('figures combine', () => {
  const three = [value('0.1'), null, value('0.2')];

  it('by their own rule, with how many of them were reported', () => {
    const results = combinations.map((combination) => [combination, aggregate(three, combination).value]);
    expect(results).toEqual([
      ['SUM', 0.3],
      ['RATIO', null],
      ['MEAN', 0.15000000000000002],
      ['LAST', 0.2],
      ['MAX', 0.2],
      ['MIN', 0.1],
      ['NONE', null],
    ]);
    expect(aggregate(three, 'SUM')).toEqual({ value: 0.3, numerator: null, denominator: null, reported: 2, of: 3 });
  });

  it('as pooled parts, never as a mean of percentages', () => {
    // By hand: 1 of 2 and 90 of 100 is 91 of 102; the mean of 50% and 90% would be 70%.
    expect(aggregate([parts('1', '2'), parts('90', '100')], 'RATIO')).toEqual({
      value: 91 / 102,
      numerator: 91,
      denominator: 102,
      reported: 2,
      of: 2,
    });
  });

  it('with weights in a mean, and to nothing where the weights come to 0', () => {
    expect(aggregate([value('1'), value('4')], 'MEAN', [2, 1]).value).toBe(2);
    expect(aggregate([value('1'), value('4')], 'MEAN', [0, 0]).value).toBeNull();
  });

  it('without no activity, which counts as reported', () => {
    expect(aggregate([noActivity, parts('19', '20')], 'RATIO')).toMatchObject({ value: 0.95, reported: 2, of: 2 });
    expect(aggregate([parts('19', '20'), noActivity], 'LAST').value).toBe(0.95);
    expect(aggregate([noActivity], 'RATIO')).toMatchObject({ value: null, reported: 1 });
    expect(aggregate([noActivity, null], 'MAX')).toMatchObject({ value: null, reported: 1, of: 2 });
  });

  it('to nothing out of nothing, and never to what is no number', () => {
    for (const combination of combinations) expect(aggregate([], combination)).toMatchObject({ value: null, reported: 0, of: 0 });
    const reported = fc.option(
      fc.oneof(
        fc.integer({ min: -999, max: 999 }).map((number) => value(String(number))),
        fc.tuple(fc.nat(9), fc.nat(9)).map(([numerator, more]) => parts(String(numerator), String(numerator + more))),
      ),
      { nil: null },
    );
    fc.assert(
      fc.property(fc.array(reported), fc.constantFrom(...combinations), (readings, combination) => {
        const result = aggregate(readings, combination);
        expect(result.value === null || Number.isFinite(result.value)).toBe(true);
        expect(result.reported).toBe(readings.filter((reading) => reading !== null).length);
      }),
    );
  });

  it('to the same ratio however they are grouped', () => {
    const part = fc.tuple(fc.nat(99), fc.nat(99)).map(([numerator, more]): [number, number] => [numerator, numerator + more + 1]);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), fc.array(part, { minLength: 1 }), (left, right) => {
        const readings = (list: [number, number][]) =>
          list.map(([numerator, denominator]) => parts(String(numerator), String(denominator)));
        const whole = aggregate(readings([...left, ...right]), 'RATIO');
        const halves = [left, right].map((half) => aggregate(readings(half), 'RATIO'));
        expect(whole.numerator! / whole.denominator!).toBe(whole.value);
        expect(whole.numerator).toBe(halves[0]!.numerator! + halves[1]!.numerator!);
        expect(whole.denominator).toBe(halves[0]!.denominator! + halves[1]!.denominator!);
      }),
    );
  });
});

describe('a month', () => {
  it('shows its days, the weeks whose Thursday it has, itself, or the quarter it ends', () => {
    expect(periodsShownIn('DAY', '2026-02')).toHaveLength(28);
    expect(periodsShownIn('WEEK', '2026-04')).toEqual(['2026-W14', '2026-W15', '2026-W16', '2026-W17', '2026-W18']);
    expect(periodsShownIn('MONTH', '2026-04')).toEqual(['2026-04']);
    expect([periodsShownIn('QUARTER', '2026-06'), periodsShownIn('QUARTER', '2026-05')]).toEqual([['2026-Q2'], []]);
  });

  it('says how many of its weeks were reported', () => {
    const weeks = new Map([
      ['2026-W14', value('3')],
      ['2026-W18', value('4')],
      ['2026-W19', value('5')],
    ]);
    expect([...byMonth('WEEK', weeks, 'SUM')]).toEqual([
      ['2026-04', { value: 7, numerator: null, denominator: null, reported: 2, of: 5 }],
      ['2026-05', { value: 5, numerator: null, denominator: null, reported: 1, of: 4 }],
    ]);
  });
});
