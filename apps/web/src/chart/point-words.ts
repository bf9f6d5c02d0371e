import { byMonths, isMonth, periodInWords } from '../words/dates.js';
import { figureInWords } from '../words/figures.js';
import type { Chart, Point } from './chart-documents.js';

/** A remark about a period, by its number. */
export interface Remark {
  readonly number: number;
  readonly period: string;
  readonly text: string;
}

const typeWords: Readonly<Record<NonNullable<Point['type']>, string>> = {
  COMMON_CAUSE: 'Ordinary variation: nothing to explain.',
  IMPROVEMENT: 'Special cause, the better way.',
  CONCERN: 'Special cause, the worse way.',
  NEUTRAL_HIGH: 'Special cause upwards.',
  NEUTRAL_LOW: 'Special cause downwards.',
};

const sentence = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

/** What a point says to whoever looks at it, or has it read out, in whole sentences: its figure first. */
export const pointInWords = (
  point: Point,
  unit: string,
  { remarks = [], recalculations = [] }: { readonly remarks?: readonly Remark[]; readonly recalculations?: Chart['recalculations'] } = {},
): readonly [figure: string, ...says: string[]] => {
  const { period, value, missing, ghost, ghostBecause, reasons, provisional, type, numerator, denominator } = point;
  if (missing || value === null) return [`${periodInWords(period)}: not reported.`];
  const parts = numerator === null || denominator === null ? '' : ` (${figureInWords(numerator, '')} of ${figureInWords(denominator, '')})`;
  const said: [string, ...string[]] = [`${periodInWords(period)}: ${figureInWords(value, unit)}${parts}.`];
  if (ghost) said.push(`Left out of the limits${ghostBecause === null ? '.' : `: ${sentence(ghostBecause)}`}`);
  else if (type !== null) said.push(typeWords[type], ...reasons.map((reason) => byMonths(sentence(reason), isMonth(period))));
  if (provisional) said.push('Provisional: its period is not closed.');
  const anew = recalculations.find(({ from }) => from === period);
  if (anew) said.push(`Limits begin anew here: ${sentence(anew.reason)}`);
  for (const { number, text, period: about } of remarks) if (about === period) said.push(`Remark ${number}: ${sentence(text)}`);
  return said;
};

/** What was aimed at, in words: a value, or a range. */
export const targetInWords = ({ target }: Pick<Point, 'target'>, unit: string): string => {
  if (target === null) return '–';
  const { value, lo, hi } = target;
  return value === null ? `${figureInWords(lo ?? 0, unit)} to ${figureInWords(hi ?? 0, unit)}` : figureInWords(value, unit);
};
