import 'reflect-metadata';
import { KurrentTestServer } from '../contract/kurrent-server/index.js';
import { startPostgres } from '../contract/postgres-server.js';
import { RecordedYear } from './recorded-year.js';

/** Other moments of the same story with `PAST_SEED`, fewer or more with `PAST_MOMENTS`. */
const moments = Number(process.env['PAST_MOMENTS'] ?? 200);
const seed = Number(process.env['PAST_SEED'] ?? 20_270_101);

describe(`What was answered at ${moments} moments of a year (seed ${seed})`, () => {
  const year = new RecordedYear();
  beforeAll(() => year.play(moments, seed));
  afterAll(() => year.close());

  it('is answered word for word when those moments are the past, and the views hold the same', async () => {
    expect(year.served).toHaveLength(moments);
    expect(await year.differences()).toEqual([]);
    expect(year.worksCompared).toBeGreaterThan(moments);
  });

  it('is so after a start from the cache of the views, and after the cache was deleted', async () => {
    expect(await year.restartFromCache()).toBeGreaterThanOrEqual(year.served.at(-1)!.position);
    expect(await year.differences({ every: 8 })).toEqual([]);
    year.forgetCache();
    await year.restart();
    expect(await year.differences({ every: 8 })).toEqual([]);
  });

  it('is so on PostgreSQL, where the log was copied to', async () => {
    const postgres = await startPostgres();
    try {
      await year.moveTo(await postgres.database());
      expect(await year.differences({ every: 8 })).toEqual([]);
      await year.stop();
    } finally {
      await postgres.end();
    }
  });

  it('is so on a server that speaks KurrentDB’s protocol, where the log was copied to', async () => {
    const server = await KurrentTestServer.start();
    try {
      await year.moveTo(server.address('kurrentdb'));
      expect(await year.differences({ every: 8 })).toEqual([]);
      await year.stop();
    } finally {
      await server.stop();
    }
  });
});
