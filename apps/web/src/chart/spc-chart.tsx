import { scaleLinear, scaleUtc } from 'd3-scale';
import { useId, useMemo, useState, type PointerEvent } from 'react';
import { byMonths, isMonth, periodInWords } from '../words/dates.js';
import { figureInWords } from '../words/figures.js';
import { Axes } from './axes.js';
import type { Chart, Point } from './chart-documents.js';
import { Key, Mark, type KeyLine } from './marks.js';
import { firstDayOf, frameFor, nearestOf, pathThrough, spreadOut } from './plot.js';
import { pointInWords, targetInWords, type Remark } from './point-words.js';
import { useRoom } from './use-room.js';

export { ChartTable } from './chart-table.js';

/** A period’s value in the plan of a goal. */
export interface PlanStep {
  readonly period: string;
  readonly plan: number | null;
}

const millisOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const millis = ({ date }: Point): number => millisOf(date);

/** The stretches of one process, or of which something else is the same: lines break where it changes. */
export const stretchesOf = (points: readonly Point[], sameOf: (point: Point) => string = ({ segment }) => String(segment)): Point[][] => {
  const stretches: Point[][] = [];
  for (const point of points) {
    const last = stretches.at(-1);
    if (last && sameOf(last[0]!) === sameOf(point)) last.push(point);
    else stretches.push([point]);
  }
  return stretches;
};

const targetOf = ({ target }: Point): string => (target === null ? '' : `${target.value} ${target.lo} ${target.hi}`);
const isThere = (value: number | null | undefined): value is number => value !== null && value !== undefined;

/** What lines there are, and how high they lie now. */
const linesOf = (chart: Chart, last: Point, unit: string, hasPlan: boolean): readonly KeyLine[] => {
  const { limitsShown, recalculations, segments } = chart;
  const { mean, displayLower, displayUpper, target } = last;
  const lines: KeyLine[] = [];
  if (mean !== null) lines.push({ line: 'mean', words: `${chart.chart === 'RUN' ? 'median' : 'mean'}, now ${figureInWords(mean, unit)}` });
  if (limitsShown && displayUpper !== null) {
    const lower = displayLower === null ? 'no lower one' : figureInWords(displayLower, unit);
    lines.push({ line: 'limit', words: `process limits, now ${lower} to ${figureInWords(displayUpper, unit)}` });
    if (segments.some(({ trial }) => trial)) lines.push({ line: 'trial', words: 'limits from few points, on trial' });
  }
  if (target !== null) lines.push({ line: 'target', words: `target, now ${targetInWords(last, unit)}` });
  if (hasPlan) lines.push({ line: 'plan', words: 'trajectory: the plan, period by period' });
  if (recalculations.length > 0) lines.push({ line: 'break', words: 'limits begin anew' });
  return lines;
};

/**
 * A measure over time with its mean, limits, target and signals. What a point says is read by pointing at it, by tapping, or
 * by walking along the points with the slider below.
 */
