/** A GraphQL answer as it came over the wire. */
export interface ApiAnswer<Data = Record<string, unknown>> {
  readonly status: number;
  readonly data: Data | null | undefined;
  readonly errors: readonly ApiError[];
}

export interface ApiError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** What a mutation answers: a receipt or a refusal. */
export type ApiOutcome =
  | {
      readonly __typename: 'Receipt';
      readonly commandId: string;
      readonly subject: string;
      readonly position: number;
      readonly version: number;
      readonly events: number;
      readonly replayed: boolean;
    }
  | { readonly __typename: 'Refusal'; readonly code: string; readonly because: string };

const outcomeFields =
  '{ __typename ... on Receipt { commandId subject position version events replayed } ... on Refusal { code because } }';

/** Talks to a service as anybody would: GraphQL over HTTP, with or without a token. */
export class ApiClient {
  constructor(
    readonly address: string,
    private readonly token?: string,
  ) {}

  /** The headers it sends with every request. */
  headers(contentType = 'application/json'): Record<string, string> {
    return { 'content-type': contentType, ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }) };
  }

  /** Sends any body; for requests that are no GraphQL at all. */
  post(body: string, contentType?: string): Promise<Response> {
    return fetch(`${this.address}/graphql`, { method: 'POST', headers: this.headers(contentType), body });
  }

  /** A whole document with its variables: the answer with its errors, if any. */
  async ask<Data = Record<string, unknown>>(query: string, variables: Record<string, unknown> = {}): Promise<ApiAnswer<Data>> {
    const response = await this.post(JSON.stringify({ query, variables }));
    const { data, errors = [] } = (await response.json()) as { data?: Data | null; errors?: ApiError[] };
    return { status: response.status, data, errors };
  }

  /** A query whose answer has no errors; with errors it throws them. */
  async query<Data = Record<string, unknown>>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const { data, errors } = await this.ask<Data>(query, variables);
    if (errors.length > 0 || !data) throw new Error(`the query failed: ${JSON.stringify(errors)}`);
    return data;
  }

  /** One mutation by its name, with an input whose command id is made up unless it names one; errors are thrown. */
  async mutate(name: string, input: Record<string, unknown>): Promise<ApiOutcome> {
    const data = await this.query<Record<string, ApiOutcome>>(mutationOf(name), { input: { commandId: crypto.randomUUID(), ...input } });
    return data[name]!;
  }

  /** The same with the answer as it came, for inputs that are expected to fail. */
  attempt(name: string, input: Record<string, unknown>): Promise<ApiAnswer> {
    return this.ask(mutationOf(name), { input: { commandId: crypto.randomUUID(), ...input } });
  }
}

const mutationOf = (name: string): string =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) ${outcomeFields} }`;
