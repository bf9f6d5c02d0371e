import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { SqliteEventStore } from '#event-store/sqlite';
import { anyEvent, anyStream, plainHydrate } from '#testing';

/** Of the whole time, the part the event loop may stand still at once: a share, so that a slow machine is judged alike. */
const shareMax = 0.05;

describe('a SQLite store under load', () => {
  let folder: string;
  let store: SqliteEventStore;
  const storm = async (clients: number, appends: number): Promise<void> => {
    await Promise.all(
      Array.from({ length: clients }, async () => {
        const stream = anyStream();
        for (let version = 0; version < appends / clients; version++) {
          await store.append(stream, version === 0 ? 'no-stream' : version, [anyEvent()]);
          await store.readStream(stream, { direction: 'backwards', limit: 20 });
        }
      }),
    );
  };
  const scan = async (): Promise<number> => {
    let events = 0;
    for await (const batch of store.readAll()) events += batch.events.length;
    return events;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoshin-'));
    store = await SqliteEventStore.open({ file: join(folder, 'log.db'), hydrate: plainHydrate });
    for (let many = 0; many < 100; many++)
      await store.append(
        anyStream(),
        'no-stream',
        Array.from({ length: 500 }, () => anyEvent()),
      );
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('keeps the event loop turning while 5,000 appends, a backup and a scan of 50,000 events run', async () => {
    const stop = new AbortController();
    let followed = 0;
    const following = (async () => {
      for await (const { events } of store.subscribeAll({ after: 50_000, signal: stop.signal })) followed += events.length;
    })();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const begun = performance.now();
    const [, first] = await Promise.all([storm(50, 5_000), scan(), store.backupTo(join(folder, 'copy.db'))]);
    const took = performance.now() - begun;
    delay.disable();
    expect(first).toBeGreaterThanOrEqual(50_000);
    expect(await scan()).toBe(55_000);
    stop.abort();
    await following;
    expect(followed).toBe(5_000);
    expect(delay.percentile(99) / 1e6).toBeLessThan(took * shareMax);
  });
});
