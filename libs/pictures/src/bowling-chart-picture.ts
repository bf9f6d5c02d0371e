import type { BowlingChart, BowlingRow, CellStatus } from '#strategy';
import { type Block, legend, type LegendEntry, nothing, paragraph, stack } from './blocks.js';
import { bowlingCell, cellHeight, statusMark, statusNames } from './bowling-cell.js';
import {
  aboutRow,
  dayOf,
  decimalsOf,
  forecastsOfRow,
  fromToRow,
  monthName,
  type PostNames,
  textOfRow,
  yearToDateOfRow,
} from './bowling-row-words.js';
import { longDay, yearOf } from './calendar.js';
import { caption, framed, heading, type PictureOptions, stand, tellingOf, widthsOf } from './frame.js';
import { assuranceDrawing, variationDrawing } from './icons.js';
import { type Ink, inkOf } from './ink.js';
import { line } from './lettering.js';
import { element, type Markup, moved, together } from './markup.js';

/** What of a bowling chart is drawn. */
export type BowlingChartDrawn = Pick<BowlingChart, 'year' | 'columns' | 'rows' | 'withoutRow' | 'view'>;

export interface BowlingChartOptions extends PictureOptions {
  /** What the posts are called that own the rows, by their id; a post without a name is left out. */
  readonly owners?: PostNames;
}

/** What a row is drawn with. */
interface Sheet {
  readonly columns: readonly string[];
  readonly owners: PostNames;
  readonly ink: Ink;
}

const iconSize = 38;

const iconPair = ({ icons }: BowlingRow, ink: Ink): Markup =>
  together([variationDrawing(icons.variation, iconSize, ink), moved(iconSize + 6, 0, assuranceDrawing(icons.assurance, iconSize, ink))]);

/** `Apr 2026` where a year begins to be shown, and otherwise `May`. */
const nameOfColumn = (columns: readonly string[], index: number): string => {
  const [day, before] = [dayOf(columns[index] ?? ''), dayOf(columns[index - 1] ?? '')];
  return yearOf(day) === yearOf(before) ? monthName(day) : `${monthName(day)} ${yearOf(day)}`;
};

/** The cells of a row, so many to a line, each line under the names of its months. */
const cells = (row: BowlingRow, { columns, ink }: Sheet, perLine: number, width: number, withNames: boolean): Block => {
  const decimals = decimalsOf(row);
  const cellWidth = width / perLine;
  const nameHeight = withNames ? 16 : 0;
  const height = nameHeight + cellHeight(row.ghosts.length) + (withNames ? 4 : 0);
  const lines = Math.ceil(row.cells.length / perLine);
  return {
    height: lines * height,
    markup: together(
      row.cells.map((cell, index) => {
        const ghosts = row.ghosts.map(({ plan }) => plan[index] ?? null);
        return moved(
          (index % perLine) * cellWidth,
          Math.floor(index / perLine) * height,
          ...(withNames ? [line(nameOfColumn(columns, index), cellWidth / 2, 12, { size: 11, fill: ink.quiet, anchor: 'middle' })] : []),
          moved(0, nameHeight, bowlingCell(cell, { width: cellWidth, decimals, ghosts, ink })),
        );
      }),
    ),
  };
};

const lines = (texts: readonly string[], width: number, fill: string): Block =>
  stack(
    texts.map((text) => paragraph(text, width, { size: 11.5, fill })),
    1,
  );

const ghostWords = ({ ghosts }: BowlingRow): readonly string[] => ghosts.map(({ on }) => `In brackets: the plan of ${longDay(on, false)}`);

/** Columns of the table on a wide page: name, from and to, months, year to date, forecast, icons. */
const tableColumns = (
  width: number,
): { readonly name: number; readonly goal: number; readonly months: number; readonly date: number; readonly forecast: number } => {
  const [name, goal, date, forecast] = [210, 84, 96, 132];
  return { name, goal, date, forecast, months: width - name - goal - date - forecast - 2 * iconSize - 8 };
};

const ruled = (block: Block, width: number, ink: Ink): Block => ({
  height: block.height + 12,
  markup: together([element('line', { x1: 0, x2: width, y1: 0, y2: 0, stroke: ink.axis, 'stroke-width': 1 }), moved(0, 6, block.markup)]),
});

const tableHead = (width: number, { columns, ink }: Sheet, until: string): Block => {
  const { name, goal, months, date, forecast } = tableColumns(width);
  const style = { size: 11.5, fill: ink.quiet, bold: true };
  const cell = months / 12;
  const [first, second] = [12, 26];
  return {
    height: 32,
    markup: together([
      line('Goal or aim', 0, second, style),
      line('From, to', name, second, style),
      ...columns.flatMap((column, index) => {
        const x = name + goal + (index + 0.5) * cell;
        const opens = index === 0 || yearOf(dayOf(column)) !== yearOf(dayOf(columns[index - 1] ?? ''));
        return [
          ...(opens ? [line(yearOf(dayOf(column)), x, first, { ...style, anchor: 'middle' as const })] : []),
          line(monthName(column), x, second, { ...style, anchor: 'middle' }),
        ];
      }),
      line('Year to date', name + goal + months + 10, second, style),
      line('Forecast', name + goal + months + date + 10, first, style),
      line(until, name + goal + months + date + 10, second, style),
      line('Icons', name + goal + months + date + forecast + 4, second, style),
    ]),
  };
};

