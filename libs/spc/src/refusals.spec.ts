import { months } from '../../testing/src/months.js';
import { BadSeries, chartOf, type Options, type Point } from './index.js';

const refusalOf = (points: unknown, options: unknown = {}): readonly [string, string] => {
  try {
    chartOf(points as readonly Point[], options as Options);
  } catch (error) {
    if (error instanceof BadSeries) return [error.field, error.message];
    throw error;
  }
  throw new Error('nothing was refused');
};
const day = '2026-04-01';

describe('A series that cannot be is refused, by field, with its value and the way out', () => {
  it.each([
    ['no list', 'x', 'points', /"x".*list of points/],
    ['a point that is none', [null], 'points[0]', /null.*object with a date/],
    [
      'a date twice',
      [
        { date: day, value: 1 },
        { date: '2026-05-01', value: 2 },
        { date: day, value: 3 },
      ],
      'points[2].date',
      /"2026-04-01".*1 Apr 2026 too; keep one/,
    ],
    ['a day that is not in the calendar', [{ date: '2026-02-29', value: 1 }], 'points[0].date', /"2026-02-29".*2026-04-01/],
    ['a day without its noughts', [{ date: '2026-4-1', value: 1 }], 'points[0].date', /"2026-4-1"/],
    ['a thirteenth month', [{ date: '2026-13-01', value: 1 }], 'points[0].date', /"2026-13-01"/],
    ['a moment instead of a day', [{ date: '2026-04-01T00:00:00Z', value: 1 }], 'points[0].date', /2026-04-01T/],
    ['a date that is a number', [{ date: 20260401, value: 1 }], 'points[0].date', /20260401/],
    ['a value that is text', [{ date: day, value: '12' }], 'points[0].value', /"12".*null where nothing/],
    ['a value that is no number', [{ date: day, value: NaN }], 'points[0].value', /NaN/],
    ['an infinite value', [{ date: day, value: Infinity }], 'points[0].value', /Infinity/],
    ['a value no double holds exactly', [{ date: day, value: 1e16 }], 'points[0].value', /10000000000000000/],
    ['a part of nothing', [{ date: day, numerator: 3, denominator: 0 }], 'points[0].denominator', /is 0: 3 cannot be a part of nothing/],
    ['a part of less than nothing', [{ date: day, numerator: 3, denominator: -1 }], 'points[0].denominator', /-1/],
    ['a part without a whole', [{ date: day, numerator: 3 }], 'points[0].denominator', /null: give the denominator that 3 is a part of/],
    ['a quotient too large', [{ date: day, numerator: 3, denominator: 1e-300 }], 'points[0].denominator', /leaves/],
    ['a ghost that is neither', [{ date: day, value: 1, ghost: 'yes' }], 'points[0].ghost', /"yes".*true or false/],
  ])('%s', (_what, points, field, message) => {
    expect(refusalOf(points)).toEqual([field, expect.stringMatching(message)]);
  });

  it('more points than anybody could read', () => {
    expect(refusalOf(Array.from({ length: 100_001 }, () => ({ date: day, value: 1 })))).toEqual([
      'points',
      expect.stringMatching(/100001 points/),
    ]);
  });

  it.each([
    [{ taget: 1 }, 'options.taget', /no such option; take preset, chart/],
    [{ preset: 'mdc' }, 'options.preset', /"mdc": take one of mdc-2.6/],
    [{ direction: 'up' }, 'options.direction', /"up": take one of increase, decrease, neutral/],
    [{ shiftPoints: 5 }, 'options.shiftPoints', /5: take a whole number from 6 to 8/],
    [{ trendPoints: 6.5 }, 'options.trendPoints', /6\.5/],
    [{ trendPoints: 9 }, 'options.trendPoints', /9/],
    [{ limitConstant: 0 }, 'options.limitConstant', /0: take a number from 0\.1/],
    [{ minPointsLimits: 1 }, 'options.minPointsLimits', /1/],
    [{ twoSigmaCountsBeyond: 'no' }, 'options.twoSigmaCountsBeyond', /"no"/],
    [{ baselinePoints: 12, baselineUntil: day }, 'options.baselineUntil', /leave it out, or baselinePoints, which is 12/],
    [{ baselinePoints: 1 }, 'options.baselinePoints', /1/],
    [{ baselinePoints: 11, preset: 'nhsr-0.2' }, 'options.baselinePoints', /11: nhsr-0\.2 takes 12 points or more/],
    [{ baselineUntil: 'spring' }, 'options.baselineUntil', /"spring"/],
    [{ recalculateAt: day }, 'options.recalculateAt', /list of days/],
    [{ recalculateAt: [day, 'x'] }, 'options.recalculateAt[1]', /"x"/],
    [{ target: 'high' }, 'options.target', /"high"/],
    [{ target: [{ lo: 5, hi: 4 }] }, 'options.target[0].hi', /4: give a number not under lo, which is 5/],
    [{ target: [{ lo: 5 }] }, 'options.target[0].hi', /undefined/],
    [{ target: [{ value: 5, lo: 4 }] }, 'options.target[0]', /either a value or lo and hi/],
    [{ target: [{ value: NaN }] }, 'options.target[0].value', /NaN/],
    [{ target: [{ value: 1 }, { value: 2 }] }, 'options.target', /two targets from the beginning/],
    [{ target: [{ from: '2026-02-30', value: 1 }] }, 'options.target[0].from', /2026-02-30/],
    [{ bounds: 5 }, 'options.bounds', /5/],
    [{ bounds: { lo: 1, hi: 1 } }, 'options.bounds.hi', /above lo, which is 1/],
    [{ pointsPerYear: 1 }, 'options.pointsPerYear', /1/],
    ['fast', 'options', /"fast": give an object/],
  ])('the options %j', (options, field, message) => {
    expect(refusalOf(months([1, 2]), options)).toEqual([field, expect.stringMatching(message)]);
  });

  it('while null says what leaving an option out says, and 0 of 0 is a missing value', () => {
    const chart = chartOf([{ date: day, numerator: 0, denominator: 0 }], { target: null, preset: null as never });
    expect(chart).toMatchObject({ preset: 'mdc-2.6', counted: 0, variation: null, points: [{ missing: true, value: null, numerator: 0 }] });
  });

  it('while a leap day, an empty series and parts are taken', () => {
    expect(chartOf([]).segments).toEqual([]);
    expect(chartOf([{ date: '2024-02-29', numerator: 1, denominator: 4 }]).points[0]).toMatchObject({ value: 0.25, mean: 0.25 });
  });
});
