/** Durable appends on the engines, from clients that each wait for their own, against a plain insert and another event store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { PostgresEventStore } from '#event-store/postgres';
import { SqliteEventStore } from '#event-store/sqlite';
import { startPostgres, type PostgresServer } from '../contract/postgres-server.js';
import { appendTo, rateOf, type Append } from './appends.js';
import { emmettPostgres, emmettSqlite, load, nameOf } from './peers.js';
import { result, type Result } from './report.js';

export interface EnginesMeasured {
  readonly results: readonly Result[];
  /** What was measured on, and what could not be. */
  readonly notes: readonly string[];
}

/** Somebody who takes appends. */
interface Contender {
  readonly name: string;
  readonly append: Append;
  close(): Promise<unknown>;
}
type Opening = () => Promise<Contender>;

/** What we use of Emmett; its engines differ in nothing here but their making. */
interface EmmettStore {
  appendToStream(
    stream: string,
    events: readonly { type: string; data: unknown; metadata: unknown }[],
    options: { expectedStreamVersion: bigint | 'STREAM_DOES_NOT_EXIST' },
  ): Promise<unknown>;
  close?(): Promise<void>;
}

const measureMs = 1_000;
const manyClients = 64;
const notRead = (): never => {
  throw new Error('nothing is read here');
};

const toEmmett =
  (store: EmmettStore): Append =>
  (stream, version, { type, data, meta }) =>
    store.appendToStream(stream, [{ type, data: JSON.parse(data) as unknown, metadata: JSON.parse(meta) as unknown }], {
      expectedStreamVersion: version === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(version),
    });

/** As many connections as there are clients, so that nobody waits for one; the server is told to have so many. */
const poolOf = (connectionString: string): pg.Pool => {
  const pool = new pg.Pool({ connectionString, max: manyClients });
  // A connection that is still on its way out when the server ends has nothing to say to anybody.
  pool.on('error', () => {});
  return pool;
};

const ownPostgres = async (address: string): Promise<Contender> => {
  const store = await PostgresEventStore.open({ address, hydrate: notRead });
  return { name: 'PostgreSQL engine', append: appendTo(store), close: () => store.close() };
};

/** One row with the same columns and keys, and no more: no version is checked, no number given in order, nothing hashed. */
const plainInsert = async (address: string): Promise<Contender> => {
  const pool = poolOf(address);
  await pool.query(`CREATE TABLE event (ordinal bigserial PRIMARY KEY, stream text NOT NULL, version integer NOT NULL, id uuid NOT NULL UNIQUE,
    type text NOT NULL, schema integer NOT NULL, data text NOT NULL, meta text NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (stream, version))`);
  const text = 'INSERT INTO event (stream, version, id, type, schema, data, meta) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ordinal';
  return {
    name: 'plain insert',
    append: (stream, version, { id, type, schema, data, meta }) =>
      pool.query({ name: 'append', text, values: [stream, version, id, type, schema, data, meta] }),
    close: () => pool.end(),
  };
};

const emmettOnPostgres = async (address: string, say: (text: string) => void): Promise<Contender> => {
  const { getPostgreSQLEventStore } = (await load(emmettPostgres, say)) as {
    getPostgreSQLEventStore(address: string, options: object): EmmettStore & { schema: { migrate(): Promise<unknown> } };
  };
  const pool = poolOf(address);
  const store = getPostgreSQLEventStore(address, { connectionOptions: { pool }, schema: { autoMigration: 'None' } });
  await store.schema.migrate();
  const close = async (): Promise<void> => {
    await store.close?.();
    if (!pool.ended) await pool.end();
  };
  return { name: nameOf(emmettPostgres), append: toEmmett(store), close };
};

const ownSqlite = async (folder: string): Promise<Contender> => {
  const store = await SqliteEventStore.open({ file: join(folder, 'own.db'), hydrate: notRead });
  return { name: 'SQLite engine', append: appendTo(store), close: () => store.close() };
};

/** It refuses a commit now and then, about one in a thousand, and takes it at the second try: its user would try again, too. */
const insisting =
  (append: Append): Append =>
  async (stream, version, event) => {
    for (;;)
      try {
        return await append(stream, version, event);
      } catch (error) {
        if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
      }
  };

