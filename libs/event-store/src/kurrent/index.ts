import type { Recorded } from '#kernel';
import { checkAppend } from '../appending.js';
import { hydrated, hydratedBatches } from '../hydrating.js';
import { Live } from '../live.js';
import type {
  Appended,
  Batch,
  Capabilities,
  Clock,
  EventStore,
  Expected,
  Hydrate,
  LogRead,
  NewEvent,
  RawEvent,
  StreamRead,
} from '../port.js';
import { Appender } from './appender.js';
import { type KurrentGiven, KurrentLog } from './kurrent-log.js';
import { isPassing } from './trouble.js';

export type { Patience } from './connection.js';
export type { Notice } from './follower.js';
export type { KurrentGiven } from './kurrent-log.js';
export { KurrentLogCopy } from './log-copy.js';

/** The log in an EventStoreDB or KurrentDB server or cluster, which several processes may write to. */
export class KurrentEventStore implements EventStore {
  readonly capabilities: Capabilities = { engine: 'kurrent', durable: true, refusesDuplicateIds: false, sharedWriters: true };
  private readonly appender: Appender;
  private readonly live: Live;

  private constructor(
    private readonly log: KurrentLog,
    private readonly hydrate: Hydrate,
    clock: Clock,
  ) {
    this.live = new Live(hydrate, this);
    this.appender = new Appender(log.connection, log.follower, log.reader, clock);
    log.tell(this.live);
  }

  /**
   * Connects and reads the whole log once, to count it. Throws StoreUnavailable, StoreTimeout, AccessDenied; StreamGone and
   * StoreCorrupt where the log is not whole or has foreign events in it.
   */
  static async open({
    clock = Date.now,
    hydrate,
    ...given
  }: KurrentGiven & { readonly clock?: Clock; readonly hydrate: Hydrate }): Promise<KurrentEventStore> {
    return new KurrentEventStore(await KurrentLog.open(given), hydrate, clock);
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    this.log.mustBeOpen();
    checkAppend(stream, expected, events);
    return await this.log.finished(this.appender.append(stream, expected, events));
  }

  async readStream(stream: string, read?: StreamRead): Promise<readonly Recorded<string, unknown>[]> {
    return hydrated(this.hydrate, await this.log.readStream(stream, read));
  }

  readAll(read?: LogRead): AsyncIterable<Batch<Recorded<string, unknown>>> {
    return hydratedBatches(this.hydrate, this.readAllRaw(read));
  }

  readAllRaw(read?: LogRead): AsyncIterable<Batch<RawEvent>> {
    return this.log.readAllRaw(read);
  }

  /** Lives through outages: what could not be read now is read when the server is back. */
  async *subscribeAll({
    after,
    signal,
  }: {
    readonly after: number;
    readonly signal: AbortSignal;
  }): AsyncGenerator<Batch<Recorded<string, unknown>>> {
    for (let position = after, failures = 0; !signal.aborted; failures++)
      try {
        for await (const batch of this.live.follow({ after: position, signal })) {
          position = batch.events.at(-1)?.ordinal ?? position;
          failures = 0;
          yield batch;
        }
        return;
      } catch (error) {
        if (this.log.closed || !isPassing(error)) throw error;
        await this.log.connection.pause(failures, signal);
      }
  }

  head(): Promise<{ readonly position: number; readonly recordedAt: string | null }> {
    return this.log.head();
  }

  close(): Promise<void> {
    return this.log.close();
  }
}
