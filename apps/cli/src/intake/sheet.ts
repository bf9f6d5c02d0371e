import { isRejection, type Day } from '#kernel';
import { checkedReading, figure, plus, type Figure, type Period, type Reading } from '#strategy';
import { expressionsOf, type Mapping, type RowFigure } from './mapping.js';
import type { MeasureFinder, TargetMeasure } from './measures.js';
import type { Row } from './rows.js';

/** A line that cannot be used: where it stands, in which column, and why. */
export interface BadLine {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

/** A figure out of the file, with the line its first row ends on. */
export interface SheetReading extends Reading {
  readonly line: number;
  /** The column to name where something is wrong with the figure. */
  readonly column: string;
  /** How many rows of the file are summed in it. */
  readonly rows: number;
}

interface Pool {
  readonly line: number;
  value: Figure;
  numerator: Figure;
  denominator: Figure;
  /** The rows in it, told apart by the columns pooled over. */
  readonly rows: Map<string, number>;
  /** Rows that are figures by themselves. */
  good: number;
  bad: boolean;
}

interface MeasureSheet {
  readonly measure: TargetMeasure;
  readonly figure: RowFigure;
  readonly pools: Map<Period, Pool>;
}

/** Only so many bad lines are kept to be shown; all are counted. */
const badKeptMax = 1_000;

/**
 * Gathers rows into figures per measure and period. Every rule about a figure is the measure's own; what is decided
 * here is only what a file adds: which rows belong together, and that a pool with a bad row in it is no figure. A line of
 * a wide table is so many rows as it has figures, so that the counts are those of the same figures listed one a line.
 */
export class Sheet {
  readonly bad: BadLine[] = [];
  rows = 0;
  leftOut = 0;
  badRows = 0;
  /** As they are told: what is wrong with a whole line of a wide table is told once. */
  problems = 0;
  /** Good rows that belong together with a bad one. */
  skippedWithTheirPool = 0;
  private readonly measures = new Map<string, MeasureSheet>();
  private told = { line: 0, words: new Set<string>() };

  constructor(
    private readonly mapping: Mapping,
    private readonly finder: MeasureFinder,
    private readonly today: Day,
  ) {}

  add(row: Row): void {
    if (!this.isWanted(row)) {
      this.leftOut++;
      return;
    }
    const reported = this.mapping.figures.filter((figure) => !this.mapping.wide || !isBlank(figure, row));
    if (reported.length === 0) {
      this.leftOut++;
      return;
    }
    this.rows += reported.length;
    for (const figure of reported) this.addFigure(row, figure);
  }

  private addFigure(row: Row, figure: RowFigure): void {
    if (row.fieldsOver !== 0)
      return this.refuse(row.line, '(all)', `the line has ${Math.abs(row.fieldsOver)} fields too ${row.fieldsOver > 0 ? 'many' : 'few'}`);
    const code = figure.code.of(row.valueOf);
    const measure = this.finder.find(code, row.valueOf);
    if (typeof measure === 'string') return this.refuse(row.line, figure.code.columns.join(', ') || 'code', measure);
    const { periodColumn } = this.mapping;
    const written = row.valueOf(periodColumn);
    const period = this.mapping.period(written, measure.definition.frequency);
    if (period === null)
      return this.refuse(
        row.line,
        periodColumn,
        `'${written}' is no ${measure.definition.frequency.toLowerCase()} that exists, or is not written as the mapping says`,
      );
    this.pool(row, this.sheetOf(code, measure, figure), period);
  }

  private isWanted({ valueOf }: Row): boolean {
    const { only, leaveOut } = this.mapping;
    return (
      Object.entries(only).every(([column, values]) => values.includes(valueOf(column))) &&
      !Object.entries(leaveOut).some(([column, values]) => values.includes(valueOf(column)))
    );
  }

  private sheetOf(code: string, measure: TargetMeasure, figure: RowFigure): MeasureSheet {
    const sheet = this.measures.get(code) ?? { measure, figure, pools: new Map<Period, Pool>() };
    this.measures.set(code, sheet);
    return sheet;
  }

