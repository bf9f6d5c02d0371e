import { dayInWords } from '../words/dates.js';
import { measuredInWords } from '../words/figures.js';
import { changeWords, standingWords, stateWords } from '../words/node-words.js';
import type { ChangeKind, TreeNode } from './tree-documents.js';

/** How a node stands, what is to be said beside it, and what of it was changed, each in a word. */
export const NodeMarks = ({ node, changes }: { readonly node: TreeNode; readonly changes: readonly ChangeKind[] }) => (
  <>
    {node.standing && <span className={`app-standing app-standing--${node.standing.toLowerCase()}`}>{standingWords[node.standing]}</span>}
    {node.atRisk && <span className="app-flag">! At risk</span>}
    {node.renegotiating && <span className="app-flag">Renegotiated</span>}
    {node.parentChanged && <span className="app-flag">Parent changed</span>}
    {node.parentDropped && <span className="app-flag">Parent dropped</span>}
    {changes.map((change) => (
      <span key={change} className="app-mark">
        <span aria-hidden="true">{changeWords[change].sign} </span>
        {changeWords[change].word}
      </span>
    ))}
  </>
);

/** What is to be reached, with its unit; null where nothing is measured. */
export const targetOf = ({ target, measureKind, unitOfMeasure }: TreeNode): string | null =>
  target === null ? null : measuredInWords(target, measureKind && { kind: measureKind, unitOfMeasure: unitOfMeasure ?? '' });

/** Whose a node is, what is to be reached by when, and its state where it does not simply go on. */
export const nodeFacts = (node: TreeNode, whose: string | undefined): string => {
  const { due, state } = node;
  const target = targetOf(node);
  return [
    whose,
    target === null ? null : `target ${target}`,
    due === null ? null : `by ${dayInWords(due)}`,
    state === null || state === 'ACTIVE' ? null : stateWords[state],
  ]
    .filter(Boolean)
    .join(' · ');
};
