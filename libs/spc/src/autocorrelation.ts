/**
 * How much values so many steps apart move together, between -1 and 1 (Box and Jenkins). Null where fewer than two pairs are so
 * far apart, or where all values are the same.
 *
 * @param values one per period, NaN where there is none: then the pairs it would be in are left out
 */
export const autocorrelationOf = (values: ArrayLike<number>, lag: number): number | null => {
  let sum = 0;
  let count = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    if (value !== value) continue;
    sum += value;
    count += 1;
  }
  const mean = sum / count;
  let squares = 0;
  let products = 0;
  let largest = 0;
  let pairs = 0;
  for (let index = 0; index < values.length; index += 1) {
    const off = values[index]! - mean;
    if (off !== off) continue;
    squares += off * off;
    largest = Math.max(largest, Math.abs(off));
    const later = index + lag < values.length ? values[index + lag]! - mean : NaN;
    if (later !== later) continue;
    products += off * later;
    pairs += 1;
  }
  // What differs by rounding alone does not vary.
  return pairs < 2 || largest <= 1e-9 * Math.abs(mean) || squares === 0 ? null : products / squares;
};

/** Above this, a correlation is more than chance gives in a series of so many points (two standard errors). */
export const correlationBoundOf = (points: number): number => 2 / Math.sqrt(points);
