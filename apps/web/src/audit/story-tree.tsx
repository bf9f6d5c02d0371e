import type { CSSProperties } from 'react';
import { NodeMarks, nodeFacts } from '../tree/node-marks.js';
import { kindWords } from '../words/node-words.js';
import type { StoryStep } from './story-documents.js';
import { inOrder } from './story-order.js';

/** The tree as it stood right after a step, with what the step changed marked. */
export const StoryTree = ({ step: { tree, changed } }: { readonly step: StoryStep }) => {
  const marks = new Map(changed.map(({ id, kinds }) => [id, kinds]));
  return (
    <>
      {tree.nodes.length === 0 ? (
        <p>Nothing of it is in the tree yet.</p>
      ) : (
        <ul className="app-tree" aria-label="The tree as it stood">
          {inOrder(tree.nodes).map(({ node, level }) => {
            const { id, kind, statement, standing, unit, owner } = node;
            const facts = nodeFacts(node, owner?.title ?? unit?.name);
            return (
              <li
                key={id}
                className={`app-node ${standing ? `app-node--${standing.toLowerCase()}` : ''}`}
                style={{ '--level': Math.min(level, 5) } as CSSProperties}
                data-changed={marks.has(id) || undefined}
              >
                <span className="app-node__body">
                  <span className="app-node__kind">
                    {kindWords[kind]}
                    <span className="nhsuk-u-visually-hidden">, level {level}</span>
                  </span>
                  <span className="app-node__statement">{statement ?? 'In negotiation between its sides'}</span>
                  {facts !== '' && <span className="app-node__facts">{facts}</span>}
                  <span className="app-node__words">
                    <NodeMarks node={node} changes={marks.get(id) ?? []} />
                  </span>
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
};
