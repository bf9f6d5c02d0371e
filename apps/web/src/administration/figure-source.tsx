import { useId, useState, type FormEvent } from 'react';
import { Disclosed } from '../shell/disclosed.js';
import { digestOf } from './import-identity.js';

/** A table as somebody brought it. */
export interface Brought {
  readonly name: string;
  readonly text: string;
  /** SHA-256 of its bytes. */
  readonly digest: string;
}

const bytesMax = 20_000_000;

const Examples = () => (
  <Disclosed name="How the table has to look">
    <p>The first line names the columns. A figure on each line, with the code of its measure:</p>
    <pre className="app-command" tabIndex={0}>
      <code>{'measure,period,value\nfalls,2026-04,12\nfalls,2026-05,9'}</code>
    </pre>
    <p>A measure that is pooled has a numerator and a denominator instead of a value:</p>
    <pre className="app-command" tabIndex={0}>
      <code>{'measure,period,numerator,denominator\nfour-hour,2026-04,9120,10482'}</code>
    </pre>
    <p>Or a column for each measure, headed with its code. An empty cell is a figure not reported:</p>
    <pre className="app-command" tabIndex={0}>
      <code>{'period,falls,complaints\n2026-04,12,31\n2026-05,9,'}</code>
    </pre>
    <p>A month is 2026-04, Apr-26 or any day of it as 01/04/2026; a week 2026-W14; a quarter 2026-Q2; a day 2026-04-01.</p>
  </Disclosed>
);

/** A file, or what was copied from a spreadsheet. Bringing it writes nothing. */
export const FigureSource = ({
  brought,
  onBrought,
}: {
  readonly brought: Brought | null;
  readonly onBrought: (brought: Brought | null) => void;
}) => {
  const [pasted, setPasted] = useState('');
  const [problem, setProblem] = useState('');
  const id = useId();
  const take = async (name: string, bytes: ArrayBuffer): Promise<void> => {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      setProblem('');
      onBrought({ name: name.slice(0, 200), text, digest: await digestOf(bytes) });
    } catch {
      setProblem('The file is not text in UTF-8. In a spreadsheet, save it as “CSV UTF-8”.');
      onBrought(null);
    }
  };
  const chosen = async (file: File | undefined): Promise<void> => {
    if (!file) return onBrought(null);
    if (file.size > bytesMax) {
      setProblem('The file is larger than 20 MB: split it, or use hoshin import observations.');
      return onBrought(null);
    }
    await take(file.name, await file.arrayBuffer());
  };
  const looked = (event: FormEvent): void => {
    event.preventDefault();
    void take('pasted figures', new TextEncoder().encode(pasted).buffer as ArrayBuffer);
  };
  return (
    <div className="app-source">
      <Examples />
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={id}>
          A CSV file
        </label>
        <input id={id} type="file" accept=".csv,.tsv,.txt,text/csv" onChange={(event) => void chosen(event.target.files?.[0])} />
      </div>
      <form onSubmit={looked}>
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor={`${id}-text`}>
            Or paste from a spreadsheet, with the line that names the columns
          </label>
          <textarea
            className="nhsuk-textarea"
            id={`${id}-text`}
            rows={5}
            required
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
        </div>
        <button className="nhsuk-button nhsuk-button--secondary" type="submit">
          Look at what was pasted
        </button>
      </form>
      <p role="status">{problem !== '' ? problem : brought ? `Looking at ${brought.name}. Nothing is written yet.` : ''}</p>
    </div>
  );
};
