import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { Trouble } from '#cqrs';

/** One line of data with its number in the file. */
export interface Row {
  /** The line the row ends on, counted from 1 with the heading. */
  readonly line: number;
  readonly valueOf: (column: string) => string;
  /** How many fields too many (positive) or too few the line has. */
  readonly fieldsOver: number;
}

/** Longer lines are no rows of figures: a quote that is never closed, most likely. */
const lineCharactersMax = 1_000_000;

/**
 * Reads a CSV file row by row and returns the SHA-256 digest of its bytes. Throws {@link Trouble} `BadFile` for a
 * file without the columns asked for, or one that is no CSV from some line on.
 */
export const readRows = async (
  file: string,
  columns: readonly string[],
  onRow: (row: Row) => void,
): Promise<{ readonly digest: string; readonly bytes: number }> => {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const parser = parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: lineCharactersMax });
  let places: ReadonlyMap<string, number> | null = null;
  let width = 0;
  try {
    await pipeline(
      createReadStream(file),
      counted,
      parser,
      async (records: AsyncIterable<{ record: string[]; info: { lines: number } }>) => {
        for await (const { record, info } of records) {
          if (!places) {
            places = placesOf(file, namesIn(record), columns);
            width = record.length;
            continue;
          }
          const at = places;
          onRow({ line: info.lines, valueOf: (column) => (record[at.get(column)!] ?? '').trim(), fieldsOver: record.length - width });
        }
      },
    );
  } catch (error) {
    throw asTrouble(file, error);
  }
  if (!places) emptyFile(file);
  return { digest: hash.digest('hex'), bytes };
};

/** The names of a CSV file's columns, as its first line has them; throws as {@link readRows} does. */
export const headingOf = async (file: string): Promise<readonly string[]> => {
  const source = createReadStream(file);
  const parser = parse({ bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: lineCharactersMax });
  source.on('error', (error) => parser.destroy(error)).pipe(parser);
  try {
    for await (const record of parser as AsyncIterable<string[]>) return namesIn(record);
  } catch (error) {
    throw asTrouble(file, error);
  } finally {
    source.destroy();
  }
  return emptyFile(file);
};

const namesIn = (heading: readonly string[]): readonly string[] => heading.map((column) => column.trim());

const asTrouble = (file: string, error: unknown): unknown =>
  error instanceof CsvError
    ? new Trouble('BadFile', `${file} is no CSV file from line ${Number(error['lines'])} on: ${error.message}`, { file })
    : error;

const emptyFile = (file: string): never => {
  throw new Trouble('BadFile', `${file} is empty: its first line names the columns`, { file });
};

/** Where each column stands; throws {@link Trouble} `BadFile` for one that is wanted and is not there, or is there twice. */
export const placesOf = (file: string, names: readonly string[], wanted: readonly string[]): ReadonlyMap<string, number> => {
  const missing = wanted.filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw new Trouble('BadFile', `${file} has no column ${missing.join(', ')}; its columns are ${names.join(', ')}`, { file, missing });
  const twice = wanted.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice !== undefined)
    throw new Trouble('BadFile', `${file} has the column ${twice} twice: rename one of them`, { file, column: twice });
  return new Map(names.map((column, index) => [column, index]));
};
