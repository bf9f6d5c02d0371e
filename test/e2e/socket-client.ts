import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What a subscription says, as it came over the wire. */
export interface Notice {
  readonly position: number;
  readonly kind: string;
  readonly subjects: readonly string[];
  readonly refetch: boolean;
}

/** What ended a subscription or refused it. */
export interface SocketError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** The notices of one subscription, taken one by one. */
export class Following {
  /** Everything that came, in order. */
  readonly heard: Notice[] = [];
  readonly errors: SocketError[] = [];
  /** Resolves when nothing more will come. */
  readonly over: Promise<void>;
  private taken = 0;
  private wake = (): void => undefined;

  constructor(client: Client, query: string) {
    this.over = new Promise((resolve) => {
      const end = (): void => {
        resolve();
        this.wake();
      };
      const failed = (error: unknown): void => {
        if (Array.isArray(error)) this.errors.push(...(error as SocketError[]));
        end();
      };
      this.end = client.subscribe<Record<string, Notice>>(
        { query },
        {
          next: ({ data, errors }) => {
            if (errors) this.errors.push(...(errors as unknown as SocketError[]));
            if (data) this.heard.push(Object.values(data)[0]!);
            this.wake();
          },
          error: failed,
          complete: end,
        },
      );
    });
  }

  end: () => void = () => undefined;

  /** The next notice; throws where none comes within a few seconds. */
  async next(): Promise<Notice> {
    const until = Date.now() + 5_000;
    while (this.heard.length <= this.taken) {
      if (Date.now() > until) throw new Error(`no notice came; errors: ${JSON.stringify(this.errors)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 50);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.heard[this.taken++]!;
  }
}

/** A page's side of the socket: the client that the protocol's makers ship, over a real connection. */
export class SocketClient {
  readonly closed: Promise<Closing>;
  private readonly client: Client;
  private readonly isAccepted: Promise<void>;

  constructor(address: string, parameters?: Record<string, unknown>, headers: Record<string, string> = {}) {
    let accepted: () => void;
    let closed: (closing: Closing) => void;
    this.closed = new Promise((resolve) => (closed = resolve));
    this.isAccepted = Promise.race([new Promise<void>((resolve) => (accepted = resolve)), this.closed.then(() => undefined)]);
    class Implementation extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { headers });
      }
    }
    this.client = createClient({
      url: `${address.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: Implementation,
      lazy: false,
      retryAttempts: 0,
      ...(parameters && { connectionParams: parameters }),
      onNonLazyError: () => undefined,
      on: {
        connected: () => accepted(),
        closed: (event) => {
          const { code, reason } = event as { code: number; reason: string };
          closed({ code, reason });
        },
      },
    });
  }

  /** Signed in, or closed. */
  async ready(): Promise<this> {
    await this.isAccepted;
    return this;
  }

  follow(query: string): Following {
    return new Following(this.client, query);
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }
}

export const notice = '{ position kind subjects refetch }';
