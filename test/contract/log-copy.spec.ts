import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreInUse } from '#event-store';
import { MemoryEventStore } from '#event-store/memory';
import { SqliteEventStore, SqliteLogCopy } from '#event-store/sqlite';
import { logCopyContract, plainHydrate } from '#testing';

logCopyContract('in memory', async () => {
  const memory = new MemoryEventStore({ clock: Date.now, hydrate: plainHydrate });
  const target = { head: () => memory.head(), readAllRaw: memory.readAllRaw.bind(memory), restoreRaw: memory.restoreRaw.bind(memory) };
  return { target: async () => ({ ...target, close: async () => {} }), store: async () => memory, end: () => memory.close() };
});

logCopyContract('in a SQLite file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hoshin-copy-'));
  const file = join(folder, 'new', 'log.db');
  return {
    target: () => SqliteLogCopy.open({ file }),
    store: () => SqliteEventStore.open({ file, hydrate: plainHydrate }),
    end: () => rm(folder, { recursive: true }),
  };
});

describe('A SQLite file that is copied into', () => {
  it('is not opened by a service meanwhile, and is not copied into while a service has it open', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hoshin-copy-'));
    const file = join(folder, 'log.db');
    const copying = await SqliteLogCopy.open({ file });
    await expect(SqliteEventStore.open({ file, hydrate: plainHydrate })).rejects.toThrow(StoreInUse);
    await copying.close();
    const store = await SqliteEventStore.open({ file, hydrate: plainHydrate });
    await expect(SqliteLogCopy.open({ file })).rejects.toThrow(StoreInUse);
    await store.close();
    await rm(folder, { recursive: true });
  });
});
