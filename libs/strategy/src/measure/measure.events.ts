import type { Day } from '#kernel';
import type { Combination, Direction, Figure, Frequency, Hash, ImportId, Period, PostId, UnitId } from '../vocabulary.js';
import type { Baseline, ChartChoice, FiguresShown, ShownChart } from './chart-choice.js';

export const measureKinds = ['COUNT', 'PROPORTION', 'RATE', 'CONTINUOUS', 'DAYS_BETWEEN'] as const;
export type MeasureKind = (typeof measureKinds)[number];
export const measurePurposes = ['OUTCOME', 'PROCESS', 'BALANCING'] as const;
export type MeasurePurpose = (typeof measurePurposes)[number];

/** What is counted, how, by whom: everything a stranger needs to arrive at the same figure. */
export interface MeasureDefinition {
  name: string;
  kind: MeasureKind;
  /** What one is: `falls`, `%`, `days`. */
  unitOfMeasure: string;
  direction: Direction;
  frequency: Frequency;
  purpose: MeasurePurpose;
  /** How a year is made of its periods, and a parent of its units. */
  overTime: Combination;
  overUnits: Combination;
  operationalDefinition: string;
  source: string;
  steward: PostId | null;
  /** Working days after the period's end within which the figure is due. */
  dueAfter: number;
  /** A population group, where the measure is one part of a split. */
  populationGroup: string | null;
  /** The caller's own key for it, unique in the organisation: imports find it again by this. */
  code: string | null;
}

/**
 * A period's figure. With parts the value is numerator over denominator; 0/0 is "no activity": reported,
 * without a value.
 */
export interface Reading {
  period: Period;
  value: Figure | null;
  numerator: Figure | null;
  denominator: Figure | null;
}

/** Everything that can have happened to a measure and its figures. Corrections add, nothing replaces. */
export type MeasureEvents = {
  MeasureDefined: { unit: UnitId; definition: MeasureDefinition };
  MeasureRedefined: { definition: MeasureDefinition; reason: string };
  ObservationRecorded: Reading & {
    /** After its period was closed: then with a reason. */
    late: boolean;
    import: ImportId | null;
    note: string | null;
    reason: string | null;
  };
  ObservationCorrected: Reading & { late: boolean; import: ImportId | null; reason: string };
  /** A figure entered in error: the period counts as unreported again. */
  ObservationWithdrawn: { period: Period; reason: string };
  /** Every figure of one import that nothing later has replaced is taken out; corrected periods fall back. */
  ImportedFiguresReversed: { import: ImportId; reason: string };
  /** What counts as published is what is known now. */
  PeriodClosed: { period: Period };
  PeriodReopened: { period: Period; reason: string };
  /** A unit works on it actively, or only watches it. */
  MeasureClassed: { unit: UnitId; class: 'DRIVER' | 'WATCH'; reason: string };
  MeasureAnnotated: { period: Period; text: string; reference: { kind: string; id: string; text: string } | null };
  /** Its number among all annotations ever made of this measure, from 1. */
  AnnotationWithdrawn: { annotation: number; reason: string };
  /** Drawn on the chart from now on, but in no mean, limit or run. */
  PointGhosted: { period: Period; reason: string };
  /** The undo: a ghosted point counts again. */
  PointCounted: { period: Period; reason: string };
  /** Limits begin anew with this period: the process has changed, and here is what changed it. */
  LimitsRecalculated: { from: Period; reason: string; reference: { kind: string; id: string; text: string } | null };
  RecalculationWithdrawn: { from: Period; reason: string };
  BaselineSet: { baseline: Baseline; reason: string };
  BaselineCleared: { reason: string };
  /** All of the choice, in the place of the one before. */
  ChartChosen: { choice: ChartChoice; reason: string };
  /** What the chart aims at from a day on, where no aim or goal of the measure's own unit says it. */
  ChartTargetSet: { from: Day | null; value: Figure; reason: string };
  ChartTargetWithdrawn: { from: Day | null; reason: string };
  /** What a board was shown, kept as it was seen. The digest is of `figures` and `shown`. */
  ChartPublished: { publication: string; title: string; figures: FiguresShown; digest: Hash; shown: ShownChart };
};

/** Stored names, for ever: never changed, never used again for anything else. */
export const measureStored: Record<keyof MeasureEvents, string> = {
  MeasureDefined: 'measure.defined',
  MeasureRedefined: 'measure.redefined',
  ObservationRecorded: 'measure.observation-recorded',
  ObservationCorrected: 'measure.observation-corrected',
  ObservationWithdrawn: 'measure.observation-withdrawn',
  ImportedFiguresReversed: 'measure.imported-figures-reversed',
  PeriodClosed: 'measure.period-closed',
  PeriodReopened: 'measure.period-reopened',
  MeasureClassed: 'measure.classed',
  MeasureAnnotated: 'measure.annotated',
  AnnotationWithdrawn: 'measure.annotation-withdrawn',
  PointGhosted: 'measure.point-ghosted',
  PointCounted: 'measure.point-counted',
  LimitsRecalculated: 'measure.limits-recalculated',
  RecalculationWithdrawn: 'measure.recalculation-withdrawn',
  BaselineSet: 'measure.baseline-set',
  BaselineCleared: 'measure.baseline-cleared',
  ChartChosen: 'measure.chart-chosen',
  ChartTargetSet: 'measure.chart-target-set',
  ChartTargetWithdrawn: 'measure.chart-target-withdrawn',
  ChartPublished: 'measure.chart-published',
};
