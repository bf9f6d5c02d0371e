/** A measure's chart at a moment: what was known then, drawn by the settings and rules of then. */
import { BadSeries, type Assurance, type ChartPoint, type Preset, type Variation } from '#spc';
import { chartRules } from '../arithmetic/chart-rules.js';
import { firstDay, isPeriod, periodOf } from '../arithmetic/days.js';
import { type FiguresShown, nothingChosen } from '../measure/chart-choice.js';
import { type Cell, closedNow, closingPeriodOf } from '../measure/series.js';
import type { MeasureId, Period } from '../vocabulary.js';
import {
  type ChartSettingsRecord,
  type Ghost,
  type MeasureRecord,
  type Moment,
  noChartSettings,
  type Publication,
  type Settings,
} from '../views/index.js';
import { chartOptionsOf, conventionOf, type ConventionInForce, periodsDrawn, pointsOf, suggestedChart } from './chart-series.reading.js';
import { type ChartTarget, chartTargetOf } from './chart-target.reading.js';
import { annotationsOf, type NumberedAnnotation, settingsOf } from './figures-of-measure.reading.js';
import { type Drawn, KeptCharts } from './kept-charts.js';

/** Which figures to draw: by default as known at the moment whose settings are used. */
export interface ChartQuestion {
  readonly figures?: FiguresShown;
  /** Another moment: the figures as they were known (or published) then. */
  readonly known?: Moment;
}

/** What belongs to a point beside what the engine says of it. */
export interface PointMark {
  readonly period: Period;
  /** Null where nothing was reported. */
  readonly cell: Cell | null;
  /** Its period is closed; a figure of an open one is provisional. */
  readonly closed: boolean;
  readonly ghost: Ghost | null;
  /** Numbers of the annotations about it. */
  readonly annotations: readonly number[];
}

export interface MeasureChart extends Drawn, Pick<ConventionInForce, 'preset' | 'presetFrom' | 'rulesVersion'> {
  readonly measure: MeasureRecord;
  /** The position whose settings, targets and rules it is drawn by, and the one whose figures it shows. */
  readonly position: number;
  readonly knownAt: number;
  readonly figures: FiguresShown;
  /** One for each point of the chart, in the same order. */
  readonly marks: readonly PointMark[];
  readonly settings: ChartSettingsRecord;
  /** What the organisation says of all charts, and the event that says so. */
  readonly convention: Settings['charts'];
  readonly target: ChartTarget;
  readonly annotations: readonly NumberedAnnotation[];
  readonly publications: readonly Publication[];
}

/** What a list of measures shows of a chart. */
export interface Judgement {
  readonly measure: MeasureId;
  /** Null where limits are not shown. */
  readonly variation: Variation | null;
  readonly assurance: Assurance | null;
  readonly variationText: string;
  readonly assuranceText: string;
  /** The last point that counts, with its limits and its target. */
  readonly latest: (ChartPoint & { readonly period: Period }) | null;
  /** The latest figure there is, counted or not. */
  readonly lastReported: Cell | null;
  /** Points that count, and how many it takes to show limits. */
  readonly counted: number;
  readonly limitsFrom: number;
  /** Points in a row that make a shift; null without a chart. */
  readonly shiftPoints: number | null;
  readonly preset: Preset;
  readonly rulesVersion: number;
  /** Why there is no chart. */
  readonly problem: Drawn['problem'];
}

/** Charts of all logs this program reads: what they are kept by belongs to one log alone. */
const charts = new KeptCharts();

