/**
 * Which nodes of the alignment tree look different at a later position than at an earlier one, for many readers at once:
 * what is the same for all of them is worked out once.
 */
import { isRejection } from '#kernel';
import type { Moment } from '../views/index.js';
import type { ThreadId } from '../vocabulary.js';
import { alignmentTree, linkAt } from './alignment-tree.reading.js';
import { ranksMax, treeNode, type AlignmentNode, type NodeRef } from './alignment-node.reading.js';
import { allSeeing, threadOpenness, type Reader } from './openness.reading.js';
import { affectedBy, kindsOf, touchesIn } from './tree-changes.reading.js';

/** Somebody outside every line: whatever is hidden from anybody is hidden from them. */
const outsider: Reader = { person: '', posts: new Set(), isAuditor: false, isCoach: false };

/** Of more nodes it is not worked out whether they look different: the whole tree is asked for again. */
export const touchedMax = 1_000;

interface Touched {
  readonly ref: NodeRef;
  readonly id: string;
  /** Whether it looks different to somebody who sees everything. */
  readonly changed: boolean;
  /** It hangs under another node than before, to somebody who sees everything. */
  readonly reparented: boolean;
  /** The link it hangs under, null where it hangs under something else: to whom that is hidden it hangs further up. */
  readonly under: ThreadId | null;
  /** The node and everything above it, at either position. */
  readonly line: ReadonlySet<string>;
}

const idOf = (before: AlignmentNode | null, after: AlignmentNode | null): string | undefined => (after ?? before)?.id;

/** The reference of the node that another one names as its parent. */
const parentRef = ({ tables }: Moment, { kind, unit }: AlignmentNode, parent: string): NodeRef => {
  if (kind === 'AIM') return { kind: 'OBJECTIVE', id: parent };
  if (kind === 'DIMENSION' || kind === 'TRUE_NORTH') return { kind: 'TRUE_NORTH', id: parent };
  if (kind === 'OBJECTIVE')
    return tables.trueNorths.has(parent)
      ? { kind: 'TRUE_NORTH', id: parent }
      : { kind: 'DIMENSION', unit, id: parent.slice(unit.length + 1) };
  return tables.aims.has(parent) ? { kind: 'AIM', id: parent } : { kind: 'LINK', id: parent };
};

const addLine = (line: Set<string>, moment: Moment, now: Moment, node: AlignmentNode | null): void => {
  let at = node;
  for (let step = 0; at && step < ranksMax; step++) {
    line.add(at.id);
    at = at.parent === null ? null : treeNode(moment, now, allSeeing, parentRef(moment, at, at.parent));
  }
};

/** The node by which a root is named: its own, or the link a goal has its parent by. */
const rootRefs = (moment: Moment, root: string): NodeRef[] => {
  const { tables } = moment;
  const thread = linkAt(moment, root);
  if (thread) return [{ kind: 'LINK', id: thread.id }];
  const dimension = root.indexOf('/');
  return [
    ...(tables.trueNorths.has(root) ? [{ kind: 'TRUE_NORTH', id: root } as const] : []),
    ...(tables.objectives.has(root) ? [{ kind: 'OBJECTIVE', id: root } as const] : []),
    ...(tables.aims.has(root) ? [{ kind: 'AIM', id: root } as const] : []),
    ...(dimension > 0 ? [{ kind: 'DIMENSION', unit: root.slice(0, dimension), id: root.slice(dimension + 1) } as const] : []),
  ];
};

/** The id of the node in the tree that a root names; null where the reader sees none by that name at the moment. */
export const rootNode = (moment: Moment, now: Moment, reader: Reader, root: string): string | null =>
  rootRefs(moment, root).find((ref) => treeNode(moment, now, reader, ref) !== null) === undefined
    ? null
    : (linkAt(moment, root)?.id ?? root);

/** What happened to the tree between two positions; `now` is the present, by which rights are judged. */
export class TouchedTree {
  private readonly earlier: Moment;
  /** Null where there are too many. */
  private readonly touched: readonly Touched[] | null;

  constructor(
    earlier: Moment,
    private readonly now: Moment,
  ) {
    this.earlier = { ...earlier, at: now.at, today: now.today };
    this.touched = this.gather();
  }

  private gather(): Touched[] | null {
    const { earlier, now } = this;
    const seen = new Map<string, NodeRef>();
    for (const touch of touchesIn(now, { from: earlier.position, to: now.position }))
      for (const { ref, was } of affectedBy(touch, earlier, { moment: now, now, reader: outsider }))
        for (const each of was ? [ref, was] : [ref]) seen.set(JSON.stringify(each), each);
    if (seen.size > touchedMax) return null;
    return [...seen.values()].flatMap((ref) => {
      const before = treeNode(earlier, now, allSeeing, ref);
      const after = treeNode(now, now, allSeeing, ref);
      const id = idOf(before, after);
      if (id === undefined) return [];
      const kinds = kindsOf(before, after);
      const line = new Set<string>();
      addLine(line, earlier, now, before);
      addLine(line, now, now, after);
      const parent = (after ?? before)!.parent;
      const under = parent !== null && now.tables.threads.has(parent) ? parent : null;
      return [{ ref, id, changed: kinds.length > 0, reparented: before?.parent !== after?.parent, under, line }];
    });
  }

  /**
   * The ids of the nodes that look different to the reader, those under a root where one is named; null where the tree
   * as a whole has to be asked for again.
   */
  idsFor(reader: Reader, root: string | null = null): string[] | null {
    const { earlier, now, touched } = this;
    if (touched === null) return null;
    if (root === null) return touched.flatMap((node) => (this.isFor(reader, node) ? [node.id] : []));
    const [before, after] = [rootNode(earlier, now, reader, root), rootNode(now, now, reader, root)];
    // With its root a whole tree comes and goes, whatever else was done to the nodes in it.
    if ((before === null) !== (after === null)) {
      const tree = alignmentTree(after === null ? earlier : now, now, reader, { root });
      return isRejection(tree) ? null : tree.nodes.map(({ id }) => id);
    }
    const under = after ?? before;
    return under === null ? [] : touched.flatMap((node) => (node.line.has(under) && this.isFor(reader, node) ? [node.id] : []));
  }

  private isFor(reader: Reader, { ref, changed, reparented, under }: Touched): boolean {
    if (ref.kind !== 'LINK') return changed;
    const { earlier, now } = this;
    const isPlain = [earlier, now].every(
      (rights) => threadOpenness(reader, rights, ref.id) === 'ALL' && (under === null || threadOpenness(reader, rights, under) !== 'NONE'),
    );
    if (isPlain && !reparented) return changed;
    const after = treeNode(now, now, reader, ref);
    if (kindsOf(treeNode(earlier, now, reader, ref), after).length > 0) return true;
    // It opened: what was done to it is not new, but is new to this reader.
    return after !== null && kindsOf(treeNode(earlier, earlier, reader, ref), after).length > 0;
  }
}
