import { figure } from './figures.js';
import type { Ink } from './ink.js';
import { line, widthOf } from './lettering.js';
import { element, type Markup, together } from './markup.js';

/** Where values lie on the vertical, and which are written beside it. */
export interface ValueAxis {
  readonly top: number;
  readonly bottom: number;
  /** The pixel of a value. */
  readonly y: (value: number) => number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
  /** Pixels the widest text takes. */
  readonly textWidth: number;
}

/** The step of 1, 2 or 5 times a power of ten that cuts a span into about so many parts. */
const stepOf = (span: number, parts: number): number => {
  const power = 10 ** Math.floor(Math.log10(span / parts));
  const rough = span / parts / power;
  return power * (rough <= 1 ? 1 : rough <= 2 ? 2 : rough <= 5 ? 5 : 10);
};

export interface ValueAxisOptions {
  readonly top: number;
  readonly bottom: number;
  readonly textSize: number;
  /** What values are multiplied by before they are written. */
  readonly per: number;
  /** What is written right behind a figure: a per cent sign. */
  readonly suffix?: string;
  /** Values are never beyond these, so the axis is not either. */
  readonly least?: number | undefined;
  readonly most?: number | undefined;
}

/** An axis on which all values have room; equal values get some around them. */
export const valueAxis = (
  values: readonly number[],
  { top, bottom, textSize, per, suffix = '', least, most }: ValueAxisOptions,
): ValueAxis => {
  const low = Math.min(...values) * per;
  const high = Math.max(...values) * per;
  // What differs in the last bits alone is drawn as equal; its ticks could not be written apart.
  const differs = high - low > 1e-12 * Math.max(1, Math.abs(high), Math.abs(low));
  const span = differs ? high - low : Math.max(1, Math.abs(high) * 0.2);
  const room = span * 0.07;
  const from = Math.max(low - room, low >= 0 ? 0 : -Infinity, least === undefined ? -Infinity : least * per);
  const to = Math.min(high + room, most === undefined ? Infinity : most * per);
  const step = stepOf(to - from || span, Math.max(2, Math.round((bottom - top) / 42)));
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  // A hair of slack keeps a tick that lies on an end of the axis.
  const [first, last] = [Math.ceil(from / step - 1e-6), Math.floor(to / step + 1e-6)];
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step).map((shown) => ({
    value: shown / per,
    text: `${figure(shown, decimals)}${suffix}`,
  }));
  return {
    top,
    bottom,
    y: (value) => bottom - ((value * per - from) / (to - from || 1)) * (bottom - top),
    ticks,
    textWidth: Math.max(...ticks.map(({ text }) => widthOf(text, textSize))),
  };
};

/** The lines across the plot and the figures at its left. */
export const drawnValueAxis = (axis: ValueAxis, left: number, right: number, textSize: number, ink: Ink): Markup =>
  together(
    axis.ticks.flatMap(({ value, text }) => {
      const y = axis.y(value);
      return [
        element('line', { x1: left, x2: right, y1: y, y2: y, stroke: ink.grid }),
        line(text, left - 6, y + textSize * 0.35, { size: textSize, fill: ink.quiet, anchor: 'end' }),
      ];
    }),
  );
