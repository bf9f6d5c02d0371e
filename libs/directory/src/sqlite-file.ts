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
