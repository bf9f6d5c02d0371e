import { monthAt, months } from '../../testing/src/months.js';
import { chartOf, type Options, type Point } from './index.js';

const steady = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12];
const textOf = (code: string, points: readonly Point[], options: Options = {}): string | undefined =>
  chartOf(points, options).warnings.find((warning) => warning.code === code)?.text;

describe('A chart warns', () => {
  it('that its points were not in order', () => {
    expect(textOf('UNSORTED', months(steady).toReversed())).toBe('The points were not in order of date; they have been put in order.');
    expect(textOf('UNSORTED', months(steady))).toBeUndefined();
  });

  it('that there are too few points, and that the target waits for them', () => {
    expect(textOf('NOT_ENOUGH_POINTS', months([1, 2]))).toBe(
      'There are 2 points that count; limits and icons take 13, so nothing is judged yet.',
    );
    expect(textOf('TARGET_IGNORED', months([1, 2]), { target: 1 })).toBe(
      'The target is drawn and not judged until there are 13 points that count.',
    );
    expect(textOf('TARGET_IGNORED', months(steady), { target: [{ from: '2030-01-01', value: 1 }] })).toBe(
      'No target holds yet on 1 Feb 2025: the first begins on 1 Jan 2030.',
    );
  });

  it('that a segment is long', () => {
    const long = Array.from({ length: 101 }, (_, index) => ({ date: monthAt(index), value: index % 2 }));
    expect(textOf('MANY_POINTS_IN_SEGMENT', long)).toMatch(/^There are 101 points in the segment that begins on 1 Jan 2024;/);
    expect(textOf('MANY_POINTS_IN_SEGMENT', long.slice(1))).toBeUndefined();
  });

  it('that a count is rare, and only of counts', () => {
    const rare = months([4, 5, 4, 5, 4, 5, 4, 5, 4, 5, 4, 5, 4]);
    expect(textOf('LOW_MEAN', rare, { values: 'count' })).toMatch(/^The mean count from 1 Jan 2024 on is 4\.4615; under 5/);
    expect(textOf('LOW_MEAN', rare)).toBeUndefined();
  });

  it('that values are rounded, or do not vary', () => {
    expect(textOf('ROUNDED', months(steady))).toMatch(/^The 14 points from 1 Jan 2024 on take 2 different values;/);
    expect(textOf('ROUNDED', months([...steady, 13, 14]))).toBeUndefined();
    expect(textOf('NO_VARIATION', months(steady.map(() => 3)))).toMatch(/mean of 3\.$/);
  });

  it('that months are missing, and not that a weekend is', () => {
    const points = months(steady).filter((_, index) => index !== 3 && index !== 4 && index !== 8);
    expect(textOf('PERIODS_MISSING', points)).toBe(
      'The series has no point for 3 months, before 1 Jun 2024 and 1 Oct 2024; ranges and runs reach across.',
    );
    const weeks = [0, 7, 14, 28].map((day) => ({ date: `2024-03-${String(day + 1).padStart(2, '0')}`, value: day }));
    expect(textOf('PERIODS_MISSING', weeks)).toMatch(/^The series has no point for 1 week, before 29 Mar 2024;/);
    const quarters = [0, 3, 6, 12].map((index) => ({ date: monthAt(index), value: index }));
    expect(textOf('PERIODS_MISSING', quarters)).toMatch(/for 1 period of 3 months, before 1 Jan 2025;/);
    const workdays = [1, 4, 5, 6, 7, 8, 11, 12].map((day) => ({ date: `2024-03-${String(day).padStart(2, '0')}`, value: day }));
    expect(textOf('PERIODS_MISSING', workdays)).toBeUndefined();
  });

  it('that the year repeats itself', () => {
    const year = [0, 1, 3, 5, 7, 9, 10, 9, 7, 5, 3, 1];
    const seasonal = months(Array.from({ length: 36 }, (_, index) => year[index % 12]! + (index % 5) / 10));
    expect(textOf('SEASONAL', seasonal)).toMatch(
      /^The series may be seasonal: points a year \(12 periods\) apart correlate by 0\.6\d, more than the 0\.33 chance allows 36 points\./,
    );
    expect(chartOf(seasonal).suggestion).toBeNull();
    expect(textOf('SEASONAL', seasonal.slice(0, 23))).toBeUndefined();
    expect(textOf('SEASONAL', seasonal, { pointsPerYear: 6 })).toBeUndefined();
  });

  it('that neighbours depend on each other, and not that a recalculation lies between them', () => {
    const walk = months(Array.from({ length: 24 }, (_, index) => Math.abs(12 - index) + (index % 3) / 10));
    expect(textOf('AUTOCORRELATED', walk)).toMatch(
      /^Points depend on those before them: neighbours correlate by 0\.\d\d, more than the 0\.41 let pass/,
    );
    const stepped = months([...steady, ...steady.map((value) => value + 20)]);
    expect(textOf('AUTOCORRELATED', stepped)).toBeDefined();
    expect(textOf('AUTOCORRELATED', stepped, { recalculateAt: [monthAt(14)] })).toBeUndefined();
  });

  it('that a rolling figure cannot be judged, and then judges nothing', () => {
    const chart = chartOf(months(steady), { values: 'rolling', target: 1 });
    expect(chart).toMatchObject({ limitsShown: false, variation: null, assurance: null });
    expect(chart.warnings.map(({ code }) => code)).toEqual(['ROLLING', 'TARGET_IGNORED', 'ROUNDED']);
    expect(chart.variationText).toMatch(/^A rolling figure shares/);
  });
});
