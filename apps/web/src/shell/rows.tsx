import type { ReactNode } from 'react';

/** Rows of a form that can be added and removed, such as the milestones of an offer. */
export const Rows = <Row,>({
  name,
  one,
  rows,
  fresh,
  isChanged = false,
  onChange,
  children,
}: {
  /** What they are called together. */
  readonly name: string;
  /** What one of them is called. */
  readonly one: string;
  readonly rows: readonly Row[];
  /** A row nothing was typed into. */
  readonly fresh: Row;
  readonly isChanged?: boolean;
  readonly onChange: (rows: Row[]) => void;
  readonly children: (row: Row, put: (row: Row) => void) => ReactNode;
}) => (
  <fieldset className="nhsuk-fieldset app-rows">
    <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">
      {name} {isChanged && <span className="app-mark">≠ changed</span>}
    </legend>
    {rows.length === 0 && <p className="nhsuk-hint">None.</p>}
    {rows.map((row, index) => (
      <div className="app-rows__row" role="group" aria-label={`${one} ${index + 1}`} key={index}>
        {children(row, (put) => onChange(rows.map((each, at) => (at === index ? put : each))))}
        <button type="button" className="app-slider__step" onClick={() => onChange(rows.filter((_, at) => at !== index))}>
          Remove {one} {index + 1}
        </button>
      </div>
    ))}
    <button type="button" className="app-slider__step" onClick={() => onChange([...rows, fresh])}>
      Add a {one}
    </button>
  </fieldset>
);
