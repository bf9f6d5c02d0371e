import type { Recorded } from '#kernel';
import { checkAppend } from '../appending.js';
import { CopyRefused, type LogCopyTarget, mustFollow } from '../copying.js';
import { hydrated, hydratedBatches } from '../hydrating.js';
import { Live } from '../live.js';
import {
  type Appended,
  type Batch,
  type Capabilities,
  type Clock,
  type EventStore,
  type Expected,
  type Hydrate,
  type LogRead,
  type NewEvent,
  type RawEvent,
  StoreCorrupt,
  StoreUnavailable,
  type StreamRead,
  appendBytesMax,
  readBatchMax,
} from '../port.js';
import { Appender, isPassing } from './appender.js';
import { Connection, type Patience, patience as usual } from './connection.js';
import { feed } from './feed.js';
import { Follower, type Notice, isOurs, ourPrefixes } from './follower.js';
import { StreamReader } from './stream-reader.js';
import { unplacedOf } from './stored-form.js';

export type { Notice } from './follower.js';
export type { Patience } from './connection.js';

/** The log in an EventStoreDB or KurrentDB server or cluster, which several processes may write to. */
export class KurrentEventStore implements EventStore, LogCopyTarget {
  readonly capabilities: Capabilities = { engine: 'kurrent', durable: true, refusesDuplicateIds: false, sharedWriters: true };
  private readonly follower: Follower;
  private readonly reader: StreamReader;
  private readonly appender: Appender;
  private readonly live: Live;
  private readonly underway = new Set<Promise<unknown>>();
  private readonly ended = new AbortController();
  private closing: Promise<void> | null = null;

  private constructor(
    private readonly connection: Connection,
    private readonly hydrate: Hydrate,
    clock: Clock,
    notice: (notice: Notice) => void,
  ) {
    this.live = new Live(hydrate, this);
    this.follower = new Follower(
      connection,
      (events) => this.live.publish(events),
      (error) => this.live.close(error),
      notice,
    );
    this.reader = new StreamReader(connection, this.follower);
    this.appender = new Appender(connection, this.follower, this.reader, clock);
  }

