import type { Ink } from './ink.js';
import { line } from './lettering.js';
import { element, type Markup, together } from './markup.js';

/** What a line at the right end of a plot is called. */
export interface EndLabel {
  readonly text: string;
  /** The pixel of the line it belongs to. */
  readonly y: number;
  readonly fill: string;
  readonly bold?: boolean;
}

/** Moves labels apart until none touches another and all lie between top and bottom; their order stays. */
export const apart = (heights: readonly number[], distance: number, top: number, bottom: number): readonly number[] => {
  const order = heights.map((_, index) => index).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0) || a - b);
  const placed = [...heights];
  let least = top;
  for (const index of order) {
    placed[index] = Math.max(placed[index] ?? 0, least);
    least = (placed[index] ?? 0) + distance;
  }
  let most = bottom;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index] ?? 0, most);
    most = (placed[index] ?? 0) - distance;
  }
  return placed;
};

/** Labels right of a plot, each joined to its line where it had to move. */
export const drawnEndLabels = (labels: readonly EndLabel[], right: number, top: number, bottom: number, size: number, ink: Ink): Markup => {
  const places = apart(
    labels.map(({ y }) => y),
    size * 1.25,
    top,
    bottom,
  );
  return together(
    labels.flatMap(({ text, y, fill, bold }, index) => {
      const placed = places[index] ?? y;
      return [
        element('path', {
          d: `M${right} ${Math.round(y * 100) / 100}L${right + 8} ${Math.round(placed * 100) / 100}`,
          stroke: ink.axis,
          fill: 'none',
        }),
        line(text, right + 11, placed + size * 0.35, { size, fill, bold: bold ?? false }),
      ];
    }),
  );
};
