/** What changed in the alignment tree between two positions, in order, each with who and why. */
import type { Actor, Instant } from '#kernel';
import { theTree } from '../views/tree-changes.view.js';
import { goalIdOf, type GoalRecord, type Moment } from '../views/index.js';
import type { ThreadId } from '../vocabulary.js';
import { treeNode, type AlignmentNode } from './alignment-node.reading.js';
import type { Reader } from './openness.reading.js';

export const changeKinds = ['ADDED', 'REMOVED', 'STANDING', 'RETARGETED', 'REOWNED', 'REPARENTED', 'STATE', 'RISK', 'REWORDED'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface TreeChange {
  readonly position: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly reason: string | null;
  /** The event's name. */
  readonly event: string;
  readonly kinds: readonly ChangeKind[];
  readonly before: AlignmentNode | null;
  readonly after: AlignmentNode | null;
}

/** A page of changes never has more. */
export const changesMax = 500;

const differs = (before: AlignmentNode, after: AlignmentNode, ...fields: (keyof AlignmentNode)[]): boolean =>
  fields.some((field) => before[field] !== after[field]);

const kindsOf = (before: AlignmentNode | null, after: AlignmentNode | null): ChangeKind[] => {
  if (!before && !after) return [];
  if (!before) return ['ADDED'];
  if (!after) return ['REMOVED'];
  const kinds: ChangeKind[] = [];
  if (differs(before, after, 'standing', 'renegotiating', 'parentChanged', 'parentDropped')) kinds.push('STANDING');
  if (differs(before, after, 'target', 'jop', 'measure', 'due')) kinds.push('RETARGETED');
  if (differs(before, after, 'owner', 'unit')) kinds.push('REOWNED');
  if (differs(before, after, 'parent')) kinds.push('REPARENTED');
  if (differs(before, after, 'state')) kinds.push('STATE');
  if (differs(before, after, 'atRisk')) kinds.push('RISK');
  if (differs(before, after, 'statement')) kinds.push('REWORDED');
  return kinds;
};

/** The thread by which a goal had its parent until it was taken over by another one at this position. */
const takenFrom = ({ links, agreement }: GoalRecord, ordinal: number): ThreadId | undefined =>
  links.find(({ thread, released }) => released?.ordinal === ordinal && thread !== agreement.thread)?.thread;

/**
 * The changes after position `from` up to and including `to`, at most {@link changesMax}; `next` is the position to
 * go on from, null at the end. `momentAt` gives the views at a position, 0 being the time before the first event.
 */
export const treeChanges = (
  momentAt: (position: number) => Moment,
  now: Moment,
  reader: Reader,
  span: { readonly from: number; readonly to: number },
): { readonly changes: readonly TreeChange[]; readonly next: number | null } => {
  const touches = now.tables.treeTouches.of(theTree);
  let low = 0;
  let high = touches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (touches[middle]!.ordinal <= span.from) low = middle + 1;
    else high = middle;
  }
  const changes: TreeChange[] = [];
  for (let index = low; index < touches.length && touches[index]!.ordinal <= span.to; index++) {
    const { ordinal, at, actor, reason, type, subject } = touches[index]!;
    if (changes.length === changesMax) return { changes, next: changes.at(-1)!.position };
    const then = momentAt(ordinal);
    // On the same day, so that what the days between have made overdue is not held to be this event's doing.
    const earlier = { ...momentAt(ordinal - 1), today: then.today };
    const goal = then.tables.goals.get(subject);
    const ids = goal ? then.tables.threadsByGoal.of(goal.id).filter((id) => goalIdOf(then.tables.threads.get(id)!) === goal.id) : [subject];
    const left = goal && type === 'GoalRevised' ? takenFrom(goal, ordinal) : undefined;
    for (const id of ids) {
      const before = treeNode(earlier, now, reader, left !== undefined && id === goal?.agreement.thread ? left : id);
      const after = treeNode(then, now, reader, id);
      const kinds = kindsOf(before, after);
      if (kinds.length > 0) changes.push({ position: ordinal, at, actor, reason, event: type, kinds, before, after });
    }
  }
  return { changes, next: null };
};
