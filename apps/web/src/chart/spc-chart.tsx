import { scaleLinear, scaleUtc } from 'd3-scale';
import { useId, useState } from 'react';
import { periodInWords } from '../words/dates.js';
import { figureInWords } from '../words/figures.js';
import type { Chart, Point } from './chart-documents.js';

const size = { width: 760, height: 340, left: 64, right: 84, top: 16, bottom: 36 };
const millis = ({ date }: Point): number => Date.parse(`${date}T00:00:00Z`);

const classOf = ({ ghost, type }: Point): string => (ghost ? 'ghost' : (type ?? 'COMMON_CAUSE').toLowerCase().replaceAll('_', '-'));

/** A shape for each kind of point, so that none is told by its colour alone. */
export const Mark = ({ point, x, y }: { readonly point: Point; readonly x: number; readonly y: number }) => {
  const kind = classOf(point);
  if (kind.includes('improvement')) return <path className={`app-point app-point--${kind}`} d={`M${x} ${y - 6}l6 11h-12z`} />;
  if (kind.includes('concern')) return <path className={`app-point app-point--${kind}`} d={`M${x} ${y - 7}l7 7-7 7-7-7z`} />;
  if (kind.includes('neutral')) return <rect className={`app-point app-point--${kind}`} x={x - 5} y={y - 5} width={10} height={10} />;
  return <circle className={`app-point app-point--${kind}`} cx={x} cy={y} r={5} />;
};

/** The stretches that belong to one process: lines break where the limits begin anew. */
export const stretchesOf = (points: readonly Point[]): Point[][] => {
  const stretches: Point[][] = [];
  for (const point of points) {
    const last = stretches.at(-1);
    if (last?.[0]?.segment === point.segment) last.push(point);
    else stretches.push([point]);
  }
  return stretches;
};

/** What a point says to whoever looks at it, or has it read out. */
export const pointInWords = (point: Point, unit: string): string => {
  const { period, value, missing, ghost, ghostBecause, reasons, provisional } = point;
  if (missing || value === null) return `${periodInWords(period)}: not reported`;
  const said = [`${periodInWords(period)}: ${figureInWords(value, unit)}`];
  if (ghost) said.push(`left out of the limits${ghostBecause === null ? '' : ` (${ghostBecause})`}`);
  if (provisional) said.push('provisional');
  return [...said, ...reasons].join('; ');
};

