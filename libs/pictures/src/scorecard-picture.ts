import type { Assurance, ChartPoint, Day, Target, Variation } from '#spc';
import { type Block, isNarrow, nothing, paragraph, stack } from './blocks.js';
import { longDay } from './calendar.js';
import { observed, type Writing, writingFor } from './figures.js';
import { caption, framed, heading, type PictureOptions, widthsOf } from './frame.js';
import { assuranceDrawing, assuranceSentence, variationDrawing, variationSentence } from './icons.js';
import { type Ink, inkOf } from './ink.js';
import { line } from './lettering.js';
import { pointMark } from './marks.js';
import { element, type Markup, moved, pathThrough, together } from './markup.js';
import { readingOf } from './reading-matrix.js';
import { figuresOfTarget, targetInWords } from './text-of-chart.js';

/** A measure on a scorecard. */
export interface ScorecardRow {
  readonly name: string;
  /** What comes after a figure: `%`, `patients`; empty for none. */
  readonly unit: string;
  /** What values are multiplied by before they are written; 1 without. */
  readonly per?: number;
  /** Null where limits are not shown. */
  readonly variation: Variation | null;
  readonly assurance: Assurance | null;
  /** The last point that counts; null where nothing was reported. */
  readonly latest: { readonly date: Day; readonly value: number | null; readonly target: Target | null } | null;
  /** What the small line is drawn of, oldest first. */
  readonly points: readonly Pick<ChartPoint, 'value' | 'type' | 'ghost'>[];
}

const writingOfRow = ({ unit, per = 1, points }: ScorecardRow): Writing =>
  writingFor(
    unit,
    per,
    points.flatMap(({ value }) => value ?? []),
  );

interface Cells {
  readonly latest: string;
  readonly when: string;
  readonly target: string;
  readonly reading: string;
}

const cellsOf = (row: ScorecardRow): Cells => {
  const writing = writingOfRow(row);
  const { latest } = row;
  const figure = latest === null || latest.value === null ? null : latest.value;
  return {
    latest: figure === null ? 'none yet' : observed(figure, writing),
    when: latest === null || figure === null ? '' : longDay(latest.date, latest.date.endsWith('-01')),
    target: latest?.target == null ? 'none' : targetInWords(latest.target, writing),
    reading: readingOf(row.variation, row.assurance),
  };
};

