import pg from 'pg';
import { StoreUnavailable } from '../port.js';
import { type Address, readAddress } from './address.js';
import { clientOf } from './connecting.js';
import { migrations } from './schema.js';
import { codeOf, failure, troubleOf } from './trouble.js';

/** The advisory lock that two migrating processes share, whatever program they are: the letters "hosh". */
const migrationLock = 0x686f7368;

/**
 * What the service's role may do: read the log, and add to it through its two functions. Nothing lets it change or
 * remove an event, nor set a number, a time or a hash itself.
 */
export const serviceGrants = (role: string): string => {
  const to = pg.escapeIdentifier(role);
  return [
    `GRANT USAGE ON SCHEMA hoshin TO ${to};`,
    `GRANT SELECT ON hoshin.events, hoshin.log_head, hoshin.log_format TO ${to};`,
    `GRANT EXECUTE ON FUNCTION hoshin.append, hoshin.append_one TO ${to};`,
  ].join('\n');
};

/** The step the tables are at, 0 when there are none. Throws what {@link troubleOf} names when they are newer than this program. */
export const formatOf = async (db: Pick<pg.Client, 'query'>): Promise<number> => {
  const { rows: there } = await db.query<{ there: boolean }>(`SELECT to_regclass('hoshin.log_format') IS NOT NULL AS there`);
  if (!there[0]!.there) return 0;
  const { rows } = await db.query<{ format: number }>('SELECT coalesce(max(step), 0) AS format FROM hoshin.log_format');
  const { format } = rows[0]!;
  if (format > migrations.length) throw failure('NEWER');
  return format;
};
export const currentFormat = migrations.length;

/**
 * Makes or renews the tables of the log, as the role of the address, which owns them from then on; `service` names the
 * role the service signs in as, which is granted {@link serviceGrants}. Processes that migrate at once wait for each
 * other; run again, it changes nothing. Answers how many steps it took. Throws StoreUnavailable.
 */
export const migrate = async (address: string, { service }: { readonly service?: string } = {}): Promise<{ readonly steps: number }> =>
  await migrateAt(readAddress(address), service);

export const migrateAt = async (address: Address, service?: string): Promise<{ readonly steps: number }> => {
  // Waiting for another process' migration, or making an index of a large log, may take longer than any append.
  const db = clientOf(address, 'migration', { statement_timeout: 0, query_timeout: 0, lock_timeout: 0 });
  try {
    await db.connect();
    const { rows } = await db.query<{ server_encoding: string }>('SHOW server_encoding');
    if (rows[0]!.server_encoding !== 'UTF8') throw failure('ENCODING');
    await db.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const format = await formatOf(db);
    if (format === 0) await step(db, firstStep);
    for (const [number, sql] of migrations.entries())
      if (number >= format) await step(db, `${sql}; INSERT INTO hoshin.log_format (step) VALUES (${number + 1})`);
    if (service !== undefined) await step(db, serviceGrants(service));
    return { steps: migrations.length - format };
  } catch (error) {
    if (codeOf(error) === '42704')
      throw new StoreUnavailable(
        `${address.name} knows no role ${service}: create it with a password of its own first`,
        {},
        { cause: error },
      );
    throw troubleOf(error, address.name);
  } finally {
    await db.end().catch(() => {});
  }
};

/** The schema may have been made for the owner beforehand, who then needs no right on the database itself. */
const firstStep = `
  DO $$ BEGIN IF to_regnamespace('hoshin') IS NULL THEN CREATE SCHEMA hoshin; END IF; END $$;
  CREATE TABLE IF NOT EXISTS hoshin.log_format (step integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())`;

/** One step happens whole or not at all. */
const step = async (db: pg.Client, sql: string): Promise<void> => {
  try {
    await db.query(`BEGIN; ${sql}; COMMIT`);
  } catch (error) {
    await db.query('ROLLBACK').catch(() => {});
    throw error;
  }
};
