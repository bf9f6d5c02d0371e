import { dayNumber } from './calendar.js';
import { BadSeries, chartKinds, presets, type Day, type Direction, type Options, type Preset, type Target } from './model.js';
import { conventions, type Convention } from './presets.js';

/** Every option of one chart, checked, with what its preset adds. */
export interface Rulebook extends Convention {
  readonly preset: Preset;
  readonly direction: Direction;
  /** By the day they hold from, the earliest first. */
  readonly targets: readonly Target[];
  /** In order, each day once. */
  readonly recalculateAt: readonly Day[];
  readonly baselinePoints: number | null;
  readonly baselineUntil: Day | null;
  readonly bounds: { readonly lo: number | null; readonly hi: number | null };
  readonly pointsPerYear: number | null;
  readonly values: NonNullable<Options['values']>;
}

/** Beyond this a double no longer tells whole numbers apart, and sums of squares could leave its range. */
export const largestFigure = 1e15;

export const isFigure = (value: unknown): value is number => typeof value === 'number' && value >= -largestFigure && value <= largestFigure;

/** A value in a refusal, as it was written. */
export const shown = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
};

const refuse = (option: string, value: unknown, wayOut: string): never => {
  throw new BadSeries(`options.${option}`, `options.${option} is ${shown(value)}: ${wayOut}`);
};

const choices = {
  preset: presets,
  chart: chartKinds,
  direction: ['increase', 'decrease', 'neutral'],
  screening: ['none', 'ranges', 'rangesAndMean'],
  rulesCrossSegments: ['none', 'trend', 'all'],
  conflict: ['improvement', 'concern', 'rank', 'precedence'],
  conflictTie: ['improvement', 'concern'],
  targetOnLimit: ['decides', 'inconsistent'],
  missing: ['bridge', 'break'],
  values: ['count', 'proportion', 'rate', 'continuous', 'days-between', 'rolling'],
  twoSigmaCountsBeyond: [true, false],
} as const satisfies { readonly [K in keyof Options]?: readonly NonNullable<Options[K]>[] };

/** Ranges of numbers, both ends allowed, and whether only whole ones are. */
const ranges = {
  shiftPoints: [6, 8, true],
  trendPoints: [6, 8, true],
  limitConstant: [0.1, 10, false],
  minPointsLimits: [2, 100, true],
  pointsPerYear: [2, 366, true],
} as const satisfies { readonly [K in keyof Options]?: readonly [number, number, boolean] };

const known = new Set<string>([
  ...Object.keys(choices),
  ...Object.keys(ranges),
  'target',
  'recalculateAt',
  'baselinePoints',
  'baselineUntil',
  'bounds',
]);

/** Null says what leaving it out says. */
const given = (options: Options): Options => {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (!known.has(name))
      throw new BadSeries(`options.${name}`, `options.${name} is no option: leave it out, or take one of ${[...known].join(', ')}`);
    if (value !== null && value !== undefined) kept[name] = value;
  }
  return kept;
};

const checkChoices = (options: Options): void => {
  for (const [name, allowed] of Object.entries(choices) as [keyof typeof choices, readonly unknown[]][]) {
    const value = options[name];
    if (value !== undefined && !allowed.includes(value)) refuse(name, value, `take one of ${allowed.join(', ')}`);
  }
  for (const [name, [least, most, whole]] of Object.entries(ranges) as [keyof typeof ranges, readonly [number, number, boolean]][]) {
    const value = options[name];
    if (value === undefined) continue;
    if (!isFigure(value) || value < least || value > most || (whole && !Number.isInteger(value)))
      refuse(name, value, `take a ${whole ? 'whole ' : ''}number from ${least} to ${most}`);
  }
};

const checkDay = (option: string, day: unknown): Day =>
  typeof day === 'string' && dayNumber(day) >= 0 ? day : refuse(option, day, 'write a calendar day as 2026-04-01');

const byDay = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const recalculationsOf = (days: unknown): readonly Day[] => {
  if (!Array.isArray(days)) return refuse('recalculateAt', days, 'give a list of days');
  return [...new Set(days.map((day: unknown, index) => checkDay(`recalculateAt[${index}]`, day)))].sort(byDay);
};

