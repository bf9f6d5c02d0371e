import { months } from '../../testing/src/months.js';
import { chartOf, movingRangePanel } from './index.js';

const steady = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12];
const after = (count: number) => months([...steady, 11, ...Array.from({ length: count }, (_, index) => 19 + (index % 2) * 2)]);

describe('A recalculation is suggested', () => {
  it('with its evidence and the icons before and after, once twelve points lie beyond the change', () => {
    const { suggestion } = chartOf(after(12), { baselinePoints: 14, target: 18 });
    // Sigma is 5.32 ÷ 3 = 1.7733; the mean moves from 11 to 20.
    expect(suggestion).toEqual({
      from: '2025-04-01',
      strength: 'suggest',
      runLength: 12,
      meanBefore: 11,
      meanAfter: 20,
      sigmaMoved: expect.closeTo(9 / (5.32 / 3), 9),
      pointsBefore: 15,
      pointsAfter: 12,
      iconsNow: { variation: 'improvement_high', assurance: 'consistent_fail' },
      iconsThen: { variation: 'common_cause', assurance: 'inconsistent' },
      because: expect.stringMatching(
        /^Since 1 Apr 2025 12 points in a row lie above the mean of 11; their own mean is 20, 5\.1 sigma away\. If a cause is known/,
      ),
    });
  });

  it('to be watched, from eight points on', () => {
    const watched = (count: number) => chartOf(after(count), { baselinePoints: 14 }).suggestion?.strength ?? null;
    expect([7, 8, 11, 12].map(watched)).toEqual([null, 'watch', 'watch', 'suggest']);
  });

  it('not where twelve points would not remain, nor where the mean moved less than a sigma, nor where a run has ended', () => {
    expect(chartOf(after(12).slice(4), { baselinePoints: 10 }).suggestion).toBeNull();
    const slight = months([...steady, ...Array.from({ length: 12 }, (_, index) => 11.5 + (index % 2) / 10)]);
    expect(chartOf(slight, { baselinePoints: 14 }).suggestion).toBeNull();
    const ended = months([...steady, ...Array.from({ length: 12 }, () => 20), 5]);
    expect(chartOf(ended, { baselinePoints: 14 }).suggestion).toBeNull();
  });

  it('never where the spreadsheet would ignore it', () => {
    expect(chartOf(after(12), { baselinePoints: 14, preset: 'mdc-excel-5' }).suggestion).toBeNull();
  });
});

describe('The panel of moving ranges', () => {
  it('has the mean range, 3.267 times it, and the ranges above that', () => {
    const panel = movingRangePanel(chartOf(months([...steady, 19, 21]), { baselinePoints: 14 }));
    expect(panel.segments).toEqual([{ index: 0, from: '2024-01-01', to: '2025-04-01', mean: 2, upper: 6.534 }]);
    expect(panel.points.slice(-3).map(({ range, above }) => [range, above])).toEqual([
      [2, false],
      [7, true],
      [2, false],
    ]);
    expect(panel.points[0]).toEqual({ date: '2024-01-01', segment: 0, range: null, above: false });
  });

  it('has no upper limit where there are no limits', () => {
    expect(movingRangePanel(chartOf(months([1, 2, 4])))).toMatchObject({ segments: [{ mean: 1.5, upper: null }] });
    expect(movingRangePanel(chartOf([])).segments).toEqual([]);
  });
});