export const SpcChart = ({
  chart,
  unit,
  title,
  remarks = [],
  plan = [],
}: {
  readonly chart: Chart;
  /** The measure’s kind, by which figures are written. */
  readonly unit: string;
  readonly title: string;
  readonly remarks?: readonly Remark[];
  /** A goal’s trajectory in the measure’s own periods. */
  readonly plan?: readonly PlanStep[];
}) => {
  const { points, limitsShown, recalculations, segments } = chart;
  const [chosen, setChosen] = useState<string | null>(null);
  const id = useId();
  const { room, within } = useRoom();
  const drawn = useMemo(() => points.filter(({ missing, value }) => !missing && value !== null), [points]);
  const last = drawn.at(-1);
  if (!last) return null;
  const frame = frameFor(room);
  const { width, height, left, right, top, bottom, isNarrow } = frame;
  const trialOf = new Map(segments.map(({ trial }, index) => [index, trial]));
  const dates = new Map(points.map(({ period, date }) => [period, date]));
  const planned = plan.flatMap(({ period, plan: value }) => {
    const day = dates.get(period) ?? firstDayOf(period);
    return day === null || value === null ? [] : [{ at: millisOf(day), value }];
  });
  const figures = points.flatMap(({ value, displayLower, displayUpper, mean, target }) =>
    [value, mean, target?.value, target?.lo, target?.hi, ...(limitsShown ? [displayLower, displayUpper] : [])].filter(isThere),
  );
  const all = [...figures, ...planned.map(({ value }) => value)];
  const x = scaleUtc()
    .domain([millis(points[0]!), Math.max(millis(points.at(-1)!), ...planned.map(({ at: when }) => when))])
    .range([left + 8, width - right - 8]);
  const y = scaleLinear()
    .domain([Math.min(...all), Math.max(...all)])
    .nice(5)
    .range([height - bottom, top]);
  const path = (stretch: readonly Point[], pick: (point: Point) => number | null | undefined): string =>
    pathThrough(
      stretch.map((point) => {
        const value = pick(point);
        return [x(millis(point)), isThere(value) ? y(value) : null] as const;
      }),
    );
  const dateX = (day: string): number => x(millisOf(day));
  const at = Math.max(0, chosen === null ? drawn.length - 1 : drawn.findIndex(({ period }) => period === chosen));
  const shown = drawn[at]!;
  const [shownX, shownY] = [x(millis(shown)), y(shown.value!)];
  const pointAt = ({ clientX, currentTarget }: PointerEvent<SVGSVGElement>): void => {
    const box = currentTarget.getBoundingClientRect();
    const places = drawn.map((point) => x(millis(point)));
    setChosen(drawn[nearestOf(places, ((clientX - box.left) / box.width) * width)]!.period);
  };
  const lines = linesOf(chart, last, unit, plan.length > 0);
  const named = [
    [last.mean, chart.chart === 'RUN' ? 'median' : 'mean'],
    ...(limitsShown
      ? ([
          [last.displayUpper, 'upper limit'],
          [last.displayLower, 'lower limit'],
        ] as const)
      : []),
    [last.target?.value ?? null, 'target'],
    [last.target?.hi ?? null, 'target, at most'],
    [last.target?.lo ?? null, 'target, at least'],
  ].filter((each): each is [number, string] => each[0] !== null);
  const heights = spreadOut(
    named.map(([value]) => y(value)),
    15,
    height - bottom,
  );
  const [figureSaid, ...says] = pointInWords(shown, unit, { remarks, recalculations });
  const words = byMonths(`${chart.variationText} ${chart.assuranceText}`, isMonth(chart.points[0]?.period));
  return (
    <figure className="app-chart">
      <div ref={within} role="group" aria-label={title}>
        <svg
          className="app-chart__plot"
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={`${title}, ${points.length} periods. ${words}`}
          onPointerMove={pointAt}
          onPointerDown={pointAt}
        >
          {segments.map(({ from, baselineTo }) =>
            baselineTo === null ? null : (
              <g key={from}>
                <rect
                  className="app-chart__baseline"
                  x={dateX(from)}
                  y={top}
                  width={Math.max(0, dateX(baselineTo) - dateX(from))}
                  height={height - bottom - top}
                />
                <text className="app-chart__label" x={dateX(from) + 4} y={height - bottom - 6}>
                  baseline
                </text>
              </g>
            ),
          )}
          <Axes frame={frame} x={x} y={y} unit={unit} />
          {recalculations.map(({ from }) => {
            const first = points.find(({ period }) => period >= from);
            return first ? (
              <g key={from}>
                <line className="app-chart__break" x1={x(millis(first))} x2={x(millis(first))} y1={top} y2={height - bottom} />
                <text
                  className="app-chart__label"
                  x={x(millis(first)) + (x(millis(first)) > width / 2 ? -6 : 6)}
                  y={height - bottom - 6}
                  textAnchor={x(millis(first)) > width / 2 ? 'end' : 'start'}
                >
                  limits begin anew
                </text>
              </g>
            ) : null;
          })}
          {stretchesOf(points, targetOf).map((stretch) => (
            <g key={stretch[0]!.period}>
              <path className="app-chart__target" d={path(stretch, ({ target }) => target?.value)} />
              <path className="app-chart__target" d={path(stretch, ({ target }) => target?.lo)} />
              <path className="app-chart__target" d={path(stretch, ({ target }) => target?.hi)} />
            </g>
          ))}
          <path className="app-chart__plan" d={pathThrough(planned.map(({ at: when, value }) => [x(when), y(value)]))} />
          {stretchesOf(points).map((stretch) => (
            <g key={stretch[0]!.period}>
              <path className="app-chart__mean" d={path(stretch, ({ mean }) => mean)} />
              {limitsShown &&
                ([({ displayUpper }) => displayUpper, ({ displayLower }) => displayLower] as ((point: Point) => number | null)[]).map(
                  (pick, edge) => (
                    <path
                      key={edge}
                      className={trialOf.get(stretch[0]!.segment) ? 'app-chart__trial' : 'app-chart__limit'}
                      d={path(stretch, pick)}
                    />
                  ),
                )}
              <path className="app-chart__line" d={path(stretch, ({ value, missing, ghost }) => (missing || ghost ? null : value))} />
            </g>
          ))}
          <line className="app-chart__here" x1={shownX} x2={shownX} y1={top} y2={height - bottom} />
          <circle className="app-chart__ring" cx={shownX} cy={shownY} r={10} />
          {drawn.map((each) => (
            <Mark key={each.period} point={each} x={x(millis(each))} y={y(each.value!)} />
          ))}
          {remarks.map(({ number, period }) => {
            const about = points.find((each) => each.period === period);
            return about ? (
              <g key={number}>
                <circle className="app-chart__remark" cx={x(millis(about))} cy={10} r={9} />
                <text className="app-chart__number" x={x(millis(about))} y={14} textAnchor="middle">
                  {number}
                </text>
              </g>
            ) : null;
          })}
          {!isNarrow &&
            named.map(([, name], index) => (
              <text key={name} className="app-chart__label" x={width - right + 2} y={heights[index]! + 4}>
                {name}
              </text>
            ))}
        </svg>
        <label className="nhsuk-u-visually-hidden" htmlFor={`${id}-walk`}>
          Walk along the points
        </label>
        <input
          className="app-chart__walk"
          // Its thumb lies below the point it chose.
          style={{ marginLeft: x(millis(drawn[0]!)) - 8, width: x(millis(last)) - x(millis(drawn[0]!)) + 16 }}
          id={`${id}-walk`}
          type="range"
          min={0}
          max={drawn.length - 1}
          value={at}
          aria-valuetext={periodInWords(shown.period)}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setChosen(drawn[Number(event.target.value)]!.period)}
        />
      </div>
      <p className="app-chart__point" role="status">
        <strong>{figureSaid}</strong> <span>{says.join(' ')}</span>
      </p>
      <p className="nhsuk-hint app-chart__hint" id={`${id}-hint`}>
        Point at the chart, or move the slider, with the arrow keys too, to read what each point says.
      </p>
      <Key points={points} lines={lines} />
    </figure>
  );
};
