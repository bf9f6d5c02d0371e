import { useId, type ReactNode } from 'react';

interface Given {
  readonly label: string;
  readonly value: string;
  /** What it was before it was edited: a difference is marked. */
  readonly was?: string | undefined;
  readonly hint?: string | undefined;
  readonly optional?: true | undefined;
  readonly onChange: (value: string) => void;
}

interface Control {
  readonly id: string;
  readonly value: string;
  readonly required: boolean;
  readonly 'aria-describedby'?: string;
}

/** What is around a control: its label, a hint, and what it was where it was changed. */
const Around = ({
  label,
  value,
  was,
  hint,
  optional,
  wordOf = (each) => each,
  children,
}: Omit<Given, 'onChange'> & {
  readonly wordOf?: (value: string) => string | undefined;
  readonly children: (control: Control) => ReactNode;
}) => {
  const id = useId();
  const isChanged = was !== undefined && was !== value;
  const isSaid = hint !== undefined || isChanged;
  return (
    <div className="nhsuk-form-group app-labelled">
      <label className="nhsuk-label" htmlFor={id}>
        {label}
        {optional && ' (may be left empty)'}
      </label>
      {isSaid && (
        <p className="nhsuk-hint" id={`${id}-hint`}>
          {hint} {isChanged && <span className="app-mark">≠ was {wordOf(was) || 'empty'}</span>}
        </p>
      )}
      {children({ id, value, required: !optional, ...(isSaid && { 'aria-describedby': `${id}-hint` }) })}
    </div>
  );
};

/** A line of text, lines of it, prose, a day or a figure under its label, with what it was where it was changed. */
export const Labelled = ({
  type = 'text',
  wrong,
  onChange,
  ...about
}: Given & {
  readonly type?: 'text' | 'date' | 'figure' | 'share' | 'lines' | 'prose';
  /** Why what stands there cannot be sent: the browser says it instead of sending the form. */
  readonly wrong?: string | null | undefined;
}) => (
  <Around {...about}>
    {(control) =>
      type === 'lines' || type === 'prose' ? (
        <textarea
          className="nhsuk-textarea"
          rows={type === 'lines' ? 2 : 3}
          {...control}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <input
          className={`nhsuk-input ${type === 'text' ? '' : 'nhsuk-input--width-10'}`}
          type={type === 'date' ? 'date' : 'text'}
          ref={(input) => input?.setCustomValidity(wrong ?? '')}
          // Without an end a year may be typed with six digits.
          {...(type === 'date' && { max: '9999-12-31' })}
          {...(type === 'figure' && {
            inputMode: 'decimal' as const,
            pattern: '-?[0-9]+([.][0-9]+)?',
            title: 'A number, such as 12 or 0.5',
          })}
          {...(type === 'share' && { pattern: '-?[0-9]+([.][0-9]+)?( ?%)?', title: 'A share, such as 78% or 0.78' })}
          {...control}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    }
  </Around>
);

/** One of a few, under its label; one of them may stand for nothing chosen, and is an answer like the others then. */
export const LabelledChoice = ({
  choices,
  onChange,
  ...about
}: Given & { readonly choices: readonly (readonly [value: string, word: string])[] }) => {
  const wordOf = (each: string): string | undefined => choices.find(([choice]) => choice === each)?.[1];
  return (
    <Around {...about} wordOf={wordOf}>
      {({ required, ...control }) => (
        <select
          className="nhsuk-select"
          {...control}
          // A browser takes an empty value for none.
          required={required && choices.every(([choice]) => choice !== '')}
          onChange={(event) => onChange(event.target.value)}
        >
          {(about.optional || wordOf(about.value) === undefined) && <option value="">–</option>}
          {choices.map(([choice, word]) => (
            <option key={choice} value={choice}>
              {word}
            </option>
          ))}
        </select>
      )}
    </Around>
  );
};
