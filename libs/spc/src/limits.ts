import { slack } from './figures.js';
import type { Rulebook } from './rulebook.js';

/** A moving range above so many times their mean is beyond the limit of the moving range chart (Wheeler's D4 for two). */
export const upperRangeFactor = 3.267;

/** What one stretch of points says of the process: its centre, its spread, and the lines they give. */
export interface Limits {
  /** Null without a single point. */
  readonly mean: number | null;
  /** Null without two neighbours. */
  readonly meanMovingRange: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** A third of the way from the mean to a limit. */
  readonly sigma: number | null;
  /** Figures that differ by less lie on the same line. */
  readonly tolerance: number;
  /** Counted points whose moving range was screened out. */
  readonly screened: readonly number[];
}

const nothing: Limits = { mean: null, meanMovingRange: null, lower: null, upper: null, sigma: null, tolerance: 0, screened: [] };

/** Whether a range between neighbours is broken by a missing value before the second of them. */
export type Gaps = Uint8Array | null;

/** Leaves out, once, the ranges above 3.267 times their mean: with their points those strictly above, without them those at it too. */
const screenedLimits = (values: Float64Array, gaps: Gaps, from: number, to: number, meanRange: number, withPoints: boolean): Limits => {
  const bound = upperRangeFactor * meanRange;
  const screened: number[] = [];
  let sum = 0;
  let sumOfRanges = 0;
  let ranges = 0;
  let kept = 0;
  for (let index = from; index < to; index += 1) {
    const value = values[index]!;
    if (index > from && !gaps?.[index]) {
      const range = Math.abs(value - values[index - 1]!);
      // Where all ranges are nought, nought is not extreme.
      if (range > bound || (!withPoints && range === bound && bound > 0)) {
        screened.push(index);
        if (withPoints) continue;
      } else {
        sumOfRanges += range;
        ranges += 1;
      }
    }
    sum += value;
    kept += 1;
  }
  return { ...nothing, mean: sum / kept, meanMovingRange: sumOfRanges / ranges, screened };
};

/**
 * The mean of a stretch of counted points, its mean moving range between neighbours, and the limits so many mean moving
 * ranges from the mean (2.66, which is 3/1.128; Wheeler, Understanding Variation). A stretch without variation has its
 * limits on the mean.
 */
export function limitsOf(values: Float64Array, gaps: Gaps, from: number, to: number, { limitConstant, screening }: Rulebook): Limits {
  if (to <= from) return nothing;
  let before = values[from]!;
  let sum = before;
  let sumOfRanges = 0;
  let ranges = to - from - 1;
  if (gaps === null) {
    for (let index = from + 1; index < to; index += 1) {
      const value = values[index]!;
      sum += value;
      sumOfRanges += Math.abs(value - before);
      before = value;
    }
  } else {
    for (let index = from + 1; index < to; index += 1) {
      const value = values[index]!;
      sum += value;
      if (gaps[index]) ranges -= 1;
      else sumOfRanges += Math.abs(value - before);
      before = value;
    }
  }
  let mean = sum / (to - from);
  if (ranges === 0) return { ...nothing, mean, tolerance: slack * Math.abs(mean) };
  let meanMovingRange = sumOfRanges / ranges;
  let { screened } = nothing;
  if (screening !== 'none') {
    const without = screenedLimits(values, gaps, from, to, meanMovingRange, screening === 'rangesAndMean');
    if (without.screened.length > 0) {
      mean = without.mean!;
      meanMovingRange = without.meanMovingRange!;
      screened = without.screened;
    }
  }
  const reach = limitConstant * meanMovingRange;
  return {
    mean,
    meanMovingRange,
    lower: mean - reach,
    upper: mean + reach,
    sigma: reach / 3,
    tolerance: slack * Math.max(Math.abs(mean), meanMovingRange),
    screened,
  };
}
