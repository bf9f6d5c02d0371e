import type { Row } from './csv-rows.js';

/** How a table of figures is laid out: a figure on each line, or a column for each measure. */
export type Layout =
  | {
      readonly kind: 'LONG';
      readonly measure: number;
      readonly period: number;
      readonly value: number | null;
      readonly numerator: number | null;
      readonly denominator: number | null;
      readonly width: number;
    }
  | {
      readonly kind: 'WIDE';
      readonly period: number;
      readonly measures: readonly (readonly [column: number, code: string])[];
      readonly width: number;
    };

/** What is wrong with one cell, and the way out. */
export interface Problem {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly says: string;
}

/** One figure as it stands in a table, before anything is said of whether it can be one. */
export interface Entry {
  readonly line: number;
  readonly code: string;
  readonly period: string;
  readonly value: string;
  readonly numerator: string;
  readonly denominator: string;
  /** The column to name where the figure is wrong. */
  readonly column: string;
}

const headings = {
  measure: ['measure', 'code', 'measure code'],
  period: ['period', 'month', 'date', 'week', 'quarter'],
  value: ['value', 'figure'],
  numerator: ['numerator'],
  denominator: ['denominator'],
} as const;

const wayOut =
  'Name the columns measure, period and value (or numerator and denominator); or period, and then a column for each measure, headed with its code.';

/** How the first line says the table is laid out; a problem where it does not. */
export const layoutOf = ({ line, cells }: Row): Layout | Problem => {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const at = (kind: keyof typeof headings): number | null => {
    const found = names.findIndex((name) => (headings[kind] as readonly string[]).includes(name));
    return found < 0 ? null : found;
  };
  const wrong = (column: string, says: string): Problem => ({ line, column, value: cells.join(', ').slice(0, 80), says });
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice !== undefined) return wrong(twice, `Two columns are headed “${twice}”. Take one of them out.`);
  const [measure, period, value, numerator, denominator] = [at('measure'), at('period'), at('value'), at('numerator'), at('denominator')];
  const width = cells.length;
  if (period === null) return wrong('(heading)', `No column is headed “period”. ${wayOut}`);
  if (measure !== null) {
    if ((numerator === null) !== (denominator === null))
      return wrong('(heading)', 'A numerator needs a denominator beside it. Give both columns, or a column “value”.');
    if (value === null && numerator === null) return wrong('(heading)', `No column has the figures. ${wayOut}`);
    return { kind: 'LONG', measure, period, value, numerator, denominator, width };
  }
  const measures = cells.flatMap((cell, index): [number, string][] => (index === period ? [] : [[index, cell.trim()]]));
  const nameless = measures.find(([, code]) => code === '');
  if (nameless)
    return wrong(`column ${nameless[0] + 1}`, 'This column has no heading. Head it with the code of its measure, or take it out.');
  if (measures.length === 0) return wrong('(heading)', `No column has figures. ${wayOut}`);
  return { kind: 'WIDE', period, measures, width };
};

/** The figures of a table, and the lines that have too many or too few cells to be read. */
export const entriesOf = (
  layout: Layout,
  rows: readonly Row[],
): { readonly entries: readonly Entry[]; readonly problems: readonly Problem[] } => {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  for (const { line, cells } of rows) {
    const over = cells.length - layout.width;
    // A spreadsheet leaves out or adds empty cells at the end of a line.
    const spare = cells.slice(layout.width);
    if (over > 0 && spare.some((cell) => cell !== '')) {
      problems.push({
        line,
        column: '(whole line)',
        value: cells.join(', ').slice(0, 80),
        says: `The line has ${over} ${over === 1 ? 'cell' : 'cells'} too many. A comma within a text or a number needs quotation marks around it.`,
      });
      continue;
    }
    const cell = (index: number | null): string => (index === null ? '' : (cells[index] ?? '').trim());
    const period = cell(layout.period);
    if (layout.kind === 'LONG') {
      const [value, numerator, denominator] = [cell(layout.value), cell(layout.numerator), cell(layout.denominator)];
      const column = numerator === '' && denominator === '' ? 'value' : 'numerator, denominator';
      entries.push({ line, code: cell(layout.measure), period, value, numerator, denominator, column });
    } else
      for (const [index, code] of layout.measures)
        if (cell(index) !== '') entries.push({ line, code, period, value: cell(index), numerator: '', denominator: '', column: code });
  }
  return { entries, problems };
};
