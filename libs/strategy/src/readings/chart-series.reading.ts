/** What the engine is given to draw a measure's chart: its points, and every option that was said about it. */
import { type ChartSuggestion, type Options, type Point, type Preset, suggestChart } from '#spc';
import { firstDay, periodAt, periodNumber } from '../arithmetic/days.js';
import { type ChartChoice, type FiguresShown, nothingChosen } from '../measure/chart-choice.js';
import type { MeasureKind } from '../measure/measure.events.js';
import { isInParts } from '../measure/reading.js';
import type { Cell } from '../measure/series.js';
import type { Frequency, Period } from '../vocabulary.js';
import { type ChartSettingsRecord, type MeasureRecord, type Moment, noChartSettings } from '../views/index.js';
import type { ChartTarget } from './chart-target.reading.js';
import { publishedOf, readingsOf, settingsOf } from './figures-of-measure.reading.js';

/** A period on the chart: its figure, or null where nothing was reported. */
export interface PeriodDrawn {
  readonly period: Period;
  readonly cell: Cell | null;
}

/** A hole of more periods than this is no series with a gap but two series: it is left open. */
const gapPeriodsMax = 120;

const figuresOf = (moment: Moment, measure: MeasureRecord, figures: FiguresShown): [Period, Cell | null][] =>
  figures === 'KNOWN'
    ? [...readingsOf(moment, measure.id)]
    : [...publishedOf(moment, measure)].map(([period, { cell }]): [Period, Cell | null] => [period, cell]);

/**
 * The periods from the first to the last that was reported, those between without a figure among them. Days between rare
 * events are dated by the event: the days without one are no gaps.
 */
export const periodsDrawn = (moment: Moment, measure: MeasureRecord, figures: FiguresShown): readonly PeriodDrawn[] => {
  const { frequency, kind } = measure.definition;
  const drawn: PeriodDrawn[] = [];
  let before: number | null = null;
  for (const [period, cell] of figuresOf(moment, measure, figures)) {
    const number = periodNumber(frequency, period);
    if (before !== null && kind !== 'DAYS_BETWEEN' && number - before <= gapPeriodsMax)
      for (let missing = before + 1; missing < number; missing++) drawn.push({ period: periodAt(frequency, missing), cell: null });
    drawn.push({ period, cell });
    before = number;
  }
  return drawn;
};

export const pointsOf = ({ definition }: MeasureRecord, drawn: readonly PeriodDrawn[], ghosts: ReadonlySet<Period>): readonly Point[] => {
  const inParts = isInParts(definition);
  return drawn.map(({ period, cell }) => ({
    date: firstDay(definition.frequency, period),
    ...(inParts ? { numerator: numberOf(cell?.numerator), denominator: numberOf(cell?.denominator) } : { value: numberOf(cell?.value) }),
    ghost: ghosts.has(period),
  }));
};

const numberOf = (figure: string | null | undefined): number | null => (figure === null || figure === undefined ? null : Number(figure));

const pointsInYear: Readonly<Record<Frequency, number>> = { DAY: 365, WEEK: 52, MONTH: 12, QUARTER: 4 };
const valuesOf: Readonly<Record<MeasureKind, NonNullable<Options['values']>>> = {
  COUNT: 'count',
  PROPORTION: 'proportion',
  RATE: 'rate',
  CONTINUOUS: 'continuous',
  DAYS_BETWEEN: 'days-between',
};

type Stated<Choice> = { readonly [Name in keyof Choice]?: NonNullable<Choice[Name]> };

/** What is not null: what nobody said is left to the preset. */
const stated = <Choice extends object>(choice: Choice): Stated<Choice> =>
  Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== null)) as Stated<Choice>;

/** Whose convention a measure's chart follows at a moment, and by which version of the rules it is drawn. */
export interface ConventionInForce {
  readonly preset: Preset;
  readonly presetFrom: 'MEASURE' | 'ORGANISATION';
  readonly rulesVersion: number;
  readonly shiftPoints: number | null;
  readonly trendPoints: number | null;
}

/** The organisation's points in a row belong to its preset: a measure that follows another one takes that one's. */
export const conventionOf = (moment: Moment, choice: ChartChoice): ConventionInForce => {
  const { charts } = settingsOf(moment);
  const preset = choice.preset ?? charts.preset;
  const same = preset === charts.preset;
  return {
    preset,
    presetFrom: choice.preset === null ? 'ORGANISATION' : 'MEASURE',
    rulesVersion: charts.rulesVersion,
    shiftPoints: choice.shiftPoints ?? (same ? charts.shiftPoints : null),
    trendPoints: choice.trendPoints ?? (same ? charts.trendPoints : null),
  };
};

const baselineOf = ({ definition }: MeasureRecord, { baseline }: ChartSettingsRecord): Options => {
  if (!baseline) return {};
  const said = baseline.baseline;
  return said.kind === 'POINTS' ? { baselinePoints: said.points } : { baselineUntil: firstDay(definition.frequency, said.period) };
};

/** Which chart would suit the measure, with the reason: nobody is made to take it. */
export const suggestedChart = ({ definition }: MeasureRecord, choice: ChartChoice, points: readonly Point[]): ChartSuggestion =>
  suggestChart({ kind: choice.rolling ? 'rolling' : valuesOf[definition.kind], points });

/** Every option that somebody said, the measure before the organisation; the rest is as the preset has it. */
export const chartOptionsOf = (moment: Moment, measure: MeasureRecord, target: ChartTarget): Options => {
  const { frequency, direction, kind } = measure.definition;
  const settings = moment.tables.chartSettings.get(measure.id) ?? noChartSettings;
  const choice = settings.choice?.choice ?? nothingChosen;
  const { rolling, limitConstant, bounds, preset: _preset, ...words } = choice;
  const { preset, shiftPoints, trendPoints } = conventionOf(moment, choice);
  return {
    ...stated({ ...words, shiftPoints, trendPoints }),
    preset,
    direction: direction.kind === 'RANGE' ? 'neutral' : direction.kind === 'INCREASE' ? 'increase' : 'decrease',
    ...(target.targets.length > 0 && { target: target.targets }),
    ...(limitConstant !== null && { limitConstant: Number(limitConstant) }),
    ...(bounds && { bounds: { lo: numberOf(bounds.lo), hi: numberOf(bounds.hi) } }),
    recalculateAt: settings.recalculations.map(({ from }) => firstDay(frequency, from)),
    ...baselineOf(measure, settings),
    ...(kind !== 'DAYS_BETWEEN' && { pointsPerYear: pointsInYear[frequency] }),
    values: rolling ? 'rolling' : valuesOf[kind],
    inPercent: kind === 'PROPORTION',
  };
};
