import type { Chart, ChartPoint } from '#spc';
import type { Block } from './blocks.js';
import { longDay } from './calendar.js';
import { drawnEndLabels } from './end-labels.js';
import { calculated, figure, type Writing } from './figures.js';
import { dashes, type Ink } from './ink.js';
import { line } from './lettering.js';
import { element, together, words } from './markup.js';
import { pointMark } from './marks.js';
import { drawnTimeAxis, timeAxis, timeAxisHeight } from './time-axis.js';
import { drawnValueAxis, valueAxis } from './value-axis.js';
import { figuresPath, steppedPath } from './value-path.js';

/** The upper limit of moving ranges lies at so many times their mean (D4 for two points). */
const limitFactor = 3.267;

/** How far each point lies from the one before it, under the chart and as wide, with the mean and the upper limit of these ranges. */
export const movingRangePanel = (
  chart: Chart,
  { left, right }: { readonly left: number; readonly right: number },
  size: number,
  writing: Writing,
  ink: Ink,
): Block => {
  const mean = ({ segment }: ChartPoint): number | null => chart.segments[segment]?.meanMovingRange ?? null;
  const upper = (point: ChartPoint): number | null => {
    const range = mean(point);
    return range === null || !chart.limitsShown ? null : range * limitFactor;
  };
  const values = chart.points.flatMap((point) => [point.movingRange, mean(point), upper(point)].filter((value) => value !== null));
  const scale = { textSize: size, per: writing.per };
  const last = chart.points.findLast((point) => mean(point) !== null);
  const ends = [
    ['Limit', last === undefined ? null : upper(last)],
    ['Mean', last === undefined ? null : mean(last)],
  ] as const;
  const labels = ends.flatMap(([name, value]) =>
    value === null ? [] : [{ text: `${name} ${figure(value * writing.per, writing.decimals)}`, value, fill: ink.quiet }],
  );
  const top = size * 2;
  const bottom = top + 110;
  const upright = valueAxis([0, ...values], { ...scale, top, bottom });
  const axis = timeAxis(
    chart.points.map(({ date }) => date),
    left,
    right,
    false,
  );
  const radius = Math.min(4, Math.max(1.5, ((right - left) / chart.points.length) * 0.35));
  return {
    height: bottom + timeAxisHeight(size),
    markup: together([
      line(`Moving range${writing.unit === '' ? '' : ` (${writing.unit})`}`, 0, size, { size, fill: ink.text, bold: true }),
      drawnValueAxis(upright, left, right, size, ink),
      element('path', {
        d: steppedPath(chart.points, upper, axis, upright.y),
        fill: 'none',
        stroke: ink.limit,
        'stroke-width': 2,
        'stroke-dasharray': dashes.limit,
      }),
      element('path', { d: steppedPath(chart.points, mean, axis, upright.y), fill: 'none', stroke: ink.mean, 'stroke-width': 1.8 }),
      element('path', {
        d: figuresPath(chart.points, ({ movingRange }) => movingRange, axis, upright.y),
        fill: 'none',
        stroke: ink.series,
        'stroke-width': 2,
      }),
      ...chart.points.flatMap(({ date, movingRange }, index) =>
        movingRange === null
          ? []
          : [
              element(
                'g',
                {},
                element('title', {}, words(`${longDay(date, axis.monthly)}: moving range ${calculated(movingRange, writing)}.`)),
                pointMark('common_cause', axis.at(index), upright.y(movingRange), radius, ink),
              ),
            ],
      ),
      drawnTimeAxis(axis, bottom, size, ink),
      drawnEndLabels(
        labels.map(({ text, value, fill }) => ({ text, y: upright.y(value), fill })),
        right,
        top,
        bottom,
        size,
        ink,
      ),
    ]),
  };
};
