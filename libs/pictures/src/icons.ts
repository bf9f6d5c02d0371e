import type { Assurance, PointType, Variation } from '#spc';
import { type Ink, inkOf } from './ink.js';
import { line } from './lettering.js';
import { pointMark } from './marks.js';
import { element, type Markup, pathThrough, picture, together } from './markup.js';

/** What the variation icon says, as a sentence. */
export const variationSentence = (variation: Variation | null): string => {
  switch (variation) {
    case 'common_cause':
      return 'Common cause variation: no significant change.';
    case 'improvement_high':
      return 'Special cause variation of an improving nature through higher values.';
    case 'improvement_low':
      return 'Special cause variation of an improving nature through lower values.';
    case 'concern_high':
      return 'Special cause variation of a concerning nature through higher values.';
    case 'concern_low':
      return 'Special cause variation of a concerning nature through lower values.';
    case 'neutral_high':
      return 'Special cause variation through higher values, where neither direction is better.';
    case 'neutral_low':
      return 'Special cause variation through lower values, where neither direction is better.';
    case null:
      return 'No statement on variation: there are not enough data yet.';
  }
};

/** What the assurance icon says, as a sentence. */
export const assuranceSentence = (assurance: Assurance | null): string => {
  switch (assurance) {
    case 'consistent_pass':
      return 'The process will consistently meet the target.';
    case 'consistent_fail':
      return 'The process will consistently miss the target unless it is changed.';
    case 'inconsistent':
      return 'The target lies within the process limits: it will be met in some periods and missed in others.';
    case null:
      return 'No statement on assurance: there is no target, or there are not enough data yet.';
  }
};

/** Icons are drawn on a square of this side and scaled. */
const side = 100;
const middle = side / 2;

/** The ring: a coloured band in a dark outline; a second thin ring within marks what is worrying, without colour. */
const ring = (fill: string, ink: Ink, worrying: boolean): Markup =>
  together([
    element('circle', { cx: middle, cy: middle, r: 43, fill: ink.paper, stroke: ink.outline, 'stroke-width': 11 }),
    element('circle', { cx: middle, cy: middle, r: 43, fill: 'none', stroke: fill, 'stroke-width': 8 }),
    ...(worrying ? [element('circle', { cx: middle, cy: middle, r: 34.5, fill: 'none', stroke: ink.outline, 'stroke-width': 2 })] : []),
  ]);

const emptyRing = (ink: Ink): Markup =>
  element('circle', { cx: middle, cy: middle, r: 43, fill: ink.paper, stroke: ink.axis, 'stroke-width': 5, 'stroke-dasharray': '11 8' });

const letter = (text: string, x: number, y: number, ink: Ink): Markup =>
  line(text, x, y, { size: 27, fill: ink.text, anchor: 'middle', bold: true });

type Dots = readonly (readonly [x: number, y: number])[];

const wandering: Dots = [
  [22, 56],
  [36, 42],
  [50, 58],
  [64, 44],
  [78, 54],
];
const rising: Dots = [
  [22, 66],
  [36, 60],
  [50, 67],
  [64, 47],
  [76, 33],
];
const falling: Dots = rising.map(([x, y]) => [x, side - y]);

/** A line of five dots, the last two of which carry the signal. */
const dots = (places: Dots, lastTwo: PointType, ink: Ink): Markup =>
  together([
    element('path', { d: pathThrough(places), fill: 'none', stroke: ink.axis, 'stroke-width': 3 }),
    ...places.map(([x, y], index) => pointMark(index < 3 ? 'common_cause' : lastTwo, x, y, 5.4, ink)),
  ]);

const arrow = (up: boolean, ink: Ink): Markup => {
  const end = up ? 30 : 70;
  const start = side - end;
  const back = up ? 17 : -17;
  return element('path', {
    d: `M30 ${start}L70 ${end}M${70 - 22} ${end}L70 ${end}L70 ${end + back + (up ? 5 : -5)}`,
    fill: 'none',
    stroke: ink.point.neutral_high,
    'stroke-width': 9,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  });
};

