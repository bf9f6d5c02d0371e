/** What the record says about itself: decisions that may have made it look better than things stood. */
import type { Day } from '#kernel';
import type { FindingSubject } from '../../finding/finding.events.js';
import type { CycleId, PersonId, UnitId } from '../../vocabulary.js';
import { theRecord, type IntegrityTouch, type IntegrityTouchType, type Moment } from '../../views/index.js';
import { seesGoal, type Reader } from '../openness.reading.js';
import { decidedAt, type FindingEvidence, type IntegrityCode, type IntegrityRule } from './integrity-rule.js';
import { integrityRules } from './integrity-rules.js';

export interface IntegrityFinding {
  /** The same for ever: its code, the event that decided it, and what it is about. */
  readonly key: string;
  readonly code: IntegrityCode;
  readonly severity: IntegrityRule['severity'];
  readonly rule: string;
  readonly subject: FindingSubject;
  readonly unit: UnitId | null;
  readonly cycle: CycleId | null;
  readonly text: string;
  /** Every event it rests on, in order, the decision's own among them. */
  readonly evidence: readonly FindingEvidence[];
  /** The event that decided it, and when: from there on it is found. */
  readonly at: number;
  readonly event: string;
  readonly on: Day;
  readonly decidedBy: readonly PersonId[];
}

const rulesFor = (type: IntegrityTouchType): readonly IntegrityRule[] => integrityRules.filter(({ decidedBy }) => decidedBy.includes(type));

/** Where the command began that did this and more of the same to the same subject. */
const beginning = (touches: readonly IntegrityTouch[], index: number): number => {
  const { command, subject, type, ordinal } = touches[index]!;
  let since = ordinal;
  for (let back = index - 1; back >= 0; back--) {
    const each = touches[back]!;
    if (each.command !== command || each.subject !== subject || each.type !== type) break;
    since = each.ordinal;
  }
  return since;
};

/** A command that changes many figures is one decision: its last event speaks for it. */
const isGoneOnWith = ({ command, subject, type }: IntegrityTouch, next: IntegrityTouch | undefined): boolean =>
  next !== undefined && next.command === command && next.subject === subject && next.type === type;

/** Whose history a decision stands in. */
const decides: Readonly<Record<IntegrityTouchType, FindingEvidence['kind']>> = {
  AimRevised: 'AIM',
  AimDropped: 'AIM',
  CommitmentMade: 'THREAD',
  GoalRevised: 'GOAL',
  LinkReweighted: 'GOAL',
  LinkReleased: 'GOAL',
  GoalClosed: 'GOAL',
  MeasureRedefined: 'MEASURE',
  ObservationCorrected: 'MEASURE',
  ObservationWithdrawn: 'MEASURE',
  LimitsRecalculated: 'MEASURE',
  BaselineSet: 'MEASURE',
};

/** Each event once, in the order of the log. */
const inOrder = (evidence: readonly FindingEvidence[]): FindingEvidence[] =>
  [...new Map(evidence.map((each) => [each.position, each])).values()].sort((a, b) => a.position - b.position);

const nothing: readonly IntegrityFinding[] = [];

/**
 * What was found of each decision, kept for as long as its log is read: it rests on nothing later, so that it is looked at
 * once. A decision nothing was found of takes some hundred bytes.
 */
const known = new WeakMap<IntegrityTouch, readonly IntegrityFinding[]>();

const foundOf = (moment: Moment, touches: readonly IntegrityTouch[], index: number): readonly IntegrityFinding[] => {
  const touch = touches[index]!;
  const before = known.get(touch);
  if (before) return before;
  const decided = decidedAt(moment, touch, beginning(touches, index));
  const found = rulesFor(touch.type).flatMap(({ code, severity, sentence, look }) =>
    look(decided).map(({ evidence, ...each }): IntegrityFinding => ({
      ...each,
      key: `${code}.${touch.event}.${each.subject.id}`,
      code,
      severity,
      rule: sentence,
      evidence: inOrder([...evidence, { position: touch.ordinal, kind: decides[touch.type], id: touch.subject }]),
      at: touch.ordinal,
      event: touch.event,
      on: touch.on,
    })),
  );
  known.set(touch, found.length === 0 ? nothing : found);
  return found;
};

/** Who may not see a goal sees no finding of it; rights are today's, whatever moment is read. */
const sees = (now: Moment, reader: Reader | null, { kind, id }: FindingSubject): boolean =>
  reader === null || kind !== 'GOAL' || seesGoal(reader, now, id);

/** Everything found up to a moment, in the order of the log; `null` as reader reads everything. */
export const integrityFindings = (moment: Moment, now: Moment, reader: Reader | null): IntegrityFinding[] => {
  const touches = moment.tables.integrityTouches.of(theRecord);
  const found: IntegrityFinding[] = [];
  for (const [index, touch] of touches.entries()) {
    if (isGoneOnWith(touch, touches[index + 1])) continue;
    for (const each of foundOf(moment, touches, index)) if (sees(now, reader, each.subject)) found.push(each);
  }
  return found;
};
