import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreInUse, type RawEvent } from '#event-store';
import { MemoryEventStore } from '#event-store/memory';
import { KurrentEventStore, KurrentLogCopy } from '#event-store/kurrent';
import { PostgresEventStore, PostgresLogCopy, migrate } from '#event-store/postgres';
import { SqliteEventStore, SqliteLogCopy } from '#event-store/sqlite';
import { anyEvent, anyStream, logCopyContract, plainHydrate } from '#testing';
import { KurrentTestServer } from './kurrent-server/index.js';
import { startPostgres, type PostgresServer } from './postgres-server.js';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.end());

/** One event as it lies in a log. */
const aLogOfOne = async (): Promise<readonly RawEvent[]> => {
  const store = new MemoryEventStore({ clock: Date.now, hydrate: plainHydrate });
  await store.append(anyStream(), 'no-stream', [anyEvent()]);
  for await (const { events } of store.readAllRaw()) return events;
  return [];
};

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

logCopyContract('in a PostgreSQL database', async () => {
  const address = await postgres.database();
  return {
    target: () => PostgresLogCopy.open({ address }),
    store: () => PostgresEventStore.open({ address, hydrate: plainHydrate }),
    end: async () => {},
  };
});

logCopyContract('in KurrentDB', async () => {
  const server = await KurrentTestServer.start();
  const address = server.address('kurrentdb');
  return {
    target: () => KurrentLogCopy.open({ address }),
    store: () => KurrentEventStore.open({ address, hydrate: plainHydrate }),
    end: () => server.stop(),
  };
});

describe('A PostgreSQL database that is copied into', () => {
  it('takes a copy from the owner of its tables alone', async () => {
    const address = await postgres.database();
    await postgres.query(address, `CREATE ROLE copying_service LOGIN PASSWORD 'service'`);
    await migrate(address, { service: 'copying_service' });
    const url = new URL(address);
    url.username = 'copying_service';
    url.password = 'service';
    const target = await PostgresLogCopy.open({ address: url.href });
    const [event] = await aLogOfOne();
    await expect(target.restoreRaw([event!])).rejects.toThrow(/this role may not write a log .* name the owner/);
    await target.close();
  });
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
