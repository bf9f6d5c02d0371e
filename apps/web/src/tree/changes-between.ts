import type { Step } from './standing-tree.js';
import type { ChangeKind, TreeNode } from './tree-documents.js';

/** What is different about one node between two moments, and the event that touched it last. */
export interface NodeChange {
  /** Null where it was not in the tree, or had been dropped. */
  readonly before: TreeNode | null;
  /** Null where it is not in the tree any more, or has been dropped. */
  readonly after: TreeNode | null;
  readonly kinds: readonly ChangeKind[];
  readonly last: Step;
}

type Field = keyof TreeNode;
const fieldsOf: readonly (readonly [ChangeKind, readonly Field[]])[] = [
  ['RETARGETED', ['target', 'due']],
  ['REOWNED', ['ownerId', 'unitId']],
  ['REPARENTED', ['parentId']],
  ['STANDING', ['standing', 'renegotiating', 'parentChanged', 'parentDropped']],
  ['STATE', ['state']],
  ['RISK', ['atRisk']],
  ['REWORDED', ['statement']],
];

const standing = (node: TreeNode | null): TreeNode | null => (node?.state === 'DROPPED' ? null : node);

const kindsOf = (before: TreeNode | null, after: TreeNode | null): ChangeKind[] => {
  if (!before && !after) return [];
  if (!before) return ['ADDED'];
  if (!after) return ['REMOVED'];
  // Something kept between its sides shows itself: nothing was changed about it but that.
  if ((before.statement === null) !== (after.statement === null)) return ['STANDING'];
  return fieldsOf.flatMap(([kind, fields]) => (fields.some((field) => before[field] !== after[field]) ? [kind] : []));
};

/**
 * What is different after `to` steps from after `from` of them, by the id of the node as it is then, or was last. What
 * changed and changed back is no difference.
 */
export const changesBetween = (steps: readonly Step[], from: number, to: number): ReadonlyMap<string, NodeChange> => {
  const spans = new Map<string, { before: TreeNode | null; after: TreeNode | null; last: Step }>();
  for (let index = from; index < to; index++) {
    const step = steps[index]!;
    for (const { before, after } of step.changes) {
      const [was, is] = [before?.id ?? after!.id, after?.id ?? before!.id];
      const span = spans.get(was);
      if (was !== is) spans.delete(was);
      spans.set(is, { before: span ? span.before : before, after, last: step });
    }
  }
  const found = new Map<string, NodeChange>();
  for (const [id, { before: first, after: latest, last }] of spans) {
    const [before, after] = [standing(first), standing(latest)];
    const kinds = kindsOf(before, after);
    if (kinds.length > 0) found.set(id, { before: before ?? (after ? null : first), after, kinds, last });
  }
  return found;
};

/** The changes people ask for first; every other one is told as that. */
export const headlines = ['ADDED', 'REMOVED', 'RETARGETED', 'REOWNED'] as const satisfies readonly ChangeKind[];
export type Headline = (typeof headlines)[number] | 'OTHER';

/** The changes under their headlines, the latest first; one that is two things stands under both. */
export const underHeadlines = (changes: ReadonlyMap<string, NodeChange>): Readonly<Record<Headline, readonly NodeChange[]>> => {
  const under: Record<Headline, NodeChange[]> = { ADDED: [], REMOVED: [], RETARGETED: [], REOWNED: [], OTHER: [] };
  for (const change of changes.values()) {
    const named = headlines.filter((headline) => change.kinds.includes(headline));
    for (const headline of named.length > 0 ? named : (['OTHER'] as const)) under[headline].push(change);
  }
  for (const list of Object.values(under)) list.sort((one, other) => other.last.position - one.last.position);
  return under;
};
