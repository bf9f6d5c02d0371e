/**
 * What the engine takes and what it gives. Plain data: no clock, no files, no library. The same input gives the same
 * output for ever, for one `rulesVersion`; no output number is ever NaN or infinite.
 */

/** A calendar day, `2026-04-01`. A period is known by its first day. */
export type Day = string;

/** Grows whenever the same input could give another output. */
export const rulesVersion = 1;

/**
 * Whose convention a chart follows: Making Data Count's query 2.6 (the default) and its variant that ranks rules, its
 * spreadsheet 5, the R package NHSRplotthedots 0.2, or a run chart without limits.
 */
export const presets = ['mdc-2.6', 'mdc-2.6a', 'mdc-excel-5', 'nhsr-0.2', 'run'] as const;
export type Preset = (typeof presets)[number];

export const chartKinds = ['xmr', 'run', 'p', 'p-prime', 'u', 'u-prime', 'c', 't', 'g'] as const;
export type ChartKind = (typeof chartKinds)[number];

/** Which way is better. `neutral` where neither is, or where a range is to be held. */
export type Direction = 'increase' | 'decrease' | 'neutral';

/** One dated figure. With parts its value is numerator over denominator, and 0/0 counts as missing. */
export interface Point {
  readonly date: Day;
  /** Null where nothing was reported. */
  readonly value?: number | null;
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  /** Drawn, but in no mean, range, run or count. */
  readonly ghost?: boolean;
}

/** What is aimed at from a day on (from the beginning, without one), until the next. */
export type Target =
  { readonly from?: Day | null; readonly value: number } | { readonly from?: Day | null; readonly lo: number; readonly hi: number };

export type Conflict = 'improvement' | 'concern' | 'rank' | 'precedence';

/** What a chart may be told. What is left out is as the preset has it. */
export interface Options {
  readonly preset?: Preset;
  readonly chart?: ChartKind;
  readonly direction?: Direction;
  /** A number for one target that always held. */
  readonly target?: number | readonly Target[] | null;
  /** Days from which limits are calculated anew; one between two points takes effect at the next. */
  readonly recalculateAt?: readonly Day[];
  /** The first so many counted points set the limits until the next recalculation; never together with `baselineUntil`. */
  readonly baselinePoints?: number | null;
  /** The counted points up to this day, itself included, do. */
  readonly baselineUntil?: Day | null;
  /** Points in a row on one side of the mean, 6 to 8. */
  readonly shiftPoints?: number;
  /** Points in a row that rise or fall, 6 to 8; 6 points are 5 steps. */
  readonly trendPoints?: number;
  /** Limits lie so many mean moving ranges from the mean. */
  readonly limitConstant?: number;
  /** Which moving ranges above 3.267 times their mean are left out, once: none, those (strictly above or at it), or with their points too. */
  readonly screening?: 'none' | 'ranges' | 'rangesAndMean';
  /** Counted points in the whole chart from which limits and icons are shown. */
  readonly minPointsLimits?: number;
  /** A point beyond a limit counts as one beyond two sigma. */
  readonly twoSigmaCountsBeyond?: boolean;
  /** Which rules look across a recalculation. */
  readonly rulesCrossSegments?: 'none' | 'trend' | 'all';
  /** What a point with signals both ways shows: the better news, the worse, the higher-ranking rule's, or NHSR's precedence. */
  readonly conflict?: Conflict;
  /** Which wins where `rank` ties. */
  readonly conflictTie?: 'improvement' | 'concern';
  /** Whether a target exactly on a limit decides the assurance. */
  readonly targetOnLimit?: 'decides' | 'inconsistent';
  /** Whether a missing value is bridged (ranges and runs reach across it) or breaks them. */
  readonly missing?: 'bridge' | 'break';
  /** Drawn limits are clipped to these; rules and assurance keep the true ones. */
  readonly bounds?: { readonly lo?: number | null; readonly hi?: number | null } | null;
  /** How many points make a year, for the seasonality warning: 12 for months, 52 for weeks; left out, it is read off the dates. */
  readonly pointsPerYear?: number | null;
  /** What the values are, for the warnings that depend on it. */
  readonly values?: 'count' | 'proportion' | 'rate' | 'continuous' | 'days-between' | 'rolling';
  /** Whether sentences say values as percentages, as shares are read; no figure changes by it. */
  readonly inPercent?: boolean;
}

export const rules = ['single', 'shift', 'trend', 'two-sigma'] as const;
export type Rule = (typeof rules)[number];

export const pointTypes = ['common_cause', 'improvement', 'concern', 'neutral_high', 'neutral_low'] as const;
export type PointType = (typeof pointTypes)[number];

export const variations = [
  'common_cause',
  'improvement_high',
  'improvement_low',
  'concern_high',
  'concern_low',
  'neutral_high',
  'neutral_low',
] as const;
export type Variation = (typeof variations)[number];

export const assurances = ['consistent_pass', 'consistent_fail', 'inconsistent'] as const;
export type Assurance = (typeof assurances)[number];

