import { Trouble } from '#cqrs';
import { isDay, isPeriod, periodOf, type Frequency, type Period } from '#strategy';

/** How a file writes its periods, read as a period of the measure's frequency; null where the text is none. */
export type PeriodReader = (text: string, frequency: Frequency) => Period | null;

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** What a word of the format stands for, as a pattern that takes it in; longer words come first. */
const words = [
  ['YYYY', '(?<year>\\d{4})'],
  ['MMMM', `(?<monthName>${months.join('|')})`],
  ['MMM', `(?<monthShort>${months.map((month) => month.slice(0, 3)).join('|')})`],
  ['YY', '(?<yearShort>\\d{2})'],
  ['MM', '(?<month>\\d{2})'],
  ['DD', '(?<day>\\d{2})'],
  ['WW', '(?<week>\\d{2})'],
  ['Q', '(?<quarter>[1-4])'],
] as const;

const patternOf = (format: string): RegExp => {
  const used = new Set<string>();
  const pieces = format.match(/\[[^\]]*\]|YYYY|MMMM|MMM|YY|MM|DD|WW|Q|[^]/g) ?? [];
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  const pattern = pieces.map((piece) => {
    if (piece.length > 1 && piece.startsWith('[')) return literal(piece.slice(1, -1));
    const word = words.find(([name]) => name === piece);
    if (!word) return literal(piece);
    if (used.has(piece)) throw new Trouble('BadMapping', `the period format ${format} has ${piece} twice`, { format });
    used.add(piece);
    return word[1];
  });
  if (!used.has('YYYY') && !used.has('YY'))
    throw new Trouble('BadMapping', `the period format ${format} has no year: write YYYY, with MM, MMM or MMMM, DD, WW or Q`, { format });
  return new RegExp(`^${pattern.join('')}$`, 'i');
};

const two = (number: number): string => String(number).padStart(2, '0');

/**
 * Reads periods in a format of YYYY, YY (2000 to 2099), MM, MMM (Apr), MMMM (April), DD, WW (ISO week) and Q (calendar
 * quarter); other characters stand for themselves, and what is in [brackets] does. A day or month stands for the
 * measure's period it lies in, so that the first of a month can name the month. Without a format the text must be
 * the period as it is kept: 2026-04-01, 2026-W14, 2026-04 or 2026-Q2.
 */
export const periodReader = (format: string | undefined): PeriodReader => {
  if (format === undefined) return (text, frequency) => (isPeriod(frequency, text) ? text : null);
  const pattern = patternOf(format);
  return (text, frequency) => {
    const groups = pattern.exec(text)?.groups;
    if (!groups) return null;
    const year = groups['year'] ?? `20${groups['yearShort']}`;
    if (groups['week'] !== undefined) return ofItself(frequency, 'WEEK', `${year}-W${groups['week']}`);
    if (groups['quarter'] !== undefined) return ofItself(frequency, 'QUARTER', `${year}-Q${groups['quarter']}`);
    const month = groups['month'] ?? monthNamed(groups['monthName'] ?? groups['monthShort']);
    if (month === null) return null;
    if (groups['day'] === undefined && (frequency === 'DAY' || frequency === 'WEEK')) return null;
    const day = `${year}-${month}-${groups['day'] ?? '01'}`;
    return isDay(day) ? periodOf(frequency, day) : null;
  };
};

const ofItself = (wanted: Frequency, written: Frequency, period: Period): Period | null =>
  wanted === written && isPeriod(written, period) ? period : null;

const monthNamed = (name: string | undefined): string | null => {
  if (name === undefined) return null;
  return two(months.findIndex((month) => month.startsWith(name.toLowerCase())) + 1);
};
