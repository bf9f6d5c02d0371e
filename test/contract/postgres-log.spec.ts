import { StoreUnavailable, VersionConflict, chain, chainStart, eventHash, verifyLog } from '#event-store';
import { PostgresEventStore, migrate, serviceGrants } from '#event-store/postgres';
import { anyEvent, anyStream, collect, plainHydrate } from '#testing';
import { type PostgresServer, startPostgres } from './postgres-server.js';
import { expectNothingLost, storm } from './postgres-storm.js';

describe('the PostgreSQL log', () => {
  let server: PostgresServer;
  let address: string;
  let stores: PostgresEventStore[];
  const open = async (over: { address?: string; pollMs?: number } = {}): Promise<PostgresEventStore> => {
    const store = await PostgresEventStore.open({ address, hydrate: plainHydrate, ...over });
    stores.push(store);
    return store;
  };
  const refusal = async (at = address): Promise<unknown> => await open({ address: at }).catch((error: unknown) => error);
  const unavailable = (message: string): unknown =>
    expect.objectContaining({ code: 'StoreUnavailable', message: expect.stringContaining(message) as unknown });
  const query = (sql: string, at = address): Promise<Record<string, unknown>[]> => server.query(at, sql);
  const as = (user: string, at = address): string => at.replace('postgres:postgres@', `${user}:secret@`);

  beforeAll(async () => {
    server = await startPostgres();
    address = await server.database();
    await query(`CREATE ROLE keeper LOGIN PASSWORD 'secret'; CREATE ROLE service LOGIN PASSWORD 'secret'`);
  });
  afterAll(() => server.end());
  beforeEach(() => {
    stores = [];
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await query('DROP SCHEMA IF EXISTS hoshin CASCADE');
  });

  describe('hashes', () => {
    it('are made by the server to the formula and the golden vectors of every engine', async () => {
      await open();
      const [hashes] = await query(`SELECT
        hoshin.hash_of('hoshin.catchball-3f0c6a52-9c1e-4d0a-8b57-2f6d1e0c9a41', 3, '6f1d2c3b-4a59-4e68-8f77-8695a4b3c2d1',
          'catchball.offer-countered', 1, '2026-11-22T09:09:00.000Z',
          '{"by":"matron","round":3,"offer":{"target":"12.50"},"rationale":"naïve · 🏥"}',
          '{"basis":41,"commandId":"0b9f1d1e-6d5e-4c39-9a54-0d8f3a2b7c11"}') AS first,
        hoshin.hash_of('hoshin.goal-00000000-0000-4000-8000-000000000001', 1, '00000000-0000-4000-8000-000000000002',
          'goal.goal-set-up', 2, '1970-01-01T00:00:00.000Z', '{ "a" : 1 }', '{}') AS second`);
      expect(hashes).toEqual({
        first: 'c7c000e5abe6e54137a79b422b5a08eb67288965638b78344961fe4322ec4ee7',
        second: '65ecf359a5101aabf3d55c73557fe03e653506126697881ac8d54f45855de996',
      });
    });

    it('show a changed byte to the verification, with its position', async () => {
      const store = await open();
      for (const round of ['first', 'second', 'third'])
        await store.append(anyStream(), 'no-stream', [anyEvent({ data: `{"round":"${round}"}` })]);
      await query(`SET session_replication_role = replica; UPDATE hoshin.events SET data = '{"round":"secund"}' WHERE position = 2`);
      expect(await verifyLog(store.readAllRaw())).toMatchObject({
        events: 1,
        firstBad: { ordinal: 2, problem: expect.stringContaining('hash differs') as unknown },
      });
    });
  });

  describe('written by several processes', () => {
    it('lets one of them win each version, and tells the others what it is now', async () => {
      const rivals = await Promise.all(Array.from({ length: 4 }, () => open()));
      const stream = anyStream();
      for (let version = 0; version < 20; version++) {
        const outcomes = await Promise.allSettled(rivals.map((store) => store.append(stream, version || 'no-stream', [anyEvent()])));
        const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
        expect(reasons).toHaveLength(rivals.length - 1);
        for (const reason of reasons) expect(reason).toMatchObject({ code: 'VersionConflict', actual: version + 1 });
      }
      expect(await verifyLog(rivals[0]!.readAllRaw())).toMatchObject({ events: 20, firstBad: null });
    });

    it('takes every append to any version, however many come at once', async () => {
      const rivals = await Promise.all(Array.from({ length: 3 }, () => open()));
      const stream = anyStream();
      await Promise.all(rivals.flatMap((store) => Array.from({ length: 5 }, () => store.append(stream, 'any', [anyEvent(), anyEvent()]))));
      expect((await rivals[0]!.readStream(stream)).map((event) => event.version)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
    });

    it('answers a retry in another process as the first time', async () => {
      const [one, other] = [await open(), await open()];
      const [stream, events] = [anyStream(), [anyEvent(), anyEvent()]];
      const first = await one.append(stream, 'no-stream', events);
      expect(await other.append(stream, 'no-stream', events)).toEqual({ ...first, replayed: true });
    });

    it.each([
      ['by a hint, long before it would look by itself', 3_600_000, true],
      ['by looking, where no hint comes', 50, false],
    ])('reaches a subscriber in another process %s', async (_, pollMs, hinted) => {
      const reading = await open({ pollMs });
      const writing = await open();
      const stop = new AbortController();
      const seen: number[] = [];
      for await (const { events } of reading.subscribeAll({ after: 0, signal: stop.signal })) {
        if (events.length > 0 || seen.length > 0) {
          seen.push(...events.map((event) => event.ordinal));
          if (seen.length === 3) stop.abort();
        } else if (hinted) await writing.append(anyStream(), 'no-stream', [anyEvent(), anyEvent(), anyEvent()]);
        else
          await query(
            `SELECT hoshin.append(ARRAY['hoshin.thread-1'], '{0}', '{1,1,1}', ARRAY[gen_random_uuid(), gen_random_uuid(), gen_random_uuid()],
              '{a.b,a.b,a.b}', '{1,1,1}', '{1,2,3}', '{"{}","{}","{}"}', '2026-11-22T09:00:00.000Z')`,
          );
      }
      expect(seen).toEqual([1, 2, 3]);
    });

    it('gives every subscriber every event once, in one order, beside slow and rolled-back transactions', async () => {
      await migrate(address);
      const aftermath = await storm(address, { writers: 8, ms: 3_000, beside: 1 });
      expectNothingLost(aftermath);
      expect(aftermath.unknown).toBe(0);
      expect(aftermath.acknowledged.length).toBeGreaterThan(50);
    });

    it('never lets recorded time run backwards, whichever clock is behind', async () => {
      const [ahead, behind] = await Promise.all(
        ['2026-11-22T10:00:00.000Z', '2026-11-22T09:00:00.000Z'].map(async (now) => {
          const store = await PostgresEventStore.open({ address, hydrate: plainHydrate, clock: () => Date.parse(now) });
          stores.push(store);
          return store;
        }),
      );
      await ahead!.append(anyStream(), 'no-stream', [anyEvent()]);
      expect(await behind!.append(anyStream(), 'no-stream', [anyEvent()])).toMatchObject({ recordedAt: '2026-11-22T10:00:00.000Z' });
    });
  });

  describe('in the hands of roles', () => {
    /** A log that the keeper owns, and the address of the service that may only add to it. */
    const handedOver = async (): Promise<string> => {
      await query(`CREATE SCHEMA hoshin AUTHORIZATION keeper`);
      await migrate(as('keeper'), { service: 'service' });
      return as('service');
    };

    it('lets the service read and append as its least-privileged role', async () => {
      const store = await open({ address: await handedOver() });
      const stream = anyStream();
      await store.append(stream, 'no-stream', [anyEvent()]);
      await store.append(stream, 1, [anyEvent(), anyEvent()]);
      await expect(store.append(stream, 1, [anyEvent()])).rejects.toBeInstanceOf(VersionConflict);
      const kept = await collect(store.readAllRaw());
      expect(kept.map((event) => event.eventHash)).toEqual(kept.map(eventHash));
      expect((await verifyLog(store.readAllRaw())).chainDigest).toBe(
        kept.reduce((digest, event) => chain(digest, event.eventHash), chainStart),
      );
    });

    it('lets the service do nothing else', async () => {
      const service = await handedOver();
      const store = await open({ address: service });
      await store.append(anyStream(), 'no-stream', [anyEvent()]);
      for (const sql of [
        `UPDATE hoshin.events SET data = '{}'`,
        'DELETE FROM hoshin.events',
        'TRUNCATE hoshin.events',
        `INSERT INTO hoshin.events VALUES (9, 'hoshin.a', 1)`,
        'UPDATE hoshin.log_head SET position = 0',
        'DELETE FROM hoshin.log_head',
        'ALTER TABLE hoshin.events DISABLE TRIGGER ALL',
        'SET session_replication_role = replica',
        'DROP FUNCTION hoshin.append',
        'DROP FUNCTION hoshin.append_one',
        'DROP TABLE hoshin.events',
        'INSERT INTO hoshin.log_format (step) VALUES (99)',
        'CREATE TABLE hoshin.mine ()',
      ])
        await expect(query(sql, service).then(() => sql)).rejects.toMatchObject({ code: '42501' });
      expect(await verifyLog(store.readAllRaw())).toMatchObject({ events: 1, firstBad: null });
    });

    it.each([
      ['beyond the end of its stream', { at_version: '7' }, 'nothing'],
      ['to a version its stream has passed', { at_version: '0' }, 'nothing'],
      ['to no version', { at_version: 'NULL' }, 'nothing'],
      ['with the id of another in its stream', { new_id: `'00000000-0000-4000-8000-000000000001'` }, '23505'],
      ['to a stream that is not ours', { to_stream: `'thread-1'`, at_version: '0' }, '23514'],
      ['without a type', { new_type: 'NULL' }, '23502'],
      ['with a schema below 1', { new_schema: '0' }, '23514'],
      ['at a time that is none', { now: `'tomorrow'` }, '23514'],
    ])('adds no event %s, however the service asks, and leaves no gap', async (_, wrong, answered) => {
      const store = await open({ address: await handedOver() });
      const stream = 'hoshin.thread-1';
      await store.append(stream, 'no-stream', [anyEvent({ id: '00000000-0000-4000-8000-000000000001' })]);
      const right = { to_stream: `'${stream}'`, at_version: '1', new_id: 'gen_random_uuid()', new_type: `'a.b'`, new_schema: '1' };
      const given = { ...right, new_data: `'{}'`, new_meta: `'{}'`, now: `'2026-11-22T09:00:00.000Z'`, ...wrong };
      const asked = Object.entries(given).map(([name, value]) => `${name} => ${value}`);
      const answer = await query(`SELECT position FROM hoshin.append_one(${asked.join(', ')})`, as('service')).then(
        ([row]) => (row!.position === null ? 'nothing' : row),
        (error: unknown) => (error as { code: string }).code,
      );
      expect(answer).toBe(answered);
      expect(await store.append(stream, 1, [anyEvent()])).toMatchObject({ position: 2, lastVersion: 2 });
      expect(await verifyLog(store.readAllRaw())).toMatchObject({ events: 2, firstBad: null });
    });

    it('does not let even its owner change or remove an event by a careless statement', async () => {
      const store = await open({ address: await handedOver() });
      await store.append(anyStream(), 'no-stream', [anyEvent()]);
      for (const sql of [
        `UPDATE hoshin.events SET data = '{}'`,
        'DELETE FROM hoshin.events',
        'TRUNCATE hoshin.events',
        'DELETE FROM hoshin.log_head',
      ])
        await expect(query(sql, as('keeper'))).rejects.toThrow('the log is append-only');
    });

    it('tells a service that may not make the tables which command makes them', async () => {
      expect(await refusal(as('service'))).toEqual(unavailable('run `hoshin migrate`'));
    });

    it('tells a service that was granted nothing which command grants it', async () => {
      await migrate(address);
      expect(await refusal(as('service'))).toEqual(unavailable('run `hoshin migrate`'));
      await query(serviceGrants('service'));
      expect(await (await open({ address: as('service') })).head()).toEqual({ position: 0, recordedAt: null });
    });

    it('names a role that does not exist', async () => {
      await expect(migrate(address, { service: 'no "body"' })).rejects.toThrow('knows no role no "body": create it');
    });
  });

  describe('and its format', () => {
    it('is made once, also by several at a time, and then left alone', async () => {
      const steps = await Promise.all(Array.from({ length: 3 }, () => migrate(address)));
      expect(steps.filter((one) => one.steps > 0)).toHaveLength(1);
      expect(steps.filter((one) => one.steps === 0)).toHaveLength(2);
      const store = await open();
      await store.append(anyStream(), 'no-stream', [anyEvent()]);
      expect(await migrate(address)).toEqual({ steps: 0 });
      expect((await store.head()).position).toBe(1);
    });

    it('is renewed under a service that goes on with what it was granted', async () => {
      await query(`CREATE SCHEMA hoshin AUTHORIZATION keeper`);
      await migrate(as('keeper'), { service: 'service' });
      await query('DROP FUNCTION hoshin.append_one; DELETE FROM hoshin.log_format WHERE step = 2');
      expect(await refusal(as('service'))).toEqual(unavailable('run `hoshin migrate`'));
      expect(await migrate(as('keeper'))).toEqual({ steps: 1 });
      const store = await open({ address: as('service') });
      expect(await store.append(anyStream(), 'no-stream', [anyEvent()])).toMatchObject({ position: 1 });
    });

    it('is left alone when a newer program made it', async () => {
      await migrate(address);
      await query('INSERT INTO hoshin.log_format (step) VALUES (99)');
      expect(await refusal()).toEqual(unavailable('a newer version of this program made its tables: start that version'));
      await expect(migrate(address)).rejects.toBeInstanceOf(StoreUnavailable);
    });

    it('is refused to a database that cannot keep the exact text', async () => {
      await query(`CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`);
      expect(await refusal(address.replace(/\/log_.*/, '/latin'))).toEqual(unavailable('not in UTF8'));
    });

    it('is refused to a server that may lose what it acknowledged', async () => {
      const careless = await server.database();
      await query(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$`, careless);
      expect(await refusal(careless)).toEqual(unavailable('it may lose what it acknowledged'));
    });
  });
});
