import { scaleLinear, scaleUtc } from 'd3-scale';
import { periodInWords } from '../words/dates.js';
import { figureInWords } from '../words/figures.js';
import { Axes } from './axes.js';
import type { Chart } from './chart-documents.js';
import { frameFor, pathThrough } from './plot.js';
import { useRoom } from './use-room.js';

const millis = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/**
 * The steps from each figure to the next, with their mean and upper limit: it stands under a chart of single values, since
 * its limits come from it. A step above the limit is a jump of its own.
 */
export const MovingRanges = ({ chart, unit, title }: { readonly chart: Chart; readonly unit: string; readonly title: string }) => {
  const { room, within } = useRoom();
  const { points, segments } = chart;
  const ranges = points.flatMap(({ period, date, segment, movingRange }) => {
    const { meanMovingRange: mean = null, upperMovingRange: upper = null } = segments[segment] ?? {};
    return movingRange === null
      ? []
      : [{ period, date, segment, movingRange, mean, upper, isAbove: upper !== null && movingRange > upper }];
  });
  if (chart.chart !== 'XMR' || ranges.length === 0) return null;
  const frame = frameFor(room, 190);
  const { width, height, left, right, top, bottom, isNarrow } = frame;
  const x = scaleUtc()
    .domain([millis(points[0]!.date), millis(points.at(-1)!.date)])
    .range([left + 8, width - right - 8]);
  const y = scaleLinear()
    .domain([0, Math.max(...ranges.flatMap(({ movingRange, upper }) => [movingRange, upper ?? 0]))])
    .nice(3)
    .range([height - bottom, top]);
  const lines = segments.map((_, index) => ranges.filter(({ segment }) => segment === index));
  const above = ranges.filter(({ isAbove }) => isAbove);
  const last = ranges.at(-1)!;
  const says =
    above.length === 0
      ? 'No step is larger than ordinary variation makes them.'
      : `Steps larger than ordinary variation makes them: ${above.map(({ period, movingRange }) => `${figureInWords(movingRange, unit)} up to ${periodInWords(period)}`).join(', ')}.`;
  return (
    <figure className="app-chart">
      <figcaption>Moving ranges: how far each figure lies from the one before it. {says}</figcaption>
      <div ref={within}>
        <svg className="app-chart__plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Moving ranges of ${title}. ${says}`}>
          <Axes frame={frame} x={x} y={y} unit={unit} />
          {lines.map((line, index) => (
            <g key={segments[index]!.from}>
              <path
                className="app-chart__mean"
                d={pathThrough(line.map(({ date, mean }) => [x(millis(date)), mean === null ? null : y(mean)]))}
              />
              <path
                className="app-chart__limit"
                d={pathThrough(line.map(({ date, upper }) => [x(millis(date)), upper === null ? null : y(upper)]))}
              />
              <path className="app-chart__line" d={pathThrough(line.map(({ date, movingRange }) => [x(millis(date)), y(movingRange)]))} />
            </g>
          ))}
          {ranges.map(({ period, date, movingRange, isAbove }) =>
            isAbove ? (
              <rect
                key={period}
                className="app-point app-point--neutral-high"
                x={x(millis(date)) - 5}
                y={y(movingRange) - 5}
                width={10}
                height={10}
              />
            ) : (
              <circle key={period} className="app-point app-point--common-cause" cx={x(millis(date))} cy={y(movingRange)} r={3} />
            ),
          )}
          {!isNarrow && (
            <>
              {last.mean !== null && (
                <text className="app-chart__label" x={width - right + 2} y={y(last.mean) + 4}>
                  mean
                </text>
              )}
              {last.upper !== null && (
                <text className="app-chart__label" x={width - right + 2} y={y(last.upper) + 4}>
                  upper limit
                </text>
              )}
            </>
          )}
        </svg>
      </div>
      {last.mean !== null && (
        <p className="nhsuk-hint">
          Solid line: their mean, {figureInWords(last.mean, unit)}.{' '}
          {last.upper === null
            ? 'There are too few figures for their upper limit.'
            : `Dashed line: their upper limit, 3.267 times the mean, ${figureInWords(last.upper, unit)}.`}{' '}
          Every range is in the table.
        </p>
      )}
    </figure>
  );
};
