import type pg from 'pg';
import type { Recorded } from '#kernel';
import { checkAppend } from '../appending.js';
import { hydrated, hydratedBatches } from '../hydrating.js';
import { type Followed, Live } from '../live.js';
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
} from '../port.js';
import { type Address, readAddress } from './address.js';
import { poolOf } from './connecting.js';
import { LogFollower } from './follower.js';
import { currentFormat, formatOf, migrateAt } from './migrating.js';
import { type Ask, readHead, readLog, readStream } from './reader.js';
import { patiently } from './retrying.js';
import { failure, troubleOf } from './trouble.js';
import { Writer } from './writer.js';

export { readAddress } from './address.js';
export { PostgresLogCopy } from './copy.js';
export { leasesAt } from './lease.js';
export { migrate, serviceGrants } from './migrating.js';

/** Connections for reading that one process may have at once. */
const readersMax = 4;

/** The log in a PostgreSQL database: durable, for any number of writing processes. */
export class PostgresEventStore implements EventStore {
  readonly capabilities: Capabilities = { engine: 'postgres', durable: true, refusesDuplicateIds: true, sharedWriters: true };
  private readonly live: Live;
  private readonly writer: Writer;
  private readonly follower: LogFollower;
  private lookedAt = 0;
  private closing: Promise<void> | null = null;
  private closed = false;

  private constructor(
    private readonly address: Address,
    private readonly readers: pg.Pool,
    private readonly writers: pg.Pool,
    clock: Clock,
    private readonly hydrate: Hydrate,
    private readonly patienceMs: number,
    pollMs: number,
  ) {
    this.live = new Live(hydrate, this);
    this.writer = new Writer(address.name, writers, this.asking(patienceMs), clock, patienceMs, (added, payloads) => {
      this.live.publish(added, payloads);
      if (added.length > 0) this.follower.tell();
    });
    this.follower = new LogFollower(address, pollMs, (position) => this.reached(position));
  }

  /**
   * Opens the log at `postgres://user:password@host:5432/database?sslmode=verify-full`. Makes or renews its tables where
   * the role may; otherwise they have to be there ({@link migrate}). While the server is away for a moment, appends and
   * reads go on trying for `patienceMs`; the log is looked at every `pollMs` for what other processes wrote. Throws
   * StoreUnavailable with the way out: not reachable, no right, no TLS where it was asked for, a newer or missing format,
   * a server set so that it may lose what it acknowledged.
   */
  static async open({
    address,
    clock = Date.now,
    hydrate,
    patienceMs = 10_000,
    pollMs = 1_000,
  }: {
    readonly address: string;
    readonly clock?: Clock;
    readonly hydrate: Hydrate;
    readonly patienceMs?: number;
    readonly pollMs?: number;
  }): Promise<PostgresEventStore> {
    const at = readAddress(address);
    const readers = poolOf(at, 'reader', readersMax);
    try {
      if ((await formatOf(readers)) < currentFormat) await migrateAt(at);
      await mustBeDurable(readers);
      await readers.query('SELECT position FROM hoshin.log_head');
    } catch (error) {
      await readers.end();
      throw troubleOf(error, at.name);
    }
    return new PostgresEventStore(at, readers, poolOf(at, 'writer', 1), clock, hydrate, patienceMs, pollMs);
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    this.mustTakeOn();
    const payloads = checkAppend(stream, expected, events);
    const { firstVersion, position, recordedAt, added } = await this.writer.append({ stream, events, payloads }, expected);
    return { stream, firstVersion, lastVersion: firstVersion + events.length - 1, position, recordedAt, replayed: added.length === 0 };
  }

  async readStream(stream: string, read: StreamRead = {}): Promise<readonly Recorded<string, unknown>[]> {
    this.mustTakeOn();
    return hydrated(this.hydrate, await readStream(this.asking(this.patienceMs), stream, read));
  }

  readAll(read?: LogRead): AsyncIterable<Batch<Recorded<string, unknown>>> {
    return hydratedBatches(this.hydrate, this.readAllRaw(read));
  }

  async *readAllRaw(read: LogRead = {}): AsyncGenerator<Batch<RawEvent>> {
    this.mustTakeOn();
    yield* readLog(this.asking(this.patienceMs), read);
  }

  async *subscribeAll({
    after,
    signal,
  }: {
    readonly after: number;
    readonly signal: AbortSignal;
  }): AsyncGenerator<Batch<Recorded<string, unknown>>> {
    // Whoever follows waits for the server however long it is away, and goes on after the last event it was given.
    const ask = this.asking(Infinity, signal);
    const log: Followed = { head: () => readHead(ask), readAll: (read) => hydratedBatches(this.hydrate, readLog(ask, read)) };
    try {
      yield* this.live.follow({ after, signal }, log);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async head(): Promise<{ readonly position: number; readonly recordedAt: string | null }> {
    this.mustTakeOn();
    return await readHead(this.asking(this.patienceMs));
  }

  /** Takes nothing more on, waits for every append it took, ends the subscriptions, and lets the connections go. */
  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    await this.writer.drained();
    this.closed = true;
    this.live.close(this.isClosed());
    await this.follower.stop();
    await Promise.all([this.writers.end(), this.readers.end()]);
  }

  private asking(patienceMs: number, signal?: AbortSignal): Ask {
    return async <Result extends pg.QueryResultRow | unknown[]>(text: string, values: readonly unknown[]): Promise<Result[]> => {
      try {
        return await patiently(
          patienceMs,
          async () => {
            if (this.closed) throw this.isClosed();
            const { rows } = await this.readers.query({ text, values: [...values], rowMode: 'array' });
            return rows as Result[];
          },
          signal,
        );
      } catch (error) {
        throw this.closed ? this.isClosed() : troubleOf(error, this.address.name);
      }
    };
  }

  /** A head that goes back is another, older log: what its readers have seen is not in it, so none may go on. */
  private reached(position: number): void {
    if (position < this.lookedAt)
      this.live.close(
        new StoreCorrupt(
          `${this.address.name} ended at position ${this.lookedAt} and now ends at ${position}: it is an older copy, restore a later one and start again`,
          { position: this.lookedAt, head: position },
        ),
      );
    this.lookedAt = position;
    this.live.hint(position);
  }

  private mustTakeOn(): void {
    if (this.closing) throw this.isClosed();
  }

  private isClosed(): StoreUnavailable {
    return troubleOf(failure('CLOSED'), this.address.name) as StoreUnavailable;
  }
}

/** `durable` is a promise of the server's settings, too. */
const mustBeDurable = async (db: pg.Pool): Promise<void> => {
  const { rows } = await db.query<{ setting: string }>(
    `SELECT setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'`,
  );
  if (rows.length > 0) throw failure('LOSES');
};
