import type { Chart, ChartPoint, PointType, Segment } from '#spc';

/** The first day of the month so many months after April 2024. */
export const monthAfter = (index: number): string =>
  `${2024 + Math.floor((index + 3) / 12)}-${String(((index + 3) % 12) + 1).padStart(2, '0')}-01`;

const point = (value: number | null, index: number): ChartPoint => ({
  date: monthAfter(index),
  value,
  numerator: null,
  denominator: null,
  ghost: false,
  missing: value === null,
  segment: 0,
  mean: 50,
  lower: 40,
  upper: 60,
  displayLower: 40,
  displayUpper: 60,
  oneSigmaLower: null,
  oneSigmaUpper: null,
  twoSigmaLower: null,
  twoSigmaUpper: null,
  movingRange: null,
  target: null,
  met: null,
  signalsUp: [],
  signalsDown: [],
  type: value === null ? null : 'common_cause',
  rule: null,
  reasons: [],
});

/** What a test changes of a hand-made chart: the chart itself, and points by their index. */
export interface ChartChanges {
  readonly chart?: Partial<Chart>;
  readonly points?: Readonly<Record<number, Partial<ChartPoint>>>;
  readonly everyPoint?: Partial<ChartPoint>;
}

/** Points that signal something, for `points` of the changes. */
export const signalling = (type: PointType, ...indexes: readonly number[]): Readonly<Record<number, Partial<ChartPoint>>> =>
  Object.fromEntries(indexes.map((index) => [index, { type, reasons: ['It lies beyond a process limit.'] }]));

export const segmentOf = (points: readonly ChartPoint[], changes: Partial<Segment> = {}): Segment => ({
  index: 0,
  from: points[0]?.date ?? '',
  to: points[points.length - 1]?.date ?? '',
  kind: 'start',
  baselineTo: null,
  points: points.length,
  mean: 50,
  meanMovingRange: 3.76,
  lower: 40,
  upper: 60,
  trial: false,
  ...changes,
});

/** A chart by hand, with a mean of 50 and limits of 40 and 60, so that a test of its picture knows every number in it. */
export const handMadeChart = (values: readonly (number | null)[], { chart, points = {}, everyPoint }: ChartChanges = {}): Chart => {
  const drawn = values.map((value, index) => ({ ...point(value, index), ...everyPoint, ...points[index] }));
  return {
    rulesVersion: 1,
    preset: 'mdc-2.6',
    chart: 'xmr',
    options: { direction: 'increase' },
    points: drawn,
    segments: drawn.length === 0 ? [] : [segmentOf(drawn)],
    counted: drawn.filter(({ ghost, missing }) => !ghost && !missing).length,
    limitsShown: true,
    limitsFrom: 13,
    variation: 'common_cause',
    assurance: null,
    variationText: 'Common cause variation: nothing has changed significantly.',
    assuranceText: 'There is no target.',
    targetSigma: null,
    latestRun: null,
    warnings: [],
    suggestion: null,
    runs: null,
    ...chart,
  };
};
