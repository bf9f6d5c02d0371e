import { useCallback, useEffect, useMemo, useState } from 'react';
import { useClient, type CombinedError, type TypedDocumentNode } from 'urql';

/** One page of a list, as the service answers it. */
export interface Connection<Node> {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
}

/** A list as far as it has been read. */
export interface Pages<Node> {
  /** Undefined until the first page is there. */
  readonly data: { readonly nodes: readonly Node[]; readonly totalCount: number } | undefined;
  readonly error: CombinedError | undefined;
  readonly fetching: boolean;
  /** Reads the next page; null where there is none. */
  readonly more: (() => void) | null;
  /** Begins anew. */
  readonly again: () => void;
}

interface Read<Node> {
  readonly key: string;
  readonly list?: Connection<Node>;
  readonly error?: CombinedError | undefined;
  readonly fetching: boolean;
}

/** Reads a list page by page, for a document with a variable `after`, and begins anew when its other variables change. */
export const usePages = <Data, Node>(
  document: TypedDocumentNode<Data, never>,
  variables: Readonly<Record<string, unknown>>,
  listOf: (data: Data) => Connection<Node>,
): Pages<Node> => {
  const client = useClient();
  const key = JSON.stringify(variables);
  const [read, setRead] = useState<Read<Node>>();
  const ask = useCallback(
    async (before: Connection<Node> | null): Promise<void> => {
      setRead((was) => ({ ...(was?.key === key && was), key, fetching: true }));
      const all = { ...(JSON.parse(key) as object), after: before?.edges.at(-1)?.cursor ?? null };
      const { data, error } = await client.query<Data>(document, all, { requestPolicy: 'network-only' }).toPromise();
      setRead((was) => {
        if (was?.key !== key) return was;
        if (!data) return { ...was, fetching: false, error };
        const { totalCount, edges } = listOf(data);
        return { key, fetching: false, list: { totalCount, edges: [...(before?.edges ?? []), ...edges] } };
      });
    },
    // Which list it is follows from the document.
    [client, document, key],
  );
  useEffect(() => {
    void ask(null);
  }, [ask]);
  const list = read?.key === key ? read.list : undefined;
  const data = useMemo(() => list && { nodes: list.edges.map(({ node }) => node), totalCount: list.totalCount }, [list]);
  return {
    data,
    error: read?.error,
    fetching: read?.fetching ?? true,
    more: list && list.edges.length < list.totalCount ? () => void ask(list) : null,
    again: () => void ask(null),
  };
};
