/** How several figures of a measure become one: over time (a year of its periods) or over units (a parent of its parts). */
import type { Combination, Figure, Frequency, Period } from '../vocabulary.js';
import { addPeriods, firstDay, monthOf, periodOf } from './days.js';
import { sumOf } from './figures.js';

/** A reported figure. Without a value it is no activity: 0/0. */
export interface Reported {
  readonly value: Figure | null;
  readonly numerator: Figure | null;
  readonly denominator: Figure | null;
}

/** One figure out of many, with how many of them were there. */
export interface Aggregate {
  /** In the measure's unit, unrounded; null when nothing reported has a value, or the figures do not combine. */
  readonly value: number | null;
  /** Pooled parts, where the combination is RATIO. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** "k of m reported": no activity counts as reported. */
  readonly reported: number;
  readonly of: number;
}

type WithValue = Reported & { readonly value: Figure };
type WithParts = Reported & { readonly numerator: Figure; readonly denominator: Figure };
const hasValue = (reading: Reported): reading is WithValue => reading.value !== null;
const hasParts = (reading: Reported): reading is WithParts => reading.numerator !== null && reading.denominator !== null;

/** Σ num / Σ den; null where a figure has no parts to pool, or all is no activity. Never a mean of percentages. */
const pooled = (readings: readonly Reported[]): Pick<Aggregate, 'value' | 'numerator' | 'denominator'> => {
  if (!readings.every(hasParts)) return { value: null, numerator: null, denominator: null };
  const numerator = Number(sumOf(readings.map((reading) => reading.numerator)));
  const denominator = Number(sumOf(readings.map((reading) => reading.denominator)));
  return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator };
};

/** Σ w·x / Σ w; null where the weights come to 0. */
const weightedMean = (values: readonly number[], weights: readonly number[]): number | null => {
  const weight = weights.reduce((sum, each) => sum + each, 0);
  return weight === 0 ? null : values.reduce((sum, value, index) => sum + value * weights[index]!, 0) / weight;
};

const combined = (values: readonly Figure[], weights: readonly number[], combination: Exclude<Combination, 'RATIO'>): number | null => {
  if (values.length === 0) return null;
  const numbers = values.map(Number);
  switch (combination) {
    case 'SUM':
      return Number(sumOf(values));
    case 'MEAN':
      return weightedMean(numbers, weights);
    case 'LAST':
      return numbers.at(-1)!;
    case 'MAX':
      return Math.max(...numbers);
    case 'MIN':
      return Math.min(...numbers);
    case 'NONE':
      return null;
  }
};

/**
 * Combines figures in their order; a missing one is null. Only what was reported with a value counts, the rest shows
 * in "k of m". SUM Σx; RATIO Σnum/Σden; MEAN Σw·x/Σw, equally weighted unless weights (≥ 0, one per figure) are given;
 * LAST, MAX, MIN one of the values; NONE nothing.
 */
export const aggregate = (
  readings: readonly (Reported | null)[],
  combination: Combination,
  weights: readonly number[] = readings.map(() => 1),
): Aggregate => {
  const reported = readings.filter((reading) => reading !== null);
  const counts = { reported: reported.length, of: readings.length };
  if (combination === 'RATIO') return { ...pooled(reported), ...counts };
  const valued = readings.flatMap((reading, index) =>
    reading !== null && hasValue(reading) ? [{ value: reading.value, weight: weights[index] ?? 0 }] : [],
  );
  const value = combined(
    valued.map((each) => each.value),
    valued.map((each) => each.weight),
    combination,
  );
  return { value, numerator: null, denominator: null, ...counts };
};

/** The periods of this frequency whose figures show in the month: its days, the weeks whose Thursday it has, itself, or the quarter it ends. */
export const periodsShownIn = (frequency: Frequency, month: Period): Period[] => {
  const shown: Period[] = [];
  let period = periodOf(frequency, firstDay('MONTH', month));
  for (; monthOf(frequency, period) <= month; period = addPeriods(frequency, period, 1))
    if (monthOf(frequency, period) === month) shown.push(period);
  return shown;
};

/** Figures of any frequency by the month they show in, combined by how the measure combines over time. */
export const byMonth = (
  frequency: Frequency,
  readings: ReadonlyMap<Period, Reported>,
  overTime: Combination,
): ReadonlyMap<Period, Aggregate> => {
  const months = new Set([...readings.keys()].map((period) => monthOf(frequency, period)));
  return new Map(
    [...months].sort().map((month) => {
      const shown = periodsShownIn(frequency, month).map((period) => readings.get(period) ?? null);
      return [month, aggregate(shown, overTime)];
    }),
  );
};
