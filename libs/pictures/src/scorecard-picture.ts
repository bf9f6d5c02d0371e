import type { ChartPoint } from '#spc';
import type { Scorecard, ScorecardLine } from '#strategy';
import { type Block, nothing, paragraph, stack } from './blocks.js';
import { periodName } from './calendar.js';
import { observed, writingFor } from './figures.js';
import { caption, framed, heading, type PictureOptions, stand, tellingOf, widthsOf } from './frame.js';
import { assuranceDrawing, variationDrawing } from './icons.js';
import { type Ink, inkOf } from './ink.js';
import { line } from './lettering.js';
import { pointMark } from './marks.js';
import { element, type Markup, moved, pathThrough, together } from './markup.js';
import { figuresOfTarget, targetInWords } from './text-of-chart.js';

/** What of a scorecard is drawn. */
export type ScorecardDrawn = Pick<Scorecard, 'lines' | 'falseIcons'>;

/** What a small line is drawn of, oldest first. */
export type Trend = readonly Pick<ChartPoint, 'value' | 'type' | 'ghost'>[];

export interface ScorecardOptions extends PictureOptions {
  /** The points of each measure's chart, by its id; a measure without has no small line. */
  readonly trends?: Readonly<Record<string, Trend>>;
}

/** A measure with its small line. */
interface Row {
  readonly line: ScorecardLine;
  readonly trend: Trend;
}

interface Cells {
  readonly latest: string;
  readonly when: string;
  readonly target: string;
}

const cellsOf = ({ line: { latest, target, unitOfMeasure }, trend }: Row): Cells => {
  const figure = latest === null || latest.value === null ? null : Number(latest.value);
  const writing = writingFor(unitOfMeasure, 1, [...trend.flatMap(({ value }) => value ?? []), ...(figure === null ? [] : [figure])]);
  return {
    latest: figure !== null ? observed(figure, writing) : latest === null ? 'none yet' : 'no activity',
    when: latest === null ? '' : periodName(latest.period),
    target: target === null ? 'none' : targetInWords(target, writing),
  };
};

/** The series as a small line without axes, its latest point by its class, its target as a line across. */
const sparkline = ({ trend, line: row }: Row, width: number, height: number, ink: Ink): Markup => {
  const target = figuresOfTarget(row.target);
  const counted = trend.map((point) => (point.ghost ? { ...point, value: null } : point));
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

const iconPair = ({ line: row }: Row, ink: Ink): Markup =>
  together([
    element('g', {}, variationDrawing(row.variation, iconSize, ink)),
    moved(iconSize + 8, 0, assuranceDrawing(row.assurance, iconSize, ink)),
  ]);

const wideRow = (row: Row, width: number, ink: Ink): Block => {
  const columns = columnsOf(width);
  const { latest, when, target } = cellsOf(row);
  const plain = { size: textSize, fill: ink.text };
  const blocks: readonly (readonly [left: number, block: Block])[] = [
    [columns.name[0], paragraph(row.line.name, columns.name[1], { ...plain, bold: true })],
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
    [columns.reading[0], paragraph(row.line.reading.sentence, columns.reading[1], plain)],
  ];
  const height = Math.max(...blocks.map(([, block]) => block.height));
  return ruled(
    { height, markup: together(blocks.map(([left, block]) => moved(left, (height - block.height) / 2, block.markup))) },
    width,
    ink,
  );
};

const narrowRow = (row: Row, width: number, ink: Ink): Block => {
  const { latest, when, target } = cellsOf(row);
  const plain = { size: textSize, fill: ink.text };
  const beside = 2 * iconSize + 20;
  const trend = width - beside;
  return ruled(
    stack(
      [
        paragraph(row.line.name, width, { ...plain, bold: true }),
        paragraph(`Latest ${latest}${when === '' ? '' : ` (${when})`} · target ${target}`, width, plain),
        { height: iconSize, markup: together([iconPair(row, ink), moved(beside, 0, sparkline(row, trend, iconSize, ink))]) },
        paragraph(row.line.reading.sentence, width, plain),
      ],
      5,
    ),
    width,
    ink,
  );
};

const rowsOf = ({ lines }: ScorecardDrawn, { trends = {} }: ScorecardOptions): readonly Row[] =>
  lines.map((one) => ({ line: one, trend: trends[one.measure] ?? [] }));

/** How many icons to expect by chance, where it is at least one: below that the sentence would only worry. */
const byChance = ({ expected, sentence }: Scorecard['falseIcons']): string => (expected < 0.5 ? '' : ` ${sentence}`);

/** The measures in whole sentences. */
export const textOfScorecard = (card: ScorecardDrawn, options: ScorecardOptions): string =>
  card.lines.length === 0
    ? `${options.title}: no measures yet.`
    : [
        `${options.title}: ${card.lines.length} ${card.lines.length === 1 ? 'measure' : 'measures'}.`,
        ...rowsOf(card, options).map((row) => {
          const { latest, when, target } = cellsOf(row);
          const { name, variationText, assuranceText, reading } = row.line;
          return `${name}: ${when === '' ? 'no figure yet' : `${latest} for ${when}`}, target ${target}. ${variationText} ${assuranceText} ${reading.sentence}`;
        }),
      ].join(' ');

/** Many measures at a glance as an SVG, in the order given: latest figure, target, icons, trend, and what they ask for. */
export const scorecardPicture = (card: ScorecardDrawn, options: ScorecardOptions): string => {
  const ink = inkOf(options.grey);
  const { total, inner: width } = widthsOf(options);
  const narrow = width < 860;
  const rows = rowsOf(card, options);
  return framed(total, tellingOf(options, textOfScorecard(card, options)), [
    heading(options.title, rows.length === 0 ? 'No measures yet.' : '', width, ink),
    rows.length === 0
      ? nothing
      : stack([...(narrow ? [] : [wideHead(width, ink)]), ...rows.map((row) => (narrow ? narrowRow : wideRow)(row, width, ink))], 2),
    caption(`Icons by statistical process control; the dashed line of a trend is its target.${byChance(card.falseIcons)}`, width, ink),
    stand(options, width, ink),
  ]);
};
