import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Recorded } from '#kernel';
import { checkAppend } from '../appending.js';
import { Live } from '../live.js';
import {
  type Appended,
  type Batch,
  type Capabilities,
  type Clock,
  DuplicateEventId,
  type EventStore,
  type Expected,
  type Hydrate,
  type LogRead,
  type NewEvent,
  type RawEvent,
  type StreamRead,
  VersionConflict,
} from '../port.js';
import { lockFileOf } from './lock.js';
import { createLog, ourLog } from './schema.js';
import { type ReadOnlyLog, SqliteLog, closedLog } from './sqlite-log.js';
import { Thread } from './thread.js';
import { named, troubleOf } from './trouble.js';
import { type AppendReply, type AppendRequest, type WriterGiven, openWriter } from './writer.js';

export { SqliteLogCopy } from './copy.js';
export { holdLog } from './hold.js';
export { type ReadOnlyLog, openReadOnly } from './sqlite-log.js';

/** The log in one SQLite file: durable, in process, one writing process at a time. */
export class SqliteEventStore implements EventStore, ReadOnlyLog {
  readonly capabilities: Capabilities = { engine: 'sqlite', durable: true, refusesDuplicateIds: true, sharedWriters: false };
  private readonly live: Live;
  private closing: Promise<void> | null = null;

  private constructor(
    private readonly log: SqliteLog,
    private readonly writer: Thread<AppendRequest, AppendReply>,
    private readonly clock: Clock,
    hydrate: Hydrate,
  ) {
    this.live = new Live(hydrate, log);
  }

  /**
   * Opens the log, making it and its folder when they do not exist. Throws StoreInUse (another process has it),
   * StoreUnavailable (the folder cannot be written), StoreCorrupt (the file is damaged or no Hoshin log).
   */
  static async open({
    file,
    clock = Date.now,
    hydrate,
  }: {
    readonly file: string;
    readonly clock?: Clock;
    readonly hydrate: Hydrate;
  }): Promise<SqliteEventStore> {
    const path = resolve(file);
    await named(dirname(path), () => mkdir(dirname(path), { recursive: true }));
    return await named(path, async () => {
      const given = { file: path, lockFile: lockFileOf(path), createLog, ourLog };
      const writer = await Thread.start<WriterGiven, AppendRequest, AppendReply>('log writer', openWriter, given);
      try {
        return new SqliteEventStore(await SqliteLog.open(path, hydrate), writer, clock, hydrate);
      } catch (error) {
        await writer.close();
        throw error;
      }
    });
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    this.mustBeOpen();
    const payloads = checkAppend(stream, expected, events);
    const reply = await named(this.log.file, () => this.writer.call({ stream, expected, events, nowMs: this.clock() }));
    switch (reply.kind) {
      case 'conflict':
        throw new VersionConflict(stream, expected, reply.actual);
      case 'duplicate':
        throw new DuplicateEventId(stream, reply.id);
      case 'failed':
        throw troubleOf(Object.assign(new Error(reply.message), { code: reply.code }), this.log.file);
      case 'appended': {
        const { firstVersion, position, recordedAt, replayed, hashes } = reply;
        const first = position - events.length + 1;
        const place = (event: NewEvent, index: number): RawEvent => ({
          ordinal: first + index,
          stream,
          version: firstVersion + index,
          id: event.id,
          type: event.type,
          schema: event.schema,
          data: event.data,
          meta: event.meta,
          recordedAt,
          eventHash: hashes[index]!,
        });
        if (!replayed) this.live.publish(events.map(place), payloads);
        return { stream, firstVersion, lastVersion: firstVersion + events.length - 1, position, recordedAt, replayed };
      }
    }
  }

  async readStream(stream: string, read?: StreamRead): Promise<readonly Recorded<string, unknown>[]> {
    return await this.log.readStream(stream, read);
  }

  readAll(read?: LogRead): AsyncIterable<Batch<Recorded<string, unknown>>> {
    return this.log.readAll(read);
  }

  readAllRaw(read?: LogRead): AsyncIterable<Batch<RawEvent>> {
    return this.log.readAllRaw(read);
  }

  subscribeAll(read: { readonly after: number; readonly signal: AbortSignal }): AsyncIterable<Batch<Recorded<string, unknown>>> {
    return this.live.follow(read);
  }

  async head(): Promise<{ readonly position: number; readonly recordedAt: string | null }> {
    return await this.log.head();
  }

  async backupTo(file: string): Promise<void> {
    await this.log.backupTo(file);
  }

  /** Takes nothing more on, waits for every append it took, ends the scans and subscriptions, and lets the file go. */
  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    // The writer's connection goes last: that is the one that brings everything from the write-ahead log into the file.
    await this.log.close();
    await this.writer.close();
    this.live.close(closedLog(this.log.file));
  }

  private mustBeOpen(): void {
    if (this.closing) throw closedLog(this.log.file);
  }
}
