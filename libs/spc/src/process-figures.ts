import { sayDay } from './calendar.js';
import type { Gaps } from './limits.js';
import { BadSeries, type ChartKind } from './model.js';
import type { Figures, ProcessKind } from './processes.js';
import { largestFigure } from './rulebook.js';
import { rowOf, valueOf, type Series } from './series.js';

/** The charts whose limits depend on the denominator of each point. */
export const isOfQuotients = (kind: ChartKind): kind is 'p' | 'p-prime' | 'u' | 'u-prime' =>
  kind === 'p' || kind === 'p-prime' || kind === 'u' || kind === 'u-prime';

/** The chart as people name it, with its article. */
export const chartNames: Readonly<Record<ProcessKind, string>> = {
  run: 'a run chart',
  p: 'a p chart',
  'p-prime': 'a p′ chart',
  u: 'a u chart',
  'u-prime': 'a u′ chart',
  c: 'a c chart',
  t: 'a t chart',
  g: 'a g chart',
};

/** Between what the values of a kind lie by their nature; drawn limits go no further. */
export const naturalBounds = (kind: ProcessKind): { readonly lo: number | null; readonly hi: number | null } => ({
  lo: kind === 'run' ? null : 0,
  hi: kind === 'p' || kind === 'p-prime' ? 1 : null,
});

/** Under this, the chance in a share or rate has no bound that a number can say. */
const smallestDenominator = 1 / largestFigure;

/** What stands in the way of a point on a chart of this kind: a field and the way out; null where nothing does. */
const flawOf = (
  kind: ProcessKind,
  value: number,
  numerator: number | null,
  denominator: number | null,
): readonly [string, string] | null => {
  const name = chartNames[kind];
  if (isOfQuotients(kind)) {
    if (numerator === null || denominator === null)
      return [
        numerator === null ? 'numerator' : 'denominator',
        `${name} needs the numerator and denominator of every point; give both, or take xmr`,
      ];
    if (denominator < smallestDenominator)
      return [
        'denominator',
        `${name} takes denominators from ${smallestDenominator} on, since limits widen beyond any figure under it; take xmr`,
      ];
    if (numerator < 0) return ['numerator', `${name} counts from 0 on; correct it, or take xmr`];
    if ((kind === 'p' || kind === 'p-prime') && numerator > denominator)
      return ['numerator', `it is above its denominator of ${denominator} and so no share of it; correct either, or take u or xmr`];
    return null;
  }
  if (kind === 'c' && (value < 0 || !Number.isInteger(value)))
    return ['value', `${name} takes whole counts from 0 on; correct it, or take u or xmr`];
  if ((kind === 't' || kind === 'g') && value < 0)
    return ['value', `${name} takes what lies between two events, from 0 on; correct it, or take xmr`];
  return null;
};

/**
 * The counted points as a kind of chart takes them. What is drawn as a ghost is checked as well.
 *
 * @throws BadSeries naming the point, the value and the way out
 */
export const figuresOf = (kind: ProcessKind, series: Series, gaps: Gaps): Figures => {
  const { points, values } = series;
  points.forEach((point, row) => {
    const value = valueOf(point, row);
    if (Number.isNaN(value)) return;
    const { numerator = null, denominator = null } = point;
    const flaw = flawOf(kind, value, numerator, denominator);
    if (flaw === null) return;
    const [field, wayOut] = flaw;
    const said = { numerator, denominator, value }[field];
    throw new BadSeries(`points[${row}].${field}`, `the ${field} of ${sayDay(point.date)} is ${said ?? 'not given'}: ${wayOut}`);
  });
  const hasParts = isOfQuotients(kind);
  const partOf = (part: 'numerator' | 'denominator'): Float64Array =>
    hasParts ? Float64Array.from(values, (_, index) => points[rowOf(series, index)]![part]!) : new Float64Array(0);
  return { values, numerators: partOf('numerator'), denominators: partOf('denominator'), gaps };
};
