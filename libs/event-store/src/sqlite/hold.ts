import os from 'node:os';
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { lockFileOf, takeLock } from './lock.js';
import { named } from './trouble.js';

/**
 * Keeps everybody from opening the log for writing while its files are exchanged, whether there is a log or not: takes
 * the writer's lock without opening the log. Throws StoreInUse while a service has it, StoreUnavailable where the
 * folder cannot be written.
 */
export const holdLog = async (file: string): Promise<{ release(): void }> => {
  const path = resolve(file);
  return await named(path, () => {
    const lock = takeLock(Database, os, lockFileOf(path));
    return { release: () => lock.close() };
  });
};
