/** What a period's figure has to be before it is written down. */
import { type Day, reject, type Rejection } from '#kernel';
import { frequencyWords, saidPeriod } from '../arithmetic/in-words.js';
import { firstDay, isPeriod } from '../arithmetic/days.js';
import { compare, dividedBy, figure, isZero } from '../arithmetic/figures.js';
import type { Figure } from '../vocabulary.js';
import type { MeasureDefinition, Reading } from './measure.events.js';

export const readingCodes = [
  'BadPeriod',
  'PeriodAhead',
  'BadFigure',
  'PartsNeeded',
  'PartsNotWanted',
  'NumeratorAboveDenominator',
  'DividedByZero',
  'ValueIsNotItsParts',
  'NotOfItsKind',
] as const;
export type ReadingRefusal = (typeof readingCodes)[number];
type Refused = Rejection<ReadingRefusal>;

/** Figures are pooled over time or units, so that each needs its numerator and denominator. */
export const isInParts = ({ overTime, overUnits }: Pick<MeasureDefinition, 'overTime' | 'overUnits'>): boolean =>
  overTime === 'RATIO' || overUnits === 'RATIO';

/** How people write a figure: digits, at most one point, a sign before; no exponent. Null for anything else. */
export const plainFigure = (text: string): Figure | null => (/e/i.test(text) ? null : figure(text));

/** How a figure reads in a sentence: `19/20`, `12`, or `no activity`. */
export const sayReading = ({ value, numerator, denominator }: Omit<Reading, 'period'>): string =>
  value === null ? 'no activity' : numerator === null ? value : `${numerator}/${denominator}`;

/** Whether two readings say the same, parts included. */
export const isSameReading = (a: Omit<Reading, 'period'>, b: Omit<Reading, 'period'>): boolean =>
  a.value === b.value && a.numerator === b.numerator && a.denominator === b.denominator;

export const checkPeriod = ({ frequency }: MeasureDefinition, period: string): Rejection<'BadPeriod'> | null =>
  isPeriod(frequency, period)
    ? null
    : reject(
        'BadPeriod',
        `'${period}' is no ${frequencyWords[frequency].period}, and this measure is reported ${frequencyWords[frequency].adverb}`,
      );

const badFigure = (period: string, text: string): Refused =>
  reject('BadFigure', `'${text.slice(0, 40)}' for ${saidPeriod(period)} is no figure, write at most 15 digits as 0.95`);

/** The figure with parts: value = numerator/denominator; 0/0 is no activity, without a value. */
const partsOf = ({ kind }: MeasureDefinition, { period, value, ...given }: Reading): Reading | Refused => {
  if (given.numerator === null || given.denominator === null)
    return reject('PartsNeeded', `the figure for ${saidPeriod(period)} is pooled, give its numerator and its denominator`);
  const numerator = plainFigure(given.numerator);
  const denominator = plainFigure(given.denominator);
  if (numerator === null) return badFigure(period, given.numerator);
  if (denominator === null) return badFigure(period, given.denominator);
  const parts = `${numerator}/${denominator}`;
  if (compare(numerator, '0') < 0 || compare(denominator, '0') < 0)
    return reject('NotOfItsKind', `${parts} for ${saidPeriod(period)} is below 0, count from 0`);
  if (isZero(denominator) && !isZero(numerator))
    return reject('DividedByZero', `${parts} for ${saidPeriod(period)} divides by zero, give the denominator or 0/0 for no activity`);
  if (kind === 'PROPORTION' && compare(numerator, denominator) > 0)
    return reject('NumeratorAboveDenominator', `${parts} for ${saidPeriod(period)} is more than all of it, check which is the denominator`);
  const computed = dividedBy(numerator, denominator);
  if (value !== null && plainFigure(value) !== computed)
    return reject('ValueIsNotItsParts', `'${value.slice(0, 40)}' for ${saidPeriod(period)} is not ${parts}, give the parts alone`);
  return { period, value: computed, numerator, denominator };
};

const valueOf = ({ kind }: MeasureDefinition, { period, value: text, numerator, denominator }: Reading): Reading | Refused => {
  if (numerator !== null || denominator !== null || text === null)
    return reject('PartsNotWanted', `the figure for ${saidPeriod(period)} stands by itself, give its value alone`);
  const value = plainFigure(text);
  if (value === null) return badFigure(period, text);
  if (kind === 'COUNT' && !/^\d+$/.test(value))
    return reject('NotOfItsKind', `${value} for ${saidPeriod(period)} is no count, count in whole numbers from 0`);
  if (kind === 'DAYS_BETWEEN' && compare(value, '0') < 0)
    return reject('NotOfItsKind', `${value} days for ${saidPeriod(period)} is below 0, count from 0`);
  return { period, value, numerator: null, denominator: null };
};

/** The reading in its one form, or why it cannot be a figure of this measure today. */
export const checkedReading = (definition: MeasureDefinition, reading: Reading, today: Day): Reading | Refused => {
  const refused = checkPeriod(definition, reading.period);
  if (refused) return refused;
  if (firstDay(definition.frequency, reading.period) > today)
    return reject('PeriodAhead', `${saidPeriod(reading.period)} has not begun, report it when it has`);
  return isInParts(definition) ? partsOf(definition, reading) : valueOf(definition, reading);
};
