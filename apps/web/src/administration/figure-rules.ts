import { periodOf } from '../measure/pasted-figures.js';
import { firstDayOf, type Frequency } from '../measure/periods.js';

/** A measure as an import has to know it. */
export interface KnownMeasure {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly frequency: Frequency;
  /** Its figures are made of a numerator and a denominator. */
  readonly inParts: boolean;
  /** Months, or quarters, that are closed. */
  readonly closed: ReadonlySet<string>;
}

/** A figure as the service takes it. */
export interface Reading {
  readonly period: string;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

/** Why something is no figure, and of which cell that is said. */
export interface Wrong {
  readonly cell: 'measure' | 'period' | 'value' | 'numerator' | 'denominator';
  readonly says: string;
}

const digitsMax = 15;

/** The one form of a decimal: 1,234.50 is 1234.5 and -0 is 0; null for what is none, or has more than 15 digits. */
export const figureOf = (text: string): string | null => {
  const bare = text.trim();
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!found) return null;
  const [, sign = '', before = '', after = ''] = found;
  const whole = before.replace(/^0+(?=\d)/, '');
  const part = after.replace(/0+$/, '');
  const digits = `${whole}${part}`.replace(/^0+/, '');
  const significant = part === '' ? digits.replace(/0+$/, '') : digits;
  if (significant.length > digitsMax || whole.length > 20 || part.length > 20) return null;
  const value = part === '' ? whole : `${whole}.${part}`;
  return value === '0' ? '0' : sign + value;
};

const example = { MONTH: '2026-04 or Apr-26', QUARTER: '2026-Q2', WEEK: '2026-W14', DAY: '2026-04-01' } as const;

interface Written {
  readonly period: string;
  readonly value: string;
  readonly numerator: string;
  readonly denominator: string;
}

const numberIn = (cell: Wrong['cell'], text: string): string | Wrong =>
  figureOf(text) ?? { cell, says: text === '' ? 'is empty: write a figure, or take the line out' : 'is no number: write it as 1234.5' };

const partsOf = ({ kind }: KnownMeasure, { value, ...written }: Written): Omit<Reading, 'period'> | Wrong => {
  if (value !== '')
    return { cell: 'value', says: 'stands alone, and this measure is made of two numbers: give numerator and denominator instead' };
  const numerator = numberIn('numerator', written.numerator);
  if (typeof numerator !== 'string') return numerator;
  const denominator = numberIn('denominator', written.denominator);
  if (typeof denominator !== 'string') return denominator;
  if (Number(numerator) < 0) return { cell: 'numerator', says: 'is below 0: count from 0' };
  if (Number(denominator) < 0) return { cell: 'denominator', says: 'is below 0: count from 0' };
  if (denominator === '0' && numerator !== '0')
    return { cell: 'denominator', says: 'is 0, and something of nothing cannot be: give the whole, or 0 of 0 for no activity' };
  if (kind === 'PROPORTION' && Number(numerator) > Number(denominator))
    return { cell: 'numerator', says: 'is more than the whole: check which of the two is the denominator' };
  return { value: null, numerator, denominator };
};

const valueOf = ({ kind }: KnownMeasure, written: Written): Omit<Reading, 'period'> | Wrong => {
  if (written.numerator !== '' || written.denominator !== '')
    return { cell: 'numerator', says: 'is one of two numbers, and this measure’s figures stand alone: give the value instead' };
  const value = numberIn('value', written.value);
  if (typeof value !== 'string') return value;
  if (kind === 'COUNT' && !/^\d+$/.test(value)) return { cell: 'value', says: 'is no count: use whole numbers from 0' };
  if (kind === 'DAYS_BETWEEN' && Number(value) < 0) return { cell: 'value', says: 'is below 0: count from 0' };
  return { value, numerator: null, denominator: null };
};

/** The figure in its one form, or why it cannot be one of this measure today. The service holds it to the same rules again. */
export const readingOf = (measure: KnownMeasure, written: Written, today: string): Reading | Wrong => {
  const { frequency } = measure;
  const period = periodOf(written.period, frequency);
  const first = period === null ? null : firstDayOf(frequency, period);
  if (period === null || first === null)
    return { cell: 'period', says: `is no ${frequency.toLowerCase()} that exists: write it as ${example[frequency]}` };
  if (first > today) return { cell: 'period', says: 'has not begun: report it when it has' };
  const figures = measure.inParts ? partsOf(measure, written) : valueOf(measure, written);
  return 'cell' in figures ? figures : { period, ...figures };
};
