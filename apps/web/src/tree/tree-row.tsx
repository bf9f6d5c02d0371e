import { memo } from 'react';
import { kindWords } from '../words/node-words.js';
import { NodeMarks, nodeFacts } from './node-marks.js';
import type { Row } from './standing-tree.js';
import type { ChangeKind, TreeNode } from './tree-documents.js';

/** Where a node's own page is; True North and its dimensions have none. */
export const placeOf = ({ kind, aimId, goalId, threadId, id }: TreeNode): string | null => {
  if (kind === 'AIM') return `/aims/${aimId ?? id}`;
  if (goalId !== null) return `/goals/${goalId}`;
  return threadId === null ? null : `/threads/${threadId}`;
};

interface Shown extends Omit<Row, 'node'> {
  readonly node: TreeNode;
  readonly isClosed: boolean;
  readonly isCurrent: boolean;
  /** The kinds of its changes with spaces between them: a text, so that a row that is the same is not drawn again. */
  readonly marks: string;
  /** What the addresses of its pages end with: the moment that is shown. */
  readonly moment: string;
  readonly onToggle: (id: string) => void;
  readonly onFocus: (id: string) => void;
}

/**
 * One node: what it says, whose it is, and how far it has come, by line and word. Its links are plain ones, which the list
 * follows: there are thousands of them. The keyboard comes to those of the row that has the focus.
 */
export const TreeRow = memo((shown: Shown) => {
  const { node, level, place, siblings, hasChildren, isClosed, isCurrent, marks, moment, onToggle, onFocus } = shown;
  const { id, kind, statement, standing, unit, owner, goalId, threadId } = node;
  const leadsTo = placeOf(node);
  const name = statement ?? 'In negotiation between its sides';
  const tab = isCurrent ? 0 : -1;
  const facts = nodeFacts(node, owner?.title);
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
      tabIndex={tab}
      onFocus={() => onFocus(id)}
    >
      {hasChildren && <button type="button" className="app-node__toggle" tabIndex={-1} aria-hidden="true" onClick={() => onToggle(id)} />}
      <span className="app-node__body">
        <span className="app-node__kind">{kindWords[kind]}</span>
        {leadsTo === null ? (
          <span className="app-node__statement">{name}</span>
        ) : (
          <a className="app-node__statement" href={leadsTo + moment} tabIndex={tab}>
            {name}
          </a>
        )}
        {facts !== '' && <span className="app-node__facts">{facts}</span>}
        <span className="app-node__words">
          <NodeMarks node={node} changes={marks === '' ? [] : (marks.split(' ') as ChangeKind[])} />
          {unit && (
            <a className="app-node__link" href={`/units/${unit.id}${moment}`} tabIndex={tab}>
              {unit.name}
            </a>
          )}
          {goalId !== null && threadId !== null && (
            <a className="app-node__link" href={`/threads/${threadId}${moment}`} tabIndex={tab} aria-label={`How it was agreed: ${name}`}>
              How it was agreed
            </a>
          )}
        </span>
      </span>
    </li>
  );
});
