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
  readonly inPercent: boolean;
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

type Reader = (value: unknown, option: string) => unknown;

const oneOf =
  (...allowed: readonly unknown[]): Reader =>
  (value, option) =>
    allowed.includes(value) ? value : refuse(option, value, `take one of ${allowed.join(', ')}`);
const numberFrom =
  (least: number, most: number): Reader =>
  (value, option) =>
    isFigure(value) && value >= least && value <= most ? value : refuse(option, value, `take a number from ${least} to ${most}`);
const wholeFrom =
  (least: number, most: number): Reader =>
  (value, option) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? value
      : refuse(option, value, `take a whole number from ${least} to ${most}`);

/** How each option is read; what it may be stands here alone. */
const readers: Readonly<Record<keyof Options, Reader>> = {
  preset: oneOf(...presets),
  chart: oneOf(...chartKinds),
  direction: oneOf('increase', 'decrease', 'neutral'),
  target: targetsOf,
  recalculateAt: recalculationsOf,
  baselinePoints: wholeFrom(2, 100_000),
  baselineUntil: (value, option) => checkDay(option, value),
  shiftPoints: wholeFrom(6, 8),
  trendPoints: wholeFrom(6, 8),
  limitConstant: numberFrom(0.1, 10),
  screening: oneOf('none', 'ranges', 'rangesAndMean'),
  minPointsLimits: wholeFrom(2, 100),
  twoSigmaCountsBeyond: oneOf(true, false),
  rulesCrossSegments: oneOf('none', 'trend', 'all'),
  conflict: oneOf('improvement', 'concern', 'rank', 'precedence'),
  conflictTie: oneOf('improvement', 'concern'),
  targetOnLimit: oneOf('decides', 'inconsistent'),
  missing: oneOf('bridge', 'break'),
  bounds: boundsOf,
  pointsPerYear: wholeFrom(2, 366),
  values: oneOf('count', 'proportion', 'rate', 'continuous', 'days-between', 'rolling'),
  inPercent: oneOf(true, false),
};

/** Every option that says something; null says what leaving it out says. */
const read = (options: Options): Partial<Rulebook> & { readonly target?: readonly Target[] } => {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new BadSeries('options', `options is ${shown(options)}: give an object`);
  const said: Record<string, unknown> = {};
  for (const name of Object.keys(options) as (keyof Options)[]) {
    const value = options[name];
    if (!Object.hasOwn(readers, name)) refuse(name, value, `there is no such option; take ${Object.keys(readers).join(', ')}`);
    if (value !== null && value !== undefined) said[name] = readers[name](value, name);
  }
  return said;
};

/**
 * The options of a chart, completed by its preset. Reading them once serves any number of series.
 *
 * @throws BadSeries naming the option that is not one, or whose value cannot be.
 */
export function rulebookOf(options: Options = {}): Rulebook {
  const said = read(options);
  const preset = said.preset ?? 'mdc-2.6';
  const convention = conventions[preset];
  // Written out, since putting three objects into one by spreading takes longer than judging three years of months.
  const rulebook: Rulebook = {
    preset,
    chart: said.chart ?? convention.chart,
    direction: said.direction ?? 'increase',
    targets: said.target ?? [],
    recalculateAt: said.recalculateAt ?? [],
    baselinePoints: said.baselinePoints ?? null,
    baselineUntil: said.baselineUntil ?? null,
    baselineSets: convention.baselineSets,
    baselineLeast: convention.baselineLeast,
    trialBelow: convention.trialBelow,
    shiftPoints: said.shiftPoints ?? convention.shiftPoints,
    trendPoints: said.trendPoints ?? convention.trendPoints,
    limitConstant: said.limitConstant ?? convention.limitConstant,
    screening: said.screening ?? convention.screening,
    minPointsLimits: said.minPointsLimits ?? convention.minPointsLimits,
    twoSigmaCountsBeyond: said.twoSigmaCountsBeyond ?? convention.twoSigmaCountsBeyond,
    rulesCrossSegments: said.rulesCrossSegments ?? convention.rulesCrossSegments,
    conflict: said.conflict ?? convention.conflict,
    conflictTie: said.conflictTie ?? convention.conflictTie,
    targetOnLimit: said.targetOnLimit ?? convention.targetOnLimit,
    missing: said.missing ?? convention.missing,
    bounds: said.bounds ?? { lo: null, hi: null },
    pointsPerYear: said.pointsPerYear ?? null,
    values: said.values ?? 'continuous',
    inPercent: said.inPercent ?? false,
  };
  const { baselinePoints, baselineUntil, baselineLeast } = rulebook;
  if (baselinePoints !== null && baselineUntil !== null)
    refuse('baselineUntil', baselineUntil, `leave it out, or baselinePoints, which is ${baselinePoints}`);
  if (baselinePoints !== null && baselinePoints < baselineLeast)
    refuse('baselinePoints', baselinePoints, `${preset} takes ${baselineLeast} points or more`);
  return rulebook;
}

/** The options of a rulebook that decide something, every one named, as a chart prints them. */
export function optionsOf({
  targets,
  baselineSets: _sets,
  baselineLeast: _least,
  trialBelow: _trial,
  inPercent: _words,
  ...rest
}: Rulebook): Options {
  return { ...rest, target: targets.length === 0 ? null : targets };
}
