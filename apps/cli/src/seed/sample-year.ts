import type { Day } from '#kernel';
import { addDays, addPeriods, firstDay, isWorkingDay, lastDay, periodOf, type Calendar, type Period } from '#strategy';

/** The sample works on no bank holiday and closes on no other day. */
export const sampleCalendar: Calendar = { closed: [], open: [] };

/** The last month that has ended is this one of the cycle's twelve. */
export const monthPlayed = 9;

/**
 * When things happen in the sample, counted from the day it is made on. Month 1 is the cycle's first; 0, −1 and so on
 * lie before it. The ninth month is the last calendar month that has ended by yesterday: made on the first of January,
 * the cycle runs from April and its ninth month ended yesterday; made in the middle of a month, the story goes on to
 * yesterday in the tenth.
 */
export class SampleYear {
  readonly yesterday: Day;
  private readonly first: Period;

  constructor(readonly anchor: Day) {
    this.yesterday = addDays(anchor, -1);
    this.first = addPeriods('MONTH', periodOf('MONTH', anchor), -monthPlayed);
  }

  /** A month of the cycle as a period. */
  month(number: number): Period {
    return addPeriods('MONTH', this.first, number - 1);
  }

  /** A day of a month of the cycle. A date past the month's end is its last day; a day off moves to the next working day. */
  on(month: number, date: number): Day {
    const period = this.month(month);
    const end = lastDay('MONTH', period);
    const day = addDays(firstDay('MONTH', period), date - 1);
    return workingDayFrom(day < end ? day : end);
  }

  /** So many working days before the sample is made: what still lies open has to be young enough to be lying open. */
  ago(workingDays: number): Day {
    let day = this.anchor;
    for (let left = workingDays; left > 0;) {
      day = addDays(day, -1);
      if (isWorkingDay(day, sampleCalendar)) left--;
    }
    return day;
  }

  /** The day the story plays it: what would come after yesterday comes yesterday. */
  played(day: Day): Day {
    return day < this.yesterday ? day : this.yesterday;
  }
}

const workingDayFrom = (day: Day): Day => (isWorkingDay(day, sampleCalendar) ? day : workingDayFrom(addDays(day, 1)));

/** A day of the story, which depends on the day the sample is made. */
export type When = (year: SampleYear) => Day;

export const on =
  (month: number, date: number): When =>
  (year) =>
    year.on(month, date);

export const ago =
  (workingDays: number): When =>
  (year) =>
    year.ago(workingDays);

/** The last day of a month of the cycle. */
export const endOf =
  (month: number): When =>
  (year) =>
    lastDay('MONTH', year.month(month));

/** So many working days after another day of the story. */
export const later =
  (when: When, workingDays: number): When =>
  (year) => {
    let day = when(year);
    for (let left = workingDays; left > 0; left--) day = workingDayFrom(addDays(day, 1));
    return day;
  };
