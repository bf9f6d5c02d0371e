import type { Client } from 'urql';
import { sendCommand, type CommandDocument, type Input } from '../api/send-command.js';
import { correctObservations, recordObservations } from '../measure/measure-commands.js';
import type { Reading } from './figure-rules.js';
import type { MeasureWork } from './figure-sheet.js';
import { finishImport, startImport } from './import-documents.js';
import { idOf } from './import-identity.js';

/** So many figures the service takes in one command. */
const readingsMax = 100;
/** Measures written at once. */
const atOnceMax = 4;

/** An import that was looked at and is to be written. */
export interface ImportOrder {
  readonly id: string;
  readonly actingPost: string | null;
  readonly file: string;
  readonly fileDigest: string;
  readonly mappingDigest: string;
  /** Why figures are corrected, and why they come late; empty where neither is wanted. */
  readonly because: string;
  readonly late: string;
  readonly skippingBad: boolean;
  readonly rows: number;
  readonly skipped: number;
  readonly works: readonly MeasureWork[];
}

/** The counts of a whole import, those of interrupted runs of it included. */
export interface ImportCounts {
  readonly rows: number;
  readonly recorded: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly measures: number;
}

export const countsOf = ({ id, rows, skipped, works }: Pick<ImportOrder, 'id' | 'rows' | 'skipped' | 'works'>): ImportCounts => {
  const own = works.flatMap(({ unchanged }) => unchanged.filter((standing) => standing.import === id));
  const correctedBefore = own.filter(({ corrected }) => corrected).length;
  const sum = (of: (work: MeasureWork) => number): number => works.reduce((total, work) => total + of(work), 0);
  return {
    rows,
    recorded: sum((work) => work.record.length) + own.length - correctedBefore,
    corrected: sum((work) => work.correct.length) + correctedBefore,
    unchanged: sum((work) => work.unchanged.length) - own.length,
    skipped,
    measures: works.length,
  };
};

/** Why an import stopped. */
export class Stopped extends Error {}

const batchesOf = (readings: readonly Reading[]): (readonly Reading[])[] =>
  Array.from({ length: Math.ceil(readings.length / readingsMax) }, (_, index) =>
    readings.slice(index * readingsMax, (index + 1) * readingsMax),
  );

/**
 * Writes an import: opens it, sends the figures of each measure in batches, and closes it with its counts. Every command's id
 * follows from what it says, so that going on after an interruption does nothing twice. `onFigures` hears how many figures each
 * command wrote; throws {@link Stopped} with a sentence where one is refused or gets no answer, and what was written stays.
 */
export const carryOut = async (client: Client, order: ImportOrder, onFigures: (figures: number) => void): Promise<ImportCounts> => {
  const { id, actingPost, works, because, late } = order;
  const send = async (document: CommandDocument, about: string, input: Input): Promise<void> => {
    const commandId = await idOf(id, about, JSON.stringify([input, actingPost]));
    const answered = await sendCommand(client, document, { ...input, actingPost, commandId });
    if (answered.trouble) throw new Stopped(answered.trouble.message);
    if (answered.outcome.__typename === 'Refusal') throw new Stopped(`${about}: ${answered.outcome.because}.`);
  };
  const writeMeasure = async ({ measure, record: first, correct: differing }: MeasureWork): Promise<void> => {
    for (const readings of batchesOf(first)) {
      await send(recordObservations, measure.name, { measure: measure.id, readings, import: id, ...(late !== '' && { reason: late }) });
      onFigures(readings.length);
    }
    for (const readings of batchesOf(differing)) {
      await send(correctObservations, measure.name, { measure: measure.id, readings, import: id, reason: because });
      onFigures(readings.length);
    }
  };
  const { file, fileDigest, mappingDigest, skippingBad } = order;
  await send(startImport, 'Opening the import', { import: id, file, fileDigest, mappingDigest, correcting: because !== '', skippingBad });
  const waiting = works.filter((work) => work.record.length + work.correct.length > 0).values();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const work of waiting) {
      if (failed) return;
      try {
        await writeMeasure(work);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnceMax }, worker));
  const failure = ended.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
  const counts = countsOf(order);
  await send(finishImport, 'Closing the import', { import: id, ...counts });
  return counts;
};
