/** The tree as it stood at one step of a story, and what that step's event changed in it. */
import { isRejection, type Rejection } from '#kernel';
import type { ThreadId, UnitId } from '../vocabulary.js';
import type { Moment } from '../views/index.js';
import { alignmentForest, alignmentTree, type AlignmentTree, type TreeCode } from './alignment-tree.reading.js';
import { ranksMax, treeNode, type AlignmentNode } from './alignment-node.reading.js';
import type { Reader } from './openness.reading.js';
import type { StoryOf, StoryStep } from './story.reading.js';
import { kindsOf, type ChangeKind } from './tree-changes.reading.js';

/** How a node of a story's tree looks different by one event. */
export interface NodeChange {
  readonly id: string;
  readonly kinds: readonly ChangeKind[];
  readonly before: AlignmentNode | null;
  readonly after: AlignmentNode | null;
}

export interface Scene {
  readonly tree: AlignmentTree;
  readonly changed: readonly NodeChange[];
}

/** The links a unit has taken on at a moment; one under another of its own comes with that one. */
const linksOf = (moment: Moment, now: Moment, reader: Reader, unit: UnitId): ThreadId[] => {
  const { tables } = moment;
  const taken = new Set([
    ...tables.postsByUnit.of(unit).flatMap((post) => tables.threadsByReceiver.of(post)),
    ...tables.goalsByUnit.of(unit).flatMap((goal) => tables.threadsByGoal.of(goal)),
  ]);
  const nodeOf = (id: string): AlignmentNode | null => treeNode(moment, now, reader, { kind: 'LINK', id });
  const own = new Set([...taken].filter((id) => nodeOf(id)?.unit === unit));
  const isUnderAnother = (id: string): boolean => {
    let above = nodeOf(id)?.parent ?? null;
    for (let step = 0; above !== null && step < ranksMax; step++) {
      if (own.has(above)) return true;
      above = nodeOf(above)?.parent ?? null;
    }
    return false;
  };
  return [...own].filter((id) => !isUnderAnother(id));
};

const empty = ({ position }: Moment): AlignmentTree => ({ position, cycle: null, nodes: [] });

/**
 * The part of the alignment tree a story plays in, at a moment: what begins at the aim or thread; of a unit what begins at
 * its True North, or where it has none at the links it has taken on. Empty where none of it is in the tree then.
 */
export const treeOfStory = (
  moment: Moment,
  now: Moment,
  reader: Reader,
  { kind, id }: StoryOf,
  ranks: number | null = null,
): AlignmentTree | Rejection<TreeCode> => {
  if (kind === 'UNIT' && !moment.tables.trueNorths.has(id))
    return alignmentForest(moment, now, reader, linksOf(moment, now, reader, id), ranks);
  const tree = alignmentTree(moment, now, reader, { root: id, ranks });
  return isRejection(tree) && tree.code === 'NoSuchNode' ? empty(moment) : tree;
};

const changesBetween = (before: readonly AlignmentNode[], after: readonly AlignmentNode[]): NodeChange[] => {
  const earlier = new Map(before.map((node) => [node.id, node]));
  const later = new Set(after.map(({ id }) => id));
  const pairs = [
    ...after.map((node) => [earlier.get(node.id) ?? null, node] as const),
    ...before.filter(({ id }) => !later.has(id)).map((node) => [node, null] as const),
  ];
  return pairs.flatMap(([was, is]) => {
    const kinds = kindsOf(was, is);
    return kinds.length === 0 ? [] : [{ id: (is ?? was)!.id, kinds, before: was, after: is }];
  });
};

/**
 * The scene of a step. `momentAt` gives the views at a position, 0 being the time before the first event. What days alone
 * changed since the event before is no doing of this one: the tree before it is read on the day of it.
 */
export const sceneOf = (
  momentAt: (position: number) => Moment,
  now: Moment,
  reader: Reader,
  story: StoryOf,
  { ordinal, ofMeasure }: Pick<StoryStep, 'ordinal' | 'ofMeasure'>,
  ranks: number | null = null,
): Scene | Rejection<TreeCode> => {
  const moment = momentAt(ordinal);
  const tree = treeOfStory(moment, now, reader, story, ranks);
  if (isRejection(tree)) return tree;
  if (ofMeasure) return { tree, changed: [] };
  const earlier = treeOfStory({ ...momentAt(ordinal - 1), at: moment.at, today: moment.today }, now, reader, story, ranks);
  return isRejection(earlier) ? earlier : { tree, changed: changesBetween(earlier.nodes, tree.nodes) };
};
