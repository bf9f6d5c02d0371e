/**
 * The calendar, as arithmetic on text: days, ISO weeks, months and calendar quarters of the proleptic Gregorian
 * calendar. Days and periods compare as text; nothing here knows what day it is.
 */
import type { Day } from '#kernel';
import type { Frequency, Period } from '../vocabulary.js';

const floorDivide = (dividend: number, divisor: number): number => Math.floor(dividend / divisor);
const digits = (number: number, length: number): string => String(number).padStart(length, '0');
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const lengthOfMonth = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : monthLengths[month - 1]!);

/**
 * Years that people plan in and look back on. Others are slips of the pen; arithmetic may still step over these
 * edges (years 0001 to 9999), so that every day within has a day before and after.
 */
const yearsFrom = 1900;
const yearsTo = 2199;
const isPlannable = (text: string): boolean => Number(text.slice(0, 4)) >= yearsFrom && Number(text.slice(0, 4)) <= yearsTo;

/** Whether the text is a day that exists, as `2026-11-22`, in the years 1900 to 2199. */
export const isDay = (text: unknown): boolean => typeof text === 'string' && exists(text) && isPlannable(text);

const exists = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, date] = parts(text);
  return year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= lengthOfMonth(year, month);
};

const parts = (day: Day): [year: number, month: number, date: number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  Number(day.slice(8, 10)),
];

/** Days since 1 January 1970, of a year's first of March: the leap day then comes last in its year. */
const firstOfMarch = (year: number): number =>
  365 * year + floorDivide(year, 4) - floorDivide(year, 100) + floorDivide(year, 400) - 719_468;

/** Days of the year, counted from March, before the month with this number counted from March. */
const daysBeforeMonth = (monthFromMarch: number): number => floorDivide(153 * monthFromMarch + 2, 5);

/** Days since 1970-01-01, which is 0. A text that is no day is a bug of the caller and throws. */
export const dayNumber = (day: Day): number => {
  if (!exists(day)) throw new RangeError(`'${day}' is no day`);
  const [year, month, date] = parts(day);
  const monthFromMarch = (month + 9) % 12;
  return firstOfMarch(month > 2 ? year : year - 1) + daysBeforeMonth(monthFromMarch) + date - 1;
};

