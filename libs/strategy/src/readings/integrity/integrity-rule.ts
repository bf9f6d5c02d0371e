/** What a rule of integrity is, and what it looks at: the decision, and the moments right before and after it. */
import type { FindingSubject } from '../../finding/finding.events.js';
import type { CycleId, PersonId, UnitId } from '../../vocabulary.js';
import { earlierMoment, type IntegrityTouch, type IntegrityTouchType, type Moment } from '../../views/index.js';

export const integrityCodes = [
  'TARGET_LOWERED',
  'WEIGHT_MOVED_OFF',
  'LIMITS_RECALCULATED',
  'BASELINE_MOVED',
  'DEFINITION_CHANGED_LATE',
  'LATE_EDITS_OF_MISSES',
  'DROPPED_LATE',
  'AGREED_IN_ROUND_ONE',
] as const;
export type IntegrityCode = (typeof integrityCodes)[number];

/** A decision to look at. Nothing after it is known: what was found once stays found. */
export interface Decided {
  readonly touch: IntegrityTouch;
  /** Right before the decision, and before everything else its command did; asked on its day. */
  readonly before: Moment;
  readonly after: Moment;
  /** The first event of its command that may rest on the same subject. */
  readonly since: number;
}

/** An event a finding rests on, and whose history shows it. */
export interface FindingEvidence {
  readonly position: number;
  readonly kind: 'AIM' | 'GOAL' | 'THREAD' | 'MEASURE';
  readonly id: string;
}

/** What a rule found. */
export interface Found {
  readonly subject: FindingSubject;
  readonly unit: UnitId | null;
  readonly cycle: CycleId | null;
  /** Who did what when, and the figures. */
  readonly text: string;
  /** What it rests on, beside the decision's own event. */
  readonly evidence: readonly FindingEvidence[];
  /** Those who made the decision. */
  readonly decidedBy: readonly PersonId[];
}

export interface IntegrityRule {
  readonly code: IntegrityCode;
  readonly severity: 'HIGH' | 'MEDIUM' | 'LOW';
  /** When it is found, in a sentence for a director. */
  readonly sentence: string;
  readonly decidedBy: readonly IntegrityTouchType[];
  readonly look: (decided: Decided) => readonly Found[];
}

/** The decision among all moments of its log; `since` is where its command began. */
export const decidedAt = (moment: Moment, touch: IntegrityTouch, since = touch.ordinal): Decided => {
  const { at, on: today, ordinal } = touch;
  return {
    touch,
    since,
    before: earlierMoment(moment, { position: since - 1, at, today }),
    after: earlierMoment(moment, { position: ordinal, at, today }),
  };
};
