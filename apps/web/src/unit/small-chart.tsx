import { scaleLinear, scaleUtc } from 'd3-scale';
import type { Chart, Point } from '../chart/chart-documents.js';
import { Mark } from '../chart/marks.js';
import { pointInWords } from '../chart/point-words.js';
import { stretchesOf } from '../chart/spc-chart.js';
import { periodInWords } from '../words/dates.js';
import { figureInWords } from '../words/figures.js';

const size = { width: 400, height: 130, edge: 10 };
const millis = ({ date }: Point): number => Date.parse(`${date}T00:00:00Z`);

const chartInWords = ({ points, limitsShown, variationText, assuranceText }: Chart, kind: string, name: string): string => {
  const last = points.findLast(({ missing, value }) => !missing && value !== null);
  if (!last) return name;
  const { mean, displayLower, displayUpper } = last;
  const figures = [
    ...pointInWords(last, kind),
    ...(mean === null ? [] : [`Mean ${figureInWords(mean, kind)}.`]),
    ...(limitsShown && displayLower !== null && displayUpper !== null
      ? [`Limits ${figureInWords(displayLower, kind)} to ${figureInWords(displayUpper, kind)}.`]
      : []),
  ];
  return `${name}. Latest: ${figures.join(' ')} ${variationText} ${assuranceText}`;
};

/** A measure over time at a glance: the same lines and shapes as its whole chart, without the figures, which its page has. */
export const SmallChart = ({ chart, kind, name }: { readonly chart: Chart; readonly kind: string; readonly name: string }) => {
  const { points, limitsShown } = chart;
  const drawn = points.filter(({ missing, value }) => !missing && value !== null);
  if (drawn.length === 0) return null;
  const figures = points
    .flatMap(({ value, mean, displayLower, displayUpper, target }) => [
      value,
      mean,
      target?.value ?? null,
      ...(limitsShown ? [displayLower, displayUpper] : []),
    ])
    .filter((each): each is number => each !== null);
  const x = scaleUtc()
    .domain([millis(points[0]!), millis(points.at(-1)!)])
    .range([size.edge, size.width - size.edge]);
  const y = scaleLinear()
    .domain([Math.min(...figures), Math.max(...figures)])
    .range([size.height - size.edge, size.edge]);
  const path = (stretch: readonly Point[], pick: (point: Point) => number | null): string =>
    stretch
      .map((point, index) => {
        const [before, value] = [index === 0 ? null : pick(stretch[index - 1]!), pick(point)];
        return value === null ? '' : `${before === null ? 'M' : 'L'}${x(millis(point)).toFixed(1)} ${y(value).toFixed(1)}`;
      })
      .join('');
  return (
    <figure className="app-small-chart">
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={chartInWords(chart, kind, name)}>
        {stretchesOf(points).map((stretch) => (
          <g key={stretch[0]!.period}>
            {limitsShown && (
              <>
                <path className="app-chart__limit" d={path(stretch, ({ displayUpper }) => displayUpper)} />
                <path className="app-chart__limit" d={path(stretch, ({ displayLower }) => displayLower)} />
              </>
            )}
            <path className="app-chart__mean" d={path(stretch, ({ mean }) => mean)} />
            <path className="app-chart__line" d={path(stretch, ({ value, missing, ghost }) => (missing || ghost ? null : value))} />
          </g>
        ))}
        <path className="app-chart__target" d={path(points, ({ target }) => target?.value ?? null)} />
        {drawn.map((point) => (
          <Mark key={point.period} point={point} x={x(millis(point))} y={y(point.value!)} />
        ))}
      </svg>
      <figcaption className="app-small-chart__from">
        <span>{periodInWords(drawn[0]!.period)}</span>
        <span>{periodInWords(drawn.at(-1)!.period)}</span>
      </figcaption>
    </figure>
  );
};
