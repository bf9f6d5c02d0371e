import { assuranceTextOf, variationTextOf } from './icon-texts.js';
import { judgeSeries, resolvedAt, type JudgedSegment, type Judgement } from './judgement.js';
import { rulesVersion, type Chart, type ChartPoint, type Glance, type Segment } from './model.js';
import { suggestRecalculation } from './recalculation.js';
import { ghostReason, missingReason, reasonsOf } from './reasons.js';
import { rulesIn } from './resolution.js';
import { optionsOf, type Rulebook } from './rulebook.js';
import { rowOf, valueOf, type Series } from './series.js';
import { meets, targetOn } from './targets.js';
import { warningsOf } from './warnings.js';

/** A baseline of fewer points makes trial limits, however long the segment. */
const baselineReliable = 12;

export interface Lines extends Pick<
  ChartPoint,
  'mean' | 'lower' | 'upper' | 'displayLower' | 'displayUpper' | 'oneSigmaLower' | 'oneSigmaUpper' | 'twoSigmaLower' | 'twoSigmaUpper'
> {}

/** A line no further than the bounds. */
export const clip = (value: number, { lo, hi }: Rulebook['bounds']): number => {
  const raised = lo !== null && value < lo ? lo : value;
  return hi !== null && raised > hi ? hi : raised;
};

/** The lines through a segment, which every row in it shares. */
const linesOf = ({ mean, lower, upper, sigma }: JudgedSegment, { limitsShown, rulebook: { bounds } }: Judgement): Lines => {
  const has = limitsShown && mean !== null && lower !== null && upper !== null && sigma !== null;
  const at = (steps: number): number | null => (has ? mean + steps * sigma : null);
  return {
    mean,
    lower: has ? lower : null,
    upper: has ? upper : null,
    displayLower: has ? clip(lower, bounds) : null,
    displayUpper: has ? clip(upper, bounds) : null,
    oneSigmaLower: at(-1),
    oneSigmaUpper: at(1),
    twoSigmaLower: at(-2),
    twoSigmaUpper: at(2),
  };
};

/** What is said of a point whether it counts or not. */
export const rowPoint = ({ series, rulebook }: Pick<Judgement, 'series' | 'rulebook'>, row: number, segment: number, lines: Lines) => {
  const point = series.points[row]!;
  const value = valueOf(point, row);
  const isMissing = Number.isNaN(value);
  return {
    date: point.date,
    value: isMissing ? null : value,
    numerator: point.numerator ?? null,
    denominator: point.denominator ?? null,
    ghost: point.ghost === true,
    missing: isMissing,
    segment,
    mean: lines.mean,
    lower: lines.lower,
    upper: lines.upper,
    displayLower: lines.displayLower,
    displayUpper: lines.displayUpper,
    oneSigmaLower: lines.oneSigmaLower,
    oneSigmaUpper: lines.oneSigmaUpper,
    twoSigmaLower: lines.twoSigmaLower,
    twoSigmaUpper: lines.twoSigmaUpper,
    target: targetOn(rulebook.targets, point.date),
  };
};

type Judged = Pick<ChartPoint, 'movingRange' | 'met' | 'signalsUp' | 'signalsDown' | 'type' | 'rule' | 'reasons'>;

/**
 * A point with what was judged of it. Written out, since an object of so many fields that is made by spreading takes
 * microseconds, a hundred times as long as judging it.
 */
export const judgedPoint = (base: ReturnType<typeof rowPoint>, judged: Judged): ChartPoint => ({
  date: base.date,
  value: base.value,
  numerator: base.numerator,
  denominator: base.denominator,
  ghost: base.ghost,
  missing: base.missing,
  segment: base.segment,
  mean: base.mean,
  lower: base.lower,
  upper: base.upper,
  displayLower: base.displayLower,
  displayUpper: base.displayUpper,
  oneSigmaLower: base.oneSigmaLower,
  oneSigmaUpper: base.oneSigmaUpper,
  twoSigmaLower: base.twoSigmaLower,
  twoSigmaUpper: base.twoSigmaUpper,
  movingRange: judged.movingRange,
  target: base.target,
  met: judged.met,
  signalsUp: judged.signalsUp,
  signalsDown: judged.signalsDown,
  type: judged.type,
  rule: judged.rule,
  reasons: judged.reasons,
});

const silent: Omit<Judged, 'reasons'> = { movingRange: null, met: null, signalsUp: [], signalsDown: [], type: null, rule: null };
const ghostJudged: Judged = { ...silent, reasons: [ghostReason] };
const missingJudged: Judged = { ...silent, reasons: [missingReason] };

/** A counted point as it is drawn, by its row and its place among those that count. */
const countedPoint = (
  judgement: Judgement,
  base: ReturnType<typeof rowPoint>,
  index: number,
  reasons: ReturnType<typeof reasonsOf>,
): ChartPoint => {
  const { series, segments, gaps, rulebook, signals } = judgement;
  const value = series.values[index]!;
  const within = segments[base.segment]!;
  const resolved = resolvedAt(judgement, index);
  return judgedPoint(base, {
    movingRange: index > within.from && !gaps?.[index] ? Math.abs(value - series.values[index - 1]!) : null,
    met: base.target === null ? null : meets(value, base.target, rulebook.direction),
    signalsUp: rulesIn(signals[index]!, true),
    signalsDown: rulesIn(signals[index]!, false),
    type: resolved.type,
    rule: resolved.rule,
    reasons: reasons(index, within, resolved),
  });
};

