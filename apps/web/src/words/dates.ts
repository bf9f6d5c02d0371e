/** Days and moments in British words. Days are the organisation's own and come as they are: no time zone is applied to them. */
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const momentFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
});
const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** Whether a text is a day that exists, written as the record writes days, in the years the service plans in. */
export const isDay = (text: string): boolean => {
  const date = /^(19|20|21)\d{2}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** `2026-11-22` → 22 Nov 2026. */
export const dayInWords = (day: string): string => dayFormat.format(new Date(`${day}T00:00:00Z`));

/** An instant in UTC → 22 Nov 2026, 09:09, in British time. */
export const momentInWords = (instant: string): string => momentFormat.format(new Date(instant));

const britishDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
/** The day of an instant in British time, as the record writes days: `2026-11-22`. */
export const dayOf = (instant: string): string => britishDay.format(new Date(instant));

/** Today in Britain, as the record writes days. */
export const today = (): string => britishDay.format(new Date());

const monthName = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });
const nameOfMonth = (month: number): string => monthName.format(Date.UTC(2026, month - 1));

/** The Monday an ISO week begins with: the first week of a year is the one with 4 January. */
const mondayOf = (year: number, week: number): number => {
  const fourth = Date.UTC(year, 0, 4);
  return fourth + ((week - 1) * 7 - ((new Date(fourth).getUTCDay() + 6) % 7)) * 86_400_000;
};

/**
 * `2026-04` → Apr 2026; `2026-Q2` → Apr to Jun 2026, since a financial year counts its own quarters; `2026-W14` → week from
 * 30 Mar 2026; a day as a day.
 */
export const periodInWords = (period: string): string => {
  if (/^\d{4}-\d\d$/.test(period)) return monthFormat.format(new Date(`${period}-01T00:00:00Z`));
  if (/^\d{4}-\d\d-\d\d$/.test(period)) return dayInWords(period);
  const [year, part = ''] = period.split('-');
  const number = Number(part.slice(1));
  return part.startsWith('Q')
    ? `${nameOfMonth(number * 3 - 2)} to ${nameOfMonth(number * 3)} ${year}`
    : `week from ${dayFormat.format(mondayOf(Number(year), number))}`;
};

const firstOfMonth = /\b1 ((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4})/g;
/** Whether a chart with this period is one of months. */
export const isMonth = (period: string | undefined): boolean => period !== undefined && /^\d{4}-\d\d$/.test(period);
/** A chart's sentence names periods by their first days: of a chart of months, by the months themselves. */
export const byMonths = (text: string, isOfMonths: boolean): string => (isOfMonths ? text.replaceAll(firstOfMonth, '$1') : text);
