import { StoreCorrupt, StoreInUse, StoreUnavailable } from '../port.js';
import type { Failure } from './thread.js';

const unavailable: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'the disk is full: free some space and send it again, nothing of it was written',
  SQLITE_BUSY: 'another program holds a lock on it: end that program and try again',
  NEWER: 'a newer version of this program wrote it: start that version',
  NO_WAL: 'its file system takes no write-ahead log: put it on a local disk',
  CLOSED: 'it is closed: open it again',
  ENOENT: 'there is no such file or folder: check the path',
  EEXIST: 'there is a file of that name already: name another',
};

/** Failures of the system: the folder or disk cannot be used as it is. */
const ofTheSystem = /^(SQLITE_(CANTOPEN|READONLY|PERM|AUTH|IOERR|NOLFS|NOMEM)|E[A-Z]+$)/;

/** Gives a failure of SQLite, the system or a thread its name in the port, with the file and the way out. */
export const troubleOf = (error: unknown, file: string): unknown => {
  const { code, message, fields: more } = error as Partial<Failure>;
  if (typeof code !== 'string') return error;
  const fields = { file, cause: code, ...more };
  const options = { cause: error };
  const base = code.startsWith('SQLITE_') ? code.split('_', 2).join('_') : code;
  if (code === 'IN_USE')
    return new StoreInUse(
      `${file} is open in process ${more?.['pid']} on ${more?.['host']}: stop that one, or give this one a data folder of its own`,
      fields,
      options,
    );
  if (code === 'FOREIGN') return new StoreCorrupt(`${file} is no Hoshin log: name another file, or restore a backup`, fields, options);
  if (base === 'SQLITE_NOTADB' || base === 'SQLITE_CORRUPT')
    return new StoreCorrupt(
      `${file} is damaged (${message}): keep it for inquiry and restore the last backup in its place`,
      fields,
      options,
    );
  const wayOut = unavailable[base];
  if (wayOut) return new StoreUnavailable(`${file} cannot be used: ${wayOut}`, fields, options);
  if (ofTheSystem.test(code))
    return new StoreUnavailable(
      `${file} cannot be read or written (${code}: ${message}): check that the folder exists, that the disk works and that this program may write there`,
      fields,
      options,
    );
  return error;
};

/** Runs it and gives its failures their names. */
export const named = async <Result>(file: string, run: () => Result | Promise<Result>): Promise<Result> => {
  try {
    return await run();
  } catch (error) {
    throw troubleOf(error, file);
  }
};
