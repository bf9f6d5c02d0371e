/** When a gap between what is needed and what was taken on may stand: its owner accepted it, and it has not grown. */
import type { Day } from '#kernel';
import { saidDay, saidValue, type Counted } from './in-words.js';
import type { Figure } from '../vocabulary.js';
import type { Coverage } from './coverage.js';
import { compare } from './figures.js';

/** A gap the parent's owner accepted, with a plan and a day to look again. */
export interface AcceptedGap {
  readonly coverage: Figure | null;
  readonly gap: Figure | null;
  readonly reviewOn: Day;
}

/**
 * Null while the acceptance still holds, otherwise why it does not: the gap has grown since, could not be computed
 * then or now, or the review day has passed. The gap is one of the measure's, where the parent has one that is known.
 */
export const whyAcceptanceIsVoid = (
  accepted: AcceptedGap,
  now: Pick<Coverage, 'gap'>,
  today: Day,
  measure: Pick<Counted, 'kind'> | null,
): string | null => {
  const say = (gap: Figure): string => saidValue(measure, gap);
  if (today > accepted.reviewOn) return `the review was due on ${saidDay(accepted.reviewOn)}`;
  if (now.gap === null && accepted.gap === null) return null;
  if (now.gap === null) return 'the gap can no longer be computed';
  if (accepted.gap === null) return `the gap was not known then and is ${say(now.gap)} now`;
  return compare(now.gap, accepted.gap) > 0 ? `the gap has grown from ${say(accepted.gap)} to ${say(now.gap)}` : null;
};

/** An acceptance covers a parent whose gap nobody needs to accept any more. */
export const isCovered = (now: Pick<Coverage, 'sufficient' | 'gap'>, accepted: AcceptedGap | null, today: Day): boolean =>
  now.sufficient || (accepted !== null && whyAcceptanceIsVoid(accepted, now, today, null) === null);
