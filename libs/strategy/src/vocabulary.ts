/** The words every aggregate shares. Shapes are plain JSON, so that an event reads in any language for ever. */
import type { Day } from '#kernel';

export type UnitId = string;
export type PostId = string;
export type PersonId = string;
export type DimensionId = string;
export type ObjectiveId = string;
export type CycleId = string;
export type CandidateId = string;
export type AimId = string;
export type ThreadId = string;
export type GoalId = string;
export type MeasureId = string;
export type ImportId = string;

/** A digest in hex that names an immutable value. */
export type Hash = string;

/** A decimal number as text: at most 15 significant digits, no exponent, no needless zeros or signs: `0.95`, `-3`. */
export type Figure = string;

/**
 * The stretch of time a figure is about (valid time): a day `2026-04-01`, an ISO week `2026-W14`,
 * a month `2026-04` or a calendar quarter `2026-Q2`.
 */
export type Period = string;

export const frequencies = ['DAY', 'WEEK', 'MONTH', 'QUARTER'] as const;
export type Frequency = (typeof frequencies)[number];

/** Which way is better. A range is met inside its edges, both included. */
export type Direction =
  { readonly kind: 'INCREASE' } | { readonly kind: 'DECREASE' } | { readonly kind: 'RANGE'; readonly lo: Figure; readonly hi: Figure };

/** The two sides of a catchball thread: who owns the parent (or needs the help) and who would own the child. */
export type Side = 'GIVER' | 'RECEIVER';
export const otherSide = (side: Side): Side => (side === 'GIVER' ? 'RECEIVER' : 'GIVER');

/** Roles a post can have; section 1 of the README's table of users says what each may do. */
export const roles = [
  'EXECUTIVE',
  'NON_EXECUTIVE',
  'LEAD',
  'MEMBER',
  'PARTNER',
  'COACH',
  'DATA_STEWARD',
  'AUDITOR',
  'ADMINISTRATOR',
] as const;
export type Role = (typeof roles)[number];

/** What a child serves: an adopted aim, a goal, or a thread still in negotiation (a provisional parent). */
export interface ParentRef {
  readonly kind: 'AIM' | 'GOAL' | 'THREAD';
  readonly id: string;
}

/** How children's figures become their parent's (section "Does it add up?"); LAST only over time. */
export const combinations = ['SUM', 'RATIO', 'MEAN', 'LAST', 'MAX', 'MIN', 'NONE'] as const;
export type Combination = (typeof combinations)[number];

/** How a parent is judged from what lies under it. */
export const rollUpMethods = ['OWN_MEASURE', 'SUM', 'RATIO', 'WEIGHTED', 'MIN', 'MILESTONE', 'NONE'] as const;
export type RollUpMethod = (typeof rollUpMethods)[number];

/** LEVEL compares values of one period; TOTAL compares aggregates over windows of the same length. */
export type TargetBasis = 'LEVEL' | 'TOTAL';

export type Strength = 'STRONG' | 'MEDIUM' | 'WEAK';

/** CONTRIBUTES counts in the parent's arithmetic; SUPPORTS says how strongly, and counts only with a contribution. */
export type Link = { readonly kind: 'CONTRIBUTES' } | { readonly kind: 'SUPPORTS'; readonly strength: Strength };

/**
 * The plan from the jump-off point to the target. LINEAR and STEP follow from jump-off point, target and dates;
 * SEASONAL gives per period the seasonal base and the share of the improvement reached by then (cumulative);
 * MANUAL gives the value per period.
 */
export type Trajectory =
  | { readonly kind: 'LINEAR' }
  | { readonly kind: 'STEP'; readonly on: Day }
  | { readonly kind: 'SEASONAL'; readonly points: readonly { readonly period: Period; readonly base: Figure; readonly share: Figure }[] }
  | { readonly kind: 'MANUAL'; readonly points: readonly { readonly period: Period; readonly value: Figure }[] };

/** The measured part of an offer or an aim. Figures are in the measure's unit. */
export interface MeasuredTerms {
  readonly measure: MeasureId;
  readonly basis: TargetBasis;
  /** Jump-off point: the starting value, and the period or window of periods it is the value of. */
  readonly jop: Figure;
  readonly jopFrom: Period;
  readonly jopTo: Period;
  /** For a RANGE direction the range is the target; this repeats the edge aimed at and is kept for display. */
  readonly target: Figure;
  /** A declared maintain goal: target equals jump-off point, judged by its tolerance. */
  readonly maintain: boolean;
  /** How far beside the plan still reads NEAR; in the measure's unit, ≥ 0. */
  readonly tolerance: Figure;
  readonly trajectory: Trajectory;
}

export interface Milestone {
  readonly id: string;
  readonly text: string;
  readonly due: Day;
}

/** Something asked for: whole-time equivalents, money (pounds) or support in words. */
export interface Resource {
  readonly kind: 'WTE' | 'MONEY' | 'SUPPORT';
  /** Null for support, which is words only. */
  readonly amount: Figure | null;
  readonly text: string;
}

/** Something promised: by whom it is funded and when it is there. */
export interface Grant extends Resource {
  readonly id: string;
  readonly fundedBy: PostId;
  readonly deliverBy: Day;
}

export interface Condition {
  readonly id: string;
  readonly text: string;
  readonly owner: PostId;
  readonly due: Day;
}

/** One immutable proposal in a negotiation, named by the digest of its canonical JSON. */
export interface Offer {
  readonly statement: string;
  readonly kind: 'MEASURED' | 'MILESTONE';
  /** Present exactly when `kind` is MEASURED. */
  readonly measured: MeasuredTerms | null;
  readonly milestones: readonly Milestone[];
  /** A MILESTONE goal that must first find its baseline: the day by which it is revised to MEASURED. */
  readonly baselineBy: Day | null;
  readonly due: Day;
  /** Signed, in the parent's unit, positive towards the parent's target; with the sentence that says how it converts. */
  readonly contribution: { readonly amount: Figure; readonly conversion: string | null } | null;
  /** The fraction of this child's effect credited to this parent, 0 to 1. */
  readonly share: Figure;
  /** Its place in the parent's average, ≥ 0. */
  readonly weight: Figure;
  readonly link: Link;
  readonly means: readonly string[];
  readonly resourcesAsked: readonly Resource[];
  readonly resourcesGranted: readonly Grant[];
  /** Pledges (horizontal threads) this offer rests on. */
  readonly dependencies: readonly ThreadId[];
  readonly conditions: readonly Condition[];
  /** How sure the proposer is, 1 to 5. */
  readonly confidence: number;
  readonly rationale: string;
}
