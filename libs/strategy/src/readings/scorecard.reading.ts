/** Many measures at a glance: what each says by itself, in the order in which they ask for attention. */
import type { Assurance, Target, Variation } from '#spc';
import type { Day } from '#kernel';
import { periodAt, periodNumber, periodOf } from '../arithmetic/days.js';
import { said, saidShare } from '../arithmetic/in-words.js';
import { expectedFalseIcons, readingMatrix, readTogether, type MatrixCell, type PlacedCell } from '../arithmetic/reading-matrix.js';
import type { Direction, Figure, MeasureId, Period, UnitId } from '../vocabulary.js';
import type { MeasureClass, MeasureRecord, Moment } from '../views/index.js';
import { calendarOf, dueDayOf, dueUpTo } from './figures-of-measure.reading.js';
import { judgementOf, type Judgement } from './measure-chart.reading.js';

export interface ScorecardLine {
  readonly measure: MeasureId;
  readonly name: string;
  readonly unit: UnitId;
  readonly unitOfMeasure: string;
  readonly direction: Direction;
  /** By the unit asked about, else by the measure's own; null where neither says. */
  readonly class: MeasureClass['class'] | null;
  /** The latest reported figure; a value of null is no activity. */
  readonly latest: {
    readonly period: Period;
    readonly value: Figure | null;
    readonly numerator: Figure | null;
    readonly denominator: Figure | null;
  } | null;
  /** In force at the latest point of the chart, which also says whether that point meets it. */
  readonly target: Target | null;
  readonly met: boolean | null;
  /** Null where limits are not shown. */
  readonly variation: Variation | null;
  readonly assurance: Assurance | null;
  readonly variationText: string;
  readonly assuranceText: string;
  /** Why its chart cannot be drawn; null where it can, or has nothing to draw yet. */
  readonly problem: string | null;
  /** The first period without a figure and the day it is due; null for days between events, which are never due. */
  readonly awaited: { readonly period: Period; readonly due: Day } | null;
  /** Due periods since the latest figure. */
  readonly periodsOverdue: number;
  /** Its cell of the reading matrix, with what to do, and the cell's place in the order of attention. */
  readonly reading: PlacedCell;
}

export interface Scorecard {
  readonly unit: UnitId;
  readonly withUnitsBelow: boolean;
  /** The most pressing first; of the same cell drivers first, then by name. */
  readonly lines: readonly ScorecardLine[];
  /** How many measures lie in each cell of the matrix, in its order. */
  readonly cells: readonly (MatrixCell & { readonly measures: number })[];
  readonly overdue: number;
  /** How many of the icons to expect by chance alone, were every process stable. */
  readonly falseIcons: { readonly measures: number; readonly expected: number; readonly sentence: string };
}

export interface ScorecardQuestion {
  /** The measures of all units below too. */
  readonly withUnitsBelow?: boolean | null;
}

/** The unit, and all below it. */
const unitsWith = ({ tables }: Moment, unit: UnitId, below: boolean): UnitId[] => {
  const units = [unit];
  if (below)
    for (const each of units)
      units.push(...tables.unitsByParent.of(each).filter((child) => tables.units.get(child) && !units.includes(child)));
  return units;
};

const measuresOf = (moment: Moment, units: readonly UnitId[]): MeasureRecord[] => {
  const { tables } = moment;
  const ids = new Set(units.flatMap((unit) => [...tables.measuresByUnit.of(unit), ...tables.measuresClassedBy.of(unit)]));
  return [...ids].flatMap((id) => tables.measures.get(id) ?? []);
};

const classOf = ({ classes, unit: own }: MeasureRecord, unit: UnitId): MeasureClass['class'] | null =>
  (classes.find((each) => each.unit === unit) ?? classes.find((each) => each.unit === own))?.class ?? null;

