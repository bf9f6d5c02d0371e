import fc from 'fast-check';
import { crossingsMinOf, longestRunMaxOf, medianOf, runsAnalysisOf } from './runs.js';

/** The 5% quantile by whole numbers: the least k for which the first k + 1 binomial coefficients reach a twentieth of 2^trials. */
const crossingsMinByWholeNumbers = (useful: number): number => {
  const trials = BigInt(useful - 1);
  let coefficient = 1n;
  let sum = 1n;
  for (let k = 0n; ; k += 1n) {
    if (20n * sum >= 2n ** trials) return Number(k);
    coefficient = (coefficient * (trials - k)) / (k + 1n);
    sum += coefficient;
  }
};

describe('the median', () => {
  it('is the middle value, or the mean of the two middle ones', () => {
    expect(medianOf([9, 1, 5])).toBe(5);
    expect(medianOf([10, 2, 9, 1])).toBe(5.5);
    expect(medianOf([])).toBeNull();
  });
});

describe('the fewest crossings that chance gives', () => {
  it('are those of the published table', () => {
    // Anhøj and Olesen 2014, and any table of the binomial distribution.
    const table = [
      [10, 2],
      [12, 3],
      [16, 4],
      [20, 6],
      [24, 8],
      [30, 10],
      [36, 13],
      [50, 19],
      [100, 41],
    ];
    expect(table.map(([useful]) => [useful, crossingsMinOf(useful!)])).toEqual(table);
  });

  it('are exactly the quantile, by whole numbers, for every length up to 600 and some long ones', () => {
    const lengths = [...Array.from({ length: 600 }, (_, index) => index + 1), 1000, 2001, 5000];
    expect(lengths.map(crossingsMinOf)).toEqual(lengths.map(crossingsMinByWholeNumbers));
  });

  it('are none for no point and for one', () => {
    expect([crossingsMinOf(0), crossingsMinOf(1)]).toEqual([0, 0]);
  });
});

describe('the longest run that chance gives', () => {
  it('is round(log2 n) + 3', () => {
    expect([1, 8, 11, 12, 22, 23, 36, 100].map(longestRunMaxOf)).toEqual([3, 6, 6, 7, 7, 8, 8, 10]);
    expect(longestRunMaxOf(0)).toBe(3);
  });
});

describe('runs analysis', () => {
  it('finds nothing in a series that wanders about its centre', () => {
    const sides = [1, -1, -1, 1, 1, -1, 1, -1, -1, 1, 1, -1];
    expect(runsAnalysisOf(sides)).toEqual({
      useful: 12,
      longestRun: 2,
      longestRunMax: 7,
      crossings: 7,
      crossingsMin: 3,
      signal: false,
    });
  });

  it('leaves out what lies on the centre line, without breaking a run', () => {
    const analysis = runsAnalysisOf([1, 1, 0, 1, 0, 1, -1, 0, -1]);
    expect(analysis).toMatchObject({ useful: 6, longestRun: 4, crossings: 1 });
  });

  it('signals one point more than the longest run that chance gives, not before', () => {
    const series = (run: number) => [...Array.from({ length: run }, () => 1), -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1];
    expect(runsAnalysisOf(series(7))).toMatchObject({ useful: 19, longestRun: 7, longestRunMax: 7, signal: false });
    expect(runsAnalysisOf(series(8))).toMatchObject({ useful: 20, longestRun: 8, longestRunMax: 7, signal: true });
  });

  it('signals one crossing fewer than chance gives, not before', () => {
    const sides = (lengths: number[]) => lengths.flatMap((length, index) => Array.from({ length }, () => (index % 2 === 0 ? 1 : -1)));
    expect(runsAnalysisOf(sides([3, 3, 3, 3, 3, 3, 2]))).toMatchObject({ useful: 20, crossings: 6, crossingsMin: 6, signal: false });
    expect(runsAnalysisOf(sides([4, 3, 4, 3, 3, 3]))).toMatchObject({ useful: 20, crossings: 5, crossingsMin: 6, signal: true });
  });

  it('of nothing is no signal', () => {
    expect(runsAnalysisOf([])).toMatchObject({ useful: 0, longestRun: 0, crossings: 0, signal: false });
    expect(runsAnalysisOf([0, 0, 0])).toMatchObject({ useful: 0, signal: false });
  });

  it('does not depend on which side is up, nor on the direction of time', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 1 }), { maxLength: 80 }), (sides) => {
        const analysis = runsAnalysisOf(sides);
        expect(runsAnalysisOf(sides.map((side) => -side))).toEqual(analysis);
        expect(runsAnalysisOf([...sides].reverse())).toEqual(analysis);
      }),
    );
  });
});
