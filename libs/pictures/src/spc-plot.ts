import type { Chart, ChartPoint } from '#spc';
import { badgeSide, letterBadge, numberBadge, rowsOf } from './badges.js';
import { type Block, isNarrow } from './blocks.js';
import { longDay } from './calendar.js';
import { drawnEndLabels, type EndLabel } from './end-labels.js';
import { figure, observed, suffixOf, type Writing } from './figures.js';
import { dashes, type Ink } from './ink.js';
import { boldWidth, line, widthOf } from './lettering.js';
import { element, type Markup, together, words } from './markup.js';
import { ghostMark, pointMark } from './marks.js';
import { type Annotation, centreName, figuresOfTarget, latestOf, type Reasoned, recalculationOf } from './text-of-chart.js';
import { drawnTimeAxis, type TimeAxis, timeAxis, timeAxisHeight } from './time-axis.js';
import { drawnValueAxis, type ValueAxis, type ValueAxisOptions, valueAxis } from './value-axis.js';
import { figuresPath, steppedPath, targetPath } from './value-path.js';

export interface SpcPlotOptions {
  readonly width: number;
  readonly writing: Writing;
  readonly annotations: readonly Annotation[];
  readonly recalculations: readonly Reasoned[];
  readonly ink: Ink;
}

/** On t and g charts every event is a point, whatever the days between. */
const isOfEvents = ({ chart }: Chart): boolean => chart === 't' || chart === 'g';

export const axisSize = (width: number): number => (isNarrow(width) ? 11 : 12.5);

const centreLabels = { mean: 'Mean', median: 'Median', 'centre line': 'Centre' } as const;

/** What the lines are called at the right: those of the latest segment, and the latest target. */
const endLabelsOf = (chart: Chart, { width, writing, ink }: SpcPlotOptions, y: (value: number) => number): readonly EndLabel[] => {
  const last = chart.points.findLast(({ mean }) => mean !== null);
  // A long unit stands under the title; at every label it would leave no room for the plot.
  const written = (value: number): string => `${figure(value * writing.per, writing.decimals)}${suffixOf(writing.unit)}`;
  const long = !isNarrow(width);
  const centre = centreLabels[centreName(chart)];
  const target = latestOf(chart)?.target ?? null;
  return [
    [long ? 'Upper limit' : 'Upper', last?.displayUpper ?? null, ink.quiet] as const,
    [centre, last?.mean ?? null, ink.text] as const,
    [long ? 'Lower limit' : 'Lower', last?.displayLower ?? null, ink.quiet] as const,
    ...figuresOfTarget(target).map((value) => ['Target', value, ink.targetText] as const),
  ].flatMap(([name, value, fill]) =>
    value === null ? [] : [{ text: `${name} ${written(value)}`, y: y(value), fill, bold: name === centre }],
  );
};

const valuesOn = (chart: Chart): readonly number[] =>
  chart.points.flatMap(({ value, mean, displayLower, displayUpper, target }) => [
    ...[value, mean, displayLower, displayUpper].filter((one) => one !== null),
    ...figuresOfTarget(target),
  ]);

/** The axis ends where values must: at bounds that nothing lies beyond. */
const boundsOn = (chart: Chart, values: readonly number[]): { least: number | undefined; most: number | undefined } => {
  const { lo, hi } = chart.options.bounds ?? {};
  return {
    least: lo != null && values.every((value) => value >= lo) ? lo : undefined,
    most: hi != null && values.every((value) => value <= hi) ? hi : undefined,
  };
};

/** Target ranges as bands: neighbouring points with the same range share one. */
const targetBands = (points: readonly ChartPoint[], axis: TimeAxis, y: (value: number) => number, ink: Ink): Markup =>
  together(
    points.flatMap(({ target }, index) => {
      if (target === null || 'value' in target) return [];
      const [from, to] = axis.reach(index);
      return [
        element('rect', {
          x: from,
          y: y(target.hi),
          width: to - from,
          height: y(target.lo) - y(target.hi),
          fill: ink.targetBand,
          // Bands of neighbours meet at a fraction of a pixel, which would otherwise show as a seam.
          'shape-rendering': 'crispEdges',
        }),
      ];
    }),
  );

