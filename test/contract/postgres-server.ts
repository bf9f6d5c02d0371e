import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

export interface PostgresServer {
  readonly port: number;
  /** Where its data lie. */
  readonly folder: string;
  /** The address of a new, empty database, as its owner. */
  database(): Promise<string>;
  /** Runs SQL at an address and answers the rows of its last statement. */
  query(address: string, sql: string): Promise<Record<string, unknown>[]>;
  start(): Promise<void>;
  /** Stops it as an administrator would: at once, in order. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Ends it for good and removes what it left. */
  end(): Promise<void>;
}

/** A real PostgreSQL server for the tests; it needs nothing installed. `flags` are its own, such as `-c ssl=on`. */
export const startPostgres = async (flags: readonly string[] = []): Promise<PostgresServer> => {
  const child = spawn(process.execPath, [join(process.cwd(), 'test/contract/postgres-process.mjs'), ...flags], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const said = lines[Symbol.asyncIterator]();
  const next = async (): Promise<Record<string, unknown>> => {
    const { value, done } = await said.next();
    if (done) throw new Error('the PostgreSQL server of the tests has ended');
    return JSON.parse(value) as Record<string, unknown>;
  };
  const order = async (what: string): Promise<void> => {
    child.stdin.write(`${what}\n`);
    await next();
  };
  const { port, databaseDir } = await next();
  const address = (database: string): string => `postgres://postgres:postgres@127.0.0.1:${String(port)}/${database}`;
  const query: PostgresServer['query'] = async (at, sql) => {
    const client = new pg.Client({ connectionString: at });
    await client.connect();
    try {
      const result = (await client.query(sql)) as unknown as pg.QueryResult | pg.QueryResult[];
      return (Array.isArray(result) ? result.at(-1)! : result).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  return {
    port: Number(port),
    folder: String(databaseDir),
    query,
    database: async () => {
      const name = `log_${randomUUID().replaceAll('-', '')}`;
      await query(address('postgres'), `CREATE DATABASE ${name}`);
      return address(name);
    },
    start: () => order('start'),
    stop: () => order('stop'),
    kill: () => order('kill'),
    end: async () => {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
};
