import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CommandDocument } from '../api/send-command.js';
import { why } from '../shell/act.js';
import { CommandForm, type Field } from '../shell/command-form.js';
import { Disclosed } from '../shell/disclosed.js';
import { Empty } from '../shell/states.js';
import { dayInWords } from '../words/dates.js';
import { AdoptForm } from './adopt-form.js';
import { dropCandidate, nominateCandidate, restoreCandidate, reviseCandidate, scoreCandidate } from './aim-commands.js';
import type { CandidateShown } from './aims-documents.js';
import { CandidateTextForm } from './candidate-text.js';
import { spreadOf } from './spread.js';

type Scored = CandidateShown['scores'][number];
const sides = ['impact', 'urgency', 'feasibility'] as const;

const Spread = ({ scores, side }: { readonly scores: readonly Scored[]; readonly side: (typeof sides)[number] }) => {
  const spread = spreadOf(scores.map((score) => score[side]));
  return spread === null ? (
    <>–</>
  ) : (
    <>{`${spread.median} (${spread.low === spread.high ? spread.low : `${spread.low} to ${spread.high}`})`}</>
  );
};

const Scores = ({ candidate: { statement, scores } }: { readonly candidate: CandidateShown }) => {
  const groups = [
    { name: 'Executives', own: scores.filter((score) => !score.advisory) },
    { name: 'Partners and non-executives', own: scores.filter((score) => score.advisory) },
  ];
  return (
    <>
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
            {groups.map(({ name, own }) => (
              <tr key={name}>
                <th scope="row">
                  {name}, {own.length}
                </th>
                {sides.map((side) => (
                  <td key={side}>
                    <Spread scores={own} side={side} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="nhsuk-hint">The middle score, and in brackets from the lowest to the highest.</p>
    </>
  );
};

const fromOneToFive = ['1', '2', '3', '4', '5'].map((each) => [each, each] as const);
const scoreFields: readonly Field[] = [
  ...sides.map((side) => ({
    kind: 'choice' as const,
    name: side,
    label: side[0]!.toUpperCase() + side.slice(1),
    hint: '1 is lowest, 5 is highest.',
    choices: fromOneToFive,
  })),
  { kind: 'prose', name: 'comment', label: 'A word on it', optional: true },
];

/** What everything on the board needs to know. */
export interface Board {
  readonly cycle: { readonly id: string; readonly ends: string } | null;
  readonly unit: string | null;
  readonly objectives: readonly { readonly id: string; readonly statement: string }[];
  readonly isFull: boolean;
  readonly roles: readonly string[];
  /** False where a past moment is shown. */
  readonly isNow: boolean;
  readonly onTaken: () => void;
}

const isOneOf = ({ roles, isNow }: Board, ...which: readonly string[]): boolean =>
  isNow && !roles.includes('AUDITOR') && roles.some((role) => which.includes(role));
const mayWrite = ({ roles, isNow }: Board): boolean => isNow && roles.length > 0 && !roles.includes('AUDITOR');

/** What somebody may do with a candidate, each behind its name. */
const CandidateMoves = ({ candidate, board }: { readonly candidate: CandidateShown; readonly board: Board }) => {
  const { id, status } = candidate;
  const isOpen = status === 'NOMINATED';
  const of = (name: string, form: (close: () => void) => ReactNode): ReactNode => <Disclosed name={name}>{form}</Disclosed>;
  const done = (close: () => void) => () => {
    close();
    board.onTaken();
  };
  const reasoned = (name: string, document: CommandDocument): ReactNode =>
    of(name, (close) => (
      <CommandForm document={document} fields={[why]} input={{ candidate: id }} submit={name} onTaken={done(close)} onClose={close} />
    ));
  const isExecutive = isOneOf(board, 'EXECUTIVE');
  return (
    <>
      {isOpen &&
        isOneOf(board, 'EXECUTIVE', 'NON_EXECUTIVE', 'PARTNER') &&
        of('Score it', (close) => (
          <CommandForm
            document={scoreCandidate}
            fields={scoreFields}
            input={({ comment, ...scores }) => ({
              candidate: id,
              ...Object.fromEntries(Object.entries(scores).map(([side, score]) => [side, Number(score)])),
              ...(comment !== undefined && { comment }),
            })}
            submit="Score it"
            onTaken={done(close)}
            onClose={close}
          />
        ))}
      {isOpen &&
        isExecutive &&
        board.cycle &&
        of('Adopt it as an aim', (close) => (
          <AdoptForm
            candidate={candidate}
            objectives={board.objectives}
            isFull={board.isFull}
            ends={board.cycle!.ends}
            onTaken={done(close)}
            onClose={close}
          />
        ))}
      {isOpen &&
        mayWrite(board) &&
        of('Rewrite it', (close) => (
          <CandidateTextForm
            candidate={candidate}
            objectives={board.objectives}
            document={reviseCandidate}
            about={{ candidate: id }}
            submit="Rewrite it"
            onTaken={done(close)}
            onClose={close}
          />
        ))}
      {isOpen && isExecutive && reasoned('Drop it', dropCandidate)}
      {status === 'DROPPED' && isExecutive && reasoned('Take it back in', restoreCandidate)}
    </>
  );
};

const Candidate = ({ candidate, board }: { readonly candidate: CandidateShown; readonly board: Board }) => {
  const { statement, status, reason, nominatedBy, evidence, benchmark, equity, shapedBy, aim } = candidate;
  return (
    <li className="app-work">
      <h3>{statement}</h3>
      <p>
        <strong className="nhsuk-tag">{status.toLowerCase()}</strong> nominated by {nominatedBy?.title ?? 'a former post'}
        {reason !== null && `; ${reason}`} {aim !== null && <Link to={`/aims/${aim}`}>The aim it became</Link>}
      </p>
      <Scores candidate={candidate} />
      <Disclosed name="What it rests on">
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
      </Disclosed>
      <CandidateMoves candidate={candidate} board={board} />
    </li>
  );
};

/** The candidates of the cycle, scored, so that a few are adopted and the others dropped with a reason. */
export const Winnowing = ({ candidates, board }: { readonly candidates: readonly CandidateShown[]; readonly board: Board }) => {
  const { cycle, unit } = board;
  return (
    <>
      {candidates.length === 0 ? (
        <Empty>
          <p>Nothing is nominated in this cycle.</p>
        </Empty>
      ) : (
        <ul className="app-work-list">
          {candidates.map((candidate) => (
            <Candidate key={candidate.id} candidate={candidate} board={board} />
          ))}
        </ul>
      )}
      {mayWrite(board) && cycle && unit !== null && (
        <Disclosed name="Nominate a candidate">
          {(close) => (
            <CandidateTextForm
              candidate={null}
              objectives={board.objectives}
              document={nominateCandidate}
              about={{ cycle: cycle.id, unit }}
              submit="Nominate it"
              onTaken={() => {
                close();
                board.onTaken();
              }}
              onClose={close}
            />
          )}
        </Disclosed>
      )}
    </>
  );
};
