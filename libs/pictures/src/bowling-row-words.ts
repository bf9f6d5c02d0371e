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

/** Where it started and where it is to go by the year's end. */
export const fromToRow = (row: BowlingRow): readonly string[] => [
  `from ${plainFigure(Number(row.jop), decimalsOf(row))}`,
  row.yearTarget.value === null
    ? 'no target for the year'
    : `to ${plain(row.yearTarget.value, row)}${row.yearTarget.of === 'LAST_COLUMN' ? ' this year' : ''}`,
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

/** The row in whole sentences. */
export const textOfRow = (row: BowlingRow, owners: PostNames): string => {
  const latest = row.cells.findLast(({ actual }) => actual !== null);
  const months = counted.flatMap(([status, told]) => {
    const number = row.cells.filter((cell) => cell.status === status).length;
    return number === 0 ? [] : [`${number} ${told}`];
  });
  return [
    `${row.statement} (${aboutRow(row, owners)}), ${fromToRow(row).join(' ')}.`,
    latest === undefined
      ? 'Nothing is reported yet.'
      : `The latest figure, for ${longDay(dayOf(latest.column), true)}, is ${shown(latest.actual, row)} against a plan of ${shown(latest.plan, row)}.`,
    ...(months.length === 0 ? [] : [`Months: ${months.join(', ')}.`]),
    `Year to date: ${yearToDateOfRow(row).join(', ')}.`,
    `Forecast for ${longDay(dayOf(row.forecasts.until), true)}: ${forecastsOfRow(row).join(', ').replaceAll('–', 'none')}.`,
    ...row.ghosts.map(({ on }) => `The plan of ${longDay(on, false)} was replaced.`),
    row.icons.variationText,
    row.icons.assuranceText,
  ].join(' ');
};
