import { BadSeries } from './model.js';
import { normalWithin, poissonLimitsAt } from './probability.js';

/**
 * What is compared: a share of the denominator (0 to 1), a ratio of what was observed to what was expected, or events per
 * unit of exposure.
 */
export const funnelKinds = ['proportion', 'ratio', 'rate'] as const;
export type FunnelKind = (typeof funnelKinds)[number];

export interface FunnelUnit {
  readonly id: string;
  readonly name?: string;
  readonly numerator: number;
  readonly denominator: number;
}

export interface FunnelOptions {
  readonly kind: FunnelKind;
  /** What every unit is held against; left out, 1 for a ratio and otherwise all units together. */
  readonly target?: number;
  /** Whether the limits are widened by what the units vary beyond chance. Yes, unless told otherwise. */
  readonly overdispersion?: boolean;
  /** On which scale a ratio or rate is widened: the square root, which takes units that counted nothing, or the logarithm. */
  readonly scale?: 'square-root' | 'log';
  /** The shares of units without a special cause that lie within each pair of limits, ascending. */
  readonly limits?: readonly number[];
}

/** One pair of limits at one denominator. */
export interface FunnelLimit {
  readonly within: number;
  readonly lower: number;
  readonly upper: number;
}

export interface FunnelResult {
  readonly id: string;
  readonly name: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number;
  /** Standard errors from the target, by chance alone; and with the variance between units added. */
  readonly z: number;
  readonly adjustedZ: number;
  readonly limits: readonly FunnelLimit[];
  /** The widest limits it lies outside, and on which side; null within all of them. */
  readonly outside: { readonly within: number; readonly side: 'above' | 'below' } | null;
}

export interface FunnelCurvePoint {
  readonly denominator: number;
  readonly limits: readonly FunnelLimit[];
}

export const funnelWarningCodes = ['FEW_UNITS', 'OVERDISPERSED', 'LOW_EXPECTED'] as const;
export interface FunnelWarning {
  readonly code: (typeof funnelWarningCodes)[number];
  readonly text: string;
}

export interface Funnel {
  readonly kind: FunnelKind;
  readonly target: number;
  readonly units: readonly FunnelResult[];
  /** The limits over the denominators met with, ascending, for drawing. */
  readonly curve: readonly FunnelCurvePoint[];
  /** The mean squared winsorised z-score, and the variance between units that it makes (on the transformed scale). */
  readonly phi: number | null;
  readonly tauSquared: number;
  readonly adjusted: boolean;
  /** The formula of the limits, in words. */
  readonly method: string;
  readonly warnings: readonly FunnelWarning[];
}

/** A scale on which a value's standard error depends on its denominator only. */
interface Scale {
  readonly of: (value: number) => number;
  readonly back: (transformed: number) => number;
  readonly standardError: (size: number) => number;
}
const halfRoot = (size: number): number => 1 / (2 * Math.sqrt(size));
/**
 * The arcsine of the square root for shares; for ratios the square root (as the Care Quality Commission does, Spiegelhalter
 * et al. 2012) or the logarithm (as the hospital mortality indicator SHMI does). All three as in the R package FunnelPlotR.
 */
const scales = {
  arcsine: {
    of: (share) => Math.asin(Math.sqrt(share)),
    back: (angle) => Math.sin(Math.min(Math.PI / 2, Math.max(0, angle))) ** 2,
    standardError: halfRoot,
  },
  'square-root': { of: Math.sqrt, back: (root) => Math.max(0, root) ** 2, standardError: halfRoot },
  log: { of: Math.log, back: Math.exp, standardError: (size) => 1 / Math.sqrt(size) },
} as const satisfies Record<string, Scale>;

/** Fewer units than tell anything about how much units vary. */
const unitsMin = 10;
const curveSteps = 80;

/**
 * Many units at one time, held against one target within limits that narrow as their denominators grow (Spiegelhalter
 * 2005).
 *
 * Overdispersion: z-scores are winsorised at their 10% and 90% quantiles, phi is the mean of their squares, and where
 * k·phi exceeds k − 1 the variance between units is tau² = (k·phi − (k − 1)) / (Σw − Σw²/Σw) with w = 1/s². Winsorising
 * takes phi to about 0.68 where units differ by chance alone, so that reaching 1 is already a test.
 *
 * @throws BadSeries naming the unit whose figures cannot be compared
 */
