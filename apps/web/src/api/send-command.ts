import type { Client, TypedDocumentNode } from 'urql';
import { troubleOf, type Trouble } from './trouble.js';

/** The document of a mutation that takes an `input` and answers with an outcome. */
export type CommandDocument<Data = unknown> = TypedDocumentNode<Data, never>;

/** What a command says. */
export type Input = Readonly<Record<string, unknown>>;

/** What every mutation answers under its one name. */
type Outcome = { readonly __typename: 'Receipt' } | { readonly __typename: 'Refusal'; readonly code: string; readonly because: string };

type Answered<Data> = { readonly data: Data; readonly outcome: Outcome; readonly trouble?: never } | { readonly trouble: Trouble };

/** Sends a command, which carries its own id: what was answered, or the trouble where nothing was. */
export const sendCommand = async <Data>(
  client: Client,
  document: CommandDocument<Data>,
  input: Input & { readonly commandId: string },
): Promise<Answered<Data>> => {
  const { data, error } = await client.mutation<Data>(document, { input }).toPromise();
  const outcome = data ? (Object.values(data)[0] as Outcome | null) : null;
  if (data && outcome) return { data, outcome };
  return { trouble: error ? troubleOf(error) : { kind: 'OFFLINE', message: 'The service cannot be reached.', reference: null } };
};
