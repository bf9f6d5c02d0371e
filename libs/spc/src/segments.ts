import { dayNumber, sayDay } from './calendar.js';
import { sayCount } from './figures.js';
import type { Day, Warning } from './model.js';
import type { Rulebook } from './rulebook.js';
import { rowOf, type Series } from './series.js';

/** Where a segment lies, in counted points: from the first of them to before the last. */
export interface Cut {
  readonly from: number;
  readonly to: number;
  /** Before which counted point its baseline ends; null where all its points set the limits. */
  readonly baselineTo: number | null;
  /** The first row of the chart that is drawn in it. */
  readonly row: number;
}

export interface Cuts {
  readonly segments: readonly Cut[];
  readonly notes: readonly Warning[];
}

/** The first point that is not before a day. */
const firstFrom = ({ points }: Series, day: Day): number => {
  const sought = dayNumber(day);
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (dayNumber(points[middle]!.date) < sought) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** How many counted points lie before a row. */
const countedBefore = ({ rows }: Series, row: number): number => {
  if (rows === null) return row;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
};

interface Start {
  readonly row: number;
  readonly from: number;
  readonly day: Day | null;
}

const note = (code: Warning['code'], day: Day, text: string): Warning => ({ code, text, dates: [day] });

/** Where the segments start: at the first point, and wherever a recalculation takes effect. */
const startsOf = (series: Series, days: readonly Day[], notes: Warning[]): readonly Start[] => {
  const { points, values } = series;
  const starts: Start[] = [{ row: 0, from: 0, day: null }];
  for (const day of days) {
    const row = firstFrom(series, day);
    const from = countedBefore(series, row);
    const said = `The recalculation at ${sayDay(day)}`;
    if (from >= values.length) {
      notes.push(note('RECALCULATION_IGNORED', day, `${said} has no effect: no point that counts lies on or after that day.`));
    } else if (from === 0) {
      const first = sayDay(points[rowOf(series, 0)]!.date);
      notes.push(note('RECALCULATION_IGNORED', day, `${said} changes nothing: the first point that counts is that of ${first}.`));
    } else {
      const before = starts.at(-1)!;
      if (before.from === from && before.day !== null) {
        notes.push(
          note(
            'RECALCULATION_IGNORED',
            before.day,
            `The recalculation at ${sayDay(before.day)} gives way to that at ${sayDay(day)}: no point that counts lies between them.`,
          ),
        );
        starts.pop();
      }
      starts.push({ row, from, day });
      const { date } = points[row]!;
      if (date !== day) notes.push(note('RECALCULATION_MOVED', day, `${said} takes effect at the next point, ${sayDay(date)}.`));
    }
  }
  return starts;
};

/** Before which counted point the baseline of the segment from one to another ends. */
const baselineEnd = (
  series: Series,
  { baselinePoints, baselineUntil, missing }: Rulebook,
  from: number,
  row: number,
  to: number,
): number | null => {
  if (baselineUntil !== null) {
    const end = firstFrom(series, baselineUntil);
    return Math.min(countedBefore(series, series.points[end]?.date === baselineUntil ? end + 1 : end), to);
  }
  if (baselinePoints === null) return null;
  if (missing === 'bridge' || series.rows === null) return Math.min(from + baselinePoints, to);
  // Where a missing value breaks a run it also takes up a place in the baseline; a ghost never does.
  let places = 0;
  let end = row;
  for (; end < series.points.length && places < baselinePoints; end += 1) if (!series.points[end]!.ghost) places += 1;
  return Math.min(countedBefore(series, end), to);
};

/** Cuts a series into segments. Every segment has a counted point in it, save that of a series without any. */
export function cut(series: Series, rulebook: Rulebook): Cuts {
  const notes: Warning[] = [];
  const counted = series.values.length;
  const hasBaseline = rulebook.baselinePoints !== null || rulebook.baselineUntil !== null;
  const { recalculateAt, baselineSets } = rulebook;
  const isAll = hasBaseline && baselineSets === 'all';
  if (isAll)
    for (const day of recalculateAt)
      notes.push(
        note(
          'RECALCULATION_IGNORED',
          day,
          `The recalculation at ${sayDay(day)} has no effect: by ${rulebook.preset} a chart with a baseline is not recalculated.`,
        ),
      );
  if (series.points.length === 0) return { segments: [], notes };
  const starts = isAll || recalculateAt.length === 0 ? [{ row: 0, from: 0 }] : startsOf(series, recalculateAt, notes);
  const segments = starts.map(({ row, from }, index): Cut => {
    const to = starts[index + 1]?.from ?? counted;
    const isSet = hasBaseline && (index === 0 || (baselineSets === 'each' && rulebook.baselinePoints !== null));
    const end = isSet ? baselineEnd(series, rulebook, from, row, to) : null;
    if (end !== null && end - from < 2)
      notes.push({
        code: 'BASELINE_SHORT',
        text: `The baseline sets no limits: it holds ${sayCount(Math.max(end - from, 0), 'point')}, and limits take two.`,
        dates: [],
      });
    // One point has no moving range: then all the points of the segment set the limits.
    return { from, to, baselineTo: end !== null && end - from >= 2 ? end : null, row };
  });
  return { segments, notes };
}
