import { limitsOf, type Gaps, type Limits } from './limits.js';
import type { Assurance, Icons, Options, Point, PointType, Target, Variation, Warning } from './model.js';
import { resolve, type Resolved } from './resolution.js';
import { rulebookOf, type Rulebook } from './rulebook.js';
import { cut, type Cut } from './segments.js';
import { readSeries, rowOf, type Series } from './series.js';
import { classify, markShifts, markTrends, markTwoSigma, zone, type Run } from './signals.js';
import { assuranceOf, targetOn } from './targets.js';

/** A segment with its limits. */
export interface JudgedSegment extends Cut, Limits {}

/** All that is calculated of an XmR chart, in arrays over the counted points; the chart itself only says it at length. */
export interface Judgement extends Icons {
  readonly series: Series;
  readonly rulebook: Rulebook;
  readonly segments: readonly JudgedSegment[];
  /** Whether limits and icons are shown. */
  readonly limitsShown: boolean;
  /** Where each counted point lies, see `zone`. */
  readonly zones: Int8Array;
  /** The signals of each, see `bits`. */
  readonly signals: Uint8Array;
  /** The runs behind shifts and trends. */
  readonly runs: readonly Run[];
  /** Before which counted points a missing value lies that breaks runs; null where none does. */
  readonly gaps: Gaps;
  /** The latest counted point: its value, what it shows and its target; null without any. */
  readonly latest: Latest | null;
  readonly notes: readonly Warning[];
}

/**
 * Whether anything can be said of the latest point: a recalculation at it leaves it without limits, and what has no limits
 * is no common cause. A signal that needs none, as a trend, speaks all the same.
 */
export const hasVerdict = ({ type, limits: { lower, upper } }: Latest): boolean =>
  type !== 'common_cause' || lower !== null || upper !== null;

export interface Latest {
  readonly date: string;
  readonly value: number;
  readonly type: PointType;
  readonly limits: Limits;
  readonly target: Target | null;
}

/** Where a missing value lies before a counted point, if that breaks anything. */
export const gapsOf = ({ rows, points, values }: Series, { missing }: Rulebook): Gaps => {
  if (rows === null || missing === 'bridge') return null;
  const gaps = new Uint8Array(values.length);
  for (let index = 1; index < gaps.length; index += 1)
    for (let row = rows[index - 1]! + 1; row < rows[index]!; row += 1) if (!points[row]!.ghost) gaps[index] = 1;
  return gaps;
};

/** The stretches a rule looks along: from each to before the next. */
export const stretchesOf = (segments: readonly Cut[], gaps: Gaps, counted: number, crosses: boolean): readonly number[] => {
  if (gaps === null && (crosses || segments.length === 1)) return [0, counted];
  const starts = crosses ? [0] : segments.map(({ from }) => from);
  if (gaps === null) return [...starts, counted];
  const wanted = new Set(starts);
  gaps.forEach((gap, index) => gap && wanted.add(index));
  return [...[...wanted].sort((a, b) => a - b), counted];
};

/** The resolved meaning of a counted point's signals. */
export const resolvedAt = (
  { signals, rulebook, series: { values } }: Pick<Judgement, 'signals' | 'rulebook' | 'series'>,
  index: number,
): Resolved => resolve(signals[index]!, rulebook, index + 1 < values.length && values[index + 1]! > values[index]!);

export const variationOf = (type: PointType, { direction }: Rulebook): Variation => {
  if (type === 'common_cause' || type === 'neutral_high' || type === 'neutral_low') return type;
  const isHigh = (type === 'improvement') === (direction === 'increase');
  return isHigh ? `${type}_high` : `${type}_low`;
};

const judgeSignals = (
  values: Float64Array,
  segments: readonly JudgedSegment[],
  gaps: Gaps,
  rulebook: Rulebook,
): Pick<Judgement, 'zones' | 'signals' | 'runs'> => {
  const counted = values.length;
  const zones = new Int8Array(counted);
  const signals = new Uint8Array(counted);
  const runs: Run[] = [];
  for (const segment of segments) classify(values, segment.from, segment.to, segment, zones, signals);
  const { shiftPoints, trendPoints, rulesCrossSegments, twoSigmaCountsBeyond } = rulebook;
  const most = twoSigmaCountsBeyond ? zone.beyond : zone.twoSigma;
  const stretches = stretchesOf(segments, gaps, counted, rulesCrossSegments === 'all');
  for (let index = 1; index < stretches.length; index += 1) {
    markShifts(zones, stretches[index - 1]!, stretches[index]!, shiftPoints, signals, runs);
    markTwoSigma(zones, stretches[index - 1]!, stretches[index]!, most, signals);
  }
  const long = rulesCrossSegments === 'none' ? stretches : stretchesOf(segments, gaps, counted, true);
  for (let index = 1; index < long.length; index += 1) markTrends(values, long[index - 1]!, long[index]!, trendPoints, signals, runs);
  return { zones, signals, runs };
};

const segmentOf = (one: Cut, limits: Limits): JudgedSegment => ({
  from: one.from,
  to: one.to,
  baselineTo: one.baselineTo,
  row: one.row,
  mean: limits.mean,
  meanMovingRange: limits.meanMovingRange,
  lower: limits.lower,
  upper: limits.upper,
  sigma: limits.sigma,
  tolerance: limits.tolerance,
  screened: limits.screened,
});

/** Judges a series by the rules of a chart of single values and moving ranges. */
export function judgeSeries(series: Series, rulebook: Rulebook): Judgement {
  const { values } = series;
  const counted = values.length;
  const gaps = gapsOf(series, rulebook);
  const { segments: cuts, notes } = cut(series, rulebook);
  const segments = cuts.map((one) => segmentOf(one, limitsOf(values, gaps, one.from, one.baselineTo ?? one.to, rulebook)));
  // Neighbours of a rolling figure share most of what they are made of: its moving range says nothing.
  const limitsShown = counted >= rulebook.minPointsLimits && rulebook.values !== 'rolling';
  const { zones, signals, runs } = limitsShown
    ? judgeSignals(values, segments, gaps, rulebook)
    : { zones: new Int8Array(counted), signals: new Uint8Array(counted), runs: [] };
  let latest: Latest | null = null;
  let variation: Variation | null = null;
  let assurance: Assurance | null = null;
  if (counted > 0) {
    const { type } = resolvedAt({ signals, rulebook, series }, counted - 1);
    const { date } = series.points[rowOf(series, counted - 1)]!;
    const limits = segments.at(-1)!;
    const target = targetOn(rulebook.targets, date);
    latest = { date, value: values[counted - 1]!, type, limits, target };
    if (limitsShown) {
      variation = hasVerdict(latest) ? variationOf(type, rulebook) : null;
      assurance = target === null ? null : assuranceOf(limits, target, rulebook.direction, rulebook.targetOnLimit);
    }
  }
  return { series, rulebook, segments, limitsShown, zones, signals, runs, gaps, latest, variation, assurance, notes };
}

/**
 * The verdict on a series without the chart around it: icons, latest point and limits, for lists of many measures.
 *
 * @throws BadSeries naming what cannot be.
 */
export const judge = (points: readonly Point[], options: Options = {}): Judgement => judgeSeries(readSeries(points), rulebookOf(options));
