import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreUnavailable } from '#event-store';
import { PostgresEventStore } from '#event-store/postgres';
import { anyEvent, anyStream, plainHydrate } from '#testing';
import { selfSigned } from './certificate.js';
import { type PostgresServer, startPostgres } from './postgres-server.js';

describe('a PostgreSQL server with TLS', () => {
  let server: PostgresServer;
  let address: string;
  let folder: string;
  const encrypted = async (): Promise<unknown> =>
    (
      await server.query(
        address,
        `SELECT bool_and(ssl) AS encrypted FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name LIKE 'hoshin %'`,
      )
    )[0]!['encrypted'];
  const appended = async (query: string, host = 'localhost'): Promise<unknown> => {
    const store = await PostgresEventStore.open({ address: `${address.replace('127.0.0.1', host)}?${query}`, hydrate: plainHydrate });
    try {
      await store.append(anyStream(), 'no-stream', [anyEvent()]);
      return await encrypted();
    } finally {
      await store.close();
    }
  };

  beforeAll(async () => {
    server = await startPostgres();
    address = await server.database();
    folder = await mkdtemp(join(tmpdir(), 'hoshin-'));
    const { certificate, key } = selfSigned('localhost');
    await writeFile(join(folder, 'ca.pem'), certificate);
    await writeFile(join(folder, 'other.pem'), selfSigned('localhost').certificate);
    // Written by the server itself, so that they are its own user's and nobody else can read them.
    for (const [file, lines] of [
      ['server.crt', certificate],
      ['server.key', key],
    ] as const)
      await server.query(
        address,
        `COPY (SELECT unnest(string_to_array('${lines.trim()}', E'\\n'))) TO PROGRAM 'umask 077; cat > ${join(server.folder, file)}'`,
      );
    await server.query(address, 'ALTER SYSTEM SET ssl = on');
    await server.stop();
    await server.start();
  });
  afterAll(async () => {
    await server.end();
    await rm(folder, { recursive: true });
  });

  it('is spoken to under encryption when the address asks for that', async () => {
    expect(await appended('sslmode=require')).toBe(true);
    expect(await appended(`sslmode=verify-full&sslrootcert=${join(folder, 'ca.pem')}`)).toBe(true);
    expect(await appended(`sslmode=verify-ca&sslrootcert=${join(folder, 'ca.pem')}`, '127.0.0.1')).toBe(true);
    expect(await appended('sslmode=disable')).toBe(false);
  });

  it.each<[string, string, () => string, string]>([
    ['an authority nobody named signed its certificate', 'localhost', () => 'sslmode=verify-full', 'is not trusted'],
    ['another authority is named', 'localhost', () => `sslmode=require&sslrootcert=${join(folder, 'other.pem')}`, 'is not trusted'],
    [
      'its certificate is for another host',
      '127.0.0.1',
      () => `sslmode=verify-full&sslrootcert=${join(folder, 'ca.pem')}`,
      'is for another host',
    ],
  ])('is refused when %s', async (_, host, query, because) => {
    const refused = appended(query(), host);
    await expect(refused).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(refused).rejects.toThrow(because);
  });
});
