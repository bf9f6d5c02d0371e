import type { AnyVariables, Client, CombinedError, TypedDocumentNode } from 'urql';

interface Connection<Node> {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
}

/** Whatever a list holds, up to so many pages: more than any organisation has. */
const pagesMax = 250;

/** Carries an answer that did not come up to whoever asked. */
export class NotRead extends Error {
  constructor(readonly error: CombinedError) {
    super(error.message);
  }
}

/** Reads a list to its end, for a document with a variable `after`; throws {@link NotRead} where a page does not come. */
export const readAll = async <Data, Variables extends AnyVariables, Node>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Readonly<Record<string, unknown>>,
  listOf: (data: Data) => Connection<Node>,
): Promise<readonly Node[]> => {
  const nodes: Node[] = [];
  let after: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const all = { ...variables, after } as unknown as Variables;
    const answer: { data?: Data | undefined; error?: CombinedError | undefined } = await client
      .query(document, all, { requestPolicy: 'network-only' })
      .toPromise();
    if (answer.data === undefined || answer.data === null) throw new NotRead(answer.error!);
    const { edges, totalCount } = listOf(answer.data);
    nodes.push(...edges.map(({ node }) => node));
    after = edges.at(-1)?.cursor ?? null;
    if (after === null || nodes.length >= totalCount) break;
  }
  return nodes;
};
