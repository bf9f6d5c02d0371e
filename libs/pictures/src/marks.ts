import type { PointType } from '#spc';
import type { Ink } from './ink.js';
import { element, type Markup } from './markup.js';

/** A regular shape by its corners around a middle. */
const shape = (
  x: number,
  y: number,
  corners: readonly (readonly [number, number])[],
  radius: number,
  paint: Readonly<Record<string, string | number>>,
): Markup =>
  element('path', {
    d: `M${corners.map(([dx, dy]) => `${Math.round((x + dx * radius) * 100) / 100} ${Math.round((y + dy * radius) * 100) / 100}`).join('L')}Z`,
    'stroke-linejoin': 'round',
    ...paint,
  });

const triangle = [
  [0, -1.35],
  [1.25, 0.95],
  [-1.25, 0.95],
] as const;
const diamond = [
  [0, -1.4],
  [1.4, 0],
  [0, 1.4],
  [-1.4, 0],
] as const;
const square = [
  [-1.05, -1.05],
  [1.05, -1.05],
  [1.05, 1.05],
  [-1.05, 1.05],
] as const;

/** A point by its class: circle for common cause, triangle for improvement, diamond for concern, square where neither is good. */
export const pointMark = (type: PointType, x: number, y: number, radius: number, ink: Ink): Markup => {
  const paint = { fill: ink.point[type], stroke: ink.outline, 'stroke-width': 1 };
  switch (type) {
    case 'common_cause':
      return element('circle', { cx: x, cy: y, r: radius * 0.9, fill: ink.point.common_cause, stroke: ink.axis, 'stroke-width': 1 });
    case 'improvement':
      return shape(x, y, triangle, radius, paint);
    case 'concern':
      return shape(x, y, diamond, radius, paint);
    case 'neutral_high':
    case 'neutral_low':
      return shape(x, y, square, radius, paint);
  }
};

/** A point that is shown and not counted: hollow. */
export const ghostMark = (x: number, y: number, radius: number, ink: Ink): Markup =>
  element('circle', { cx: x, cy: y, r: radius, fill: ink.paper, stroke: ink.quiet, 'stroke-width': 1.5, 'stroke-dasharray': '2 1.5' });
