/** A goal period by period: what was planned, what was reported, what was published, and how the two compare. */
import type { Day } from '#kernel';
import { cellStatus, type CellStatus } from '../arithmetic/cell-status.js';
import { addPeriods, lastDay } from '../arithmetic/days.js';
import { planOf } from '../arithmetic/trajectory.js';
import { closedNow, closingPeriodOf, type Cell } from '../measure/series.js';
import type { Figure, GoalId, MeasureId, MeasuredTerms, Period } from '../vocabulary.js';
import type { MeasureRecord, Moment } from '../views/index.js';
import { annotationsOf, calendarOf, dueDayOf, dueUpTo, plannedMeasureOf, publishedOf, readingsOf } from './figures-of-measure.reading.js';

/** One period of a goal: what was planned, what came, and how the two compare. */
export interface AchievementCell {
  readonly period: Period;
  /** By when the figure is due. */
  readonly due: Day;
  /** In the measure's unit; null outside the plan. */
  readonly plan: number | null;
  readonly reported: boolean;
  readonly value: Figure | null;
  readonly numerator: Figure | null;
  readonly denominator: Figure | null;
  readonly status: CellStatus;
  /** The figure when the period was closed; null while it is open, or where nothing was reported then. */
  readonly published: Figure | null;
  readonly closed: boolean;
  readonly corrected: boolean;
  readonly late: boolean;
  /** What was noted about the period, each note on a line. */
  readonly note: string | null;
}

export type Readings = ReadonlyMap<Period, Cell>;

/** The notes about each period of a measure, in the order they were written. */
const notesOf = (moment: Moment, measure: MeasureId): ReadonlyMap<Period, string> => {
  const notes = new Map<Period, string>();
  for (const { period, text } of annotationsOf(moment, measure)) {
    const before = notes.get(period);
    notes.set(period, before === undefined ? text : `${before}\n${text}`);
  }
  return notes;
};

/** Every period of the plan and every later one that has come due or was reported: what was promised beside what came of it. */
export const cellsOf = (moment: Moment, measure: MeasureRecord, terms: MeasuredTerms, due: Day, readings: Readings): AchievementCell[] => {
  const { frequency, direction, kind } = measure.definition;
  const calendar = calendarOf(moment);
  const published = publishedOf(moment, measure);
  const closed = closedNow(moment.tables.closings.of(measure.id));
  const notes = notesOf(moment, measure.id);
  const plan = new Map(planOf(terms, due, plannedMeasureOf(measure)).map(({ period, value }) => [period, value]));
  const lastDue = dueUpTo(measure, moment);
  const periods = new Set([...plan.keys(), ...[...readings.keys()].filter((period) => period > terms.jopTo)]);
  for (let period = addPeriods(frequency, terms.jopTo, 1); period <= lastDue; period = addPeriods(frequency, period, 1))
    periods.add(period);
  return [...periods].sort().map((period) => {
    const cell = readings.get(period) ?? null;
    const planned = kind === 'DAYS_BETWEEN' ? null : (plan.get(period) ?? null);
    return {
      period,
      due: dueDayOf(measure, period, calendar),
      plan: planned,
      reported: cell !== null,
      value: cell?.value ?? null,
      numerator: cell?.numerator ?? null,
      denominator: cell?.denominator ?? null,
      status: cellStatus({
        actual: cell && { value: cell.value === null ? null : Number(cell.value) },
        plan: planned,
        due: period <= lastDue,
        direction,
        tolerance: Number(terms.tolerance),
      }),
      published: published.get(period)?.cell?.value ?? null,
      closed: closed.has(closingPeriodOf(frequency, period)),
      corrected: cell?.corrected ?? false,
      late: cell?.late ?? false,
      note: notes.get(period) ?? null,
    };
  });
};

/** Judged periods at the end of the row that were MISSED. One that was not reported says nothing either way. */
export const missedAtTheEnd = (cells: readonly AchievementCell[]): number => {
  const judged = cells.filter(({ status }) => status === 'MET' || status === 'NEAR' || status === 'MISSED');
  const lastKept = judged.findLastIndex(({ status }) => status !== 'MISSED');
  return judged.length - 1 - lastKept;
};

/** How many of a goal's latest periods in a row were MISSED, of those that ended after a day. */
export const missedSince = (moment: Moment, id: GoalId, day: Day): number => {
  const goal = moment.tables.goals.get(id);
  const measured = goal?.terms.measured;
  const measure = measured ? moment.tables.measures.get(measured.measure) : undefined;
  if (!goal || !measured || !measure) return 0;
  const cells = cellsOf(moment, measure, measured, goal.terms.due, readingsOf(moment, measure.id));
  return missedAtTheEnd(cells.filter(({ period }) => lastDay(measure.definition.frequency, period) > day));
};
