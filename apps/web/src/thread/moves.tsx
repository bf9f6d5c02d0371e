import { useId, useState, type FormEvent } from 'react';
import type { TypedDocumentNode } from 'urql';
import { useCommand } from '../api/use-command.js';
import { SentShown } from '../shell/sent.js';
import { CounterForm } from './counter-form.js';
import * as documents from './move-documents.js';
import { offerLines } from './offer-lines.js';
import type { Thread } from './thread-documents.js';

interface Given {
  readonly thread: Thread;
  readonly onTaken: () => void;
}

interface TextMove {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly document: TypedDocumentNode<unknown, never>;
  readonly input: (thread: Thread, text: string) => Readonly<Record<string, unknown>>;
}

const reasoned =
  (field: string, withRound: boolean): TextMove['input'] =>
  ({ id, round }, text) => ({ thread: id, [field]: text, ...(withRound && { round }) });

/** The moves that are a text and nothing else, by the name the rules have for them. */
const textMoves: Readonly<Record<string, TextMove>> = {
  AskQuestion: {
    name: 'Ask a question',
    label: 'Question',
    hint: 'The reply clock stands still until it is answered.',
    document: documents.askQuestion as never,
    input: reasoned('question', true),
  },
  AnswerQuestion: {
    name: 'Answer',
    label: 'Answer',
    hint: 'The reply clock goes on from here.',
    document: documents.answerQuestion as never,
    input: reasoned('answer', true),
  },
  Retract: {
    name: 'Take the acceptance back',
    label: 'Reason',
    hint: 'Signatures given so far are void.',
    document: documents.retract as never,
    input: reasoned('reason', false),
  },
  Decline: {
    name: 'Decline',
    label: 'Reason',
    hint: 'Either side may serve again, or escalate.',
    document: documents.decline as never,
    input: reasoned('reason', true),
  },
  Escalate: {
    name: 'Escalate',
    label: 'Reason',
    hint: 'An arbiter decides; what is directed is never called agreed.',
    document: documents.escalate as never,
    input: reasoned('reason', false),
  },
  Withdraw: {
    name: 'Withdraw',
    label: 'Reason',
    hint: 'The thread ends. Nothing of it is deleted.',
    document: documents.withdraw as never,
    input: reasoned('reason', false),
  },
};

/** Say why, once, and it is sent. Texts stay in the record for ever. */
const TextMoveForm = ({ move, thread, onTaken, onClose }: Given & { readonly move: TextMove; readonly onClose: () => void }) => {
  const { sent, send } = useCommand(move.document, onTaken);
  const [text, setText] = useState('');
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(move.input(thread, text));
  };
  return (
    <form onSubmit={submit} className="app-move-form">
      <label className="nhsuk-label" htmlFor={id}>
        {move.label}
      </label>
      <p className="nhsuk-hint" id={`${id}-hint`}>
        {move.hint} It stays in the record for ever: no names of patients, nothing about a person’s health.
      </p>
      <textarea
        className="nhsuk-textarea"
        id={id}
        aria-describedby={`${id}-hint`}
        rows={3}
        required
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <SentShown sent={sent} />
      <button className="nhsuk-button" type="submit" disabled={sent.state === 'SENDING'}>
        {move.name}
      </button>{' '}
      <button className="nhsuk-button nhsuk-button--secondary" type="button" onClick={onClose}>
        Leave it
      </button>
    </form>
  );
};

/** Names exactly what is agreed to before it is. */
const Agreement = ({ thread, onTaken, onClose, kind }: Given & { readonly kind: 'ACCEPT' | 'COMMIT'; readonly onClose: () => void }) => {
  const { sent, send } = useCommand(
    (kind === 'ACCEPT' ? documents.acceptOffer : documents.commit) as TypedDocumentNode<unknown, never>,
    onTaken,
  );
  const { id, table, round, parentRevision } = thread;
  if (!table) return null;
  const agree = (): void => void send({ thread: id, offerHash: table.hash, parentRevision, ...(kind === 'ACCEPT' && { round }) });
  return (
    <div className="app-move-form" role="group" aria-label={kind === 'ACCEPT' ? 'What you accept' : 'What you sign'}>
      <h3>{kind === 'ACCEPT' ? 'You accept exactly this offer' : 'You sign exactly this offer'}</h3>
      <dl className="nhsuk-summary-list">
        {offerLines(table).map(({ name, says }) => (
          <div className="nhsuk-summary-list__row" key={name}>
            <dt className="nhsuk-summary-list__key">{name}</dt>
            <dd className="nhsuk-summary-list__value app-lines">{says}</dd>
          </div>
        ))}
      </dl>
      <p>
        {kind === 'ACCEPT'
          ? 'Accepting is no signature yet: both sides sign afterwards, two different people.'
          : 'With the second signature it is a commitment.'}{' '}
        Its name is <code className="app-hash">{table.hash.slice(0, 16)}…</code>
      </p>
      <SentShown sent={sent} />
      <button className="nhsuk-button" type="button" onClick={agree} disabled={sent.state === 'SENDING'}>
        {kind === 'ACCEPT' ? 'Accept this offer' : 'Sign this offer'}
      </button>{' '}
      <button className="nhsuk-button nhsuk-button--secondary" type="button" onClick={onClose}>
        Leave it
      </button>
    </div>
  );
};

