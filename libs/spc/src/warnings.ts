import { autocorrelationOf, correlationBoundOf } from './autocorrelation.js';
import { cadenceOf, type Cadence } from './cadence.js';
import { sayDay, sayDays } from './calendar.js';
import { alike, sayCount, sayFigure, sayThere, sayValue } from './figures.js';
import { resolvedAt, type JudgedSegment, type Judgement } from './judgement.js';
import { upperRangeFactor } from './limits.js';
import type { ChartPoint, Day, Warning, WarningCode } from './model.js';
import { conventions, type Convention } from './presets.js';
import { rowOf } from './series.js';

/** Counted points in one segment from which its limits hide what changed within it. */
const manyPoints = 100;
/** Under a mean of so many, a count is a rare event. */
const lowMean = 5;
/** Fewer different values than this are steps of a scale, not a measurement. */
const distinctLeast = 4;
/** Neighbours that correlate no more than this are let pass, however long the series. */
const correlationLeast = 0.4;

const warn = (code: WarningCode, text: string, dates: readonly Day[] = []): Warning => ({ code, text, dates });

/** What is watched of the series itself, whatever chart is drawn of it. */
interface Watched extends Pick<Judgement, 'series' | 'rulebook' | 'limitsShown'> {
  readonly segments: readonly Pick<JudgedSegment, 'from' | 'to'>[];
}
type SeriesWatch = (watched: Watched, points: readonly ChartPoint[]) => readonly Warning[];
type Watch = (judgement: Judgement, points: readonly ChartPoint[]) => readonly Warning[];

const dayAt = ({ series }: Judgement, counted: number): Day => series.points[rowOf(series, counted)]!.date;
const since = (judgement: Judgement, { row }: JudgedSegment): string => sayDay(judgement.series.points[row]!.date);

export const order: SeriesWatch = ({ series }) =>
  series.sorted ? [] : [warn('UNSORTED', 'The points were not in order of date; they have been put in order.')];

export const enough: SeriesWatch = ({ limitsShown, series, rulebook: { minPointsLimits, values } }) =>
  limitsShown || values === 'rolling'
    ? []
    : [
        warn(
          'NOT_ENOUGH_POINTS',
          `${sayThere(series.values.length, 'point')} that ${series.values.length === 1 ? 'counts' : 'count'}; limits and icons take ${minPointsLimits}, so nothing is judged yet.`,
        ),
      ];

export const rolling: SeriesWatch = ({ rulebook: { values } }) =>
  values === 'rolling'
    ? [
        warn(
          'ROLLING',
          'A rolling figure, a running total or a total of twelve months shares most of its data with the one before it: no limits, no icons. Chart the figures it is made of.',
        ),
      ]
    : [];

const lengths: Watch = (judgement) =>
  judgement.segments.flatMap((segment) => {
    const { from, to, baselineTo } = segment;
    const count = to - from;
    const said = `the segment that begins on ${since(judgement, segment)}`;
    const baseline = baselineTo === null ? null : baselineTo - from;
    return [
      ...(count < judgement.rulebook.trialBelow && judgement.limitsShown
        ? [
            warn(
              'FEW_POINTS_IN_SEGMENT',
              `${sayThere(count, 'point')} in ${said}; limits from fewer than ${judgement.rulebook.trialBelow} are on trial.`,
              [judgement.series.points[segment.row]!.date],
            ),
          ]
        : []),
      ...(count > manyPoints
        ? [
            warn(
              'MANY_POINTS_IN_SEGMENT',
              `There are ${count} points in ${said}; limits from more than ${manyPoints} may average over changes of the process.`,
              [judgement.series.points[segment.row]!.date],
            ),
          ]
        : []),
      ...(baseline !== null && baseline < 12
        ? [
            warn(
              'BASELINE_SHORT',
              `The baseline of ${said} holds ${sayCount(baseline, 'point')}; limits from fewer than 12 are on trial.`,
              [dayAt(judgement, baselineTo! - 1)],
            ),
          ]
        : []),
    ];
  });

const lowMeans: Watch = (judgement) =>
  judgement.rulebook.values !== 'count'
    ? []
    : judgement.segments
        .filter(({ mean }) => mean !== null && mean < lowMean)
        .map((segment) =>
          warn(
            'LOW_MEAN',
            `The mean count from ${since(judgement, segment)} on is ${sayFigure(segment.mean!)}; under ${lowMean} a chart of the days between events or of the cases between them tells more.`,
            [judgement.series.points[segment.row]!.date],
          ),
        );

