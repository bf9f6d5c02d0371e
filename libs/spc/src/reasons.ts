import { sayDay } from './calendar.js';
import { sayApart, sayValue } from './figures.js';
import type { JudgedSegment, Judgement } from './judgement.js';
import { stretchesOf } from './judgement.js';
import type { Rule } from './model.js';
import { rankedRules, type Resolved } from './resolution.js';
import { rowOf } from './series.js';
import { firstTwoSigmaWindow, zone, type Run } from './signals.js';

export const ghostReason = 'A ghost: drawn, but in no mean, range, run or count.';
export const missingReason = 'Nothing was reported, so there is nothing to judge.';

/** The run through a point; at most one goes through it for each rule and way. */
type RunAt = (rule: Run['rule'], isUp: boolean, index: number) => Run;

/** Finds runs by point in one step: every run is written down at each of its points. */
const runFinder = (runs: readonly Run[]): RunAt => {
  const through = { shift: { up: [] as Run[], down: [] as Run[] }, trend: { up: [] as Run[], down: [] as Run[] } };
  const at = (rule: Run['rule'], isUp: boolean): Run[] => through[rule][isUp ? 'up' : 'down'];
  for (const run of runs) for (let index = run.from; index <= run.to; index += 1) at(run.rule, run.isUp)[index] = run;
  return (rule, isUp, index) => at(rule, isUp)[index]!;
};

const sides = {
  up: { side: 'above', rise: 'rise', limit: 'upper', line: 'above' },
  down: { side: 'below', rise: 'fall', limit: 'lower', line: 'below' },
};

/** Says in plain words why points are signals: one sentence a signal, that of the rule that decided first. */
export function reasonsOf(judgement: Judgement): (index: number, segment: JudgedSegment, resolved: Resolved) => readonly string[] {
  const { series, rulebook, zones, signals, gaps, runs, segments } = judgement;
  const { values } = series;
  const { inPercent } = rulebook;
  const runAt = runFinder(runs);
  const stretches = stretchesOf(segments, gaps, values.length, rulebook.rulesCrossSegments === 'all');
  const most = rulebook.twoSigmaCountsBeyond ? zone.beyond : zone.twoSigma;
  const dayOf = (index: number): string => sayDay(series.points[rowOf(series, index)]!.date);
  let stretch = 0;

  const say = (rule: Rule, isUp: boolean, index: number, segment: JudgedSegment): string => {
    const words = isUp ? sides.up : sides.down;
    const sign = isUp ? 1 : -1;
    const mean = sayValue(segment.mean!, inPercent);
    const span = (from: number, to: number): string => `from ${dayOf(from)} to ${dayOf(to)}`;
    if (rule === 'single') {
      const [value, limit] = sayApart(values[index]!, segment[words.limit as 'upper' | 'lower']!, inPercent);
      return `${value} on ${dayOf(index)} lies ${words.line} the ${words.limit} limit of ${limit}.`;
    }
    if (rule === 'two-sigma') {
      const from = firstTwoSigmaWindow(zones, stretches[stretch]!, stretches[stretch + 1]!, index, most);
      const beyond = [0, 1, 2].filter(
        (step) => Math.abs(zones[from + step]!) >= zone.twoSigma && Math.abs(zones[from + step]!) <= most,
      ).length;
      return `${beyond} of 3 points in a row, ${span(from, from + 2)}, lie more than two sigma ${words.side} the mean of ${mean}, beyond ${sayValue(segment.mean! + sign * 2 * segment.sigma!, inPercent)}.`;
    }
    const { from, to } = runAt(rule, isUp, index);
    const length = to - from + 1;
    return rule === 'shift'
      ? `${length} points in a row lie ${words.side} the mean${segment.from <= from && to < segment.to ? ` of ${mean}` : ''}, ${span(from, to)}.`
      : `${length} points in a row ${words.rise}, from ${sayValue(values[from]!, inPercent)} on ${dayOf(from)} to ${sayValue(values[to]!, inPercent)} on ${dayOf(to)}.`;
  };

  return (index, segment, { isUp }) => {
    if (isUp === null) return [];
    while (stretches[stretch + 1]! <= index) stretch += 1;
    while (stretches[stretch]! > index) stretch -= 1;
    const ways = [isUp, !isUp];
    return ways.flatMap((way) => rankedRules(signals[index]!, way, rulebook.conflict).map((rule) => say(rule, way, index, segment)));
  };
}
