import { closingOf } from '../measure/periods.js';
import { readingOf, type KnownMeasure, type Reading, type Wrong } from './figure-rules.js';
import type { Entry, Problem } from './figure-table.js';

/** A figure that is in the record. */
export interface Standing extends Omit<Reading, 'period'> {
  readonly import: string | null;
  readonly corrected: boolean;
}

/** What is in the record of the measures a table names, by code and by period. */
export interface Present {
  readonly measures: ReadonlyMap<string, KnownMeasure>;
  readonly standing: ReadonlyMap<string, ReadonlyMap<string, Standing>>;
  readonly today: string;
}

/** Whether there is a reason to correct figures that are there already, and one for closed periods' figures to come late. */
export interface Manner {
  readonly corrects: boolean;
  readonly isLate: boolean;
}

/** One figure and what would become of it. */
export interface SheetLine {
  readonly entry: Entry;
  readonly measure: KnownMeasure | null;
  readonly fate: 'NEW' | 'CORRECTED' | 'UNCHANGED' | 'BAD';
  readonly reading: Reading | null;
  /** What stands in the record now. */
  readonly before: Standing | null;
  readonly problem: Problem | null;
}

/** What an import does to one measure. */
export interface MeasureWork {
  readonly measure: KnownMeasure;
  readonly record: readonly Reading[];
  readonly correct: readonly Reading[];
  readonly unchanged: readonly Standing[];
}

export interface Sheet {
  readonly lines: readonly SheetLine[];
  readonly problems: readonly Problem[];
  readonly works: readonly MeasureWork[];
}

/** How a figure reads: 12, 19/20, or no activity. */
export const figureSaid = ({ value, numerator, denominator }: Omit<Reading, 'period'>): string =>
  numerator === null ? (value ?? 'no activity') : `${numerator}/${denominator}`;

const same = (one: Omit<Reading, 'period'>, other: Omit<Reading, 'period'>): boolean =>
  one.numerator === null
    ? other.numerator === null && one.value === other.value
    : one.numerator === other.numerator && one.denominator === other.denominator;

const writtenIn = (entry: Entry, cell: Wrong['cell']): string => (cell === 'measure' ? entry.code : entry[cell]);

/** Of a table with a column for each measure, a figure stands in the column of its code. */
const columnOf = (entry: Entry, cell: Wrong['cell']): string => (cell === 'value' ? entry.column : cell);

const judged = (entry: Entry, { measures, standing, today }: Present, manner: Manner): SheetLine => {
  const measure = measures.get(entry.code) ?? null;
  const bad = (cell: Wrong['cell'], says: string, more: Partial<SheetLine> = {}): SheetLine => ({
    entry,
    measure,
    fate: 'BAD',
    reading: null,
    before: null,
    ...more,
    problem: { line: entry.line, column: columnOf(entry, cell), value: writtenIn(entry, cell), says },
  });
  if (!measure)
    return bad(
      'measure',
      entry.code === ''
        ? 'is empty: write the code of a measure'
        : 'is the code of no measure: put it right, or have the measure defined first',
    );
  const reading = readingOf(measure, entry, today);
  if ('cell' in reading) return bad(reading.cell, reading.says);
  const before = standing.get(entry.code)?.get(reading.period) ?? null;
  const cell = measure.inParts ? 'numerator' : 'value';
  if (before) {
    if (same(before, reading)) return { entry, measure, fate: 'UNCHANGED', reading, before, problem: null };
    if (manner.corrects) return { entry, measure, fate: 'CORRECTED', reading, before, problem: null };
    return bad(cell, `differs from ${figureSaid(before)}, which is in the record: say below why it is corrected, or take the line out`, {
      reading,
      before,
    });
  }
  if (!manner.isLate && measure.closed.has(closingOf(measure.frequency, reading.period)))
    return bad('period', 'is closed: say below why its figure comes late, or take the line out', { reading });
  return { entry, measure, fate: 'NEW', reading, before, problem: null };
};

/** Figures that name the same measure and period: none of them is taken, since nobody knows which one is meant. */
const withDoubles = (lines: readonly SheetLine[]): readonly SheetLine[] => {
  const places = new Map<string, SheetLine[]>();
  for (const line of lines) {
    if (!line.reading || !line.measure) continue;
    const place = `${line.measure.id} ${line.reading.period}`;
    const those = places.get(place);
    if (those) those.push(line);
    else places.set(place, [line]);
  }
  return lines.map((line) => {
    const all = line.reading && line.measure ? places.get(`${line.measure.id} ${line.reading.period}`)! : [line];
    if (all.length === 1) return line;
    const others = all.filter((each) => each !== line).map(({ entry }) => entry.line);
    const says = `stands on line ${others.slice(0, 5).join(', ')}${others.length > 5 ? ' …' : ''} too: keep one of them`;
    return { ...line, fate: 'BAD', problem: { line: line.entry.line, column: 'period', value: line.entry.period, says } };
  });
};

const readingsOf = (lines: readonly SheetLine[], fate: SheetLine['fate']): Reading[] =>
  lines.flatMap((line) => (line.fate === fate && line.reading ? [line.reading] : []));

/** What would become of every figure of a table; nothing is written by finding out. */
export const sheetOf = (
  { entries, problems }: { readonly entries: readonly Entry[]; readonly problems: readonly Problem[] },
  present: Present,
  manner: Manner,
): Sheet => {
  const lines = withDoubles(entries.map((entry) => judged(entry, present, manner)));
  const byMeasure = new Map<KnownMeasure, SheetLine[]>();
  for (const line of lines) {
    if (!line.measure || line.fate === 'BAD') continue;
    const those = byMeasure.get(line.measure);
    if (those) those.push(line);
    else byMeasure.set(line.measure, [line]);
  }
  return {
    lines,
    problems: [...problems, ...lines.flatMap(({ problem }) => (problem ? [problem] : []))].sort((one, other) => one.line - other.line),
    works: [...byMeasure].map(([measure, those]) => ({
      measure,
      record: readingsOf(those, 'NEW'),
      correct: readingsOf(those, 'CORRECTED'),
      unchanged: those.flatMap(({ fate, before }) => (fate === 'UNCHANGED' && before ? [before] : [])),
    })),
  };
};
