/** Pictures for board papers: what the readings say, as the pictures' room draws it. The service and the command line draw alike. */
import { bowlingChartPicture, longDay, scorecardPicture, spcChartPicture, textOfChart } from '#pictures';
import {
  firstDay,
  measureChart,
  type BowlingChart,
  type ChartQuestion,
  type MeasureChart,
  type MeasureRecord,
  type Moment,
  type Scorecard,
} from '#strategy';
import { lineInPerCent, pointInPerCent, rowInPerCent, unitInPerCent } from './in-per-cent.js';

/** How a picture is to be drawn. */
export interface Drawing {
  /** Pixels. */
  readonly width: number;
  /** For a printer without colour. */
  readonly grey: boolean;
}

/** Pixels a picture may be wide: a telephone's narrowest, and more than any printer needs. */
export const widths = { least: 320, most: 4_000, usual: 1_280 } as const;

/** A width as it was written; null where it is none, or beyond {@link widths}. */
export const widthIn = (text: string): number | null =>
  /^\d{1,5}$/.test(text) && Number(text) >= widths.least && Number(text) <= widths.most ? Number(text) : null;

/** A chart, or why there is none: a sentence for whoever asked. */
export type Drawn = { readonly picture: string } | { readonly problem: string };

/** A proportion is kept as a fraction, and drawn in per cent: boards read 71.9%, not 0.719. */
const isInPerCent = (measure: MeasureRecord | undefined): boolean => measure?.definition.kind === 'PROPORTION';

const writtenIn = (measure: MeasureRecord): { readonly unit: string; readonly per: number } => {
  const { unitOfMeasure } = measure.definition;
  return isInPerCent(measure) ? { unit: unitInPerCent(unitOfMeasure), per: 100 } : { unit: unitOfMeasure, per: 1 };
};

type Stood = Pick<Moment, 'today' | 'position'>;
const sayMoment = ({ today, position }: Stood): string => `on ${longDay(today, false)}, after event ${position} of the record`;

/** As of when a picture is, and whose figures it shows where they are of another moment than what they are judged by. */
const asAtOf = (moment: Stood, known: Stood = moment): string =>
  known.position === moment.position
    ? `As it stood ${sayMoment(moment)}.`
    : `Figures as they stood ${sayMoment(known)}; settings, targets and rules ${sayMoment(moment)}.`;

type PictureQuestion = ChartQuestion & { readonly movingRanges?: boolean };

/** How the chart of a measure is told: its title, its unit, and everything said about it. */
const tellingOf = (moment: Moment, measure: MeasureRecord, question: PictureQuestion, { annotations, settings }: MeasureChart) => {
  const { frequency } = measure.definition;
  return {
    asAt: `${question.figures === 'PUBLISHED' ? 'Figures as published. ' : ''}${asAtOf(moment, question.known)}`,
    ...writtenIn(measure),
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
  };
};

/** The chart of a measure with everything said about it. */
export const chartPicture = (moment: Moment, measure: MeasureRecord, question: PictureQuestion, drawing: Drawing): Drawn => {
  const read = measureChart(moment, measure, question);
  if (!read.chart) return { problem: read.problem?.because ?? 'there is nothing to draw' };
  return { picture: spcChartPicture(read.chart, { ...drawing, ...tellingOf(moment, measure, question, read) }) };
};

/** The same chart in whole sentences; empty where there is none. */
export const chartInWords = (moment: Moment, measure: MeasureRecord): string => {
  const read = measureChart(moment, measure);
  return read.chart ? textOfChart(read.chart, tellingOf(moment, measure, {}, read)) : '';
};

/** The year month by month; `known` is the moment whose figures `moment` shows. */
export const bowlingPicture = (moment: Moment, title: string, chart: BowlingChart, drawing: Drawing, known: Stood = moment): string => {
  const { tables } = moment;
  return bowlingChartPicture(
    { ...chart, rows: chart.rows.map((row) => (isInPerCent(tables.measures.get(row.measure)) ? rowInPerCent(row) : row)) },
    {
      ...drawing,
      asAt: asAtOf(moment, known),
      title,
      owners: Object.fromEntries(chart.rows.map(({ owner }) => [owner, tables.posts.get(owner)?.title ?? ''])),
    },
  );
};

/** Many measures at a glance, in the scorecard's order, each with the small line of its chart; `known` as of a bowling chart. */
export const scorecardOf = (
  moment: Moment,
  title: string,
  { lines, falseIcons }: Scorecard,
  drawing: Drawing,
  known: Stood = moment,
): string => {
  const inPerCent = (id: string): boolean => isInPerCent(moment.tables.measures.get(id));
  const pointsOf = (id: string) => measureChart(moment, moment.tables.measures.get(id)!).chart?.points ?? [];
  return scorecardPicture(
    { falseIcons, lines: lines.map((line) => (inPerCent(line.measure) ? lineInPerCent(line) : line)) },
    {
      ...drawing,
      title,
      asAt: asAtOf(moment, known),
      trends: Object.fromEntries(
        lines.map(({ measure }) => [measure, inPerCent(measure) ? pointsOf(measure).map(pointInPerCent) : pointsOf(measure)]),
      ),
    },
  );
};
