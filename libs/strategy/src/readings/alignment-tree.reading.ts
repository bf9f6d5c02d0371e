/** The line from True North to posts: who serves what, and how far each link has come. A flat list with parent ids. */
import { reject, type Rejection } from '#kernel';
import type { CycleId, ObjectiveId, UnitId } from '../vocabulary.js';
import { childThreads } from '../views/parents.js';
import { goalIdOf, parentKey, type AimRecord, type Moment, type ThreadRecord, type TrueNorthRecord } from '../views/index.js';
import {
  aimNode,
  currentCycle,
  dimensionNode,
  dimensionNodeId,
  dimensionsOf,
  linkNode,
  mainLinkOf,
  nodeAboveObjective,
  objectiveNode,
  ranksMax,
  shownOf,
  standingOf,
  trueNorthAbove,
  trueNorthNode,
  type AlignmentNode,
} from './alignment-node.reading.js';
import type { Reader } from './openness.reading.js';

/** A larger tree is asked for part by part. */
export const treeNodesMax = 5_000;

export interface AlignmentTree {
  readonly position: number;
  readonly cycle: CycleId | null;
  readonly nodes: readonly AlignmentNode[];
}

export interface TreeQuestion {
  /** The node to begin at; everything, where it is left out. A goal's id begins at the link it has its parent by. */
  readonly root?: string | null;
  /** How many ranks below the root; all, where it is left out. */
  readonly ranks?: number | null;
  /** The cycle of the aim or thread it begins at, else the current one, where it is left out. */
  readonly cycle?: CycleId | null;
}

/** Adds an item to the list under its key. */
const listed = <Item>(lists: Map<string, Item[]>, key: string, item: Item): void => {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
};

/** Grows the tree downwards from where it is asked to begin. */
class Growing {
  readonly nodes: AlignmentNode[] = [];
  private readonly seen = new Set<string>();
  full = false;
  /** By the node they stand under. Objectives that were retired stay for the aims that still serve them. */
  private readonly objectives = new Map<string, ObjectiveId[]>();
  private readonly aims = new Map<ObjectiveId, AimRecord[]>();
  /** By the unit whose True North they stand under, those at the top under ''. */
  private readonly trueNorths = new Map<UnitId, UnitId[]>();

  constructor(
    private readonly moment: Moment,
    private readonly now: Moment,
    private readonly reader: Reader,
    cycle: CycleId | null,
    private readonly ranks: number,
  ) {
    const { tables } = moment;
    for (const id of cycle === null ? [] : tables.aimsByCycle.of(cycle)) {
      const aim = tables.aims.get(id)!;
      listed(this.aims, aim.terms.objective, aim);
    }
    for (const { id, retired } of tables.objectives.values())
      if (retired === null || this.aims.has(id)) listed(this.objectives, nodeAboveObjective(moment, id) ?? '', id);
    for (const { unit } of tables.trueNorths.values()) listed(this.trueNorths, trueNorthAbove(moment, unit) ?? '', unit);
  }

  private add(node: AlignmentNode | null): boolean {
    if (!node || this.seen.has(node.id) || node.rank > this.ranks || node.rank > ranksMax) return false;
    if (this.nodes.length >= treeNodesMax) {
      this.full = true;
      return false;
    }
    this.seen.add(node.id);
    this.nodes.push(node);
    return true;
  }

  all(): void {
    for (const unit of this.trueNorths.get('') ?? []) this.trueNorth(unit, null, 0);
  }

  private trueNorth(unit: UnitId, parent: string | null, rank: number): void {
    const record = this.moment.tables.trueNorths.get(unit)!;
    if (!this.add(trueNorthNode(record, { parent, rank }))) return;
    for (const dimension of dimensionsOf(record)) this.dimension(unit, dimension, unit, rank + 1);
    for (const objective of this.objectives.get(unit) ?? []) this.objective(objective, unit, rank + 1);
    for (const below of this.trueNorths.get(unit) ?? []) this.trueNorth(below, unit, rank + 1);
  }

  private dimension(unit: UnitId, dimension: ReturnType<typeof dimensionsOf>[number], parent: string | null, rank: number): void {
    const node = dimensionNode(unit, dimension, { parent, rank });
    if (this.add(node)) for (const objective of this.objectives.get(node.id) ?? []) this.objective(objective, node.id, rank + 1);
  }

  private objective(id: ObjectiveId, parent: string | null, rank: number): void {
    if (this.add(objectiveNode(this.moment, id, { parent, rank }))) for (const aim of this.aims.get(id) ?? []) this.aim(aim, id, rank + 1);
  }

