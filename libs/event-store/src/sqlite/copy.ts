import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { type LogCopyTarget, mustFollow } from '../copying.js';
import type { Batch, LogRead, RawEvent } from '../port.js';
import { lockFileOf, takeLock } from './lock.js';
import { createLog, kindOfLog, openLogFile, ourLog } from './schema.js';
import { SqliteLog } from './sqlite-log.js';
import { named } from './trouble.js';

/** Events are handed over as they are: nothing of them is turned into what a domain sees. */
const unread = (): never => {
  throw new Error('a copy is read as it lies, not hydrated');
};

/** A SQLite file as the target of a copy. It holds the writer's lock: no service can open the log meanwhile. */
export class SqliteLogCopy implements LogCopyTarget {
  private readonly insert;
  private readonly headOf;

  private constructor(
    private readonly log: SqliteLog,
    private readonly db: Database.Database,
    private readonly lock: { close(): void },
  ) {
    this.insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.headOf = db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck();
  }

  /** Opens the log, making it and its folder where there is none; throws as SqliteEventStore.open does. */
  static async open({ file }: { readonly file: string }): Promise<SqliteLogCopy> {
    const path = resolve(file);
    await named(dirname(path), () => mkdir(dirname(path), { recursive: true, mode: 0o750 }));
    return await named(path, async () => {
      const opened: { close(): unknown }[] = [];
      try {
        const lock = takeLock(Database, os, lockFileOf(path));
        opened.unshift(lock);
        const db = openLogFile(Database, kindOfLog, { file: path, createLog, ourLog });
        opened.unshift(db);
        return new SqliteLogCopy(await SqliteLog.open(path, unread), db, lock);
      } catch (error) {
        for (const each of opened) each.close();
        throw error;
      }
    });
  }

  async restoreRaw(events: readonly RawEvent[]): Promise<void> {
    await named(this.log.file, () =>
      this.db
        .transaction(() => {
          mustFollow(this.headOf.get()!, events);
          for (const { ordinal, stream, version, id, type, schema, data, meta, recordedAt, eventHash } of events)
            this.insert.run(ordinal, stream, version, id, type, schema, data, meta, recordedAt, eventHash);
        })
        .immediate(),
    );
  }

  readAllRaw(read?: LogRead): AsyncIterable<Batch<RawEvent>> {
    return this.log.readAllRaw(read);
  }

  async head(): Promise<{ readonly position: number; readonly recordedAt: string | null }> {
    return await this.log.head();
  }

  async close(): Promise<void> {
    await this.log.close();
    this.db.close();
    this.lock.close();
  }
}