const awaitedOf = (moment: Moment, measure: MeasureRecord, latest: Period | null): Pick<ScorecardLine, 'awaited' | 'periodsOverdue'> => {
  const { kind, frequency } = measure.definition;
  if (kind === 'DAYS_BETWEEN') return { awaited: null, periodsOverdue: 0 };
  const number = latest === null ? periodNumber(frequency, periodOf(frequency, moment.today)) - 1 : periodNumber(frequency, latest) + 1;
  const period = periodAt(frequency, number);
  const overdue = periodNumber(frequency, dueUpTo(measure, moment)) - number + 1;
  return { awaited: { period, due: dueDayOf(measure, period, calendarOf(moment)) }, periodsOverdue: Math.max(0, overdue) };
};

const lineOf = (moment: Moment, measure: MeasureRecord, unit: UnitId, judged: Judgement): ScorecardLine => {
  const { definition } = measure;
  const { lastReported: last } = judged;
  return {
    measure: measure.id,
    name: definition.name,
    unit: measure.unit,
    unitOfMeasure: definition.unitOfMeasure,
    direction: definition.direction,
    class: classOf(measure, unit),
    latest: last && { period: last.period, value: last.value, numerator: last.numerator, denominator: last.denominator },
    target: judged.latest?.target ?? null,
    met: judged.latest?.met ?? null,
    variation: judged.variation,
    assurance: judged.assurance,
    variationText: judged.variationText,
    assuranceText: judged.assuranceText,
    problem: judged.problem?.because ?? null,
    ...awaitedOf(moment, measure, last && last.period),
    reading: readTogether(judged.variation, judged.assurance),
  };
};

const classOrder = (line: ScorecardLine): number => (line.class === 'DRIVER' ? 0 : line.class === 'WATCH' ? 1 : 2);
const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byAttention = (a: ScorecardLine, b: ScorecardLine): number =>
  a.reading.place - b.reading.place || classOrder(a) - classOrder(b) || textOrder(a.name, b.name) || textOrder(a.measure, b.measure);

const falseIconsOf = (judged: readonly Judgement[]): Scorecard['falseIcons'] => {
  const shown = judged.filter(({ variation }) => variation !== null);
  const expected = expectedFalseIcons(shown.flatMap(({ shiftPoints }) => shiftPoints ?? []));
  const measures = shown.length;
  return {
    measures,
    expected,
    sentence:
      measures === 0
        ? 'No measure has limits yet, so no icon can be wrong.'
        : measures === 1
          ? `Were the one measure with limits stable, it would still show a special cause with a chance of about ${saidShare(expected)}.`
          : `Were all ${measures} measures with limits stable, about ${said(expected)} of them would show a special cause by chance alone.`,
  };
};

/**
 * The measures of a unit, those it classed as driver or watch among them, each read once. Charts are kept from one
 * question to the next while nothing was said about them. Null where no unit has that id.
 */
export const scorecard = (
  moment: Moment,
  unit: UnitId,
  { withUnitsBelow = false }: ScorecardQuestion = {},
  judge: (moment: Moment, measure: MeasureRecord) => Judgement = judgementOf,
): Scorecard | null => {
  if (!moment.tables.units.get(unit)) return null;
  const measures = measuresOf(moment, unitsWith(moment, unit, withUnitsBelow ?? false));
  const judged = measures.map((measure) => judge(moment, measure));
  const lines = measures.map((measure, index) => lineOf(moment, measure, unit, judged[index]!)).sort(byAttention);
  const count = new Map<number, number>();
  for (const { reading } of lines) count.set(reading.place, (count.get(reading.place) ?? 0) + 1);
  return {
    unit,
    withUnitsBelow: withUnitsBelow ?? false,
    lines,
    cells: readingMatrix.map((cell, place) => ({ ...cell, measures: count.get(place) ?? 0 })),
    overdue: lines.filter(({ periodsOverdue }) => periodsOverdue > 0).length,
    falseIcons: falseIconsOf(judged),
  };
};
