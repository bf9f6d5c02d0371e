import { isPosition } from '../shell/use-moment.js';
import { isDay } from '../words/dates.js';
import type { TreeChange, TreeNode } from './tree-documents.js';

/** The nodes of a tree by their ids. */
export type Nodes = ReadonlyMap<string, TreeNode>;

/** One event's changes: all of them happened at once, so that the tree steps over all of them at once. */
export interface Step {
  readonly position: number;
  readonly at: string;
  readonly event: string;
  readonly by: string;
  readonly reason: string | null;
  readonly changes: readonly TreeChange[];
}

/** The changes as steps, in the order of the log. */
export const stepsOf = (changes: readonly TreeChange[]): Step[] => {
  const steps: { position: number; changes: TreeChange[] }[] = [];
  for (const change of changes) {
    const last = steps.at(-1);
    if (last?.position === change.position) last.changes.push(change);
    else steps.push({ position: change.position, changes: [change] });
  }
  return steps.map(({ position, changes: made }) => {
    const { at, event, by, post, reason } = made[0]!;
    return { position, at, event, by: post ? `${by.name}, ${post.title}` : 'the service, by its rules', reason, changes: made };
  });
};

/** How many steps had been taken at a moment, which is a position or the end of a day; null where it is neither, or before they are there. */
export const stepsTaken = (steps: readonly Step[] | null, moment: string): number | null => {
  if (steps === null) return null;
  if (isDay(moment)) return steps.findLastIndex(({ at }) => at.slice(0, 10) <= moment) + 1;
  return isPosition(moment) ? steps.findLastIndex(({ position }) => position <= Number(moment)) + 1 : null;
};

const applied = (
  nodes: Nodes,
  steps: readonly Step[],
  from: (change: TreeChange) => TreeNode | null,
  to: (change: TreeChange) => TreeNode | null,
): Nodes => {
  const next = new Map(nodes);
  for (const { changes } of steps)
    for (const change of changes) {
      const [was, is] = [from(change), to(change)];
      if (was && was.id !== is?.id) next.delete(was.id);
      if (is) next.set(is.id, is);
    }
  return next;
};

/**
 * The tree as it stood after `to` steps, from the tree as it stands after `from` of them. Nothing is asked of the service:
 * every change carries the node as it was and as it became.
 */
export const treeAt = (nodes: Nodes, steps: readonly Step[], from: number, to: number): Nodes =>
  to >= from
    ? applied(
        nodes,
        steps.slice(from, to),
        ({ before }) => before,
        ({ after }) => after,
      )
    : applied(
        nodes,
        steps
          .slice(to, from)
          .reverse()
          .map((step) => ({ ...step, changes: step.changes.toReversed() })),
        ({ after }) => after,
        ({ before }) => before,
      );

/** A node in its place: how deep it lies, and what lies under it. */
export interface Row {
  readonly node: TreeNode;
  readonly level: number;
  readonly place: number;
  readonly siblings: number;
  readonly hasChildren: boolean;
}

const byRank = (one: TreeNode, other: TreeNode): number => one.rank - other.rank || (one.id < other.id ? -1 : 1);

/** Children by their parent, those of nobody under null; a node whose parent is not shown stands at the top. */
export const childrenOf = (nodes: Nodes): ReadonlyMap<string | null, readonly TreeNode[]> => {
  const children = new Map<string | null, TreeNode[]>();
  for (const node of nodes.values()) {
    const parent = node.parentId !== null && nodes.has(node.parentId) ? node.parentId : null;
    const list = children.get(parent);
    if (list) list.push(node);
    else children.set(parent, [node]);
  }
  for (const list of children.values()) list.sort(byRank);
  return children;
};

/** The nodes a filter keeps, with everything above them: a match without its line up to True North would say nothing. */
export const keptBy = (nodes: Nodes, keeps: (node: TreeNode) => boolean): ReadonlySet<string> => {
  const kept = new Set<string>();
  for (const node of nodes.values()) {
    if (!keeps(node)) continue;
    for (let above: TreeNode | undefined = node; above && !kept.has(above.id); above = nodes.get(above.parentId ?? '')) kept.add(above.id);
  }
  return kept;
};

/** The rows to show, from the top: under a closed node nothing shows, and of a filter only what it keeps. */
export const rowsOf = (nodes: Nodes, closed: ReadonlySet<string>, kept: ReadonlySet<string> | null): Row[] => {
  const children = childrenOf(nodes);
  const rows: Row[] = [];
  const seen = new Set<string>();
  const walk = (parent: string | null, level: number): void => {
    const here = (children.get(parent) ?? []).filter(({ id }) => (kept === null || kept.has(id)) && !seen.has(id));
    here.forEach((node, index) => {
      seen.add(node.id);
      const under = (children.get(node.id) ?? []).some(({ id }) => kept === null || kept.has(id));
      rows.push({ node, level, place: index + 1, siblings: here.length, hasChildren: under });
      if (under && !closed.has(node.id)) walk(node.id, level + 1);
    });
  };
  walk(null, 1);
  return rows;
};
