/** A measure's figures at a moment: what is reported, what is due, what is overdue, and whether anybody works by it. */
import type { Day } from '#kernel';
import { addDays, addPeriods, lastDay, periodOf } from '../arithmetic/days.js';
import { addWorkingDays, isWorkingDay, type Calendar } from '../arithmetic/working-days.js';
import type { PlannedMeasure } from '../arithmetic/trajectory.js';
import { asKnownNow, asPublished, type Cell, type PublishedCell } from '../measure/series.js';
import type { MeasureId, Period } from '../vocabulary.js';
import {
  settingsAtFirst,
  theOrganisation,
  type Annotation,
  type MeasureRecord,
  type Moment,
  type Settings,
  type Tables,
} from '../views/index.js';
import { isActive } from '../views/parents.js';

/** What the organisation says about itself, with the defaults where it has said nothing. */
export const settingsOf = ({ tables }: Moment): Settings => tables.settings.get(theOrganisation) ?? settingsAtFirst;

export const calendarOf = (moment: Moment): Calendar => settingsOf(moment);

/** What a plan has to know of a measure. */
export const plannedMeasureOf = ({ definition }: MeasureRecord): PlannedMeasure => ({
  frequency: definition.frequency,
  overTime: definition.overTime,
  direction: definition.direction,
});

/** Days and other periods already counted in a calendar, which is a value: a tree of 2,000 goals asks for the same few again and again. */
const counted = new WeakMap<Calendar, Map<string, Period>>();
const countedMax = 20_000;

const remembered = (calendar: Calendar, key: string, count: () => Period): Period => {
  let known = counted.get(calendar);
  if (!known || known.size >= countedMax) counted.set(calendar, (known = new Map()));
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = count()));
  return found;
};

/** The day by which a period's figure is due: so many working days after the period's end. */
export const dueDayOf = (measure: MeasureRecord, period: Period, calendar: Calendar): Day => {
  const { frequency, dueAfter } = measure.definition;
  return remembered(calendar, `${frequency} ${period} ${dueAfter}`, () => addWorkingDays(lastDay(frequency, period), dueAfter, calendar));
};

/** The latest day from which so many working days have passed before today: what ended by then has come due. */
const endedInTime = (today: Day, dueAfter: number, calendar: Calendar): Day => {
  let day = addDays(today, -1);
  for (let left = dueAfter; left > 0; day = addDays(day, -1)) if (isWorkingDay(day, calendar)) left--;
  return day;
};

/** Before every period. */
const never: Period = '';

/**
 * The latest period whose figure has come due before today, so that one that is missing is overdue. Days between rare events
 * are dated by the event: a period without one misses nothing, and none ever comes due.
 */
export const dueUpTo = ({ definition: { kind, frequency, dueAfter } }: MeasureRecord, moment: Moment): Period => {
  if (kind === 'DAYS_BETWEEN') return never;
  const calendar = calendarOf(moment);
  return remembered(calendar, `${frequency} before ${moment.today} ${dueAfter}`, () => {
    const ended = endedInTime(moment.today, dueAfter, calendar);
    return addPeriods(frequency, periodOf(frequency, addDays(ended, 1)), -1);
  });
};

/**
 * The figures as known at the moment, by period, in order; as known right after an earlier event, where one is named.
 */
export const readingsOf = ({ tables }: Moment, measure: MeasureId, upTo?: number): ReadonlyMap<Period, Cell> => {
  const said = tables.observations.of(measure);
  return asKnownNow(upTo === undefined ? said : said.filter(({ ordinal }) => ordinal <= upTo));
};

/**
 * Valid time against recorded time: structure, plan and rules as of a moment, and figures, closed periods among them, as
 * they were known at another. Every reading takes it for a moment like any other.
 */
export const withFiguresOf = (moment: Moment, known: Moment): Moment => {
  if (known.tables === moment.tables) return moment;
  const { observations, closings } = known.tables;
  // Past tables are opened when they are first read: laid over them, these two hide theirs and open none.
  const tables = Object.create(moment.tables, { observations: { value: observations }, closings: { value: closings } }) as Tables;
  return { ...moment, tables };
};

/** The figures as they stood when their periods were closed. */
export const publishedOf = ({ tables }: Moment, measure: MeasureRecord): ReadonlyMap<Period, PublishedCell> =>
  asPublished(measure.definition.frequency, tables.observations.of(measure.id), tables.closings.of(measure.id));

/** A remark that stands, by its number among all ever made of its measure, from 1: a later one never takes it over. */
export interface NumberedAnnotation extends Annotation {
  readonly number: number;
}

/** The remarks about a measure's periods that stand, in the order they were made. */
export const annotationsOf = ({ tables }: Moment, measure: MeasureId): readonly NumberedAnnotation[] => {
  const withdrawn = new Set(tables.annotationWithdrawals.of(measure).map(({ annotation }) => annotation));
  return tables.annotations
    .of(measure)
    .flatMap((annotation, index) => (withdrawn.has(index + 1) ? [] : [{ ...annotation, number: index + 1 }]));
};

/** Periods without a figure are counted up to this many. */
const missingMax = 1_000;

/**
 * Ended periods without a figure, oldest first, from the first reported one on (the last ended one, before any).
 * Of very many the latest thousand: what is missing now matters more than old holes. Between rare events none is missing.
 */
export const missingPeriods = (moment: Moment, measure: MeasureRecord): readonly Period[] => {
  if (measure.definition.kind === 'DAYS_BETWEEN') return [];
  const readings = readingsOf(moment, measure.id);
  const { frequency } = measure.definition;
  const lastEnded = addPeriods(frequency, periodOf(frequency, moment.today), -1);
  const first = readings.keys().next().value ?? lastEnded;
  const periods: Period[] = [];
  for (let period = lastEnded; period >= first && periods.length < missingMax; period = addPeriods(frequency, period, -1))
    if (!readings.has(period)) periods.push(period);
  return periods.reverse();
};

/**
 * The measures somebody works by: those a unit drives or watches, and those of adopted aims and goals in force. What
 * was only once imported is waited for by nobody.
 */
export const measuresInUse = ({ tables }: Moment): ReadonlySet<MeasureId> => {
  const used = new Set<MeasureId>();
  for (const { id, classes } of tables.measures.values()) if (classes.length > 0) used.add(id);
  for (const { status, terms } of tables.aims.values()) if (status === 'ADOPTED') used.add(terms.measured.measure);
  for (const goal of tables.goals.values()) if (goal.terms.measured && isActive(goal)) used.add(goal.terms.measured.measure);
  return used;
};