/** Agrees again to what stands, on its parent as it is now. */
const Confirmation = ({ thread: { id, parentRevision }, onTaken, onClose }: Given & { readonly onClose: () => void }) => {
  const { sent, send } = useCommand(documents.confirmParent as TypedDocumentNode<unknown, never>, onTaken);
  return (
    <div className="app-move-form">
      <p>The goal stays as it was agreed, on the parent as it is now (revision {parentRevision}).</p>
      <SentShown sent={sent} />
      <button
        className="nhsuk-button"
        type="button"
        onClick={() => void send({ thread: id, parentRevision })}
        disabled={sent.state === 'SENDING'}
      >
        Confirm it
      </button>{' '}
      <button className="nhsuk-button nhsuk-button--secondary" type="button" onClick={onClose}>
        Leave it
      </button>
    </div>
  );
};

const formMoves: Readonly<Record<string, string>> = {
  AcceptOffer: 'Accept',
  Commit: 'Sign',
  CounterOffer: 'Counter',
  ConfirmParent: 'Confirm on the new parent',
  ...Object.fromEntries(Object.entries(textMoves).map(([move, { name }]) => [move, name])),
};
const primary = new Set(['AcceptOffer', 'Commit', 'CounterOffer', 'AnswerQuestion', 'ConfirmParent']);

/** What somebody may do now, and why not the rest. */
export const Moves = ({ thread, onTaken }: Given) => {
  const [chosen, setChosen] = useState<string | null>(null);
  const { possibleMoves } = thread;
  const known = possibleMoves.filter(({ move }) => move in formMoves);
  const open = known.filter(({ allowed }) => allowed);
  const closed = known.filter(({ allowed }) => !allowed);
  const taken = (): void => {
    setChosen(null);
    onTaken();
  };
  const form = (): React.ReactNode => {
    const given = { thread, onTaken: taken, onClose: () => setChosen(null) };
    if (chosen === null || !open.some(({ move }) => move === chosen)) return null;
    if (chosen === 'AcceptOffer') return <Agreement {...given} kind="ACCEPT" />;
    if (chosen === 'Commit') return <Agreement {...given} kind="COMMIT" />;
    if (chosen === 'CounterOffer') return <CounterForm {...given} />;
    if (chosen === 'ConfirmParent') return <Confirmation {...given} />;
    return <TextMoveForm key={chosen} {...given} move={textMoves[chosen]!} />;
  };
  return (
    <section aria-labelledby="moves">
      <h2 id="moves">Your moves</h2>
      {open.length === 0 ? (
        <p>There is nothing for you to do in this thread now.</p>
      ) : (
        <div className="app-moves">
          {open.map(({ move }) => (
            <button
              key={move}
              type="button"
              className={`nhsuk-button ${primary.has(move) ? '' : 'nhsuk-button--secondary'}`}
              aria-pressed={chosen === move}
              onClick={() => setChosen(chosen === move ? null : move)}
            >
              {formMoves[move]}
            </button>
          ))}
        </div>
      )}
      {form()}
      {closed.length > 0 && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Why not the others</span>
          </summary>
          <div className="nhsuk-details__text">
            <dl className="app-why-not">
              {closed.map(({ move, because }) => (
                <div key={move}>
                  <dt>{formMoves[move]}</dt>
                  <dd>{because}</dd>
                </div>
              ))}
            </dl>
          </div>
        </details>
      )}
    </section>
  );
};
