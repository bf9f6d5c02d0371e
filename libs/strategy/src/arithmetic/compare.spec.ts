import fc from 'fast-check';
import { atLeast, atMost, same } from './compare.js';

const numbers = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 });

describe('derived numbers', () => {
  it('are the same within one part in a thousand million', () => {
    expect(same(0.1 + 0.2, 0.3)).toBe(true);
    expect(same(1_000_000_000, 1_000_000_000.5)).toBe(true);
    expect(same(1_000_000_000, 1_000_000_002)).toBe(false);
    expect(same(0.95, 0.9500001)).toBe(false);
  });

  it('near zero are the same only at the scale they were computed at', () => {
    expect(same(0, 1e-17)).toBe(false);
    expect(same(0, 0.3 - 0.1 - 0.2)).toBe(false);
    expect(same(0, 0.3 - 0.1 - 0.2, 0.3)).toBe(true);
    expect(atLeast(0.3 - 0.1 - 0.2, 0, 0.3)).toBe(true);
  });

  it('are never the same as no number', () => {
    expect(same(Number.NaN, Number.NaN)).toBe(false);
    expect(atLeast(Number.NaN, 0) || atMost(Number.NaN, 0)).toBe(false);
    expect(same(Number.POSITIVE_INFINITY, 1)).toBe(false);
  });

  it('are always one of less, same or more', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(same(a, b)).toBe(same(b, a));
        expect(atLeast(a, b) && atMost(a, b)).toBe(same(a, b));
        expect(atLeast(a, b) || atMost(a, b)).toBe(true);
        expect(same(a, a)).toBe(true);
      }),
    );
  });
});
