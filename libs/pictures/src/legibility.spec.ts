import { funnelOf, paretoOf } from '#spc';
import {
  emptyLine,
  handMadeChart,
  handMadeLine,
  handMadeRow,
  handMadeScorecard,
  month,
  monthAfter,
  readXml,
  segmentOf,
  signalling,
  type XmlElement,
  yearOfMonths,
} from '#testing';
import { bowlingChartPicture } from './bowling-chart-picture.js';
import { funnelPicture } from './funnel-picture.js';
import type { PictureOptions } from './frame.js';
import { boldWidth, widthOf } from './lettering.js';
import { paretoPicture } from './pareto-picture.js';
import { scorecardPicture } from './scorecard-picture.js';
import { spcChartPicture } from './spc-chart-picture.js';

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The boxes of all letters of a picture, in pixels of the whole. */
const boxesOf = (element: XmlElement, x = 0, y = 0, scale = 1): readonly Box[] => {
  const move = /translate\((\S+) (\S+)\)/.exec(element.attributes['transform'] ?? '');
  const grow = /scale\((\S+)\)/.exec(element.attributes['transform'] ?? '');
  const [left, top] = [x + scale * Number(move?.[1] ?? 0), y + scale * Number(move?.[2] ?? 0)];
  const size = scale * Number(grow?.[1] ?? 1);
  const inner = element.children.flatMap((child) => boxesOf(child, left, top, size));
  if (element.name !== 'text' || element.text === '') return inner;
  const { 'font-size': letters, 'text-anchor': anchor = 'start', ...at } = element.attributes;
  // The true width: without what is allowed for wider families.
  const bold = element.attributes['font-weight'] === 'bold' ? boldWidth : 1;
  const width = (widthOf(element.text, Number(letters)) * bold * size) / 1.06;
  const start = left + size * Number(at['x']) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
  const base = top + size * Number(at['y']);
  return [...inner, { text: element.text, left: start, right: start + width, top: base - 0.72 * size * Number(letters), bottom: base }];
};

const touching = (boxes: readonly Box[]): readonly string[] =>
  boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.text} | ${b.text}`),
  );

const name = 'Patients admitted, transferred or discharged within four hours of arrival, all departments of the trust';
const values = Array.from({ length: 48 }, (_, index) => 50 + ((index * 7) % 11) - 5);

const spc = (options: PictureOptions): string => {
  const points = Object.fromEntries(
    values.map((_, index) => [
      index,
      { segment: index < 20 ? 0 : 1, target: { value: 51 }, ...(index < 20 ? {} : { displayUpper: 51.2, displayLower: 49.9 }) },
    ]),
  );
  const made = handMadeChart(values, { points, everyPoint: { movingRange: 2 } });
  const chart = {
    ...made,
    segments: [
      segmentOf(made.points.slice(0, 20), { baselineTo: monthAfter(11) }),
      segmentOf(made.points.slice(20), { index: 1, kind: 'recalculation' as const }),
    ],
  };
  return spcChartPicture(chart, {
    ...options,
    unit: 'patients per thousand bed days',
    movingRanges: true,
    annotations: [8, 9, 10, 20, 21].map((index) => ({ date: monthAfter(index), text: name })),
    recalculations: [{ date: monthAfter(20), reason: 'the departments of both sites became one' }],
  });
};

const figures = [142, 77, 51, 12, 9, 0].map((count, index) => ({ name: `${name} ${index}`, count }));
const rows = [
  handMadeRow(),
  handMadeRow({
    statement: name,
    measureName: name,
    jop: '1250000',
    target: '900000',
    cells: yearOfMonths.map((_, index) => month(index, index % 2 ? 'MISSED' : 'NOT_REPORTED', 1234567, 1198765, { late: true })),
    ghosts: [{ revision: 1, on: '2026-04-01', plan: yearOfMonths.map(() => 1199999) }],
    yearToDate: { plan: 14_500_000, actual: 13_123_456, reported: 6, of: 12 },
  }),
];

const pictures: readonly (readonly [name: string, draw: (options: PictureOptions) => string])[] = [
  ['an SPC chart', spc],
  [
    'a chart of signals',
    (options) => spcChartPicture(handMadeChart(values, { points: signalling('concern', 2, 3, 40) }), { ...options, unit: '%' }),
  ],
  [
    'a bowling chart',
    (options) => bowlingChartPicture({ year: '2026/27', columns: yearOfMonths, view: 'AS_KNOWN_NOW', rows, withoutRow: [] }, options),
  ],
  [
    'a scorecard',
    (options) =>
      scorecardPicture(handMadeScorecard(handMadeLine({ name, unitOfMeasure: 'falls per thousand bed days' }), emptyLine), options),
  ],
  [
    'a funnel',
    (options) =>
      funnelPicture(
        funnelOf(
          [
            [0, 20],
            [3, 100],
            [30, 300],
            [8, 400],
            [60, 500],
            [45, 900],
          ].map(([numerator = 0, denominator = 0], index) => ({ id: `${index}`, name: `Department ${index}`, numerator, denominator })),
          { kind: 'proportion', overdispersion: false },
        ),
        { ...options, unit: '%', per: 100, denominator: 'complaints' },
      ),
  ],
  ['a Pareto', (options) => paretoPicture(paretoOf(figures), { ...options, unit: 'breaches' })],
];
const widths = [320, 375, 500, 640, 800, 1000, 1100, 1280, 1600];

describe.each(pictures)('The picture of %s', (_, draw) => {
  it.each(widths)('has no text that touches another or leaves the picture at %i pixels', (width) => {
    const picture = readXml(draw({ title: name, width }));
    const boxes = boxesOf(picture);
    expect(boxes.length).toBeGreaterThan(5);
    expect(touching(boxes)).toEqual([]);
    const [right, bottom] = [Number(picture.attributes['width']), Number(picture.attributes['height'])];
    expect(boxes.filter((box) => box.left < 0 || box.right > right || box.top < 0 || box.bottom > bottom).map(({ text }) => text)).toEqual(
      [],
    );
  });

  it('is as wide as it is asked to be, and never narrower than a telephone', () => {
    expect(readXml(draw({ title: name, width: 375 })).attributes['viewBox']).toMatch(/^0 0 375 \d+$/);
    expect(readXml(draw({ title: name, width: 10 })).attributes['width']).toBe('320');
  });

  it('is the same in grey but for its shades, and holds no colour then', () => {
    const shades = (text: string): readonly string[] => [...text.matchAll(/#[0-9A-F]{6}/g)].map(([colour]) => colour);
    const [colour, grey] = [false, true].map((which) => draw({ title: name, width: 1280, grey: which }));
    expect(grey!.replace(/#[0-9A-F]{6}/g, '')).toBe(colour!.replace(/#[0-9A-F]{6}/g, ''));
    expect(shades(grey!).filter((shade) => new Set([shade.slice(1, 3), shade.slice(3, 5), shade.slice(5, 7)]).size > 1)).toEqual([]);
  });
});