const conflicts: Watch = (judgement) => {
  const counted = judgement.signals.length;
  const found: number[] = [];
  for (let index = 0; index < counted; index += 1)
    if (judgement.signals[index] !== 0 && resolvedAt(judgement, index).isConflict) found.push(index);
  if (found.length === 0) return [];
  const dates = found.map((index) => dayAt(judgement, index));
  const { conflict, conflictTie, direction } = judgement.rulebook;
  const side = (wanted: 'improvement' | 'concern'): string => (direction === 'neutral' ? 'higher values' : `the ${wanted}`);
  const shows = {
    improvement: side('improvement'),
    concern: side('concern'),
    rank: `what the highest of trend, shift, two-sigma and single point says (${side(conflictTie)}, where two trends meet)`,
    precedence: 'what the first of single point, trend, two-sigma and shift says',
  }[conflict];
  const onPoint = warn('CONFLICT_ON_POINT', `Signals speak both ways on ${sayDays(dates)}; the chart shows ${shows}.`, dates);
  if (found.at(-1) !== counted - 1) return [onPoint];
  return [
    onPoint,
    warn('CONFLICT_ON_ICON', `Signals speak both ways on the latest point, ${sayDay(dates.at(-1)!)}, so the icon tells half of it.`, [
      dates.at(-1)!,
    ]),
  ];
};

const baselines: Watch = (judgement) => {
  const dates = judgement.segments.flatMap(({ from, baselineTo }) =>
    baselineTo === null
      ? []
      : Array.from({ length: baselineTo - from }, (_, step) => from + step)
          .filter((index) => judgement.signals[index] !== 0)
          .map((index) => dayAt(judgement, index)),
  );
  return dates.length === 0
    ? []
    : [
        warn(
          'SIGNAL_IN_BASELINE',
          `The baseline holds ${sayCount(dates.length, 'point')} of special cause (${sayDays(dates)}); limits from a process that was not stable promise too much.`,
          dates,
        ),
      ];
};

const targets: Watch = (judgement) => {
  const { rulebook, limitsShown, latest } = judgement;
  if (rulebook.targets.length === 0 || latest === null) return [];
  if (!limitsShown)
    return rulebook.values === 'rolling'
      ? [warn('TARGET_IGNORED', 'The target is drawn and not judged: without limits there is no assurance.')]
      : [warn('TARGET_IGNORED', `The target is drawn and not judged until there are ${rulebook.minPointsLimits} points that count.`)];
  if (latest.target === null)
    return [
      warn('TARGET_IGNORED', `No target holds yet on ${sayDay(latest.date)}: the first begins on ${sayDay(rulebook.targets[0]!.from!)}.`),
    ];
  return rulebook.direction === 'neutral' && !('lo' in latest.target)
    ? [
        warn(
          'TARGET_IGNORED',
          `Neither way is better, so the target of ${sayValue(latest.target.value, rulebook.inPercent)} is drawn and not judged; give a range to hold.`,
        ),
      ]
    : [];
};

/** What the conventions settle and a chart may have otherwise. */
const settled: Readonly<Partial<Record<keyof Convention, string>>> = {
  shiftPoints: 'points in a shift',
  trendPoints: 'points in a trend',
  limitConstant: 'mean moving ranges to a limit',
  minPointsLimits: 'points before there are limits',
  twoSigmaCountsBeyond: 'whether two-sigma counts a point beyond a limit',
  rulesCrossSegments: 'which rules cross a recalculation',
  targetOnLimit: 'what a target on a limit means',
  missing: 'what a missing value does to ranges and runs',
};

const unusual: Watch = ({ rulebook }) => {
  const usual = conventions[rulebook.preset];
  return (Object.entries(settled) as [keyof Convention, string][])
    .filter(([name]) => rulebook[name] !== usual[name])
    .map(([name, said]) =>
      warn('UNUSUAL_RULE', `This chart departs from ${rulebook.preset}: ${said}, ${rulebook[name]} instead of ${usual[name]}.`),
    );
};

const spread: Watch = (judgement) =>
  judgement.segments.flatMap((segment) => {
    const { from, to, meanMovingRange, tolerance } = segment;
    const count = to - from;
    if (meanMovingRange === null || count < 2) return [];
    const date = [judgement.series.points[segment.row]!.date];
    const said = `from ${since(judgement, segment)} on`;
    if (meanMovingRange <= tolerance)
      return [
        warn(
          'NO_VARIATION',
          `What sets the limits ${said} does not vary at all, so they lie on the mean of ${sayValue(segment.mean!, judgement.rulebook.inPercent)}.`,
          date,
        ),
      ];
    const distinct = new Set(judgement.series.values.subarray(from, to)).size;
    return count >= 12 && distinct < distinctLeast
      ? [
          warn(
            'ROUNDED',
            `The ${count} points ${said} take ${distinct} different values; record them more finely, or the limits are too narrow or too wide.`,
            date,
          ),
        ]
      : [];
  });

