import { z } from 'zod';
import { Trouble } from '#cqrs';
import { measureDefinition } from '../plan/schema.js';
import { name } from '../plain-values.js';
import { expression, type Expression } from './expression.js';
import { periodReader, type PeriodReader } from './period-format.js';
import { template, type Template } from './template.js';

const expressionText = z.string().min(1).max(1_000);
const chosen = z.record(z.string(), z.array(z.string()).min(1));

/** How the columns of a CSV file become figures of measures. */
export const mappingSchema = z
  .strictObject({
    period: z.strictObject({ column: name, format: name.optional() }),
    value: expressionText.optional(),
    numerator: expressionText.optional(),
    denominator: expressionText.optional(),
    pooledOver: z.array(name).default([]).describe('Rows that differ in these columns alone are summed into one figure.'),
    only: chosen.default({}).describe('Column: values. Other rows are left out.'),
    leaveOut: chosen.default({}).describe('Column: values. These rows are left out, as a file’s own totals.'),
    measure: z.strictObject({
      code: name.describe('The code of the measure a row belongs to, with columns in braces.'),
      unit: name
        .optional()
        .describe('Where a measure made on the way belongs: the unit’s code, key or id; the top of the tree where left out.'),
      definition: measureDefinition.optional().describe('Makes measures that are not there yet; texts may have columns in braces.'),
    }),
  })
  .superRefine(({ value, numerator, denominator }, context) => {
    const parts = numerator !== undefined && denominator !== undefined;
    if ((value !== undefined) === parts || (numerator !== undefined) !== (denominator !== undefined))
      context.addIssue({ code: 'custom', path: ['value'], message: 'give either a value, or a numerator and a denominator' });
  });

export type WrittenMapping = z.output<typeof mappingSchema>;

/** A mapping ready to read rows with. */
export interface Mapping {
  readonly written: WrittenMapping;
  readonly periodColumn: string;
  readonly period: PeriodReader;
  readonly figures:
    | { readonly kind: 'VALUE'; readonly value: Expression }
    | { readonly kind: 'PARTS'; readonly numerator: Expression; readonly denominator: Expression };
  readonly code: Template;
  readonly unit: Template | null;
  readonly pooledOver: readonly string[];
  /** Every column the file must have. */
  readonly columns: readonly string[];
}

/** Texts of a definition that may have columns in them. */
export const templated = ['name', 'unitOfMeasure', 'operationalDefinition', 'source', 'populationGroup', 'steward'] as const;

export const mappingOf = (written: WrittenMapping): Mapping => {
  const { value, numerator, denominator, measure } = written;
  const figures: Mapping['figures'] =
    value !== undefined
      ? { kind: 'VALUE', value: expression(value) }
      : { kind: 'PARTS', numerator: expression(numerator ?? ''), denominator: expression(denominator ?? '') };
  const code = template(measure.code);
  const unit = measure.unit === undefined ? null : template(measure.unit);
  const texts = templated.flatMap((field) => template(measure.definition?.[field] ?? '').columns);
  const needed = figures.kind === 'VALUE' ? figures.value.columns : [...figures.numerator.columns, ...figures.denominator.columns];
  const notOfTheCode = [...(unit?.columns ?? []), ...texts].find((column) => !code.columns.includes(column));
  if (notOfTheCode !== undefined)
    throw new Trouble(
      'BadMapping',
      `{${notOfTheCode}} is used for the measure and is not in its code ${code.text}: rows of one code would define it differently`,
      {
        column: notOfTheCode,
      },
    );
  return {
    written,
    periodColumn: written.period.column,
    period: periodReader(written.period.format),
    figures,
    code,
    unit,
    pooledOver: written.pooledOver,
    columns: [
      ...new Set([
        written.period.column,
        ...needed,
        ...code.columns,
        ...written.pooledOver,
        ...Object.keys(written.only),
        ...Object.keys(written.leaveOut),
      ]),
    ],
  };
};
