import { useCallback, useEffect, useState } from 'react';
import { useClient, type CombinedError, type OperationResult } from 'urql';
import type { ResultOf } from '../api/graphql.js';
import type { AsOf } from '../shell/use-moment.js';
import { strategyLog } from './log-documents.js';
import type { LogLine } from './log-words.js';

/** So many changes are read at most; whoever wants more narrows the dates. */
const changesMax = 5_000;

/** The events of the strategy in a stretch of the record, as far as they have been read. */
export interface StrategyLog {
  readonly lines: readonly LogLine[];
  readonly isRead: boolean;
  /** More lies between the two moments than is read at once. */
  readonly isCut: boolean;
}

type Answered = ResultOf<typeof strategyLog>;
type TreeChange = Answered['treeChanges']['changes'][number];

const linesOf = (changes: readonly TreeChange[]): LogLine[] => {
  const lines = new Map<number, LogLine>();
  for (const { position, at, event, by, post, reason, before, after } of changes) {
    const node = (after ?? before)!;
    const known = lines.get(position);
    const about = { id: node.id.split('/')[0]!, name: node.statement ?? 'A negotiation between its sides' };
    const units = [before?.unitId, after?.unitId].filter((unit) => unit !== undefined);
    lines.set(position, {
      position,
      at,
      type: event,
      person: by.name,
      post: post?.title ?? null,
      reason,
      about: known?.about.some(({ id }) => id === about.id) ? known.about : [...(known?.about ?? []), about],
      units: [...(known?.units ?? []), ...units],
    });
  }
  return [...lines.values()];
};

/** Reads what changed the strategy after one moment and up to another, page by page; null while it is not known after which. */
export const useStrategyLog = (
  from: AsOf | null,
  to: AsOf | null,
): { readonly data: StrategyLog | undefined; readonly error: CombinedError | undefined; readonly again: () => void } => {
  const client = useClient();
  const key = from && JSON.stringify({ from, to });
  const [read, setRead] = useState<StrategyLog & { readonly key: string }>();
  const [trouble, setTrouble] = useState<CombinedError>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (key === null) return;
    let isOver = false;
    const load = async (): Promise<void> => {
      setTrouble(undefined);
      const changes: TreeChange[] = [];
      const { from: first, to: last } = JSON.parse(key) as { readonly from: AsOf; readonly to: AsOf | null };
      for (let after = first; ;) {
        const answer: OperationResult<Answered> = await client
          .query(strategyLog, { from: after, to: last }, { requestPolicy: 'network-only' })
          .toPromise();
        if (isOver) return;
        if (!answer.data) return setTrouble(answer.error);
        const { changes: made, next } = answer.data.treeChanges;
        changes.push(...made);
        const isCut = next !== null && changes.length >= changesMax;
        setRead({ key, lines: linesOf(changes), isRead: next === null || isCut, isCut });
        if (next === null || isCut) return;
        after = { position: next };
      }
    };
    void load();
    return () => {
      isOver = true;
    };
  }, [client, key, tries]);
  const again = useCallback(() => setTries((before) => before + 1), []);
  return { data: read?.key === key ? read : undefined, error: trouble, again };
};
