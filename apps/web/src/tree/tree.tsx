import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Heading } from '../shell/heading.js';
import { Answer, Empty } from '../shell/states.js';
import { standingWords, stateWords } from '../words/node-words.js';
import { keptBy, marksBetween, rowsOf, treeAt, type Nodes } from './standing-tree.js';
import { TimeSlider } from './time-slider.js';
import type { ChangeKind, TreeNode } from './tree-documents.js';
import { TreeList } from './tree-list.js';
import { useYear, type Year } from './use-year.js';

const noMarks: ReadonlyMap<string, ReadonlySet<ChangeKind>> = new Map();

const matches =
  ({ text, unit, standing, state }: Readonly<Record<'text' | 'unit' | 'standing' | 'state', string>>) =>
  (node: TreeNode): boolean =>
    (text === '' ||
      `${node.statement ?? ''} ${node.owner?.title ?? ''} ${node.unit?.name ?? ''}`.toLowerCase().includes(text.toLowerCase())) &&
    (unit === '' || node.unitId === unit) &&
    (standing === '' || node.standing === standing) &&
    (state === '' || node.state === state);

/** The tree at the step asked for, reached from the one worked out last: a drag goes over no step twice. */
const useTreeAt = ({ now, steps }: Year, at: number | null): Nodes => {
  const last = useRef<{ readonly now: Nodes; readonly at: number; readonly nodes: Nodes } | null>(null);
  return useMemo(() => {
    if (steps === null || at === null) return now;
    const from = last.current?.now === now ? last.current : { at: steps.length, nodes: now };
    const nodes = treeAt(from.nodes, steps, from.at, at);
    last.current = { now, at, nodes };
    return nodes;
  }, [now, steps, at]);
};

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

const Standing = ({ year }: { readonly year: Year }) => {
  const [asked, setAsked] = useSearchParams();
  const { steps } = year;
  const atPosition = asked.get('at');
  const sincePosition = asked.get('since');
  const stepAfter = (position: string | null): number | null =>
    position === null || steps === null ? null : steps.findLastIndex((step) => step.position <= Number(position)) + 1;
  const at = stepAfter(atPosition) ?? steps?.length ?? null;
  const since = stepAfter(sincePosition);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());

  const put = useCallback(
    (name: string, value: string | null): void => {
      // From the address itself: two changes in one breath would both begin with what was shown before.
      const after = new URLSearchParams(location.search);
      if (value === null || value === '') after.delete(name);
      else after.set(name, value);
      setAsked(after, { replace: true });
    },
    [setAsked],
  );
  const moveTo = (step: number): void => put('at', steps === null || step === steps.length ? null : String(steps[step - 1]?.position ?? 0));
  const toggle = useCallback(
    (id: string) => setClosed((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id])),
    [],
  );

  const nodes = useTreeAt(year, at);
  const [text, unit, standing, state] = ['text', 'unit', 'standing', 'state'].map((name) => asked.get(name) ?? '') as [
    string,
    string,
    string,
    string,
  ];
  const searched = useDeferredValue(text);
  const isFiltered = [searched, unit, standing, state].some((each) => each !== '');
  const kept = useMemo(
    () => (isFiltered ? keptBy(nodes, matches({ text: searched, unit, standing, state })) : null),
    [nodes, isFiltered, searched, unit, standing, state],
  );
  const rows = useMemo(() => rowsOf(nodes, closed, kept), [nodes, closed, kept]);
  const marks = useMemo(
    () => (steps === null || since === null || at === null ? noMarks : marksBetween(steps, Math.min(since, at), Math.max(since, at))),
    [steps, since, at],
  );
  const units = useMemo(() => {
    const names = new Map([...year.now.values()].flatMap(({ unit: each }) => (each ? [[each.id, each.name] as const] : [])));
    return [...names].sort(([, one], [, other]) => one.localeCompare(other, 'en-GB'));
  }, [year.now]);

  if (year.now.size === 0)
    return (
      <Empty>
        <p>There is no True North yet. An executive drafts it, and the tree grows from there.</p>
      </Empty>
    );
  return (
    <>
      {steps === null ? (
        <p role="status">
          Loading the year’s events for the time slider … <progress value={year.read} max={1} aria-label="Events of the year" />
        </p>
      ) : (
        <TimeSlider
          steps={steps}
          at={at ?? steps.length}
          since={since}
          onMove={moveTo}
          onSince={(step) => put('since', step === null ? null : String(steps[step - 1]?.position ?? 0))}
        />
      )}
      <form className="app-filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <div>
          <label className="nhsuk-label" htmlFor="filter-text">
            Search
          </label>
          <input
            className="nhsuk-input"
            id="filter-text"
            type="search"
            value={text}
            onChange={(event) => put('text', event.target.value)}
          />
        </div>
        <Choice label="Unit" name="unit" value={unit} choices={units} onChoose={put} />
        <Choice label="Standing" name="standing" value={standing} choices={Object.entries(standingWords)} onChoose={put} />
        <Choice label="State" name="state" value={state} choices={Object.entries(stateWords)} onChoose={put} />
        <div className="app-filters__all">
          <button type="button" className="app-slider__step" onClick={() => setClosed(new Set())}>
            Open all
          </button>
          <button
            type="button"
            className="app-slider__step"
            onClick={() =>
              setClosed(
                new Set(
                  rowsOf(nodes, new Set(), null).flatMap(({ node, hasChildren }) => (hasChildren && node.kind === 'AIM' ? [node.id] : [])),
                ),
              )
            }
          >
            Aims only
          </button>
        </div>
      </form>
      <p role="status">
        {kept === null ? `${nodes.size} in the tree` : `${kept.size} of ${nodes.size}, with what they serve`}
        {since !== null && `, ${marks.size} changed`}.
      </p>
      {rows.length === 0 ? (
        <Empty>
          <p>Nothing in the tree matches. Search for less, or take a filter away.</p>
        </Empty>
      ) : (
        <TreeList rows={rows} closed={closed} marks={marks} onToggle={toggle} />
      )}
    </>
  );
};

/** From True North to posts, as it stands and as it stood. */
export const Tree = () => {
  const { data, error, again } = useYear();
  return (
    <>
      <Heading title="Alignment tree" />
      <Answer asked={{ data, error }} what="the tree" retry={again}>
        {(year) => <Standing year={year} />}
      </Answer>
    </>
  );
};
