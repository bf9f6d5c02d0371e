import { monthAt, months } from '../../testing/src/months.js';
import { chartOf, type Chart, type Options } from './index.js';

/**
 * Fourteen months, 10 and 12 in turn. By hand: mean 11, every moving range 2, so the limits lie 2.66 × 2 = 5.32 from the
 * mean, at 5.68 and 16.32, and two sigma at 11 ± 3.5466…. As a baseline they hold these lines whatever follows.
 */
const steady = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12];
/** The steady months, one on the mean that ends every run, and then what is to be judged. */
const then = (values: readonly (number | null)[], options: Options = {}): Chart =>
  chartOf(months([...steady, 11, ...values]), { baselinePoints: 14, ...options });
const judged = (chart: Chart) => chart.points.slice(15);
const up = (chart: Chart) => judged(chart).map(({ signalsUp }) => signalsUp.join(' '));
const down = (chart: Chart) => judged(chart).map(({ signalsDown }) => signalsDown.join(' '));
const nothing = (count: number) => Array.from({ length: count }, () => '');

describe('The limits of an XmR chart', () => {
  it('lie 2.66 mean moving ranges from the mean', () => {
    const { segments, points, limitsShown } = chartOf(months(steady));
    expect(limitsShown).toBe(true);
    expect(segments).toEqual([
      {
        index: 0,
        from: '2024-01-01',
        to: '2025-02-01',
        kind: 'start',
        baselineTo: null,
        points: 14,
        mean: 11,
        meanMovingRange: 2,
        lower: expect.closeTo(5.68, 9),
        upper: expect.closeTo(16.32, 9),
        trial: false,
      },
    ]);
    expect(points[0]).toMatchObject({
      movingRange: null,
      oneSigmaUpper: expect.closeTo(12.77333333, 6),
      twoSigmaLower: expect.closeTo(7.45333333, 6),
    });
    expect(points[1]!.movingRange).toBe(2);
  });

  it('are shown from 13 points that count; before, there are a mean and no verdict', () => {
    const twelve = chartOf(months(steady.slice(0, 12)));
    expect(twelve).toMatchObject({ limitsShown: false, limitsFrom: 13, counted: 12, variation: null, assurance: null });
    expect(twelve.points[0]).toMatchObject({ mean: 11, lower: null, upper: null, twoSigmaUpper: null, type: 'common_cause' });
    expect(twelve.variationText).toBe('There is not enough data yet (12 of 13 points).');
    expect(chartOf(months(steady.slice(0, 13))).limitsShown).toBe(true);
    expect(chartOf(months([...steady.slice(0, 12), null])).limitsShown).toBe(false);
  });

  it('bridge a missing value, and break at it where the convention does', () => {
    // 10, 20, –, 24 …: bridged, the range over the gap is 4; broken, there is none.
    const values = [10, 20, null, 24];
    expect(chartOf(months(values)).segments[0]!.meanMovingRange).toBe(7);
    expect(chartOf(months(values), { missing: 'break' }).segments[0]!.meanMovingRange).toBe(10);
    expect(chartOf(months(values)).points.map(({ movingRange }) => movingRange)).toEqual([null, 10, null, 4]);
    expect(chartOf(months(values), { missing: 'break' }).points.map(({ movingRange }) => movingRange)).toEqual([null, 10, null, null]);
  });

  it('leave a screened range out once, and its point too where asked', () => {
    // Ranges: twelve of 2, then 28: mean 4, so the bound is 13.068.
    const values = [...steady.slice(0, 13), 38];
    const mean = (6 * 12 + 7 * 10 + 38) / 14;
    expect(chartOf(months(values)).segments[0]).toMatchObject({ mean: expect.closeTo(mean, 9), meanMovingRange: 4 });
    expect(chartOf(months(values), { screening: 'ranges' }).segments[0]).toMatchObject({
      mean: expect.closeTo(mean, 9),
      meanMovingRange: 2,
    });
    expect(chartOf(months(values), { screening: 'rangesAndMean' }).segments[0]).toMatchObject({
      mean: expect.closeTo(142 / 13, 9),
      meanMovingRange: 2,
    });
    const { warnings } = chartOf(months(values), { screening: 'ranges' });
    expect(warnings.find(({ code }) => code === 'SCREENED')).toEqual({
      code: 'SCREENED',
      text: 'Moving ranges above 3.267 times their mean do not count towards the limits: 1 Feb 2025.',
      dates: ['2025-02-01'],
    });
  });

  it('are drawn within bounds, and judged without', () => {
    const chart = then([4], { bounds: { lo: 6, hi: 16 } });
    expect(chart.points[0]).toMatchObject({
      displayLower: 6,
      displayUpper: 16,
      lower: expect.closeTo(5.68, 9),
      upper: expect.closeTo(16.32, 9),
    });
    expect(down(then([5.9], { bounds: { lo: 6 } }))).toEqual(['']);
    expect(down(chart)).toEqual(['single']);
  });

  it('take another constant where told so, and say it', () => {
    const chart = chartOf(months(steady), { limitConstant: 3 });
    expect(chart.segments[0]).toMatchObject({ lower: 5, upper: 17 });
    expect(chart.warnings.map(({ code, text }) => [code, text])).toContainEqual([
      'UNUSUAL_RULE',
      'This chart departs from mdc-2.6: mean moving ranges to a limit, 3 instead of 2.66.',
    ]);
  });

  it('lie on the mean where nothing varies, without a division', () => {
    const chart = chartOf(months(Array.from({ length: 13 }, () => 7)), { target: 7 });
    expect(chart.segments[0]).toMatchObject({ mean: 7, lower: 7, upper: 7 });
    expect(chart).toMatchObject({ variation: 'common_cause', assurance: 'consistent_pass', targetSigma: null });
  });
});

