import type { Address } from './address.js';
import type { Driver, Item, LogPosition, Proposed, Stored } from './driver.js';
import { type ClientSubscription, Gathered } from './subscription.js';

interface Recorded {
  readonly streamId: string;
  readonly revision: bigint;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata?: unknown;
  readonly position?: LogPosition | undefined;
}
interface Resolved {
  readonly event?: Recorded | undefined;
}
interface Filter {
  readonly checkpointReached: (subscription: unknown, position: LogPosition) => Promise<void>;
}

/** What both clients have in common, once {@link Names} has put their names for it in. */
interface Client {
  appendToStream(stream: string, events: readonly unknown[], options: object): Promise<{ readonly nextExpectedRevision: bigint }>;
  readStream(stream: string, options: object): AsyncIterable<Resolved>;
  subscribeToAll(options: { readonly fromPosition: LogPosition | 'start'; readonly filter: unknown }): ClientSubscription;
  dispose(): Promise<void>;
}

/** Where the clients differ. */
interface Names {
  readonly client: Client;
  readonly binaryEvent: (event: Proposed) => unknown;
  readonly streamNameFilter: (filter: Filter & { readonly prefixes: string[]; readonly checkpointInterval: number }) => unknown;
  /** The name of the option that carries the expectation: under a wrong one it is ignored in silence. */
  readonly expectation: 'expectedRevision' | 'streamState';
}

/** What the server puts before the name of a stream that holds metadata about another. */
const about = '$$';

/** Streams are told apart on the server by what stands before their names; above the driver nobody sees it. */
const namesWithin = (
  within: string,
): { readonly there: (stream: string) => string; readonly storedOf: (recorded: Recorded) => Stored } => ({
  there: (stream) => (stream.startsWith(about) ? `${about}${within}${stream.slice(about.length)}` : within + stream),
  storedOf: ({ streamId, revision, id, type, data, metadata, position }) => ({
    stream: streamId.startsWith(about) ? about + streamId.slice(about.length + within.length) : streamId.slice(within.length),
    version: Number(revision) + 1,
    id,
    type,
    data,
    metadata,
    position: position ?? null,
  }),
});

class ClientDriver implements Driver {
  private readonly open = new Set<Gathered<Resolved>>();
  private readonly there;
  private readonly storedOf;

  constructor(
    private readonly names: Names,
    private readonly login: Address['login'],
    within: string,
  ) {
    ({ there: this.there, storedOf: this.storedOf } = namesWithin(within));
    // Without this question to the server both clients append one call at a time. With it they share one stream for all
    // appends: an error there fails every neighbour, a silent server holds all of them, and the older client ends the
    // process when an answer comes late.
    Object.assign(names.client, { supports: async () => false });
  }

  async append(stream: string, after: number, events: readonly Proposed[], deadlineMs: number): Promise<number> {
    const { client, binaryEvent, expectation } = this.names;
    const { nextExpectedRevision } = await client.appendToStream(this.there(stream), events.map(binaryEvent), {
      [expectation]: after === 0 ? 'no_stream' : BigInt(after - 1),
      throwOnAppendFailure: true,
      deadline: deadlineMs,
    });
    return Number(nextExpectedRevision) + 1;
  }

  async readStream(stream: string, from: number | null, direction: 'forwards' | 'backwards', limit: number): Promise<Stored[]> {
    const read: Stored[] = [];
    const fromRevision = from === null ? 'end' : BigInt(from - 1);
    // The newer client reads streams through another program inside it, which takes the password out of the address as it
    // stands there, %40 and all; given with the call it is right.
    const options = { fromRevision, direction, maxCount: limit, ...(this.login && { credentials: this.login }) };
    for await (const { event } of this.names.client.readStream(this.there(stream), options)) if (event) read.push(this.storedOf(event));
    return read;
  }

  subscribe(prefixes: readonly string[], after: LogPosition | null): Gathered<Resolved> {
    const itemOf = ({ event }: Resolved): Item | null => (event ? { kind: 'event', stored: this.storedOf(event) } : null);
    const gathered = new Gathered(itemOf, (ended) => this.open.delete(ended));
    const filter = this.names.streamNameFilter({
      prefixes: prefixes.map(this.there),
      checkpointInterval: 1,
      checkpointReached: async (_, position) => gathered.checkpoint(position),
    });
    this.open.add(gathered);
    return gathered.listenTo(this.names.client.subscribeToAll({ fromPosition: after ?? 'start', filter }));
  }

  close(): void {
    // A client that is disposed of says nothing to its subscriptions.
    for (const gathered of this.open) gathered.fail(new Error('the connection was let go'));
    const client = this.names.client as unknown as { dispose(): Promise<void>; getChannel(): Promise<{ close(): void }> };
    // Disposing cancels the calls and leaves the channel open; asking for the channel is the only way to it.
    const letGo = async (): Promise<void> => {
      await client.dispose();
      (await client.getChannel()).close();
    };
    letGo().catch(() => {});
  }
}

/** Loads the client the address asks for, and only that one. It connects when it is first used. */
export const driverFor = async ({ family, secret, login }: Address, within: string): Promise<() => Driver> => {
  if (family === 'eventstore') {
    const { EventStoreDBClient, binaryEvent, streamNameFilter } = await import('@eventstore/db-client');
    return () => {
      const client = EventStoreDBClient.connectionString(secret) as unknown as Client;
      return new ClientDriver({ client, binaryEvent, streamNameFilter, expectation: 'expectedRevision' } as Names, login, within);
    };
  }
  const { KurrentDBClient, binaryEvent, streamNameFilter } = await import('@kurrent/kurrentdb-client');
  return () => {
    const client = KurrentDBClient.connectionString(secret) as unknown as Client;
    return new ClientDriver({ client, binaryEvent, streamNameFilter, expectation: 'streamState' } as Names, login, within);
  };
};
