import { rules, type Conflict, type Direction, type PointType, type Rule } from './model.js';
import { bits, downwards } from './signals.js';

/** Which rule speaks first where several do: by Making Data Count's note on clashes of rules, and by NHSRplotthedots. */
const mdcRanking: readonly Rule[] = ['trend', 'shift', 'two-sigma', 'single'];
const nhsrRanking: readonly Rule[] = ['single', 'trend', 'two-sigma', 'shift'];

/** What a set of signals amounts to. */
export interface Resolved {
  readonly type: PointType;
  readonly rule: Rule | null;
  readonly isUp: boolean | null;
  /** Signals spoke both ways. */
  readonly isConflict: boolean;
}

export interface Resolution {
  readonly direction: Direction;
  readonly conflict: Conflict;
  readonly conflictTie: 'improvement' | 'concern';
}

const upper = 0b1111;
const commonCause: Resolved = { type: 'common_cause', rule: null, isUp: null, isConflict: false };

const typeOf = (isUp: boolean, direction: Direction): PointType => {
  if (direction === 'neutral') return isUp ? 'neutral_high' : 'neutral_low';
  return isUp === (direction === 'increase') ? 'improvement' : 'concern';
};

/** The way that shows the wanted news; where neither way is better, up. */
const wayOf = (wanted: 'improvement' | 'concern', direction: Direction): boolean =>
  direction === 'neutral' || (wanted === 'improvement') === (direction === 'increase');

/** The rules of every set of signals one way, in a given order. */
const listed = (order: readonly Rule[]): readonly (readonly Rule[])[] =>
  Array.from({ length: upper + 1 }, (_, way) => order.filter((rule) => way & bits[rule]));
const inOrder = listed(rules);
const byMdc = listed(mdcRanking);
const byNhsr = listed(nhsrRanking);

const oneWay = (signals: number, isUp: boolean): number => (isUp ? signals & upper : signals >> downwards);

/** Every rule that speaks in a set of signals, one way. */
export const rulesIn = (signals: number, isUp: boolean): readonly Rule[] => inOrder[oneWay(signals, isUp)]!;

/** The same, by rank: the one that gives a point its type comes first. */
export const rankedRules = (signals: number, isUp: boolean, conflict: Conflict): readonly Rule[] =>
  (conflict === 'precedence' ? byNhsr : byMdc)[oneWay(signals, isUp)]!;

/** Which way a point with signals both ways goes. */
const wayOfConflict = (signals: number, { direction, conflict, conflictTie }: Resolution, nextRises: boolean): boolean => {
  if (conflict === 'improvement' || conflict === 'concern') return wayOf(conflict, direction);
  const ranking = conflict === 'precedence' ? nhsrRanking : mdcRanking;
  for (const rule of ranking) {
    const isUp = (signals & bits[rule]) !== 0;
    const isDown = (signals & (bits[rule] << downwards)) !== 0;
    if (isUp !== isDown) return isUp;
    // Only trends meet in one point: at the peak or in the trough between them. NHSR goes on the way the next step goes.
    if (isUp) return conflict === 'precedence' ? nextRises : wayOf(conflictTie, direction);
  }
  return true;
};

/**
 * What a point with these signals shows.
 *
 * @param nextRises whether the point after it lies higher; asked only by `precedence`, between two trends.
 */
export function resolve(signals: number, resolution: Resolution, nextRises: boolean): Resolved {
  if (signals === 0) return commonCause;
  const isConflict = (signals & upper) !== 0 && signals >> downwards !== 0;
  const isUp = isConflict ? wayOfConflict(signals, resolution, nextRises) : (signals & upper) !== 0;
  return {
    type: typeOf(isUp, resolution.direction),
    rule: rankedRules(signals, isUp, resolution.conflict)[0]!,
    isUp,
    isConflict,
  };
}
