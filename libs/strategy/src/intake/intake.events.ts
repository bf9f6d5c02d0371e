import type { Hash, MeasureId } from '../vocabulary.js';

/** Everything that can have happened to one import of figures; its rows are events of the measures. */
export type IntakeEvents = {
  ImportStarted: { file: string; fileDigest: Hash; mappingDigest: Hash; correcting: boolean; skippingBad: boolean };
  ImportFinished: { rows: number; recorded: number; corrected: number; unchanged: number; skipped: number; measures: number };
  /** Undoes the import: the policy takes its figures out of every measure listed. */
  ImportReversed: { reason: string; measures: MeasureId[] };
};

/** Stored names, for ever: never changed, never used again for anything else. */
export const intakeStored: Record<keyof IntakeEvents, string> = {
  ImportStarted: 'import.started',
  ImportFinished: 'import.finished',
  ImportReversed: 'import.reversed',
};
