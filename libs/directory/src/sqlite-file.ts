import type Database from 'better-sqlite3';
import { DirectoryCorrupt, DirectoryInUse, DirectoryTrouble, DirectoryUnavailable } from './trouble.js';

/** The driver's code, or nothing. Not by class: its native part makes errors of the class it was first loaded with. */
export const sqliteCode = (error: unknown): string => {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : '';
};

const inUse = (file: string, cause?: ErrorOptions): DirectoryInUse =>
  new DirectoryInUse(
    `${file} is in use by another process; stop that one first, or give this one a data folder of its own`,
    { file },
    cause,
  );

export const troubleOf = (file: string, error: unknown): DirectoryTrouble => {
  if (error instanceof DirectoryTrouble) return error;
  const code = sqliteCode(error);
  const cause = { cause: error };
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code))
    return new DirectoryCorrupt(`${file} is damaged or is no directory; put the last backup in its place`, { file }, cause);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return inUse(file, cause);
  return new DirectoryUnavailable(`${file} cannot be used: ${error instanceof Error ? error.message : String(error)}`, { file }, cause);
};

/** Does what touches the file, and says in our words what the driver says in its own; a bug stays a bug. */
export const attempting = <Result>(file: string, work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    throw sqliteCode(error) === '' ? error : troubleOf(file, error);
  }
};

const readerMs = 250;
const usualMs = 5_000;

/**
 * What was overwritten still stands in the write-ahead log: takes it into the file and cuts the log off. Throws
 * {@link DirectoryUnavailable} while somebody reads what the log holds, so that it is tried again.
 */
export const emptyWriteAheadLog = (db: Database.Database, file: string): void => {
  db.pragma(`busy_timeout = ${readerMs}`);
  const [outcome] = db.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[];
  db.pragma(`busy_timeout = ${usualMs}`);
  if (outcome?.busy)
    throw new DirectoryUnavailable(
      `${file} is being read by somebody else, and ${file}-wal may hold what was erased until they have finished: it is tried again`,
      { file },
    );
};
