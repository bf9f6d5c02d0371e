/**
 * How far a measured goal has come. Attainment is against the target, pace against the plan; they are never blended,
 * and kept raw: below 0 and above 1 are news. The formulas are this service's own rules.
 */
import type { Day } from '#kernel';
import type { Direction, MeasuredTerms, Period } from '../vocabulary.js';
import { aggregate, type Reported } from './aggregation.js';
import { cellStatus, shortfall, signOf } from './cell-status.js';
import { same } from './compare.js';
import { planOf, type PlannedMeasure, type PlanPoint, windowOf } from './trajectory.js';

/** How the two numbers came about; the version rises whenever the same figures would give another result. */
export interface AchievementProvenance {
  readonly formula: 'LEVEL' | 'TOTAL' | 'RANGE' | 'MAINTAIN';
  readonly version: 1;
}

export interface Achievement {
  /** `(A − B)/(T − B)`; a maintain goal's is the share of reported periods within tolerance. Null where it is not known. */
  readonly attainment: number | null;
  /** `d·(A − P)/|T − B|`: 0 is on plan, below is behind. Null for a maintain goal. */
  readonly pace: number | null;
  /** A: the latest reported value (LEVEL), or the aggregate over the reported periods (TOTAL). */
  readonly actual: number | null;
  /** B, T and P over the very same periods as A; as stated where nothing is reported yet. */
  readonly jop: number;
  readonly target: number;
  readonly plan: number | null;
  /** The periods A is about. */
  readonly periods: readonly Period[];
  /** "k of m reported": of the periods that have come due, or were reported before. */
  readonly reported: number;
  readonly of: number;
  /** Due periods after the latest reported one: more than one, and the figure counts as unknown in a roll-up. */
  readonly periodsOverdue: number;
  readonly provenance: AchievementProvenance;
  /** Why a number is missing. */
  readonly because: string | null;
}

/** What an achievement is computed from. */
export interface AchievementBasis {
  readonly terms: MeasuredTerms;
  readonly due: Day;
  readonly measure: PlannedMeasure;
  /** Reported figures by period; others than the plan's are left aside. */
  readonly readings: ReadonlyMap<Period, Reported>;
  /** The latest period whose figure has come due, null before the first. */
  readonly dueUpTo: Period | null;
}

type Numbers = Pick<Achievement, 'attainment' | 'pace' | 'because'>;
/** The aggregate, the jump-off point, the target and the plan, all over the same periods. */
interface Compared {
  readonly actual: number;
  readonly jop: number;
  readonly target: number;
  readonly plan: number;
}

/** A quotient without a negative zero, which would be shown as `-0`. */
const over = (part: number, whole: number): number => part / whole + 0;

const towardsTarget = ({ actual, jop, target, plan }: Compared, better: 1 | -1): Numbers => {
  const way = target - jop;
  return { attainment: over(actual - jop, way), pace: over(better * (actual - plan), Math.abs(way)), because: null };
};

/** Attainment `1 − s(A)/s(B)` and pace `(s(P) − s(A))/s(B)`, with s the distance outside the range. */
const intoRange = ({ actual, jop, plan }: Compared, range: Extract<Direction, { kind: 'RANGE' }>): Numbers => {
  const way = shortfall(jop, range);
  const outside = shortfall(actual, range);
  return { attainment: 1 - outside / way, pace: over(shortfall(plan, range) - outside, way), because: null };
};

/** A declared maintain goal, a target equal to its jump-off point, or a range that holds the jump-off point already. */
export const isMaintained = (terms: Pick<MeasuredTerms, 'jop' | 'target' | 'maintain'>, direction: Direction): boolean =>
  direction.kind === 'RANGE'
    ? shortfall(Number(terms.jop), direction) === 0
    : terms.maintain || same(Number(terms.target), Number(terms.jop));

/** The share of reported periods on the plan or within the tolerance beside it. */
const shareKept = (points: readonly PlanPoint[], { terms, measure, readings }: AchievementBasis): Numbers => {
  const judged = points.flatMap((point) => {
    const value = readings.get(point.period)?.value ?? null;
    const actual = value === null ? null : { value: Number(value) };
    return actual === null
      ? []
      : [cellStatus({ actual, plan: point.value, due: true, direction: measure.direction, tolerance: Number(terms.tolerance) })];
  });
  const kept = judged.filter((status) => status === 'MET' || status === 'NEAR').length;
  return judged.length === 0 ? unknown('no period has a figure yet') : { attainment: kept / judged.length, pace: null, because: null };
};

