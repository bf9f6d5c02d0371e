/**
 * How a parent is judged from what lies under it. An unknown child widens the result to an interval: it is never a
 * silent 0 and never silently dropped. The formulas are this service's own rules.
 */
import type { Direction, Figure, Link, RollUpMethod } from '../vocabulary.js';
import { shortfall, type CellStatus } from './cell-status.js';
import { atLeast, same } from './compare.js';

/** A child as its parent's roll-up sees it. */
export interface RollUpChild {
  readonly id: string;
  readonly name: string;
  readonly link: Link;
  /** Its place in the parent's average, ≥ 0. */
  readonly weight: Figure;
  /** Raw; a dropped child's is its last. Null where it is not known. */
  readonly attainment: number | null;
  /** Why it is not known, or that it was dropped; shown with the result. */
  readonly note: string | null;
  /** Due periods without a figure since its latest one. */
  readonly periodsOverdue: number;
  /** What it takes on of the parent's need, in the parent's unit; for SUM. */
  readonly contribution: Figure | null;
  /** The figure's parts over the periods compared; of an unknown child, what is expected. For RATIO. */
  readonly parts: { readonly numerator: Figure; readonly denominator: Figure } | null;
  readonly jop: Figure | null;
  readonly target: Figure | null;
  readonly milestones: { readonly done: number; readonly due: number };
}

export interface RollUpParent {
  readonly method: RollUpMethod;
  /** Its own measure's attainment, raw; null where it has none or it is not known. */
  readonly own: number | null;
  /** Due periods without a figure since its own latest one. */
  readonly ownPeriodsOverdue: number;
  readonly jop: Figure | null;
  readonly target: Figure | null;
  /** Of its own measure; null without one. */
  readonly direction: Direction | null;
  /** N of the coverage; for SUM. */
  readonly need: Figure | null;
  /** Its own, which count beside its children's; for MILESTONE. */
  readonly milestones: { readonly done: number; readonly due: number };
}

/** A child that counts, with everything of it that goes into the number. */
export interface CountedChild extends Pick<RollUpChild, 'name' | 'contribution' | 'parts' | 'jop' | 'target' | 'milestones'> {
  readonly child: string;
  readonly weight: number;
  /** Raw; null is unknown, whatever stood there. */
  readonly attainment: number | null;
  readonly note: string | null;
  /** Its figures count and are not shown to whoever asks. */
  readonly withheld: boolean;
}

export interface RolledUp {
  /** Known only when every counted child is. */
  readonly value: number | null;
  /** Where the value lies if each unknown child's attainment lies in 0 to 1; both null where nothing can be said. */
  readonly low: number | null;
  readonly high: number | null;
  readonly counted: readonly CountedChild[];
  readonly leftOut: readonly { readonly child: string; readonly name: string; readonly because: string }[];
  /** Attainments were held to 0 … 1 inside the average. */
  readonly clamped: boolean;
  readonly because: string | null;
  /** What the parent itself put into the number. */
  readonly parent: RollUpParent;
  readonly provenance: { readonly formula: RollUpMethod; readonly version: number };
}

/** Which version of its formula a method is at; it rises whenever the same figures would give another number. */
export const formulaVersions: Readonly<Record<RollUpMethod, number>> = {
  OWN_MEASURE: 2,
  SUM: 1,
  RATIO: 2,
  WEIGHTED: 1,
  MIN: 1,
  MILESTONE: 2,
  NONE: 1,
};

/** A figure more than this many periods overdue counts as unknown. */
export const periodsOverdueMax = 1;

type Interval = Pick<RolledUp, 'low' | 'high'> & { readonly because?: string };

const unknowable = (because: string): Interval => ({ low: null, high: null, because });
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
/** An attainment as averages take it: held to 0 … 1. */
export const held = (attainment: number): number => Math.min(1, Math.max(0, attainment));

const known = (child: RollUpChild): Pick<CountedChild, 'attainment' | 'note'> =>
  child.periodsOverdue > periodsOverdueMax
    ? { attainment: null, note: `its figure is ${child.periodsOverdue} periods overdue` }
    : { attainment: child.attainment, note: child.note ?? (child.attainment === null ? 'no figure' : null) };

