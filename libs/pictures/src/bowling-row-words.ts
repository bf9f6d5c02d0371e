import type { BowlingRow, CellStatus, Forecast } from '#strategy';
import { longDay, shortDay } from './calendar.js';
import { decimalsFor, plainFigure, withUnit } from './figures.js';

/** How people are called, by the post they stand in. */
export type PostNames = Readonly<Record<string, string>>;

/** The first day of a month: `2026-04` or the day itself. */
export const dayOf = (period: string): string => (/^\d{4}-\d{2}$/.test(period) ? `${period}-01` : period);

export const monthName = (period: string): string => shortDay(dayOf(period), true);

/** As many decimals as the figures of a row need, and as those who set them gave. */
export const decimalsOf = ({ cells, jop, target }: BowlingRow): number => {
  const values = [...cells.flatMap(({ plan, actual }) => [plan, actual].filter((value) => value !== null)), Number(jop), Number(target)];
  const set = [jop, target].map((figure) => figure.split('.')[1]?.length ?? 0);
  return Math.max(decimalsFor(Math.max(...values) - Math.min(...values)), ...set);
};

const directionOf = ({ direction }: BowlingRow): string => {
  switch (direction.kind) {
    case 'INCREASE':
      return 'higher is better';
    case 'DECREASE':
      return 'lower is better';
    case 'RANGE':
      return `between ${direction.lo} and ${direction.hi} is right`;
  }
};

/** Who answers for the row, which measure it is of and which way is better. */
export const aboutRow = (row: BowlingRow, owners: PostNames): string =>
  [
    owners[row.owner] ?? '',
    row.measureName,
    row.unitOfMeasure,
    directionOf(row),
    row.state === 'ACTIVE' ? '' : row.state.toLowerCase().replaceAll('_', ' '),
  ]
    .filter((part) => part !== '')
    .join(' · ');

const shown = (value: number | null, row: BowlingRow): string =>
  value === null ? 'none' : withUnit(plainFigure(value, decimalsOf(row)), row.unitOfMeasure);

const plain = (value: number, row: BowlingRow): string => plainFigure(value, decimalsOf(row));

/** Of which period jump-off point and target are, where the months come to something else: a level of each week or day. */
const each = ({ basis, frequency }: BowlingRow): string =>
  basis === 'TOTAL' ? '' : frequency === 'WEEK' ? ' a week' : frequency === 'DAY' ? ' a day' : '';

/** Where it started and where it is to go by the year's end. */
export const fromToRow = (row: BowlingRow): readonly string[] => [
  `from ${plainFigure(Number(row.jop), decimalsOf(row))}${each(row)}`,
  row.yearTarget.value === null
    ? 'no target for the year'
    : row.yearTarget.of === 'LAST_COLUMN'
      ? `to ${plain(row.yearTarget.value, row)} this year`
      : `to ${plain(row.yearTarget.value, row)}${each(row)}`,
];

/** Plan, figure and how many months are in them. */
export const yearToDateOfRow = ({ yearToDate, ...rest }: BowlingRow): readonly string[] => {
  const row = { yearToDate, ...rest };
  return [
    ...(yearToDate.plan === null ? [] : [`plan ${plain(yearToDate.plan, row)}`]),
    ...(yearToDate.actual === null ? [] : [`actual ${plain(yearToDate.actual, row)}`]),
    `${yearToDate.reported} of ${yearToDate.of} reported`,
  ];
};

const forecastText = ({ value, low, high }: Forecast, row: BowlingRow): string =>
  value === null ? '–' : `${plain(value, row)}${low === null || high === null ? '' : ` (${plain(low, row)} to ${plain(high, row)})`}`;

/** The three ways of looking ahead. */
export const forecastsOfRow = (row: BowlingRow): readonly string[] => [
  `run rate ${forecastText(row.forecasts.runRate, row)}`,
  `plan shifted ${forecastText(row.forecasts.planShifted, row)}`,
  `process ${forecastText(row.forecasts.process, row)}`,
];

const counted: readonly (readonly [status: CellStatus, told: string])[] = [
  ['MET', 'met'],
  ['NEAR', 'near'],
  ['MISSED', 'missed'],
  ['NOT_REPORTED', 'not reported'],
  ['NO_PLAN', 'without a plan'],
  ['NO_ACTIVITY', 'without activity'],
];

/** The latest month with a figure, and how much of it there is; or why there is none. */
const latestOfRow = (row: BowlingRow): string => {
  const latest = row.cells.findLast(({ actual }) => actual !== null);
  if (latest === undefined)
    return row.cells.some(({ reported }) => reported > 0) ? 'No month comes to a figure.' : 'Nothing is reported yet.';
  const { column, actual, plan, reported, of } = latest;
  const part = reported < of ? `, with ${reported} of its ${of} ${row.frequency === 'DAY' ? 'days' : 'weeks'} reported` : '';
  const against = plan === null ? '' : ` against a plan of ${shown(plan, row)}${part === '' ? '' : ' for all of it'}`;
  return `The latest figure, for ${longDay(dayOf(column), true)}, is ${shown(actual, row)}${against}${part}.`;
};

/** The row in whole sentences. */
export const textOfRow = (row: BowlingRow, owners: PostNames): string => {
  const months = counted.flatMap(([status, told]) => {
    const number = row.cells.filter((cell) => cell.status === status).length;
    return number === 0 ? [] : [`${number} ${told}`];
  });
  return [
    `${row.statement} (${aboutRow(row, owners)}), ${fromToRow(row).join(' ')}.`,
    latestOfRow(row),
    ...(months.length === 0 ? [] : [`Months: ${months.join(', ')}.`]),
    `Year to date: ${yearToDateOfRow(row).join(', ')}.`,
    `Forecast for ${longDay(dayOf(row.forecasts.until), true)}: ${forecastsOfRow(row).join(', ').replaceAll('–', 'none')}.`,
    ...row.ghosts.map(({ on }) => `The plan of ${longDay(on, false)} was replaced.`),
    // Where there are no icons yet, both say why in the same words.
    ...new Set([row.icons.variationText, row.icons.assuranceText].filter((text) => text !== '')),
  ].join(' ');
};
