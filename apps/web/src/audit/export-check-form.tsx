import { useId, useRef, useState, type FormEvent } from 'react';
import { checkExport, type ExportVerdict } from './export-check.js';
import { readPrinted } from './printed-seal.js';

type Checked = { readonly is: 'READING'; readonly events: number } | { readonly is: 'NO_SEAL' } | ExportVerdict;

const Verdict = ({ checked, withSeal }: { readonly checked: ExportVerdict; readonly withSeal: boolean }) =>
  checked.is === 'WHOLE' ? (
    <div className="app-verdict" data-holds>
      <h3>The export is whole</h3>
      <p>
        {checked.events} events: every hash fits, and so does the chain over them.
        {withSeal ? ' The seal fits the events up to its position.' : ' No seal was named, so that only the file was held against itself.'}
      </p>
      <p className="app-hash">
        Chain after event {checked.events}: <code>{checked.chain}</code>
      </p>
    </div>
  ) : (
    <div className="app-verdict" data-holds={false}>
      <h3>The export is not whole</h3>
      <p>
        Line {checked.line}: {checked.because}.
      </p>
    </div>
  );

/** Checks an export on this very machine: the file goes nowhere. */
export const ExportCheck = () => {
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [seal, setSeal] = useState('');
  const [checked, setChecked] = useState<Checked | null>(null);
  const submitted = async (): Promise<void> => {
    const chosen = file.current?.files?.[0];
    if (!chosen) return;
    const typed = seal.trim() === '' ? null : await readPrinted(seal);
    if (typeof typed === 'string') return setChecked({ is: 'NO_SEAL' });
    setChecked({ is: 'READING', events: 0 });
    setChecked(await checkExport(chosen, typed, (events) => setChecked({ is: 'READING', events })));
  };
  return (
    <form
      className="app-move-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submitted();
      }}
    >
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={`${id}-file`}>
          An export of the whole log
        </label>
        <p className="nhsuk-hint" id={`${id}-hint`}>
          A file hoshin-export-….jsonl. It is read by your browser and goes nowhere.
        </p>
        <input id={`${id}-file`} className="app-file" type="file" accept=".jsonl" ref={file} required aria-describedby={`${id}-hint`} />
      </div>
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={`${id}-seal`}>
          The seal from the minutes (may be left empty)
        </label>
        <input
          className="nhsuk-input app-seal-typed"
          id={`${id}-seal`}
          autoComplete="off"
          spellCheck={false}
          value={seal}
          onChange={(event) => setSeal(event.target.value)}
        />
      </div>
      <div role="status">
        {checked?.is === 'READING' && <p>{checked.events} events checked …</p>}
        {checked?.is === 'NO_SEAL' && <p className="app-overdue">That is no seal, or it was mistyped: check it above first.</p>}
        {(checked?.is === 'WHOLE' || checked?.is === 'NOT_WHOLE') && <Verdict checked={checked} withSeal={seal.trim() !== ''} />}
      </div>
      <button className="nhsuk-button nhsuk-button--secondary" type="submit" disabled={checked?.is === 'READING'}>
        Check the file
      </button>
    </form>
  );
};