const targetLines = (points: readonly ChartPoint[], axis: TimeAxis, y: (value: number) => number, ink: Ink): Markup => {
  const style = { fill: 'none', stroke: ink.target, 'stroke-width': 1.8, 'stroke-dasharray': dashes.target };
  const edge = (which: 'lo' | 'hi') => (point: ChartPoint) =>
    point.target === null || 'value' in point.target ? null : point.target[which];
  const single = ({ target }: ChartPoint): number | null => (target !== null && 'value' in target ? target.value : null);
  return together([single, edge('lo'), edge('hi')].map((of) => element('path', { d: targetPath(points, of, axis, y), ...style })));
};

/** Mean solid, limits dashed, those of too few points dotted. */
const processLines = (chart: Chart, axis: TimeAxis, y: (value: number) => number, ink: Ink): Markup => {
  const limits = (trial: boolean, of: (point: ChartPoint) => number | null): Markup =>
    element('path', {
      d: steppedPath(chart.points, (point) => ((chart.segments[point.segment]?.trial ?? false) === trial ? of(point) : null), axis, y),
      fill: 'none',
      stroke: trial ? ink.axis : ink.limit,
      'stroke-width': 2,
      'stroke-dasharray': trial ? dashes.trial : dashes.limit,
    });
  return together([
    ...[false, true].flatMap((trial) => [
      limits(trial, ({ displayLower }) => displayLower),
      limits(trial, ({ displayUpper }) => displayUpper),
    ]),
    element('path', { d: steppedPath(chart.points, ({ mean }) => mean, axis, y), fill: 'none', stroke: ink.mean, 'stroke-width': 1.8 }),
  ]);
};

const points = (chart: Chart, axis: TimeAxis, y: (value: number) => number, radius: number, { writing, ink }: SpcPlotOptions): Markup =>
  together(
    chart.points.flatMap(({ date, value, ghost, type, reasons }, index) => {
      if (value === null) return [];
      const [x, height] = [axis.at(index), y(value)];
      const told = `${longDay(date, axis.monthly)}: ${observed(value, writing)}. ${reasons.join(' ')}`.trim();
      const mark = ghost ? ghostMark(x, height, radius, ink) : pointMark(type ?? 'common_cause', x, height, radius, ink);
      return [element('g', {}, element('title', {}, words(told)), mark)];
    }),
  );

/** Where the limits of each recalculation begin, with a badge above the plot and, where it fits, the reason. */
const recalculationMarkers = (
  chart: Chart,
  axis: TimeAxis,
  row: number,
  bottom: number,
  { width, recalculations, ink }: SpcPlotOptions,
): Markup => {
  const starts = chart.segments.slice(1).map(({ index }) => axis.reach(chart.points.findIndex(({ segment }) => segment === index))[0]);
  const size = 11;
  return together(
    starts.flatMap((x, index) => {
      const room = (starts[index + 1] ?? width) - x - badgeSide - 8;
      const reason = recalculationOf(chart, index + 1, recalculations)?.reason;
      const fits = reason !== undefined && !isNarrow(width) && widthOf(reason, size) <= room;
      return [
        element('line', { x1: x, x2: x, y1: row + badgeSide / 2, y2: bottom, stroke: ink.text, 'stroke-width': 1.2 }),
        letterBadge(index, x, row, ink),
        ...(fits ? [line(reason, x + badgeSide / 2 + 5, row + 4, { size, fill: ink.text })] : []),
      ];
    }),
  );
};

/** Numbered badges above the plot, each with a hair line down to its point. */
const annotationMarkers = (
  places: readonly { readonly number: number; readonly x: number; readonly row: number; readonly y: number }[],
  top: number,
  ink: Ink,
): { readonly hairs: Markup; readonly badges: Markup } => {
  const rowY = (row: number): number => top + badgeSide / 2 + row * (badgeSide + 2);
  return {
    hairs: together(
      places.map(({ x, row, y }) => element('line', { x1: x, x2: x, y1: rowY(row), y2: y, stroke: ink.quiet, 'stroke-width': 0.8 })),
    ),
    badges: together(places.map(({ number, x, row }) => numberBadge(number, x, rowY(row), ink))),
  };
};

