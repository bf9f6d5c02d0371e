import type BetterSqlite3 from 'better-sqlite3';

/** The database beside the log whose write lock says who may write to the log. */
export const lockFileOf = (file: string): string => `${file}-lock`;

/**
 * Takes the write lock that one process at a time has, and leaves that process's name readable beside it: committed
 * first, then locked for good. The system drops the lock with the process, however it ends. Throws an error with the
 * code IN_USE that names the holder. Self-contained: the writer's thread runs this very text (thread.ts).
 */
export const takeLock = (Database: typeof BetterSqlite3, os: typeof import('node:os'), lockFile: string): { close(): void } => {
  const lock = new Database(lockFile, { timeout: 250 });
  const owner = () => lock.prepare<[], { pid: number; host: string }>('SELECT pid, host FROM owner').get();
  try {
    lock.exec('CREATE TABLE IF NOT EXISTS owner (pid INTEGER NOT NULL, host TEXT NOT NULL)');
    do {
      lock.exec('BEGIN IMMEDIATE; DELETE FROM owner');
      lock.prepare('INSERT INTO owner VALUES (?, ?)').run(process.pid, os.hostname());
      lock.exec('COMMIT; BEGIN IMMEDIATE');
    } while (owner()?.pid !== process.pid);
    return lock;
  } catch (error) {
    const busy = String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
    const holder = busy ? owner() : undefined;
    lock.close();
    if (!busy) throw error;
    const fields = { pid: holder?.pid ?? 'unknown', host: holder?.host ?? 'unknown' };
    throw Object.assign(new Error('another process has the log open'), { code: 'IN_USE', fields });
  }
};
