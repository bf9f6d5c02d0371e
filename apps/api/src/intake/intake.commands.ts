import { commandOf, handlersFor } from '#cqrs';
import { intake } from '#strategy';

export class StartImport extends commandOf(intake, 'StartImport') {}
export class FinishImport extends commandOf(intake, 'FinishImport') {}
export class ReverseImport extends commandOf(intake, 'ReverseImport') {}

export const intakeHandlers = handlersFor(intake, {
  StartImport,
  FinishImport,
  ReverseImport,
});