/** The variation icon on a square of 100. */
const variationMarks = (variation: Variation | null, ink: Ink): Markup => {
  switch (variation) {
    case 'common_cause':
      return together([ring(ink.point.common_cause, ink, false), dots(wandering, 'common_cause', ink)]);
    case 'improvement_high':
      return together([ring(ink.point.improvement, ink, false), dots(rising, 'improvement', ink), letter('H', 36, 45, ink)]);
    case 'improvement_low':
      return together([ring(ink.point.improvement, ink, false), dots(falling, 'improvement', ink), letter('L', 36, 76, ink)]);
    case 'concern_high':
      return together([ring(ink.point.concern, ink, true), dots(rising, 'concern', ink), letter('H', 36, 45, ink)]);
    case 'concern_low':
      return together([ring(ink.point.concern, ink, true), dots(falling, 'concern', ink), letter('L', 36, 76, ink)]);
    case 'neutral_high':
      return together([ring(ink.point.neutral_high, ink, false), arrow(true, ink)]);
    case 'neutral_low':
      return together([ring(ink.point.neutral_low, ink, false), arrow(false, ink)]);
    case null:
      return emptyRing(ink);
  }
};

/** A wave at a height and the dashed target line at another. */
const waveAndTarget = (wave: number, target: number, ink: Ink): Markup => {
  const reach = Math.sqrt(36 ** 2 - (target - middle) ** 2);
  return together([
    element('path', {
      d: `M19 ${wave}Q29 ${wave - 15} 39.7 ${wave}T60.3 ${wave}T81 ${wave}`,
      fill: 'none',
      stroke: ink.axis,
      'stroke-width': 4,
      'stroke-linecap': 'round',
    }),
    element('line', {
      x1: middle - reach,
      x2: middle + reach,
      y1: target,
      y2: target,
      stroke: ink.target,
      'stroke-width': 4,
      'stroke-dasharray': '9 5',
    }),
  ]);
};

/** The assurance icon on a square of 100. */
const assuranceMarks = (assurance: Assurance | null, ink: Ink): Markup => {
  switch (assurance) {
    case 'consistent_pass':
      return together([ring(ink.point.improvement, ink, false), letter('P', 50, 41, ink), waveAndTarget(56, 73, ink)]);
    case 'consistent_fail':
      return together([ring(ink.point.concern, ink, true), letter('F', 50, 42, ink), waveAndTarget(69, 50, ink)]);
    case 'inconsistent':
      return together([ring(ink.point.common_cause, ink, false), letter('?', 50, 42, ink), waveAndTarget(62, 62, ink)]);
    case null:
      return emptyRing(ink);
  }
};

const scaled = (size: number, marks: Markup): Markup =>
  element('g', { transform: `scale(${Math.round((size / side) * 1e4) / 1e4})` }, marks);

/** The variation icon as part of a picture, so many pixels wide and high. */
export const variationDrawing = (variation: Variation | null, size: number, ink: Ink): Markup =>
  scaled(size, variationMarks(variation, ink));

/** The assurance icon as part of a picture, so many pixels wide and high. */
export const assuranceDrawing = (assurance: Assurance | null, size: number, ink: Ink): Markup =>
  scaled(size, assuranceMarks(assurance, ink));

export interface IconOptions {
  /** Pixels of width and of height; 48 without. */
  readonly size?: number;
  readonly grey?: boolean;
}

/** The variation icon by itself, an SVG; null is the empty dashed ring. */
export const variationIcon = (variation: Variation | null, { size = 48, grey }: IconOptions = {}): string =>
  picture(size, size, { title: 'Variation', description: variationSentence(variation) }, variationDrawing(variation, size, inkOf(grey)));

/** The assurance icon by itself, an SVG; null is the empty dashed ring. */
export const assuranceIcon = (assurance: Assurance | null, { size = 48, grey }: IconOptions = {}): string =>
  picture(size, size, { title: 'Assurance', description: assuranceSentence(assurance) }, assuranceDrawing(assurance, size, inkOf(grey)));