const screening: Watch = (judgement) => {
  const { rulebook, segments } = judgement;
  if (rulebook.screening === 'none') return [];
  const dates = segments.flatMap(({ screened }) => screened.map((index) => dayAt(judgement, index)));
  const what = rulebook.screening === 'ranges' ? 'Moving ranges' : 'Moving ranges, with their points,';
  return dates.length === 0
    ? []
    : [warn('SCREENED', `${what} above ${upperRangeFactor} times their mean do not count towards the limits: ${sayDays(dates)}.`, dates)];
};

const units = { day: 'day', week: 'week', month: 'month' } as const;

const periods = ({ missing, unit, step }: Cadence, points: readonly ChartPoint[], { rulebook }: Watched): readonly Warning[] => {
  const dates = points.filter((_, index) => missing[index]! > 0).map(({ date }) => date);
  if (dates.length === 0) return [];
  const total = missing.reduce((sum, count) => sum + count, 0);
  const did =
    rulebook.missing === 'bridge'
      ? 'ranges and runs reach across'
      : 'ranges and runs reach across, since only a point without a value breaks them';
  const length = step === 1 ? '' : ` of ${step} ${units[unit]}s`;
  const count = `${sayCount(total, step === 1 ? units[unit] : 'period')}${length}`;
  return [warn('PERIODS_MISSING', `The series has no point for ${count}, before ${sayDays(dates)}; ${did}.`, dates)];
};

/** How far each point lies from the mean of its own segment, NaN where nothing counts: a step between segments is no dependence. */
const residuals = ({ series: { values, points, rows }, segments }: Watched): Float64Array => {
  const left = new Float64Array(points.length).fill(NaN);
  for (const { from, to } of segments) {
    let sum = 0;
    for (let index = from; index < to; index += 1) sum += values[index]!;
    const mean = sum / (to - from);
    for (let index = from; index < to; index += 1)
      left[rows === null ? index : rows[index]!] = alike(values[index]!, mean) ? 0 : values[index]! - mean;
  }
  return left;
};

const dependence = (judgement: Watched, perYear: number | null): readonly Warning[] => {
  const counted = judgement.series.values.length;
  const left = residuals(judgement);
  const bound = correlationBoundOf(counted);
  const warnings: Warning[] = [];
  if (perYear !== null && counted >= 2 * perYear) {
    const yearly = autocorrelationOf(left, perYear);
    if (yearly !== null && yearly > bound)
      warnings.push(
        warn(
          'SEASONAL',
          `The series may be seasonal: points a year (${perYear} periods) apart correlate by ${yearly.toFixed(2)}, more than the ${bound.toFixed(2)} chance allows ${counted} points. Compare with the same time of the year, or think the limits over.`,
        ),
      );
  }
  const next = autocorrelationOf(left, 1);
  if (next !== null && next > Math.max(bound, correlationLeast))
    warnings.push(
      warn(
        'AUTOCORRELATED',
        `Points depend on those before them: neighbours correlate by ${next.toFixed(2)}, more than the ${Math.max(bound, correlationLeast).toFixed(2)} let pass, so signals are too frequent.`,
      ),
    );
  return warnings;
};

/** Periods left out, seasons, and points that depend on those before them. */
export const calendar: SeriesWatch = (judgement, points) => {
  const cadence = cadenceOf(points.map(({ date }) => date));
  const missed = cadence === null ? [] : periods(cadence, points, judgement);
  if (!judgement.limitsShown) return missed;
  return [...missed, ...dependence(judgement, judgement.rulebook.pointsPerYear ?? cadence?.pointsPerYear ?? null)];
};

const watches: readonly Watch[] = [
  order,
  enough,
  rolling,
  ({ notes }) => notes,
  lengths,
  unusual,
  screening,
  baselines,
  conflicts,
  targets,
  lowMeans,
  spread,
  calendar,
];

/** What a reader of an XmR chart should know before relying on it. */
export const warningsOf = (judgement: Judgement, points: readonly ChartPoint[]): readonly Warning[] =>
  watches.flatMap((watch) => watch(judgement, points));
