/** What one cell of the bowling chart says: the figure of a period against its plan. The rules are this service's own. */
import type { Direction } from '../vocabulary.js';
import { atLeast, atMost } from './compare.js';

/**
 * MET, NEAR (beside the plan, within the tolerance) or MISSED; NO_PLAN: a figure without a plan to hold it against;
 * NO_ACTIVITY: reported as 0/0; NOT_REPORTED: due and absent; BLANK: not due yet.
 */
export const cellStatuses = ['MET', 'NEAR', 'MISSED', 'NO_PLAN', 'NO_ACTIVITY', 'NOT_REPORTED', 'BLANK'] as const;
export type CellStatus = (typeof cellStatuses)[number];

/** Colour never speaks alone: every status has its letter and its shape. Only MET is green. */
export const cellMarks: Readonly<Record<CellStatus, { readonly letter: string; readonly shape: string; readonly colour: string }>> = {
  MET: { letter: 'G', shape: 'CIRCLE', colour: 'GREEN' },
  NEAR: { letter: 'A', shape: 'DIAMOND', colour: 'AMBER' },
  MISSED: { letter: 'R', shape: 'TRIANGLE', colour: 'RED' },
  NO_PLAN: { letter: 'P', shape: 'DASH', colour: 'NONE' },
  NO_ACTIVITY: { letter: '0', shape: 'RING', colour: 'NONE' },
  NOT_REPORTED: { letter: 'N', shape: 'CROSS', colour: 'GREY' },
  BLANK: { letter: '', shape: 'NONE', colour: 'NONE' },
};

export interface CellFigures {
  /** What was reported, in the measure's unit; `{ value: null }` is no activity, null is nothing. */
  readonly actual: { readonly value: number | null } | null;
  /** The plan of the period; null where there is none. */
  readonly plan: number | null;
  /** The day by which the figure is due has passed. */
  readonly due: boolean;
  readonly direction: Direction;
  /** In the measure's unit, ≥ 0. */
  readonly tolerance: number;
}

/** +1 where more is better, −1 where less is. */
export const signOf = (direction: { readonly kind: 'INCREASE' | 'DECREASE' }): 1 | -1 => (direction.kind === 'INCREASE' ? 1 : -1);

/** How far a value lies outside its range: `s(x) = max(lo − x, x − hi, 0)`; on an edge, within 1e-9, it is 0. */
export const shortfall = (value: number, range: Extract<Direction, { kind: 'RANGE' }>): number => {
  const [lo, hi] = [Number(range.lo), Number(range.hi)];
  if (!atLeast(value, lo)) return lo - value;
  return atMost(value, hi) ? 0 : value - hi;
};

/**
 * With d = ±1 for the direction, A the figure and P its plan: `d·(A − P) ≥ 0` is MET, `≥ −tolerance` NEAR, else
 * MISSED; for a range `s(A) = 0` is MET and `s(A) ≤ tolerance` NEAR. Numbers are compared unrounded with a relative
 * slack of 1e-9, so that equality is MET. What was not reported is never green.
 */
export const cellStatus = ({ actual, plan, due, direction, tolerance }: CellFigures): CellStatus => {
  if (actual === null) return due ? 'NOT_REPORTED' : 'BLANK';
  if (actual.value === null) return 'NO_ACTIVITY';
  if (plan === null) return 'NO_PLAN';
  if (direction.kind === 'RANGE') {
    const outside = shortfall(actual.value, direction);
    if (outside === 0) return 'MET';
    return atMost(outside, tolerance, actual.value) ? 'NEAR' : 'MISSED';
  }
  const better = signOf(direction);
  if (atLeast(better * actual.value, better * plan)) return 'MET';
  return atLeast(better * actual.value + tolerance, better * plan, actual.value) ? 'NEAR' : 'MISSED';
};