describe('The rules', () => {
  it('make a point strictly beyond a limit a signal, and one on it none', () => {
    expect(up(then([16.32, 16.33]))).toEqual(['', 'single']);
    expect(up(then([16.33], { preset: 'mdc-excel-5' }))).toEqual(['single']);
    expect(down(then([5.68, 12, 5.67]))).toEqual(['', '', 'single']);
  });

  it('make six points on one side of the mean a shift, all six of them', () => {
    expect(up(then([13, 12, 13, 12, 13]))).toEqual(nothing(5));
    expect(up(then([13, 12, 13, 12, 13, 12]))).toEqual(Array.from({ length: 6 }, () => 'shift'));
    expect(down(then([9, 10, 9, 10, 9, 10]))).toEqual(Array.from({ length: 6 }, () => 'shift'));
  });

  it('end a shift at a point on the mean', () => {
    expect(up(then([13, 12, 13, 11, 12, 13, 12]))).toEqual(nothing(7));
  });

  it('take seven or eight points for a shift where told so', () => {
    const six = [13, 12, 13, 12, 13, 12];
    expect(up(then(six, { shiftPoints: 7 }))).toEqual(nothing(6));
    expect(up(then([...six, 13], { shiftPoints: 7 }))).toEqual(Array.from({ length: 7 }, () => 'shift'));
    expect(up(then([...six, 13], { shiftPoints: 8 }))).toEqual(nothing(7));
  });

  it('make five steps the same way a trend, wherever the mean lies', () => {
    expect(up(then([8, 9, 10, 11, 12]))).toEqual(nothing(5));
    expect(up(then([8, 9, 10, 11, 12, 13]))).toEqual(Array.from({ length: 6 }, () => 'trend'));
    expect(down(then([14, 13, 12, 11, 10, 9]))).toEqual(Array.from({ length: 6 }, () => 'trend'));
    expect(up(then([8, 9, 10, 11, 12, 13], { trendPoints: 7 }))).toEqual(nothing(6));
  });

  it('make two of three points beyond two sigma on one side a signal, and not the third', () => {
    // Two sigma above the mean is 14.5466….
    expect(up(then([15, 12, 15]))).toEqual(['two-sigma', '', 'two-sigma']);
    expect(up(then([15, 15, 12]))).toEqual(['two-sigma', 'two-sigma', '']);
    expect(up(then([15, 10, 15]))).toEqual(nothing(3));
    expect(up(then([15, 11, 15]))).toEqual(nothing(3));
    expect(up(then([15, 12, 12, 15]))).toEqual(nothing(4));
  });

  it('count a point beyond a limit among those beyond two sigma by the query, and not by the spreadsheet', () => {
    expect(up(then([17, 12, 15]))).toEqual(['single two-sigma', '', 'two-sigma']);
    expect(up(then([17, 12, 15], { preset: 'mdc-excel-5' }))).toEqual(['single', '', '']);
    expect(up(then([17, 12, 15], { twoSigmaCountsBeyond: false }))).toEqual(['single', '', '']);
  });

  it('reach across a missing value, and break at it by NHSRplotthedots', () => {
    const values = [13, 12, 13, null, 12, 13, 12, 13];
    expect(up(then(values)).filter(Boolean)).toHaveLength(7);
    expect(up(then(values, { preset: 'nhsr-0.2' }))).toEqual(nothing(8));
  });

  it('say every signal of a point in words, that which decided first', () => {
    // On the way down, but all above the mean: a trend down, a shift up, and two of three beyond two sigma.
    const chart = then([16, 15.8, 15.6, 15.4, 15.2, 15]);
    expect(judged(chart)[5]).toMatchObject({ type: 'concern', rule: 'trend', signalsUp: ['shift', 'two-sigma'], signalsDown: ['trend'] });
    expect(judged(chart)[5]!.reasons).toEqual([
      '6 points in a row fall, from 16 on 1 Apr 2025 to 15 on 1 Sep 2025.',
      '6 points in a row lie above the mean of 11, from 1 Apr 2025 to 1 Sep 2025.',
      '3 of 3 points in a row, from 1 Jul 2025 to 1 Sep 2025, lie more than two sigma above the mean of 11, beyond 14.547.',
    ]);
    expect(judged(then([20]))[0]!.reasons[0]).toMatch(/^20 on 1 Apr 2025 lies above the upper limit of 16\.32\.$/);
    expect(chart.variationText).toBe(
      'Special cause, a concern through lower values: 6 points in a row fall, from 16 on 1 Apr 2025 to 15 on 1 Sep 2025.',
    );
  });
});

