import { Trouble } from '#cqrs';
import { isInParts, type Tables } from '#strategy';
import { wideMappingOf, type Mapping, type RowFigure } from './mapping.js';
import { headingOf, placesOf } from './rows.js';

/** What the options say of a wide table whose columns are headed by their measures' codes. */
export interface WideOptions {
  readonly period: string;
  readonly periodFormat: string | undefined;
  readonly ignoreColumns: readonly string[];
}

/**
 * The mapping that a wide table's own heading stands for: every column that is neither the period nor ignored is the
 * measure whose code it bears. Throws {@link Trouble} `BadFile` where a column that is named is not there.
 */
export const headedMapping = async (file: string, { period, periodFormat, ignoreColumns }: WideOptions): Promise<Mapping> => {
  const heading = await headingOf(file);
  placesOf(file, heading, [period, ...ignoreColumns]);
  const nameless = heading.indexOf('');
  if (nameless >= 0)
    throw new Trouble('BadFile', `${file}:1 column ${nameless + 1} has no name: head it with its measure’s code, or take it out`, { file });
  const codes = heading.filter((column) => column !== period && !ignoreColumns.includes(column));
  if (codes.length === 0)
    throw new Trouble('BadFile', `${file}:1 has no column of a measure: head a column with the code of its measure`, { file });
  return wideMappingOf({
    period: { column: period, ...(periodFormat !== undefined && { format: periodFormat }) },
    measures: codes.map((code) => ({ code, value: `"${code}"` })),
    ignoreColumns: [...ignoreColumns],
    only: {},
    leaveOut: {},
  });
};

/**
 * Holds a wide table's heading against the measures there are; throws {@link Trouble} `BadFile` naming every column
 * that is not accounted for, before a row is read.
 */
export const checkHeading = async (file: string, mapping: Mapping, tables: Tables): Promise<void> => {
  const heading = await headingOf(file);
  placesOf(file, heading, mapping.columns);
  const unnamed = heading
    .filter((column) => !mapping.columns.includes(column))
    .map((column) => `${column || '(no name)'}: belongs to no measure of the mapping; name it there, or under ignoreColumns`);
  const problems = [...unnamed, ...mapping.figures.flatMap((figure) => columnProblem(figure, tables))];
  if (problems.length > 0)
    throw new Trouble('BadFile', `${file} cannot be used:\n  ${problems.map((problem) => `${file}:1 ${problem}`).join('\n  ')}`, {
      file,
      problems: problems.length,
    });
};

const columnProblem = ({ code: { text: code }, made, columnsInWords }: RowFigure, tables: Tables): readonly string[] => {
  const measure = tables.measures.get(tables.measureByCode.get(code) ?? '');
  const told = (reason: string): readonly string[] => [`${columnsInWords}: ${reason}`];
  if (!measure)
    return told(
      `there is no measure with the code ${code}; define it first, put the code right, or leave the column out with --ignore-columns (ignoreColumns in a mapping)`,
    );
  const inParts = isInParts(measure.definition);
  if (inParts && made.kind === 'VALUE')
    return told(`${code} is pooled from a numerator and a denominator; name the columns of both in a mapping`);
  return !inParts && made.kind === 'PARTS' ? told(`${code} stands by itself; give its value instead of two parts`) : [];
};
