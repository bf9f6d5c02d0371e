/**
 * Whether the measured part of an aim or an offer makes sense by itself and with its measure: one place for both, so
 * that nobody can adopt what nobody could offer.
 */
import { type Day, reject, type Rejection } from '#kernel';
import { frequencyWords, saidDay, saidPeriod, saidValue } from './in-words.js';
import type { MeasureFacts } from '../facts.js';
import type { Direction, Figure, MeasuredTerms, Trajectory } from '../vocabulary.js';
import { isDay, isPeriod, lastDay, periodOf } from './days.js';
import { compare, isFigure } from './figures.js';
import { planPeriodsMax, trajectoryMeetsTarget } from './trajectory.js';

/** Why measured terms are refused. */
export const termsCodes = [
  'BadFigure',
  'NegativeTolerance',
  'BadDay',
  'BadPeriod',
  'DueTooEarly',
  'MeasureUndefined',
  'TargetOutsideRange',
  'TargetEqualsBaseline',
  'MaintainMovesTarget',
  'TrajectoryMissesTarget',
] as const;
export type TermsCode = (typeof termsCodes)[number];
type Refused = Rejection<TermsCode>;

const pointsOf = (trajectory: Trajectory): readonly { period: string; figures: readonly Figure[] }[] => {
  switch (trajectory.kind) {
    case 'LINEAR':
    case 'STEP':
      return [];
    case 'SEASONAL':
      return trajectory.points.map(({ period, base, share }) => ({ period, figures: [base, share] }));
    case 'MANUAL':
      return trajectory.points.map(({ period, value }) => ({ period, figures: [value] }));
  }
};

const checkFigures = ({ jop, target, tolerance, trajectory }: MeasuredTerms, measure: MeasureFacts): Refused | null => {
  const named: [string, Figure][] = [
    ['the jump-off point', jop],
    ['the target', target],
    ['the tolerance', tolerance],
    ...pointsOf(trajectory).flatMap(({ period, figures }) =>
      figures.map((figure): [string, Figure] => [`the trajectory in ${saidPeriod(period)}`, figure]),
    ),
  ];
  const bad = named.find(([, figure]) => !isFigure(figure));
  if (bad) return reject('BadFigure', `${bad[0]} is '${bad[1]}', write a plain decimal number of at most 15 digits such as 0.95`);
  return compare(tolerance, '0') < 0
    ? reject('NegativeTolerance', `the tolerance is ${saidValue(measure, tolerance)}, it has to be 0 or more`)
    : null;
};

const checkDates = ({ jopFrom, jopTo, trajectory }: MeasuredTerms, due: Day, { frequency }: MeasureFacts): Refused | null => {
  const days: [string, Day][] = [
    ['the due date', due],
    ...(trajectory.kind === 'STEP' ? [['the day of the step', trajectory.on] as [string, Day]] : []),
  ];
  const badDay = days.find(([, day]) => !isDay(day));
  if (badDay) return reject('BadDay', `${badDay[0]} '${badDay[1]}' is no day that exists, write it as 2027-03-31`);

  const { period: unit, adverb } = frequencyWords[frequency];
  for (const period of [jopFrom, jopTo]) {
    if (!isPeriod(frequency, period))
      return reject('BadPeriod', `the jump-off point's period '${period}' is no ${unit}, and the measure is reported ${adverb}`);
  }
  if (jopTo < jopFrom)
    return reject('BadPeriod', `the jump-off point's window ends in ${saidPeriod(jopTo)}, before it begins in ${saidPeriod(jopFrom)}`);
  if (due <= lastDay(frequency, jopTo))
    return reject(
      'DueTooEarly',
      `the due date ${saidDay(due)} lies in or before the jump-off point's ${unit}, ${saidPeriod(jopTo)}, choose a later one`,
    );
  return null;
};

