import type { Block } from './blocks.js';
import type { Ink } from './ink.js';
import { line } from './lettering.js';
import { element, type Markup, together } from './markup.js';

export const badgeSide = 16;

/** The number of an annotation in a circle around a point. */
export const numberBadge = (number: number, x: number, y: number, ink: Ink): Markup =>
  together([
    element('circle', { cx: x, cy: y, r: badgeSide / 2, fill: ink.paper, stroke: ink.text, 'stroke-width': 1.2 }),
    line(String(number), x, y + 3.6, { size: number > 99 ? 8 : 10, fill: ink.text, anchor: 'middle', bold: true }),
  ]);

/** The letter of a recalculation, counted from 0: A to Z, then AA. */
export const letterOf = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `${letterOf(Math.floor(index / 26) - 1)}${letterOf(index % 26)}`;

/** The letter of a recalculation in a dark square around a point. */
export const letterBadge = (index: number, x: number, y: number, ink: Ink): Markup =>
  together([
    element('rect', { x: x - badgeSide / 2, y: y - badgeSide / 2, width: badgeSide, height: badgeSide, fill: ink.text }),
    line(letterOf(index), x, y + 3.6, { size: index < 26 ? 10 : 8, fill: ink.paper, anchor: 'middle', bold: true }),
  ]);

/** A badge as the mark of a list entry. */
export const asMark = (badge: (x: number, y: number) => Markup): Block => ({
  markup: badge(badgeSide / 2, badgeSide / 2),
  height: badgeSide,
});

/** The row each badge goes into so that none covers another; positions in any order. */
export const rowsOf = (positions: readonly number[]): readonly number[] => {
  const ends: number[] = [];
  const rows = positions.map(() => 0);
  for (const index of positions.map((_, place) => place).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0) || a - b)) {
    const x = positions[index] ?? 0;
    const free = ends.findIndex((end) => x - end >= badgeSide + 2);
    const row = free < 0 ? ends.length : free;
    ends[row] = x;
    rows[index] = row;
  }
  return rows;
};
