/** Pictures for board papers: what the readings say, as the pictures' room draws it. The service and the command line draw alike. */
import { bowlingChartPicture, longDay, scorecardPicture, spcChartPicture, type ScorecardRow } from '#pictures';
import { rowInPerCent } from './in-per-cent.js';
import { firstDay, measureChart, type BowlingChart, type ChartQuestion, type MeasureRecord, type Moment, type Scorecard } from '#strategy';

/** How a picture is to be drawn. */
export interface Drawing {
  /** Pixels. */
  readonly width: number;
  /** For a printer without colour. */
  readonly grey: boolean;
}

/** A chart, or why there is none: a sentence for whoever asked. */
export type Drawn = { readonly picture: string } | { readonly problem: string };

/** A proportion is written in per cent where that is its unit. */
const isInPerCent = (measure: MeasureRecord | undefined): boolean =>
  measure?.definition.kind === 'PROPORTION' && measure.definition.unitOfMeasure.startsWith('%');

const writtenIn = (measure: MeasureRecord): { readonly unit: string; readonly per: number } => ({
  unit: measure.definition.unitOfMeasure,
  per: isInPerCent(measure) ? 100 : 1,
});

type Stood = Pick<Moment, 'today' | 'position'>;
const sayMoment = ({ today, position }: Stood): string => `on ${longDay(today, false)}, after event ${position} of the record`;

/** As of when a picture is; of a chart also whose figures, where they are of another moment than what it is judged by. */
const asAtOf = (moment: Stood, known: Stood = moment): string =>
  known.position === moment.position
    ? `As it stood ${sayMoment(moment)}.`
    : `Figures as they stood ${sayMoment(known)}; settings, targets and rules ${sayMoment(moment)}.`;

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
      asAt: `${question.figures === 'PUBLISHED' ? 'Figures as published. ' : ''}${asAtOf(moment, question.known)}`,
      ...writtenIn(measure),
      title: measure.definition.name,
      annotations: annotations.map(({ period, text, reference }) => ({
        date: firstDay(frequency, period),
        text,
        ...(reference && { reference: reference.text }),
      })),
      recalculations: settings.recalculations.map(({ from, reason }) => ({ date: firstDay(frequency, from), reason })),
      ...(settings.baseline && { baselineReason: settings.baseline.reason }),
      movingRanges: question.movingRanges ?? false,
    }),
  };
};

/** The year month by month. */
export const bowlingPicture = (moment: Moment, title: string, chart: BowlingChart, drawing: Drawing): string => {
  const { tables } = moment;
  return bowlingChartPicture(
    { ...chart, rows: chart.rows.map((row) => (isInPerCent(tables.measures.get(row.measure)) ? rowInPerCent(row) : row)) },
    {
      ...drawing,
      asAt: asAtOf(moment),
      title,
      owners: Object.fromEntries(chart.rows.map(({ owner }) => [owner, tables.posts.get(owner)?.title ?? ''])),
    },
  );
};

const scorecardRow = (moment: Moment, measure: MeasureRecord): ScorecardRow => {
  const { chart } = measureChart(moment, measure);
  const latest = chart?.points.findLast(({ ghost, missing }) => !ghost && !missing);
  return {
    ...writtenIn(measure),
    name: measure.definition.name,
    variation: chart?.variation ?? null,
    assurance: chart?.assurance ?? null,
    latest: latest ? { date: latest.date, value: latest.value, target: latest.target } : null,
    points: chart?.points ?? [],
  };
};

/** Many measures at a glance, in the scorecard's order. */
export const scorecardOf = (moment: Moment, title: string, { lines }: Scorecard, drawing: Drawing): string =>
  scorecardPicture(
    lines.map(({ measure }) => scorecardRow(moment, moment.tables.measures.get(measure)!)),
    { ...drawing, title, asAt: asAtOf(moment) },
  );
