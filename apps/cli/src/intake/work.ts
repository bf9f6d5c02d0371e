import { isRejection } from '#kernel';
import {
  asKnownNow,
  checkedDefinition,
  closedNow,
  closingPeriodOf,
  type Cell,
  type ImportId,
  type ImportRecord,
  type Reading,
  type Tables,
} from '#strategy';
import { derivedId, digestOf } from '#cqrs';
import { readRows } from './rows.js';
import { checkHeading } from './wide-table.js';
import { MeasureFinder, type TargetMeasure } from './measures.js';
import type { Mapping } from './mapping.js';
import { Sheet, type BadLine, type SheetReading } from './sheet.js';

/** How an import treats what is not simply new. */
export interface Manner {
  /** Why figures that differ are corrected; null refuses them. */
  readonly correct: string | null;
  /** Take the good lines although there are bad ones. */
  readonly skipBad: boolean;
  /** Why first figures of closed periods come late; null refuses them. */
  readonly late: string | null;
}

/** What an import does to one measure. */
export interface MeasureWork {
  readonly measure: TargetMeasure;
  readonly record: readonly Reading[];
  readonly correct: readonly Reading[];
  readonly unchanged: number;
  /** Figures this very import brought in a run that was interrupted. */
  readonly recordedBefore: number;
  readonly correctedBefore: number;
}

/** Everything an import would do, found out before anything is written. */
export interface ImportWork {
  readonly id: ImportId;
  /** The import's record where it was begun before. */
  readonly begun: ImportRecord | null;
  readonly fileDigest: string;
  readonly mappingDigest: string;
  readonly rows: number;
  readonly leftOut: number;
  /** Rows that are not taken: bad ones, and those pooled with a bad one. */
  readonly skipped: number;
  readonly badRows: number;
  /** How many things are wrong; of very many, only the first are kept in `bad`. */
  readonly problems: number;
  readonly bad: readonly BadLine[];
  readonly measures: readonly MeasureWork[];
}

const said = ({ value, numerator, denominator }: Omit<Reading, 'period'>): string =>
  numerator === null ? (value ?? 'no activity') : `${numerator}/${denominator}`;

const same = (one: Omit<Reading, 'period'>, other: Omit<Reading, 'period'>): boolean =>
  one.value === other.value && one.numerator === other.numerator && one.denominator === other.denominator;

const plain = ({ period, value, numerator, denominator }: Reading): Reading => ({ period, value, numerator, denominator });

interface Compared {
  readonly first: readonly SheetReading[];
  readonly differing: readonly SheetReading[];
  readonly standing: readonly Cell[];
}

/** A measure's figures in the file against those in the log; a figure that may not be taken as it is adds a bad line. */
const compared = (
  tables: Tables,
  measure: TargetMeasure,
  readings: readonly SheetReading[],
  manner: Manner,
  refuse: (reading: SheetReading, reason: string) => void,
): Compared => {
  const known = asKnownNow(tables.observations.of(measure.id));
  const closed = closedNow(tables.closings.of(measure.id));
  const first: SheetReading[] = [];
  const differing: SheetReading[] = [];
  const standing: Cell[] = [];
  for (const reading of readings) {
    const cell = known.get(reading.period);
    if (!cell) {
      if (manner.late === null && closed.has(closingPeriodOf(measure.definition.frequency, reading.period)))
        refuse(reading, `${reading.period} of ${measure.code} is closed: say why it comes late with --late "reason"`);
      else first.push(reading);
    } else if (same(cell, reading)) standing.push(cell);
    else if (manner.correct === null)
      refuse(
        reading,
        `${reading.period} of ${measure.code} has ${said(cell)} and the file says ${said(reading)}: correct it with --correct "reason"`,
      );
    else differing.push(reading);
  }
  return { first, differing, standing };
};

/** Reads the file and finds out what an import of it would do; writes nothing. */
export const workOf = async (
  file: string,
  mapping: Mapping,
  manner: Manner,
  present: { readonly organisation: string; readonly tables: Tables; readonly today: string },
): Promise<ImportWork> => {
  const { organisation, tables, today } = present;
  if (mapping.wide) await checkHeading(file, mapping, tables);
  const sheet = new Sheet(mapping, new MeasureFinder(mapping, tables, organisation), today);
  const { digest: fileDigest } = await readRows(file, mapping.columns, (row) => sheet.add(row));
  const mappingDigest = digestOf(JSON.parse(JSON.stringify(mapping.written)));
  const bad: BadLine[] = [];
  let refusedRows = 0;
  const refuse = ({ line, column, rows }: SheetReading, reason: string): void => {
    bad.push({ line, column, reason });
    refusedRows += rows;
  };
  const found: { measure: TargetMeasure; comparison: Compared }[] = [];
  for (const { measure, readings } of sheet.figures()) {
    const refused = measure.makeIn === null ? null : checkedDefinition(measure.definition);
    if (refused !== null && isRejection(refused))
      for (const reading of readings) refuse(reading, `${measure.code} cannot be defined: ${refused.because}`);
    else found.push({ measure, comparison: compared(tables, measure, readings, manner, refuse) });
  }
  const hasWork = found.some(({ comparison }) => comparison.first.length + comparison.differing.length > 0);
  const { id, begun } = attemptOf(tables, [organisation, fileDigest, mappingDigest], manner, hasWork);
  const badRows = sheet.badRows + bad.length;
  return {
    id,
    begun,
    fileDigest,
    mappingDigest,
    rows: sheet.rows,
    leftOut: sheet.leftOut,
    skipped: sheet.badRows + sheet.skippedWithTheirPool + refusedRows,
    badRows,
    problems: sheet.problems + bad.length,
    bad: [...sheet.bad, ...bad].sort((one, other) => one.line - other.line),
    measures: found.map(({ measure, comparison: { first, differing, standing } }) => {
      const before = standing.filter((cell) => cell.import === id);
      const correctedBefore = before.filter(({ corrected }) => corrected).length;
      return {
        measure,
        record: first.map(plain),
        correct: differing.map(plain),
        unchanged: standing.length - before.length,
        recordedBefore: before.length - correctedBefore,
        correctedBefore,
      };
    }),
  };
};

/**
 * The import's id follows from the file and the mapping, so that a rerun goes on with the one that was interrupted
 * and a second run finds it finished. Where that one was reversed, or is finished and there is more to do (a
 * correction since), or was begun in another manner, the next attempt takes the next id.
 */
const attemptOf = (
  tables: Tables,
  words: readonly string[],
  manner: Manner,
  hasWork: boolean,
): { id: ImportId; begun: ImportRecord | null } => {
  for (let attempt = 1; ; attempt++) {
    const id = derivedId('import', ...words, attempt);
    const begun = tables.imports.get(id) ?? null;
    if (!begun) return { id, begun };
    const inThisManner = begun.correcting === (manner.correct !== null) && begun.skippingBad === manner.skipBad;
    if (begun.reversed || (begun.finished ? hasWork : !inThisManner)) continue;
    return { id, begun };
  }
};