/** A point as it is drawn and judged. */
export interface ChartPoint {
  readonly date: Day;
  /** Null where missing. */
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly ghost: boolean;
  readonly missing: boolean;
  /** Which segment it lies in, counted from 0. */
  readonly segment: number;
  /** The centre line: mean, median on a run chart. Null where not defined. */
  readonly mean: number | null;
  /** The true limits, which rules and assurance use; null where not shown. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** The limits as drawn, clipped to the bounds. */
  readonly displayLower: number | null;
  readonly displayUpper: number | null;
  readonly oneSigmaLower: number | null;
  readonly oneSigmaUpper: number | null;
  readonly twoSigmaLower: number | null;
  readonly twoSigmaUpper: number | null;
  /** From the counted point before it in its segment; null for the first, for ghosts and for what is missing. */
  readonly movingRange: number | null;
  readonly target: Target | null;
  /** Whether it meets its own target; null without one, and for a neutral direction unless the target is a range. */
  readonly met: boolean | null;
  /** Every rule that speaks, not only the one that wins. */
  readonly signalsUp: readonly Rule[];
  readonly signalsDown: readonly Rule[];
  /** Null for ghosts and missing points. */
  readonly type: PointType | null;
  /** The rule that gave it its type. */
  readonly rule: Rule | null;
  /** A sentence for each signal, in plain words; the winner's first. Why it is no signal, for ghosts and missing points. */
  readonly reasons: readonly string[];
}

export interface Segment {
  readonly index: number;
  readonly from: Day;
  readonly to: Day;
  readonly kind: 'start' | 'recalculation';
  /** Up to where a baseline sets the limits of the whole segment; null where all its points do. */
  readonly baselineTo: Day | null;
  /** Counted points. */
  readonly points: number;
  readonly mean: number | null;
  readonly meanMovingRange: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Fewer points than make limits one may rely on (12). */
  readonly trial: boolean;
  /** How many times as much as chance neighbours differ (Laney's sigma_z); only of shares and rates by their denominators. */
  readonly sigmaZ?: number;
  /** Runs analysis of the segment about its centre line; left out where the chart has none. */
  readonly runs?: RunsAnalysis;
}

export const warningCodes = [
  'UNSORTED',
  'NOT_ENOUGH_POINTS',
  'FEW_POINTS_IN_SEGMENT',
  'MANY_POINTS_IN_SEGMENT',
  'LOW_MEAN',
  'CONFLICT_ON_POINT',
  'CONFLICT_ON_ICON',
  'SIGNAL_IN_BASELINE',
  'TARGET_IGNORED',
  'RECALCULATION_MOVED',
  'RECALCULATION_IGNORED',
  'BASELINE_SHORT',
  'UNUSUAL_RULE',
  'NO_VARIATION',
  'ROUNDED',
  'SEASONAL',
  'AUTOCORRELATED',
  'ROLLING',
  'PERIODS_MISSING',
  'SCREENED',
  'OVERDISPERSED',
] as const;
export type WarningCode = (typeof warningCodes)[number];

/** What a reader of the chart should know before relying on it. */
export interface Warning {
  readonly code: WarningCode;
  /** A whole sentence with the figures in it. */
  readonly text: string;
  readonly dates: readonly Day[];
}

/** Where limits might be calculated anew, with what speaks for it. It is never done by itself. */
export interface RecalculationSuggestion {
  readonly from: Day;
  /** `watch`: too early, 6 to 11 points after the change. */
  readonly strength: 'suggest' | 'watch';
  readonly runLength: number;
  readonly meanBefore: number;
  readonly meanAfter: number;
  /** How many sigma the mean moved. */
  readonly sigmaMoved: number;
  readonly pointsBefore: number;
  readonly pointsAfter: number;
  /** The icons before and after, since a recalculation can clear a concern. */
  readonly iconsNow: Icons;
  readonly iconsThen: Icons;
  readonly because: string;
}

export interface Icons {
  /** Null where limits are not shown, and where the latest point has none and no signal. */
  readonly variation: Variation | null;
  readonly assurance: Assurance | null;
}

/** Everything about one series: what to draw, what it says, what to beware of. */
export interface Chart extends Icons {
  readonly rulesVersion: number;
  readonly preset: Preset;
  readonly chart: ChartKind;
  /** Every option as it was used. */
  readonly options: Options;
  readonly points: readonly ChartPoint[];
  readonly segments: readonly Segment[];
  /** Points that count: neither ghosts nor missing. */
  readonly counted: number;
  /** Whether limits and icons are shown, and how many counted points that takes. */
  readonly limitsShown: boolean;
  readonly limitsFrom: number;
  /** Whole sentences for the two icons, also when there is none. */
  readonly variationText: string;
  readonly assuranceText: string;
  /** Where the target lies, in sigma from the mean (positive: above it), and how many of the latest points in a row met or missed theirs. */
  readonly targetSigma: number | null;
  readonly latestRun: { readonly met: boolean; readonly length: number } | null;
  readonly warnings: readonly Warning[];
  readonly suggestion: RecalculationSuggestion | null;
  /** Runs analysis of the whole series; of the latest segment where it has several. Null where the chart has none. */
  readonly runs: RunsAnalysis | null;
}

/** What a list of many series shows of each: what its chart says of the latest point that counts. */
export interface Glance extends Pick<Chart, 'variation' | 'assurance' | 'variationText' | 'assuranceText' | 'counted' | 'limitsFrom'> {
  /** Points in a row that make a shift. */
  readonly shiftPoints: number;
  /** Null where none counts. */
  readonly latest: ChartPoint | null;
}

/** The two tests of Anhøj on the points that do not lie on the centre line. */
export interface RunsAnalysis {
  readonly useful: number;
  readonly longestRun: number;
  readonly longestRunMax: number;
  readonly crossings: number;
  readonly crossingsMin: number;
  readonly signal: boolean;
}

/** What the series is not: named by field, with the value and the way out. */
export class BadSeries extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}
