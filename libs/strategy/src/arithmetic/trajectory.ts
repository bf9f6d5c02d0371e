/**
 * The plan from the jump-off point to the target: one value per reporting period after the jump-off point's, up to
 * the one the due date lies in. The formulas are this service's own rules.
 */
import type { Day } from '#kernel';
import { frequencyWords, percentFigure, saidDay, saidPeriod, saidValue, type Counted } from './in-words.js';
import type { Combination, Direction, Frequency, MeasuredTerms, Period } from '../vocabulary.js';
import { same } from './compare.js';
import { addPeriods, isPeriod, periodOf, periodsBetween } from './days.js';
import { rounded } from './figures.js';

/** What the plan has to know of its measure. */
export interface PlannedMeasure {
  readonly frequency: Frequency;
  readonly overTime: Combination;
  readonly direction: Direction;
}

export interface PlanPoint {
  readonly period: Period;
  /** In the measure's unit, unrounded. */
  readonly value: number;
  /** What the period would be if nothing changed: the jump-off point's level, its season's, or its part of a total. */
  readonly base: number;
}

/** More periods than this is no plan: ten years of days. */
export const planPeriodsMax = 3_700;

/** How many periods the jump-off point's window has; 0 where it is no window of this frequency. */
export const windowOf = (terms: MeasuredTerms, frequency: Frequency): number =>
  isPeriod(frequency, terms.jopFrom) && isPeriod(frequency, terms.jopTo)
    ? Math.max(0, periodsBetween(frequency, terms.jopFrom, terms.jopTo) + 1)
    : 0;

/** The periods a plan covers, m = 1 … M, and the jump-off window's length n; empty where the dates make no plan. */
const planned = (terms: MeasuredTerms, due: Day, frequency: Frequency): { periods: Period[]; window: number } => {
  const window = windowOf(terms, frequency);
  if (window === 0) return { periods: [], window };
  const count = periodsBetween(frequency, terms.jopTo, periodOf(frequency, due));
  const length = count > planPeriodsMax ? 0 : Math.max(count, 0);
  return { periods: Array.from({ length }, (_, index) => addPeriods(frequency, terms.jopTo, index + 1)), window };
};

/** One period of a plan before the change is spread over it: what would be without a change, and its part of the change. */
interface Shape {
  readonly base: number;
  readonly part: number;
  /** The value itself, where it was stated by hand. */
  readonly stated?: number;
}

/** What a period would be without a change: the level itself, or the window's total spread evenly over its periods. */
const evenBase = (terms: MeasuredTerms, overTime: Combination, window: number): number =>
  terms.basis === 'TOTAL' && overTime === 'SUM' ? Number(terms.jop) / window : Number(terms.jop);

const shapesOf = (terms: MeasuredTerms, periods: readonly Period[], measure: PlannedMeasure, base: number): (Shape | null)[] => {
  const { trajectory } = terms;
  switch (trajectory.kind) {
    case 'LINEAR':
      return periods.map((_, index) => ({ base, part: (index + 1) / periods.length }));
    case 'STEP': {
      const stepsIn = periodOf(measure.frequency, trajectory.on);
      return periods.map((period) => ({ base, part: period < stepsIn ? 0 : 1 }));
    }
    case 'SEASONAL': {
      const points = new Map(trajectory.points.map((point) => [point.period, point]));
      return periods.map((period) => {
        const point = points.get(period);
        return point ? { base: Number(point.base), part: Number(point.share) } : null;
      });
    }
    case 'MANUAL': {
      const points = new Map(trajectory.points.map((point) => [point.period, Number(point.value)]));
      return periods.map((period) => {
        const value = points.get(period);
        return value === undefined ? null : { base, part: 0, stated: value };
      });
    }
  }
};

