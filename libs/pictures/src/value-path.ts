import type { ChartPoint } from '#spc';
import { pathThrough } from './markup.js';
import type { TimeAxis } from './time-axis.js';

type Place = readonly [x: number, y: number] | null;
type ValueOf = (point: ChartPoint) => number | null;

/** Pixels left free on either side of a recalculation, so that its lines visibly do not join. */
const breakPixels = 2;

/** A line with a step per point, for what holds around each: limits, means. Broken where there is none and between segments. */
export const steppedPath = (points: readonly ChartPoint[], of: ValueOf, axis: TimeAxis, y: (value: number) => number): string =>
  pathThrough(
    points.flatMap((point, index): readonly Place[] => {
      const value = of(point);
      if (value === null) return [null];
      const [from, to] = axis.reach(index);
      const opens = index > 0 && points[index - 1]?.segment !== point.segment;
      const closes = index < points.length - 1 && points[index + 1]?.segment !== point.segment;
      return [...(opens ? [null] : []), [from + (opens ? breakPixels : 0), y(value)], [to - (closes ? breakPixels : 0), y(value)]];
    }),
  );

/** The same for a target, which no recalculation breaks. */
export const targetPath = (points: readonly ChartPoint[], of: ValueOf, axis: TimeAxis, y: (value: number) => number): string =>
  pathThrough(
    points.flatMap((point, index): readonly Place[] => {
      const value = of(point);
      return value === null ? [null] : axis.reach(index).map((x): Place => [x, y(value)]);
    }),
  );

/** The line of figures: through counted points, past ghosts, broken where one is missing and where a segment begins. */
export const figuresPath = (points: readonly ChartPoint[], of: ValueOf, axis: TimeAxis, y: (value: number) => number): string =>
  pathThrough(
    points.flatMap((point, index): readonly Place[] => {
      const opens: readonly Place[] = index > 0 && points[index - 1]?.segment !== point.segment ? [null] : [];
      if (point.ghost && !point.missing) return opens;
      const value = of(point);
      return [...opens, value === null ? null : [axis.at(index), y(value)]];
    }),
  );