  /**
   * Connects and reads the whole log once, to count it. The scheme chooses the client: `esdb://`, `esdb+discover://`, or
   * `kurrentdb://`, `kurrentdb+discover://`. Throws StoreUnavailable, StoreTimeout, AccessDenied; StreamGone and
   * StoreCorrupt where the log is not whole or has foreign events in it. Notices go to the process's warnings unless told.
   * `within` stands before the name of every stream on the server, so that several logs can share one.
   */
  static async open({
    address,
    clock = Date.now,
    hydrate,
    within = '',
    patience,
    notice = ({ message }) => process.emitWarning(message),
  }: {
    readonly address: string;
    readonly clock?: Clock;
    readonly hydrate: Hydrate;
    readonly within?: string;
    readonly patience?: Partial<Patience>;
    readonly notice?: (notice: Notice) => void;
  }): Promise<KurrentEventStore> {
    const connection = await Connection.open(address, within, { ...usual, ...patience });
    const store = new KurrentEventStore(connection, hydrate, clock, notice);
    try {
      await store.follower.start();
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    this.mustBeOpen();
    checkAppend(stream, expected, events);
    return await this.finished(this.appender.append(stream, expected, events));
  }

  /**
   * One append for each that there was, in their order. The server takes no lock: that nobody else writes meanwhile shows
   * by the ordinals, which are read back after each.
   */
  async restoreRaw(events: readonly RawEvent[]): Promise<void> {
    this.mustBeOpen();
    mustFollow(this.follower.position, events);
    for (const append of appendsIn(events)) {
      const { stream, version, recordedAt } = append[0]!;
      const last = append.at(-1)!;
      const { position } = await this.finished(this.appender.restore(stream, version - 1, append, recordedAt));
      if (position !== last.ordinal)
        throw new CopyRefused(
          `event ${last.ordinal} came to lie at ${position}: another program writes to ${this.connection.shown}; stop it, and begin again with an empty server`,
          { position },
        );
    }
  }

  async readStream(
    stream: string,
    { from, direction = 'forwards', limit = Infinity }: StreamRead = {},
  ): Promise<readonly Recorded<string, unknown>[]> {
    this.mustBeOpen();
    if (direction === 'backwards' && from !== undefined && from < 1) return [];
    const first = direction === 'forwards' ? Math.max(1, from ?? 1) : (from ?? null);
    return hydrated(this.hydrate, await this.finished(this.reader.readPlaced(stream, first, direction, limit)));
  }

  readAll(read?: LogRead): AsyncIterable<Batch<Recorded<string, unknown>>> {
    return hydratedBatches(this.hydrate, this.readAllRaw(read));
  }

  async *readAllRaw({ after = 0, upTo, types, signal }: LogRead = {}): AsyncGenerator<Batch<RawEvent>> {
    signal?.throwIfAborted();
    const { position: head } = await this.head();
    const end = Math.min(upTo ?? head, head);
    if (after >= end) return yield { events: [], caughtUp: end === head };
    const begin = this.follower.places.before(after);
    const stop = AbortSignal.any([this.ended.signal, ...(signal ? [signal] : [])]);
    const feeding = feed(this.connection, {
      prefixes: ourPrefixes,
      after: begin.position,
      signal: stop,
      giveUpMs: () => this.connection.patience.giveUpMs,
      onTrouble: () => {},
    });
    let [ordinal, scanned, events] = [begin.ordinal, 0, [] as RawEvent[]];
    for await (const batch of feeding)
      for (const fed of batch) {
        if (fed === 'caught-up' || !isOurs(fed)) continue;
        const { append: _append, left: _left, ...stored } = unplacedOf(fed);
        ordinal++;
        if (this.follower.places.ordinalOf(stored.stream, stored.version) !== ordinal)
          throw new StoreCorrupt(
            `${stored.stream} version ${stored.version} lay elsewhere in the log before: it was restored to another state, start again`,
            { position: ordinal, stream: stored.stream },
          );
        if (ordinal <= after) continue;
        scanned++;
        if (!types || types.includes(stored.type)) events.push({ ...stored, ordinal });
        if (ordinal < end && scanned < readBatchMax) continue;
        signal?.throwIfAborted();
        this.mustBeOpen();
        yield { events, caughtUp: ordinal === end && end === head };
        if (ordinal === end) return;
        [scanned, events] = [0, []];
      }
    signal?.throwIfAborted();
    throw this.closed();
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
        if (this.closing || !isPassing(error)) throw error;
        await this.connection.pause(failures, signal);
      }
  }

  async head(): Promise<{ readonly position: number; readonly recordedAt: string | null }> {
    this.mustBeOpen();
    this.follower.mustBeHeard();
    const { position, recordedAt } = this.follower;
    return { position, recordedAt };
  }

  /** Takes nothing more on, waits for what it took, and lets the connection go. */
  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    await Promise.allSettled(this.underway);
    this.ended.abort();
    await this.follower.end(this.closed());
    this.live.close(this.closed());
    this.connection.close();
  }

  private async finished<Answer>(work: Promise<Answer>): Promise<Answer> {
    this.underway.add(work);
    try {
      return await work;
    } finally {
      this.underway.delete(work);
    }
  }

  private mustBeOpen(): void {
    if (this.closing) throw this.closed();
    this.follower.mustBeUsable();
  }

  private closed(): StoreUnavailable {
    return new StoreUnavailable(`the event store at ${this.connection.shown} is closed: open it again`, { address: this.connection.shown });
  }
}

/** Consecutive events of one stream and one recorded time, as appends wrote them; two appends in one may come out as one. */
const appendsIn = (events: readonly RawEvent[]): readonly (readonly RawEvent[])[] => {
  const appends: RawEvent[][] = [];
  let bytes = 0;
  for (const event of events) {
    const last = appends.at(-1);
    const size = Buffer.byteLength(event.data) + Buffer.byteLength(event.meta);
    if (last && last[0]!.stream === event.stream && last[0]!.recordedAt === event.recordedAt && bytes + size <= appendBytesMax) {
      last.push(event);
      bytes += size;
    } else {
      appends.push([event]);
      bytes = size;
    }
  }
  return appends;
};
