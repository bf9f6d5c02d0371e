import { useState } from 'react';
import { periodInWords } from '../words/dates.js';
import { figureSaid, type SheetLine } from './figure-sheet.js';
import type { Problem } from './figure-table.js';

const problemsAtOnce = 20;
const linesAtOnce = 50;
const counted = (count: number): string => count.toLocaleString('en-GB');

/** What is wrong, line by line, with the way out of each. */
export const ProblemList = ({ problems }: { readonly problems: readonly Problem[] }) => {
  const [shown, setShown] = useState(problemsAtOnce);
  return (
    <>
      <ul className="app-problems">
        {problems.slice(0, shown).map(({ line, column, value, says }, index) => (
          <li key={`${line} ${column} ${index}`}>
            <span className="app-problems__where">
              Line {line}, {column}:
            </span>{' '}
            {value !== '' && `“${value.slice(0, 80)}” `}
            {says}.
          </li>
        ))}
      </ul>
      {problems.length > shown && (
        <button type="button" className="app-slider__step" onClick={() => setShown(shown + problemsAtOnce)}>
          Show more of {counted(problems.length)}
        </button>
      )}
    </>
  );
};

const fates: Readonly<Record<SheetLine['fate'], string>> = {
  NEW: '+ recorded',
  CORRECTED: '✎ corrected',
  UNCHANGED: '= there already',
  BAD: '✕ not taken',
};

const writtenIn = ({ entry: { value, numerator, denominator } }: SheetLine): string =>
  value !== '' ? value : `${numerator}/${denominator}`;

/** Every figure of a table and what would become of it, a page at a time. */
export const Preview = ({ lines }: { readonly lines: readonly SheetLine[] }) => {
  const [only, setOnly] = useState<SheetLine['fate'] | ''>('');
  const [page, setPage] = useState(0);
  const chosen = only === '' ? lines : lines.filter(({ fate }) => fate === only);
  const pages = Math.max(1, Math.ceil(chosen.length / linesAtOnce));
  const at = Math.min(page, pages - 1);
  return (
    <>
      <div className="app-preview__which">
        <label htmlFor="preview-only">Show</label>{' '}
        <select
          className="nhsuk-select"
          id="preview-only"
          value={only}
          onChange={(event) => {
            setOnly(event.target.value as SheetLine['fate'] | '');
            setPage(0);
          }}
        >
          <option value="">all figures</option>
          {Object.entries(fates).map(([fate, word]) => (
            <option key={fate} value={fate}>
              {word}
            </option>
          ))}
        </select>
      </div>
      <div className="app-offers" tabIndex={0} role="region" aria-label="Figures of the table">
        <table className="nhsuk-table app-offers__table app-preview">
          <caption className="nhsuk-u-visually-hidden">What would become of each figure</caption>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Measure</th>
              <th scope="col">Period</th>
              <th scope="col">Figure</th>
              <th scope="col">In the record</th>
              <th scope="col">What becomes of it</th>
            </tr>
          </thead>
          <tbody>
            {chosen.slice(at * linesAtOnce, (at + 1) * linesAtOnce).map((line, index) => (
              <tr key={`${line.entry.line} ${line.entry.code} ${index}`}>
                <td>{line.entry.line}</td>
                <td>{line.measure?.name ?? line.entry.code}</td>
                <td>{line.reading ? periodInWords(line.reading.period) : line.entry.period}</td>
                <td>{line.reading ? figureSaid(line.reading) : writtenIn(line)}</td>
                <td>{line.before ? figureSaid(line.before) : '–'}</td>
                <td className={line.fate === 'BAD' ? 'app-preview__bad' : undefined}>
                  {fates[line.fate]}
                  {line.problem && `: ${line.problem.column} ${line.problem.says}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <span role="status">
          Page {at + 1} of {counted(pages)}, {counted(chosen.length)} figures.
        </span>{' '}
        <button type="button" className="app-slider__step" disabled={at === 0} onClick={() => setPage(at - 1)}>
          Earlier
        </button>{' '}
        <button type="button" className="app-slider__step" disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
          Later
        </button>
      </p>
    </>
  );
};
