import { type BowlingCell, type BowlingRow, cellMarks, type CellStatus } from '#strategy';

/** The twelve months from April 2026. */
export const yearOfMonths = Array.from({ length: 12 }, (_, index) =>
  index < 9 ? `2026-${String(index + 4).padStart(2, '0')}` : `2027-0${index - 8}`,
);

/** A month by hand: its plan, its figure, and how it stands. */
export const month = (
  index: number,
  status: CellStatus,
  plan: number | null,
  actual: number | null,
  changes: Partial<BowlingCell> = {},
): BowlingCell => ({
  column: yearOfMonths[index] ?? '',
  periods: [yearOfMonths[index] ?? ''],
  plan,
  actual,
  reported: actual === null ? 0 : 1,
  of: 1,
  status,
  ...cellMarks[status],
  noActivity: status === 'NO_ACTIVITY',
  asPublished: actual,
  asKnownNow: actual,
  closed: actual !== null,
  late: false,
  corrected: false,
  ...changes,
});

const forecast = (value: number | null) => ({
  value,
  low: null,
  high: null,
  because: value === null ? 'no figure has been reported' : null,
});

/** A row by hand that falls from 20 to 8 over the year, so that a test of its picture knows every number in it. */
export const handMadeRow = (changes: Partial<BowlingRow> = {}): BowlingRow => ({
  subject: { kind: 'GOAL', id: 'goal-1' },
  statement: 'Halve falls with harm',
  state: 'ACTIVE',
  owner: 'post-1',
  unit: 'unit-1',
  measure: 'measure-1',
  measureName: 'Falls with harm',
  unitOfMeasure: 'falls',
  direction: { kind: 'DECREASE' },
  frequency: 'MONTH',
  basis: 'LEVEL',
  jop: '20',
  jopFrom: '2026-03',
  jopTo: '2026-03',
  target: '8',
  due: '2027-03-31',
  tolerance: '1',
  maintain: false,
  yearTarget: { value: 8, of: 'TARGET' },
  cells: yearOfMonths.map((_, index) => month(index, index < 6 ? 'MET' : 'BLANK', 19 - index, index < 6 ? 18 - index : null)),
  ghosts: [],
  yearToDate: { plan: 14, actual: 13, reported: 6, of: 6 },
  forecasts: {
    of: 'LAST_COLUMN',
    until: '2027-03',
    plan: 8,
    remaining: 6,
    runRate: forecast(14),
    planShifted: forecast(7),
    process: { value: 15, low: 9, high: 21, because: null },
  },
  icons: { variation: null, assurance: null, variationText: 'There is not enough data yet.', assuranceText: 'Nothing is judged.' },
  ...changes,
});
