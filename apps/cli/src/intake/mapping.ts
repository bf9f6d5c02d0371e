import { z } from 'zod';
import { Trouble } from '#cqrs';
import { measureDefinition, name } from '#plan';
import { readDocument } from '../document-file.js';
import { expression, type Expression } from './expression.js';
import { periodReader, type PeriodReader } from './period-format.js';
import { template, type Template } from './template.js';

const expressionText = z.string().min(1).max(1_000);
const chosen = z.record(z.string(), z.array(z.string()).min(1));

const period = z.strictObject({ column: name, format: name.optional() });
const figure = { value: expressionText.optional(), numerator: expressionText.optional(), denominator: expressionText.optional() };
const rows = {
  only: chosen.default({}).describe('Column: values. Other rows are left out.'),
  leaveOut: chosen.default({}).describe('Column: values. These rows are left out, as a file’s own totals.'),
};

interface WrittenFigure {
  readonly value?: string | undefined;
  readonly numerator?: string | undefined;
  readonly denominator?: string | undefined;
}

const isOneFigure = ({ value, numerator, denominator }: WrittenFigure, context: z.RefinementCtx): void => {
  const parts = numerator !== undefined && denominator !== undefined;
  if ((value !== undefined) === parts || (numerator !== undefined) !== (denominator !== undefined))
    context.addIssue({ code: 'custom', path: ['value'], message: 'give either a value, or a numerator and a denominator' });
};

/** How a CSV file with one figure a row becomes figures of measures. */
export const mappingSchema = z
  .strictObject({
    period,
    ...figure,
    pooledOver: z.array(name).default([]).describe('Rows that differ in these columns alone are summed into one figure.'),
    ...rows,
    measure: z.strictObject({
      code: name.describe('The code of the measure a row belongs to, with columns in braces.'),
      unit: name
        .optional()
        .describe('Where a measure made on the way belongs: the unit’s code, key or id; the top of the tree where left out.'),
      definition: measureDefinition.optional().describe('Makes measures that are not there yet; texts may have columns in braces.'),
    }),
  })
  .superRefine(isOneFigure);

/** How a wide table, with a row per period and columns for each measure, becomes figures of measures. */
export const wideMappingSchema = z.strictObject({
  period,
  measures: z
    .array(z.strictObject({ code: name, ...figure }).superRefine(isOneFigure))
    .min(1, 'name at least one measure with its columns')
    .superRefine((measures, context) => {
      const codes = measures.map(({ code }) => code);
      for (const [index, code] of codes.entries())
        if (codes.indexOf(code) < index)
          context.addIssue({ code: 'custom', path: [index, 'code'], message: `${code} is named twice: a measure has one figure a period` });
    })
    .describe('The measures, by their codes, and what the figure of each is made of.'),
  ignoreColumns: z.array(name).default([]).describe('Columns that are no figures. Every other one belongs to a measure.'),
  ...rows,
});

export type WrittenMapping = z.output<typeof mappingSchema>;

export type WrittenWideMapping = z.output<typeof wideMappingSchema>;

/** What one figure of a row is made of. */
export type FigureColumns =
  | { readonly kind: 'VALUE'; readonly value: Expression }
  | { readonly kind: 'PARTS'; readonly numerator: Expression; readonly denominator: Expression };

/** A figure of a row: which measure it is of, and its columns. */
export interface RowFigure {
  readonly code: Template;
  readonly made: FigureColumns;
  /** The columns in the words of whoever named them. */
  readonly columnsInWords: string;
  /** Every column it needs, each once. */
  readonly columns: readonly string[];
}

