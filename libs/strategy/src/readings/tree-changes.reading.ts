/** What changed in the alignment tree between two positions, in order, each with who and why. */
import type { Actor, Instant } from '#kernel';
import { theTree, type TreeTouch } from '../views/tree-changes.view.js';
import { childThreads } from '../views/parents.js';
import { standsFor } from '../views/structure.js';
import { parentKey, type GoalRecord, type Moment } from '../views/index.js';
import type { GoalId, ParentRef, PostId, ThreadId, UnitId } from '../vocabulary.js';
import { dimensionsOf, shownOf, treeNode, type AlignmentNode, type NodeRef } from './alignment-node.reading.js';
import { seesGoal, seesThread, type Reader } from './openness.reading.js';

export const changeKinds = ['ADDED', 'REMOVED', 'STANDING', 'RETARGETED', 'REOWNED', 'REPARENTED', 'STATE', 'RISK', 'REWORDED'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface TreeChange {
  readonly position: number;
  readonly at: Instant;
  readonly actor: Actor;
  /** Null where none was given, or it is not the reader's to know. */
  readonly reason: string | null;
  /** The event's name. */
  readonly event: string;
  readonly kinds: readonly ChangeKind[];
  readonly before: AlignmentNode | null;
  readonly after: AlignmentNode | null;
}

/** A page of changes has no more, unless one event alone changed more. */
export const changesMax = 500;

const differs = (before: AlignmentNode, after: AlignmentNode, ...fields: (keyof AlignmentNode)[]): boolean =>
  fields.some((field) => before[field] !== after[field]);

/** In what ways a node looks different; none, where it does not. */
export const kindsOf = (before: AlignmentNode | null, after: AlignmentNode | null): ChangeKind[] => {
  if (!before && !after) return [];
  if (!before) return ['ADDED'];
  if (!after) return ['REMOVED'];
  // A thread kept between its sides opens: nothing changed about it but that.
  if ((before.statement === null) !== (after.statement === null)) return ['STANDING'];
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

/** One node an event may have changed; `was` names the node it stood as before, where that was another. */
export interface Affected {
  readonly ref: NodeRef;
  readonly was?: NodeRef;
}
const link = (id: ThreadId): Affected => ({ ref: { kind: 'LINK', id } });

/** The thread by which a goal had its parent until it was taken over by another one at this position. */
const takenFrom = ({ links, agreement }: GoalRecord, ordinal: number): ThreadId | undefined =>
  links.find(({ thread, released }) => released?.ordinal === ordinal && thread !== agreement.thread)?.thread;

/** Who asks, about which moment. */
export interface Sight {
  readonly moment: Moment;
  readonly now: Moment;
  readonly reader: Reader;
}

/** The links under an aim, goal or thread; where one has no node for the reader, those under it stand in its place. */
const linksUnder = (sight: Sight, parent: ParentRef, seen = new Set<string>()): ThreadId[] => {
  const { tables } = sight.moment;
  if (seen.has(parentKey(parent))) return [];
  seen.add(parentKey(parent));
  return childThreads(tables, parent).flatMap((id) => {
    const isShown = shownOf(sight.now, sight.reader, tables.threads.get(id)!) !== 'NONE';
    return [id, ...(isShown ? [] : linksUnder(sight, { kind: 'THREAD', id }, seen))];
  });
};

const ofTrueNorth = (unit: UnitId, ...moments: readonly Moment[]): NodeRef[] => {
  const records = moments.flatMap(({ tables }) => tables.trueNorths.get(unit) ?? []);
  const dimensions = new Set(records.flatMap((record) => dimensionsOf(record).map(({ id }) => id)));
  const last = moments.at(-1)!.tables;
  // A True North that is new stands between those above and below.
  const others = [...last.trueNorths.keys()].filter((id) => id !== unit);
  const objectives = [...last.objectives.values()].filter((objective) => objective.unit === unit);
  return [
    { kind: 'TRUE_NORTH', id: unit },
    ...[...dimensions].map((id) => ({ kind: 'DIMENSION', unit, id }) as const),
    ...objectives.map(({ id }) => ({ kind: 'OBJECTIVE', id }) as const),
    ...others.map((id) => ({ kind: 'TRUE_NORTH', id }) as const),
  ];
};

const ofGoal = (sight: Sight, id: GoalId, { ordinal, type }: TreeTouch): Affected[] => {
  const { tables } = sight.moment;
  const goal = tables.goals.get(id);
  const left = goal && type === 'GoalRevised' ? takenFrom(goal, ordinal) : undefined;
  const own = tables.threadsByGoal
    .of(id)
    .map((thread): Affected =>
      left !== undefined && thread === goal?.agreement.thread ? { ...link(thread), was: { kind: 'LINK', id: left } } : link(thread),
    );
  return [...own, ...linksUnder(sight, { kind: 'GOAL', id }).map(link)];
};

/** Later than any day a post is closed on. */
const everyDay = '9999-12-31';

/** What a post owns itself, or stands for by those closed before it. */
const ofPost = ({ moment }: Sight, id: PostId): Affected[] => {
  const { tables } = moment;
  const posts = new Set(standsFor(moment, id, everyDay));
  const sponsored = [...tables.aims.values()].filter(({ terms }) => posts.has(terms.sponsor));
  const threads = [...posts].flatMap((post) => [
    ...tables.threadsByReceiver.of(post),
    ...tables.goalsByOwner.of(post).flatMap((goal) => tables.threadsByGoal.of(goal)),
  ]);
  return [...sponsored.map((aim): Affected => ({ ref: { kind: 'AIM', id: aim.id } })), ...threads.map(link)];
};

/** Every node that may look different after the event, its subject's own first. */
export const affectedBy = (touch: TreeTouch, earlier: Moment, sight: Sight): Affected[] => {
  const { about, subject: id } = touch;
  const { tables } = sight.moment;
  switch (about) {
    case 'TRUE_NORTH':
      return ofTrueNorth(id, earlier, sight.moment).map((ref) => ({ ref }));
    case 'OBJECTIVE':
      return [{ ref: { kind: 'OBJECTIVE', id } }];
    case 'CYCLE':
      return [
        ...tables.aimsByCycle.of(id).map((aim): Affected => ({ ref: { kind: 'AIM', id: aim } })),
        ...tables.threadsByCycle.of(id).map(link),
      ];
    // A candidate is no node of the tree before it is adopted.
    case 'CANDIDATE':
      return [];
    case 'AIM':
      return [{ ref: { kind: 'AIM', id } }, ...linksUnder(sight, { kind: 'AIM', id }).map(link)];
    case 'THREAD':
      return [link(id), ...linksUnder(sight, { kind: 'THREAD', id }).map(link)];
    case 'GOAL':
      return ofGoal(sight, id, touch);
    case 'POST':
      return ofPost(sight, id);
  }
};

/** Why something was done is for whoever may see what was done. */
export const mayKnowWhy = ({ moment, now, reader }: Sight, { about, subject }: TreeTouch): boolean => {
  if (about === 'GOAL') return seesGoal(reader, now, subject);
  return about !== 'THREAD' || seesThread(reader, now, moment.tables.threads.get(subject)!);
};

const changesBy = (touch: TreeTouch, earlier: Moment, sight: Sight): TreeChange[] => {
  const { moment, now, reader } = sight;
  const { ordinal: position, at, actor, type: event } = touch;
  const reason = mayKnowWhy(sight, touch) ? touch.reason : null;
  const seen = new Set<string>();
  return affectedBy(touch, earlier, sight).flatMap(({ ref, was }) => {
    const key = JSON.stringify(ref);
    if (seen.has(key)) return [];
    seen.add(key);
    const before = treeNode(earlier, now, reader, was ?? ref);
    const after = treeNode(moment, now, reader, ref);
    const kinds = kindsOf(before, after);
    return kinds.length === 0 ? [] : [{ position, at, actor, reason, event, kinds, before, after }];
  });
};

/** The events after position `from` up to and including `to` that may have changed a node, in order. */
export function* touchesIn({ tables }: Moment, span: { readonly from: number; readonly to: number }): Generator<TreeTouch> {
  const touches = tables.treeTouches.of(theTree);
  let low = 0;
  let high = touches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (touches[middle]!.ordinal <= span.from) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < touches.length && touches[index]!.ordinal <= span.to; index++) yield touches[index]!;
}

/**
 * The changes after position `from` up to and including `to`, at most {@link changesMax}; `next` is the position to
 * go on from, null at the end. `momentAt` gives the views at a position, 0 being the time before the first event.
 * What days alone change, such as a grant that falls late, is no event's doing and is not among them.
 */
export const treeChanges = (
  momentAt: (position: number) => Moment,
  now: Moment,
  reader: Reader,
  span: { readonly from: number; readonly to: number },
): { readonly changes: readonly TreeChange[]; readonly next: number | null } => {
  const changes: TreeChange[] = [];
  for (const touch of touchesIn(now, span)) {
    const moment = momentAt(touch.ordinal);
    const earlier = { ...momentAt(touch.ordinal - 1), today: moment.today };
    const made = changesBy(touch, earlier, { moment, now, reader });
    if (changes.length > 0 && changes.length + made.length > changesMax) return { changes, next: touch.ordinal - 1 };
    changes.push(...made);
  }
  return { changes, next: null };
};