  private pool(row: Row, { measure, figure, pools }: MeasureSheet, period: Period): void {
    const place = JSON.stringify(this.mapping.pooledOver.map(row.valueOf));
    const pool = pools.get(period) ?? {
      line: row.line,
      value: '0',
      numerator: '0',
      denominator: '0',
      rows: new Map(),
      good: 0,
      bad: false,
    };
    pools.set(period, pool);
    const before = pool.rows.get(place);
    if (before !== undefined) {
      pool.bad = true;
      return this.refuse(row.line, this.columnOf(figure), `${period} of ${measure.code} comes twice: line ${before} has it too`);
    }
    pool.rows.set(place, row.line);
    const figures = this.figuresOf(row, figure, measure, period);
    if (figures === null) {
      pool.bad = true;
      return;
    }
    pool.good++;
    pool.value = plus(pool.value, figures.value ?? '0');
    pool.numerator = plus(pool.numerator, figures.numerator ?? '0');
    pool.denominator = plus(pool.denominator, figures.denominator ?? '0');
  }

  /** The row's own figure, if it is one by the measure's rules. */
  private figuresOf(
    row: Row,
    { made, columns, columnsInWords }: RowFigure,
    { definition }: TargetMeasure,
    period: Period,
  ): Omit<Reading, 'period'> | null {
    const read = new Map<string, Figure>();
    for (const column of columns) {
      const text = row.valueOf(column);
      const exact = figure(text);
      if (exact === null) {
        this.refuse(row.line, column, text === '' ? 'is empty' : `'${text.slice(0, 40)}' is no number: write at most 15 digits as 1234.5`);
        return null;
      }
      read.set(column, exact);
    }
    const [first = '0', second = '0'] = expressionsOf(made).map((each) => each.of((column) => read.get(column)!));
    const reading: Reading =
      made.kind === 'VALUE'
        ? { period, value: first, numerator: null, denominator: null }
        : { period, value: null, numerator: first, denominator: second };
    const checked = checkedReading(definition, reading, this.today);
    if (!isRejection(checked)) return checked;
    const ofThePeriod = checked.code === 'BadPeriod' || checked.code === 'PeriodAhead';
    this.refuse(row.line, ofThePeriod ? this.mapping.periodColumn : columnsInWords, checked.because);
    return null;
  }

  private refuse(line: number, column: string, reason: string): void {
    this.badRows++;
    if (this.isTold(line, column, reason)) return;
    this.problems++;
    if (this.bad.length < badKeptMax) this.bad.push({ line, column, reason });
  }

  /** Whether this was said of the line before: what is wrong with its period is found again at each of its figures. */
  private isTold(line: number, column: string, reason: string): boolean {
    if (this.told.line !== line) this.told = { line, words: new Set() };
    const before = this.told.words.size;
    return this.told.words.add(JSON.stringify([column, reason])).size === before;
  }

  /** Where a figure that is wrong as a whole stands: in a wide table in its own columns, else the row's period names it. */
  private columnOf({ columnsInWords }: RowFigure): string {
    return this.mapping.wide ? columnsInWords : this.mapping.periodColumn;
  }

  /** What the file says of each measure, in the order measures and periods come up in it; call it after the last row. */
  *figures(): Generator<{ readonly measure: TargetMeasure; readonly readings: readonly SheetReading[] }> {
    for (const { measure, figure, pools } of this.measures.values()) {
      const readings: SheetReading[] = [];
      for (const [period, pool] of pools) {
        if (pool.bad) {
          // A sum without one of its rows would be a wrong figure: its good rows are not taken either.
          this.skippedWithTheirPool += pool.good;
          continue;
        }
        const reading = this.pooled(measure, figure, period, pool);
        if (reading) readings.push({ ...reading, line: pool.line, column: this.columnOf(figure), rows: pool.good });
      }
      yield { measure, readings };
    }
  }

  private pooled(
    { definition }: TargetMeasure,
    figure: RowFigure,
    period: Period,
    { line, value, numerator, denominator }: Pool,
  ): Reading | null {
    const parts = figure.made.kind === 'PARTS';
    const reading: Reading = parts
      ? { period, value: null, numerator, denominator }
      : { period, value, numerator: null, denominator: null };
    const checked = checkedReading(definition, reading, this.today);
    if (!isRejection(checked)) return checked;
    this.refuse(line, this.mapping.pooledOver.join(', ') || this.columnOf(figure), checked.because);
    return null;
  }
}

const isBlank = ({ columns }: RowFigure, { valueOf }: Row): boolean => columns.every((column) => valueOf(column) === '');