const unknown = (because: string): Numbers => ({ attainment: null, pace: null, because });

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/**
 * What a TOTAL is compared with over k of its n periods. Sums: the periods' own bases, the same plus `k·(T − B)/n`,
 * and their plans. Pooled or averaged figures are of the size of the whole, so B and T stand as stated and the plan
 * is the mean of the plans; LAST, MAX and MIN take the plan of their kind.
 */
const comparedOver = (points: readonly PlanPoint[], window: number, { terms, measure }: AchievementBasis): Omit<Compared, 'actual'> => {
  const [jop, target] = [Number(terms.jop), Number(terms.target)];
  const plans = points.map((point) => point.value);
  switch (measure.overTime) {
    case 'SUM': {
      const base = sum(points.map((point) => point.base));
      return { jop: base, target: base + ((target - jop) * points.length) / window, plan: sum(plans) };
    }
    case 'MAX':
      return { jop, target, plan: Math.max(...plans) };
    case 'MIN':
      return { jop, target, plan: Math.min(...plans) };
    case 'LAST':
    case 'NONE':
      return { jop, target, plan: plans.at(-1)! };
    case 'RATIO':
    case 'MEAN':
      return { jop, target, plan: sum(plans) / plans.length };
  }
};

const withValue = (points: readonly PlanPoint[], readings: AchievementBasis['readings']): PlanPoint[] =>
  points.filter((point) => (readings.get(point.period)?.value ?? null) !== null);

/**
 * The achievement of a measured goal from the figures known. LEVEL compares the latest reported period's value with
 * B, T and that period's plan. TOTAL compares the aggregate over the reported periods of the target's window (the
 * last n of the plan) with B, T and plan over those periods. A range needs no target but itself.
 */
export const achievementOf = (basis: AchievementBasis): Achievement => {
  const { terms, measure, readings, dueUpTo } = basis;
  const { direction } = measure;
  const window = windowOf(terms, measure.frequency);
  const plan = planOf(terms, basis.due, measure);
  const points = terms.basis === 'TOTAL' ? plan.slice(-window) : plan;
  const considered = points.filter((point) => readings.has(point.period) || (dueUpTo !== null && point.period <= dueUpTo));
  const reported = considered.filter((point) => readings.has(point.period));
  const overdueFrom = reported.at(-1)?.period ?? '';
  const counts = {
    reported: reported.length,
    of: considered.length,
    periodsOverdue: considered.filter((point) => point.period > overdueFrom).length,
  };
  const stated = { jop: Number(terms.jop), target: Number(terms.target), actual: null, plan: null, periods: [] };
  const maintained = isMaintained(terms, direction);
  const formula = maintained ? 'MAINTAIN' : direction.kind === 'RANGE' ? 'RANGE' : terms.basis;
  const missing = (because: string): Achievement => ({ ...stated, ...counts, ...unknown(because), provenance: { formula, version: 1 } });

  if (points.length === 0) return missing('the goal has no plan of its measure’s periods');
  const valued = withValue(reported, readings);
  if (valued.length === 0) return missing('no figure has been reported since the jump-off point');
  if (terms.basis === 'TOTAL' && direction.kind === 'RANGE' && measure.overTime === 'SUM' && !maintained)
    return missing('a range is of one period, a sum over several has none');
  const compares = terms.basis === 'TOTAL' ? valued : valued.slice(-1);
  const actual = aggregate(
    compares.map((point) => readings.get(point.period)!),
    terms.basis === 'TOTAL' ? measure.overTime : 'LAST',
  ).value;
  if (actual === null) return missing('the figures of this measure do not combine over time');
  const against =
    terms.basis === 'TOTAL' ? comparedOver(compares, window, basis) : { jop: stated.jop, target: stated.target, plan: compares[0]!.value };
  const compared = { actual, ...against };
  const numbers = maintained
    ? shareKept(considered, basis)
    : direction.kind === 'RANGE'
      ? intoRange(compared, direction)
      : towardsTarget(compared, signOf(direction));
  return { ...compared, ...numbers, ...counts, periods: compares.map((point) => point.period), provenance: { formula, version: 1 } };
};

/** Milestones done over milestones due: what was done early counts as due. Null where none is due. */
export const activityOf = (
  milestones: readonly { readonly due: Day; readonly done: boolean }[],
  today: Day,
): { readonly done: number; readonly due: number; readonly activity: number | null } => {
  const due = milestones.filter((milestone) => milestone.done || milestone.due <= today);
  const done = due.filter((milestone) => milestone.done).length;
  return { done, due: due.length, activity: due.length === 0 ? null : done / due.length };
};
