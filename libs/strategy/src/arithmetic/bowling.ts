/**
 * The bowling chart's row as arithmetic: twelve months of plan against actual, and the year to date. The formulas are
 * this service's own rules.
 */
import type { Day } from '#kernel';
import type { Figure, Period, TargetBasis } from '../vocabulary.js';
import { aggregate, periodsShownIn, type Aggregate, type Reported } from './aggregation.js';
import { cellStatus, cellStatuses, type CellStatus } from './cell-status.js';
import { addPeriods, financialYear, lastDay } from './days.js';
import { planAggregate, type PlannedMeasure, type PlanPoint } from './trajectory.js';

/** What a row is worked out from. */
export interface BowlingBasis {
  readonly measure: PlannedMeasure;
  readonly basis: TargetBasis;
  /** The last period of the jump-off point: the row starts after it. */
  readonly jopTo: Period;
  /** In the measure's unit, ≥ 0. */
  readonly tolerance: number;
  /** Every period of the plan, also before and after the year. A days-between measure has none. */
  readonly plan: readonly PlanPoint[];
  /** Reported figures by period, in order, as known or as published. */
  readonly readings: ReadonlyMap<Period, Reported>;
  /** Whether a period that has no figure is overdue. */
  readonly isDue: (period: Period) => boolean;
  /** Its figures are dated by rare events: a period without one is no gap, and nobody knows when the next comes. */
  readonly isByEvents?: boolean;
}

/** The twelve months of the financial year a day lies in. */
export const yearColumns = (day: Day, startMonth: number): readonly Period[] => {
  const { first } = financialYear(day, startMonth);
  return Array.from({ length: 12 }, (_, index) => addPeriods('MONTH', first, index));
};

/** The measure's own periods that show in a column, those before the start left out: a quarter's only where it ends. */
const periodsIn = (column: Period, { measure: { frequency }, jopTo, readings, isByEvents = false }: BowlingBasis): Period[] =>
  periodsShownIn(frequency, column).filter((period) => period > jopTo && (!isByEvents || readings.has(period)));

/** A column's figures, in the measure's unit. */
export interface BowlingColumn {
  readonly column: Period;
  /** The measure's own periods it shows; none before the start, and between the ends of quarters. */
  readonly periods: readonly Period[];
  /** Over all its planned periods. */
  readonly plan: number | null;
  /** Over its reported ones. */
  readonly actual: number | null;
  /** "k of m reported"; no activity counts as reported. */
  readonly reported: number;
  readonly of: number;
  readonly status: CellStatus;
}

/** A period with a figure. */
export interface Judged {
  readonly period: Period;
  readonly reading: Reported & { readonly value: Figure };
}

export const valuedOf = (periods: readonly Period[], readings: BowlingBasis['readings']): Judged[] =>
  periods.flatMap((period) => {
    const reading = readings.get(period);
    return reading && reading.value !== null ? [{ period, reading: { ...reading, value: reading.value } }] : [];
  });

/** One period is its own figure; several are what they come to over time. */
export const actualOver = (judged: readonly Judged[], { overTime }: PlannedMeasure): number | null => {
  if (judged.length === 1) return Number(judged[0]!.reading.value);
  return aggregate(
    judged.map(({ reading }) => reading),
    overTime,
  ).value;
};

/** What a figure weighs where figures are pooled: its denominator; elsewhere all weigh the same. */
export const weightOf = ({ denominator }: Reported, { overTime }: PlannedMeasure): number =>
  overTime === 'RATIO' && denominator !== null ? Number(denominator) : 1;

/**
 * The plan over exactly the periods judged: Σ P, the last, greatest or least P, and where figures are pooled
 * Σ P·den / Σ den with the denominators reported, so that plan and actual are pooled alike.
 */
const planOver = (judged: readonly Judged[], planned: ReadonlyMap<Period, number>, measure: PlannedMeasure): number | null => {
  const values = judged.map(({ period }) => planned.get(period)!);
  if (values.length === 1) return values[0]!;
  return planAggregate(
    values,
    measure.overTime,
    judged.map(({ reading }) => weightOf(reading, measure)),
  );
};

export const planByPeriod = ({ plan }: BowlingBasis): ReadonlyMap<Period, number> =>
  new Map(plan.map(({ period, value }) => [period, value]));

/** From the worst news to the best, for periods that do not combine. */
const worstFirst = [
  'MISSED',
  'NOT_REPORTED',
  'NEAR',
  'NO_PLAN',
  'MET',
  'NO_ACTIVITY',
  'BLANK',
] as const satisfies (typeof cellStatuses)[number][];

/**
 * How a column's figures stand to its plan, over those of its periods that have both. A due period without a figure
 * is never green: what would be MET without it is NOT_REPORTED. Where figures do not combine the worst period speaks.
 */