/** The series as a small line without axes, its latest point by its class, its target as a line across. */
const sparkline = ({ points, latest }: ScorecardRow, width: number, height: number, ink: Ink): Markup => {
  const target = figuresOfTarget(latest?.target ?? null);
  const counted = points.map((point) => (point.ghost ? { ...point, value: null } : point));
  const values = [...counted.flatMap(({ value }) => value ?? []), ...target];
  if (counted.every(({ value }) => value === null)) return together([]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const inset = 6;
  const x = (index: number): number => (counted.length < 2 ? width / 2 : inset + (index / (counted.length - 1)) * (width - 2 * inset));
  const y = (value: number): number => (high === low ? height / 2 : height - inset - ((value - low) / (high - low)) * (height - 2 * inset));
  const last = counted.findLastIndex(({ value }) => value !== null);
  const end = counted[last];
  return together([
    ...target.map((value) =>
      element('line', {
        x1: 0,
        x2: width,
        y1: y(value),
        y2: y(value),
        stroke: ink.target,
        'stroke-width': 1.2,
        'stroke-dasharray': '6 2 1.5 2',
      }),
    ),
    element('path', {
      d: pathThrough(
        counted.flatMap(({ value, ghost }, index) => (ghost ? [] : [value === null ? null : ([x(index), y(value)] as const)])),
      ),
      fill: 'none',
      stroke: ink.axis,
      'stroke-width': 1.5,
      'stroke-linejoin': 'round',
    }),
    ...(end === undefined || end.value === null ? [] : [pointMark(end.type ?? 'common_cause', x(last), y(end.value), 4, ink)]),
  ]);
};

const textSize = 13;
const iconSize = 40;

const ruled = (block: Block, width: number, ink: Ink): Block => ({
  height: block.height + 16,
  markup: together([element('line', { x1: 0, x2: width, y1: 0, y2: 0, stroke: ink.grid, 'stroke-width': 1.2 }), moved(0, 8, block.markup)]),
});

/** Where a column of the wide layout begins, and how wide it is. */
const columnsOf = (
  width: number,
): Readonly<Record<'name' | 'latest' | 'target' | 'icons' | 'trend' | 'reading', readonly [left: number, width: number]>> => {
  const fixed = { latest: 110, target: 110, icons: 2 * iconSize + 30, trend: 170 };
  const rest = width - fixed.latest - fixed.target - fixed.icons - fixed.trend;
  const [name, reading] = [rest * 0.5, rest * 0.5];
  const latest = name;
  const target = latest + fixed.latest;
  const icons = target + fixed.target;
  const trend = icons + fixed.icons;
  return {
    name: [0, name - 16],
    latest: [latest, fixed.latest - 10],
    target: [target, fixed.target - 10],
    icons: [icons, fixed.icons],
    trend: [trend, fixed.trend - 20],
    reading: [trend + fixed.trend, reading],
  };
};

const wideHead = (width: number, ink: Ink): Block => {
  const columns = columnsOf(width);
  const names = {
    name: 'Measure',
    latest: 'Latest',
    target: 'Target',
    icons: 'Icons',
    trend: 'Trend',
    reading: 'Reading',
  } as const;
  return {
    height: textSize * 1.3,
    markup: together(
      (Object.keys(names) as (keyof typeof names)[]).map((key) =>
        line(names[key], columns[key][0], 11, { size: 11.5, fill: ink.quiet, bold: true }),
      ),
    ),
  };
};

const iconPair = (row: ScorecardRow, ink: Ink): Markup =>
  together([
    element('g', {}, variationDrawing(row.variation, iconSize, ink)),
    moved(iconSize + 8, 0, assuranceDrawing(row.assurance, iconSize, ink)),
  ]);

const wideRow = (row: ScorecardRow, width: number, ink: Ink): Block => {
  const columns = columnsOf(width);
  const { latest, when, target, reading } = cellsOf(row);
  const plain = { size: textSize, fill: ink.text };
  const blocks: readonly (readonly [left: number, block: Block])[] = [
    [columns.name[0], paragraph(row.name, columns.name[1], { ...plain, bold: true })],
    [
      columns.latest[0],
      stack(
        [paragraph(latest, columns.latest[1], { ...plain, bold: true }), paragraph(when, columns.latest[1], { size: 11, fill: ink.quiet })],
        1,
      ),
    ],
    [columns.target[0], paragraph(target, columns.target[1], plain)],
    [columns.icons[0], { markup: iconPair(row, ink), height: iconSize }],
    [columns.trend[0], { markup: sparkline(row, columns.trend[1], iconSize, ink), height: iconSize }],
    [columns.reading[0], paragraph(reading, columns.reading[1], plain)],
  ];
  const height = Math.max(...blocks.map(([, block]) => block.height));
  return ruled(
    { height, markup: together(blocks.map(([left, block]) => moved(left, (height - block.height) / 2, block.markup))) },
    width,
    ink,
  );
};

const narrowRow = (row: ScorecardRow, width: number, ink: Ink): Block => {
  const { latest, when, target, reading } = cellsOf(row);
  const plain = { size: textSize, fill: ink.text };
  const beside = 2 * iconSize + 20;
  const trend = width - beside;
  return ruled(
    stack(
      [
        paragraph(row.name, width, { ...plain, bold: true }),
        paragraph(`Latest ${latest}${when === '' ? '' : ` (${when})`} · target ${target}`, width, plain),
        { height: iconSize, markup: together([iconPair(row, ink), moved(beside, 0, sparkline(row, trend, iconSize, ink))]) },
        paragraph(reading, width, plain),
      ],
      5,
    ),
    width,
    ink,
  );
};

/** About how many icons of stable measures show special cause in a month by chance alone: 2.3 % of them by the six-point rules. */
const falseIconShare = 0.023;

const byChance = (rows: readonly ScorecardRow[]): string => {
  const expected = Math.round(rows.filter(({ variation }) => variation !== null).length * falseIconShare);
  return expected === 0 ? '' : ` Among so many measures about ${expected} will show special cause by chance alone.`;
};

/** The rows in whole sentences. */
export const textOfScorecard = (title: string, rows: readonly ScorecardRow[]): string =>
  rows.length === 0
    ? `${title}: no measures yet.`
    : [
        `${title}: ${rows.length} ${rows.length === 1 ? 'measure' : 'measures'}.`,
        ...rows.map((row) => {
          const { latest, when, target, reading } = cellsOf(row);
          return `${row.name}: ${when === '' ? 'no figure yet' : `${latest} for ${when}`}, target ${target}. ${variationSentence(row.variation)} ${assuranceSentence(row.assurance)} ${reading}`;
        }),
      ].join(' ');

/** Many measures at a glance as an SVG, in the order given: latest figure, target, icons, trend, and what they ask for. */
export const scorecardPicture = (rows: readonly ScorecardRow[], options: PictureOptions): string => {
  const ink = inkOf(options.grey);
  const { total, inner: width } = widthsOf(options);
  const narrow = isNarrow(total) || width < 860;
  return framed(total, { title: options.title, description: textOfScorecard(options.title, rows) }, [
    heading(options.title, rows.length === 0 ? 'No measures yet.' : '', width, ink),
    rows.length === 0
      ? nothing
      : stack([...(narrow ? [] : [wideHead(width, ink)]), ...rows.map((row) => (narrow ? narrowRow : wideRow)(row, width, ink))], 2),
    caption(`Icons by statistical process control; the dashed line of a trend is its target.${byChance(rows)}`, width, ink),
  ]);
};