const drawnAt = (moment: Moment, known: Moment, measure: MeasureRecord, figures: FiguresShown, target: ChartTarget): Drawn => {
  const settings = moment.tables.chartSettings.get(measure.id) ?? noChartSettings;
  const organisation = settingsOf(moment);
  const { rulesVersion } = organisation.charts;
  const draw = (): Drawn => {
    const periods = periodsDrawn(known, measure, figures);
    const rules = chartRules.get(rulesVersion);
    if (!rules) throw new Error(`the log is drawn by version ${rulesVersion} of the chart rules, which this program does not have`);
    const points = pointsOf(measure, periods, new Set(settings.ghosts.map(({ period }) => period)));
    let suggested: Drawn['suggested'] = null;
    try {
      suggested = suggestedChart(measure, settings.choice?.choice ?? nothingChosen, points);
      return { periods, chart: rules(points, chartOptionsOf(moment, measure, target)), problem: null, suggested };
    } catch (error) {
      if (!(error instanceof BadSeries)) throw error;
      return { periods, chart: null, problem: { field: error.field, because: error.message }, suggested };
    }
  };
  const said = known.tables.observations.of(measure.id).at(-1);
  const closed = figures === 'KNOWN' ? 0 : (known.tables.closings.of(measure.id).at(-1)?.ordinal ?? 0);
  const beside = `${figures} ${closed} ${JSON.stringify(target.targets)}`;
  return said ? charts.of([said, measure, settings, organisation], beside, draw) : draw();
};

const marksOf = (
  { tables }: Moment,
  { id, definition: { frequency } }: MeasureRecord,
  { periods }: Drawn,
  settings: ChartSettingsRecord,
  annotations: readonly NumberedAnnotation[],
): readonly PointMark[] => {
  const closed = closedNow(tables.closings.of(id));
  const ghosts = new Map(settings.ghosts.map((ghost) => [ghost.period, ghost]));
  const noted = new Map<Period, number[]>();
  for (const { period, number } of annotations) {
    // A remark may be about the month of a weekly measure: it stands at the week the month begins in.
    const at = isPeriod(frequency, period) ? period : periodOf(frequency, firstDay('MONTH', period));
    noted.set(at, [...(noted.get(at) ?? []), number]);
  }
  return periods.map(({ period, cell }) => ({
    period,
    cell,
    closed: closed.has(closingPeriodOf(frequency, period)),
    ghost: ghosts.get(period) ?? null,
    annotations: noted.get(period) ?? [],
  }));
};

/** The chart by the settings, targets and rules of the moment; its figures as known or published then, or at another moment. */
export const measureChart = (
  moment: Moment,
  measure: MeasureRecord,
  { figures = 'KNOWN', known = moment }: ChartQuestion = {},
): MeasureChart => {
  const settings = moment.tables.chartSettings.get(measure.id) ?? noChartSettings;
  const target = chartTargetOf(moment, measure);
  const drawn = drawnAt(moment, known, measure, figures, target);
  const annotations = annotationsOf(moment, measure.id);
  const { preset, presetFrom, rulesVersion } = conventionOf(moment, settings.choice?.choice ?? nothingChosen);
  return {
    ...drawn,
    measure,
    position: moment.position,
    knownAt: known.position,
    figures,
    preset,
    presetFrom,
    rulesVersion,
    marks: marksOf(known, measure, drawn, settings, annotations),
    settings,
    convention: settingsOf(moment).charts,
    target,
    annotations,
    publications: moment.tables.publications.of(measure.id),
  };
};

/** What a scorecard or a row of a bowling chart shows of a measure: its icons, its latest point and that point's limits. */
export const judgementOf = (moment: Moment, measure: MeasureRecord, figures: FiguresShown = 'KNOWN'): Judgement => {
  const { chart, periods, problem } = drawnAt(moment, moment, measure, figures, chartTargetOf(moment, measure));
  const at = chart ? chart.points.findLastIndex(({ ghost, missing }) => !ghost && !missing) : -1;
  return {
    measure: measure.id,
    variation: chart?.variation ?? null,
    assurance: chart?.assurance ?? null,
    variationText: chart?.variationText ?? '',
    assuranceText: chart?.assuranceText ?? '',
    latest: at < 0 ? null : { ...chart!.points[at]!, period: periods[at]!.period },
    lastReported: periods.at(-1)?.cell ?? null,
    counted: chart?.counted ?? 0,
    limitsFrom: chart?.limitsFrom ?? 0,
    shiftPoints: chart?.options.shiftPoints ?? null,
    preset: conventionOf(moment, moment.tables.chartSettings.get(measure.id)?.choice?.choice ?? nothingChosen).preset,
    rulesVersion: settingsOf(moment).charts.rulesVersion,
    problem,
  };
};
