import type { Client, CombinedError, OperationResult, TypedDocumentNode } from 'urql';
import type { Connection } from '../shell/use-pages.js';

/** Whatever a list holds, up to so many pages: more than any organisation has. */
const pagesMax = 250;

/** Carries an answer that did not come up to whoever asked. */
export class NotRead extends Error {
  constructor(readonly error: CombinedError) {
    super(error.message);
  }
}

/** Reads a list to its end, for a document with a variable `after`; throws {@link NotRead} where a page does not come. */
export const readAll = async <Data, Node>(
  client: Client,
  document: TypedDocumentNode<Data, never>,
  variables: Readonly<Record<string, unknown>>,
  listOf: (data: Data) => Connection<Node>,
): Promise<readonly Node[]> => {
  const nodes: Node[] = [];
  let after: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const answer: OperationResult<Data> = await client
      .query<Data>(document, { ...variables, after }, { requestPolicy: 'network-only' })
      .toPromise();
    if (answer.data === undefined || answer.data === null) throw new NotRead(answer.error!);
    const { edges, totalCount } = listOf(answer.data);
    nodes.push(...edges.map(({ node }) => node));
    after = edges.at(-1)?.cursor ?? null;
    if (after === null || nodes.length >= totalCount) break;
  }
  return nodes;
};