const countedOf = (child: RollUpChild): CountedChild => {
  const { id, name, weight, contribution, parts, jop, target, milestones: those } = child;
  return { child: id, name, weight: Number(weight), ...known(child), contribution, parts, jop, target, milestones: those, withheld: false };
};

/** What keeps a child out, or null. */
type LeaveOut = (child: RollUpChild) => string | null;
const onlySupports: LeaveOut = (child) => (child.link.kind === 'SUPPORTS' ? 'supports, and has no place in the average' : null);

/** `[Σ_known w·a, Σ_known w·a + Σ_unknown w] / Σw`, each a held to 0 … 1; an equal pair when all are known. */
const weighted = (counted: readonly CountedChild[]): Interval => {
  const weight = sum(counted.map((each) => each.weight));
  if (weight === 0) return unknowable('the weights of the children come to 0');
  const certain = sum(counted.map((each) => (each.attainment === null ? 0 : each.weight * held(each.attainment))));
  const open = sum(counted.map((each) => (each.attainment === null ? each.weight : 0)));
  return { low: certain / weight, high: (certain + open) / weight };
};

/** The worst child, raw: an unknown one may be anywhere from 0 to 1. */
const lowest = (counted: readonly CountedChild[]): Interval => {
  if (counted.length === 0) return unknowable('no child counts');
  return {
    low: Math.min(...counted.map((each) => each.attainment ?? 0)),
    high: Math.min(...counted.map((each) => each.attainment ?? 1)),
  };
};

/** `Σ a·contribution / N`, raw: the part of the need the children have brought in. */
const summed = (counted: readonly CountedChild[], need: Figure | null): Interval => {
  const whole = need === null ? null : Number(need);
  if (whole === null) return unknowable('the parent has no measured need');
  if (whole <= 0) return unknowable('the parent is as good as its target already');
  if (counted.length === 0) return unknowable('no child counts');
  const brought = counted.map((each) => {
    const contribution = Number(each.contribution);
    return each.attainment === null
      ? [Math.min(0, contribution), Math.max(0, contribution)]
      : [each.attainment * contribution, each.attainment * contribution];
  });
  return { low: sum(brought.map(([least]) => least!)) / whole, high: sum(brought.map(([, most]) => most!)) / whole };
};

/** The least and the most a child's ratio can be: its own, or anything from its jump-off point to its target. */
const ratiosOf = ({ attainment, parts, jop, target }: CountedChild): readonly [number, number] => {
  if (attainment === null) return [Math.min(Number(jop), Number(target)), Math.max(Number(jop), Number(target))];
  const ratio = Number(parts!.denominator) === 0 ? 0 : Number(parts!.numerator) / Number(parts!.denominator);
  return [ratio, ratio];
};

/** The attainment of every value from `least` to `most`: `(A − B)/(T − B)`, into a range `1 − s(A)/s(B)`. */
const attainedBetween = (least: number, most: number, jop: number, target: number, direction: Direction | null): Interval => {
  if (direction?.kind !== 'RANGE') {
    if (same(jop, target)) return unknowable('the target is the jump-off point');
    const ends = [least, most].map((actual) => (actual - jop) / (target - jop) + 0);
    return { low: Math.min(...ends), high: Math.max(...ends) };
  }
  const way = shortfall(jop, direction);
  if (way === 0) return unknowable('the parent starts inside its range');
  const ends = [least, most].map((actual) => 1 - shortfall(actual, direction) / way);
  const reachesIn = least <= Number(direction.hi) && most >= Number(direction.lo);
  return { low: Math.min(...ends), high: reachesIn ? 1 : Math.max(...ends) };
};

/**
 * The attainment of `Σnum/Σden` over the children. An unknown child's ratio lies between its jump-off point and its
 * target, on the denominator expected of it.
 */
const pooled = (counted: readonly CountedChild[], { jop, target, direction }: RollUpParent): Interval => {
  if (jop === null || target === null) return unknowable('the parent has no measured target');
  const unsaid = counted.find((each) => each.parts === null || (each.attainment === null && (each.jop === null || each.target === null)));
  if (unsaid) return unknowable(`${unsaid.name} has no denominator to pool`);
  const denominator = sum(counted.map(({ parts }) => Number(parts!.denominator)));
  if (denominator === 0) return unknowable('the denominators of the children come to 0');
  const pool = (end: 0 | 1): number => sum(counted.map((each) => ratiosOf(each)[end] * Number(each.parts!.denominator))) / denominator;
  return attainedBetween(pool(0), pool(1), Number(jop), Number(target), direction);
};

