import { chartOf, type Options, type Point } from './index.js';

const monthly = (values: readonly (number | null)[]): readonly Point[] =>
  values.map((value, index) => ({ date: `${2018 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`, value }));
const textsOf = (points: readonly Point[], options: Options = {}): string => {
  const { warnings, variationText, points: drawn } = chartOf(points, options);
  return [variationText, ...warnings.map(({ text }) => text), ...drawn.flatMap(({ reasons }) => reasons)].join('\n');
};
const steady = [1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 2, 1, 2];

describe('An odd series', () => {
  it('that is recalculated at its latest point has no variation icon: what has no limits is no common cause', () => {
    const chart = chartOf(monthly([...steady, 9]), { recalculateAt: ['2019-03-01'], target: 2 });
    expect([chart.limitsShown, chart.points.at(-1)!.upper, chart.variation, chart.assurance]).toEqual([true, null, null, null]);
    expect(chart.variationText).toBe(
      'There are no limits yet to judge the latest point, 9 on 1 Mar 2019, by: the latest segment has a single point or no two neighbours.',
    );
    expect(chartOf(monthly([...steady, 9]), { chart: 'c', recalculateAt: ['2019-03-01'] }).variation).toBeNull();
  });

  it('that is recalculated at its latest point still shows a trend that runs across it', () => {
    const rising = monthly([...steady, 3, 4, 5, 6, 7, 8]);
    expect(chartOf(rising, { recalculateAt: ['2019-08-01'] }).variation).toBe('improvement_high');
  });

  it('of shares or rates of almost nothing is refused, since its limits would be no numbers', () => {
    for (const chart of ['p', 'p-prime', 'u', 'u-prime'] as const) {
      const tiny = monthly(steady).map(({ date }, index) => ({ date, numerator: index % 2 ? 1e-321 : 1e-322, denominator: 2e-321 }));
      expect(() => chartOf(tiny, { chart })).toThrow(/the denominator of 1 Jan 2018 is 2e-321: .* from 1e-15 on/);
    }
  });

  it('whose point lies just beyond a limit says both with as many digits as tell them apart', () => {
    const close = monthly([...Array.from({ length: 20 }, (_, index) => 0.95 + (index % 2) * 0.000001), 0.9500045]);
    expect(textsOf(close)).toContain('0.950005 on 1 Sep 2019 lies above the upper limit of 0.950004.');
  });

  it('of one point, or with one point in a segment, speaks of one point', () => {
    expect(textsOf(monthly([5]))).toContain('There is 1 point that counts; limits and icons take 13');
    expect(textsOf(monthly([...steady, 9]), { recalculateAt: ['2019-03-01'] })).toContain('There is 1 point in the segment');
    expect(textsOf(monthly([...steady, 9]), { chart: 'c', recalculateAt: ['2019-03-01'] })).toContain('1 point sets them');
  });

  it('of quarters counts the quarters left out', () => {
    const quarters = [0, 3, 9, 12, 15, 24].map((month) => ({
      date: `${2010 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`,
      value: month,
    }));
    expect(textsOf(quarters)).toContain('The series has no point for 3 periods of 3 months, before 1 Oct 2010 and 1 Jan 2012;');
  });

  it('where neither way is better shows, of signals both ways, the higher values and no concern', () => {
    const torn = monthly([5, 6, 5, 6, 5, 6, 5, 6, 7, 8, 9, 10, 11, 30, 1, 2]);
    expect(textsOf(torn, { direction: 'neutral' })).toContain('the chart shows higher values.');
    expect(textsOf(torn, { direction: 'decrease' })).toContain('the chart shows the concern.');
  });

  it('with a ghost that has no figure says the same on every kind of chart', () => {
    for (const chart of ['xmr', 'run', 'c'] as const)
      expect(textsOf([{ date: '2024-02-28', value: null, ghost: true }], { chart })).toContain('Nothing was reported');
  });
});
