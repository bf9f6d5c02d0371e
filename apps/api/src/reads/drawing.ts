/** Pictures for board papers: what the readings say, as the pictures' room draws it. The service and the command line draw alike. */
import { bowlingChartPicture, scorecardPicture, spcChartPicture, type ScorecardRow } from '#pictures';
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
const writtenIn = ({ definition: { kind, unitOfMeasure } }: MeasureRecord): { readonly unit: string; readonly per: number } => ({
  unit: unitOfMeasure,
  per: kind === 'PROPORTION' && unitOfMeasure.startsWith('%') ? 100 : 1,
});

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
export const bowlingPicture = ({ tables }: Moment, title: string, chart: BowlingChart, drawing: Drawing): string =>
  bowlingChartPicture(chart, {
    ...drawing,
    title,
    owners: Object.fromEntries(chart.rows.map(({ owner }) => [owner, tables.posts.get(owner)?.title ?? ''])),
  });

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
    { ...drawing, title },
  );