/** Milestones done over milestones due, the parent's own and those of all children. */
const milestones = (all: readonly RollUpParent['milestones'][]): Interval => {
  const due = sum(all.map((each) => each.due));
  if (due === 0) return unknowable('no milestone is due');
  const activity = sum(all.map((each) => each.done)) / due;
  return { low: activity, high: activity };
};

const ownMeasure = ({ own, ownPeriodsOverdue }: RollUpParent): Interval => {
  if (own === null) return unknowable('its own measure has no figure');
  return ownPeriodsOverdue > periodsOverdueMax
    ? unknowable(`its own figure is ${ownPeriodsOverdue} periods overdue`)
    : { low: own, high: own };
};

const leaveOut: Record<RollUpMethod, LeaveOut> = {
  OWN_MEASURE: () => 'the parent is judged by its own measure',
  NONE: () => 'the parent is not rolled up',
  SUM: (child) => (child.contribution === null ? 'states no contribution' : null),
  RATIO: onlySupports,
  WEIGHTED: (child) => onlySupports(child) ?? (Number(child.weight) === 0 ? 'has weight 0' : null),
  MIN: onlySupports,
  MILESTONE: (child) => (child.milestones.due === 0 ? 'no milestone is due' : null),
};

const intervalOf = (counted: readonly CountedChild[], parent: RollUpParent): Interval => {
  switch (parent.method) {
    case 'OWN_MEASURE':
      return ownMeasure(parent);
    case 'SUM':
      return summed(counted, parent.need);
    case 'RATIO':
      return pooled(counted, parent);
    case 'WEIGHTED':
      return weighted(counted);
    case 'MIN':
      return lowest(counted);
    case 'MILESTONE':
      return milestones([parent, ...counted].map((each) => each.milestones));
    case 'NONE':
      return unknowable('no roll-up was chosen');
  }
};

/**
 * The parent's rolled-up achievement by its method, with everything that explains it: who counted with which weight,
 * who was left out and why, whether attainments were clamped, and the formula's version. Only WEIGHTED clamps.
 */
export const rollUp = (parent: RollUpParent, children: readonly RollUpChild[]): RolledUp => {
  const { method } = parent;
  const reasons = children.map((child) => ({ child, because: leaveOut[method](child) }));
  const counted = reasons.filter(({ because }) => because === null).map(({ child }) => countedOf(child));
  const { low, high, because } = intervalOf(counted, parent);
  const certain = method === 'MILESTONE' || counted.every(({ attainment }) => attainment !== null);
  return {
    value: certain ? low : null,
    low,
    high,
    counted,
    leftOut: reasons.flatMap(({ child, because: why }) => (why === null ? [] : [{ child: child.id, name: child.name, because: why }])),
    clamped: method === 'WEIGHTED' && counted.some(({ attainment }) => attainment !== null && attainment !== held(attainment)),
    because: because ?? null,
    parent,
    provenance: { formula: method, version: formulaVersions[method] },
  };
};

/** Green outside and red inside, or the other way about: the parent's own figures and its children's tell different stories. */
export type Watermelon = 'CHILDREN_GREEN_PARENT_MISSED' | 'PARENT_MET_CHILDREN_BEHIND';

/**
 * Own measure MISSED for its two latest reported periods while the weighted children are at 0.8 or more; or MET in
 * the latest while they are below 0.5. With unknown children only what holds wherever they lie is said.
 */
export const watermelonOf = (ownStatuses: readonly CellStatus[], children: Pick<RolledUp, 'low' | 'high'>): Watermelon | null => {
  const judged = ownStatuses.filter((status) => status === 'MET' || status === 'NEAR' || status === 'MISSED').slice(-2);
  if (children.low === null || children.high === null) return null;
  if (judged.length === 2 && judged.every((status) => status === 'MISSED') && atLeast(children.low, 0.8))
    return 'CHILDREN_GREEN_PARENT_MISSED';
  if (judged.at(-1) === 'MET' && !atLeast(children.high, 0.5)) return 'PARENT_MET_CHILDREN_BEHIND';
  return null;
};
