import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { StoreBusy, StoreUnavailable, verifyLog } from '#event-store';
import { PostgresEventStore, leasesAt } from '#event-store/postgres';
import { anyEvent, anyStream, plainHydrate } from '#testing';
import { type FaultyLine, faultyLine } from './faulty-line.js';
import { type PostgresServer, startPostgres } from './postgres-server.js';

describe('the PostgreSQL log, when something fails,', () => {
  let server: PostgresServer;
  let line: FaultyLine;
  let address: string;
  let stores: PostgresEventStore[];
  let others: pg.Client[];
  const open = async (at = address, patienceMs = 10_000): Promise<PostgresEventStore> => {
    const store = await PostgresEventStore.open({ address: at, hydrate: plainHydrate, pollMs: 100, patienceMs });
    stores.push(store);
    return store;
  };
  const overTheLine = (): string => address.replace(`:${server.port}/`, `:${line.port}/`);
  const append = (store: PostgresEventStore): Promise<unknown> => store.append(anyStream(), 'no-stream', [anyEvent()]);

  beforeAll(async () => {
    server = await startPostgres();
    address = await server.database();
  });
  afterAll(() => server.end());
  beforeEach(async () => {
    [stores, others] = [[], []];
    line = await faultyLine(server.port);
  });
  afterEach(async () => {
    line.become('open');
    await Promise.all([...stores.map((store) => store.close()), ...others.map((db) => db.end())]);
    await line.end();
    await server.query(address, 'DROP SCHEMA IF EXISTS hoshin CASCADE');
  });

  /** Somebody else's transaction that has the head of the log. */
  const holdTheHead = async (): Promise<pg.Client> => {
    const db = new pg.Client({ connectionString: address });
    db.on('error', () => {});
    others.push(db);
    await db.connect();
    await db.query('BEGIN; SELECT * FROM hoshin.log_head FOR UPDATE');
    return db;
  };
  const untilWritersWait = async (): Promise<void> => {
    const waiting = `SELECT pid FROM pg_stat_activity WHERE application_name = 'hoshin writer' AND wait_event_type = 'Lock' AND datname = current_database()`;
    while ((await server.query(address, waiting)).length === 0) await pause(10);
  };

  it('goes on after a restart of the server: appends wait for it, and a subscriber is given every event once', async () => {
    const store = await open();
    const stop = new AbortController();
    const seen: number[] = [];
    const following = (async () => {
      for await (const { events } of store.subscribeAll({ after: 0, signal: stop.signal })) {
        seen.push(...events.map((event) => event.ordinal));
        if (seen.at(-1) === 3) stop.abort();
      }
    })();
    await append(store);
    await server.stop();
    const waiting = append(store);
    const reading = store.head();
    await pause(200);
    await server.start();
    await waiting;
    expect((await reading).position).toBeLessThanOrEqual(2);
    await append(store);
    await following;
    expect(seen).toEqual([1, 2, 3]);
  });

  it('finds its own events when the answer to an append was lost, and writes them once', async () => {
    const store = await open(overTheLine());
    const stream = anyStream();
    const first = await store.append(stream, 'no-stream', [anyEvent()]);
    line.become('deaf');
    const events = [anyEvent(), anyEvent()];
    const appending = store.append(stream, 1, events);
    while (Number((await server.query(address, 'SELECT position FROM hoshin.log_head'))[0]!['position']) < 3) await pause(10);
    await line.lostAnAnswer();
    line.become('cut');
    line.become('open');
    expect(await appending).toMatchObject({ firstVersion: 2, lastVersion: 3, position: 3, replayed: true });
    expect(first).toMatchObject({ position: 1, replayed: false });
    expect(await verifyLog(store.readAllRaw())).toMatchObject({ events: 3, firstBad: null });
  });

  it('tells who asks that the server is away once its patience is at an end, and serves again when it is back', async () => {
    const store = await open(overTheLine(), 300);
    line.become('cut');
    await expect(append(store)).rejects.toMatchObject({
      code: 'StoreUnavailable',
      message: expect.stringMatching(/^postgres:\/\/postgres@127\.0\.0\.1:\d+\/log_\w+ cannot be used: it does not answer/) as unknown,
    });
    await expect(store.readStream(anyStream())).rejects.toBeInstanceOf(StoreUnavailable);
    line.become('open');
    expect(await append(store)).toMatchObject({ position: 1 });
  });

  it('lets no subscriber go on when the server comes back with an older copy of the log', async () => {
    const [writing, reading] = [await open(), await open()];
    const seen: number[] = [];
    const following = (async () => {
      for await (const { events } of reading.subscribeAll({ after: 0, signal: new AbortController().signal })) {
        seen.push(...events.map((event) => event.ordinal));
        if (seen.length < 2) await append(writing);
        else
          await server.query(
            address,
            `SET session_replication_role = replica; DELETE FROM hoshin.events WHERE position = 2; UPDATE hoshin.log_head SET position = 1`,
          );
      }
    })();
    await expect(following).rejects.toMatchObject({ code: 'StoreCorrupt', fields: { position: 2, head: 1 } });
    expect(seen).toEqual([1, 2]);
  });

  it('ends a subscription that waits for the server as soon as it is aborted', async () => {
    const store = await open(overTheLine());
    const stop = new AbortController();
    line.become('cut');
    const following = (async () => {
      for await (const { events } of store.subscribeAll({ after: 0, signal: stop.signal })) expect(events).toEqual([]);
    })();
    await pause(50);
    stop.abort();
    await following;
  });

  it('refuses at once what would pile up behind a slow server, and answers all it took on', async () => {
    const store = await open();
    await append(store);
    const other = await holdTheHead();
    const taken = Array.from({ length: 1_000 }, () => append(store));
    const refused = append(store);
    await expect(refused).rejects.toBeInstanceOf(StoreBusy);
    await expect(refused).rejects.toThrow('1000 appends wait already; send it again in a moment, with the same ids');
    await other.query('COMMIT');
    await Promise.all(taken);
    expect(await verifyLog(store.readAllRaw())).toMatchObject({ events: 1_001, firstBad: null });
    expect(await append(store)).toMatchObject({ position: 1_002 });
  });

  it('sends an append again whose transaction the server ended', async () => {
    const store = await open();
    const other = await holdTheHead();
    const appending = append(store);
    await untilWritersWait();
    await server.query(address, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hoshin writer'`);
    await other.query('COMMIT');
    expect(await appending).toMatchObject({ position: 1, replayed: false });
  });

  it('sends an append again that was refused by a time-out, a deadlock or a serialisation failure', async () => {
    const store = await open();
    await append(store);
    for (const code of ['55P03', '40P01', '40001', '57014']) {
      await server.query(
        address,
        `CREATE SEQUENCE tries;
         CREATE FUNCTION fails_once() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN IF nextval('public.tries') < 3 THEN RAISE EXCEPTION 'not now' USING ERRCODE = '${code}'; END IF; RETURN NULL; END $$;
         CREATE TRIGGER fails_once BEFORE INSERT ON hoshin.events FOR EACH STATEMENT EXECUTE FUNCTION fails_once()`,
      );
      expect(await append(store)).toMatchObject({ replayed: false });
      await server.query(address, 'DROP FUNCTION fails_once CASCADE; DROP SEQUENCE tries');
    }
    expect(await verifyLog(store.readAllRaw())).toMatchObject({ events: 5, firstBad: null });
  });

  it('sinks no neighbour when the server refuses one append for good', async () => {
    const store = await open();
    const poison = anyStream();
    await server.query(address, `ALTER TABLE hoshin.events ADD CONSTRAINT no_poison CHECK (stream <> '${poison}')`);
    const outcomes = await Promise.allSettled([
      append(store),
      append(store),
      store.append(poison, 'no-stream', [anyEvent()]),
      append(store),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await verifyLog(store.readAllRaw())).toMatchObject({ events: 3, firstBad: null });
  });

  it.each([
    ['nobody listens', (at: string) => at.replace(/:\d+\//, ':1/'), 'it does not answer (ECONNREFUSED): check that the server runs'],
    ['the password is wrong', (at: string) => at.replace(':postgres@', ':hunter2@'), 'it did not accept the password'],
    ['there is no such database', (at: string) => `${at}_gone`, 'there is no such database: create it'],
    ['the server speaks no TLS', (at: string) => `${at}?sslmode=require`, 'it does not speak TLS and the address asks for it'],
    ['it should also prove itself', (at: string) => `${at}?sslmode=verify-full`, 'it does not speak TLS and the address asks for it'],
  ])('says what to do when %s, and keeps the password to itself', async (_, changed, wayOut) => {
    const error = (await open(changed(address)).catch((thrown: unknown) => thrown)) as StoreUnavailable;
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error.message).toContain(wayOut);
    expect(error.message).toContain('postgres://postgres@127.0.0.1:');
    expect(`${error.message} ${JSON.stringify(error.fields)}`).not.toMatch(/hunter2|:postgres@/);
  });

  describe('leases', () => {
    it('are held by one at a time, each by its name, until they are released', async () => {
      const [here, there] = [leasesAt(address), leasesAt(address)];
      const held = await here('policies');
      expect(held).not.toBeNull();
      expect(await there('policies')).toBeNull();
      const another = await there('intake');
      expect(another).not.toBeNull();
      await Promise.all([held!.release(), another!.release()]);
      const next = await there('policies');
      expect(next).not.toBeNull();
      await next!.release();
    });

    it('tell their holder when they are lost with the connection, and are free then', async () => {
      const held = await leasesAt(overTheLine())('policies');
      line.become('cut');
      await held!.lost;
      let next = null;
      while (next === null) next = await leasesAt(address)('policies');
      await next.release();
    });

    it('say when the server cannot be reached', async () => {
      line.become('cut');
      await expect(leasesAt(overTheLine())('policies')).rejects.toBeInstanceOf(StoreUnavailable);
    });
  });
});
