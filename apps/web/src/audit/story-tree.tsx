import type { CSSProperties } from 'react';
import { dayInWords } from '../words/dates.js';
import { changeWords, kindWords, standingWords, stateWords } from '../words/node-words.js';
import type { StoryStep } from './story-documents.js';
import { inOrder } from './story-order.js';

type Node = StoryStep['tree']['nodes'][number];

const Words = ({ node, kinds }: { readonly node: Node; readonly kinds: StoryStep['changed'][number]['kinds'] }) => (
  <span className="app-node__words">
    {node.standing && <span className={`app-standing app-standing--${node.standing.toLowerCase()}`}>{standingWords[node.standing]}</span>}
    {node.atRisk && <span className="app-flag">! At risk</span>}
    {node.renegotiating && <span className="app-flag">Renegotiated</span>}
    {node.parentChanged && <span className="app-flag">Parent changed</span>}
    {node.parentDropped && <span className="app-flag">Parent dropped</span>}
    {kinds.map((kind) => (
      <span key={kind} className="app-mark">
        <span aria-hidden="true">{changeWords[kind].sign} </span>
        {changeWords[kind].word}
      </span>
    ))}
  </span>
);

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
            const { id, kind, statement, standing, state, unit, owner, target, due } = node;
            const facts = [
              owner?.title ?? unit?.name,
              target === null ? null : `target ${target}`,
              due === null ? null : `by ${dayInWords(due)}`,
              state === null || state === 'ACTIVE' ? null : stateWords[state],
            ].filter(Boolean);
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
                  {facts.length > 0 && <span className="app-node__facts">{facts.join(' · ')}</span>}
                  <Words node={node} kinds={marks.get(id) ?? []} />
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
};
