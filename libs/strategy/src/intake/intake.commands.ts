import type { IntakeEvents } from './intake.events.js';

export type IntakeCommands = {
  StartImport: IntakeEvents['ImportStarted'];
  FinishImport: IntakeEvents['ImportFinished'];
  ReverseImport: { reason: string };
};

export type IntakeFacts = {
  StartImport: { mayImport: boolean };
  FinishImport: { mayImport: boolean };
  ReverseImport: { mayImport: boolean; /** Measures that hold figures of this import. */ measures: readonly string[] };
};
