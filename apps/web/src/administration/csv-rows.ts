import { CsvError, parse } from 'csv-parse/browser/esm/sync';

/** One line of a table that somebody brought, with its number as their spreadsheet shows it. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

const signOf = (heading: string): string => (heading.includes('\t') ? '\t' : heading.includes(';') ? ';' : ',');

/** The lines of a CSV file, or of what was copied from a spreadsheet; a sentence where it is no table from some line on. */
export const rowsOf = (text: string): readonly Row[] | string => {
  const heading = text.slice(0, text.search(/[\r\n]|$/));
  try {
    const read = parse(text, {
      bom: true,
      info: true,
      delimiter: signOf(heading),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
    return read
      .map(({ record, info }) => ({ line: info.lines, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return `This is no table from line ${String(error['lines'])} on: a quotation mark is opened there and never closed, or stands within a cell. Mend that line and bring it again.`;
  }
};
