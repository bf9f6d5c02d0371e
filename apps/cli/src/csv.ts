import { isFigure } from '#strategy';

/** What a spreadsheet takes for the beginning of a formula. */
const beginsFormula = /^[=+\-@\t\r]/;

/**
 * One cell of a CSV file that people open in a spreadsheet. A text that would begin a formula gets an apostrophe before it,
 * by which spreadsheets know a text: what somebody wrote as a reason must not be run by whoever opens the file. Figures stay figures.
 */
const cellOf = (value: string | number | boolean | null): string => {
  if (value === null) return '';
  const text = String(value);
  const safe = beginsFormula.test(text) && !isFigure(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One line of a CSV file, as RFC 4180 has it. */
export const csvLine = (cells: readonly (string | number | boolean | null)[]): string => cells.map(cellOf).join(',');

/** Before the first line: by it spreadsheets know UTF-8. */
export const byteOrderMark = '\uFEFF';
