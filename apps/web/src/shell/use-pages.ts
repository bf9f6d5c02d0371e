import { useCallback, useEffect, useMemo, useState } from 'react';
import { useClient, type CombinedError, type TypedDocumentNode } from 'urql';

/** One page of a list, as the service answers it. */
export interface Connection<Node> {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
}

/** The same of a list that is searched rather than counted: it says itself how far it has looked, and whether more is there. */
export interface Search<Node> {
  readonly totalCount: number | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: Node }[];
}

type List = Connection<unknown> | Search<unknown>;
type NodeOf<Of extends List> = Of['edges'][number]['node'];

/** A list as far as it has been read, with what its last page says of the whole. */
export interface Pages<Node, About = Pick<Connection<Node>, 'totalCount'>> {
  /** Undefined until the first page is there. */
  readonly data: (About & { readonly nodes: readonly Node[] }) | undefined;
  readonly error: CombinedError | undefined;
  readonly fetching: boolean;
  /** Reads the next page; null where there is none. */
  readonly more: (() => void) | null;
  /** Begins anew. */
  readonly again: () => void;
}

interface Read<Of extends List> {
  readonly key: string;
  readonly list?: { readonly last: Of; readonly nodes: readonly NodeOf<Of>[] };
  readonly error?: CombinedError | undefined;
  readonly fetching: boolean;
}

const endOf = (last: List): string | null => ('pageInfo' in last ? last.pageInfo.endCursor : (last.edges.at(-1)?.cursor ?? null));
const hasMore = ({ last, nodes }: { readonly last: List; readonly nodes: readonly unknown[] }): boolean =>
  'pageInfo' in last ? last.pageInfo.hasNextPage : nodes.length < last.totalCount;

/** Reads a list page by page, for a document with a variable `after`, and begins anew when its other variables change. */
export const usePages = <Data, Of extends List>(
  document: TypedDocumentNode<Data, never>,
  variables: Readonly<Record<string, unknown>>,
  listOf: (data: Data) => Of,
): Pages<NodeOf<Of>, Omit<Of, 'edges'>> => {
  const client = useClient();
  const key = JSON.stringify(variables);
  const [read, setRead] = useState<Read<Of>>();
  const ask = useCallback(
    async (before: Read<Of>['list'] | null): Promise<void> => {
      setRead((was) => ({ ...(was?.key === key && was), key, fetching: true }));
      const all = { ...(JSON.parse(key) as object), after: before ? endOf(before.last) : null };
      const { data, error } = await client.query<Data>(document, all, { requestPolicy: 'network-only' }).toPromise();
      setRead((was) => {
        if (was?.key !== key) return was;
        if (!data) return { ...was, fetching: false, error };
        const last = listOf(data);
        return { key, fetching: false, list: { last, nodes: [...(before?.nodes ?? []), ...last.edges.map(({ node }) => node)] } };
      });
    },
    // Which list it is follows from the document.
    [client, document, key],
  );
  useEffect(() => {
    void ask(null);
  }, [ask]);
  const list = read?.key === key ? read.list : undefined;
  const data = useMemo(() => list && { ...list.last, nodes: list.nodes }, [list]);
  return {
    data,
    error: read?.error,
    fetching: read?.fetching ?? true,
    more: list && hasMore(list) ? () => void ask(list) : null,
    again: () => void ask(null),
  };
};
