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
  ReverseImportedFigures,
});
