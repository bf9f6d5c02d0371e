import fc from 'fast-check';
import { gammaBelow, gammaQuantile, normalWithin, poissonLimitsAt } from './probability.js';

/** The chance of at most so many events where so many are expected, term by term. */
const poissonUpTo = (count: number, expected: number): number => {
  let term = Math.exp(-expected);
  let sum = term;
  for (let k = 1; k <= count; k += 1) sum += term *= expected / k;
  return sum;
};

describe('the gamma distribution', () => {
  it('has the quantiles of the tables', () => {
    // Half the chi-squared quantiles of twice as many degrees of freedom: 3.8415, 5.9915 and 18.307 at 95%.
    expect(gammaQuantile(0.5, 0.95) * 2).toBeCloseTo(3.841458820694124, 12);
    expect(gammaQuantile(1, 0.95) * 2).toBeCloseTo(5.991464547107979, 12);
    expect(gammaQuantile(5, 0.95) * 2).toBeCloseTo(18.307038053275146, 12);
  });

  it('is followed far into its tails and for large shapes', () => {
    expect(gammaQuantile(0.3, 0.001) / 6.972699096783344e-11).toBeCloseTo(1, 9);
    expect(gammaQuantile(1000.25, 0.001)).toBeCloseTo(905.3585774503458, 6);
    expect(gammaQuantile(123456.7, 0.999)).toBeCloseTo(124545.34702260145, 3);
  });

  it('has a quantile of zero where the true one is smaller than any number', () => {
    expect(gammaQuantile(0.001, 0.1)).toBe(0);
  });

  it('below x is what its quantile was asked for', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 5000, noNaN: true }), fc.double({ min: 1e-4, max: 1 - 1e-4, noNaN: true }), (shape, share) => {
        expect(gammaBelow(shape, gammaQuantile(shape, share))).toBeCloseTo(share, 9);
      }),
    );
  });
});

describe('the normal distribution', () => {
  it('holds 95% within 1.96 standard deviations and 99.8% within 3.09', () => {
    expect(normalWithin(0.95)).toBeCloseTo(1.959963984540054, 12);
    expect(normalWithin(0.998)).toBeCloseTo(3.090232306167813, 12);
    expect(normalWithin(0.6826894921370859)).toBeCloseTo(1, 12);
  });
});

describe('exact Poisson limits', () => {
  it('are those of the published table of confidence limits', () => {
    // Garwood 1936, 95%: 1 gives 0.0253 to 5.572, 10 gives 4.795 to 18.390, 100 gives 81.36 to 121.63.
    const rounded = (expected: number) => Object.values(poissonLimitsAt(expected, 0.95)).map((limit) => Number(limit.toPrecision(4)));
    expect([1, 10, 100].map(rounded)).toEqual([
      [0.02532, 5.572],
      [4.795, 18.39],
      [81.36, 121.6],
    ]);
  });

  it.each([1, 5, 10, 40])('leave half of what they leave out on each side, by the sum of the terms, at %i', (expected) => {
    const { lower, upper } = poissonLimitsAt(expected, 0.998);
    expect(1 - poissonUpTo(expected - 1, lower)).toBeCloseTo(0.001, 10);
    expect(poissonUpTo(expected, upper)).toBeCloseTo(0.001, 10);
  });
});
