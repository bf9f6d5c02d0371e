import type { ReactNode } from 'react';
import { standingWords, stateWords } from '../words/node-words.js';
import type { TreeNode } from './tree-documents.js';

/** What somebody looks for in the tree; empty where they look for anything. */
export type Sought = Readonly<Record<'text' | 'unit' | 'standing' | 'state', string>>;

export const matches =
  ({ text, unit, standing, state }: Sought) =>
  (node: TreeNode): boolean =>
    (text === '' ||
      `${node.statement ?? ''} ${node.owner?.title ?? ''} ${node.unit?.name ?? ''}`.toLowerCase().includes(text.toLowerCase())) &&
    (unit === '' || node.unitId === unit) &&
    (standing === '' || node.standing === standing) &&
    (state === '' || node.state === state);

const Choice = ({
  label,
  name,
  value,
  choices,
  onChoose,
}: {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, word: string])[];
  readonly onChoose: (name: string, value: string) => void;
}) => (
  <div>
    <label className="nhsuk-label" htmlFor={`filter-${name}`}>
      {label}
    </label>
    <select className="nhsuk-select" id={`filter-${name}`} value={value} onChange={(event) => onChoose(name, event.target.value)}>
      <option value="">All</option>
      {choices.map(([each, word]) => (
        <option key={each} value={each}>
          {word}
        </option>
      ))}
    </select>
  </div>
);

/** Looks for nodes by their words, unit, standing and state. */
export const TreeFilters = ({
  sought,
  units,
  onSeek,
  children,
}: {
  readonly sought: Sought;
  readonly units: readonly (readonly [id: string, name: string])[];
  readonly onSeek: (name: string, value: string) => void;
  readonly children: ReactNode;
}) => (
  <form className="app-filters" role="search" aria-label="In the tree" onSubmit={(event) => event.preventDefault()}>
    <div>
      <label className="nhsuk-label" htmlFor="filter-text">
        Search
      </label>
      <input
        className="nhsuk-input"
        id="filter-text"
        type="search"
        value={sought.text}
        onChange={(event) => onSeek('text', event.target.value)}
      />
    </div>
    <Choice label="Unit" name="unit" value={sought.unit} choices={units} onChoose={onSeek} />
    <Choice label="Standing" name="standing" value={sought.standing} choices={Object.entries(standingWords)} onChoose={onSeek} />
    <Choice label="State" name="state" value={sought.state} choices={Object.entries(stateWords)} onChoose={onSeek} />
    <div className="app-filters__all">{children}</div>
  </form>
);