export const funnelOf = (given: readonly FunnelUnit[], options: FunnelOptions): Funnel => {
  const { kind } = options;
  const within = limitsOf(options.limits ?? [0.95, 0.998]);
  const scaleName = kind === 'proportion' ? 'arcsine' : (options.scale ?? 'square-root');
  check(given, kind, scaleName);
  const target = targetOf(given, options);
  const scale: Scale = scales[scaleName];
  // A count against an exposure is a count against what the target makes expected: rates are ratios, in units of the target.
  const unit = kind === 'proportion' ? 1 : target;
  const aim = scale.of(target / unit);

  const scored = given.map((one) => {
    const s = scale.standardError(one.denominator * unit);
    const distance = scale.of(one.numerator / one.denominator / unit) - aim;
    return { ...one, s, distance, z: distance / s };
  });
  const phi = (options.overdispersion ?? true) ? phiOf(scored.map(({ z }) => z)) : null;
  const tauSquared = phi === null ? 0 : tauSquaredOf(phi, scored);
  const adjusted = tauSquared > 0;

  const widths = within.map((share) => ({ share, width: normalWithin(share) }));
  const limitsAt = (denominator: number): readonly FunnelLimit[] => {
    const size = denominator * unit;
    if (kind !== 'proportion' && !adjusted)
      return within.map((share) => {
        const { lower, upper } = poissonLimitsAt(size, share);
        return { within: share, lower: lower / denominator, upper: upper / denominator };
      });
    const s = Math.sqrt(scale.standardError(size) ** 2 + tauSquared);
    return widths.map(({ share, width }) => ({
      within: share,
      lower: unit * scale.back(aim - width * s),
      upper: unit * scale.back(aim + width * s),
    }));
  };

  const units = scored.map(({ id, name, numerator, denominator, s, distance, z }): FunnelResult => {
    const value = numerator / denominator;
    const limits = limitsAt(denominator);
    const adjustedZ = distance / Math.sqrt(s * s + tauSquared);
    return { id, name: name ?? id, numerator, denominator, value, z, adjustedZ, limits, outside: outsideOf(value, limits) };
  });
  return {
    kind,
    target,
    units,
    curve: denominatorsOf(given).map((denominator) => ({ denominator, limits: limitsAt(denominator) })),
    phi,
    tauSquared,
    adjusted,
    method: methodOf(scaleName, adjusted),
    warnings: warningsOf(given, target, { phi, adjusted }),
  };
};

const limitsOf = (limits: readonly number[]): readonly number[] => {
  const wrong = limits.find((within) => !(within > 0 && within < 1));
  if (wrong !== undefined)
    throw new BadSeries('limits', `limits of ${wrong} hold no share of units; give shares between 0 and 1, such as 0.95 and 0.998`);
  if (limits.length === 0) throw new BadSeries('limits', 'no limits are given; give shares between 0 and 1, such as 0.95 and 0.998');
  return [...new Set(limits)].sort((a, b) => a - b);
};

const check = (units: readonly FunnelUnit[], kind: FunnelKind, scale: keyof typeof scales): void => {
  if (units.length === 0) throw new BadSeries('units', 'a funnel plot needs units; give at least one');
  const ids = new Set<string>();
  for (const { id, numerator, denominator } of units) {
    if (ids.has(id)) throw new BadSeries('id', `the unit ${id} comes twice; add its figures up first`);
    ids.add(id);
    if (!Number.isFinite(denominator) || denominator <= 0)
      throw new BadSeries('denominator', `the denominator of ${id} is ${denominator}; leave the unit out, or give a positive one`);
    if (!Number.isFinite(numerator) || numerator < 0)
      throw new BadSeries('numerator', `the numerator of ${id} is ${numerator}; give zero or a positive number`);
    if (numerator === 0 && scale === 'log')
      throw new BadSeries('numerator', `the numerator of ${id} is 0, which has no logarithm; ask for the square-root scale`);
    if (kind === 'proportion' && numerator > denominator)
      throw new BadSeries(
        'numerator',
        `the numerator of ${id}, ${numerator}, is above its denominator, ${denominator}; ask for a rate or a ratio, or correct the figures`,
      );
  }
};

