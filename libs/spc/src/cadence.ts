import { daysSinceEpoch, monthsSinceEpoch } from './calendar.js';
import type { Day } from './model.js';

/** How the points of a series follow each other. */
export interface Cadence {
  readonly unit: 'day' | 'week' | 'month';
  /** Units from one point to the next, where none is missing. */
  readonly step: number;
  /** Per point, periods left out just before it. */
  readonly missing: readonly number[];
  /** Null where they do not make up a year evenly. */
  readonly pointsPerYear: number | null;
}

const yearly: Readonly<Record<Cadence['unit'], number>> = { day: 365, week: 52, month: 12 };

const smallest = (steps: readonly number[]): number => steps.reduce((least, step) => Math.min(least, step), Infinity);

const by = (unit: Cadence['unit'], steps: readonly number[]): Cadence | null => {
  const step = smallest(steps);
  if (!steps.every((one) => one % step === 0)) return null;
  return {
    unit,
    step,
    missing: [0, ...steps.map((one) => one / step - 1)],
    pointsPerYear: yearly[unit] % step === 0 && unit !== 'day' ? yearly[unit] / step : null,
  };
};

/** The cadence of days in order: months where all fall on one day of the month, weeks where all are whole weeks apart. */
export function cadenceOf(days: readonly Day[]): Cadence | null {
  if (days.length < 3) return null;
  const stepsOf = (count: (day: Day) => number): readonly number[] => {
    const counts = days.map(count);
    return counts.slice(1).map((one, index) => one - counts[index]!);
  };
  if (days.every((day) => day.slice(8) === days[0]!.slice(8))) return by('month', stepsOf(monthsSinceEpoch));
  const steps = stepsOf(daysSinceEpoch);
  if (steps.every((step) => step % 7 === 0))
    return by(
      'week',
      steps.map((step) => step / 7),
    );
  // Weekends and feast days are no missing periods: days are held to each other where nearly all of them follow the one before.
  const following = steps.filter((step) => step === 1).length;
  return following >= 0.9 * steps.length ? by('day', steps) : null;
}