/** The points as they are drawn, every row in order of date. */
const pointsOf = (judgement: Judgement): readonly ChartPoint[] => {
  const { series, segments } = judgement;
  const reasons = reasonsOf(judgement);
  const lines = segments.map((segment) => linesOf(segment, judgement));
  let segment = 0;
  let index = -1;
  return series.points.map((_, row): ChartPoint => {
    while (segment + 1 < segments.length && row >= segments[segment + 1]!.row) segment += 1;
    const base = rowPoint(judgement, row, segment, lines[segment]!);
    if (base.missing || base.ghost) return judgedPoint(base, base.missing ? missingJudged : ghostJudged);
    index += 1;
    return countedPoint(judgement, base, index, reasons);
  });
};

/** The latest counted point as it is drawn: every segment has one, so it lies in the last. */
const latestPointOf = (judgement: Judgement): ChartPoint | null => {
  const { series, segments } = judgement;
  const index = series.values.length - 1;
  if (index < 0) return null;
  const base = rowPoint(judgement, rowOf(series, index), segments.length - 1, linesOf(segments.at(-1)!, judgement));
  return countedPoint(judgement, base, index, reasonsOf(judgement));
};

/** The segments as they are told. */
export const segmentsOf = ({
  series,
  segments,
  limitsShown,
  rulebook,
}: Pick<Judgement, 'series' | 'segments' | 'limitsShown' | 'rulebook'>): readonly Segment[] =>
  segments.map(({ from, to, row, baselineTo, mean, meanMovingRange, lower, upper }, index) => ({
    index,
    from: series.points[row]!.date,
    to: series.points[(segments[index + 1]?.row ?? series.points.length) - 1]!.date,
    kind: index === 0 ? 'start' : 'recalculation',
    baselineTo: baselineTo === null ? null : series.points[rowOf(series, baselineTo - 1)]!.date,
    points: to - from,
    mean,
    meanMovingRange,
    lower: limitsShown ? lower : null,
    upper: limitsShown ? upper : null,
    trial: to - from < rulebook.trialBelow || (baselineTo !== null && baselineTo - from < baselineReliable),
  }));

/** How many of the latest counted points in a row met their targets, or missed them. */
export const latestRunOf = (series: Series, { targets, direction }: Pick<Rulebook, 'targets' | 'direction'>): Chart['latestRun'] => {
  const { values, points } = series;
  let met: boolean | null = null;
  let length = 0;
  for (let index = values.length - 1; index >= 0; index -= 1) {
    const target = targetOn(targets, points[rowOf(series, index)]!.date);
    const here = target === null ? null : meets(values[index]!, target, direction);
    if (here === null || (met !== null && here !== met)) break;
    met = here;
    length += 1;
  }
  return met === null ? null : { met, length };
};

/** How many sigma above the mean the target lies; null for a range, and where there is no sigma to count in. */
export const targetSigmaOf = ({ latest, limitsShown }: Pick<Judgement, 'latest' | 'limitsShown'>): number | null => {
  if (!limitsShown || latest?.target == null || 'lo' in latest.target) return null;
  const { mean, sigma, tolerance } = latest.limits;
  if (mean === null || sigma === null || sigma <= tolerance) return null;
  const away = (latest.target.value - mean) / sigma;
  return Number.isFinite(away) ? away : null;
};

/** What the icons of a chart say, given its latest point that counts. */
const iconsOf = (judgement: Judgement, latest: ChartPoint | null) => {
  const { series, rulebook, limitsShown, variation, assurance } = judgement;
  const run = { targetSigma: targetSigmaOf(judgement), latestRun: latestRunOf(series, rulebook) };
  return {
    counted: series.values.length,
    limitsShown,
    limitsFrom: rulebook.minPointsLimits,
    variation,
    assurance,
    variationText: variationTextOf(judgement, latest?.reasons ?? []),
    assuranceText: assuranceTextOf(judgement, run),
    ...run,
  };
};

/** The XmR chart of a series. */
export function xmrChart(series: Series, rulebook: Rulebook): Chart {
  const judgement = judgeSeries(series, rulebook);
  const points = pointsOf(judgement);
  const counted = series.values.length;
  const warnings = warningsOf(judgement, points);
  return {
    rulesVersion,
    preset: rulebook.preset,
    chart: rulebook.chart,
    options: optionsOf(rulebook),
    points,
    segments: segmentsOf(judgement),
    ...iconsOf(judgement, counted === 0 ? null : points[rowOf(series, counted - 1)]!),
    warnings,
    suggestion: warnings.some(({ code }) => code === 'SEASONAL') ? null : suggestRecalculation(judgement),
    runs: null,
  };
}

/** The same at a glance, without the points before the latest. */
export function xmrGlance(series: Series, rulebook: Rulebook): Glance {
  const judgement = judgeSeries(series, rulebook);
  const latest = latestPointOf(judgement);
  const { counted, limitsFrom, variation, assurance, variationText, assuranceText } = iconsOf(judgement, latest);
  return { variation, assurance, variationText, assuranceText, counted, limitsFrom, shiftPoints: rulebook.shiftPoints, latest };
}
