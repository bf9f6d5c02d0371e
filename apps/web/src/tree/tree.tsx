import { startTransition, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { Heading } from '../shell/heading.js';
import { Answer, Empty } from '../shell/states.js';
import { dayInWords } from '../words/dates.js';
import { changesBetween, type NodeChange } from './changes-between.js';
import { ChangesList } from './changes-list.js';
import { keptBy, rowsOf, stepsTaken, treeAt, type Nodes, type Step } from './standing-tree.js';
import { TimeSlider } from './time-slider.js';
import { TreeFilters, matches } from './tree-filters.js';
import { TreeList } from './tree-list.js';
import { useRestingAddress } from './use-resting-address.js';
import { useYear, type Year } from './use-year.js';

const noChanges: ReadonlyMap<string, NodeChange> = new Map();

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

/**
 * Where the slider has come to rest: the tree moves with it at once, and what changed follows within a breath, since a year
 * has to be looked through for it.
 */
const useRested = (at: number | null): number | null => {
  const [rested, setRested] = useState(at);
  useEffect(() => {
    if (rested === at) return;
    const timer = setTimeout(() => startTransition(() => setRested(at)), 120);
    return () => clearTimeout(timer);
  }, [at, rested]);
  return rested;
};

const momentOf = (steps: readonly Step[], at: number): string => {
  const step = steps[at - 1];
  if (!step) return 'the beginning of the year';
  return at === steps.length ? 'now' : `${dayInWords(step.at.slice(0, 10))} (event ${step.position})`;
};
const positionOf = (steps: readonly Step[], at: number): string => String(steps[at - 1]?.position ?? 0);

const Standing = ({ year }: { readonly year: Year }) => {
  const { of, put } = useRestingAddress();
  const { steps } = year;
  const at = stepsTaken(steps, of('asOf')) ?? steps?.length ?? null;
  const since = stepsTaken(steps, of('since'));
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (id: string) => setClosed((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id])),
    [],
  );
  const isPast = steps !== null && at !== null && at < steps.length;
  const moveTo = useCallback(
    (step: number): void => put({ asOf: steps === null || step === steps.length ? null : positionOf(steps, step) }),
    [put, steps],
  );

  const nodes = useTreeAt(year, at);
  const sought = { text: of('text'), unit: of('unit'), standing: of('standing'), state: of('state') };
  const { unit, standing, state } = sought;
  const text = useDeferredValue(sought.text);
  const kept = useMemo(
    () => ([text, unit, standing, state].every((each) => each === '') ? null : keptBy(nodes, matches({ text, unit, standing, state }))),
    [nodes, text, unit, standing, state],
  );
  const rows = useMemo(() => rowsOf(nodes, closed, kept), [nodes, closed, kept]);
  const reached = useRested(at);
  const changes = useMemo(
    () =>
      steps === null || since === null || reached === null
        ? noChanges
        : changesBetween(steps, Math.min(since, reached), Math.max(since, reached)),
    [steps, since, reached],
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
          onSince={(step) => put({ since: step === null ? null : positionOf(steps, step) })}
        />
      )}
      {steps !== null && since !== null && at !== null && (
        <ChangesList
          changes={changes}
          between={since === at ? null : `between ${momentOf(steps, Math.min(since, at))} and ${momentOf(steps, Math.max(since, at))}`}
        />
      )}
      <TreeFilters sought={sought} units={units} onSeek={(name, value) => put({ [name]: value })}>
        <button type="button" className="app-slider__step" onClick={() => setClosed(new Set())}>
          Open all
        </button>
        <button
          type="button"
          className="app-slider__step"
          onClick={() => setClosed(new Set([...nodes.values()].flatMap(({ id, kind }) => (kind === 'AIM' ? [id] : []))))}
        >
          Aims only
        </button>
      </TreeFilters>
      <p role="status">
        {kept === null ? `${nodes.size} in the tree` : `${kept.size} of ${nodes.size}, with what they serve`}
        {since !== null && `, ${changes.size} changed`}.
      </p>
      {rows.length === 0 ? (
        <Empty>
          <p>Nothing in the tree matches. Search for less, or take a filter away.</p>
        </Empty>
      ) : (
        <TreeList rows={rows} closed={closed} changes={changes} moment={isPast ? `?asOf=${positionOf(steps, at)}` : ''} onToggle={toggle} />
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
