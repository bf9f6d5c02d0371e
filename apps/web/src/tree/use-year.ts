import { useCallback, useEffect, useMemo, useState } from 'react';
import { useClient, useQuery, type Client, type CombinedError, type OperationResult } from 'urql';
import type { ResultOf } from '../api/graphql.js';
import { useLive } from '../api/use-live.js';
import { stepsOf, type Nodes, type Step } from './standing-tree.js';
import { treeChanged, treeHistory, treeNow, type TreeChange } from './tree-documents.js';

/** The tree as it stands, and every step of the year that led there. */
export interface Year {
  readonly now: Nodes;
  /** Null while they are on their way. */
  readonly steps: readonly Step[] | null;
  /** Of the steps, how much of the log has been read: 0 to 1. */
  readonly read: number;
}

interface Asked {
  readonly data: Year | null;
  readonly error: CombinedError | undefined;
  readonly again: () => void;
}

/** The year as far as it has been read: a tree, and what led to it. */
interface Told {
  readonly begins: string;
  readonly position: number;
  readonly now: Nodes;
  readonly steps: readonly Step[];
}

type Answered = ResultOf<typeof treeHistory>;
type From = { readonly day: string } | { readonly position: number };

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Reads the changes up to a position, page by page; an error where one of them did not come, null where nobody waits any more. */
const changesUpTo = async (
  client: Client,
  begin: From,
  position: number,
  onRead: (part: number) => void,
  isOver: () => boolean,
): Promise<TreeChange[] | CombinedError | null> => {
  const changes: TreeChange[] = [];
  let first: number | null = null;
  for (let from = begin; ;) {
    const { data, error }: OperationResult<Answered> = await client
      .query(treeHistory, { from, to: { position } }, { requestPolicy: 'network-only' })
      .toPromise();
    if (isOver()) return null;
    if (!data) return error ?? null;
    const { next, from: read, changes: these } = data.treeChanges;
    changes.push(...these);
    if (next === null) return changes;
    first ??= read;
    onRead((next - first) / (position - first));
    from = { position: next };
  }
};

/**
 * Loads the tree, then the year's changes page by page: from then on every step is worked out here. Of what happens
 * meanwhile, only what is new is asked for; until it is there, the year stays as it was.
 */
export const useYear = (): Asked => {
  const client = useClient();
  const [{ data, error }, ask] = useQuery({ query: treeNow });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useLive(treeChanged, {}, again);
  const [told, setTold] = useState<Told | null>(null);
  const [read, setRead] = useState(0);
  const [trouble, setTrouble] = useState<CombinedError>();

  const tree = data?.alignmentTree.__typename === 'AlignmentTree' ? data.alignmentTree : null;
  const position = tree?.position ?? null;
  const begins = data?.cycles.find(({ current }) => current)?.starts ?? null;
  const now = useMemo<Nodes>(() => new Map(tree?.nodes.map((node) => [node.id, node])), [tree]);

  useEffect(() => {
    if (position === null || begins === null || (told?.position === position && told.begins === begins)) return;
    let isOver = false;
    const load = async (): Promise<void> => {
      const known = told?.begins === begins ? told : null;
      const from = known ? { position: known.position } : { day: dayBefore(begins) };
      const changes = await changesUpTo(client, from, position, setRead, () => isOver);
      if (changes === null) return;
      if (!Array.isArray(changes)) return setTrouble(changes);
      setTrouble(undefined);
      setTold({ begins, position, now, steps: [...(known?.steps ?? []), ...stepsOf(changes)] });
    };
    void load();
    return () => {
      isOver = true;
    };
  }, [client, position, begins, now, told]);

  const year = useMemo((): Year | null => {
    if (position === null) return null;
    return told && told.begins === begins ? { now: told.now, steps: told.steps, read: 1 } : { now, steps: null, read };
  }, [position, begins, told, now, read]);
  return { data: year, error: error ?? trouble, again };
};
