import type { Day } from '#spc';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const partsOf = (day: Day): DayParts => ({ year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) });

/** Whether every day is the first of a month, so that the month names it. */
export const areMonths = (days: readonly Day[]): boolean => days.every((day) => day.endsWith('-01'));

export const yearOf = (day: Day): string => String(partsOf(day).year);

/** `Apr`, or `6 Apr` where days count. */
export const shortDay = (day: Day, monthly: boolean): string => {
  const month = (months[partsOf(day).month - 1] ?? '').slice(0, 3);
  return monthly ? month : `${partsOf(day).day} ${month}`;
};

/** `April 2026`, or `6 April 2026` where days count. */
export const longDay = (day: Day, monthly: boolean): string => {
  const { year, month, day: dayOfMonth } = partsOf(day);
  const inMonth = `${months[month - 1] ?? ''} ${year}`;
  return monthly ? inMonth : `${dayOfMonth} ${inMonth}`;
};

/** A period by its name: a month `2026-04` and a day are written out, a week `2026-W14` and a quarter `2026-Q2` stand as they are. */
export const periodName = (period: string): string => {
  if (/^\d{4}-\d{2}$/.test(period)) return longDay(`${period}-01`, true);
  return /^\d{4}-\d{2}-\d{2}$/.test(period) ? longDay(period, false) : period;
};
