import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Recorded } from '#kernel';
import { type EventRow, columns, rawOf } from '../event-row.js';
import { hydrated, hydratedBatches } from '../hydrating.js';
import { type Batch, type EventStore, type Hydrate, type LogRead, type RawEvent, StoreUnavailable, type StreamRead } from '../port.js';
import { type ReadReply, type ReadRequest, type ReaderGiven, openReader } from './reader.js';
import { kindOfLog, ourLog } from './schema.js';
import { Thread } from './thread.js';
import { named } from './trouble.js';

/** Events a stream read takes in before it lets the event loop turn: well under a millisecond of work. */
const streamSliceEvents = 100;
/** Events from anywhere that are read here in one go: a millisecond or two of work, where a thread takes thirty to start. */
const stretchEventsMax = 250;

/** What a log that only reads can do: for verifying, copying and exporting, also while a service writes to it. */
export interface ReadOnlyLog extends Pick<EventStore, 'readStream' | 'readAll' | 'readAllRaw' | 'head' | 'close'> {
  /** Writes a copy of the log as it stands to a file that does not exist yet, and syncs it to disk. */
  backupTo(file: string): Promise<void>;
}

/**
 * The reading half. Short reads (a stream, the head, a few events in a row) run here, on a connection that never waits for
 * the writer; everything long runs in a thread, which starts at its first use.
 */
export class SqliteLog implements ReadOnlyLog {
  private reader: Promise<Thread<ReadRequest, ReadReply>> | null = null;
  private copies: Promise<unknown> = Promise.resolve();
  private closing: Promise<void> | null = null;
  private readonly headOf;
  private readonly forwards;
  private readonly backwards;
  private readonly stretch;

  private constructor(
    readonly file: string,
    private readonly db: Database.Database,
    private readonly hydrate: Hydrate,
  ) {
    this.headOf = db.prepare<[], { position: number; recordedAt: string }>(
      'SELECT position, recorded_at AS recordedAt FROM events ORDER BY position DESC LIMIT 1',
    );
    this.forwards = db
      .prepare<[string, number, number], EventRow<number>>(
        `SELECT ${columns} FROM events WHERE stream = ? AND version >= ? ORDER BY version LIMIT ?`,
      )
      .raw();
    this.backwards = db
      .prepare<[string, number, number], EventRow<number>>(
        `SELECT ${columns} FROM events WHERE stream = ? AND version <= ? ORDER BY version DESC LIMIT ?`,
      )
      .raw();
    this.stretch = db
      .prepare<[number, number], EventRow<number>>(`SELECT ${columns} FROM events WHERE position > ? AND position <= ? ORDER BY position`)
      .raw();
  }

  static async open(file: string, hydrate: Hydrate): Promise<SqliteLog> {
    const path = resolve(file);
    return await named(path, async () => {
      await access(path);
      const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 250 });
      try {
        const kind = kindOfLog(db, ourLog);
        if (kind !== 'ours') throw Object.assign(new Error(`the file is ${kind}`), { code: kind === 'newer' ? 'NEWER' : 'FOREIGN' });
        return new SqliteLog(path, db, hydrate);
      } catch (error) {
        db.close();
        throw error;
      }
    });
  }

  async readStream(
    stream: string,
    { from, direction = 'forwards', limit = Infinity }: StreamRead = {},
  ): Promise<readonly Recorded<string, unknown>[]> {
    const read: Recorded<string, unknown>[] = [];
    const step = direction === 'forwards' ? 1 : -1;
    let version = from ?? (step > 0 ? 1 : Number.MAX_SAFE_INTEGER);
    for (;;) {
      const wanted = Math.min(streamSliceEvents, limit - read.length);
      this.mustBeOpen();
      const rows = await named(this.file, () => (step > 0 ? this.forwards : this.backwards).all(stream, version, wanted));
      read.push(...hydrated(this.hydrate, rows.map(rawOf)));
      if (rows.length < streamSliceEvents) return read;
      version = rows[rows.length - 1]![2] + step;
      await nextTurn();
    }
  }

  readAll(read?: LogRead): AsyncIterable<Batch<Recorded<string, unknown>>> {
    return hydratedBatches(this.hydrate, this.readAllRaw(read));
  }

  async *readAllRaw({ after = 0, upTo, types, signal, hashed = false }: LogRead = {}): AsyncGenerator<Batch<RawEvent>> {
    signal?.throwIfAborted();
    const { position: head } = await this.head();
    const end = Math.min(upTo ?? head, head);
    if (after >= end) return yield { events: [], caughtUp: end === head };
    if (end - after <= stretchEventsMax && !types && !hashed) {
      const rows = await named(this.file, () => this.stretch.all(after, end));
      return yield { events: rows.map(rawOf), caughtUp: end === head };
    }
    const ask = (from: number): Promise<ReadReply> => this.page({ kind: 'page', after: from, upTo: end, types: types ?? null, hashed });
    let asked = ask(after);
    for (;;) {
      const { rows, done, hashes } = await asked;
      signal?.throwIfAborted();
      const last = rows[rows.length - 1];
      if (!done && last) {
        // Asked for ahead, so that the thread reads on while this page is worked on.
        asked = ask(last[0]);
        asked.catch(() => {});
      }
      yield { events: rows.map(rawOf), caughtUp: done && end === head, ...(hashes && { hashes }) };
      if (done) return;
    }
  }

  async head(): Promise<{ readonly position: number; readonly recordedAt: string | null }> {
    this.mustBeOpen();
    return await named(this.file, () => this.headOf.get() ?? { position: 0, recordedAt: null });
  }

  async backupTo(file: string): Promise<void> {
    this.mustBeOpen();
    const to = resolve(file);
    const copy = named(to, async () => {
      const thread = await this.startReader();
      try {
        await thread.call({ kind: 'backup', to });
      } finally {
        await thread.close();
      }
    });
    this.copies = Promise.allSettled([this.copies, copy]);
    await copy;
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    await this.copies;
    this.db.close();
    await (await this.reader?.catch(() => null))?.close();
  }

  private async page(request: ReadRequest): Promise<ReadReply> {
    this.mustBeOpen();
    return await named(this.file, async () => {
      this.reader ??= this.startReader().catch((error: unknown) => {
        this.reader = null;
        throw error;
      });
      return await (await this.reader).call(request);
    });
  }

  private startReader(): Promise<Thread<ReadRequest, ReadReply>> {
    return Thread.start<ReaderGiven, ReadRequest, ReadReply>('log reader', openReader, { file: this.file, columns }, { atOnce: true });
  }

  private mustBeOpen(): void {
    if (this.closing) throw closedLog(this.file);
  }
}

export const closedLog = (file: string): StoreUnavailable => new StoreUnavailable(`${file} is closed: open it again`, { file });

/** Opens a log for reading alone; a service may be writing to it. Throws StoreUnavailable, StoreCorrupt. */
export const openReadOnly = async (file: string, hydrate: Hydrate): Promise<ReadOnlyLog> => await SqliteLog.open(file, hydrate);
