/**
 * How a parent is judged from what lies under it. An unknown child widens the result to an interval: it is never a
 * silent 0 and never silently dropped. The formulas are this service's own rules.
 */
import type { Figure, Link, RollUpMethod } from '../vocabulary.js';
import type { CellStatus } from './cell-status.js';
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
  readonly jop: Figure | null;
  readonly target: Figure | null;
  /** N of the coverage; for SUM. */
  readonly need: Figure | null;
}

export interface RolledUp {
  /** Known only when every counted child is. */
  readonly value: number | null;
  /** Where the value lies if each unknown child's attainment lies in 0 to 1; both null where nothing can be said. */
  readonly low: number | null;
  readonly high: number | null;
  readonly counted: readonly {
    readonly child: string;
    readonly name: string;
    readonly weight: number;
    readonly attainment: number | null;
    readonly note: string | null;
  }[];
  readonly leftOut: readonly { readonly child: string; readonly name: string; readonly because: string }[];
  /** Attainments were held to 0 … 1 inside the average. */
  readonly clamped: boolean;
  readonly because: string | null;
  readonly provenance: { readonly formula: RollUpMethod; readonly version: 1 };
}

/** A figure more than this many periods overdue counts as unknown. */
export const periodsOverdueMax = 1;

interface Counted {
  readonly child: RollUpChild;
  readonly weight: number;
  /** Null is unknown, whatever stood there. */
  readonly attainment: number | null;
  readonly note: string | null;
}
type Interval = Pick<RolledUp, 'low' | 'high'> & { readonly because?: string };

const unknowable = (because: string): Interval => ({ low: null, high: null, because });
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const held = (attainment: number): number => Math.min(1, Math.max(0, attainment));

const known = (child: RollUpChild): Pick<Counted, 'attainment' | 'note'> =>
  child.periodsOverdue > periodsOverdueMax
    ? { attainment: null, note: `its figure is ${child.periodsOverdue} periods overdue` }
    : { attainment: child.attainment, note: child.note ?? (child.attainment === null ? 'no figure' : null) };

/** What keeps a child out, or null. */
type LeaveOut = (child: RollUpChild) => string | null;
const onlySupports: LeaveOut = (child) => (child.link.kind === 'SUPPORTS' ? 'supports, and has no place in the average' : null);

/** `[Σ_known w·a, Σ_known w·a + Σ_unknown w] / Σw`, each a held to 0 … 1; an equal pair when all are known. */
const weighted = (counted: readonly Counted[]): Interval => {
  const weight = sum(counted.map((each) => each.weight));
  if (weight === 0) return unknowable('the weights of the children come to 0');
  const certain = sum(counted.map((each) => (each.attainment === null ? 0 : each.weight * held(each.attainment))));
  const open = sum(counted.map((each) => (each.attainment === null ? each.weight : 0)));
  return { low: certain / weight, high: (certain + open) / weight };
};

/** The worst child, raw: an unknown one may be anywhere from 0 to 1. */
const lowest = (counted: readonly Counted[]): Interval => {
  if (counted.length === 0) return unknowable('no child counts');
  return {
    low: Math.min(...counted.map((each) => each.attainment ?? 0)),
    high: Math.min(...counted.map((each) => each.attainment ?? 1)),
  };
};

/** `Σ a·contribution / N`, raw: the part of the need the children have brought in. */
const summed = (counted: readonly Counted[], need: Figure | null): Interval => {
  const whole = need === null ? null : Number(need);
  if (whole === null) return unknowable('the parent has no measured need');
  if (whole <= 0) return unknowable('the parent is as good as its target already');
  if (counted.length === 0) return unknowable('no child counts');
  const brought = counted.map(({ child, attainment }) => {
    const contribution = Number(child.contribution);
    return attainment === null
      ? [Math.min(0, contribution), Math.max(0, contribution)]
      : [attainment * contribution, attainment * contribution];
  });
  return { low: sum(brought.map(([least]) => least!)) / whole, high: sum(brought.map(([, most]) => most!)) / whole };
};

/**
 * The attainment of `Σnum/Σden` over the children. An unknown child's ratio lies between its jump-off point and its
 * target, on the denominator expected of it.
 */
const pooled = (counted: readonly Counted[], parent: RollUpParent): Interval => {
  if (parent.jop === null || parent.target === null) return unknowable('the parent has no measured target');
  const [jop, target] = [Number(parent.jop), Number(parent.target)];
  if (same(jop, target)) return unknowable('the target is the jump-off point');
  const unsaid = counted.find(
    ({ child, attainment }) => child.parts === null || (attainment === null && (child.jop === null || child.target === null)),
  );
  if (unsaid) return unknowable(`${unsaid.child.name} has no denominator to pool`);
  const denominator = sum(counted.map(({ child }) => Number(child.parts!.denominator)));
  if (denominator === 0) return unknowable('the denominators of the children come to 0');
  const attained = (ratioOf: (each: Counted) => number): number =>
    (sum(counted.map((each) => ratioOf(each) * Number(each.child.parts!.denominator))) / denominator - jop) / (target - jop);
  const actual = ({ parts }: RollUpChild): number =>
    Number(parts!.denominator) === 0 ? 0 : Number(parts!.numerator) / Number(parts!.denominator);
  const at = (end: 'jop' | 'target') => attained(({ child, attainment }) => (attainment === null ? Number(child[end]) : actual(child)));
  const ends = [at('jop'), at('target')];
  return { low: Math.min(...ends), high: Math.max(...ends) };
};

/** Milestones done over milestones due, over all children. */
const milestones = (children: readonly RollUpChild[]): Interval => {
  const due = sum(children.map((child) => child.milestones.due));
  if (due === 0) return unknowable('no milestone is due');
  const activity = sum(children.map((child) => child.milestones.done)) / due;
  return { low: activity, high: activity };
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

const intervalOf = (counted: readonly Counted[], parent: RollUpParent): Interval => {
  switch (parent.method) {
    case 'OWN_MEASURE':
      return parent.own === null ? unknowable('its own measure has no figure') : { low: parent.own, high: parent.own };
    case 'SUM':
      return summed(counted, parent.need);
    case 'RATIO':
      return pooled(counted, parent);
    case 'WEIGHTED':
      return weighted(counted);
    case 'MIN':
      return lowest(counted);
    case 'MILESTONE':
      return milestones(counted.map((each) => each.child));
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
  const counted = reasons
    .filter(({ because }) => because === null)
    .map(({ child }): Counted => ({ child, weight: Number(child.weight), ...known(child) }));
  const { low, high, because } = intervalOf(counted, parent);
  const certain = method === 'MILESTONE' || counted.every((each) => each.attainment !== null);
  return {
    value: certain ? low : null,
    low,
    high,
    counted: counted.map(({ child, weight, attainment, note }) => ({ child: child.id, name: child.name, weight, attainment, note })),
    leftOut: reasons.flatMap(({ child, because: why }) => (why === null ? [] : [{ child: child.id, name: child.name, because: why }])),
    clamped: method === 'WEIGHTED' && counted.some(({ attainment }) => attainment !== null && attainment !== held(attainment)),
    because: because ?? null,
    provenance: { formula: method, version: 1 },
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
