import { useId, useState, type FormEvent } from 'react';
import type { TypedDocumentNode } from 'urql';
import { useCommand } from '../api/use-command.js';
import { SentShown } from '../shell/sent.js';
import { counterOffer } from './move-documents.js';
import type { Offer, Thread } from './thread-documents.js';

/** What was answered, without the marks of its types, which no input takes. */
const unmarked = <Value,>(value: Value): Value =>
  JSON.parse(JSON.stringify(value, (name, each: unknown) => (name === '__typename' ? undefined : each))) as Value;

/** The offer as the service takes it back, whole: what is not edited stays as it was. */
export const offerInput = (table: Offer): Record<string, unknown> => taken(unmarked(table));

const taken = ({
  hash: _hash,
  link,
  strength,
  measured,
  resourcesGranted,
  conditions,
  ...offer
}: Offer & { readonly __typename?: string }): Record<string, unknown> => ({
  ...offer,
  link: { kind: link, strength },
  resourcesGranted: resourcesGranted.map(({ fundedBy, ...grant }) => ({ ...grant, fundedBy: fundedBy?.id })),
  conditions: conditions.map(({ owner, ...condition }) => ({ ...condition, owner: owner?.id })),
  measured: measured && {
    basis: measured.basis,
    jop: measured.jop,
    jopFrom: measured.jopFrom,
    jopTo: measured.jopTo,
    maintain: measured.maintain,
    target: measured.target,
    tolerance: measured.tolerance,
    measure: measured.measure?.id,
    trajectory: {
      kind: measured.trajectory,
      on: measured.stepsOn,
      points: measured.points,
    },
  },
});

interface Edited {
  readonly statement: string;
  readonly target: string;
  readonly due: string;
  readonly contribution: string;
  readonly means: string;
  readonly confidence: string;
}

const Line = ({
  label,
  value,
  was,
  type = 'text',
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly was: string;
  readonly type?: 'text' | 'date';
  readonly onChange: (value: string) => void;
}) => {
  const id = useId();
  return (
    <div className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor={id}>
        {label}
        {value !== was && <span className="app-mark">≠ was {was || 'empty'}</span>}
      </label>
      <input className="nhsuk-input" id={id} type={type} value={value} required onChange={(event) => onChange(event.target.value)} />
    </div>
  );
};

/** The offer on the table, edited in place: what differs from it is marked while it is written. */
export const CounterForm = ({
  thread,
  onTaken,
  onClose,
}: {
  readonly thread: Thread;
  readonly onTaken: () => void;
  readonly onClose: () => void;
}) => {
  const { sent, send } = useCommand(counterOffer as TypedDocumentNode<unknown, never>, onTaken);
  const [begun] = useState(thread);
  const table = begun.table!;
  const was: Edited = {
    statement: table.statement,
    target: table.measured?.target ?? '',
    due: table.due,
    contribution: table.contribution?.amount ?? '',
    means: table.means.join('\n'),
    confidence: String(table.confidence),
  };
  const [edited, setEdited] = useState(was);
  const [rationale, setRationale] = useState('');
  const id = useId();
  const put = (field: keyof Edited) => (value: string) => setEdited((before) => ({ ...before, [field]: value }));
  const isOvertaken = thread.round !== begun.round || thread.table?.hash !== table.hash;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const offer = offerInput(table);
    const measured = offer['measured'] as Record<string, unknown> | null;
    void send({
      thread: begun.id,
      round: begun.round,
      parentRevision: begun.parentRevision,
      rationale,
      offer: {
        ...offer,
        statement: edited.statement,
        due: edited.due,
        confidence: Number(edited.confidence),
        rationale,
        means: edited.means.split('\n').filter((each) => each.trim() !== ''),
        ...(measured && { measured: { ...measured, target: edited.target } }),
        ...(table.contribution && { contribution: { ...table.contribution, amount: edited.contribution } }),
      },
    });
  };
  return (
    <form onSubmit={submit} className="app-move-form">
      {isOvertaken && (
        <div className="nhsuk-warning-callout" role="alert">
          <h3 className="nhsuk-warning-callout__label">Round {thread.round} was thrown while you wrote</h3>
          <p>The offer below answers round {begun.round} and would be refused. The new one stands above; close this and counter that.</p>
        </div>
      )}
      <Line label="Statement" value={edited.statement} was={was.statement} onChange={put('statement')} />
      {table.measured && (
        <Line
          label={`Target, ${table.measured.measure?.unitOfMeasure ?? ''}`}
          value={edited.target}
          was={was.target}
          onChange={put('target')}
        />
      )}
      {table.contribution && (
        <Line label="Contribution to what it serves" value={edited.contribution} was={was.contribution} onChange={put('contribution')} />
      )}
      <Line label="Due" type="date" value={edited.due} was={was.due} onChange={put('due')} />
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={`${id}-means`}>
          Means, one a line
          {edited.means !== was.means && <span className="app-mark">≠ changed</span>}
        </label>
        <textarea
          className="nhsuk-textarea"
          id={`${id}-means`}
          rows={3}
          value={edited.means}
          onChange={(event) => put('means')(event.target.value)}
        />
      </div>
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={`${id}-confidence`}>
          Confidence that it will be reached, 1 to 5
        </label>
        <select
          className="nhsuk-select"
          id={`${id}-confidence`}
          value={edited.confidence}
          onChange={(event) => put('confidence')(event.target.value)}
        >
          {[1, 2, 3, 4, 5].map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </div>
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={`${id}-why`}>
          Why
        </label>
        <p className="nhsuk-hint" id={`${id}-why-hint`}>
          It stays in the record for ever: no names of patients, nothing about a person’s health.
        </p>
        <textarea
          className="nhsuk-textarea"
          id={`${id}-why`}
          aria-describedby={`${id}-why-hint`}
          rows={3}
          required
          value={rationale}
          onChange={(event) => setRationale(event.target.value)}
        />
      </div>
      <SentShown sent={sent} />
      <button className="nhsuk-button" type="submit" disabled={sent.state === 'SENDING'}>
        Throw it back
      </button>{' '}
      <button className="nhsuk-button nhsuk-button--secondary" type="button" onClick={onClose}>
        Leave it
      </button>
    </form>
  );
};
