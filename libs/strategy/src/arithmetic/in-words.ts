/** How days, periods and computed numbers read in a sentence. Words round, numbers never: whoever calculates takes the number. */
import type { Day } from '#kernel';
import type { MeasureKind } from '../measure/measure.events.js';
import type { Figure, Frequency, Period } from '../vocabulary.js';
import { firstDay, isDay, isPeriod } from './days.js';
import { figure, rounded } from './figures.js';

/** Enough to follow a sum by hand. */
const digitsInWords = 4;

/** A number as a sentence has it: four significant digits, `0.7984`. */
export const said = (number: number): string => rounded(Number(number.toPrecision(digitsInWords))) ?? String(number);

/** A stated figure as it was stated. */
export const saidFigure = (stated: string | null): string => (stated === null ? '?' : (figure(stated) ?? stated));

/** A share of a whole in per cent, to a tenth: `8.8%`; a smaller one to two digits, so that it never reads as nothing. */
export const saidShare = (share: number): string => {
  const percent = share * 100;
  const written = Math.abs(percent) < 1 ? percent.toPrecision(2) : percent.toFixed(1);
  return `${rounded(Number(written)) ?? written}%`;
};

/** `50%`, or `37.5% to 62.5%` where it is not known more closely. */
export const saidInterval = (low: number, high: number): string =>
  saidShare(low) === saidShare(high) ? saidShare(low) : `${saidShare(low)} to ${saidShare(high)}`;

/** A stated share in per cent, with every digit it was stated with: `0.0625` is `6.25`. */
export const percentFigure = (share: Figure): Figure => String(Number((Number(share) * 100).toPrecision(12)));

/** What a figure is one of. */
export interface Counted {
  readonly kind: MeasureKind;
  readonly unitOfMeasure: string;
}

/**
 * A measure's figure without its unit: a share in per cent, what was stated as it was stated, what was computed to four
 * digits. Of a measure that nobody knows the figure stands as it is.
 */
export const saidValue = (measure: Pick<Counted, 'kind'> | null, value: Figure | number): string => {
  if (measure?.kind === 'PROPORTION') return `${typeof value === 'number' ? said(value * 100) : percentFigure(value)}%`;
  return typeof value === 'number' ? said(value) : saidFigure(value);
};

/** The same with its unit: `38 falls`, and `85%` of whatever it is a share of. */
export const saidMeasured = (counted: Counted, value: Figure | number): string =>
  counted.kind === 'PROPORTION' ? saidValue(counted, value) : `${saidValue(counted, value)} ${counted.unitOfMeasure}`;

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const monthName = (month: string): string => months[Number(month) - 1]!;

/** `2026-04-01` is `1 April 2026`; what is no day stays as it was written. */
export const saidDay = (day: Day): string =>
  isDay(day) ? `${Number(day.slice(8))} ${monthName(day.slice(5, 7))} ${day.slice(0, 4)}` : day;

/** `April 2026`, `April to June 2026` of a quarter, since a financial year counts its own, and `the week from 30 March 2026`. */
export const saidPeriod = (period: Period): string => {
  const [year = '', part = ''] = period.split('-');
  if (isPeriod('MONTH', period)) return `${monthName(part)} ${year}`;
  if (isPeriod('QUARTER', period)) {
    const last = Number(part.slice(1)) * 3;
    return `${months[last - 3]} to ${months[last - 1]} ${year}`;
  }
  return isPeriod('WEEK', period) ? `the week from ${saidDay(firstDay('WEEK', period))}` : saidDay(period);
};

/** One period, or the first and the last of many. */
export const saidSpan = (from: Period, to: Period): string => (from === to ? saidPeriod(from) : `${saidPeriod(from)} to ${saidPeriod(to)}`);

/** How a measure is reported, as an adverb and as the name of one period. */
export const frequencyWords: Readonly<Record<Frequency, { readonly adverb: string; readonly period: string }>> = {
  DAY: { adverb: 'daily', period: 'day' },
  WEEK: { adverb: 'weekly', period: 'week' },
  MONTH: { adverb: 'monthly', period: 'month' },
  QUARTER: { adverb: 'quarterly', period: 'quarter' },
};

/** What a measure's figures are, each as the rest of `a …`. */
export const kindWords: Readonly<Record<MeasureKind, string>> = {
  COUNT: 'count',
  PROPORTION: 'proportion',
  RATE: 'rate',
  CONTINUOUS: 'measured quantity',
  DAYS_BETWEEN: 'number of days between rare events',
};

/** `one`, `one and two`, `one, two and three`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** A sentence ends once. */
export const sentence = (words: string): string => {
  const first = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
};
