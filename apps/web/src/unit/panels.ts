import type { BowlingCell, WallUnit } from './unit-documents.js';

type Line = WallUnit['unit']['scorecard']['lines'][number];
type Row = WallUnit['unit']['bowlingChart']['rows'][number];

/** What a huddle sees of one measure: how it reads, its latest figure, what that is held against, and the last months. */
export interface MeasurePanel {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly unitOfMeasure: string;
  readonly variation: Line['variation'];
  readonly variationText: string;
  readonly assurance: Line['assurance'];
  readonly assuranceText: string;
  /** What to do, as the two icons are read together; null where only the year is known. */
  readonly reading: string | null;
  readonly period: string | null;
  /** Null where nothing was reported, or nothing happened. */
  readonly value: number | null;
  /** What the latest figure is held against: the plan of its month, or a target that holds for every period. */
  readonly aim: {
    readonly name: 'plan' | 'target';
    readonly value: number | null;
    readonly lo: number | null;
    readonly hi: number | null;
  } | null;
  /** What the year is to come to, where it is agreed. */
  readonly year: { readonly from: number; readonly to: number; readonly due: string } | null;
  readonly months: readonly BowlingCell[];
}

const monthsShown = 6;
/** The last months in which something was due. */
export const lastMonths = <Cell extends Pick<BowlingCell, 'status'>>(cells: readonly Cell[]): readonly Cell[] => {
  const due = cells.findLastIndex(({ status }) => status !== 'BLANK') + 1;
  return cells.slice(Math.max(0, due - monthsShown), due);
};

const yearOf = (row: Row): MeasurePanel['year'] => ({
  from: Number(row.jop),
  to: row.yearTarget ?? Number(row.target),
  due: row.due,
});

const aimOf = (line: Line | null, row: Row | null, period: string | null): MeasurePanel['aim'] => {
  const plan = row?.cells.find(({ month }) => month === period)?.plan ?? null;
  if (plan !== null) return { name: 'plan', value: plan, lo: null, hi: null };
  const target = line?.target ?? null;
  return target && { name: 'target', value: target.value, lo: target.lo, hi: target.hi };
};

const ofLine = (line: Line, row: Row | null): MeasurePanel => ({
  ...line,
  kind: line.measure?.kind ?? 'CONTINUOUS',
  // Without a target for each period it would ask for one, beside the year's that is agreed.
  reading: line.assurance === null && row !== null ? null : line.reading,
  period: line.latestPeriod,
  value: line.latestValue === null ? null : Number(line.latestValue),
  aim: aimOf(line, row, line.latestPeriod),
  year: row && yearOf(row),
  months: row ? lastMonths(row.cells) : [],
});

const ofRow = (row: Row): MeasurePanel => {
  const latest = row.cells.findLast(({ actual }) => actual !== null);
  return {
    ...row,
    name: row.measureName,
    reading: null,
    kind: row.measure?.kind ?? 'CONTINUOUS',
    period: latest?.month ?? null,
    value: latest?.actual ?? null,
    aim: aimOf(null, row, latest?.month ?? null),
    year: yearOf(row),
    months: lastMonths(row.cells),
  };
};

/** One panel for each measure the unit drives, the most pressing first, and for each other that it agreed a target on. */
export const panelsOf = ({ scorecard, bowlingChart: { rows } }: WallUnit['unit']): readonly MeasurePanel[] => {
  const drivers = scorecard.lines.filter((line) => line.class === 'DRIVER').toSorted((one, other) => one.place - other.place);
  const driven = new Set(drivers.map(({ id }) => id));
  return [
    ...drivers.map((line) => ofLine(line, rows.find(({ measure }) => measure?.id === line.id) ?? null)),
    ...rows.filter(({ measure }) => measure === null || !driven.has(measure.id)).map(ofRow),
  ];
};

/** Splits what is shown into pages of at most so many. */
export const pagesOf = <Item>(items: readonly Item[], most: number): readonly (readonly Item[])[] => {
  const size = Math.max(1, most);
  return Array.from({ length: Math.max(1, Math.ceil(items.length / size)) }, (_, page) => items.slice(page * size, (page + 1) * size));
};