describe('A point with signals both ways', () => {
  const falling = [16, 15.8, 15.6, 15.4, 15.2, 15];
  const shows = (options: Options) => {
    const { type, rule } = judged(then(falling, options))[0]!;
    return [type, rule];
  };

  it.each([
    [{}, ['concern', 'trend']],
    [{ conflict: 'improvement' }, ['improvement', 'shift']],
    [{ direction: 'decrease' }, ['concern', 'shift']],
    [{ preset: 'mdc-2.6a' }, ['concern', 'trend']],
    [{ preset: 'mdc-2.6a', direction: 'decrease' }, ['improvement', 'trend']],
    [{ preset: 'mdc-2.6a', direction: 'neutral' }, ['neutral_low', 'trend']],
    [{ preset: 'mdc-excel-5' }, ['improvement', 'shift']],
    [{ direction: 'neutral' }, ['neutral_high', 'shift']],
  ] as const)('under %j shows %j', (options, shown) => {
    expect(shows(options)).toEqual(shown);
  });

  it('goes by the tie-break where two trends meet at a peak', () => {
    const peak = [8, 9, 10, 11, 12, 13, 12, 11, 10, 9, 8];
    const at = (options: Options) => judged(then(peak, options))[5]!;
    expect(at({})).toMatchObject({ signalsUp: ['trend'], signalsDown: ['trend'], type: 'concern' });
    expect(at({ preset: 'mdc-2.6a', conflictTie: 'improvement' }).type).toBe('improvement');
    expect(at({ preset: 'mdc-2.6a', conflictTie: 'concern' }).type).toBe('concern');
    // NHSR goes the way of the step to the right.
    const nhsr = then([7, ...peak, 7], { preset: 'nhsr-0.2' });
    expect(judged(nhsr)[6]).toMatchObject({ type: 'concern', rule: 'trend' });
  });

  it('is told by a warning, and by another where it is the latest', () => {
    const { warnings } = then(falling);
    expect(warnings.filter(({ code }) => code.startsWith('CONFLICT')).map(({ code, dates }) => [code, dates.length])).toEqual([
      ['CONFLICT_ON_POINT', 6],
      ['CONFLICT_ON_ICON', 1],
    ]);
  });
});

