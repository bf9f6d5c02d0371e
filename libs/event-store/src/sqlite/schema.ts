import type BetterSqlite3 from 'better-sqlite3';

/** Marks the file as a Hoshin log ("hosh") whatever its name; the format number is raised when the table changes. */
const applicationId = 0x686f7368;
const format = 1;

/**
 * The whole database. Text is kept as the bytes first written; nothing may change or go, not even by a careless hand
 * at a SQLite prompt.
 */
export const createLog = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    schema INTEGER NOT NULL,
    data TEXT NOT NULL,
    meta TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    event_hash TEXT NOT NULL,
    UNIQUE (stream, version),
    UNIQUE (stream, id)
  ) STRICT;
  CREATE TRIGGER nothing_changes BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
  CREATE TRIGGER nothing_goes BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${format};
`;

export type LogKind = 'empty' | 'ours' | 'newer' | 'foreign';

/** Builds what tells whose file a connection has open. Self-contained once built: it also runs in the writer's thread. */
export const kindOfLog = (db: BetterSqlite3.Database, ours: { readonly applicationId: number; readonly format: number }): LogKind => {
  const id = db.pragma('application_id', { simple: true });
  if (id === ours.applicationId) return Number(db.pragma('user_version', { simple: true })) > ours.format ? 'newer' : 'ours';
  return id === 0 && db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0 ? 'empty' : 'foreign';
};
export const ourLog = { applicationId, format };

/** What a connection that writes has to know to open, or make, the file. */
export interface LogToOpen {
  readonly file: string;
  readonly createLog: string;
  readonly ourLog: { readonly applicationId: number; readonly format: number };
}

/**
 * Opens the file for writing, with every promise of durability, making the log where there is none. Whoever calls it
 * holds the writer's lock. Self-contained: the writer's thread runs this very text (thread.ts).
 */
export const openLogFile = (
  Database: typeof BetterSqlite3,
  kindOf: typeof kindOfLog,
  { file, createLog: create, ourLog: ours }: LogToOpen,
): BetterSqlite3.Database => {
  const failure = (code: string, message: string): Error => Object.assign(new Error(message), { code });
  const db = new Database(file, { timeout: 5_000 });
  try {
    const kind = kindOf(db, ours);
    if (kind === 'foreign') throw failure('FOREIGN', 'the file is another database');
    if (kind === 'newer') throw failure('NEWER', 'a newer program wrote the file');
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') throw failure('NO_WAL', 'the file system takes no write-ahead log');
    db.pragma('synchronous = FULL');
    db.pragma('fullfsync = ON');
    db.pragma('checkpoint_fullfsync = ON');
    db.pragma('wal_autocheckpoint = 4000');
    db.pragma('journal_size_limit = 67108864');
    if (kind === 'empty') db.transaction(() => db.exec(create)).immediate();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};