const emmettOnSqlite = async (folder: string, say: (text: string) => void): Promise<Contender> => {
  const { getSQLiteEventStore } = (await load(emmettSqlite, say)) as {
    getSQLiteEventStore(options: object): EmmettStore;
  };
  const store = getSQLiteEventStore({ fileName: join(folder, 'emmett.db') });
  return { name: nameOf(emmettSqlite), append: insisting(toEmmett(store)), close: async () => store.close?.() };
};

/** An engine against its peers: the first opens ours. A peer that cannot be had leaves a note and its place empty. */
const compare = async (
  [own, ...peers]: readonly [Opening, ...Opening[]],
  clientCounts: readonly number[],
  atLeast: Readonly<Record<number, number>>,
  runs: number,
): Promise<EnginesMeasured> => {
  const notes: string[] = [];
  const contenders = [await own()];
  try {
    for (const open of peers)
      await open().then(
        (peer) => contenders.push(peer),
        (error: unknown) => notes.push(error instanceof Error ? error.message : String(error)),
      );
    const rates = contenders.map(() => new Map<number, number[]>(clientCounts.map((clients) => [clients, []])));
    // The first run connects and warms up, and does not count. Who comes first changes from run to run.
    for (let run = 0; run <= runs; run++)
      for (const clients of clientCounts)
        for (let turn = 0; turn < contenders.length; turn++) {
          const index = (run + turn) % contenders.length;
          const rate = await rateOf(contenders[index]!.append, clients, run, measureMs);
          if (run > 0) rates[index]!.get(clients)!.push(rate);
        }
    const against = contenders.length > 1 ? contenders.slice(1) : [null];
    const results = clientCounts.flatMap((clients) =>
      against.map((peer, index) => {
        const aim = peer?.name.startsWith('emmett') ? atLeast[clients] : undefined;
        return result({
          name: `${contenders[0]!.name}, ${clients} client${clients > 1 ? 's' : ''}`,
          events: 0,
          unit: 'appends/s',
          runs: rates[0]!.get(clients)!,
          ...(peer && { peer: { name: peer.name, runs: rates[index + 1]!.get(clients)! } }),
          ...(aim !== undefined && { aim: { of: 'ratio', atLeast: aim } }),
        });
      }),
    );
    return { results, notes };
  } finally {
    for (const { close } of contenders) await close();
  }
};

/** What the server says of itself; a bench on one that may lose what it acknowledged would be worth nothing. */
const durableServer = async (server: PostgresServer): Promise<string> => {
  const [said] = await server.query(
    await server.database(),
    `SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
       current_setting('synchronous_commit') AS commit, current_setting('full_page_writes') AS pages`,
  );
  const { version, fsync, commit, pages } = said as Record<string, string>;
  if (fsync !== 'on' || commit !== 'on' || pages !== 'on')
    throw new Error('the PostgreSQL server of the bench does not sync what it commits');
  return `PostgreSQL ${version} with fsync, synchronous_commit and full_page_writes on; SQLite with a write-ahead log and a sync for each commit, both ours and the peer’s.`;
};

/** Both engines with their peers, each from new logs on. */
export const measureEngines = async (runs: number, say: (text: string) => void): Promise<EnginesMeasured> => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-bench-'));
  let server: PostgresServer | null = null;
  try {
    // A peer in one process with ours, so the file comes first: the server's processes would be in its way.
    const sqlite = await compare([() => ownSqlite(folder), () => emmettOnSqlite(folder, say)], [1], { 1: 10 }, runs);
    say('starting PostgreSQL …');
    const at = (server = await startPostgres(['-c', 'max_connections=200']));
    const durable = await durableServer(at);
    const postgres = await compare(
      [
        async () => ownPostgres(await at.database()),
        async () => plainInsert(await at.database()),
        async () => emmettOnPostgres(await at.database(), say),
      ],
      [1, 16, manyClients],
      { 1: 1.5, [manyClients]: 4 },
      runs,
    );
    return { results: [...sqlite.results, ...postgres.results], notes: [durable, ...sqlite.notes, ...postgres.notes] };
  } finally {
    await server?.end();
    rmSync(folder, { recursive: true, force: true });
  }
};