  private aim(aim: AimRecord, parent: string | null, rank: number): void {
    if (this.add(aimNode(this.moment, aim, { parent, rank })))
      this.links(this.moment.tables.threadsByParent.of(parentKey({ kind: 'AIM', id: aim.id })), aim.id, rank + 1);
  }

  private links(ids: readonly string[], parent: string | null, rank: number): void {
    if (rank <= this.ranks) for (const id of ids) this.link(this.moment.tables.threads.get(id)!, parent, rank);
  }

  /** What hangs under a link that is not in the tree, or not for the reader, hangs under the next node above. */
  private link(thread: ThreadRecord, parent: string | null, rank: number): void {
    if (this.seen.has(thread.id)) return;
    const openness = shownOf(this.now, this.reader, thread);
    if (openness !== 'NONE') {
      if (this.add(linkNode(this.moment, thread, openness, { parent, rank }))) this.links(this.under(thread), thread.id, rank + 1);
      return;
    }
    this.seen.add(thread.id);
    this.links(this.under(thread), parent, rank);
  }

  /**
   * The threads under a link. A goal with several links stands under each of its parents; what serves the goal hangs
   * under one of them, what was served while it was negotiated too.
   */
  private under(thread: ThreadRecord): readonly string[] {
    const { tables } = this.moment;
    if (thread.firstSettled === null) return tables.threadsByParent.of(parentKey({ kind: 'THREAD', id: thread.id }));
    const id = goalIdOf(thread);
    const goal = tables.goals.get(id);
    return goal && mainLinkOf(this.moment, goal) !== thread.id ? [] : childThreads(tables, { kind: 'GOAL', id });
  }

  /** Begins at a node named by its id; adds nothing where no node has that id. */
  from(root: string): void {
    const { tables } = this.moment;
    const aim = tables.aims.get(root);
    const thread = linkAt(this.moment, root);
    if (tables.trueNorths.has(root)) this.trueNorth(root, null, 0);
    else if (tables.objectives.has(root)) this.objective(root, null, 0);
    else if (aim) this.aim(aim, null, 0);
    else if (thread) {
      if (shownOf(this.now, this.reader, thread) !== 'NONE') this.link(thread, null, 0);
    } else for (const trueNorth of tables.trueNorths.values()) this.fromDimension(trueNorth, root);
  }

  private fromDimension(trueNorth: TrueNorthRecord, root: string): void {
    for (const dimension of dimensionsOf(trueNorth))
      if (dimensionNodeId(trueNorth.unit, dimension.id) === root) this.dimension(trueNorth.unit, dimension, null, 0);
  }
}

/** The link named by a thread's id, or by its goal's, whose first thread it may no longer have its parent by. */
export const linkAt = (moment: Moment, id: string): ThreadRecord | undefined => {
  const { threads, goals } = moment.tables;
  const thread = threads.get(id);
  const goal = goals.get(id);
  return goal && (!thread || standingOf(thread) === null) ? threads.get(mainLinkOf(moment, goal)) : thread;
};

export type TreeCode = 'NoSuchNode' | 'TooManyNodes';

/**
 * The tree at a moment, each node after its parent. `now` is the present, by which the reader's rights are judged.
 * Single persons' goals are left out for whoever they are not for.
 */
export const alignmentTree = (
  moment: Moment,
  now: Moment,
  reader: Reader,
  asked: TreeQuestion = {},
): AlignmentTree | Rejection<TreeCode> => {
  const root = asked.root ?? null;
  const begins = root === null ? undefined : (moment.tables.aims.get(root) ?? linkAt(moment, root)?.state.thread);
  const cycle = asked.cycle ?? begins?.cycle ?? currentCycle(moment);
  const growing = new Growing(moment, now, reader, cycle, Math.max(asked.ranks ?? ranksMax, 0));
  if (root === null) growing.all();
  else {
    growing.from(root);
    if (growing.nodes.length === 0) return reject('NoSuchNode', `nothing in the tree has the id ${root} at this moment`);
  }
  return grown(growing, moment, cycle);
};

const grown = ({ full, nodes }: Growing, { position }: Moment, cycle: CycleId | null): AlignmentTree | Rejection<TreeCode> =>
  full
    ? reject('TooManyNodes', `the tree has more than ${treeNodesMax} nodes: name a root, such as an aim or a goal, or fewer ranks`)
    : { position, cycle, nodes };

/** Several trees in one answer, in the order of their roots, none of which may hang under another one. */
export const alignmentForest = (
  moment: Moment,
  now: Moment,
  reader: Reader,
  roots: readonly string[],
  ranks: number | null = null,
): AlignmentTree | Rejection<TreeCode> => {
  const growing = new Growing(moment, now, reader, null, Math.max(ranks ?? ranksMax, 0));
  for (const root of roots) growing.from(root);
  return grown(growing, moment, null);
};
