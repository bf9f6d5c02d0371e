/** A measure's chart at a moment: what was known then, drawn by the settings and rules of then. */
import {
  BadSeries,
  type Assurance,
  type Chart,
  type ChartPoint,
  type ChartSuggestion,
  type Glance,
  type Point,
  type Preset,
  type Variation,
} from '#spc';
import { chartRules, type ChartRules } from '../arithmetic/chart-rules.js';
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
import {
  chartOptionsOf,
  conventionOf,
  type ConventionInForce,
  type PeriodDrawn,
  periodsDrawn,
  pointsOf,
  suggestedChart,
} from './chart-series.reading.js';
import { type ChartTarget, chartTargetOf } from './chart-target.reading.js';
import { annotationsOf, type NumberedAnnotation, settingsOf } from './figures-of-measure.reading.js';
import { KeptReadings } from './kept-readings.js';

/** Which figures to draw: by default as known at the moment whose settings are used. */
export interface ChartQuestion {
  readonly figures?: FiguresShown;
  /** Another moment: the figures as they were known (or published) then. */
  readonly known?: Moment;
}

/** A chart as the engine drew it, with the periods its points lie in; or why it could not be drawn. */
export interface Drawn {
  readonly periods: readonly PeriodDrawn[];
  readonly chart: Chart | null;
  readonly problem: { readonly field: string; readonly because: string } | null;
  /** Which chart would suit the figures; null where they cannot be read. */
  readonly suggested: ChartSuggestion | null;
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

/** What a measure's chart is drawn from. */
interface Basis {
  readonly moment: Moment;
  readonly known: Moment;
  readonly measure: MeasureRecord;
  readonly figures: FiguresShown;
  readonly settings: ChartSettingsRecord;
  readonly target: ChartTarget;
}

const basisOf = (moment: Moment, known: Moment, measure: MeasureRecord, figures: FiguresShown): Basis => ({
  moment,
  known,
  measure,
  figures,
  settings: moment.tables.chartSettings.get(measure.id) ?? noChartSettings,
  target: chartTargetOf(moment, measure),
});

/** Points kept in all; one takes about a kilobyte. */
const pointsKept = 50_000;
/** A judgement takes about two kilobytes, however many points it is of. */
const judgementsKept = 20_000;

/** What was read of all logs this program reads: what it is kept by belongs to one log alone. */
const charts = new KeptReadings<Drawn>(pointsKept, ({ periods }) => periods.length + 1);
const marks = new KeptReadings<readonly PointMark[]>(pointsKept, ({ length }) => length + 1);
const judgements = new KeptReadings<Judgement>(judgementsKept, () => 1);

/** What was read from the basis before, or is now. */
const keptIn = <Reading>(kept: KeptReadings<Reading>, basis: Basis, read: (basis: Basis) => Reading): Reading => {
  const { moment, known, measure, figures, settings, target } = basis;
  const said = known.tables.observations.of(measure.id).at(-1);
  if (!said) return read(basis);
  const closed = figures === 'KNOWN' ? 0 : (known.tables.closings.of(measure.id).at(-1)?.ordinal ?? 0);
  const beside = `${figures} ${closed} ${JSON.stringify(target.targets)}`;
  return kept.of([said, measure, settings, settingsOf(moment)], beside, () => read(basis));
};

const rulesOf = ({ moment }: Basis): ChartRules => {
  const { rulesVersion } = settingsOf(moment).charts;
  const rules = chartRules.get(rulesVersion);
  if (!rules) throw new Error(`the log is drawn by version ${rulesVersion} of the chart rules, which this program does not have`);
  return rules;
};

const pointsDrawn = ({ measure, settings }: Basis, periods: readonly PeriodDrawn[]): readonly Point[] =>
  pointsOf(measure, periods, new Set(settings.ghosts.map(({ period }) => period)));

const problemOf = (error: unknown): NonNullable<Drawn['problem']> => {
  if (!(error instanceof BadSeries)) throw error;
  return { field: error.field, because: error.message };
};

const draw = (basis: Basis): Drawn => {
  const { moment, known, measure, figures, settings, target } = basis;
  const { chartOf } = rulesOf(basis);
  const periods = periodsDrawn(known, measure, figures);
  const points = pointsDrawn(basis, periods);
  let suggested: Drawn['suggested'] = null;
  try {
    suggested = suggestedChart(measure, settings.choice?.choice ?? nothingChosen, points);
    return { periods, chart: chartOf(points, chartOptionsOf(moment, measure, target)), problem: null, suggested };
  } catch (error) {
    return { periods, chart: null, problem: problemOf(error), suggested };
  }
};

const marksOf = (
  { known, measure, settings }: Basis,
  { periods }: Drawn,
  annotations: readonly NumberedAnnotation[],
): readonly PointMark[] => {
  const { frequency } = measure.definition;
  const closed = closedNow(known.tables.closings.of(measure.id));
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

const nothing = {};

/** The marks of a chart: they change with what was last closed, remarked and taken back. */
const keptMarks = (basis: Basis, drawn: Drawn, annotations: readonly NumberedAnnotation[]): readonly PointMark[] => {
  const { moment, known, measure } = basis;
  const lately = [known.tables.closings, moment.tables.annotations, moment.tables.annotationWithdrawals].map(
    (journal): object => journal.of(measure.id).at(-1) ?? nothing,
  );
  return marks.of([drawn, ...lately], '', () => marksOf(basis, drawn, annotations));
};

/** The chart by the settings, targets and rules of the moment; its figures as known or published then, or at another moment. */
export const measureChart = (
  moment: Moment,
  measure: MeasureRecord,
  { figures = 'KNOWN', known = moment }: ChartQuestion = {},
): MeasureChart => {
  const basis = basisOf(moment, known, measure, figures);
  const { settings, target } = basis;
  const drawn = keptIn(charts, basis, draw);
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
    marks: keptMarks(basis, drawn, annotations),
    settings,
    convention: settingsOf(moment).charts,
    target,
    annotations,
    publications: moment.tables.publications.of(measure.id),
  };
};

const glanceAt = (
  basis: Basis,
  periods: readonly PeriodDrawn[],
): { readonly glance: Glance | null; readonly problem: Drawn['problem'] } => {
  const { moment, measure, target } = basis;
  const { glanceOf } = rulesOf(basis);
  try {
    return { glance: glanceOf(pointsDrawn(basis, periods), chartOptionsOf(moment, measure, target)), problem: null };
  } catch (error) {
    return { glance: null, problem: problemOf(error) };
  }
};

const judge = (basis: Basis): Judgement => {
  const { moment, known, measure, figures, settings } = basis;
  const periods = periodsDrawn(known, measure, figures);
  const { glance, problem } = glanceAt(basis, periods);
  const latest = glance?.latest;
  const { preset, rulesVersion } = conventionOf(moment, settings.choice?.choice ?? nothingChosen);
  return {
    measure: measure.id,
    variation: glance?.variation ?? null,
    assurance: glance?.assurance ?? null,
    variationText: glance?.variationText ?? '',
    assuranceText: glance?.assuranceText ?? '',
    latest: latest ? { ...latest, period: periodOf(measure.definition.frequency, latest.date) } : null,
    lastReported: periods.at(-1)?.cell ?? null,
    counted: glance?.counted ?? 0,
    limitsFrom: glance?.limitsFrom ?? 0,
    shiftPoints: glance?.shiftPoints ?? null,
    preset,
    rulesVersion,
    problem,
  };
};

/** What a scorecard or a row of a bowling chart shows of a measure: its icons, its latest point and that point's limits. */
export const judgementOf = (moment: Moment, measure: MeasureRecord, figures: FiguresShown = 'KNOWN'): Judgement =>
  keptIn(judgements, basisOf(moment, moment, measure, figures), judge);