describe('The icons', () => {
  const high = [13, 12, 13, 12, 13, 12];
  it.each([
    ['increase', 'improvement_high'],
    ['decrease', 'concern_high'],
    ['neutral', 'neutral_high'],
  ] as const)('show a shift upwards, where the direction is %s, as %s', (direction, variation) => {
    expect(then(high, { direction }).variation).toBe(variation);
  });

  it.each([
    [5, 'consistent_pass', 'consistent_fail'],
    [5.68, 'consistent_pass', 'consistent_fail'],
    [11, 'inconsistent', 'inconsistent'],
    [16.32, 'consistent_fail', 'consistent_pass'],
    [17, 'consistent_fail', 'consistent_pass'],
  ] as const)('show the target %d as %s where high is good and as %s where low is', (target, whereHigh, whereLow) => {
    expect(chartOf(months(steady), { target }).assurance).toBe(whereHigh);
    expect(chartOf(months(steady), { target, direction: 'decrease' }).assurance).toBe(whereLow);
    const neutral = chartOf(months(steady), { target, direction: 'neutral' });
    expect([neutral.assurance, neutral.warnings.map(({ code }) => code)]).toEqual([null, ['TARGET_IGNORED', ...rounded]]);
  });
  const rounded = ['ROUNDED'];

  it('leave a target on a limit open by NHSRplotthedots', () => {
    expect(chartOf(months(steady), { target: 5.68, preset: 'nhsr-0.2' }).assurance).toBe('inconsistent');
    expect(chartOf(months(steady), { target: 5.67, preset: 'nhsr-0.2' }).assurance).toBe('consistent_pass');
  });

  it.each([
    [{ lo: 5, hi: 17 }, 'consistent_pass'],
    [{ lo: 5, hi: 16 }, 'inconsistent'],
    [{ lo: 17, hi: 20 }, 'consistent_fail'],
    [{ lo: 0, hi: 5 }, 'consistent_fail'],
    [{ lo: 10, hi: 12 }, 'inconsistent'],
  ] as const)('hold the limits against the range %j: %s', (range, assurance) => {
    expect(chartOf(months(steady), { target: [range], direction: 'neutral' }).assurance).toBe(assurance);
  });

  it('take the target that holds at the latest point, while every point keeps its own', () => {
    const chart = chartOf(months(steady), { target: [{ value: 10 }, { from: '2025-01-15', value: 20 }] });
    expect(chart.points.slice(-3).map(({ target, met }) => [target, met])).toEqual([
      [{ value: 10 }, true],
      [{ value: 10 }, true],
      [{ from: '2025-01-15', value: 20 }, false],
    ]);
    expect(chart).toMatchObject({ assurance: 'consistent_fail', latestRun: { met: false, length: 1 } });
    // (20 − 11) ÷ (5.32 ÷ 3)
    expect(chart.targetSigma).toBeCloseTo(5.0752, 4);
    expect(chart.assuranceText).toBe(
      'As it is, the process will consistently miss the target of 20, seen from the limits of 5.68 to 16.32, unless it changes. ' +
        'The target lies 5.08 sigma above the mean. The latest point missed it.',
    );
  });
});

