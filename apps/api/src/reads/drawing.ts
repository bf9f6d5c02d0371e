/** Pictures for board papers: what the readings say, as the pictures' room draws it. The service and the command line draw alike. */
import { bowlingChartPicture, scorecardPicture, spcChartPicture } from '#pictures';
import {
  firstDay,
  measureChart,
  type BowlingCell,
  type BowlingChart,
  type BowlingRow,
  type ChartQuestion,
  type Figure,
  type Forecast,
  type MeasureRecord,
  type Moment,
  type Scorecard,
  type ScorecardLine,
} from '#strategy';

/** How a picture is to be drawn. */
export interface Drawing {
  /** Pixels. */
  readonly width: number;
  /** For a printer without colour. */
  readonly grey: boolean;
}

/** A chart, or why there is none: a sentence for whoever asked. */
export type Drawn = { readonly picture: string } | { readonly problem: string };

/** A proportion is kept as a fraction, and drawn in per cent: boards read 71.9%, not 0.719. */
const perOf = (measure: MeasureRecord | undefined): 1 | 100 => (measure?.definition.kind === 'PROPORTION' ? 100 : 1);

/** The unit of a figure that was multiplied so: `share of attendances` is `% of attendances`. */
const unitTimes = (unit: string, per: number): string => (per === 1 || unit.startsWith('%') ? unit : `% ${unit.replace(/^share /, '')}`);

const times = <Value extends number | null>(value: Value, per: number): Value =>
  (value === null ? null : Number((value * per).toPrecision(15))) as Value;
const figureTimes = (figure: Figure, per: number): Figure => String(times(Number(figure), per));

/** The chart of a measure with everything said about it. */
export const chartPicture = (
  moment: Moment,
  measure: MeasureRecord,
  question: ChartQuestion & { readonly movingRanges?: boolean },
  drawing: Drawing,
): Drawn => {
  const { chart, problem, annotations, settings } = measureChart(moment, measure, question);
  if (!chart) return { problem: problem?.because ?? 'there is nothing to draw' };
  const { frequency } = measure.definition;
  return {
    picture: spcChartPicture(chart, {
      ...drawing,
      unit: unitTimes(measure.definition.unitOfMeasure, perOf(measure)),
      per: perOf(measure),
      title: measure.definition.name,
      annotations: annotations.map(({ period, text, number, reference }) => ({
        date: firstDay(frequency, period),
        text,
        number,
        ...(reference && { reference: reference.text }),
      })),
      recalculations: settings.recalculations.map(({ from, reason }) => ({ date: firstDay(frequency, from), reason })),
      ...(settings.baseline && { baselineReason: settings.baseline.reason }),
      movingRanges: question.movingRanges ?? false,
    }),
  };
};

const cellTimes = (cell: BowlingCell, per: number): BowlingCell => ({
  ...cell,
  plan: times(cell.plan, per),
  actual: times(cell.actual, per),
  asPublished: times(cell.asPublished, per),
  asKnownNow: times(cell.asKnownNow, per),
});

const forecastTimes = (forecast: Forecast, per: number): Forecast => ({
  ...forecast,
  value: times(forecast.value, per),
  low: times(forecast.low, per),
  high: times(forecast.high, per),
});

/** The row with every figure of it times so much. */
const rowTimes = (row: BowlingRow, per: number): BowlingRow =>
  per === 1
    ? row
    : {
        ...row,
        unitOfMeasure: unitTimes(row.unitOfMeasure, per),
        jop: figureTimes(row.jop, per),
        target: figureTimes(row.target, per),
        tolerance: figureTimes(row.tolerance, per),
        yearTarget: { ...row.yearTarget, value: times(row.yearTarget.value, per) },
        cells: row.cells.map((cell) => cellTimes(cell, per)),
        ghosts: row.ghosts.map((ghost) => ({ ...ghost, plan: ghost.plan.map((value) => times(value, per)) })),
        yearToDate: { ...row.yearToDate, plan: times(row.yearToDate.plan, per), actual: times(row.yearToDate.actual, per) },
        forecasts: {
          ...row.forecasts,
          plan: times(row.forecasts.plan, per),
          runRate: forecastTimes(row.forecasts.runRate, per),
          planShifted: forecastTimes(row.forecasts.planShifted, per),
          process: forecastTimes(row.forecasts.process, per),
        },
      };

/** The year month by month. */
export const bowlingPicture = ({ tables }: Moment, title: string, chart: BowlingChart, drawing: Drawing): string =>
  bowlingChartPicture(
    { ...chart, rows: chart.rows.map((row) => rowTimes(row, perOf(tables.measures.get(row.measure)))) },
    {
      ...drawing,
      title,
      owners: Object.fromEntries(chart.rows.map(({ owner }) => [owner, tables.posts.get(owner)?.title ?? ''])),
    },
  );

const lineTimes = ({ latest, target, ...line }: ScorecardLine, per: number): ScorecardLine => ({
  ...line,
  unitOfMeasure: unitTimes(line.unitOfMeasure, per),
  latest: latest && { ...latest, value: latest.value === null ? null : figureTimes(latest.value, per) },
  target:
    target === null
      ? null
      : 'value' in target
        ? { ...target, value: times(target.value, per) }
        : { ...target, lo: times(target.lo, per), hi: times(target.hi, per) },
});

/** Many measures at a glance, in the scorecard's order, each with the small line of its chart. */
export const scorecardOf = (moment: Moment, title: string, card: Scorecard, drawing: Drawing): string => {
  const measures = card.lines.map((line) => ({ line, measure: moment.tables.measures.get(line.measure)! }));
  return scorecardPicture(
    { falseIcons: card.falseIcons, lines: measures.map(({ line, measure }) => lineTimes(line, perOf(measure))) },
    {
      ...drawing,
      title,
      trends: Object.fromEntries(
        measures.map(({ measure }) => [
          measure.id,
          (measureChart(moment, measure).chart?.points ?? []).map(({ value, type, ghost }) => ({
            value: times(value, perOf(measure)),
            type,
            ghost,
          })),
        ]),
      ),
    },
  );
};
