import type { Chart, PointType } from '#spc';
import { asMark, letterBadge, numberBadge } from './badges.js';
import { type Block, isNarrow, legend, type LegendEntry, marked, nothing, paragraph, sideBySide, stack } from './blocks.js';
import { areMonths } from './calendar.js';
import type { Writing } from './figures.js';
import { caption, framed, heading, type PictureOptions, stand, tellingOf, widthsOf } from './frame.js';
import { assuranceDrawing, variationDrawing } from './icons.js';
import { dashes, type Ink, inkOf } from './ink.js';
import { element, type Markup, moved } from './markup.js';
import { ghostMark, pointMark } from './marks.js';
import { movingRangePanel } from './moving-range-panel.js';
import { axisSize, plotEdges, spcPlot } from './spc-plot.js';
import {
  centreName,
  chartNames,
  type ChartTelling,
  hasIcons,
  iconTexts,
  isCounted,
  noteOf,
  notEnoughYet,
  recalculationSentence,
  runsSentences,
  targetSentences,
  textOfChart,
  writingOf,
} from './text-of-chart.js';

export interface SpcChartOptions extends ChartTelling, PictureOptions {
  /** Whether the panel of moving ranges is shown beneath; XmR charts alone have one. */
  readonly movingRanges?: boolean;
}

const directionWords = { increase: 'higher is better', decrease: 'lower is better', neutral: 'neither direction is better' } as const;

const aboutChart = ({ options: { direction } }: Chart, unit: string): string =>
  [unit, direction === undefined ? '' : directionWords[direction]].filter((part) => part !== '').join(' · ');

/** The two icons, each with what it says; what its runs say where a chart has no icons. */
const icons = (chart: Chart, writing: Writing, width: number, ink: Ink): Block => {
  const [variationText, assuranceText] = iconTexts(chart, writing);
  // The engine's own sentences name the target already.
  const assured = [assuranceText, ...(writing.per === 1 ? [] : targetSentences(chart, writing))].join(' ');
  if (!hasIcons(chart)) return paragraph(runsSentences(chart).join(' '), width, { size: 13, fill: ink.text });
  const size = isNarrow(width) ? 44 : 52;
  const missing = notEnoughYet(chart);
  const column = isNarrow(width) ? width : width / 2;
  const beside = (drawing: Markup, text: string): Block =>
    marked({ markup: drawing, height: size }, size + 12, paragraph(text, column - size - 28, { size: 13, fill: ink.text }));
  const blocks =
    missing === null
      ? [beside(variationDrawing(chart.variation, size, ink), variationText), beside(assuranceDrawing(chart.assurance, size, ink), assured)]
      : [beside(variationDrawing(null, size, ink), missing)];
  return isNarrow(width) ? stack(blocks, 8) : sideBySide(blocks, column);
};

const pointNames: readonly (readonly [type: PointType, name: string])[] = [
  ['common_cause', 'Common cause'],
  ['improvement', 'Special cause: improvement'],
  ['concern', 'Special cause: concern'],
  ['neutral_high', 'Special cause: neither better nor worse'],
];

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** Samples of what this chart has, and of nothing else. */
const legendOf = (chart: Chart, ink: Ink): readonly LegendEntry[] => {
  const rule = (paint: Readonly<Record<string, string | number>>): Markup =>
    element('line', { x1: 0, x2: 28, y1: 7, y2: 7, 'stroke-width': 2, ...paint });
  const types = new Set<PointType | null>(chart.points.map(({ type }) => (type === 'neutral_low' ? 'neutral_high' : type)));
  const hasLimits = (trial: boolean): boolean =>
    chart.points.some(
      ({ upper, lower, segment }) => (upper !== null || lower !== null) && (chart.segments[segment]?.trial ?? false) === trial,
    );
  const targets = chart.points.flatMap(({ target }) => (target === null ? [] : [target]));
  const entries: readonly (readonly [shown: boolean, text: string, sample: Markup])[] = [
    // Without limits nothing is judged, so that a point is no more than a figure.
    ...pointNames.map(
      ([type, name]) => [types.has(type), chart.limitsShown ? name : 'Reported figure', pointMark(type, 14, 7, 5, ink)] as const,
    ),
    [chart.points.some(({ ghost, value }) => ghost && value !== null), 'Shown, not counted', ghostMark(14, 7, 5, ink)],
    [chart.points.some(({ mean }) => mean !== null), capital(centreName(chart)), rule({ stroke: ink.mean })],
    [hasLimits(false), 'Process limits', rule({ stroke: ink.limit, 'stroke-dasharray': dashes.limit })],
    [hasLimits(true), 'Trial limits: few points yet', rule({ stroke: ink.axis, 'stroke-dasharray': dashes.trial })],
    [
      targets.length > 0,
      targets.some((target) => 'lo' in target) ? 'Target range' : 'Target',
      rule({ stroke: ink.target, 'stroke-dasharray': dashes.target }),
    ],
  ];
  return entries.flatMap(([shown, text, sample]) => (shown ? [{ text, sample }] : []));
};

