import { sayDay } from './calendar.js';
import { alike, sayFigure, sayValue } from './figures.js';
import type { Judgement, Latest } from './judgement.js';
import type { Chart, Target, Variation } from './model.js';

const variationWords: Readonly<Record<Exclude<Variation, 'common_cause'>, string>> = {
  improvement_high: 'Special cause, an improvement through higher values',
  improvement_low: 'Special cause, an improvement through lower values',
  concern_high: 'Special cause, a concern through higher values',
  concern_low: 'Special cause, a concern through lower values',
  neutral_high: 'Special cause towards higher values, where neither way is better',
  neutral_low: 'Special cause towards lower values, where neither way is better',
};

/** What the texts are about. */
export type Verdict = Pick<Judgement, 'series' | 'rulebook' | 'limitsShown' | 'latest' | 'variation' | 'assurance'>;

/** Why there are no limits and so no icons; null where there are. */
export const noLimitsText = ({ limitsShown, rulebook, series }: Verdict): string | null => {
  if (limitsShown) return null;
  return rulebook.values === 'rolling'
    ? 'A rolling figure shares most of its data with the one before, so it cannot be judged; chart the figures it is made of.'
    : `There is not enough data yet (${series.values.length} of ${rulebook.minPointsLimits} points).`;
};

const loneSegment = 'the latest segment has a single point or no two neighbours';
const sayLatest = ({ value, date }: Latest, inPercent: boolean): string =>
  `the latest point, ${sayValue(value, inPercent)} on ${sayDay(date)}`;

/** The variation icon as whole sentences. */
export function variationTextOf(judgement: Verdict, reasons: readonly string[]): string {
  const { latest, variation } = judgement;
  const { inPercent } = judgement.rulebook;
  if (variation === null || latest === null)
    return (
      noLimitsText(judgement) ??
      (latest === null
        ? 'There is no point to judge.'
        : `There are no limits yet to judge ${sayLatest(latest, inPercent)}, by: ${loneSegment}.`)
    );
  if (variation === 'common_cause')
    return `Common cause: no significant change; nothing sets ${sayLatest(latest, inPercent)}, apart from the usual variation.`;
  return `${variationWords[variation]}: ${reasons[0]}`;
}

const sayTarget = (target: Target, inPercent: boolean): string =>
  'lo' in target
    ? `the range ${sayValue(target.lo, inPercent)} to ${sayValue(target.hi, inPercent)}`
    : `the target of ${sayValue(target.value, inPercent)}`;

/** The assurance icon as whole sentences. */
export function assuranceTextOf(judgement: Verdict, { targetSigma, latestRun }: Pick<Chart, 'targetSigma' | 'latestRun'>): string {
  const { latest, assurance } = judgement;
  const { inPercent } = judgement.rulebook;
  const without = noLimitsText(judgement);
  if (without !== null) return without;
  if (latest?.target == null) return 'There is no target to hold the process against.';
  const { target, limits } = latest;
  const aim = sayTarget(target, inPercent);
  if (assurance === null)
    return limits.lower === null
      ? `There are no limits yet to hold ${aim} against: ${loneSegment}.`
      : `Neither way is better, so ${aim} is drawn and not judged; a range would be.`;
  const between = `the limits of ${sayValue(limits.lower!, inPercent)} to ${sayValue(limits.upper!, inPercent)}`;
  const verdict = {
    consistent_pass: `As it is, the process will consistently meet ${aim}, seen from ${between}.`,
    consistent_fail: `As it is, the process will consistently miss ${aim}, seen from ${between}, unless it changes.`,
    inconsistent: `The process hits and misses: ${between} do not settle whether it meets ${aim}.`,
  }[assurance];
  return [verdict, ...saySigma(targetSigma), ...sayRun(latestRun)].join(' ');
}

const saySigma = (sigma: number | null): readonly string[] => {
  if (sigma === null) return [];
  if (alike(sigma, 0) || Math.abs(sigma) < 1e-6) return ['The target lies on the mean.'];
  return [`The target lies ${sayFigure(Number(Math.abs(sigma).toFixed(2)))} sigma ${sigma > 0 ? 'above' : 'below'} the mean.`];
};

const sayRun = (run: Chart['latestRun']): readonly string[] => {
  if (run === null) return [];
  const did = run.met ? 'met' : 'missed';
  return [run.length === 1 ? `The latest point ${did} it.` : `The latest ${run.length} points in a row ${did} theirs.`];
};