/**
 * How much of T − B one whole part is. A LEVEL gets there by its last period: 1. A TOTAL's parts are scaled so that
 * the window of n periods that ends with the due date's aggregates to T: `1/Σ parts` where totals add up (SUM), and
 * `n/Σ parts` where they are averaged (RATIO and MEAN, the periods counting equally). LAST, MAX and MIN take the
 * value of one period: 1.
 */
const scaleOf = (terms: MeasuredTerms, shapes: readonly (Shape | null)[], window: number, overTime: Combination): number => {
  if (terms.basis === 'LEVEL' || (overTime !== 'SUM' && overTime !== 'RATIO' && overTime !== 'MEAN')) return 1;
  const counted = shapes.slice(-window);
  const parts = counted.reduce((sum, shape) => sum + (shape?.part ?? 0), 0);
  if (parts <= 0) return 0;
  return overTime === 'SUM' ? 1 / parts : counted.length / parts;
};

/**
 * The plan, `P_m = B_m + (T − B)·part_m·scale`, with m counting the reporting periods after `jopTo` and M being the
 * number of those up to the due date's.
 *
 * - LINEAR: part m/M; STEP: 0 before the period its day lies in and 1 from it; SEASONAL: the cumulative share, on the
 *   period's own base; MANUAL: the values as stated.
 * - LEVEL: scale 1 and base B, so that `P_M = T`.
 * - TOTAL: B and T are aggregates over windows of the same n periods; the last n periods of the plan aggregate to T.
 *   With SUM the base is B/n and LINEAR becomes `B/n + (T − B)·m/Σm` over that window; with RATIO and MEAN the base is
 *   B and LINEAR has to end beyond T, because its mean is T: a STEP is the usual plan there.
 *
 * Periods a SEASONAL or MANUAL trajectory says nothing about are left out.
 */
export const planOf = (terms: MeasuredTerms, due: Day, measure: PlannedMeasure): PlanPoint[] => {
  const { periods, window } = planned(terms, due, measure.frequency);
  const shapes = shapesOf(terms, periods, measure, evenBase(terms, measure.overTime, window));
  const value = valueIn(terms, shapes, window, measure.overTime);
  return periods.flatMap((period, index) => {
    const shape = shapes[index];
    return shape ? [{ period, value: value(shape), base: shape.base }] : [];
  });
};

/** What the plan says of a period, by its shape. */
const valueIn = (
  terms: MeasuredTerms,
  shapes: readonly (Shape | null)[],
  window: number,
  overTime: Combination,
): ((shape: Shape) => number) => {
  const rise = (Number(terms.target) - Number(terms.jop)) * scaleOf(terms, shapes, window, overTime);
  return ({ stated, base, part }) => stated ?? base + rise * part;
};

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const mean = (values: readonly number[]): number => total(values) / values.length;

/**
 * One figure out of the plan values of several periods, in their order. RATIO and MEAN weigh them, every period counting
 * equally unless weights are given. Null where periods do not combine, or there is nothing to combine.
 */
export const planAggregate = (
  values: readonly number[],
  overTime: Combination,
  weights: readonly number[] = values.map(() => 1),
): number | null => {
  if (values.length === 0) return null;
  switch (overTime) {
    case 'SUM':
      return total(values);
    case 'RATIO':
    case 'MEAN': {
      const weight = total(weights);
      return weight === 0 ? null : total(values.map((value, index) => value * weights[index]!)) / weight;
    }
    case 'LAST':
      return values.at(-1) ?? null;
    case 'MAX':
      return Math.max(...values);
    case 'MIN':
      return Math.min(...values);
    case 'NONE':
      return null;
  }
};

/** With every digit it came to, since it may miss by the last one. */
const sayExactly = (measure: Pick<Counted, 'kind'>, value: number): string => saidValue(measure, rounded(value) ?? String(value));

