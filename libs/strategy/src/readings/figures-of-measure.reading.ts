/** A measure's figures at a moment: what is reported, what is due, what is overdue. */
import type { Day } from '#kernel';
import { addPeriods, lastDay, periodOf } from '../arithmetic/days.js';
import { addWorkingDays, type Calendar } from '../arithmetic/working-days.js';
import type { PlannedMeasure } from '../arithmetic/trajectory.js';
import { asKnownNow, asPublished, type Cell, type PublishedCell } from '../measure/series.js';
import type { MeasureId, Period } from '../vocabulary.js';
import { settingsAtFirst, theOrganisation, type MeasureRecord, type Moment, type Settings } from '../views/index.js';

/** What the organisation says about itself, with the defaults where it has said nothing. */
export const settingsOf = ({ tables }: Moment): Settings => tables.settings.get(theOrganisation) ?? settingsAtFirst;

export const calendarOf = (moment: Moment): Calendar => settingsOf(moment);

/** What a plan has to know of a measure. */
export const plannedMeasureOf = ({ definition }: MeasureRecord): PlannedMeasure => ({
  frequency: definition.frequency,
  overTime: definition.overTime,
  direction: definition.direction,
});

/** The day by which a period's figure is due: so many working days after the period's end. */
export const dueDayOf = (measure: MeasureRecord, period: Period, calendar: Calendar): Day =>
  addWorkingDays(lastDay(measure.definition.frequency, period), measure.definition.dueAfter, calendar);

/** The latest period whose figure has come due before today, so that one that is missing is overdue. */
export const dueUpTo = (measure: MeasureRecord, moment: Moment): Period => {
  const { frequency } = measure.definition;
  const calendar = calendarOf(moment);
  let period = addPeriods(frequency, periodOf(frequency, moment.today), -1);
  while (dueDayOf(measure, period, calendar) >= moment.today) period = addPeriods(frequency, period, -1);
  return period;
};

/** The figures as known at the moment, by period, in order. */
export const readingsOf = ({ tables }: Moment, measure: MeasureId): ReadonlyMap<Period, Cell> => asKnownNow(tables.observations.of(measure));

/** The figures as they stood when their periods were closed. */
export const publishedOf = ({ tables }: Moment, measure: MeasureRecord): ReadonlyMap<Period, PublishedCell> =>
  asPublished(measure.definition.frequency, tables.observations.of(measure.id), tables.closings.of(measure.id));
