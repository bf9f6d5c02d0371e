import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '#event-store/sqlite';
import { type OpenLog, eventStoreContract } from '#testing';

const inFolder =
  (restarts: boolean): OpenLog =>
  async (given) => {
    const folder = await mkdtemp(join(tmpdir(), 'hoshin-'));
    const open = (): Promise<SqliteEventStore> => SqliteEventStore.open({ file: join(folder, 'log.db'), ...given });
    let store = await open();
    return {
      store: () => store,
      pause: async () => {
        if (!restarts) return;
        await store.close();
        store = await open();
      },
      end: async () => {
        await store.close();
        await rm(folder, { recursive: true });
      },
    };
  };

eventStoreContract('a SQLite file', inFolder(false));
eventStoreContract('a SQLite file, closed and opened again between the steps', inFolder(true));
