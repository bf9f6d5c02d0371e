import type { Day } from '#kernel';
import type { Figure, ImportId, Period, UnitId } from '../vocabulary.js';
import type { Baseline, ChartChoice, FiguresShown, Reference, ShownChart } from './chart-choice.js';
import type { MeasureDefinition, Reading } from './measure.events.js';

export type MeasureCommands = {
  DefineMeasure: { unit: UnitId; definition: MeasureDefinition };
  RedefineMeasure: { definition: MeasureDefinition; reason: string };
  /** One or many periods at once: all or none. A period that has a figure already is refused; the same figure again is nothing to do. */
  RecordObservations: {
    readings: Reading[];
    import?: ImportId | null;
    note?: string | null;
    /** Needed for a first figure after the period was closed. */ reason?: string | null;
  };
  /** Periods that have a figure: the new one with its reason. The same figure is nothing to do; a first figure is recorded. */
  CorrectObservations: { readings: Reading[]; reason: string; import?: ImportId | null };
  WithdrawObservation: { period: Period; reason: string };
  /** Sent for each measure an import touched when the import is reversed. */
  ReverseImportedFigures: { import: ImportId; reason: string };
  ClosePeriod: { period: Period };
  ReopenPeriod: { period: Period; reason: string };
  ClassMeasure: { unit: UnitId; class: 'DRIVER' | 'WATCH'; reason: string };
  AnnotateMeasure: { period: Period; text: string; reference?: Reference | null };
  /** By its number among all annotations ever made of the measure, from 1. */
  WithdrawAnnotation: { annotation: number; reason: string };
  /** Only a period that has a figure. */
  GhostPoint: { period: Period; reason: string };
  CountPoint: { period: Period; reason: string };
  RecalculateLimits: { from: Period; reason: string; reference?: Reference | null };
  WithdrawRecalculation: { from: Period; reason: string };
  SetBaseline: { baseline: Baseline; reason: string };
  ClearBaseline: { reason: string };
  /** All of the choice: what is null is as the organisation, and after it the preset, has it. */
  ChooseChart: { choice: ChartChoice; reason: string };
  /** Not where a range is to be held: the definition says it. */
  SetChartTarget: { from: Day | null; value: Figure; reason: string };
  WithdrawChartTarget: { from: Day | null; reason: string };
  /** Keeps the chart as it stands under a title: `board paper of 3 June`. */
  PublishChart: { publication?: string | null; title: string; figures: FiguresShown };
};

/** Who asks: what the organisation says about the acting post and this measure. */
export interface MeasureStanding {
  /** A lead of the measure's unit or above, its steward, a data steward, or an administrator setting it up. */
  mayRun: boolean;
  /** Holds any post in the measure's unit (or a lead above), or is its data steward. */
  mayRecord: boolean;
  isSteward: boolean;
}

export type MeasureDecidingFacts = {
  DefineMeasure: MeasureStanding & { unitExists: boolean; codeTaken: boolean };
  RedefineMeasure: MeasureStanding & { codeTaken: boolean };
  RecordObservations: MeasureStanding;
  CorrectObservations: MeasureStanding;
  WithdrawObservation: MeasureStanding;
  ClosePeriod: MeasureStanding;
  ReopenPeriod: MeasureStanding;
  ClassMeasure: MeasureStanding & { /** Driver measures the unit has already. */ drivers: number };
  AnnotateMeasure: MeasureStanding;
  WithdrawAnnotation: MeasureStanding;
  GhostPoint: MeasureStanding;
  CountPoint: MeasureStanding;
  RecalculateLimits: MeasureStanding;
  WithdrawRecalculation: MeasureStanding;
  SetBaseline: MeasureStanding;
  ClearBaseline: MeasureStanding;
  ChooseChart: MeasureStanding;
  SetChartTarget: MeasureStanding;
  WithdrawChartTarget: MeasureStanding;
  PublishChart: MeasureStanding & { /** The chart as it stands; where there is none, why. */ shown: ShownChart | { none: string } };
};
