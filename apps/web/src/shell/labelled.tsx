import { useId, type ReactNode } from 'react';

const Around = ({
  id,
  label,
  hint,
  was,
  isChanged,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly was?: string | undefined;
  readonly isChanged: boolean;
  readonly children: ReactNode;
}) => (
  <div className="nhsuk-form-group app-labelled">
    <label className="nhsuk-label" htmlFor={id}>
      {label}
    </label>
    {(hint !== undefined || isChanged) && (
      <p className="nhsuk-hint" id={`${id}-hint`}>
        {hint} {isChanged && <span className="app-mark">≠ was {was || 'empty'}</span>}
      </p>
    )}
    {children}
  </div>
);

interface Given {
  readonly label: string;
  readonly value: string;
  /** What it was before it was edited: a difference is marked. */
  readonly was?: string | undefined;
  readonly hint?: string;
  readonly optional?: true;
  readonly onChange: (value: string) => void;
}

/** A line of text, a day or a figure under its label, with what it was where it was changed. */
export const Labelled = ({
  label,
  value,
  was,
  hint,
  optional,
  type = 'text',
  onChange,
}: Given & { readonly type?: 'text' | 'date' | 'figure' | 'lines' }) => {
  const id = useId();
  const isChanged = was !== undefined && was !== value;
  const given = { id, value, required: !optional, ...((hint !== undefined || isChanged) && { 'aria-describedby': `${id}-hint` }) };
  return (
    <Around id={id} label={optional ? `${label} (may be left empty)` : label} hint={hint} was={was} isChanged={isChanged}>
      {type === 'lines' ? (
        <textarea className="nhsuk-textarea" rows={2} {...given} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          className={`nhsuk-input ${type === 'text' ? '' : 'nhsuk-input--width-10'}`}
          type={type === 'date' ? 'date' : 'text'}
          {...(type === 'figure' && {
            inputMode: 'decimal' as const,
            pattern: '-?[0-9]+([.][0-9]+)?',
            title: 'A number, such as 12 or 0.5',
          })}
          {...given}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Around>
  );
};

/** One of a few, under its label. */
export const LabelledChoice = ({
  label,
  value,
  was,
  hint,
  optional,
  choices,
  onChange,
}: Given & { readonly choices: readonly (readonly [value: string, word: string])[] }) => {
  const id = useId();
  const isChanged = was !== undefined && was !== value;
  const wordOf = (each: string | undefined): string | undefined => choices.find(([choice]) => choice === each)?.[1];
  return (
    <Around id={id} label={label} hint={hint} was={wordOf(was)} isChanged={isChanged}>
      <select
        className="nhsuk-select"
        id={id}
        value={value}
        required={!optional}
        {...((hint !== undefined || isChanged) && { 'aria-describedby': `${id}-hint` })}
        onChange={(event) => onChange(event.target.value)}
      >
        {(optional || wordOf(value) === undefined) && <option value="">–</option>}
        {choices.map(([choice, word]) => (
          <option key={choice} value={choice}>
            {word}
          </option>
        ))}
      </select>
    </Around>
  );
};
