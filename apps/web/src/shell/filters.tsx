import { useId, type ReactNode } from 'react';
import { DayInput } from './day-input.js';

/** What somebody looks for, under its label. */
export interface Sought {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const Under = ({
  label,
  className,
  children,
}: Pick<Sought, 'label'> & { readonly className?: string; readonly children: (id: string) => ReactNode }) => {
  const id = useId();
  return (
    <div className={className}>
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      {children(id)}
    </div>
  );
};

/** One of a few, or all of them. */
export const Choice = ({
  label,
  value,
  choices,
  all = 'All',
  onChange,
}: Sought & { readonly choices: readonly (readonly [value: string, word: string])[]; readonly all?: string | null }) => (
  <Under label={label}>
    {(id) => (
      <select className="nhsuk-select" id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {all !== null && <option value="">{all}</option>}
        {choices.map(([each, word]) => (
          <option key={each} value={each}>
            {word}
          </option>
        ))}
      </select>
    )}
  </Under>
);

/** A word to look for, or a day: what an address gives as one and is none leaves the field empty. */
export const Typed = ({ label, value, onChange, type = 'search' }: Sought & { readonly type?: 'search' | 'date' }) => (
  <Under label={label}>
    {(id) =>
      type === 'date' ? (
        <DayInput className="nhsuk-input" id={id} value={value} onChange={onChange} />
      ) : (
        <input className="nhsuk-input" id={id} type={type} value={value} onChange={(event) => onChange(event.target.value)} />
      )
    }
  </Under>
);

/** A word to look for above a list, on its own. */
export const Find = ({ label, value, onChange }: Sought) => (
  <Under label={label} className="nhsuk-form-group">
    {(id) => (
      <input
        className="nhsuk-input nhsuk-input--width-20"
        id={id}
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Under>
);
