/**
 * The one place that compares derived numbers. Attainment, plans and totals are computed in binary numbers, where
 * 0.1 + 0.2 is not 0.3; a difference below one part in a thousand million is no difference. Figures as people stated
 * them are compared exactly, in figures.ts.
 */

/** One part in 10⁹ of the larger number. */
export const relativeSlack = 1e-9;

/**
 * Whether two computed numbers are the same. `scale` is the size of what they were computed from, where they are
 * small differences of large numbers: 0.3 − 0.1 − 0.2 is 0 at the scale of 0.3. NaN is the same as nothing.
 */
export const same = (a: number, b: number, scale = 0): boolean =>
  a === b ||
  (Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= relativeSlack * Math.max(Math.abs(a), Math.abs(b), Math.abs(scale)));

/** Whether `a` is `b` or more; equality within the slack counts. */
export const atLeast = (a: number, b: number, scale = 0): boolean => a > b || same(a, b, scale);

/** Whether `a` is `b` or less; equality within the slack counts. */
export const atMost = (a: number, b: number, scale = 0): boolean => atLeast(b, a, scale);
