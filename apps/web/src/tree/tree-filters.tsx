import type { ReactNode } from 'react';
import { Choice, Typed } from '../shell/filters.js';
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
    <Typed label="Search" value={sought.text} onChange={(text) => onSeek('text', text)} />
    <Choice label="Unit" value={sought.unit} choices={units} onChange={(unit) => onSeek('unit', unit)} />
    <Choice
      label="Standing"
      value={sought.standing}
      choices={Object.entries(standingWords)}
      onChange={(standing) => onSeek('standing', standing)}
    />
    <Choice label="State" value={sought.state} choices={Object.entries(stateWords)} onChange={(state) => onSeek('state', state)} />
    <div className="app-filters__all">{children}</div>
  </form>
);