const tableRow = (row: BowlingRow, width: number, sheet: Sheet): Block => {
  const { ink, owners } = sheet;
  const { name, goal, months, date, forecast } = tableColumns(width);
  const placed: readonly (readonly [left: number, block: Block])[] = [
    [
      0,
      stack(
        [
          paragraph(row.statement, name - 14, { size: 12.5, fill: ink.text, bold: true }),
          paragraph([aboutRow(row, owners), ...ghostWords(row)].join(' · '), name - 14, { size: 11, fill: ink.quiet }),
        ],
        2,
      ),
    ],
    [name, lines(fromToRow(row), goal - 8, ink.text)],
    [name + goal, cells(row, sheet, 12, months, false)],
    [name + goal + months + 10, lines(yearToDateOfRow(row), date - 12, ink.text)],
    [name + goal + months + date + 10, lines(forecastsOfRow(row), forecast - 16, ink.text)],
    [name + goal + months + date + forecast + 2, { markup: iconPair(row, ink), height: iconSize }],
  ];
  return ruled(
    {
      height: Math.max(...placed.map(([, { height }]) => height)),
      markup: together(placed.map(([left, { markup }]) => moved(left, 0, markup))),
    },
    width,
    ink,
  );
};

/** A row on its own: the name, the months in as many lines as it takes, and what follows from them. */
const card = (row: BowlingRow, width: number, sheet: Sheet): Block => {
  const { ink, owners } = sheet;
  const beside = width - 2 * iconSize - 18;
  const text = { size: 12, fill: ink.text };
  return ruled(
    stack(
      [
        paragraph(row.statement, width, { size: 13.5, fill: ink.text, bold: true }),
        paragraph([aboutRow(row, owners), fromToRow(row).join(' '), ...ghostWords(row)].join(' · '), width, {
          size: 11.5,
          fill: ink.quiet,
        }),
        cells(row, sheet, width >= 680 ? 12 : width >= 340 ? 6 : 4, width, true),
        {
          height: Math.max(iconSize, paragraph(`Year to date: ${yearToDateOfRow(row).join(', ')}`, beside, text).height),
          markup: together([
            iconPair(row, ink),
            moved(2 * iconSize + 18, 0, paragraph(`Year to date: ${yearToDateOfRow(row).join(', ')}`, beside, text).markup),
          ]),
        },
        paragraph(`Forecast for ${longDay(dayOf(row.forecasts.until), true)}: ${forecastsOfRow(row).join(', ')}`, width, text),
      ],
      5,
    ),
    width,
    ink,
  );
};

const inLegend: readonly CellStatus[] = ['MET', 'NEAR', 'MISSED', 'NOT_REPORTED', 'NO_PLAN', 'NO_ACTIVITY'];

/** The marks this chart has, by what they mean. */
const legendOf = (rows: readonly BowlingRow[], ink: Ink): readonly LegendEntry[] => {
  const all = rows.flatMap((row) => row.cells);
  return [
    ...inLegend.flatMap((status) => {
      const cell = all.find((one) => one.status === status);
      return cell === undefined ? [] : [{ sample: statusMark(status, cell.letter, 2, 1, ink), text: statusNames[status] }];
    }),
    ...(all.some(({ late, corrected }) => late || corrected)
      ? [{ sample: line('†', 12, 11, { size: 13, fill: ink.text, bold: true }), text: 'recorded late or corrected since' }]
      : []),
  ];
};

const views = { AS_KNOWN_NOW: 'figures as known now', AS_PUBLISHED: 'figures as published' } as const;

/** A statement the sentence goes on after, so that its own full stop does not stand in the middle. */
const unended = (statement: string): string => statement.trimEnd().replace(/[.]+$/, '');

/** The bowling chart in whole sentences. */
export const textOfBowlingChart = (
  { rows, year, view, withoutRow }: BowlingChartDrawn,
  { title, owners = {} }: BowlingChartOptions,
): string =>
  [
    `${title}: bowling chart of ${rows.length} ${rows.length === 1 ? 'row' : 'rows'} for ${year}, ${views[view]}.`,
    ...rows.map((row) => textOfRow(row, owners)),
    ...withoutRow.map(({ statement, because }) => `${unended(statement)} has no row: ${because}.`),
  ].join(' ');

/** A bowling chart as an SVG: a row per measured target, twelve months of plan above actual, a table or, where narrow, a card each. */
export const bowlingChartPicture = (chart: BowlingChartDrawn, options: BowlingChartOptions): string => {
  const ink = inkOf(options.grey);
  const { total, inner: width } = widthsOf(options);
  const { rows, columns, year, view, withoutRow } = chart;
  const sheet: Sheet = { columns, owners: options.owners ?? {}, ink };
  const wide = total >= 1100;
  const untils = [...new Set(rows.map(({ forecasts }) => forecasts.until))];
  const until = untils.length === 1 ? `for ${monthName(untils[0] ?? '')} ${yearOf(dayOf(untils[0] ?? ''))}` : 'for the year’s end';
  return framed(total, tellingOf(options, textOfBowlingChart(chart, options)), [
    heading(options.title, `${year} · ${views[view]} · plan above, actual beneath`, width, ink),
    rows.length === 0
      ? paragraph('No goal or aim here has a measured target yet.', width, { size: 14, fill: ink.quiet })
      : stack([...(wide ? [tableHead(width, sheet, until)] : []), ...rows.map((row) => (wide ? tableRow : card)(row, width, sheet))], 4),
    legend(legendOf(rows, ink), width, { size: 12, fill: ink.text }),
    withoutRow.length === 0
      ? nothing
      : stack(
          withoutRow.map(({ statement, because }) =>
            paragraph(`${unended(statement)}: no row, since ${because}.`, width, { size: 12, fill: ink.quiet }),
          ),
          3,
        ),
    caption(
      'Forecasts: run rate, the rest at the mean of the last three; plan shifted, the rest of the plan with the latest deviation; process, the mean of the chart with its limits.',
      width,
      ink,
    ),
    stand(options, width, ink),
  ]);
};
