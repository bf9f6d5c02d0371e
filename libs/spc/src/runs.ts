import type { RunsAnalysis } from './model.js';

/** The middle of the values; the mean of the two middle ones where they are even in number. Null of none. */
export const medianOf = (values: readonly number[]): number | null => {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : sorted[half - 1]! + (sorted[half]! - sorted[half - 1]!) / 2;
};

/**
 * How many times at least a series of useful points crosses its centre line by chance: the 5% quantile of the binomial
 * distribution of one trial fewer than there are points, at even odds (Anhøj and Olesen 2014).
 *
 * The weights are relative to the most likely number of crossings, so that no power of a half is ever formed and a series
 * of thousands of points costs a few hundred steps. No tie is possible: a twentieth of a power of two is no whole number.
 */
export const crossingsMinOf = (useful: number): number => {
  const trials = Math.max(0, useful - 1);
  const mode = trials >> 1;
  const below: number[] = [];
  let weight = 1;
  for (let crossings = mode; crossings >= 0 && weight > 1e-20; crossings -= 1) {
    below.push(weight);
    weight *= crossings / (trials - crossings + 1);
  }
  below.reverse();
  const lowerHalf = below.reduce((sum, one) => sum + one, 0);
  // An odd number of trials has two most likely outcomes, an even number one.
  const whole = 2 * lowerHalf - (trials % 2 === 0 ? 1 : 0);
  let sum = 0;
  const least = below.findIndex((one) => (sum += one) >= whole / 20);
  return mode - below.length + 1 + least;
};

/** The longest run that chance gives: round(log2 n) + 3 (Anhøj and Olesen 2014). */
export const longestRunMaxOf = (useful: number): number => Math.round(Math.log2(Math.max(1, useful))) + 3;

/**
 * The two tests of Anhøj: an unusually long run on one side of the centre line, or unusually few crossings of it. Each
 * side is positive above the centre line, negative below, and 0 on it; points on it neither count nor break a run.
 */
export const runsAnalysisOf = (sides: readonly number[]): RunsAnalysis => {
  let useful = 0;
  let longestRun = 0;
  let crossings = 0;
  let run = 0;
  let last = 0;
  for (const each of sides) {
    const side = Math.sign(each);
    if (side === 0) continue;
    useful += 1;
    if (last !== 0 && side !== last) crossings += 1;
    run = side === last ? run + 1 : 1;
    longestRun = Math.max(longestRun, run);
    last = side;
  }
  const longestRunMax = longestRunMaxOf(useful);
  const crossingsMin = crossingsMinOf(useful);
  return { useful, longestRun, longestRunMax, crossings, crossingsMin, signal: longestRun > longestRunMax || crossings < crossingsMin };
};