describe('A recalculation', () => {
  // Fifteen months about 11, fifteen about 21, each with moving ranges of 2.
  const level = (mean: number, count: number) => Array.from({ length: count }, (_, index) => mean + (index % 2 === 0 ? -1 : 1));
  const moved = [...level(11, 15), ...level(21, 15)];

  it('begins a segment with limits of its own, and no range reaches across', () => {
    const chart = chartOf(months(moved), { recalculateAt: [monthAt(15)] });
    expect(chart.segments.map(({ from, points, meanMovingRange, kind }) => [from, points, meanMovingRange, kind])).toEqual([
      ['2024-01-01', 15, 2, 'start'],
      ['2025-04-01', 15, 2, 'recalculation'],
    ]);
    expect(chart.points[15]).toMatchObject({ movingRange: null, segment: 1 });
  });

  it('moves to the next point, is ignored beyond the last and before the second, and says so each time', () => {
    const chart = chartOf(months(moved), { recalculateAt: ['2030-01-01', '2023-01-01', '2025-03-20'] });
    expect(chart.segments.map(({ from }) => from)).toEqual(['2024-01-01', '2025-04-01']);
    expect(chart.warnings.slice(0, 3).map(({ code, text }) => [code, text])).toEqual([
      ['RECALCULATION_IGNORED', 'The recalculation at 1 Jan 2023 changes nothing: the first point that counts is that of 1 Jan 2024.'],
      ['RECALCULATION_MOVED', 'The recalculation at 20 Mar 2025 takes effect at the next point, 1 Apr 2025.'],
      ['RECALCULATION_IGNORED', 'The recalculation at 1 Jan 2030 has no effect: no point that counts lies on or after that day.'],
    ]);
  });

  it('is crossed by trends alone, by every rule, or by none, as the convention has it', () => {
    // Three points above the first mean, then three above the second: a shift only for who looks across.
    const shifting = [...level(11, 12), 13, 12, 13, 22, 21.5, 22, ...level(20, 11)];
    const signals = (options: Options) =>
      chartOf(months(shifting), { recalculateAt: [monthAt(15)], ...options })
        .points.slice(12, 18)
        .map(({ signalsUp }) => signalsUp.includes('shift'));
    expect(signals({ rulesCrossSegments: 'all' })).toEqual(Array.from({ length: 6 }, () => true));
    expect(signals({ rulesCrossSegments: 'trend' })).toEqual(Array.from({ length: 6 }, () => false));
    const rising = [...level(11, 12), 9, 10, 11, 12, 13, 14, ...level(12, 11)];
    const trends = (options: Options) =>
      chartOf(months(rising), { recalculateAt: [monthAt(15)], ...options })
        .points.slice(12, 18)
        .map(({ signalsUp }) => signalsUp.includes('trend'));
    expect(trends({ rulesCrossSegments: 'trend' })).toEqual(Array.from({ length: 6 }, () => true));
    expect(trends({ rulesCrossSegments: 'none' })).toEqual(Array.from({ length: 6 }, () => false));
  });

  it('after a baseline has limits of its own by the query, its own baseline by NHSRplotthedots, and none by the spreadsheet', () => {
    const means = (options: Options) => chartOf(months(moved), { recalculateAt: [monthAt(15)], baselinePoints: 12, ...options }).segments;
    expect(means({}).map(({ baselineTo, mean }) => [baselineTo, mean])).toEqual([
      ['2024-12-01', 11],
      [null, expect.closeTo(20.9333333, 6)],
    ]);
    expect(means({ preset: 'nhsr-0.2' }).map(({ baselineTo, mean }) => [baselineTo, mean])).toEqual([
      ['2024-12-01', 11],
      ['2026-03-01', 21],
    ]);
    expect(means({ preset: 'mdc-excel-5' }).map(({ baselineTo, mean }) => [baselineTo, mean])).toEqual([['2024-12-01', 11]]);
  });
});

describe('A baseline', () => {
  it('up to a day takes the points up to it, itself included', () => {
    const chart = chartOf(months([...steady, 30, 30]), { baselineUntil: '2025-02-01' });
    expect(chart.segments[0]).toMatchObject({ baselineTo: '2025-02-01', mean: 11, meanMovingRange: 2, points: 16 });
  });

  it('of too few points is said to be on trial, and one of a single point sets nothing', () => {
    const codes = (options: Options) =>
      chartOf(months(steady), options)
        .warnings.filter(({ code }) => code === 'BASELINE_SHORT')
        .map(({ text }) => text);
    expect(codes({ baselinePoints: 5 })).toEqual([
      'The baseline of the segment that begins on 1 Jan 2024 holds 5 points; limits from fewer than 12 are on trial.',
    ]);
    expect(codes({ baselineUntil: '2024-01-31' })).toEqual(['The baseline sets no limits: it holds 1 point, and limits take two.']);
  });

  it('with a signal in it is warned of', () => {
    const { warnings } = chartOf(months([...steady, 11, 40]), { baselinePoints: 16, shiftPoints: 8 });
    expect(warnings.find(({ code }) => code === 'SIGNAL_IN_BASELINE')).toMatchObject({ dates: expect.arrayContaining(['2025-04-01']) });
  });
});

describe('A ghost', () => {
  it('is drawn under the lines, in no mean, range, run or count', () => {
    const points = months([...steady.slice(0, 7), 500, ...steady.slice(7)]).map((point, index) => ({ ...point, ghost: index === 7 }));
    const chart = chartOf(points);
    expect(chart.segments[0]).toMatchObject({ mean: 11, meanMovingRange: 2, points: 14 });
    expect(chart.points[7]).toMatchObject({ value: 500, ghost: true, type: null, mean: 11, movingRange: null });
    expect(chart.points[7]!.reasons).toEqual(['A ghost: drawn, but in no mean, range, run or count.']);
  });
});
