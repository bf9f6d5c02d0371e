import { z } from 'zod';
import { BadSeries, funnelKinds, funnelOf, paretoOf, type Funnel, type Pareto } from '#spc';

/** Units or categories that are compared at once. */
const comparedMax = 10_000;

const name = z.string().min(1).max(200);
const atMost = <Item extends z.ZodType>(item: Item) => z.array(item).max(comparedMax);

const funnelSchema = z.strictObject({
  units: atMost(z.strictObject({ id: name, name: name.optional(), numerator: z.number(), denominator: z.number() })),
  options: z.strictObject({
    kind: z.enum(funnelKinds),
    target: z.number().optional(),
    overdispersion: z.boolean().optional(),
    scale: z.enum(['square-root', 'log']).optional(),
    limits: z.array(z.number()).max(10).optional(),
  }),
});
const paretoSchema = z.strictObject({ categories: atMost(z.strictObject({ name, count: z.number() })) });

/** What is written to compare units or categories: as a line of `hoshin spc`, and as the file of a picture. */
export const funnelDocument = z.strictObject({ id: z.unknown().optional(), funnel: funnelSchema });
export const paretoDocument = z.strictObject({ id: z.unknown().optional(), pareto: paretoSchema });

type Stated<Value> = { readonly [Name in keyof Value]: Exclude<Value[Name], undefined> };
/** What was left out is left to the engine. */
const stated = <Value extends object>(value: Value): Stated<Value> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Stated<Value>;

export const funnelFrom = ({ funnel: { units, options } }: z.output<typeof funnelDocument>): Funnel =>
  funnelOf(units.map(stated), stated(options));
export const paretoFrom = ({ pareto: { categories } }: z.output<typeof paretoDocument>): Pareto => paretoOf(categories);

/** What makes no comparison: the field, and a sentence about it. */
export interface NotCompared {
  readonly error: string;
  readonly field: string;
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, each) => (typeof each === 'number' ? `${text}[${each}]` : text === '' ? String(each) : `${text}.${String(each)}`),
    '',
  );

const checked = <Schema extends z.ZodType, Made>(
  schema: Schema,
  given: unknown,
  make: (document: z.output<Schema>) => Made,
): Made | NotCompared => {
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    return { error: `${pathText(path) || 'the line'}: ${message}`, field: pathText(path) };
  }
  try {
    return make(parsed.data);
  } catch (error) {
    if (error instanceof BadSeries) return { error: error.message, field: error.field };
    throw error;
  }
};

/** The answer to a line that asks for a funnel or a Pareto. */
export const comparisonIn = (given: object): { readonly funnel: Funnel } | { readonly pareto: Pareto } | NotCompared =>
  'funnel' in given
    ? checked(funnelDocument, given, (document) => ({ funnel: funnelFrom(document) }))
    : checked(paretoDocument, given, (document) => ({ pareto: paretoFrom(document) }));
