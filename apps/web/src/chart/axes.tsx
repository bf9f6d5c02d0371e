import type { ScaleLinear, ScaleTime } from 'd3-scale';
import { figureInWords } from '../words/figures.js';
import type { Frame } from './plot.js';

const dateFormat = new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit', timeZone: 'UTC' });

/** Heights with their figures, and dates below. */
export const Axes = ({
  frame: { width, height, left, right, bottom },
  x,
  y,
  unit,
}: {
  readonly frame: Frame;
  readonly x: ScaleTime<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly unit: string;
}) => (
  <>
    {y.ticks(5).map((tick) => (
      <g key={tick}>
        <line className="app-chart__grid" x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} />
        <text className="app-chart__tick" x={left - 8} y={y(tick) + 4} textAnchor="end">
          {figureInWords(tick, unit)}
        </text>
      </g>
    ))}
    {x.ticks(Math.max(2, Math.floor((width - left - right) / 90))).map((tick) => (
      <text className="app-chart__tick" key={tick.getTime()} x={x(tick)} y={height - bottom + 20} textAnchor="middle">
        {dateFormat.format(tick)}
      </text>
    ))}
  </>
);
