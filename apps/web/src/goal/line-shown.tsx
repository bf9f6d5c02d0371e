import { Link, useLocation } from 'react-router';
import { useQuery } from 'urql';
import { Answer } from '../shell/states.js';
import type { AsOf } from '../shell/use-moment.js';
import { kindWords, standingWords } from '../words/node-words.js';
import { lineDocument, type LineNode } from './goal-documents.js';
import { lineOf, placeOf } from './line.js';

const wordsOf = ({ statement }: LineNode): string => statement ?? 'A negotiation between its sides';

const NodeLine = ({ node, isHere }: { readonly node: LineNode; readonly isHere: boolean }) => {
  const { search } = useLocation();
  return (
    <>
      <span className="app-lineage__kind">
        {kindWords[node.kind]}
        {node.unit && `, ${node.unit.name}`}
      </span>
      {isHere ? (
        <strong aria-current="page">{wordsOf(node)}</strong>
      ) : (
        <Link to={{ pathname: placeOf(node), search }}>{wordsOf(node)}</Link>
      )}{' '}
      {node.standing !== null && (
        <span className={`app-standing app-standing--${node.standing.toLowerCase()}`}>{standingWords[node.standing]}</span>
      )}
      {node.parentChanged && <span className="app-overdue"> Its parent changed since, and nobody has confirmed it yet.</span>}
      {node.parentDropped && <span className="app-overdue"> What it serves was dropped or released.</span>}
    </>
  );
};

/** The line of a goal: up to True North, and down to what serves it. */
export const LineShown = ({ goal, asOf }: { readonly goal: string; readonly asOf: AsOf | null }) => {
  const [asked, ask] = useQuery({ query: lineDocument, variables: { asOf } });
  return (
    <Answer asked={asked} what="the line" retry={() => ask({ requestPolicy: 'network-only' })}>
      {({ alignmentTree }) => {
        if (alignmentTree.__typename === 'Refusal') return <p>{alignmentTree.because}.</p>;
        const { up, down } = lineOf(alignmentTree.nodes, goal);
        return (
          <>
            {up.length === 0 && <p>It does not stand in the tree of this cycle any more.</p>}
            {up.map((line) => (
              <ol key={line.at(-1)!.id} className="app-lineage" aria-label="The line up to True North">
                {line.map((node) => (
                  <li key={node.id}>
                    <NodeLine node={node} isHere={node === line.at(-1)} />
                  </li>
                ))}
              </ol>
            ))}
            <h3>What serves it</h3>
            {down.length === 0 ? (
              <p>Nothing below it: it is done where it stands.</p>
            ) : (
              <ul className="app-lineage">
                {down.map((node) => (
                  <li key={node.id}>
                    <NodeLine node={node} isHere={false} />
                  </li>
                ))}
              </ul>
            )}
          </>
        );
      }}
    </Answer>
  );
};