/** The stretches whose points set the limits, shaded, with their name above. */
const baselines = (chart: Chart, axis: TimeAxis, nameY: number, { top, bottom }: ValueAxis, ink: Ink): Markup =>
  together(
    chart.segments.flatMap(({ index, baselineTo }) => {
      if (baselineTo === null) return [];
      const inside = chart.points.flatMap(({ segment, date }, place) => (segment === index && date <= baselineTo ? [place] : []));
      const from = axis.reach(inside[0] ?? 0)[0];
      const to = axis.reach(inside[inside.length - 1] ?? 0)[1];
      return [
        element('rect', { x: from, y: top, width: to - from, height: bottom - top, fill: ink.baseline }),
        element('path', { d: `M${Math.round(from)} ${top}V${top - 5}H${Math.round(to)}V${top}`, fill: 'none', stroke: ink.axis }),
        line('Baseline', from + 2, nameY, { size: 11, fill: ink.quiet }),
      ];
    }),
  );

const scaleOf = (
  values: readonly number[],
  chart: Chart,
  { width, writing }: SpcPlotOptions,
): Omit<ValueAxisOptions, 'top' | 'bottom'> => ({
  textSize: axisSize(width),
  per: writing.per,
  suffix: suffixOf(writing.unit),
  ...boundsOn(chart, values),
});

/** Where the plot begins and ends, so that figures fit at its left and names of lines at its right. */
export const plotEdges = (chart: Chart, options: SpcPlotOptions): { readonly left: number; readonly right: number } => {
  const size = axisSize(options.width);
  const values = valuesOn(chart);
  const measured = valueAxis(values, { ...scaleOf(values, chart, options), top: 0, bottom: 300 });
  const labels = endLabelsOf(chart, options, measured.y).map(({ text, bold }) => widthOf(text, size) * (bold === true ? boldWidth : 1));
  return { left: Math.ceil(measured.textWidth) + 10, right: Math.floor(options.width - Math.max(0, ...labels) - 14) };
};

/** The chart itself: axes, lines, points and markers. There is at least one figure. */
export const spcPlot = (chart: Chart, options: SpcPlotOptions): Block => {
  const { width, annotations, ink } = options;
  const size = axisSize(width);
  const values = valuesOn(chart);
  const scale = scaleOf(values, chart, options);
  const { left, right } = plotEdges(chart, options);
  const flagsHeight = chart.segments.length > 1 ? badgeSide + 4 : 0;

  const axis = timeAxis(
    chart.points.map(({ date }) => date),
    left,
    right,
    isOfEvents(chart),
  );

  const dated = annotations.flatMap(({ date, number }, index) => {
    const x = axis.atDay(date);
    return x === null ? [] : [{ date, number: number ?? index + 1, x }];
  });
  const rows = rowsOf(dated.map(({ x }) => x));
  const rowsHeight = dated.length === 0 ? 0 : (Math.max(...rows) + 1) * (badgeSide + 2) + 2;
  const baselineHeight = chart.segments.some(({ baselineTo }) => baselineTo !== null) ? 20 : 0;

  const top = flagsHeight + rowsHeight + baselineHeight + 6;
  const bottom = top + Math.round(Math.min(360, Math.max(210, width * 0.3)));
  const upright = valueAxis(values, { ...scale, top, bottom });
  const { y } = upright;
  const radius = Math.min(isNarrow(width) ? 4 : 5, Math.max(2, ((right - left) / chart.points.length) * 0.42));

  const notes = annotationMarkers(
    dated.map(({ date, number, x }, index) => {
      const value = chart.points.find((point) => point.date === date)?.value ?? null;
      return { number, x, row: rows[index] ?? 0, y: value === null ? bottom : y(value) };
    }),
    flagsHeight,
    ink,
  );
  return {
    height: bottom + timeAxisHeight(size),
    markup: together([
      baselines(chart, axis, top - 9, upright, ink),
      targetBands(chart.points, axis, y, ink),
      drawnValueAxis(upright, left, right, size, ink),
      processLines(chart, axis, y, ink),
      targetLines(chart.points, axis, y, ink),
      recalculationMarkers(chart, axis, badgeSide / 2, bottom, options),
      notes.hairs,
      element('path', {
        d: figuresPath(chart.points, ({ value }) => value, axis, y),
        fill: 'none',
        stroke: ink.series,
        'stroke-width': 2,
        'stroke-linejoin': 'round',
      }),
      points(chart, axis, y, radius, options),
      notes.badges,
      drawnTimeAxis(axis, bottom, size, ink),
      drawnEndLabels(endLabelsOf(chart, options, y), right, top, bottom, size, ink),
    ]),
  };
};
