import { useCallback, useEffect, useState } from 'react';
import { useClient, useQuery, type CombinedError, type OperationResult } from 'urql';
import type { ResultOf } from '../api/graphql.js';
import { useLive } from '../api/use-live.js';
import { stepsOf, type Nodes, type Step } from './standing-tree.js';
import { treeChanged, treeHistory, treeNow, type TreeChange } from './tree-documents.js';

/** The tree as it stands, and every step of the year that led there. */
export interface Year {
  readonly now: Nodes;
  readonly position: number;
  /** Null while they are on their way. */
  readonly steps: readonly Step[] | null;
  /** Of the steps, how much of the log has been read: 0 to 1. */
  readonly read: number;
  readonly begins: string;
}

interface Asked {
  readonly data: Year | null;
  readonly error: CombinedError | undefined;
  readonly again: () => void;
}

/** Loads the tree, then the year's changes page by page: from then on every step is worked out here. */
export const useYear = (): Asked => {
  const client = useClient();
  const [{ data, error }, ask] = useQuery({ query: treeNow });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useLive(treeChanged, {}, again);
  const [history, setHistory] = useState<{
    readonly upTo: number;
    readonly steps: readonly Step[];
    readonly read: number;
    readonly whole: boolean;
  } | null>(null);
  const [trouble, setTrouble] = useState<CombinedError>();

  const tree = data?.alignmentTree.__typename === 'AlignmentTree' ? data.alignmentTree : null;
  const position = tree?.position ?? null;
  const begins = data?.cycles.find(({ current }) => current)?.starts ?? null;
  const known = history?.upTo;

  useEffect(() => {
    if (position === null || begins === null || known === position) return;
    let isOver = false;
    const load = async (): Promise<void> => {
      const changes: TreeChange[] = [];
      for (let from: { day: string } | { position: number } = { day: dayBefore(begins) }; ;) {
        const answer: OperationResult<Answered> = await client
          .query(treeHistory, { from, to: { position } }, { requestPolicy: 'network-only' })
          .toPromise();
        if (isOver) return;
        if (!answer.data) return setTrouble(answer.error);
        const { treeChanges } = answer.data;
        changes.push(...treeChanges.changes);
        const { next } = treeChanges;
        setHistory({ upTo: position, steps: stepsOf(changes), read: (next ?? position) / position, whole: next === null });
        if (next === null) return setTrouble(undefined);
        from = { position: next };
      }
    };
    void load();
    return () => {
      isOver = true;
    };
  }, [client, position, begins, known]);

  const year =
    tree === null
      ? null
      : {
          now: new Map(tree.nodes.map((node) => [node.id, node])),
          position: tree.position,
          steps: history?.whole && history.upTo === tree.position ? history.steps : null,
          read: history?.read ?? 0,
          begins: begins ?? '',
        };
  return { data: year, error: error ?? trouble, again };
};

type Answered = ResultOf<typeof treeHistory>;

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