const targetOf = (target: unknown, option: string): Target => {
  if (isFigure(target)) return { value: target };
  if (typeof target !== 'object' || target === null) return refuse(option, target, 'give a number, or {from, value} or {from, lo, hi}');
  const { from, value, lo, hi } = target as { readonly [name: string]: unknown };
  const since = from === undefined || from === null ? {} : { from: checkDay(`${option}.from`, from) };
  if (value !== undefined) {
    if (lo !== undefined || hi !== undefined) return refuse(option, target, 'give it either a value or lo and hi');
    return isFigure(value) ? { ...since, value } : refuse(`${option}.value`, value, 'give a number');
  }
  if (!isFigure(lo)) return refuse(`${option}.lo`, lo, 'give a number');
  if (!isFigure(hi)) return refuse(`${option}.hi`, hi, 'give a number');
  return lo <= hi ? { ...since, lo, hi } : refuse(`${option}.hi`, hi, `give a number not under lo, which is ${lo}`);
};

const targetsOf = (target: unknown): readonly Target[] => {
  if (!Array.isArray(target)) return [targetOf(target, 'target')];
  const targets = target.map((one: unknown, index) => targetOf(one, `target[${index}]`)).sort((a, b) => byDay(a.from ?? '', b.from ?? ''));
  targets.forEach((one, index) => {
    const before = targets[index - 1];
    if (before && (before.from ?? null) === (one.from ?? null))
      refuse('target', target, `has two targets from ${one.from ?? 'the beginning'}; leave one out`);
  });
  return targets;
};

const boundsOf = (bounds: unknown): Rulebook['bounds'] => {
  if (typeof bounds !== 'object' || bounds === null) return refuse('bounds', bounds, 'give {lo, hi}, either of which may be left out');
  const { lo = null, hi = null } = bounds as { readonly [name: string]: unknown };
  if (lo !== null && !isFigure(lo)) return refuse('bounds.lo', lo, 'give a number');
  if (hi !== null && !isFigure(hi)) return refuse('bounds.hi', hi, 'give a number');
  if (lo !== null && hi !== null && lo >= hi) return refuse('bounds.hi', hi, `give a number above lo, which is ${lo}`);
  return { lo, hi };
};

/**
 * The options of a chart, completed by its preset.
 *
 * @throws BadSeries naming the option that is not one, or whose value cannot be.
 */
export function rulebookOf(options: Options = {}): Rulebook {
  const chosen = given(options);
  checkChoices(chosen);
  const { preset = 'mdc-2.6', direction = 'increase', baselinePoints = null, baselineUntil = null, values = 'continuous' } = chosen;
  const { target, recalculateAt, bounds, pointsPerYear, ...rest } = chosen;
  const convention = conventions[preset];
  if (baselinePoints !== null) {
    if (baselineUntil !== null) refuse('baselineUntil', baselineUntil, `leave it out, or baselinePoints, which is ${baselinePoints}`);
    if (!Number.isInteger(baselinePoints) || baselinePoints < convention.baselineLeast)
      refuse('baselinePoints', baselinePoints, `${preset} takes a whole number from ${convention.baselineLeast} on`);
  }
  return {
    ...convention,
    ...rest,
    preset,
    direction,
    targets: target === undefined || target === null ? [] : targetsOf(target),
    recalculateAt: recalculateAt === undefined ? [] : recalculationsOf(recalculateAt),
    baselinePoints,
    baselineUntil: baselineUntil === null ? null : checkDay('baselineUntil', baselineUntil),
    bounds: bounds === undefined || bounds === null ? { lo: null, hi: null } : boundsOf(bounds),
    pointsPerYear: pointsPerYear ?? null,
    values,
  };
}

/** The options of a rulebook, every one named, as a chart prints them. */
export function optionsOf({ targets, baselineSets: _sets, baselineLeast: _least, trialBelow: _trial, ...rest }: Rulebook): Options {
  return { ...rest, target: targets.length === 0 ? null : targets };
}
