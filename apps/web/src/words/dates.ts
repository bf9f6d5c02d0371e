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

/** `2026-11-22` → 22 Nov 2026. */
export const dayInWords = (day: string): string => dayFormat.format(new Date(`${day}T00:00:00Z`));

/** An instant in UTC → 22 Nov 2026, 09:09, in British time. */
export const momentInWords = (instant: string): string => momentFormat.format(new Date(instant));

const britishDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
/** The day of an instant in British time, as the record writes days: `2026-11-22`. */
export const dayOf = (instant: string): string => britishDay.format(new Date(instant));

/** Today in Britain, as the record writes days. */
export const today = (): string => britishDay.format(new Date());

/** `2026-04` → Apr 2026; `2026-Q2` and `2026-W14` stay as people write them; a day as a day. */
export const periodInWords = (period: string): string => {
  if (/^\d{4}-\d\d$/.test(period)) return monthFormat.format(new Date(`${period}-01T00:00:00Z`));
  if (/^\d{4}-\d\d-\d\d$/.test(period)) return dayInWords(period);
  const [year, part = ''] = period.split('-');
  return part.startsWith('Q') ? `${part} ${year}` : `Week ${part.slice(1)}, ${year}`;
};