/** A mapping ready to read rows with. */
export interface Mapping {
  readonly written: WrittenMapping | WrittenWideMapping;
  readonly periodColumn: string;
  readonly period: PeriodReader;
  /** One in a file with a figure a row; those of all measures in a wide table. */
  readonly figures: readonly RowFigure[];
  /** A wide table: a figure without anything in its cells is not reported, and every column must be accounted for. */
  readonly wide: boolean;
  /** What measures that are not there are made of; null where they are not made. */
  readonly makes: { readonly unit: Template | null; readonly definition: NonNullable<WrittenMapping['measure']['definition']> } | null;
  readonly pooledOver: readonly string[];
  readonly only: Readonly<Record<string, readonly string[]>>;
  readonly leaveOut: Readonly<Record<string, readonly string[]>>;
  /** Every column the file must have. */
  readonly columns: readonly string[];
}

const inWords = ({ text, columns: [only, ...more] }: Expression): string => (more.length === 0 ? only! : text);

const rowFigure = (code: Template, { value, numerator, denominator }: WrittenFigure): RowFigure => {
  const made: FigureColumns =
    value !== undefined
      ? { kind: 'VALUE', value: expression(value) }
      : { kind: 'PARTS', numerator: expression(numerator ?? ''), denominator: expression(denominator ?? '') };
  const expressions = expressionsOf(made);
  return {
    code,
    made,
    columnsInWords: expressions.map(inWords).join(' / '),
    columns: [...new Set(expressions.flatMap(({ columns }) => columns))],
  };
};

/** The sums a figure is made of, its numerator first. */
export const expressionsOf = (made: FigureColumns): readonly Expression[] =>
  made.kind === 'VALUE' ? [made.value] : [made.numerator, made.denominator];

/** Texts of a definition that may have columns in them. */
export const templated = ['name', 'unitOfMeasure', 'operationalDefinition', 'source', 'populationGroup', 'steward'] as const;

/** A mapping of a file with one figure a row. */
export const mappingOf = (written: WrittenMapping): Mapping => {
  const { measure, only, leaveOut, pooledOver } = written;
  const code = template(measure.code);
  const unit = measure.unit === undefined ? null : template(measure.unit);
  const texts = templated.flatMap((field) => template(measure.definition?.[field] ?? '').columns);
  const notOfTheCode = [...(unit?.columns ?? []), ...texts].find((column) => !code.columns.includes(column));
  if (notOfTheCode !== undefined)
    throw new Trouble(
      'BadMapping',
      `{${notOfTheCode}} is used for the measure and is not in its code ${code.text}: rows of one code would define it differently`,
      {
        column: notOfTheCode,
      },
    );
  const figure = rowFigure(code, written);
  return {
    written,
    periodColumn: written.period.column,
    period: periodReader(written.period.format),
    figures: [figure],
    wide: false,
    makes: measure.definition === undefined ? null : { unit, definition: measure.definition },
    pooledOver,
    only,
    leaveOut,
    columns: [
      ...new Set([
        written.period.column,
        ...figure.columns,
        ...code.columns,
        ...pooledOver,
        ...Object.keys(only),
        ...Object.keys(leaveOut),
      ]),
    ],
  };
};

/** A mapping of a wide table. Its measures are there already: a column says too little to define one by. */
export const wideMappingOf = (written: WrittenWideMapping): Mapping => {
  const { measures, ignoreColumns, only, leaveOut } = written;
  const figures = measures.map((measure) => rowFigure({ text: measure.code, columns: [], of: () => measure.code }, measure));
  return {
    written,
    periodColumn: written.period.column,
    period: periodReader(written.period.format),
    figures,
    wide: true,
    makes: null,
    pooledOver: [],
    only,
    leaveOut,
    columns: [
      ...new Set([
        written.period.column,
        ...figures.flatMap(({ columns }) => columns),
        ...ignoreColumns,
        ...Object.keys(only),
        ...Object.keys(leaveOut),
      ]),
    ],
  };
};

/** The mapping in a YAML or JSON file: a wide table's where it has `measures`. */
export const mappingIn = (file: string): Mapping =>
  'measures' in readDocument(z.looseObject({}), file).value
    ? wideMappingOf(readDocument(wideMappingSchema, file).value)
    : mappingOf(readDocument(mappingSchema, file).value);
