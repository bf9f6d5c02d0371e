import { useDeferredValue, useId, useState } from 'react';
import { Typed } from '../shell/filters.js';
import { areaWords, areas, kindInWords, kindsOf } from './log-kinds.js';
import type { Names, Searched } from './log-question.js';
import { SubjectPicker } from './subject-picker.js';
import { UnitChoice } from './unit-choice.js';
import type { Actor } from './use-actors.js';

const shownMax = 12;
const typedMin = 2;

type Put = (values: Readonly<Record<string, string>>) => void;

/** Finds who did it by a name or a title: a person, a post, or the service by a rule of its own. */
const WhoPicker = ({
  actors,
  onWanted,
  put,
}: {
  readonly actors: readonly Actor[] | null | undefined;
  readonly onWanted: () => void;
  readonly put: Put;
}) => {
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim().toLocaleLowerCase('en-GB'));
  const found = (actors ?? []).filter(({ name }) => name.toLocaleLowerCase('en-GB').includes(text));
  return (
    <div className="app-picker">
      <Typed
        label="Who: a person or post"
        value={typed}
        onChange={(next) => {
          onWanted();
          setTyped(next);
        }}
      />
      {text.length >= typedMin && (
        <>
          <p role="status">
            {actors === undefined
              ? 'Looking …'
              : actors === null
                ? 'The names did not come. Reload the page to ask for them again.'
                : found.length === 0
                  ? 'Nobody has such a name, and no post.'
                  : found.length > shownMax
                    ? `The first ${shownMax} of ${found.length}: type more of the name.`
                    : `${found.length} found.`}
          </p>
          <ul className="app-picker__found">
            {found.slice(0, shownMax).map(({ field, id, name, about }) => (
              <li key={`${field} ${id}`}>
                <button
                  type="button"
                  className="app-picker__one"
                  onClick={() => {
                    setTyped('');
                    put({ [field]: id });
                  }}
                >
                  {name}
                </button>{' '}
                <span className="app-picker__kind">{about}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};

/** What happened: anything about something, or one kind of event. */
const KindChoice = ({ value, onChange }: { readonly value: string; readonly onChange: (kind: string) => void }) => {
  const id = useId();
  return (
    <div>
      <label className="nhsuk-label" htmlFor={id}>
        Kind
      </label>
      <select className="nhsuk-select" id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">All</option>
        {areas.map((area) => (
          <optgroup key={area} label={areaWords[area]}>
            <option value={area}>{areaWords[area]}: all</option>
            {kindsOf(area).map((kind) => (
              <option key={kind} value={kind}>
                {kindInWords(kind)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
};

const chosenFields = [
  ['person', 'Person'],
  ['post', 'Post'],
  ['subject', 'Subject'],
] as const;

/** What was picked by name, each to be taken away again. */
const Chosen = ({ searched, names, put }: { readonly searched: Searched; readonly names: Names; readonly put: Put }) => {
  const chosen = chosenFields.filter(([field]) => searched[field] !== '');
  if (chosen.length === 0) return null;
  return (
    <ul className="app-sought" aria-label="Looked for by name">
      {chosen.map(([field, word]) => (
        <li key={field}>
          {word}: <strong>{names[field] ?? 'as the address says'}</strong>{' '}
          <button type="button" className="app-slider__step" onClick={() => put({ [field]: '', event: '' })}>
            Take away<span className="nhsuk-u-visually-hidden"> the {word.toLowerCase()}</span>
          </button>
        </li>
      ))}
    </ul>
  );
};

/** What is looked for in the log; all of it stands in the address, and what is found follows at once. */
export const LogFilters = ({
  searched,
  names,
  actors,
  onActorsWanted,
  put,
}: {
  readonly searched: Searched;
  readonly names: Names;
  readonly actors: readonly Actor[] | null | undefined;
  readonly onActorsWanted: () => void;
  readonly put: Put;
}) => {
  const to = (values: Readonly<Record<string, string>>): void => put({ ...values, event: '' });
  return (
    <form role="search" onSubmit={(event) => event.preventDefault()}>
      <div className="app-pickers">
        <WhoPicker actors={actors} onWanted={onActorsWanted} put={to} />
        <SubjectPicker />
      </div>
      <div className="app-filters app-filters--dense app-filters--log">
        <UnitChoice value={searched.unit} onChange={(unit) => to({ unit })} />
        <KindChoice value={searched.kind} onChange={(kind) => to({ kind })} />
        <Typed label="From" type="date" value={searched.from} onChange={(from) => to({ from })} />
        <Typed label="Up to" type="date" value={searched.to} onChange={(upTo) => to({ to: upTo })} />
      </div>
      <Chosen searched={searched} names={names} put={put} />
    </form>
  );
};
