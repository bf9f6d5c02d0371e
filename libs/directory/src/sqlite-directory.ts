import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import {
  checkedEntry,
  mustBeFree,
  pageSize,
  personId,
  shownName,
  type Directory,
  type Entry,
  type FileDirectory,
  type Person,
} from './directory.js';
import { attempting, emptyWriteAheadLog, troubleOf } from './sqlite-file.js';
import { sessionTables } from './sqlite-sessions.js';
import { DirectoryCorrupt, DirectoryUnavailable } from './trouble.js';

/** "HDIR": tells our file from any other SQLite file. */
const applicationId = 0x48444952;
/** 1 knew people alone; 2 keeps what sign-in needs beside them. */
const formatVersion = 2;
const inMemory = ':memory:';

type Row = Omit<Person, 'erased'> & { readonly erased: number };

/**
 * Holds the file against a second opener. The lock lies on a file beside it, so that a backup can still read the
 * directory itself; the operating system releases it however this process ends.
 */
const holdLock = (file: string): Database.Database => {
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
};

const syncFile = (file: string): void => {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** The copy appears under its name only when it is whole and on disk. */
const copyInto = async (db: Database.Database, file: string): Promise<void> => {
  if (existsSync(file)) throw new DirectoryUnavailable(`${file} exists already; a backup never overwrites a file`, { file });
  const part = `${file}.part`;
  try {
    await db.backup(part);
    syncFile(part);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw troubleOf(file, error);
  }
};

/** The format of a directory's file: 0 where there is nothing yet. Throws {@link DirectoryCorrupt} for anything else. */
const formatOf = (db: Database.Database, file: string): number => {
  const id = db.pragma('application_id', { simple: true });
  const version = Number(db.pragma('user_version', { simple: true }));
  const empty = id === 0 && version === 0 && db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (!empty && id !== applicationId) throw new DirectoryCorrupt(`${file} is a database, but no directory; name another file`, { file });
  if (version > formatVersion)
    throw new DirectoryCorrupt(`${file} was written by a newer version of the service (format ${version}); start that version`, {
      file,
      version,
    });
  return version;
};

const peopleTable = `
  CREATE TABLE people (
    person TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT,
    subject TEXT UNIQUE,
    erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1))
  ) STRICT, WITHOUT ROWID;`;

/** Makes a new file's tables, and those an older file is without; nothing that is there is changed. */
const prepareForWriting = (db: Database.Database, file: string): void => {
  const format = formatOf(db, file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
  if (format === formatVersion) return;
  db.transaction(() => {
    if (format < 1) db.exec(peopleTable);
    if (format < 2) db.exec(sessionTables);
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${formatVersion}`);
  })();
};

const columns = 'person, name, email, subject, erased';
const personOf = (row: Row | undefined): Person | undefined => row && { ...row, erased: row.erased === 1 };

class ReadableSqliteDirectory implements FileDirectory {
  private readonly rows;

  constructor(
    protected readonly file: string,
    protected readonly db: Database.Database,
  ) {
    this.rows = {
      get: db.prepare<[string], Row>(`SELECT ${columns} FROM people WHERE person = ?`),
      bySubject: db.prepare<[string], Row>(`SELECT ${columns} FROM people WHERE subject = ?`),
      list: db.prepare<[string, number], Row>(`SELECT ${columns} FROM people WHERE erased = 0 AND person > ? ORDER BY person LIMIT ?`),
    };
  }

  get(person: string): Person | undefined {
    return this.attempt(() => personOf(this.rows.get.get(person)));
  }

  bySubject(subject: string): Person | undefined {
    return this.attempt(() => personOf(this.rows.bySubject.get(subject)));
  }

  displayName(person: string): string {
    return shownName(this.get(person));
  }

  list({ after = '', limit }: { readonly after?: string | undefined; readonly limit?: number | undefined } = {}): readonly Person[] {
    const rows = this.attempt(() => this.rows.list.all(after, pageSize(limit)));
    return rows.map((row) => ({ ...row, erased: false }));
  }

  backupTo(file: string): Promise<void> {
    return copyInto(this.db, file);
  }

  async close(): Promise<void> {
    this.db.close();
  }

  protected attempt<Result>(work: () => Result): Result {
    return attempting(this.file, work);
  }
}

/** The directory on SQLite: in a file, or in memory for tests and for trying things out. */
export class SqliteDirectory extends ReadableSqliteDirectory implements Directory {
  private readonly writing;

  private constructor(
    file: string,
    db: Database.Database,
    private readonly lock: Database.Database | undefined,
  ) {
    super(file, db);
    this.writing = {
      put: db.prepare<[string, string, string | null, string | null]>(
        `INSERT INTO people (person, name, email, subject) VALUES (?, ?, ?, ?)
         ON CONFLICT (person) DO UPDATE SET name = excluded.name, email = excluded.email, subject = excluded.subject`,
      ),
      erase: db.prepare<[string]>(
        `INSERT INTO people (person, name, erased) VALUES (?, '', 1)
         ON CONFLICT (person) DO UPDATE SET name = '', email = NULL, subject = NULL, erased = 1`,
      ),
    };
  }

  /**
   * Opens the directory in a file, making it and its folder where there is none. Throws {@link DirectoryInUse} while
   * somebody else has it open, {@link DirectoryCorrupt} and {@link DirectoryUnavailable} naming the file.
   */
  static open(file: string): SqliteDirectory {
    const path = resolve(file);
    let lock: Database.Database | undefined;
    let db: Database.Database | undefined;
    try {
      mkdirSync(dirname(path), { recursive: true });
      lock = holdLock(path);
      db = new Database(path);
      prepareForWriting(db, path);
      return new SqliteDirectory(path, db, lock);
    } catch (error) {
      db?.close();
      lock?.close();
      throw troubleOf(path, error);
    }
  }

  /** A directory that is gone when it is closed. */
  static inMemory(): SqliteDirectory {
    const db = new Database(inMemory);
    prepareForWriting(db, inMemory);
    return new SqliteDirectory(inMemory, db, undefined);
  }

  async put(entry: Entry): Promise<void> {
    const checked = checkedEntry(entry);
    const { person, name, email, subject } = checked;
    this.attempt(() =>
      this.db.transaction(() => {
        mustBeFree(checked, this.get(person), subject === null ? undefined : this.bySubject(subject));
        this.writing.put.run(person, name, email, subject);
      })(),
    );
  }

  /** Leaves no trace of the entry in the file; throws {@link DirectoryUnavailable} where that has to wait for a reader. */
  async erase(person: string): Promise<void> {
    personId(person);
    this.attempt(() => {
      this.writing.erase.run(person);
      // The name is overwritten where it lay.
      emptyWriteAheadLog(this.db, this.file);
    });
  }

  override async close(): Promise<void> {
    this.db.close();
    this.lock?.close();
  }
}

/** Opens a directory that is there to be read, also while a service writes to it; throws as {@link SqliteDirectory.open}. */
export const openDirectoryForReading = (file: string): FileDirectory => {
  const path = resolve(file);
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    if (formatOf(db, path) === 0) throw new DirectoryCorrupt(`${path} is empty; put the last backup in its place`, { file: path });
    return new ReadableSqliteDirectory(path, db);
  } catch (error) {
    db?.close();
    throw troubleOf(path, error);
  }
};
