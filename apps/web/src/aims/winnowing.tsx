import { useId, useState, type FormEvent } from 'react';
import type { TypedDocumentNode } from 'urql';
import { graphql } from '../api/graphql.js';
import { useCommand } from '../api/use-command.js';
import { SentShown } from '../shell/sent.js';
import { dayInWords } from '../words/dates.js';
import type { CandidateShown } from './aims-documents.js';

const scoreCandidate = graphql(`
  mutation ScoreCandidate($input: ScoreCandidateInput!) {
    scoreCandidate(input: $input) {
      __typename
      ... on Refusal {
        code
        because
      }
    }
  }
`);
const dropCandidate = graphql(`
  mutation DropCandidate($input: DropCandidateInput!) {
    dropCandidate(input: $input) {
      __typename
      ... on Refusal {
        code
        because
      }
    }
  }
`);

type Scored = CandidateShown['scores'][number];
const sides = ['impact', 'urgency', 'feasibility'] as const;

/** Of scores: the middle one, and from the lowest to the highest. */
export const spreadOf = (scores: readonly number[]): { readonly median: number; readonly low: number; readonly high: number } | null => {
  if (scores.length === 0) return null;
  const sorted = scores.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, low: sorted[0]!, high: sorted.at(-1)! };
};

const Spread = ({ scores, side }: { readonly scores: readonly Scored[]; readonly side: (typeof sides)[number] }) => {
  const spread = spreadOf(scores.map((score) => score[side]));
  return spread === null ? (
    <>–</>
  ) : (
    <>{`${spread.median} (${spread.low === spread.high ? spread.low : `${spread.low} to ${spread.high}`})`}</>
  );
};

const ScoreForm = ({ candidate, onTaken }: { readonly candidate: string; readonly onTaken: () => void }) => {
  const { sent, send } = useCommand(scoreCandidate as TypedDocumentNode<unknown, never>, onTaken);
  const [scores, setScores] = useState({ impact: '3', urgency: '3', feasibility: '3' });
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send({ candidate, ...Object.fromEntries(sides.map((side) => [side, Number(scores[side])])) });
  };
  return (
    <form className="app-figure" onSubmit={submit}>
      {sides.map((side) => (
        <span key={side}>
          <label htmlFor={`${id}-${side}`}>{side[0]!.toUpperCase() + side.slice(1)} </label>
          <select
            className="nhsuk-select"
            id={`${id}-${side}`}
            value={scores[side]}
            onChange={(event) => setScores((before) => ({ ...before, [side]: event.target.value }))}
          >
            {[1, 2, 3, 4, 5].map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </span>
      ))}
      <button type="submit" className="app-slider__step">
        Score it
      </button>
      <SentShown sent={sent} />
    </form>
  );
};

const DropForm = ({ candidate, onTaken }: { readonly candidate: string; readonly onTaken: () => void }) => {
  const { sent, send } = useCommand(dropCandidate as TypedDocumentNode<unknown, never>, onTaken);
  const [reason, setReason] = useState('');
  const id = useId();
  return (
    <form
      className="app-figure"
      onSubmit={(event) => {
        event.preventDefault();
        void send({ candidate, reason });
      }}
    >
      <label htmlFor={id}>Drop it, because</label>
      <input className="nhsuk-input" id={id} required value={reason} onChange={(event) => setReason(event.target.value)} />
      <button type="submit" className="app-slider__step">
        Drop it
      </button>
      <SentShown sent={sent} />
    </form>
  );
};

const Candidate = ({
  candidate,
  mayScore,
  mayDrop,
  onTaken,
}: {
  readonly candidate: CandidateShown;
  readonly mayScore: boolean;
  readonly mayDrop: boolean;
  readonly onTaken: () => void;
}) => {
  const { id, statement, status, reason, nominatedBy, evidence, scores, benchmark, equity, shapedBy } = candidate;
  const [own, advisory] = [scores.filter((score) => !score.advisory), scores.filter((score) => score.advisory)];
  const isOpen = status === 'OPEN' || status === 'NOMINATED';
  return (
    <li className="app-work">
      <h3>{statement}</h3>
      <p>
        <strong className="nhsuk-tag">{status.toLowerCase()}</strong> nominated by {nominatedBy?.title ?? 'a former post'}
        {reason !== null && `; ${reason}`}
      </p>
      <div className="app-offers" tabIndex={0} role="region" aria-label={`Scores of ${statement}`}>
        <table className="nhsuk-table app-offers__table">
          <caption className="nhsuk-u-visually-hidden">Scores of {statement}</caption>
          <thead>
            <tr>
              <td />
              {sides.map((side) => (
                <th scope="col" key={side}>
                  {side}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Executives, {own.length}</th>
              {sides.map((side) => (
                <td key={side}>
                  <Spread scores={own} side={side} />
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row">Partners and non-executives, {advisory.length}</th>
              {sides.map((side) => (
                <td key={side}>
                  <Spread scores={advisory} side={side} />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <p className="nhsuk-hint">The middle score, and in brackets from the lowest to the highest.</p>
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">What it rests on</span>
        </summary>
        <div className="nhsuk-details__text">
          <ul>
            {evidence.map(({ source, date, text }) => (
              <li key={`${source} ${date}`}>
                {source}, {dayInWords(date)}: {text}
              </li>
            ))}
          </ul>
          <p>Best known: {benchmark}</p>
          <p>Effect on equity: {equity}</p>
          <p>Shaped by: {shapedBy}</p>
        </div>
      </details>
      {isOpen && mayScore && <ScoreForm candidate={id} onTaken={onTaken} />}
      {isOpen && mayDrop && <DropForm candidate={id} onTaken={onTaken} />}
    </li>
  );
};

/** The candidates of the cycle, scored, so that a few are adopted and the others dropped with a reason. */
export const Winnowing = ({
  candidates,
  roles,
  onTaken,
}: {
  readonly candidates: readonly CandidateShown[];
  readonly roles: readonly string[];
  readonly onTaken: () => void;
}) => (
  <ul className="app-work-list">
    {candidates.map((candidate) => (
      <Candidate
        key={candidate.id}
        candidate={candidate}
        mayScore={roles.some((role) => ['EXECUTIVE', 'NON_EXECUTIVE', 'PARTNER'].includes(role)) && !roles.includes('AUDITOR')}
        mayDrop={roles.includes('EXECUTIVE') && !roles.includes('AUDITOR')}
        onTaken={onTaken}
      />
    ))}
  </ul>
);