/** Every point lies in its own period of the plan: a value nobody would ever see is a slip. */
const checkPoints = ({ jopTo, trajectory }: MeasuredTerms, due: Day, { frequency }: MeasureFacts): Refused | null => {
  const { period: unit, adverb } = frequencyWords[frequency];
  const last = periodOf(frequency, due);
  const seen = new Set<string>();
  const points = pointsOf(trajectory);
  if (points.length > planPeriodsMax)
    return reject('BadPeriod', `the trajectory has ${points.length} points, at most ${planPeriodsMax} make a plan`);
  for (const { period } of points) {
    if (!isPeriod(frequency, period))
      return reject('BadPeriod', `the trajectory's '${period}' is no ${unit}, and the measure is reported ${adverb}`);
    if (period <= jopTo || period > last)
      return reject(
        'BadPeriod',
        `the trajectory names ${saidPeriod(period)}, it runs from the ${unit} after ${saidPeriod(jopTo)} to ${saidPeriod(last)}`,
      );
    if (seen.has(period)) return reject('BadPeriod', `the trajectory names ${saidPeriod(period)} twice, give it one value`);
    seen.add(period);
  }
  return null;
};

const isInside = (value: Figure, { lo, hi }: { readonly lo: Figure; readonly hi: Figure }): boolean =>
  compare(lo, value) <= 0 && compare(value, hi) <= 0;

/**
 * Whether the target asks for no change: it equals the jump-off point, or the jump-off point lies inside the range.
 * Such a goal is a maintain goal, judged by its tolerance, without coverage and pace.
 */
export const asksNoChange = ({ jop, target }: Pick<MeasuredTerms, 'jop' | 'target'>, direction: Direction): boolean =>
  direction.kind === 'RANGE' ? isInside(jop, direction) : compare(jop, target) === 0;

const checkTarget = (terms: MeasuredTerms, measure: MeasureFacts): Refused | null => {
  const { maintain } = terms;
  const { direction } = measure;
  const say = (value: Figure): string => saidValue(measure, value);
  const [jop, target] = [say(terms.jop), say(terms.target)];
  const range = direction.kind === 'RANGE' ? `the range ${say(direction.lo)} to ${say(direction.hi)}` : null;
  if (direction.kind === 'RANGE' && !isInside(terms.target, direction))
    return reject('TargetOutsideRange', `the target ${target} lies outside ${range}, aim at one of its edges or inside`);
  const noChange = asksNoChange(terms, direction);
  if (noChange && !maintain)
    return reject(
      'TargetEqualsBaseline',
      range
        ? `the jump-off point ${jop} lies inside ${range} already, declare a maintain goal`
        : `the target equals the jump-off point ${jop}, declare a maintain goal or choose another target`,
    );
  if (!noChange && maintain)
    return reject(
      'MaintainMovesTarget',
      range
        ? `a maintain goal starts inside ${range} and the jump-off point is ${jop}, take the declaration out`
        : `a maintain goal's target is its jump-off point ${jop} and not ${target}, take the declaration out or correct the target`,
    );
  return null;
};

/**
 * The first thing wrong with measured terms, or null: figures are figures, days and periods exist and fit the measure's
 * frequency, the due date comes after the jump-off point, no change is asked only by a declared maintain goal, and the
 * trajectory meets its target by the rule of its kind.
 */
export const checkMeasuredTerms = (terms: MeasuredTerms, due: Day, measure: MeasureFacts): Refused | null => {
  const refused = checkFigures(terms, measure) ?? checkDates(terms, due, measure) ?? checkPoints(terms, due, measure);
  if (refused) return refused;
  if (!measure.defined)
    return reject('MeasureUndefined', `the measure ${measure.measure} has no operational definition, write it before a target is set`);
  const wrongTarget = checkTarget(terms, measure);
  if (wrongTarget) return wrongTarget;
  const misses = trajectoryMeetsTarget(terms, due, measure);
  return misses === null ? null : reject('TrajectoryMissesTarget', misses);
};

/**
 * Whether a target falls short of the one an outside authority mandated. Inside a range every target is as good as
 * another; outside it none will do.
 */
export const fallsShort = (target: Figure, mandated: Figure, direction: Direction): boolean => {
  switch (direction.kind) {
    case 'RANGE':
      return !isInside(target, direction);
    case 'INCREASE':
      return compare(target, mandated) < 0;
    case 'DECREASE':
      return compare(target, mandated) > 0;
  }
};
