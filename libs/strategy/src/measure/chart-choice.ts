/** What is kept about a measure's chart: how it is drawn and judged, and what of it was shown to whom. */
import type { Day } from '#kernel';
import type { Assurance, ChartKind, Conflict, Direction, Options, PointType, Preset, Variation } from '#spc';
import type { Figure, Period } from '../vocabulary.js';

type Word<Name extends keyof Options> = Extract<Options[Name], string>;

/** How a measure's chart is drawn and judged. Null is as the organisation, and after it the preset, has it. */
export interface ChartChoice {
  preset: Preset | null;
  chart: ChartKind | null;
  /** Points in a row on one side of the mean, and points in a row that rise or fall: 6 to 8. */
  shiftPoints: number | null;
  trendPoints: number | null;
  /** Limits lie so many mean moving ranges from the mean. */
  limitConstant: Figure | null;
  screening: Word<'screening'> | null;
  /** Counted points from which limits and icons are shown. */
  minPointsLimits: number | null;
  twoSigmaCountsBeyond: boolean | null;
  rulesCrossSegments: Word<'rulesCrossSegments'> | null;
  conflict: Conflict | null;
  conflictTie: Word<'conflictTie'> | null;
  targetOnLimit: Word<'targetOnLimit'> | null;
  missing: Word<'missing'> | null;
  /** Drawn limits are clipped to these; rules keep the true ones. */
  bounds: { lo: Figure | null; hi: Figure | null } | null;
  /** The figures are rolling averages, cumulative or moving totals: neighbours share most of what they count. */
  rolling: boolean;
}

/** A chart on which nobody has chosen anything. */
export const nothingChosen: ChartChoice = {
  preset: null,
  chart: null,
  shiftPoints: null,
  trendPoints: null,
  limitConstant: null,
  screening: null,
  minPointsLimits: null,
  twoSigmaCountsBeyond: null,
  rulesCrossSegments: null,
  conflict: null,
  conflictTie: null,
  targetOnLimit: null,
  missing: null,
  bounds: null,
  rolling: false,
};

/** Which points set the limits until the next recalculation: the first so many that count, or those up to a period. */
export type Baseline = { kind: 'POINTS'; points: number } | { kind: 'UNTIL'; period: Period };

/** The thing outside this measure that something about it points at: an incident, a countermeasure, a merger. */
export interface Reference {
  kind: string;
  id: string;
  text: string;
}

/** Which figures a chart is drawn from: as known, or as they stood when their periods were closed. */
export type FiguresShown = 'KNOWN' | 'PUBLISHED';

/** A target from a day on (from the beginning, without one). */
export type ShownTarget = { from: Day | null; value: Figure } | { from: Day | null; lo: Figure; hi: Figure };

/** Every option as the chart used it. */
export interface ShownOptions extends Omit<ChartChoice, 'preset' | 'chart' | 'rolling'> {
  direction: Direction | null;
  targets: ShownTarget[];
  recalculateAt: Day[];
  baselinePoints: number | null;
  baselineUntil: Day | null;
  pointsPerYear: number | null;
  values: Word<'values'> | null;
}

export interface ShownPoint {
  period: Period;
  value: Figure | null;
  ghost: boolean;
  mean: Figure | null;
  lower: Figure | null;
  upper: Figure | null;
  type: PointType | null;
}

/** A chart as it was shown, so that it stays what was seen whatever becomes of engine and figures. Computed figures have 15 digits. */
export interface ShownChart {
  preset: Preset;
  chart: ChartKind;
  rulesVersion: number;
  options: ShownOptions;
  /** The latest period that counts. */
  latest: Period | null;
  variation: Variation | null;
  assurance: Assurance | null;
  /** The latest {@link shownPointsMax}, in order, and how many earlier ones were left out. */
  points: ShownPoint[];
  pointsLeftOut: number;
}

/** Points that one publication keeps: nineteen years of weeks. */
export const shownPointsMax = 1_000;
