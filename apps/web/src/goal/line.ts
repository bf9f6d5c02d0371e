import type { LineNode } from './goal-documents.js';

/** A goal in its line: from the top down to it, once for each thing it serves, and what serves it. */
export interface Line {
  readonly up: readonly (readonly LineNode[])[];
  readonly down: readonly LineNode[];
}

/** The line of a goal in a tree; a goal that serves two parents stands in it twice, and what serves it is named once. */
export const lineOf = (nodes: readonly LineNode[], goal: string): Line => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const here = nodes.filter(({ goalId }) => goalId === goal);
  const up = here.map((node) => {
    const line: LineNode[] = [];
    for (let above: LineNode | undefined = node; above && !line.includes(above); above = byId.get(above.parentId ?? ''))
      line.unshift(above);
    return line;
  });
  const ids = new Set(here.map(({ id }) => id));
  const down = new Map<string, LineNode>();
  for (const node of nodes) if (node.parentId !== null && ids.has(node.parentId)) down.set(node.threadId ?? node.id, node);
  return { up, down: [...down.values()] };
};

/** Where a node of the tree leads. */
export const placeOf = ({ kind, goalId, aimId, threadId }: LineNode): string => {
  if (goalId !== null) return `/goals/${goalId}`;
  if (threadId !== null) return `/threads/${threadId}`;
  return kind === 'AIM' && aimId !== null ? `/aims/${aimId}` : '/aims';
};
