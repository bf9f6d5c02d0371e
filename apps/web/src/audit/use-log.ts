import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient, type CombinedError } from 'urql';
import type { VariablesOf } from '../api/graphql.js';
import { logFound, type FoundEvent } from './log-documents.js';

/** Events on one page. */
const pageSize = 50;

/** What was found so far, and how far was looked. */
export interface LogRead {
  readonly events: readonly FoundEvent[];
  /** Null where counting would have meant to look at too much of the log. */
  readonly totalCount: number | null;
  /** The event looked at last; null where there was nothing to look at. */
  readonly lookedTo: number | null;
  readonly hasMore: boolean;
}

type Kept = LogRead & { readonly key: string; readonly cursor: string | null };

/** Searches the log, page by page, and begins anew when something else is looked for. */
export const useLog = (
  question: Omit<VariablesOf<typeof logFound>, 'first' | 'after'>,
): {
  readonly data: LogRead | undefined;
  readonly error: CombinedError | undefined;
  readonly fetching: boolean;
  /** Looks further back; null where everything was looked at. */
  readonly more: (() => void) | null;
  readonly again: () => void;
} => {
  const client = useClient();
  const key = JSON.stringify(question);
  const asked = useRef(key);
  const [read, setRead] = useState<Kept>();
  const [asking, setAsking] = useState<{ readonly key: string; readonly error?: CombinedError | undefined; readonly fetching: boolean }>();
  const ask = useCallback(
    async (before: Kept | null): Promise<void> => {
      setAsking({ key, fetching: true });
      const variables = { ...(JSON.parse(key) as typeof question), first: pageSize, after: before?.cursor ?? null };
      const { data, error } = await client.query(logFound, variables, { requestPolicy: 'network-only' }).toPromise();
      setAsking((was) => (was?.key === key ? { key, error, fetching: false } : was));
      // The answer to an earlier question may come after that to a later one.
      if (!data || asked.current !== key) return;
      const { totalCount, lookedTo, edges, pageInfo } = data.log;
      const events = [...(before?.events ?? []), ...edges.map(({ node }) => node)];
      setRead({ key, events, totalCount, lookedTo, hasMore: pageInfo.hasNextPage, cursor: pageInfo.endCursor });
    },
    [client, key],
  );
  useEffect(() => {
    asked.current = key;
    void ask(null);
  }, [ask, key]);
  const found = read?.key === key ? read : undefined;
  const now = asking?.key === key ? asking : undefined;
  return {
    data: found,
    error: now?.error,
    fetching: now?.fetching ?? true,
    more: found?.hasMore ? () => void ask(found) : null,
    again: () => void ask(null),
  };
};
