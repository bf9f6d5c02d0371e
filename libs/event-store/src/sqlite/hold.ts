import { hostname } from 'node:os';
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { named } from './trouble.js';

/**
 * Keeps everybody from opening the log for writing while its files are exchanged, whether there is a log or not: takes
 * the very lock that the writer takes (writer.ts), without opening the log. Throws StoreInUse while a service has it,
 * StoreUnavailable where the folder cannot be written. The system drops the lock with the process.
 */
export const holdLog = async (file: string): Promise<{ release(): void }> => {
  const path = resolve(file);
  return await named(path, () => {
    const lock = new Database(`${path}-lock`, { timeout: 250 });
    try {
      lock.exec('CREATE TABLE IF NOT EXISTS owner (pid INTEGER NOT NULL, host TEXT NOT NULL)');
      lock.exec('BEGIN IMMEDIATE; DELETE FROM owner');
      lock.prepare('INSERT INTO owner VALUES (?, ?)').run(process.pid, hostname());
      lock.exec('COMMIT; BEGIN IMMEDIATE');
      return { release: () => lock.close() };
    } catch (error) {
      const busy = String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
      const holder = busy ? lock.prepare<[], { pid: number; host: string }>('SELECT pid, host FROM owner').get() : undefined;
      lock.close();
      throw busy
        ? Object.assign(new Error('another process has the log open'), {
            code: 'IN_USE',
            fields: { pid: holder?.pid ?? 'unknown', host: holder?.host ?? 'unknown' },
          })
        : error;
    }
  });
};