const targetOf = (units: readonly FunnelUnit[], { kind, target }: FunnelOptions): number => {
  const sum = (of: (unit: FunnelUnit) => number): number => units.reduce((total, unit) => total + of(unit), 0);
  const held = target ?? (kind === 'ratio' ? 1 : sum(({ numerator }) => numerator) / sum(({ denominator }) => denominator));
  if (!Number.isFinite(held) || held < 0 || (kind === 'proportion' && held > 1))
    throw new BadSeries(
      'target',
      `a target of ${held} cannot be met; give a ${kind === 'proportion' ? 'share from 0 to 1' : 'positive number'}`,
    );
  if (held === 0 && kind !== 'proportion')
    throw new BadSeries(
      'target',
      target === undefined
        ? 'no unit has counted anything, so there is nothing to compare; give a positive target'
        : 'a target of 0 makes no limits; give a positive number',
    );
  return held;
};

/** A quantile between order statistics, by linear interpolation (Hyndman and Fan's type 7). */
const quantileOf = (sorted: readonly number[], share: number): number => {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
};

/** How many times more the units vary than chance makes them: the mean square of the z-scores, winsorised 10% at each end. */
const phiOf = (z: readonly number[]): number => {
  const sorted = [...z].sort((a, b) => a - b);
  const low = quantileOf(sorted, 0.1);
  const high = quantileOf(sorted, 0.9);
  return sorted.reduce((sum, one) => sum + Math.min(high, Math.max(low, one)) ** 2, 0) / z.length;
};

/** The variance between units that explains phi (DerSimonian and Laird 1986); none for a single unit. */
const tauSquaredOf = (phi: number, units: readonly { readonly s: number }[]): number => {
  const k = units.length;
  if (k < 2 || k * phi <= k - 1) return 0;
  const weights = units.map(({ s }) => 1 / (s * s));
  const sum = weights.reduce((total, w) => total + w, 0);
  const squares = weights.reduce((total, w) => total + w * w, 0);
  return (k * phi - (k - 1)) / (sum - squares / sum);
};

const outsideOf = (value: number, limits: readonly FunnelLimit[]): FunnelResult['outside'] =>
  limits.reduce<FunnelResult['outside']>(
    (widest, { within, lower, upper }) => (value > upper ? { within, side: 'above' } : value < lower ? { within, side: 'below' } : widest),
    null,
  );

/** Denominators from the smallest to the greatest, closer together where the limits bend most. */
const denominatorsOf = (units: readonly FunnelUnit[]): readonly number[] => {
  const sizes = units.map(({ denominator }) => denominator);
  const least = sizes.reduce((a, b) => Math.min(a, b));
  const greatest = sizes.reduce((a, b) => Math.max(a, b));
  if (least === greatest) return [least];
  return Array.from({ length: curveSteps + 1 }, (_, step) =>
    step === 0 ? least : step === curveSteps ? greatest : least * (greatest / least) ** (step / curveSteps),
  );
};

const methodOf = (scale: keyof typeof scales, adjusted: boolean): string => {
  if (scale === 'arcsine')
    return adjusted
      ? 'Limits are sin²(asin√target ± z·√(1/4n + tau²)), with the variance between units added.'
      : 'Limits are sin²(asin√target ± z/(2√n)).';
  if (!adjusted) return 'Limits are exact Poisson limits of what the target makes expected.';
  return scale === 'log'
    ? 'Limits are target·exp(±z·√(1/e + tau²)), e being what the target makes expected, with the variance between units added.'
    : 'Limits are target·(1 ± z·√(1/4e + tau²))², e being what the target makes expected, with the variance between units added.';
};

const warningsOf = (
  units: readonly FunnelUnit[],
  target: number,
  { phi, adjusted }: { phi: number | null; adjusted: boolean },
): readonly FunnelWarning[] => {
  const warnings: FunnelWarning[] = [];
  if (units.length < unitsMin)
    warnings.push({
      code: 'FEW_UNITS',
      text: `${units.length} ${units.length === 1 ? 'unit is' : 'units are'} few to compare; how much they vary beyond chance is uncertain below ${unitsMin}.`,
    });
  if (adjusted)
    warnings.push({
      code: 'OVERDISPERSED',
      text: `The units vary ${phi!.toFixed(2)} times as much as chance alone makes them; the limits are widened accordingly.`,
    });
  const low = units.filter(({ denominator }) => denominator * target < 5).length;
  if (low > 0)
    warnings.push({
      code: 'LOW_EXPECTED',
      text: `${low} of ${units.length} units are expected to count fewer than 5; their limits are rough.`,
    });
  return warnings;
};
