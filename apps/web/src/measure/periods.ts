import { isDay } from '../words/dates.js';

/** How often a measure is reported. */
export type Frequency = 'MONTH' | 'QUARTER' | 'WEEK' | 'DAY';

const dayMs = 86_400_000;

const monday = (year: number, week: number): Date => {
  const fourth = new Date(Date.UTC(year, 0, 4));
  return new Date(fourth.getTime() + ((week - 1) * 7 - ((fourth.getUTCDay() + 6) % 7)) * dayMs);
};
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
/** The Thursday of a week says to which year and month it belongs. */
const thursday = (period: string): Date => new Date(monday(Number(period.slice(0, 4)), Number(period.slice(6))).getTime() + 3 * dayMs);

/** A period's first day; null for a day, week or year that does not exist. */
export const firstDayOf = (frequency: Frequency, period: string): string | null => {
  const year = Number(period.slice(0, 4));
  if (year < 1900 || year > 2199) return null;
  switch (frequency) {
    case 'MONTH':
      return `${period}-01`;
    case 'QUARTER':
      return `${year}-${String(Number(period.slice(6)) * 3 - 2).padStart(2, '0')}-01`;
    case 'DAY':
      return isDay(period) ? period : null;
    case 'WEEK':
      return Number(period.slice(6)) >= 1 && thursday(period).getUTCFullYear() === year
        ? dayOf(monday(year, Number(period.slice(6))))
        : null;
  }
};

/** The month (or quarter) by whose closing a period counts as published. */
export const closingOf = (frequency: Frequency, period: string): string =>
  frequency === 'WEEK' ? dayOf(thursday(period)).slice(0, 7) : frequency === 'DAY' ? period.slice(0, 7) : period;
