import type { Step } from './standing-tree.js';
import type { ChangeKind, TreeNode } from './tree-documents.js';

/** What is different about one node between two moments, and the events that made it so. */
export interface NodeChange {
  /** Null where it was not in the tree, or had been dropped. */
  readonly before: TreeNode | null;
  /** Null where it is not in the tree any more, or has been dropped. */
  readonly after: TreeNode | null;
  /** What it is compared with: as it was, or as it was added. */
  readonly base: TreeNode;
  readonly kinds: readonly ChangeKind[];
  /** The last event that changed this about it. */
  readonly made: ReadonlyMap<ChangeKind, Step>;
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

const differencesOf = (one: TreeNode, other: TreeNode): ChangeKind[] => {
  // Something kept between its sides shows itself: nothing was changed about it but that.
  if ((one.statement === null) !== (other.statement === null)) return ['STANDING'];
  return fieldsOf.flatMap(([kind, fields]) => (fields.some((field) => one[field] !== other[field]) ? [kind] : []));
};

/** Of what was added, it also tells whether it was given another target or owner since. */
const kindsOf = (before: TreeNode | null, after: TreeNode | null, base: TreeNode): ChangeKind[] => {
  if (!before && !after) return [];
  if (!after) return ['REMOVED'];
  const differences = differencesOf(base, after);
  return before ? differences : ['ADDED', ...differences.filter((kind) => kind === 'RETARGETED' || kind === 'REOWNED')];
};

interface Span {
  readonly first: TreeNode | null;
  readonly base: TreeNode;
  latest: TreeNode | null;
  last: Step;
  readonly made: Map<ChangeKind, Step>;
}

/**
 * What is different after `to` steps from after `from` of them, by the id of the node as it is then, or was last. What
 * changed and changed back is no difference.
 */
export const changesBetween = (steps: readonly Step[], from: number, to: number): ReadonlyMap<string, NodeChange> => {
  const spans = new Map<string, Span>();
  for (let index = from; index < to; index++) {
    const step = steps[index]!;
    for (const { before, after, kinds } of step.changes) {
      const [was, is] = [before?.id ?? after!.id, after?.id ?? before!.id];
      const span = spans.get(was) ?? { first: before, base: (before ?? after)!, latest: after, last: step, made: new Map() };
      if (was !== is) spans.delete(was);
      span.latest = after;
      span.last = step;
      for (const kind of kinds) span.made.set(kind === 'STATE' && after?.state === 'DROPPED' ? 'REMOVED' : kind, step);
      spans.set(is, span);
    }
  }
  const found = new Map<string, NodeChange>();
  for (const [id, { first, base, latest, last, made }] of spans) {
    const [before, after] = [standing(first), standing(latest)];
    const kinds = kindsOf(before, after, base);
    if (kinds.length > 0) found.set(id, { before, after, base, kinds, made, last });
  }
  return found;
};

/** The changes people ask for first; every other one is told as that. */
export const headlines = ['ADDED', 'REMOVED', 'RETARGETED', 'REOWNED'] as const satisfies readonly ChangeKind[];
export type Headline = (typeof headlines)[number] | 'OTHER';

/** The event that made a change what its headline says. */
export const stepOf = ({ made, last }: NodeChange, headline: Headline): Step =>
  (headline === 'OTHER' ? undefined : made.get(headline)) ?? last;

/** The changes under their headlines, the latest first; one that is two things stands under both. */
export const underHeadlines = (changes: ReadonlyMap<string, NodeChange>): Readonly<Record<Headline, readonly NodeChange[]>> => {
  const under: Record<Headline, NodeChange[]> = { ADDED: [], REMOVED: [], RETARGETED: [], REOWNED: [], OTHER: [] };
  for (const change of changes.values()) {
    const named = headlines.filter((headline) => change.kinds.includes(headline));
    for (const headline of named.length > 0 ? named : (['OTHER'] as const)) under[headline].push(change);
  }
  for (const headline of [...headlines, 'OTHER' as const])
    under[headline].sort((one, other) => stepOf(other, headline).position - stepOf(one, headline).position);
  return under;
};
