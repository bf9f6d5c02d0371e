/**
 * How the two icons of a measure are read together: the one table from variation and assurance to what to do, with the
 * order in which a list of measures asks for attention.
 */
import type { Assurance, Variation } from '#spc';

/** What a variation icon says, whichever way the figures went. */
export const variationClasses = ['CONCERN', 'IMPROVEMENT', 'NEUTRAL', 'COMMON_CAUSE', 'NOT_SHOWN'] as const;
export type VariationClass = (typeof variationClasses)[number];

export const assuranceClasses = ['FAIL', 'HIT_OR_MISS', 'PASS', 'NONE'] as const;
export type AssuranceClass = (typeof assuranceClasses)[number];

export const variationClassOf = (variation: Variation | null): VariationClass => {
  switch (variation) {
    case 'concern_high':
    case 'concern_low':
      return 'CONCERN';
    case 'improvement_high':
    case 'improvement_low':
      return 'IMPROVEMENT';
    case 'neutral_high':
    case 'neutral_low':
      return 'NEUTRAL';
    case 'common_cause':
      return 'COMMON_CAUSE';
    case null:
      return 'NOT_SHOWN';
  }
};

export const assuranceClassOf = (assurance: Assurance | null): AssuranceClass => {
  switch (assurance) {
    case 'consistent_fail':
      return 'FAIL';
    case 'inconsistent':
      return 'HIT_OR_MISS';
    case 'consistent_pass':
      return 'PASS';
    case null:
      return 'NONE';
  }
};

/** One cell of the matrix. */
export interface MatrixCell {
  readonly variation: VariationClass;
  readonly assurance: AssuranceClass;
  /** What to do, in a sentence. */
  readonly sentence: string;
}

const chance = 'meeting the target is chance';

/** Every cell there is, the most pressing first. */
export const readingMatrix: readonly MatrixCell[] = [
  { variation: 'CONCERN', assurance: 'FAIL', sentence: 'It gets worse and cannot meet its target: act on the process first.' },
  { variation: 'COMMON_CAUSE', assurance: 'FAIL', sentence: 'It is steady and cannot meet its target: the system itself must change.' },
  {
    variation: 'NEUTRAL',
    assurance: 'FAIL',
    sentence: 'It has changed and cannot meet its target: find the cause, and change the system.',
  },
  { variation: 'IMPROVEMENT', assurance: 'FAIL', sentence: 'It improves and its target is not yet within reach: keep going.' },
  { variation: 'CONCERN', assurance: 'HIT_OR_MISS', sentence: `It gets worse and ${chance}: find the cause now.` },
  {
    variation: 'CONCERN',
    assurance: 'NONE',
    sentence: 'It gets worse and has no target to be judged by: find the cause, and agree a target.',
  },
  { variation: 'CONCERN', assurance: 'PASS', sentence: 'It still meets its target and gets worse: find the cause before it fails.' },
  {
    variation: 'COMMON_CAUSE',
    assurance: 'HIT_OR_MISS',
    sentence: `It is steady and ${chance}: only a change of the system makes it sure.`,
  },
  { variation: 'NEUTRAL', assurance: 'HIT_OR_MISS', sentence: `It has changed and ${chance}: find out what changed.` },
  { variation: 'IMPROVEMENT', assurance: 'HIT_OR_MISS', sentence: `It improves and ${chance} so far: keep going.` },
  { variation: 'NEUTRAL', assurance: 'NONE', sentence: 'It has changed, and neither way is better: find out what changed.' },
  { variation: 'NEUTRAL', assurance: 'PASS', sentence: 'It meets its target and has changed: find out what changed.' },
  { variation: 'NOT_SHOWN', assurance: 'FAIL', sentence: 'It has too few figures for limits and fails its target so far: keep reporting.' },
  { variation: 'NOT_SHOWN', assurance: 'HIT_OR_MISS', sentence: 'It has too few figures for limits: keep reporting.' },
  { variation: 'NOT_SHOWN', assurance: 'NONE', sentence: 'It has too few figures for limits: keep reporting.' },
  { variation: 'NOT_SHOWN', assurance: 'PASS', sentence: 'It has too few figures for limits and meets its target so far: keep reporting.' },
  {
    variation: 'COMMON_CAUSE',
    assurance: 'NONE',
    sentence: 'It is steady and has no target to be judged by: agree one, or only watch it.',
  },
  { variation: 'IMPROVEMENT', assurance: 'NONE', sentence: 'It improves and has no target to be judged by: find out why, and agree one.' },
  {
    variation: 'IMPROVEMENT',
    assurance: 'PASS',
    sentence: 'It improves and meets its target: keep what was done, and consider a bolder target.',
  },
  { variation: 'COMMON_CAUSE', assurance: 'PASS', sentence: 'It is steady and meets its target: leave it alone.' },
];

/** A cell with its place in the order of attention, from 0. */
export type PlacedCell = MatrixCell & { readonly place: number };

const placed = new Map(
  readingMatrix.map((cell, place): [string, PlacedCell] => [`${cell.variation} ${cell.assurance}`, { ...cell, place }]),
);

/** The cell of a measure's icons. */
export const readTogether = (variation: Variation | null, assurance: Assurance | null): PlacedCell =>
  placed.get(`${variationClassOf(variation)} ${assuranceClassOf(assurance)}`)!;

/**
 * How often a stable measure shows a variation icon other than common cause by chance alone, for the points in a row that
 * make a shift: found by simulating independent, stable series of 24 points.
 */
const falseIconRates: ReadonlyMap<number, number> = new Map([
  [6, 0.023],
  [7, 0.013],
]);

/** How many icons to expect by chance among charts of so many points in a row; eight in a row err less often than seven. */
export const expectedFalseIcons = (shiftPoints: readonly number[]): number =>
  shiftPoints.reduce((sum, points) => sum + (falseIconRates.get(Math.min(points, 7)) ?? 0), 0);
