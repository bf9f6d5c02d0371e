/**
 * A measure's figures over time. Everything ever said about a period is kept in order; what stands now and what
 * stood when the month was closed are two readings of the same list.
 */
import { monthOf } from '../arithmetic/days.js';
import type { Figure, Frequency, ImportId, Period } from '../vocabulary.js';
import { type FigureStack, laidOn, lifted, standing } from './figure-stack.js';
import type { Reading } from './measure.events.js';

/** One thing that happened to a measure's figures, in the order of the log. */
export type ObservationRecord =
  | (Reading & {
      readonly kind: 'FIRST' | 'CORRECTION';
      readonly ordinal: number;
      /** Recorded after its period was closed. */
      readonly late: boolean;
      readonly import: ImportId | null;
    })
  | { readonly kind: 'WITHDRAWN'; readonly ordinal: number; readonly period: Period }
  | { readonly kind: 'REVERSED'; readonly ordinal: number; readonly import: ImportId };

/** A period's close or reopening: a month of the measure, or the quarter itself where it is quarterly. */
export interface Closing {
  readonly kind: 'CLOSED' | 'REOPENED';
  readonly ordinal: number;
  readonly period: Period;
}

/** The figure that stands for a period. 0/0 stands without a value: no activity. */
export interface Cell {
  readonly period: Period;
  readonly value: Figure | null;
  readonly numerator: Figure | null;
  readonly denominator: Figure | null;
  /** The event that said so. */
  readonly ordinal: number;
  /** It took the place of another figure. */
  readonly corrected: boolean;
  readonly late: boolean;
  readonly import: ImportId | null;
}

/** What a closed period's figure was when the close in force was made; null if there was none. */
export interface PublishedCell {
  readonly closedAt: number;
  readonly cell: Cell | null;
}

/** The period that is closed as one: the month of a day, of a week (by its Thursday) or of itself; a quarter is its own. */
export const closingPeriodOf = (frequency: Frequency, period: Period): Period =>
  frequency === 'QUARTER' || frequency === 'MONTH' ? period : monthOf(frequency, period);

const replay = (stacks: Map<Period, FigureStack<Cell>>, record: ObservationRecord): void => {
  if (record.kind === 'WITHDRAWN') stacks.delete(record.period);
  else if (record.kind === 'REVERSED') {
    for (const [period, stack] of stacks) stacks.set(period, lifted(stack, record.import));
  } else {
    const { ordinal, period, value, numerator, denominator, late, import: from, kind } = record;
    const cell: Cell = { ordinal, period, value, numerator, denominator, late, import: from, corrected: kind === 'CORRECTION' };
    stacks.set(period, laidOn(stacks.get(period), cell));
  }
};

/** The figures as known now: one per period that has one, in the order of the periods. */
export const asKnownNow = (records: readonly ObservationRecord[]): ReadonlyMap<Period, Cell> => {
  const stacks = new Map<Period, FigureStack<Cell>>();
  for (const record of records) replay(stacks, record);
  const known: [Period, Cell][] = [];
  for (const [period, stack] of stacks) {
    const cell = standing(stack);
    if (cell) known.push([period, cell]);
  }
  return new Map(known.sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** The periods closed now, each with the position of the close in force. */
export const closedNow = (closings: readonly Closing[]): ReadonlyMap<Period, number> => {
  const closed = new Map<Period, number>();
  for (const { kind, period, ordinal } of closings) {
    if (kind === 'CLOSED') closed.set(period, ordinal);
    else closed.delete(period);
  }
  return closed;
};

/**
 * The figures as published: for every period ever reported whose close is in force, the figure that stood at that
 * close. A reopened period has no published figure until it is closed again.
 */
export const asPublished = (
  frequency: Frequency,
  records: readonly ObservationRecord[],
  closings: readonly Closing[],
): ReadonlyMap<Period, PublishedCell> => {
  const inForce = [...closedNow(closings)].sort(([, a], [, b]) => a - b);
  const periodsClosedAs = new Map<Period, Set<Period>>();
  for (const record of records) {
    if (record.kind === 'REVERSED') continue;
    const closing = closingPeriodOf(frequency, record.period);
    periodsClosedAs.set(closing, (periodsClosedAs.get(closing) ?? new Set()).add(record.period));
  }
  const published = new Map<Period, PublishedCell>();
  const stacks = new Map<Period, FigureStack<Cell>>();
  let next = 0;
  for (const [closing, closedAt] of inForce) {
    for (; next < records.length && records[next]!.ordinal < closedAt; next++) replay(stacks, records[next]!);
    for (const period of periodsClosedAs.get(closing) ?? []) published.set(period, { closedAt, cell: standing(stacks.get(period)) });
  }
  return new Map([...published].sort(([a], [b]) => (a < b ? -1 : 1)));
};
