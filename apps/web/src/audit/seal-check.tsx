import { useEffect, useId, useState, type FormEvent } from 'react';
import { useClient, type CombinedError } from 'urql';
import type { ResultOf } from '../api/graphql.js';
import { TroubleShown } from '../shell/states.js';
import { dayInWords, dayOf } from '../words/dates.js';
import { sentence } from '../words/sentences.js';
import { readPrinted, type TypedSeal } from './printed-seal.js';
import { sealChecked } from './record-documents.js';

type Answered = ResultOf<typeof sealChecked>;

type Checked =
  | { readonly is: 'CHECKING' | 'NO_SEAL' | 'MISTYPED' }
  | { readonly is: 'UNANSWERED'; readonly error: CombinedError }
  | { readonly is: 'CHECKED'; readonly typed: TypedSeal; readonly text: string; readonly answer: Answered };

/** What the browser read, and what the service made of it when it hashed the events anew. */
const Verdict = ({ checked }: { readonly checked: Extract<Checked, { readonly is: 'CHECKED' }> }) => {
  const {
    typed,
    text,
    answer: { seal, verifySeal },
  } = checked;
  const listed = seal?.ordinal === typed.ordinal ? seal : null;
  const isSame = listed?.digest.startsWith(typed.digestStart) ?? false;
  const holds = verifySeal.fit === 'FITS' && (listed === null || isSame);
  return (
    <div className="app-verdict" data-holds={holds}>
      <h3>{holds ? 'The digest fits the log' : 'The digest does not fit'}</h3>
      <dl className="app-event-facts">
        <div>
          <dt>Worked out in your browser</dt>
          <dd>
            The text is a whole seal of position {typed.ordinal}; it was not mistyped.{' '}
            {listed === null
              ? 'No seal of that very position is in the record.'
              : isSame
                ? `It is that of the seal placed on ${dayInWords(dayOf(listed.at))}: all ${typed.digestStart.length} digits agree.`
                : `A seal of that position is in the record, placed on ${dayInWords(dayOf(listed.at))}, and it has another digest.`}
          </dd>
        </div>
        <div>
          <dt>Worked out by the service, just now</dt>
          <dd>{sentence(verifySeal.because)}</dd>
        </div>
        <div>
          <dt>To take nobody’s word</dt>
          <dd>
            Take an export and run <code>hoshin verify --seal {text.trim()}</code> on it, or check it on this page below.
          </dd>
        </div>
      </dl>
    </div>
  );
};

const whatToDo = {
  NO_SEAL:
    'That is no seal. It reads HS-, a number, eight groups of four and two letters, as it is printed; or a number, a colon and 64 digits.',
  MISTYPED: 'That was mistyped: its last two letters do not fit the others. Compare it with the paper, letter by letter.',
} as const;

/** A place to type the digest that stands in minutes, and be told whether it is that of the log. */
export const SealCheck = ({ given }: { readonly given: string }) => {
  const client = useClient();
  const id = useId();
  const [text, setText] = useState(given);
  const [checked, setChecked] = useState<Checked | null>(null);
  const check = async (): Promise<void> => {
    const typed = await readPrinted(text);
    if (typeof typed === 'string') return setChecked({ is: typed });
    setChecked({ is: 'CHECKING' });
    const variables = { seal: text.trim(), position: typed.ordinal };
    const { data, error } = await client.query(sealChecked, variables, { requestPolicy: 'network-only' }).toPromise();
    if (data) setChecked({ is: 'CHECKED', typed, text, answer: data });
    else if (error) setChecked({ is: 'UNANSWERED', error });
  };
  useEffect(() => {
    setText(given);
    setChecked(null);
  }, [given]);
  const submitted = (event: FormEvent): void => {
    event.preventDefault();
    void check();
  };
  return (
    <form className="app-move-form" onSubmit={submitted}>
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={id}>
          The seal as it is printed
        </label>
        <p className="nhsuk-hint" id={`${id}-hint`}>
          From board minutes, a letter or an evidence pack. Blanks and small letters do no harm.
        </p>
        <input
          className="nhsuk-input app-seal-typed"
          id={id}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div role="status">
        {checked?.is === 'CHECKING' && <p>The events are hashed anew …</p>}
        {(checked?.is === 'NO_SEAL' || checked?.is === 'MISTYPED') && <p className="app-overdue">{whatToDo[checked.is]}</p>}
        {checked?.is === 'CHECKED' && <Verdict checked={checked} />}
      </div>
      {checked?.is === 'UNANSWERED' && <TroubleShown error={checked.error} retry={() => void check()} />}
      <button className="nhsuk-button" type="submit" disabled={checked?.is === 'CHECKING'}>
        Check it
      </button>
    </form>
  );
};