/** A measure over time with its mean, limits, target and signals. */
export const SpcChart = ({ chart, unit, title }: { readonly chart: Chart; readonly unit: string; readonly title: string }) => {
  const { points, limitsShown, recalculations } = chart;
  const [shown, setShown] = useState<number | null>(null);
  const id = useId();
  const drawn = points.filter(({ missing, value }) => !missing && value !== null);
  if (drawn.length === 0) return null;
  const figures = points.flatMap(({ value, displayLower, displayUpper, mean, target }) =>
    [
      value,
      mean,
      target?.value ?? null,
      target?.lo ?? null,
      target?.hi ?? null,
      ...(limitsShown ? [displayLower, displayUpper] : []),
    ].filter((each): each is number => each !== null),
  );
  const x = scaleUtc()
    .domain([millis(points[0]!), millis(points.at(-1)!)])
    .range([size.left, size.width - size.right]);
  const y = scaleLinear()
    .domain([Math.min(...figures), Math.max(...figures)])
    .nice(6)
    .range([size.height - size.bottom, size.top]);
  const path = (stretch: readonly Point[], pick: (point: Point) => number | null): string => {
    let isDown = false;
    return stretch
      .map((point) => {
        const value = pick(point);
        if (value === null) {
          isDown = false;
          return '';
        }
        const step = `${isDown ? 'L' : 'M'}${x(millis(point)).toFixed(1)} ${y(value).toFixed(1)}`;
        isDown = true;
        return step;
      })
      .join('');
  };
  const stretches = stretchesOf(points);
  const last = drawn.at(-1)!;
  const label = (value: number | null, name: string) =>
    value === null ? null : (
      <text className="app-chart__label" x={size.width - size.right + 8} y={y(value) + 4}>
        {name}
      </text>
    );
  const point = shown === null ? null : points[shown];
  return (
    <figure className="app-chart">
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="group" aria-labelledby={`${id}-title`} aria-describedby={`${id}-words`}>
        <title id={`${id}-title`}>{title}</title>
        {y.ticks(6).map((tick) => (
          <g key={tick}>
            <line className="app-chart__grid" x1={size.left} x2={size.width - size.right} y1={y(tick)} y2={y(tick)} />
            <text className="app-chart__tick" x={size.left - 8} y={y(tick) + 4} textAnchor="end">
              {figureInWords(tick, unit)}
            </text>
          </g>
        ))}
        {x.ticks(6).map((tick) => (
          <text className="app-chart__tick" key={tick.getTime()} x={x(tick)} y={size.height - 12} textAnchor="middle">
            {tick.toLocaleDateString('en-GB', { month: 'short', year: '2-digit', timeZone: 'UTC' })}
          </text>
        ))}
        {recalculations.map(({ from }) => {
          const first = points.find(({ period }) => period >= from);
          return first ? (
            <line
              key={from}
              className="app-chart__break"
              x1={x(millis(first))}
              x2={x(millis(first))}
              y1={size.top}
              y2={size.height - size.bottom}
            />
          ) : null;
        })}
        {stretches.map((stretch) => (
          <g key={stretch[0]!.period}>
            <path className="app-chart__mean" d={path(stretch, ({ mean }) => mean)} />
            {limitsShown && (
              <>
                <path className="app-chart__limit" d={path(stretch, ({ displayUpper }) => displayUpper)} />
                <path className="app-chart__limit" d={path(stretch, ({ displayLower }) => displayLower)} />
              </>
            )}
            <path className="app-chart__line" d={path(stretch, ({ value, missing, ghost }) => (missing || ghost ? null : value))} />
          </g>
        ))}
        <path className="app-chart__target" d={path(points, ({ target }) => (target === null ? null : target.value))} />
        {points.map((each, index) =>
          each.missing || each.value === null ? null : (
            <g
              key={each.period}
              role="img"
              tabIndex={0}
              aria-label={pointInWords(each, unit)}
              onFocus={() => setShown(index)}
              onMouseEnter={() => setShown(index)}
              onMouseLeave={() => setShown(null)}
              onBlur={() => setShown(null)}
            >
              <circle className="app-point__reach" cx={x(millis(each))} cy={y(each.value)} r={9} />
              <Mark point={each} x={x(millis(each))} y={y(each.value)} />
            </g>
          ),
        )}
        {label(last.mean, 'mean')}
        {limitsShown && label(last.displayUpper, 'upper limit')}
        {limitsShown && label(last.displayLower, 'lower limit')}
        {label(last.target?.value ?? null, 'target')}
      </svg>
      <p className="app-chart__point" aria-hidden="true">
        {point ? pointInWords(point, unit) : 'Point at a mark, or walk to it with the Tab key, to read what it says.'}
      </p>
      <figcaption id={`${id}-words`}>
        {chart.variationText} {chart.assuranceText} {chart.targetBecause}
        {recalculations.length > 0 && (
          <ul>
            {recalculations.map(({ from, reason }) => (
              <li key={from}>
                Limits begin anew in {periodInWords(from)}: {reason}
              </li>
            ))}
          </ul>
        )}
      </figcaption>
    </figure>
  );
};

const targetInWords = ({ target }: Point, unit: string): string => {
  if (target === null) return '–';
  const { value, lo, hi } = target;
  return value === null ? `${figureInWords(lo ?? 0, unit)} to ${figureInWords(hi ?? 0, unit)}` : figureInWords(value, unit);
};

/** The same as a table: every number of the chart. */
export const ChartTable = ({ chart, unit }: { readonly chart: Chart; readonly unit: string }) => (
  <details className="nhsuk-details">
    <summary className="nhsuk-details__summary">
      <span className="nhsuk-details__summary-text">The chart as a table</span>
    </summary>
    <div className="nhsuk-details__text app-offers" tabIndex={0} role="region" aria-label="The chart as a table">
      <table className="nhsuk-table app-offers__table">
        <thead>
          <tr>
            {['Period', 'Value', 'Mean', 'Lower limit', 'Upper limit', 'Target', 'What it says'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.points.toReversed().map((point) => (
            <tr key={point.period}>
              <th scope="row">{periodInWords(point.period)}</th>
              <td>{point.value === null ? 'not reported' : figureInWords(point.value, unit)}</td>
              <td>{point.mean === null ? '–' : figureInWords(point.mean, unit)}</td>
              <td>{point.lower === null ? '–' : figureInWords(point.lower, unit)}</td>
              <td>{point.upper === null ? '–' : figureInWords(point.upper, unit)}</td>
              <td>{targetInWords(point, unit)}</td>
              <td>{[...point.reasons, ...(point.ghost ? ['left out of the limits'] : [])].join('; ') || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>Rules version {chart.rulesVersion}. Dates in the chart stand for the period’s first day.</p>
    </div>
  </details>
);