/** A SEASONAL trajectory is judged on its seasonal basis: the share ends at 1, and the bases come back to B. */
const whySeasonFails = (
  terms: MeasuredTerms,
  shapes: readonly Shape[],
  window: number,
  { overTime, ...measure }: PlannedMeasure & Pick<Counted, 'kind'>,
): string | null => {
  const last = shapes.at(-1)!;
  if (!same(last.part, 1))
    return `the seasonal trajectory ends with a share of ${percentFigure(String(last.part))}%, it has to end at 100% (1)`;
  const bases = shapes.map((shape) => shape.base);
  const [base, how] = terms.basis === 'TOTAL' ? [planAggregate(bases.slice(-window), overTime), 'aggregate'] : [mean(bases), 'mean'];
  return base !== null && same(base, Number(terms.jop))
    ? null
    : `the ${how} of the seasonal bases is ${base === null ? 'unknown' : sayExactly(measure, base)}, it has to be the jump-off point ${saidValue(measure, terms.jop)}`;
};

/**
 * Null when the trajectory meets its target, otherwise why not, with the way out. A LEVEL plan ends at T; a TOTAL plan
 * has at least as many periods as the jump-off window, and its last n aggregate to T by `overTime`; both within 1e-9
 * of T. For a RANGE any value inside the range is the target.
 */
export const trajectoryMeetsTarget = (terms: MeasuredTerms, due: Day, measure: PlannedMeasure & Pick<Counted, 'kind'>): string | null => {
  const { frequency, overTime, direction } = measure;
  const { period: unit, adverb } = frequencyWords[frequency];
  const foreign = [terms.jopFrom, terms.jopTo].find((period) => !isPeriod(frequency, period));
  if (foreign !== undefined) return `the jump-off point's period '${foreign}' is no ${unit}, and the measure is reported ${adverb}`;
  if (terms.jopTo < terms.jopFrom)
    return `the jump-off point's window ends in ${saidPeriod(terms.jopTo)}, before it begins in ${saidPeriod(terms.jopFrom)}`;
  const { periods, window } = planned(terms, due, frequency);
  if (periods.length === 0)
    return `there is no plan between the jump-off point's ${unit}, ${saidPeriod(terms.jopTo)}, and the due date ${saidDay(due)}, choose a due date in a later ${unit} and within ${planPeriodsMax} of them`;
  if (terms.basis === 'TOTAL') {
    if (overTime === 'NONE')
      return 'the figures of this measure do not combine over time, so that its target cannot be a total: state a level';
    if (periods.length < window)
      return `a total compares windows of the same length: the jump-off point's has ${window} ${unit}s and only ${periods.length} lie before the due date ${saidDay(due)}`;
  }
  const shapes = shapesOf(terms, periods, measure, evenBase(terms, overTime, window));
  const missing = periods.find((_, index) => shapes[index] === null);
  if (missing !== undefined)
    return `the trajectory says nothing about ${saidPeriod(missing)}, it needs every ${unit} up to ${saidPeriod(periods.at(-1)!)}`;
  const shaped = shapes.filter((shape) => shape !== null);
  if (terms.trajectory.kind === 'SEASONAL') {
    const failing = whySeasonFails(terms, shaped, window, measure);
    if (failing !== null || terms.basis === 'LEVEL') return failing;
  }
  const values = shaped.map(valueIn(terms, shapes, window, overTime));
  const reached = terms.basis === 'TOTAL' ? planAggregate(values.slice(-window), overTime)! : values.at(-1)!;
  const inRange = direction.kind === 'RANGE' && reached >= Number(direction.lo) && reached <= Number(direction.hi);
  if (inRange || same(reached, Number(terms.target), Number(terms.jop))) return null;
  return terms.basis === 'TOTAL'
    ? `the trajectory comes to ${sayExactly(measure, reached)} over its last ${window} ${unit}s, it has to come to the target ${saidValue(measure, terms.target)}`
    : `the trajectory ends at ${sayExactly(measure, reached)} in ${saidPeriod(periods.at(-1)!)}, it has to end at the target ${saidValue(measure, terms.target)}`;
};
