import { dayNumber } from './calendar.js';
import { alike } from './figures.js';
import type { Limits } from './limits.js';
import type { Assurance, Day, Direction, Target } from './model.js';

/** The target that holds on a day: the latest that began on or before it. */
export function targetOn(targets: readonly Target[], day: Day): Target | null {
  for (let index = targets.length - 1; index >= 0; index -= 1) {
    const { from } = targets[index]!;
    if (from == null || dayNumber(from) <= dayNumber(day)) return targets[index]!;
  }
  return null;
}

/** Whether a value meets a target; null where it cannot be said, since neither way is better. Equality meets it. */
export function meets(value: number, target: Target, direction: Direction): boolean | null {
  if ('lo' in target) return (value >= target.lo || alike(value, target.lo)) && (value <= target.hi || alike(value, target.hi));
  if (direction === 'neutral') return null;
  if (alike(value, target.value)) return true;
  return direction === 'increase' ? value > target.value : value < target.value;
}

/** Whether one line lies on or beyond another, with what lies on it counted or not. */
const reaches = (distance: number, tolerance: number, counts: boolean): boolean => (counts ? distance >= -tolerance : distance > tolerance);

/**
 * Whether the process as it is will keep meeting a target: where the target lies beyond a limit it always will, or never.
 * Null where there are no limits, or neither way is better and the target is no range.
 */
export function assuranceOf(
  { lower, upper, tolerance }: Limits,
  target: Target,
  direction: Direction,
  targetOnLimit: 'decides' | 'inconsistent',
): Assurance | null {
  if (lower === null || upper === null) return null;
  const decides = targetOnLimit === 'decides';
  if ('lo' in target) {
    if (reaches(lower - target.lo, tolerance, decides) && reaches(target.hi - upper, tolerance, decides)) return 'consistent_pass';
    const isOut = reaches(lower - target.hi, tolerance, decides) || reaches(target.lo - upper, tolerance, decides);
    return isOut ? 'consistent_fail' : 'inconsistent';
  }
  if (direction === 'neutral') return null;
  const isBelow = reaches(lower - target.value, tolerance, decides);
  const isAbove = reaches(target.value - upper, tolerance, decides);
  const [passes, fails] = direction === 'increase' ? [isBelow, isAbove] : [isAbove, isBelow];
  return passes ? 'consistent_pass' : fails ? 'consistent_fail' : 'inconsistent';
}
