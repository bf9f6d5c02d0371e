import { basename } from 'node:path';
import { isRejection, type Actor } from '#kernel';
import { Trouble, derivedId, digestOf } from '#cqrs';
import type { IntakeCommands, MeasureCommands, Reading } from '#strategy';
import { refusedByRole } from '../acting.js';
import type { Desk } from '../record.js';
import type { ImportWork, Manner, MeasureWork } from './work.js';

/** Figures in one command: small enough to wait little, large enough that the log's syncs are shared. */
const readingsPerCommandMax = 200;
/** Measures written at once: their appends share the log's syncs. */
const measuresAtOnceMax = 32;

/** How an import ended, in the words of its last event. */
export type ImportResult = IntakeCommands['FinishImport'];

/** Works through a list, so many at a time; the first failure stops what has not begun and is thrown when the rest ended. */
const eachOf = async <Item>(items: readonly Item[], atOnceMax: number, work: (item: Item) => Promise<void>): Promise<void> => {
  const waiting = items.values();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const item of waiting) {
      if (failed) return;
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnceMax, items.length) }, worker));
  const failure = ended.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
};

const batchesOf = (readings: readonly Reading[]): Reading[][] => {
  const batches: Reading[][] = [];
  for (let at = 0; at < readings.length; at += readingsPerCommandMax) batches.push(readings.slice(at, at + readingsPerCommandMax));
  return batches;
};

type Orders = { measure: MeasureCommands; intake: IntakeCommands };

/**
 * Writes what {@link ImportWork} found. Command ids follow from the import, the measure, who says it and what, so a run
 * that was interrupted anywhere is completed by running it again. `onFigures` hears how many figures each command wrote.
 */
export const carryOutImport = async (
  desk: Desk,
  actor: Actor,
  file: string,
  work: ImportWork,
  manner: Manner,
  onFigures: (figures: number) => void = () => {},
): Promise<ImportResult> => {
  const send = async <A extends keyof Orders, N extends keyof Orders[A] & string>(
    aggregate: A,
    subject: string,
    name: N,
    input: Orders[A][N],
  ): Promise<void> => {
    const envelope = { commandId: derivedId(work.id, subject, name, digestOf({ input, actor })), subject, actor, correlationId: work.id };
    const outcome = refusedByRole(desk, actor, aggregate, name) ?? (await desk.commands.execute({ aggregate, name, input, envelope }));
    if (isRejection(outcome))
      throw new Trouble(
        'ImportRefused',
        `${outcome.because} (${outcome.code}).\nWhat was written so far stays; put it right and run the same import again to complete it`,
        {
          code: outcome.code,
          import: work.id,
        },
      );
  };
  const writeMeasure = async ({ measure: { id, makeIn, definition }, record, correct }: MeasureWork): Promise<void> => {
    if (makeIn !== null) await send('measure', id, 'DefineMeasure', { unit: makeIn, definition });
    for (const readings of batchesOf(record)) {
      await send('measure', id, 'RecordObservations', { readings, import: work.id, ...(manner.late !== null && { reason: manner.late }) });
      onFigures(readings.length);
    }
    for (const readings of batchesOf(correct)) {
      await send('measure', id, 'CorrectObservations', { readings, import: work.id, reason: manner.correct! });
      onFigures(readings.length);
    }
  };

  const { fileDigest, mappingDigest } = work;
  if (!work.begun)
    await send('intake', work.id, 'StartImport', {
      file: basename(file),
      fileDigest,
      mappingDigest,
      correcting: manner.correct !== null,
      skippingBad: manner.skipBad,
    });
  const open = work.measures.filter(({ measure, record, correct }) => measure.makeIn !== null || record.length + correct.length > 0);
  await eachOf(open, measuresAtOnceMax, writeMeasure);
  const result = resultOf(work);
  await send('intake', work.id, 'FinishImport', result);
  return result;
};

const sum = (work: ImportWork, of: (measure: MeasureWork) => number): number =>
  work.measures.reduce((total, measure) => total + of(measure), 0);

/** The counts of the whole import, those of interrupted runs of it included. */
export const resultOf = (work: ImportWork): ImportResult => ({
  rows: work.rows,
  recorded: sum(work, ({ record, recordedBefore }) => record.length + recordedBefore),
  corrected: sum(work, ({ correct, correctedBefore }) => correct.length + correctedBefore),
  unchanged: sum(work, ({ unchanged }) => unchanged),
  skipped: work.skipped,
  measures: work.measures.length,
});