/** The day with this number: the inverse of {@link dayNumber}. */
export const dayOf = (number: number): Day => {
  let year = floorDivide(number + 719_468, 365.2425);
  while (firstOfMarch(year) > number) year--;
  while (firstOfMarch(year + 1) <= number) year++;
  const dayOfYear = number - firstOfMarch(year);
  const monthFromMarch = floorDivide(5 * dayOfYear + 2, 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return dayIn(month > 2 ? year : year + 1, month, dayOfYear - daysBeforeMonth(monthFromMarch) + 1);
};

const dayIn = (year: number, month: number, date: number): Day => `${yearText(year)}-${digits(month, 2)}-${digits(date, 2)}`;

const yearText = (year: number): string => {
  if (!Number.isInteger(year) || year < 1 || year > 9999) throw new RangeError(`year ${year} lies outside the calendar`);
  return digits(year, 4);
};

/** The day this many days later, or earlier if negative. */
export const addDays = (day: Day, days: number): Day => dayOf(dayNumber(day) + days);

/** How many days `to` is after `from`; negative if it is before. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

/** 1 for Monday to 7 for Sunday. */
export const weekday = (day: Day): number => weekdayOf(dayNumber(day));
/** The same of the day with this number. */
export const weekdayOf = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1;

/** A frequency's periods, numbered without a gap: what lies between two is a subtraction. */
interface Periods {
  readonly pattern: RegExp;
  numberOf(period: Period): number;
  periodOf(number: number): Period;
  /** The number of the period that contains the day. */
  containing(day: Day): number;
  firstDay(number: number): Day;
}

const monthNumber = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;

/** ISO 8601 weeks run from Monday and belong to the year of their Thursday; the one with 1970-01-01 has number 0. */
const mondayOf = (week: number): number => week * 7 - 3;
const weekContaining = (number: number): number => floorDivide(number + 3, 7);

const calendar: Record<Frequency, Periods> = {
  DAY: {
    pattern: /^\d{4}-\d{2}-\d{2}$/,
    numberOf: dayNumber,
    periodOf: dayOf,
    containing: dayNumber,
    firstDay: dayOf,
  },
  WEEK: {
    pattern: /^\d{4}-W\d{2}$/,
    numberOf: (period) => weekContaining(dayNumber(`${period.slice(0, 4)}-01-04`)) + Number(period.slice(6)) - 1,
    periodOf: (number) => {
      const year = dayOf(mondayOf(number) + 3).slice(0, 4);
      return `${year}-W${digits(number - weekContaining(dayNumber(`${year}-01-04`)) + 1, 2)}`;
    },
    containing: (day) => weekContaining(dayNumber(day)),
    firstDay: (number) => dayOf(mondayOf(number)),
  },
  MONTH: {
    pattern: /^\d{4}-\d{2}$/,
    numberOf: monthNumber,
    periodOf: (number) => `${yearText(floorDivide(number, 12))}-${digits((number % 12) + 1, 2)}`,
    containing: monthNumber,
    firstDay: (number) => dayIn(floorDivide(number, 12), (number % 12) + 1, 1),
  },
  QUARTER: {
    pattern: /^\d{4}-Q[1-4]$/,
    numberOf: (period) => Number(period.slice(0, 4)) * 4 + Number(period.slice(6)) - 1,
    periodOf: (number) => `${yearText(floorDivide(number, 4))}-Q${(number % 4) + 1}`,
    containing: (day) => floorDivide(monthNumber(day), 3),
    firstDay: (number) => dayIn(floorDivide(number, 4), (number % 4) * 3 + 1, 1),
  },
};

/** Whether the text is a period of this frequency that exists, years 1900 to 2199: `2026-W53` does, `2027-W53` does not. */
export const isPeriod = (frequency: Frequency, text: unknown): boolean =>
  typeof text === 'string' && periodExists(frequency, text) && isPlannable(text);

const periodExists = (frequency: Frequency, text: string): boolean => {
  if (!calendar[frequency].pattern.test(text) || text.startsWith('0000')) return false;
  if (frequency === 'DAY') return exists(text);
  if (frequency === 'MONTH') return Number(text.slice(5)) >= 1 && Number(text.slice(5)) <= 12;
  return calendar[frequency].periodOf(calendar[frequency].numberOf(text)) === text;
};

/** The period's place among all of its frequency: what lies between two is a subtraction. A text that is no period throws. */
export const periodNumber = (frequency: Frequency, period: Period): number => {
  if (!periodExists(frequency, period)) throw new RangeError(`'${period}' is no ${frequency.toLowerCase()}`);
  return calendar[frequency].numberOf(period);
};

/** The period with this number: the inverse of {@link periodNumber}. */
export const periodAt = (frequency: Frequency, number: number): Period => calendar[frequency].periodOf(number);

/** The period of this frequency that contains the day. */
export const periodOf = (frequency: Frequency, day: Day): Period => calendar[frequency].periodOf(calendar[frequency].containing(day));

/** The period's first day. */
export const firstDay = (frequency: Frequency, period: Period): Day => calendar[frequency].firstDay(periodNumber(frequency, period));

/** The period's last day. */
export const lastDay = (frequency: Frequency, period: Period): Day =>
  addDays(calendar[frequency].firstDay(periodNumber(frequency, period) + 1), -1);

/** The period this many periods later, or earlier if negative. */
export const addPeriods = (frequency: Frequency, period: Period, periods: number): Period =>
  periodAt(frequency, periodNumber(frequency, period) + periods);

export const nextPeriod = (frequency: Frequency, period: Period): Period => addPeriods(frequency, period, 1);

/** How many periods `to` is after `from`; negative if it is before, 0 if they are the same. */
export const periodsBetween = (frequency: Frequency, from: Period, to: Period): number =>
  periodNumber(frequency, to) - periodNumber(frequency, from);

/**
 * The month a period's figure is shown in: a week's is the month of its Thursday, where most of its days lie;
 * a quarter's is its last month.
 */
export const monthOf = (frequency: Frequency, period: Period): Period =>
  periodOf('MONTH', frequency === 'WEEK' ? addDays(firstDay('WEEK', period), 3) : lastDay(frequency, period));

/** The financial year a day lies in: its first and last month, and how people call it (`2026/27`, or `2026` from January). */
export const financialYear = (day: Day, startMonth: number): { first: Period; last: Period; label: string } => {
  const month = periodOf('MONTH', day);
  const first = addPeriods('MONTH', month, -((Number(month.slice(5)) - startMonth + 12) % 12));
  const last = addPeriods('MONTH', first, 11);
  const year = first.slice(0, 4);
  return { first, last, label: startMonth === 1 ? year : `${year}/${last.slice(2, 4)}` };
};
