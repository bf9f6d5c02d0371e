import { daysSinceEpoch, monthsSinceEpoch, type Day } from '#spc';
import { areMonths, shortDay, yearOf } from './calendar.js';
import type { Ink } from './ink.js';
import { line, widthOf } from './lettering.js';
import { element, type Markup, together } from './markup.js';

/** Where days lie on the horizontal. */
export interface TimeAxis {
  readonly left: number;
  readonly right: number;
  readonly days: readonly Day[];
  readonly monthly: boolean;
  /** The pixel of the point with this index. */
  readonly at: (index: number) => number;
  /** The pixel of any day, or null where it lies outside. */
  readonly atDay: (day: Day) => number | null;
  /** From where to where the point with this index holds: half-way to its neighbours. */
  readonly reach: (index: number) => readonly [from: number, to: number];
}

/** Distances as between the days, or equal ones where each event is a point and the days between them are the value. */
export const timeAxis = (days: readonly Day[], left: number, right: number, equal: boolean): TimeAxis => {
  const inset = Math.min(14, (right - left) / (2 * Math.max(1, days.length)));
  const first = daysSinceEpoch(days[0] ?? '2000-01-01');
  const last = daysSinceEpoch(days[days.length - 1] ?? '2000-01-01');
  const along = (share: number): number => left + inset + share * (right - left - 2 * inset);
  const at = (index: number): number => {
    if (days.length < 2) return (left + right) / 2;
    return along(equal ? index / (days.length - 1) : (daysSinceEpoch(days[index] ?? '2000-01-01') - first) / (last - first));
  };
  return {
    left,
    right,
    days,
    monthly: areMonths(days),
    at,
    atDay: (day) => {
      const number = daysSinceEpoch(day);
      const next = days.findIndex((other) => daysSinceEpoch(other) >= number);
      if (next < 0 || number < first) return null;
      const exact = daysSinceEpoch(days[next] ?? day) === number;
      return exact || equal ? at(next) : along((number - first) / (last - first));
    },
    reach: (index) => [
      index === 0 ? Math.max(left, at(0) - inset) : (at(index - 1) + at(index)) / 2,
      index === days.length - 1 ? Math.min(right, at(index) + inset) : (at(index) + at(index + 1)) / 2,
    ],
  };
};

/** Whether a point is one of those every so many months or points, counted so that months fall on quarters and years. */
const isOnStep = (axis: TimeAxis, index: number, step: number): boolean =>
  (axis.monthly ? monthsSinceEpoch(axis.days[index] ?? '2000-01-01') : index) % step === 0;

const steps = { monthly: [1, 2, 3, 6, 12, 24, 60, 120], other: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] };

/** The points whose days can be written without touching each other, one of them at least. */
const written = (axis: TimeAxis, size: number): readonly number[] => {
  const indexes = axis.days.map((_, index) => index);
  for (const step of axis.monthly ? steps.monthly : steps.other) {
    const chosen = indexes.filter((index) => isOnStep(axis, index, step));
    const apart = chosen.every(
      (index, place) =>
        place === 0 || axis.at(index) - axis.at(chosen[place - 1] ?? 0) >= widthOf(axis.monthly ? 'Mmm' : '28 Mmm', size) + 8,
    );
    if (apart && chosen.length > 0) return chosen;
  }
  return [0];
};

/** Pixels the days take below a plot: day or month, and under it the year where it changes. */
export const timeAxisHeight = (size: number): number => 8 + size * 2.5;

/** The days under the plot. */
export const drawnTimeAxis = (axis: TimeAxis, bottom: number, size: number, ink: Ink): Markup => {
  let year = '';
  return together([
    element('line', { x1: axis.left, x2: axis.right, y1: bottom, y2: bottom, stroke: ink.axis }),
    ...written(axis, size).flatMap((index) => {
      const day = axis.days[index] ?? '';
      const x = axis.at(index);
      const style = { size, fill: ink.quiet, anchor: 'middle' } as const;
      const changed = yearOf(day) !== year;
      year = yearOf(day);
      return [
        element('line', { x1: x, x2: x, y1: bottom, y2: bottom + 4, stroke: ink.axis }),
        line(shortDay(day, axis.monthly), x, bottom + 6 + size, style),
        ...(changed ? [line(year, x, bottom + 6 + size * 2.25, style)] : []),
      ];
    }),
  ]);
};
