import pg from 'pg';
import { connected, settingsOf, troubleOf, type PostgresPlace } from './postgres-connection.js';
import { DirectoryCorrupt, DirectoryUnavailable } from './trouble.js';

/** Everything of the directory lies in a schema of its own, so that its rights can be given apart from the log's. */
export const schema = 'hoshin_directory';

/** What a migration may wait for another instance's; "HDIR", as in the file. */
const migrationLock = 0x48444952;

/**
 * The formats of the directory, each made from the one before. Never changed once shipped: a new format is a new entry.
 * `revision` counts the changes; it is raised under the lock of its only row, so that changes commit in its order.
 */
const formats: readonly string[] = [
  `CREATE TABLE ${schema}.people (
     person text PRIMARY KEY,
     name text NOT NULL,
     email text,
     subject text UNIQUE,
     erased boolean NOT NULL DEFAULT false,
     revision integer NOT NULL
   );
   CREATE INDEX people_by_revision ON ${schema}.people (revision);
   CREATE TABLE ${schema}.state (
     sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
     format integer NOT NULL,
     revision integer NOT NULL
   );
   INSERT INTO ${schema}.state (format, revision) VALUES (0, 0);`,
  // Times are milliseconds since 1970, as in the file.
  `CREATE TABLE ${schema}.sessions (
     key text PRIMARY KEY,
     person text NOT NULL,
     begun bigint NOT NULL,
     seen bigint NOT NULL
   );
   CREATE INDEX sessions_of_person ON ${schema}.sessions (person);
   CREATE TABLE ${schema}.sign_outs (
     person text PRIMARY KEY,
     at bigint NOT NULL
   );
   CREATE TABLE ${schema}.subject_keys (
     person text PRIMARY KEY,
     key bytea NOT NULL
   );
   CREATE TABLE ${schema}.service_accounts (
     account text PRIMARY KEY,
     secret_digest text NOT NULL,
     scopes text NOT NULL,
     made bigint NOT NULL,
     ends bigint NOT NULL,
     revoked bigint
   );`,
];

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown }).code;
const [noPrivilege, noSuchTable, noSuchSchema] = ['42501', '42P01', '3F000'];

/** The format that is there; 0 where there is nothing yet. */
const formatOf = async (client: pg.ClientBase): Promise<number> => {
  try {
    const { rows } = await client.query<{ format: number }>(`SELECT format FROM ${schema}.state`);
    return rows[0]?.format ?? 0;
  } catch (error) {
    if (codeOf(error) === noSuchTable || codeOf(error) === noSuchSchema) return 0;
    throw error;
  }
};

/**
 * Brings the tables up to this version's format, one instance at a time, and touches nothing where they are. Throws
 * {@link DirectoryUnavailable} where this role may not make tables, {@link DirectoryCorrupt} for a newer format.
 */
export const prepareSchema = async (client: pg.ClientBase, name: string): Promise<void> => {
  if ((await formatOf(client)) === formats.length) return;
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    // A failed statement would end the transaction, so that what may be missing is looked up by name.
    const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('${schema}.state') IS NOT NULL AS there`);
    const format = rows[0]?.there ? await formatOf(client) : 0;
    if (format > formats.length)
      throw new DirectoryCorrupt(
        `the directory in ${name} was written by a newer version of the service (format ${format}); start that version`,
        { address: name, format },
      );
    if (format === 0) await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    for (const step of formats.slice(format)) await client.query(step);
    await client.query(`UPDATE ${schema}.state SET format = $1`, [formats.length]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    if (codeOf(error) !== noPrivilege) throw error;
    throw new DirectoryUnavailable(
      `the directory's tables are not ready in ${name}, and this role may not make them: run hoshin migrate once as the owner of the database`,
      { address: name },
      { cause: error },
    );
  }
};

/** Connections to the directory, its tables being ready. Throws {@link DirectoryUnavailable}, {@link DirectoryCorrupt}. */
export const openPool = async (place: PostgresPlace, connectionsMax: number): Promise<pg.Pool> => {
  const pool = new pg.Pool({ ...settingsOf(place), max: connectionsMax });
  // A connection that breaks while it waits is replaced at its next use.
  pool.on('error', () => {});
  try {
    const client = await pool.connect();
    try {
      await prepareSchema(client, place.name);
    } finally {
      client.release();
    }
    return pool;
  } catch (error) {
    await pool.end();
    throw troubleOf(place.name, error);
  }
};

/**
 * Lets a role read and write the directory and nothing more: it can neither change a table nor delete a person, a
 * sign-out or an account. Sessions that are over and the keys of erased persons it does delete.
 */
const grantDirectory = async (client: pg.ClientBase, role: string): Promise<void> => {
  const named = client.escapeIdentifier(role);
  await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${named}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE ON ${schema}.people TO ${named}`);
  await client.query(`GRANT SELECT, UPDATE (revision) ON ${schema}.state TO ${named}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE (seen), DELETE ON ${schema}.sessions TO ${named}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE (at) ON ${schema}.sign_outs TO ${named}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE (person), DELETE ON ${schema}.subject_keys TO ${named}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE (revoked) ON ${schema}.service_accounts TO ${named}`);
};

/**
 * Makes the directory's tables as their owner, and lets the service's role use them: what {@link prepareSchema} does at a start, for
 * services whose role may not. Throws {@link DirectoryUnavailable}, {@link DirectoryCorrupt}.
 */
export const migrateDirectory = async (
  place: PostgresPlace,
  { service }: { readonly service?: string | undefined } = {},
): Promise<void> => {
  try {
    await connected(place, async (client) => {
      await prepareSchema(client, place.name);
      if (service !== undefined) await grantDirectory(client, service);
    });
  } catch (error) {
    throw troubleOf(place.name, error);
  }
};
