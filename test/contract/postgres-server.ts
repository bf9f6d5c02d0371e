import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';

/** A real PostgreSQL server of a test's own: started for it, gone after it. */
export interface PostgresServer {
  /** Makes an empty database and gives its owner's address. */
  database(): Promise<string>;
  /** Runs statements as the owner of everything. */
  run(address: string, sql: string): Promise<void>;
  /** The address of the same database for another role. */
  as(address: string, role: string, password: string): string;
  stop(): Promise<void>;
}

export const startPostgres = async (): Promise<PostgresServer> => {
  const child = spawn(process.execPath, [join(__dirname, 'postgres-process.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const [line] = (await Promise.race([once(child.stdout, 'data'), exited])) as [unknown];
  const port = Number(String(line));
  if (!Number.isInteger(port) || port < 1) throw new Error('the PostgreSQL server of the tests did not start; what it said stands above');
  let databases = 0;
  const run = async (address: string, sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  const addressOf = (database: string): string => `postgres://owner:owner@127.0.0.1:${port}/${database}`;
  return {
    database: async () => {
      const name = `test_${++databases}`;
      await run(addressOf('postgres'), `CREATE DATABASE ${name}`);
      return addressOf(name);
    },
    run,
    as: (address, role, password) => address.replace('owner:owner', `${role}:${password}`),
    stop: async () => {
      child.stdin.end();
      await exited;
    },
  };
};
