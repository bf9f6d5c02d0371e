/** A log of measures with charts: many of three years of months in one unit, and some of days, of different lengths. */
import { addDays, type MeasureEvents } from '#strategy';
import { writeHistory } from './log-of.js';
import { definitionOf } from './log-figures.js';
import { by, foundation, monthsAfter, trustOf, uuidOf, type Trust, type Written } from './log-trust.js';

/** What a scorecard is measured on. */
export const cardMeasures = 200;
export const cardMonths = 36;
/** Points of the series that one more figure is added to. */
export const seriesLengths = [50, 500, 5_000] as const;
/** Days at the end of each series that are left to be recorded. */
export const daysLeft = 600;

export interface ChartLog {
  readonly trust: Trust;
  readonly events: number;
  /** The unit whose scorecard holds all the monthly measures. */
  readonly unit: string;
  readonly measures: readonly string[];
  /** The daily measures, one for each length in a unit of its own, and the first day it has no figure of. */
  readonly series: readonly { readonly points: number; readonly id: string; readonly unit: string; readonly next: string }[];
}

const reading = { numerator: null, denominator: null, late: false, import: null, note: null, reason: null };
const scattered = (index: number, at: number): string => String(40 + ((index * 7 + at * 13 + ((at * at) % 11)) % 25));

function* told(log: Omit<ChartLog, 'events'>, day: string): Generator<Written> {
  const { trust, unit, measures, series } = log;
  const actor = by(trust.steward);
  const said = <Type extends keyof MeasureEvents>(subject: string, type: Type, data: MeasureEvents[Type]): Written => ({
    aggregate: 'measure',
    subject,
    type,
    data,
    actor,
  });
  const recorded = (subject: string, period: string, value: string): Written =>
    said(subject, 'ObservationRecorded', { ...reading, period, value });
  yield* foundation(trust, day);
  const firstMonth = monthsAfter(`${day.slice(0, 8)}01`, 20 - cardMonths);
  for (const [index, id] of measures.entries()) {
    yield said(id, 'MeasureDefined', { unit, definition: definitionOf(index, trust.steward) });
    yield said(id, 'ChartTargetSet', { from: null, value: String(45 + (index % 20)), reason: 'as the board has it' });
    for (let month = 0; month < cardMonths; month++)
      yield recorded(id, monthsAfter(firstMonth, month).slice(0, 7), scattered(index, month));
  }
  for (const [index, { points, id, unit: own, next }] of series.entries()) {
    const definition = { ...definitionOf(index, trust.steward), frequency: 'DAY', code: `D${index}` } as const;
    yield said(id, 'MeasureDefined', { unit: own, definition });
    for (let at = points; at > 0; at--) yield recorded(id, addDays(next, -at), scattered(index, at));
  }
}

/** Fills an empty file. */
export const writeChartLog = async (file: string, today: string): Promise<ChartLog> => {
  const trust = trustOf(20);
  const next = addDays(today, -daysLeft);
  const log = {
    trust,
    unit: trust.units[0]!.id,
    measures: Array.from({ length: cardMeasures }, (_, index) => uuidOf('measure', index)),
    series: seriesLengths.map((points, index) => ({
      points,
      id: uuidOf('measure', cardMeasures + index),
      unit: trust.units[index + 1]!.id,
      next,
    })),
  };
  // Whatever the day, as many are told; the log's opening is one more.
  const events = [...told(log, today)].length + 1;
  await writeHistory(file, trust, events, (day) => told(log, day()));
  return { ...log, events };
};
