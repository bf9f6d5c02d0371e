import type { Measure } from './measure-documents.js';

/** The last day of a month `2026-04` or a quarter `2026-Q2`. */
const lastDayOf = (period: string): string => {
  const [year, part] = [Number(period.slice(0, 4)), period.slice(5)];
  const month = part.startsWith('Q') ? Number(part.slice(1)) * 3 : Number(part);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};

/**
 * The periods of a measure that could be closed, in order: those with a figure that are over and not closed. Months, and
 * quarters for quarterly measures, whatever its figures are reported by.
 */
export const closableOf = (
  { frequency, closed }: Pick<Measure, 'frequency' | 'closed'>,
  points: readonly { readonly period: string; readonly date: string; readonly missing: boolean }[],
  today: string,
): readonly string[] => {
  const reported = points.filter(({ missing }) => !missing);
  const periods = reported.map(({ period, date }) => (frequency === 'QUARTER' ? period : date.slice(0, 7)));
  return [...new Set(periods)].filter((period) => !closed.includes(period) && lastDayOf(period) < today);
};
