import { figureInWords, measuredInWords, stepInWords, type Measured } from '../words/figures.js';

/** A share of the way in per cent, without its sign. */
const sharePerCent = (share: string): string => figureInWords(Math.abs(Number(share)), 'PROPORTION');

/** A mean share of the way, with the side it moved to. */
export const shareInWords = (share: number | null): string => {
  if (share === null) return 'not known';
  const size = figureInWords(Math.abs(share), 'PROPORTION');
  return share === 0 ? size : `${size} ${share < 0 ? 'eased' : 'tightened'}`;
};

/** By how much a target moved. Units are written as many: “1 falls” is no English. */
const byInWords = (by: number, measure: Measured | null): string => {
  if (measure?.kind === 'PROPORTION') return stepInWords(by, measure.kind).replace(' point', ' percentage point');
  const exact = Number(by.toPrecision(12));
  return exact === 1 ? '1' : measuredInWords(String(exact), measure);
};

/** How a target moved: the ledger’s changes are positive towards better, whichever way that is on the measure. */
export const movedInWords = (change: string | null, measure: Measured | null): string => {
  if (change === null) return 'not comparable';
  const by = Number(change);
  if (by === 0) return 'unchanged';
  return `${by < 0 ? 'eased' : 'tightened'} by ${byInWords(Math.abs(by), measure)}`;
};

interface Conceded {
  readonly firstTarget: string;
  readonly finalTarget: string;
  readonly change: string;
  readonly shareOfGap: string | null;
}

/** What was conceded from the first offer to what was settled, in a sentence. */
export const concededInWords = ({ firstTarget, finalTarget, change, shareOfGap }: Conceded, measure: Measured | null): string => {
  if (Number(change) === 0) return `Settled on the first target, ${measuredInWords(finalTarget, measure)}.`;
  const share = shareOfGap === null ? '' : `, ${sharePerCent(shareOfGap)} of the way that was asked for`;
  return `Target ${movedInWords(change, measure)}: from ${measuredInWords(firstTarget, measure)} to ${measuredInWords(finalTarget, measure)}${share}.`;
};

/** Whether a target was made easier on the way. */
export const isEased = (change: string | null): boolean => change !== null && Number(change) < 0;

interface Held {
  readonly giver: number;
  readonly receiver: number;
  readonly arbiter: number;
}
const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

/** Who had to move for how long. */
export const heldInWords = ({ giver, receiver, arbiter }: Held): string =>
  [
    ...(giver > 0 ? [`giver ${days(giver)}`] : []),
    ...(receiver > 0 ? [`receiver ${days(receiver)}`] : []),
    ...(arbiter > 0 ? [`arbiter ${days(arbiter)}`] : []),
  ].join(', ') || 'less than a day';
