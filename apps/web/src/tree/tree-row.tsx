import { memo } from 'react';
import { Link } from 'react-router';
import { dayInWords } from '../words/dates.js';
import { changeWords, kindWords, standingWords, stateWords } from '../words/node-words.js';
import type { Row } from './standing-tree.js';
import type { ChangeKind, TreeNode } from './tree-documents.js';

/** Where a node's own page is; True North and its dimensions have none. */
export const placeOf = ({ kind, aimId, goalId, threadId, id }: TreeNode): string | null => {
  if (kind === 'AIM') return `/aims/${aimId ?? id}`;
  if (threadId !== null) return `/threads/${threadId}`;
  return goalId === null ? null : `/goals/${goalId}`;
};

interface Shown extends Omit<Row, 'node'> {
  readonly node: TreeNode;
  readonly isClosed: boolean;
  readonly isCurrent: boolean;
  readonly marks: ReadonlySet<ChangeKind> | undefined;
  readonly onToggle: (id: string) => void;
  readonly onFocus: (id: string) => void;
}

/** One node: what it says, whose it is, and how far it has come, by line and word. */
export const TreeRow = memo(({ node, level, place, siblings, hasChildren, isClosed, isCurrent, marks, onToggle, onFocus }: Shown) => {
  const { id, kind, statement, standing, state, unit, owner, target, due } = node;
  const leadsTo = placeOf(node);
  const facts = [
    owner?.title ?? unit?.name,
    target === null ? null : `target ${target}`,
    due === null ? null : `by ${dayInWords(due)}`,
    state === null || state === 'ACTIVE' ? null : stateWords[state],
  ].filter(Boolean);
  return (
    <li
      role="treeitem"
      id={`node-${id}`}
      data-node={id}
      className={`app-node app-node--${kind.toLowerCase()} ${standing ? `app-node--${standing.toLowerCase()}` : ''}`}
      style={{ '--level': level } as React.CSSProperties}
      aria-level={level}
      aria-posinset={place}
      aria-setsize={siblings}
      {...(hasChildren && { 'aria-expanded': !isClosed })}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={() => onFocus(id)}
    >
      {hasChildren && (
        <button type="button" className="app-node__toggle" tabIndex={-1} aria-hidden="true" onClick={() => onToggle(id)}>
          {isClosed ? '▸' : '▾'}
        </button>
      )}
      <span className="app-node__body">
        <span className="app-node__kind">{kindWords[kind]}</span>
        {leadsTo === null ? (
          <span className="app-node__statement">{statement ?? 'In negotiation between its sides'}</span>
        ) : (
          <Link className="app-node__statement" to={leadsTo} tabIndex={-1}>
            {statement ?? 'In negotiation between its sides'}
          </Link>
        )}
        {facts.length > 0 && <span className="app-node__facts">{facts.join(' · ')}</span>}
        <span className="app-node__words">
          {standing && <span className={`app-standing app-standing--${standing.toLowerCase()}`}>{standingWords[standing]}</span>}
          {node.atRisk && <span className="app-flag">! At risk</span>}
          {node.renegotiating && <span className="app-flag">Renegotiated</span>}
          {node.parentChanged && <span className="app-flag">Parent changed</span>}
          {node.parentDropped && <span className="app-flag">Parent dropped</span>}
          {marks &&
            [...marks].map((change) => (
              <span key={change} className="app-mark">
                <span aria-hidden="true">{changeWords[change].sign} </span>
                {changeWords[change].word}
              </span>
            ))}
        </span>
      </span>
    </li>
  );
});
