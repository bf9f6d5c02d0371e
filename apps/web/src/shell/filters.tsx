import { useId } from 'react';

/** What somebody looks for, under its label. */
export interface Sought {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One of a few, or all of them. */
export const Choice = ({
  label,
  value,
  choices,
  all = 'All',
  onChange,
}: Sought & { readonly choices: readonly (readonly [value: string, word: string])[]; readonly all?: string | null }) => {
  const id = useId();
  return (
    <div>
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <select className="nhsuk-select" id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {all !== null && <option value="">{all}</option>}
        {choices.map(([each, word]) => (
          <option key={each} value={each}>
            {word}
          </option>
        ))}
      </select>
    </div>
  );
};

/** A word to look for above a list, on its own. */
export const Find = ({ label, value, onChange }: Sought) => {
  const id = useId();
  return (
    <div className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <input
        className="nhsuk-input nhsuk-input--width-20"
        id={id}
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
};

/** A word to look for, or a day. */
export const Typed = ({ label, value, onChange, type = 'search' }: Sought & { readonly type?: 'search' | 'date' }) => {
  const id = useId();
  return (
    <div>
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <input className="nhsuk-input" id={id} type={type} value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
};
