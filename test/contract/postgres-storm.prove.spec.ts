import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailable } from '#event-store';
import { PostgresEventStore } from '#event-store/postgres';
import { anyEvent, anyStream, plainHydrate } from '#testing';
import { faultyLine } from './faulty-line.js';
import { type PostgresServer, startPostgres } from './postgres-server.js';
import { expectNothingLost, storm } from './postgres-storm.js';

describe('PostgreSQL in a storm', () => {
  let server: PostgresServer;
  beforeEach(async () => {
    server = await startPostgres();
  });
  afterEach(() => server.end());

  it('gives every subscriber every event once, in one order, while 8 processes write for 30 s beside slow and rolled-back transactions', async () => {
    const aftermath = await storm(await server.database(), { writers: 8, ms: 30_000, beside: 2 });
    expectNothingLost(aftermath);
    expect(aftermath.unknown).toBe(0);
    expect(aftermath.conflicts).toBeGreaterThan(0);
    expect(aftermath.acknowledged.length).toBeGreaterThan(1_000);
  });

  it('loses nothing that was acknowledged, and does nothing twice, when the server is killed three times in mid-storm', async () => {
    const aftermath = await storm(await server.database(), {
      writers: 8,
      ms: 20_000,
      during: async () => {
        for (let kills = 0; kills < 3; kills++) {
          await pause(4_000);
          await server.kill();
          await pause(500);
          await server.start();
        }
      },
    });
    expectNothingLost(aftermath);
    expect(aftermath.acknowledged.length).toBeGreaterThan(1_000);
  });

  it('gives up a server that takes every question and answers none, and goes on when it answers again', async () => {
    const line = await faultyLine(server.port);
    const address = (await server.database()).replace(`:${server.port}/`, `:${line.port}/`);
    const open = (): Promise<PostgresEventStore> => PostgresEventStore.open({ address, hydrate: plainHydrate, patienceMs: 1_000 });
    const store = await open();
    const [stream, events] = [anyStream(), [anyEvent()]];
    await store.append(anyStream(), 'no-stream', [anyEvent()]);
    line.become('deaf');
    const asked = await Promise.allSettled([store.append(stream, 'no-stream', events), store.head(), open()]);
    for (const outcome of asked) expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) as unknown });
    line.become('open');
    // The server did it; only the answer never came. Sent again, it is found.
    expect(await store.append(stream, 'no-stream', events)).toMatchObject({ firstVersion: 1, position: 2, replayed: true });
    await store.close();
    await line.end();
  });
});
