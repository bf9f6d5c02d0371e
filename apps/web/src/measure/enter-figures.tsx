import { useId, useRef, useState, type FormEvent } from 'react';
import { useCommand } from '../api/use-command.js';
import { Columns } from '../shell/columns.js';
import { say } from '../shell/said.js';
import { SentShown } from '../shell/sent.js';
import { useKeptFocus } from '../shell/use-kept-focus.js';
import { periodInWords } from '../words/dates.js';
import { recordObservations } from './measure-commands.js';
import { isWhole, readPasted, type GridLine } from './pasted-figures.js';
import type { Frequency } from './periods.js';

interface Given {
  readonly measure: { readonly id: string; readonly kind: string; readonly frequency: string; readonly unitOfMeasure: string };
  readonly actingPost?: string | undefined;
  readonly onTaken: () => void;
}

/** Whether figures are given as numerator and denominator. */
const isInParts = (kind: string): boolean => kind === 'PROPORTION' || kind === 'RATE';

const readingOf = (
  { period, figure, denominator }: Pick<GridLine, 'period' | 'figure' | 'denominator'>,
  inParts: boolean,
): Record<string, string> => (inParts ? { period, numerator: figure, denominator } : { period, value: figure });

/** One period's figure: type it, and save. */
export const EnterFigure = ({ measure, period, actingPost, onTaken }: Given & { readonly period: string }) => {
  const { sent, send } = useCommand(recordObservations, () => {
    say(`Saved: the figure for ${periodInWords(period)}.`);
    onTaken();
  });
  const [figure, setFigure] = useState('');
  const [denominator, setDenominator] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useKeptFocus(form);
  const inParts = isInParts(measure.kind);
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (sent.state === 'SENDING') return;
    void send({
      measure: measure.id,
      readings: [readingOf({ period, figure: figure.trim(), denominator: denominator.trim() }, inParts)],
      ...(actingPost !== undefined && { actingPost }),
    });
  };
  return (
    <form className="app-figure" onSubmit={submit} ref={form}>
      <label htmlFor={id}>{inParts ? `Numerator, ${periodInWords(period)}` : `${measure.unitOfMeasure}, ${periodInWords(period)}`}</label>
      <input
        className="nhsuk-input nhsuk-input--width-5"
        id={id}
        inputMode="decimal"
        required
        pattern="-?[0-9]+(\.[0-9]+)?"
        title="A number, such as 12 or 0.5"
        value={figure}
        onChange={(event) => setFigure(event.target.value)}
      />
      {inParts && (
        <>
          <label htmlFor={`${id}-of`}>of</label>
          <input
            className="nhsuk-input nhsuk-input--width-5"
            id={`${id}-of`}
            inputMode="decimal"
            required
            pattern="[0-9]+(\.[0-9]+)?"
            title="A number, such as 12"
            value={denominator}
            onChange={(event) => setDenominator(event.target.value)}
          />
        </>
      )}
      <button className="app-slider__step" type="submit" aria-disabled={sent.state === 'SENDING'}>
        Save
      </button>
      <SentShown sent={sent} />
    </form>
  );
};

const headings = (inParts: boolean): readonly string[] => (inParts ? ['Period', 'Numerator', 'Denominator'] : ['Period', 'Figure']);

/** A column from a spreadsheet: what is wrong shows cell by cell, and nothing is written until all of it is right. */
export const PasteGrid = ({ measure, actingPost, onTaken }: Given) => {
  const { sent, send } = useCommand(recordObservations, () => {
    say(lines.length === 1 ? 'Saved: one figure.' : `Saved: ${lines.length} figures.`);
    setText('');
    onTaken();
  });
  const [text, setText] = useState('');
  const inParts = isInParts(measure.kind);
  const lines = readPasted(text, measure.frequency as Frequency, inParts);
  const bad = lines.filter(({ problems }) => Object.keys(problems).length > 0);
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (sent.state === 'SENDING') return;
    void send({
      measure: measure.id,
      readings: lines.map((line) => readingOf(line, inParts)),
      ...(actingPost !== undefined && { actingPost }),
    });
  };
  return (
    <form onSubmit={submit}>
      <label className="nhsuk-label" htmlFor={id}>
        Paste {inParts ? 'three columns: period, numerator, denominator' : 'two columns: period and figure'}
      </label>
      <textarea className="nhsuk-textarea" id={id} rows={5} value={text} onChange={(event) => setText(event.target.value)} />
      {lines.length > 0 && (
        <div className="app-offers" tabIndex={0} role="region" aria-label="What was pasted">
          <table className="nhsuk-table app-offers__table">
            <Columns names={headings(inParts)} />
            <tbody>
              {lines.map((line, index) => (
                <tr key={`${index} ${line.period}`}>
                  {(inParts ? (['period', 'figure', 'denominator'] as const) : (['period', 'figure'] as const)).map((cell) => (
                    <td key={cell} className={line.problems[cell] === undefined ? undefined : 'app-cell--bad'}>
                      {cell === 'period' && line.problems.period === undefined ? periodInWords(line.period) : line[cell]}
                      {line.problems[cell] !== undefined && <span className="app-cell__problem">✕ {line.problems[cell]}</span>}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p role="status">
        {bad.length > 0 && `${bad.length} of ${lines.length} lines cannot be taken as they are. Mend them above: nothing has been written.`}
      </p>
      <SentShown sent={sent} />
      <button className="nhsuk-button" type="submit" disabled={!isWhole(lines)} aria-disabled={sent.state === 'SENDING'}>
        Save {lines.length === 0 ? 'the figures' : lines.length === 1 ? 'this figure' : `these ${lines.length} figures`}
      </button>
    </form>
  );
};
