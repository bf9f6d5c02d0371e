import { firstDayOf, type Frequency } from './periods.js';

/** One line of a grid: a period and what stands for it, or what is wrong with which cell. */
export interface GridLine {
  readonly period: string;
  readonly figure: string;
  readonly denominator: string;
  /** By the cell it is about. */
  readonly problems: Readonly<Partial<Record<'period' | 'figure' | 'denominator', string>>>;
}

const figurePattern = /^-?\d{1,15}(\.\d{1,14})?$/;
/** Of a spreadsheet: blanks, thousands and a sign of per cent are read; anything else is a problem of its cell. */
const plain = (text: string): string => text.trim().replaceAll(/[\s,£]/g, '');

const figureOf = (text: string): { readonly value: string; readonly problem?: string } => {
  const isPerCent = text.trim().endsWith('%');
  const bare = plain(isPerCent ? text.trim().slice(0, -1) : text);
  if (!figurePattern.test(bare)) return { value: text.trim(), problem: `“${text.trim()}” is no number` };
  if (!isPerCent) return { value: bare };
  return { value: (Number(bare) / 100).toPrecision(12).replace(/\.?0+$/, '') };
};

const grams = { MONTH: /^\d{4}-(0[1-9]|1[0-2])$/, QUARTER: /^\d{4}-Q[1-4]$/, WEEK: /^\d{4}-W[0-5]\d$/, DAY: /^\d{4}-\d\d-\d\d$/ } as const;
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The period a cell names: 2026-04, Apr-26, Apr 2026, 01/04/2026 for a measure of months; as the record writes it for others. */
export const periodOf = (text: string, frequency: Frequency): string | null => {
  const bare = text.trim();
  if (grams[frequency].test(bare)) return bare;
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(bare);
  if (slashed) {
    const [, day, month, year] = slashed;
    const on = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
    return frequency === 'MONTH' ? on.slice(0, 7) : frequency === 'DAY' ? on : null;
  }
  const named = /^([A-Za-z]{3})[a-z]*[\s-]?'?(\d{2}|\d{4})$/.exec(bare);
  const month = named ? monthNames.indexOf(named[1]!.toLowerCase()) : -1;
  if (!named || month < 0 || frequency !== 'MONTH') return null;
  const year = named[2]!.length === 2 ? `20${named[2]!}` : named[2]!;
  return `${year}-${String(month + 1).padStart(2, '0')}`;
};

const example = { MONTH: '2026-04 or Apr-26', QUARTER: '2026-Q2', WEEK: '2026-W14', DAY: '2026-04-01' } as const;

/** Reads columns from a spreadsheet: period and figure, or period, numerator and denominator. Nothing is written by reading. */
export const readPasted = (text: string, frequency: Frequency, inParts: boolean): GridLine[] => {
  const seen = new Set<string>();
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [first = '', second = '', third = ''] = line.split(line.includes('\t') ? '\t' : /[;]|\s{2,}/);
      const named = periodOf(first, frequency);
      const period = named !== null && firstDayOf(frequency, named) !== null ? named : null;
      const figure = figureOf(second);
      const denominator = inParts ? figureOf(third) : { value: '' };
      const problems: { period?: string; figure?: string; denominator?: string } = {};
      if (period === null) problems.period = `“${first.trim()}” is no ${frequency.toLowerCase()} that exists: write ${example[frequency]}`;
      else if (seen.has(period)) problems.period = `${period} stands twice`;
      if (period !== null) seen.add(period);
      if (figure.problem !== undefined) problems.figure = figure.problem;
      if (denominator.problem !== undefined) problems.denominator = denominator.problem;
      if (inParts && denominator.problem === undefined && Number(denominator.value) === 0 && Number(figure.value) !== 0)
        problems.denominator = 'nothing of nothing is no activity; something of nothing cannot be';
      return { period: period ?? first.trim(), figure: figure.value, denominator: denominator.value, problems };
    });
};

/** Whether every cell can be taken as it is. */
export const isWhole = (lines: readonly GridLine[]): boolean =>
  lines.length > 0 && lines.every(({ problems }) => Object.keys(problems).length === 0);
