import { alike } from './figures.js';
import { limitsOf, upperRangeFactor, type Gaps } from './limits.js';
import type { ChartKind } from './model.js';
import type { Rulebook } from './rulebook.js';
import { medianOf } from './runs.js';

/** Kinds of chart whose limits come from what is counted, and the run chart, which has none. */
export type ProcessKind = Exclude<ChartKind, 'xmr'>;

/** What counts of a series, an entry per counted point. Only shares and rates have numerators and denominators. */
export interface Figures {
  readonly values: Float64Array;
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
  readonly gaps: Gaps;
}

/** The lines at one point. A lower limit that the kind leaves out is null; without sigma lines sigma is. */
export interface PointLines {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly oneSigma: readonly [lower: number | null, upper: number | null];
  readonly twoSigma: readonly [lower: number | null, upper: number | null];
  readonly sigma: number | null;
}

/** What one stretch of points says of its process. */
export interface Process {
  /** The centre line as drawn; null of no point. */
  readonly centre: number | null;
  /** How many times as much as chance the points vary from one to the next (Laney 2002), for shares and rates. */
  readonly sigmaZ: number | null;
  readonly linesAt: (denominator: number) => PointLines;
}

const noLines: PointLines = { lower: null, upper: null, oneSigma: [null, null], twoSigma: [null, null], sigma: null };

const around = (centre: number, sigma: number): PointLines => ({
  lower: centre - 3 * sigma,
  upper: centre + 3 * sigma,
  oneSigma: [centre - sigma, centre + sigma],
  twoSigma: [centre - 2 * sigma, centre + 2 * sigma],
  sigma,
});

/** The mean moving range of a normal process, in its standard deviations (d2 for two). */
const meanRangeInSigma = 1.128;

/**
 * Laney's sigma_z: how far the z-scores of neighbours lie apart, in what chance makes of it. The mean of their ranges, those
 * at or above 3.267 times it left out once, over 1.128. Null without two neighbours.
 */
export const sigmaZOf = (
  { values, denominators, gaps }: Figures,
  from: number,
  to: number,
  centre: number,
  sigmaAt: (denominator: number) => number,
): number | null => {
  // Where chance has no room, as at a share of 0 or 1, nothing lies off the centre either.
  const zAt = (index: number): number => {
    const sigma = sigmaAt(denominators[index]!);
    return sigma === 0 ? 0 : (values[index]! - centre) / sigma;
  };
  const ranges: number[] = [];
  for (let index = from + 1; index < to; index += 1) if (!gaps?.[index]) ranges.push(Math.abs(zAt(index) - zAt(index - 1)));
  if (ranges.length === 0) return null;
  const meanOf = (some: readonly number[]): number => some.reduce((sum, range) => sum + range, 0) / some.length;
  const bound = upperRangeFactor * meanOf(ranges);
  return meanOf(bound === 0 ? ranges : ranges.filter((range) => range < bound)) / meanRangeInSigma;
};

/** Shares and rates: all numerators over all denominators, and limits that narrow as a point's denominator grows. */
const ofQuotients = (kind: 'p' | 'p-prime' | 'u' | 'u-prime', figures: Figures, from: number, to: number): Process => {
  let numerators = 0;
  let denominators = 0;
  for (let index = from; index < to; index += 1) {
    numerators += figures.numerators[index]!;
    denominators += figures.denominators[index]!;
  }
  const centre = numerators / denominators;
  const variance = kind === 'p' || kind === 'p-prime' ? centre * (1 - centre) : centre;
  const byChance = (denominator: number): number => Math.sqrt(variance / denominator);
  const sigmaZ = sigmaZOf(figures, from, to, centre, byChance);
  const times = kind === 'p' || kind === 'u' ? 1 : sigmaZ;
  const linesAt = (denominator: number): PointLines =>
    times === null || to - from < 2 || !(denominator > 0) ? noLines : around(centre, times * byChance(denominator));
  return { centre, sigmaZ, linesAt };
};

const meanOf = (values: Float64Array, from: number, to: number): number => {
  let sum = 0;
  for (let index = from; index < to; index += 1) sum += values[index]!;
  return sum / (to - from);
};

const constantLines = (centre: number, lines: PointLines, enough: boolean): Process => ({
  centre,
  sigmaZ: null,
  linesAt: () => (enough ? lines : noLines),
});

/** The power that makes times between rare events about normal, and the one back (Nelson 1994). */
const timePower = 3.6;
const rooted = (time: number): number => time ** (1 / timePower);
/** Null where there is no such time. */
const timeOf = (root: number): number | null => (root < 0 ? null : root ** timePower);

/** Time between events: an XmR chart of its 3.6th root, drawn in days again; a lower limit under nought is left out. */
const ofTimes = ({ values, gaps }: Figures, from: number, to: number, rulebook: Rulebook): Process => {
  const { mean, lower, upper, sigma } = limitsOf(values.map(rooted), gaps, from, to, rulebook);
  if (mean === null) return { centre: null, sigmaZ: null, linesAt: () => noLines };
  const has = lower !== null && upper !== null && sigma !== null;
  const lines: PointLines = has
    ? {
        lower: timeOf(lower),
        upper: timeOf(upper),
        oneSigma: [timeOf(mean - sigma), timeOf(mean + sigma)],
        twoSigma: [timeOf(mean - 2 * sigma), timeOf(mean + 2 * sigma)],
        // On the scale of days the limits lie unevenly about the centre: there is no sigma to count in.
        sigma: null,
      }
    : noLines;
  return constantLines(mean ** timePower, lines, has);
};

/** Of a geometric distribution the median lies at about so much of the mean (the logarithm of two). */
const geometricMedian = 0.693;

/** Cases between events: an upper limit alone, from the mean of a geometric distribution; its median is the centre line. */
const ofCasesBetween = ({ values }: Figures, from: number, to: number): Process => {
  const mean = meanOf(values, from, to);
  return constantLines(geometricMedian * mean, { ...noLines, upper: mean + 3 * Math.sqrt(mean * (mean + 1)) }, to - from >= 2);
};

/** What the counted points from one to before another say of their process, by the kind of chart. */
export const processOf = (kind: ProcessKind, figures: Figures, from: number, to: number, rulebook: Rulebook): Process => {
  if (to <= from) return { centre: null, sigmaZ: null, linesAt: () => noLines };
  if (kind === 'run') return { centre: medianOf([...figures.values.subarray(from, to)]), sigmaZ: null, linesAt: () => noLines };
  if (kind === 't') return ofTimes(figures, from, to, rulebook);
  if (kind === 'g') return ofCasesBetween(figures, from, to);
  if (kind === 'c') {
    const mean = meanOf(figures.values, from, to);
    return constantLines(mean, around(mean, Math.sqrt(mean)), to - from >= 2);
  }
  return ofQuotients(kind, figures, from, to);
};

/** On which side of the centre line a value lies: above it 1, below it -1, on it 0. */
export const sideOf = (value: number, centre: number): number => (alike(value, centre) ? 0 : Math.sign(value - centre));

/** Beyond which limit a value lies, strictly: the upper one 1, the lower one -1, neither 0. */
export const beyondOf = (value: number, { lower, upper }: PointLines): number => {
  if (upper !== null && value > upper && !alike(value, upper)) return 1;
  return lower !== null && value < lower && !alike(value, lower) ? -1 : 0;
};
