import { dayNumber, sayDay } from './calendar.js';
import { BadSeries, type Point } from './model.js';
import { isFigure, largestFigure, shown } from './rulebook.js';

/** A chart of more points is refused: nobody reads it, and a request has to end. */
export const largestSeries = 100_000;

/** A series as it is calculated: in order of date, checked. */
export interface Series {
  /** In order of date. */
  readonly points: readonly Point[];
  /** The values of the counted points alone, neither ghosts nor missing. */
  readonly values: Float64Array;
  /** Which point each of them is; null where every point counts. */
  readonly rows: Int32Array | null;
  /** Whether it was given in order. */
  readonly sorted: boolean;
}

const refuse = (field: string, value: unknown, wayOut: string): never => {
  throw new BadSeries(field, `${field} is ${shown(value)}: ${wayOut}`);
};

/** The value of a point with parts; NaN where it is missing. */
const quotientOf = (point: Point, index: number): number => {
  const { numerator = null, denominator = null } = point;
  if (denominator !== null && (!isFigure(denominator) || denominator < 0))
    return refuse(
      `points[${index}].denominator`,
      denominator,
      `give a number from 0 to ${largestFigure}, or null where nothing was reported`,
    );
  if (numerator === null) return NaN;
  if (!isFigure(numerator))
    return refuse(`points[${index}].numerator`, numerator, `give a number within ±${largestFigure}, or null where nothing was reported`);
  if (denominator === null)
    return refuse(`points[${index}].denominator`, denominator, `give the denominator that ${numerator} is a part of`);
  if (denominator === 0)
    return numerator === 0
      ? NaN
      : refuse(`points[${index}].denominator`, 0, `${numerator} cannot be a part of nothing; correct either, or give null`);
  const quotient = numerator / denominator;
  return isFigure(quotient)
    ? quotient
    : refuse(`points[${index}].denominator`, denominator, `${numerator} over it leaves ±${largestFigure}`);
};

/** The value of a point, NaN where it is missing. With parts it is their quotient. */
export function valueOf(point: Point, index: number): number {
  const { value } = point;
  if (point.denominator !== undefined || point.numerator !== undefined) {
    const hasQuotient = (point.numerator ?? null) !== null || value === undefined;
    if (hasQuotient) return quotientOf(point, index);
  }
  if (value === null || value === undefined) return NaN;
  // NaN is no number here, so the comparisons have to hold rather than fail.
  if (value >= -largestFigure && value <= largestFigure && typeof value === 'number') return value;
  return refuse(`points[${index}].value`, value, `give a number within ±${largestFigure}, or null where nothing was reported`);
}

const dayOf = (point: unknown, index: number): number => {
  if (typeof point !== 'object' || point === null) return refuse(`points[${index}]`, point, 'give an object with a date and a value');
  const { date, ghost } = point as { readonly date?: unknown; readonly ghost?: unknown };
  if (ghost !== undefined && ghost !== null && typeof ghost !== 'boolean')
    return refuse(`points[${index}].ghost`, ghost, 'give true or false');
  const day = typeof date === 'string' ? dayNumber(date) : -1;
  return day >= 0 ? day : refuse(`points[${index}].date`, date, 'write a calendar day as 2026-04-01');
};

const refuseDuplicate = (points: readonly Point[], index: number): never =>
  refuse(
    `points[${index}].date`,
    points[index]!.date,
    `another point has ${sayDay(points[index]!.date)} too; keep one of them, or make a series of each`,
  );

/** The points in order of date. */
const inOrder = (points: readonly Point[]): readonly Point[] => {
  const dated = points
    .map((point, index) => ({ point, index, day: dayNumber(point.date) }))
    .sort((a, b) => a.day - b.day || a.index - b.index);
  dated.forEach(({ day, index }, place) => {
    if (place > 0 && day === dated[place - 1]!.day) refuseDuplicate(points, index);
  });
  return dated.map(({ point }) => point);
};

/**
 * Reads a series: checks every date and value, and puts the points in order of date.
 *
 * @throws BadSeries naming the first point that cannot be, by its place in what was given.
 */
export function readSeries(points: readonly Point[]): Series {
  if (!Array.isArray(points)) return refuse('points', points, 'give a list of points');
  const count = points.length;
  if (count > largestSeries)
    throw new BadSeries(
      'points',
      `points has ${count} points: nobody could read that chart; give at most ${largestSeries}, or make several series`,
    );
  const values = new Float64Array(count);
  let rows: Int32Array | null = null;
  let counted = 0;
  let latest = -1;
  let sorted = true;
  for (let index = 0; index < count; index += 1) {
    const point = points[index] as Point;
    const day = dayOf(point, index);
    if (day <= latest) sorted = false;
    latest = day;
    const value = valueOf(point, index);
    if (!Number.isNaN(value) && point.ghost !== true) {
      values[counted] = value;
      if (rows !== null) rows[counted] = index;
      counted += 1;
    } else if (rows === null) {
      rows = new Int32Array(count);
      for (let row = 0; row < index; row += 1) rows[row] = row;
    }
  }
  if (!sorted) return { ...readSeries(inOrder(points)), sorted: false };
  if (rows === null) return { points, values, rows, sorted };
  return { points, values: values.subarray(0, counted), rows: rows.subarray(0, counted), sorted };
}

/** Which point of the series a counted one is. */
export const rowOf = ({ rows }: Series, counted: number): number => (rows === null ? counted : rows[counted]!);
