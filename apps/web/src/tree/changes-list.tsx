import { memo, useState } from 'react';
import { Link } from 'react-router';
import { Disclosed } from '../shell/disclosed.js';
import { dayInWords, momentInWords } from '../words/dates.js';
import { changeWords, eventInWords, kindWords, standingWords, stateWords } from '../words/node-words.js';
import { headlines, stepOf, underHeadlines, type Headline, type NodeChange } from './changes-between.js';
import { targetOf } from './node-marks.js';
import type { ChangeKind, TreeNode } from './tree-documents.js';
import { placeOf } from './tree-row.js';

const shownFirst = 20;

const nameOf = ({ statement, kind }: TreeNode): string => statement ?? `${kindWords[kind]} in negotiation between its sides`;
const target = (node: TreeNode): string => targetOf(node) ?? 'none';
const day = ({ due }: TreeNode): string => (due === null ? 'no day' : dayInWords(due));
const retargeting = (before: TreeNode, after: TreeNode): string =>
  [
    before.target === after.target ? null : `from ${target(before)} to ${target(after)}`,
    before.due === after.due ? null : `due ${day(after)} instead of ${day(before)}`,
  ]
    .filter(Boolean)
    .join(', ');
const ownerOf = ({ owner, unit }: TreeNode): string => owner?.title ?? unit?.name ?? 'nobody';

const standingOf = ({ standing }: TreeNode): string => (standing ? standingWords[standing] : 'open').toLowerCase();
const stateOf = ({ state }: TreeNode): string => (state ? stateWords[state] : 'open').toLowerCase();

/** How a node differs, as it was and as it is. */
const differenceIn = (kind: ChangeKind, before: TreeNode, after: TreeNode): string | null => {
  switch (kind) {
    case 'RETARGETED':
      return retargeting(before, after);
    case 'REOWNED':
      return `from ${ownerOf(before)} to ${ownerOf(after)}`;
    case 'STANDING':
      return before.standing === after.standing ? null : `${standingOf(after)}, was ${standingOf(before)}`;
    case 'STATE':
      return `${stateOf(after)}, was ${stateOf(before)}`;
    case 'RISK':
      return after.atRisk ? 'now at risk' : 'no longer at risk';
    default:
      return null;
  }
};

const ChangeShown = ({ headline, change }: { readonly headline: Headline; readonly change: NodeChange }) => {
  const { after, base, kinds } = change;
  const node = after ?? base;
  const leadsTo = placeOf(node);
  const differences = after ? kinds.flatMap((kind) => (kind === 'ADDED' ? [] : [[kind, differenceIn(kind, base, after)] as const])) : [];
  const { at, event, by, reason } = stepOf(change, headline);
  return (
    <li>
      <span className="app-changes__node">
        {leadsTo === null ? nameOf(node) : <Link to={leadsTo}>{nameOf(node)}</Link>}
        <span className="app-changes__owner"> {ownerOf(node)}</span>
      </span>
      {differences.map(([kind, difference]) => (
        <span key={kind}>
          {changeWords[kind].sign} {changeWords[kind].word}
          {difference !== null && `: ${difference}`}
        </span>
      ))}
      <span className="app-changes__who">
        {momentInWords(at)}, {eventInWords(event)}, {by}
      </span>
      {reason !== null && <q>{reason}</q>}
    </li>
  );
};

const ChangesUnder = ({ headline, changes }: { readonly headline: Headline; readonly changes: readonly NodeChange[] }) => {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? changes : changes.slice(0, shownFirst);
  return (
    <>
      <ul className="app-changes">
        {shown.map((change) => (
          <ChangeShown key={(change.after ?? change.base).id} headline={headline} change={change} />
        ))}
      </ul>
      {shown.length < changes.length && (
        <button type="button" className="app-slider__step" onClick={() => setIsWhole(true)}>
          Show all {changes.length}
        </button>
      )}
    </>
  );
};

const words: Readonly<Record<Headline, { readonly sign: string; readonly word: string }>> = {
  ADDED: changeWords.ADDED,
  REMOVED: changeWords.REMOVED,
  RETARGETED: changeWords.RETARGETED,
  REOWNED: changeWords.REOWNED,
  OTHER: { sign: '~', word: 'changed in other ways' },
};

/** What changed between two moments: how many of each kind, and which they are, by whom and why. */
export const ChangesList = memo(
  ({ changes, between }: { readonly changes: ReadonlyMap<string, NodeChange>; readonly between: string | null }) => {
    if (between === null) return <p>Move along the year: what changes from here on is marked, and listed here.</p>;
    const under = underHeadlines(changes);
    return (
      <section aria-labelledby="changes" className="app-changed">
        <h2 className="nhsuk-heading-s" id="changes">
          What changed {between}
        </h2>
        {changes.size === 0 && <p>Nothing that still shows.</p>}
        {[...headlines, 'OTHER' as const]
          .filter((headline) => under[headline].length > 0)
          .map((headline) => (
            <Disclosed key={headline} name={`${words[headline].sign} ${under[headline].length} ${words[headline].word}`}>
              <ChangesUnder headline={headline} changes={under[headline]} />
            </Disclosed>
          ))}
      </section>
    );
  },
);
