import { commandOf, handlersFor } from '#cqrs';
import { measure } from '#strategy';

export class DefineMeasure extends commandOf(measure, 'DefineMeasure') {}
export class RedefineMeasure extends commandOf(measure, 'RedefineMeasure') {}
export class RecordObservations extends commandOf(measure, 'RecordObservations') {}
export class CorrectObservations extends commandOf(measure, 'CorrectObservations') {}
export class WithdrawObservation extends commandOf(measure, 'WithdrawObservation') {}
export class ClosePeriod extends commandOf(measure, 'ClosePeriod') {}
export class ReopenPeriod extends commandOf(measure, 'ReopenPeriod') {}
export class ClassMeasure extends commandOf(measure, 'ClassMeasure') {}
export class AnnotateMeasure extends commandOf(measure, 'AnnotateMeasure') {}
export class WithdrawAnnotation extends commandOf(measure, 'WithdrawAnnotation') {}
export class GhostPoint extends commandOf(measure, 'GhostPoint') {}
export class CountPoint extends commandOf(measure, 'CountPoint') {}
export class RecalculateLimits extends commandOf(measure, 'RecalculateLimits') {}
export class WithdrawRecalculation extends commandOf(measure, 'WithdrawRecalculation') {}
export class SetBaseline extends commandOf(measure, 'SetBaseline') {}
export class ClearBaseline extends commandOf(measure, 'ClearBaseline') {}
export class ChooseChart extends commandOf(measure, 'ChooseChart') {}
export class SetChartTarget extends commandOf(measure, 'SetChartTarget') {}
export class WithdrawChartTarget extends commandOf(measure, 'WithdrawChartTarget') {}
export class PublishChart extends commandOf(measure, 'PublishChart') {}
/** Sent by policies only; they go to the desk directly and have no mutation. */
export class ReverseImportedFigures extends commandOf(measure, 'ReverseImportedFigures') {}

export const measureHandlers = handlersFor(measure, {
  DefineMeasure,
  RedefineMeasure,
  RecordObservations,
  CorrectObservations,
  WithdrawObservation,
  ClosePeriod,
  ReopenPeriod,
  ClassMeasure,
  AnnotateMeasure,
  WithdrawAnnotation,
  GhostPoint,
  CountPoint,
  RecalculateLimits,
  WithdrawRecalculation,
  SetBaseline,
  ClearBaseline,
  ChooseChart,
  SetChartTarget,
  WithdrawChartTarget,
  PublishChart,
  ReverseImportedFigures,
});
