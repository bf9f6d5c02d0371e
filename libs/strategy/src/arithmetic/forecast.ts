/** Where a row of the bowling chart is heading by the year's end. The formulas are this service's own rules. */
import type { Period } from '../vocabulary.js';
import { actualOver, planByPeriod, valuedOf, weightOf, yearOf, type BowlingBasis, type BowlingColumn, type Judged } from './bowling.js';
import { planAggregate, type PlannedMeasure } from './trajectory.js';

/** The process as its chart has it: the mean of the newest stretch and the limits shown. */
export interface Process {
  readonly mean: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** Where the year may end, in the measure's unit, and why nothing can be said where it is null. */
export interface Forecast {
  readonly value: number | null;
  /** Between which it may lie; of the process alone. */
  readonly low: number | null;
  readonly high: number | null;
  readonly because: string | null;
}

export interface Forecasts {
  /** What is forecast: the last planned column's value (LEVEL), or what the whole year comes to (TOTAL). */
  readonly of: 'LAST_COLUMN' | 'YEAR';
  /** The last column it is about. */
  readonly until: Period;
  /** The plan for the very same. */
  readonly plan: number | null;
  /** How many periods of it have no figure yet. */
  readonly remaining: number;
  readonly runRate: Forecast;
  readonly planShifted: Forecast;
  readonly process: Forecast;
}

/** So many reported periods make the run rate. */
export const runRatePeriods = 3;

const none = (because: string): Forecast => ({ value: null, low: null, high: null, because });
const sure = (value: number | null): Forecast =>
  value === null ? none('the figures of this measure do not combine over time') : { value, low: null, high: null, because: null };

/** A period of what is forecast: with its figure, or to be filled in. */
interface Slot {
  readonly period: Period;
  readonly value: number | null;
  readonly weight: number;
}

const slotsOf = (periods: readonly Period[], latest: readonly Judged[], { readings, measure }: BowlingBasis): Slot[] => {
  const weights = latest.map(({ reading }) => weightOf(reading, measure));
  // Nobody knows next month's denominator: it is taken for the mean of the latest ones.
  const expected = weights.length === 0 ? 1 : weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return periods.flatMap((period): Slot[] => {
    const reading = readings.get(period);
    if (!reading) return [{ period, value: null, weight: expected }];
    return reading.value === null ? [] : [{ period, value: Number(reading.value), weight: weightOf(reading, measure) }];
  });
};

const filled = (slots: readonly Slot[], { overTime }: PlannedMeasure, fill: (period: Period) => number): number | null => {
  const values = slots.map(({ period, value }) => value ?? fill(period));
  if (values.length === 1) return values[0]!;
  return planAggregate(
    values,
    overTime,
    slots.map(({ weight }) => weight),
  );
};

/**
 * How far the result lies off when every open period lies one unit off, independently of the others: with w a period's
 * part of the result, `√Σw²`. A sum's w are 1, a mean's its weight over the whole.
 */
const spreadOf = (slots: readonly Slot[], { overTime }: PlannedMeasure): number => {
  const open = slots.filter(({ value }) => value === null);
  const norm = Math.sqrt(open.reduce((sum, { weight }) => sum + weight ** 2, 0));
  switch (overTime) {
    case 'SUM':
      return Math.sqrt(open.length);
    case 'RATIO':
    case 'MEAN':
      return norm / slots.reduce((sum, { weight }) => sum + weight, 0);
    case 'LAST':
      return slots.at(-1)!.value === null ? 1 : 0;
    case 'MAX':
    case 'MIN':
    case 'NONE':
      return 1;
  }
};

const processForecast = (slots: readonly Slot[], measure: PlannedMeasure, { mean, lower, upper }: Process): Forecast => {
  const value = filled(slots, measure, () => mean);
  if (value === null || slots.every((slot) => slot.value !== null)) return sure(value);
  const extreme = slots.length > 1 && (measure.overTime === 'MAX' || measure.overTime === 'MIN');
  const spread = slots.length === 1 ? 1 : spreadOf(slots, measure);
  const at = (limit: number | null): number | null =>
    limit === null ? null : extreme ? filled(slots, measure, () => limit) : value + (limit - mean) * spread;
  return { value, low: at(lower), high: at(upper), because: null };
};

/**
 * Where the year ends by three ways of looking ahead, side by side. What is reported stands; the open periods are
 *
 * - run rate: at the mean of the last three reported figures (pooled where figures are pooled);
 * - plan shifted: at their plan plus the latest deviation from it, `P + (A − P)` of the latest period that has both;
 * - process: at the mean of the newest stretch of the chart, with its limits about it. Over several open periods, which
 *   vary independently, the limits widen with the square root of their number.
 *
 * A LEVEL is forecast for the last planned column of the year, a TOTAL for all of the year's planned periods.
 */
export const forecastsOf = (
  columns: readonly BowlingColumn[],
  basis: BowlingBasis,
  stretch: Process | null,
  whyNoProcess: string,
): Forecasts => {
  const { measure, readings } = basis;
  const planned = planByPeriod(basis);
  const year = yearOf(columns, planned);
  const last = columns.findLast(({ periods }) => periods.some((period) => year.includes(period)));
  const periods = basis.basis === 'TOTAL' ? year : (last?.periods.filter((period) => year.includes(period)) ?? []);
  const end = periods.at(-1) ?? '';
  const valued = valuedOf(
    [...readings.keys()].filter((period) => period <= end),
    readings,
  );
  const latest = valued.slice(-runRatePeriods);
  const slots = slotsOf(periods, latest, basis);
  const runRate = actualOver(latest, measure.overTime === 'RATIO' ? measure : { ...measure, overTime: 'MEAN' });
  const deviating = valued.findLast(({ period }) => planned.has(period));
  const deviation = deviating && Number(deviating.reading.value) - planned.get(deviating.period)!;
  const plans = periods.flatMap((period) => planned.get(period) ?? []);
  const nothing = basis.isByEvents
    ? none('nobody knows when the next of these rare events comes')
    : slots.length === 0
      ? none('the year has no period of this measure')
      : null;
  return {
    of: basis.basis === 'TOTAL' ? 'YEAR' : 'LAST_COLUMN',
    until: last?.column ?? columns.at(-1)!.column,
    plan: plans.length < periods.length ? null : planAggregate(plans, plans.length === 1 ? 'LAST' : measure.overTime),
    remaining: slots.filter(({ value }) => value === null).length,
    runRate: nothing ?? (runRate === null ? none('no figure has been reported') : sure(filled(slots, measure, () => runRate))),
    planShifted:
      nothing ??
      (plans.length < periods.length
        ? none('there is no plan')
        : deviation === undefined
          ? none('no period has both a plan and a figure')
          : sure(filled(slots, measure, (period) => planned.get(period)! + deviation))),
    process: nothing ?? (stretch === null ? none(whyNoProcess) : processForecast(slots, measure, stretch)),
  };
};
