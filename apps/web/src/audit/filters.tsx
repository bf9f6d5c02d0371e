import { useId } from 'react';
import { useQuery } from 'urql';
import { useMoment } from '../shell/use-moment.js';
import { unitsToChoose } from './log-documents.js';

interface Given {
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
}: Given & { readonly choices: readonly (readonly [value: string, word: string])[]; readonly all?: string | null }) => {
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

/** A word to look for, or a day. */
export const Typed = ({ label, value, onChange, type = 'search' }: Given & { readonly type?: 'search' | 'date' }) => {
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

/** One of the organisation's units. */
export const UnitChoice = ({ label = 'Unit', ...given }: Omit<Given, 'label'> & { readonly label?: string }) => {
  const asOf = useMoment();
  const [{ data }] = useQuery({ query: unitsToChoose, variables: { asOf } });
  const units = (data?.units.edges ?? []).map(({ node: { id, name } }) => [id, name] as const);
  return <Choice label={label} choices={units.toSorted(([, one], [, other]) => one.localeCompare(other, 'en-GB'))} {...given} />;
};