/** Recalculations and annotations by their badges, then what to beware of. */
const notes = (chart: Chart, options: SpcChartOptions, width: number, ink: Ink): Block => {
  const { annotations = [], recalculations = [], baselineReason } = options;
  const monthly = areMonths(chart.points.map(({ date }) => date));
  const style = { size: 12.5, fill: ink.text };
  const entry = (mark: Block, text: string): Block => marked(mark, 24, paragraph(text, width - 24, style));
  const warningMark: Block = {
    height: 16,
    markup: element('path', {
      d: 'M8 2L15 14.5H1ZM8 6.5V10.5M8 12V13',
      fill: 'none',
      stroke: ink.text,
      'stroke-width': 1.3,
      'stroke-linejoin': 'round',
    }),
  };
  return stack(
    [
      ...chart.segments.slice(1).map(({ index }) =>
        entry(
          asMark((x, y) => letterBadge(index - 1, x, y, ink)),
          recalculationSentence(chart, index, recalculations, monthly),
        ),
      ),
      ...(baselineReason === undefined ? [] : [entry({ ...nothing, height: 1 }, `Baseline: ${baselineReason}`)]),
      ...annotations.map((annotation, index) =>
        entry(
          asMark((x, y) => numberBadge(annotation.number ?? index + 1, x, y, ink)),
          noteOf(annotation, monthly),
        ),
      ),
      ...chart.warnings.map(({ text }) => entry(warningMark, text)),
      ...(chart.suggestion === null ? [] : [entry(warningMark, `Recalculation to consider: ${chart.suggestion.because}`)]),
    ],
    5,
  );
};

const emptyFrame = (width: number, ink: Ink): Block => ({
  height: 160,
  markup: element(
    'g',
    {},
    element('rect', { x: 1, y: 1, width: width - 2, height: 158, fill: ink.paper, stroke: ink.axis, 'stroke-dasharray': '6 4' }),
    moved(
      18,
      64,
      paragraph('No figures yet. The chart begins with the first one reported.', width - 36, { size: 14, fill: ink.quiet }).markup,
    ),
  ),
});

/**
 * An SPC chart as an SVG for board papers: title, icons with their sentences, the chart, its legend, what was noted, what
 * to beware of, and by which rules it was made. The same input gives the same text.
 */
export const spcChartPicture = (chart: Chart, options: SpcChartOptions): string => {
  const ink = inkOf(options.grey);
  const { total, inner: width } = widthsOf(options);
  const writing: Writing = writingOf(chart, options.unit, options.per ?? 1);
  const { annotations = [], recalculations = [] } = options;
  const plot = { width, writing, annotations, recalculations, ink };
  const hasFigures = chart.points.some(({ value }) => value !== null);
  return framed(total, tellingOf(options, textOfChart(chart, options)), [
    heading(options.title, aboutChart(chart, options.unit), width, ink),
    hasFigures ? icons(chart, writing, width, ink) : nothing,
    hasFigures ? spcPlot(chart, plot) : emptyFrame(width, ink),
    options.movingRanges === true && chart.chart === 'xmr' && chart.points.filter(isCounted).length > 1
      ? movingRangePanel(chart, plotEdges(chart, plot), axisSize(width), writing, ink)
      : nothing,
    legend(legendOf(chart, ink), width, { size: 12, fill: ink.text }),
    notes(chart, options, width, ink),
    // By which rules the chart was made, so that another can be made alike.
    caption(
      `${chart.chart === 'run' ? capital(chartNames.run) : chartNames[chart.chart]} · preset ${chart.preset} · rules version ${chart.rulesVersion}`,
      width,
      ink,
    ),
    stand(options, width, ink),
  ]);
};
