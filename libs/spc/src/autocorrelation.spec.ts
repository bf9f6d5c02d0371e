import { autocorrelationOf, correlationBoundOf } from './autocorrelation.js';

describe('Autocorrelation', () => {
  it('is the products of deviations so far apart over the squares of all', () => {
    // Deviations from 3: −2 −1 0 1 2; lag 1: 2 + 0 + 0 + 2 = 4 of 10; lag 2: 0 − 1 + 0 = −1 of 10.
    expect(autocorrelationOf([1, 2, 3, 4, 5], 1)).toBeCloseTo(0.4, 12);
    expect(autocorrelationOf([1, 2, 3, 4, 5], 2)).toBeCloseTo(-0.1, 12);
  });

  it('leaves out the pairs of a missing value, and keeps the periods apart as they are', () => {
    // Mean 3; deviations −2 · 0 · 2 · 0 · 0: at lag 2 four products of nought, at lag 4 −4 + 0 + 0 of 8, at lag 1 no pair at all.
    const gappy = [1, NaN, 3, NaN, 5, NaN, 3, NaN, 3];
    expect([1, 2, 4].map((lag) => autocorrelationOf(gappy, lag))).toEqual([null, 0, -0.5]);
  });

  it('finds a year in months that repeat every twelve', () => {
    const year = Array.from({ length: 48 }, (_, index) => Math.sin((index * Math.PI) / 6));
    // Of 48 products 36 are left, each of the size of a square.
    expect(autocorrelationOf(year, 12)).toBeCloseTo(36 / 48, 10);
    expect(correlationBoundOf(48)).toBeCloseTo(0.288675, 6);
  });

  it('does not depend on unit or origin', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];
    const moved = values.map((value) => 1000 + 0.25 * value);
    expect(autocorrelationOf(moved, 1)).toBeCloseTo(autocorrelationOf(values, 1)!, 10);
  });

  it('says nothing of too few values nor of values that are all the same', () => {
    expect(autocorrelationOf([1, 2], 1)).toBeNull();
    expect(autocorrelationOf([], 1)).toBeNull();
    expect(
      autocorrelationOf(
        Array.from({ length: 30 }, () => 0.1),
        1,
      ),
    ).toBeNull();
  });
});