const statusOf = (periods: readonly Period[], planned: ReadonlyMap<Period, number>, basis: BowlingBasis): CellStatus => {
  const { measure, readings, tolerance } = basis;
  const reported = periods.filter((period) => readings.has(period));
  const missing = periods.some((period) => !readings.has(period) && basis.isDue(period));
  const against = (actual: { readonly value: number | null } | null, plan: number | null): CellStatus =>
    cellStatus({ actual, plan, due: missing, direction: measure.direction, tolerance });
  if (reported.length === 0) return against(null, null);
  const valued = valuedOf(reported, readings);
  if (valued.length === 0) return missing ? 'NOT_REPORTED' : 'NO_ACTIVITY';
  const judged = valued.filter(({ period }) => planned.has(period));
  if (judged.length === 0) return missing ? 'NOT_REPORTED' : 'NO_PLAN';
  const actual = actualOver(judged, measure);
  const status =
    actual === null
      ? worstFirst.find((worst) =>
          judged.some(({ period, reading }) => against({ value: Number(reading.value) }, planned.get(period)!) === worst),
        )!
      : against({ value: actual }, planOver(judged, planned, measure));
  return missing && status === 'MET' ? 'NOT_REPORTED' : status;
};

const columnOf = (column: Period, planned: ReadonlyMap<Period, number>, basis: BowlingBasis): BowlingColumn => {
  const { measure, readings } = basis;
  const periods = periodsIn(column, basis);
  return {
    column,
    periods,
    plan: planAggregate(
      periods.flatMap((period) => planned.get(period) ?? []),
      periods.length === 1 ? 'LAST' : measure.overTime,
    ),
    actual: actualOver(valuedOf(periods, readings), measure),
    reported: periods.filter((period) => readings.has(period)).length,
    of: periods.length,
    status: statusOf(periods, planned, basis),
  };
};

/** The row's columns: a monthly figure in its month, a quarterly one where the quarter ends, others by the month they show in. */
export const columnsOf = (columns: readonly Period[], basis: BowlingBasis): readonly BowlingColumn[] => {
  const planned = planByPeriod(basis);
  return columns.map((column) => columnOf(column, planned, basis));
};

/** An earlier plan's values in the same columns: the ghost beside the plan in force. */
export const ghostOf = (columns: readonly Period[], basis: Pick<BowlingBasis, 'measure' | 'plan' | 'jopTo'>): readonly (number | null)[] =>
  columnsOf(columns, { ...basis, basis: 'LEVEL', tolerance: 0, readings: new Map(), isDue: () => false }).map(({ plan }) => plan);

/** The year's target: T, or the plan of the year's last planned column where it is due after the year; null where none is planned. */
export const yearTargetOf = (
  columns: readonly BowlingColumn[],
  target: number,
  due: Day,
  hasPlan: boolean,
): { readonly value: number | null; readonly of: 'TARGET' | 'LAST_COLUMN' } => {
  const last = columns.at(-1)!;
  return hasPlan && due > lastDay('MONTH', last.column)
    ? { value: columns.findLast(({ plan }) => plan !== null)?.plan ?? null, of: 'LAST_COLUMN' }
    : { value: target, of: 'TARGET' };
};

export interface YearToDate extends Pick<Aggregate, 'reported' | 'of'> {
  /** In the measure's unit, over exactly the same reported periods; null where there is none, or they do not combine. */
  readonly plan: number | null;
  readonly actual: number | null;
}

/** The year's periods a row is about: those it has a plan for, or all where it has none. */
export const yearOf = (columns: readonly BowlingColumn[], planned: ReadonlyMap<Period, number>): readonly Period[] => {
  const all = columns.flatMap(({ periods }) => periods);
  const withPlan = all.filter((period) => planned.has(period));
  return withPlan.length > 0 ? withPlan : all;
};

/**
 * Actual and plan by `overTime` over exactly the periods of the year that are reported, "k of m" of those that are
 * reported or due. No activity counts as reported and adds to neither.
 */
export const yearToDateOf = (columns: readonly BowlingColumn[], basis: BowlingBasis): YearToDate => {
  const { measure, readings } = basis;
  const planned = planByPeriod(basis);
  const year = yearOf(columns, planned);
  const valued = valuedOf(year, readings);
  const reported = year.filter((period) => readings.has(period)).length;
  return {
    actual: actualOver(valued, measure),
    plan: valued.length > 0 && valued.every(({ period }) => planned.has(period)) ? planOver(valued, planned, measure) : null,
    reported,
    of: reported + year.filter((period) => !readings.has(period) && basis.isDue(period)).length,
  };
};
