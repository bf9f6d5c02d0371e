/** Coefficients of Lanczos' approximation (g = 7, nine terms), good to about 15 digits. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** The logarithm of the gamma function of a positive number. */
const logGammaOf = (shape: number): number => {
  const below = shape - 1;
  const around = below + 7.5;
  const series = lanczos.reduce((sum, term, index) => (index === 0 ? term : sum + term / (below + index)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (below + 0.5) * Math.log(around) - around + Math.log(series);
};

/** Terms after which both expansions below stand still for every shape this library meets. */
const termsMax = 100_000;

/**
 * The share of a gamma distribution of a shape (scale 1) below x: the regularised incomplete gamma function, by its power
 * series left of the bulk and by its continued fraction right of it (Abramowitz and Stegun 6.5.29 and 6.5.31).
 */
export const gammaBelow = (shape: number, x: number): number => {
  if (x <= 0) return 0;
  const scale = Math.exp(shape * Math.log(x) - x - logGammaOf(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; n < termsMax && term > sum * 1e-17; n += 1) {
      term *= x / (shape + n);
      sum += term;
    }
    return Math.min(1, scale * sum);
  }
  const tiny = 1e-300;
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < termsMax; n += 1) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (Math.abs(a * d + b) < tiny ? tiny : a * d + b);
    c = Math.abs(b + a / c) < tiny ? tiny : b + a / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return Math.max(0, 1 - scale * fraction);
};

/** Where a share of a gamma distribution about ends: Wilson and Hilferty's cube, on Hastings' normal quantile (Abramowitz and Stegun 26.2.23). */
const aboutGammaQuantile = (shape: number, share: number): number => {
  const t = Math.sqrt(-2 * Math.log(Math.min(share, 1 - share)));
  const tail = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  const z = share < 0.5 ? -tail : tail;
  return shape * Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
};

/**
 * Below which x a share (0 to 1, both exclusive) of a gamma distribution of a shape (scale 1) lies: Newton's steps, and
 * halving of what is left wherever a step leads out of it.
 */
export const gammaQuantile = (shape: number, share: number): number => {
  // Less than x to the power of the shape, over the gamma function, lies below x: so no quantile is smaller than this.
  let low = Math.exp((Math.log(share) + logGammaOf(shape + 1)) / shape);
  // So far in the tail of so small a shape that no number is left for it.
  if (low === 0) return 0;
  let high = Infinity;
  let x = Math.max(low, aboutGammaQuantile(shape, share));
  for (let step = 0; step < 200; step += 1) {
    const excess = gammaBelow(shape, x) - share;
    if (excess < 0) low = x;
    else high = x;
    const newton = x - excess / Math.exp((shape - 1) * Math.log(x) - x - logGammaOf(shape));
    const next = newton > low && newton < high ? newton : high === Infinity ? 2 * x : low + (high - low) / 2;
    // Newton's error is squared by every step: after one this small the next would move nothing.
    if (Math.abs(next - x) <= 1e-9 * x) return next;
    x = next;
  }
  return x;
};

/** Within how many standard deviations of the mean a share of a normal distribution lies: 1.96 for 0.95, 3.09 for 0.998. */
export const normalWithin = (share: number): number => Math.sqrt(2 * gammaQuantile(0.5, share));

/**
 * The exact limits of a Poisson count around what is expected: half the chi-squared quantiles of twice the expected count
 * and of twice one more (Garwood 1936), which are gamma quantiles of the count itself.
 */
export const poissonLimitsAt = (expected: number, within: number): { readonly lower: number; readonly upper: number } => ({
  lower: gammaQuantile(expected, (1 - within) / 2),
  upper: gammaQuantile(expected + 1, (1 + within) / 2),
});
