import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DirectoryCorrupt,
  DirectoryUnavailable,
  EntryRefused,
  PersonWasErased,
  PostgresDirectory,
  SqliteDirectory,
  SubjectTaken,
  formerPostHolder,
  listMax,
  migrateDirectory,
  nameCharactersMax,
  unknownPerson,
  type Directory,
} from '#directory';
import { readAddress } from '#event-store/postgres';
import { startPostgres, type PostgresServer } from './postgres-server.js';

const person = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [amina, bryn, chidi] = [person(1), person(2), person(3)];

let server: PostgresServer;
let folder: string;
let open: Directory[];
beforeAll(async () => {
  // What a directory promises is seen as well by a server that syncs later, and much sooner.
  server = await startPostgres(['-c', 'synchronous_commit=off']);
}, 120_000);
afterAll(() => server.end());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-directory-'));
  open = [];
});
afterEach(async () => {
  for (const directory of open) await directory.close();
  rmSync(folder, { recursive: true, force: true });
});

const opened = async <Opened extends Directory>(opening: Opened | Promise<Opened>): Promise<Opened> => {
  const directory = await opening;
  open.push(directory);
  return directory;
};

/** The same database for another role. */
const as = (address: string, role: string, password: string): string => {
  const url = new URL(address);
  url.username = role;
  url.password = password;
  return url.href;
};

/** Looks again until it is so; the test's own time limit ends the waiting. */
const until = async (so: () => boolean): Promise<void> => {
  while (!so()) await new Promise((resolve) => setTimeout(resolve, 20));
};

/** One database for the promises that every engine keeps. */
let shared: string | undefined;
const engines: readonly [string, () => Promise<Directory>][] = [
  ['in memory', () => opened(SqliteDirectory.inMemory())],
  ['in a file', () => opened(SqliteDirectory.open(join(folder, 'directory.db')))],
  [
    'in PostgreSQL',
    async () => {
      shared ??= await server.database();
      await server.query(shared, 'DROP SCHEMA IF EXISTS hoshin_directory CASCADE');
      return opened(PostgresDirectory.open({ place: readAddress(shared) }));
    },
  ],
];

describe.each(engines)('A directory %s', (_, make) => {
  it('knows a person by id and by sign-in', async () => {
    const directory = await make();
    await directory.put({ person: amina, name: ' Amina Yusuf ', email: 'amina@trust.example', subject: 'idp|amina' });
    const expected = { person: amina, name: 'Amina Yusuf', email: 'amina@trust.example', subject: 'idp|amina', erased: false };
    expect(directory.get(amina)).toEqual(expected);
    expect(directory.bySubject('idp|amina')).toEqual(expected);
    expect(directory.displayName(amina)).toBe('Amina Yusuf');
  });

  it('says so when it has never heard of somebody', async () => {
    const directory = await make();
    expect(directory.get(amina)).toBeUndefined();
    expect(directory.bySubject('idp|amina')).toBeUndefined();
    expect(directory.displayName(amina)).toBe(unknownPerson);
  });

  it('replaces an entry as a whole', async () => {
    const directory = await make();
    await directory.put({ person: amina, name: 'Amina Yusuf', email: 'amina@trust.example', subject: 'idp|amina' });
    await directory.put({ person: amina, name: 'Amina Yusuf-Hall' });
    expect(directory.get(amina)).toEqual({ person: amina, name: 'Amina Yusuf-Hall', email: null, subject: null, erased: false });
    expect(directory.bySubject('idp|amina')).toBeUndefined();
  });

  it('gives one sign-in to one person only', async () => {
    const directory = await make();
    await directory.put({ person: amina, name: 'Amina Yusuf', subject: 'idp|shared' });
    await expect(directory.put({ person: bryn, name: 'Bryn Rees', subject: 'idp|shared' })).rejects.toThrow(SubjectTaken);
    expect(directory.get(bryn)).toBeUndefined();
    expect(directory.bySubject('idp|shared')?.person).toBe(amina);
  });

  it('lists everybody page by page, without the erased', async () => {
    const directory = await make();
    for (const n of [3, 1, 5, 2, 4]) await directory.put({ person: person(n), name: `Person ${n}` });
    await directory.erase(person(2));
    const first = directory.list({ limit: 2 });
    expect(first.map((entry) => entry.person)).toEqual([person(1), person(3)]);
    expect(directory.list({ after: first.at(-1)?.person, limit: 2 }).map((entry) => entry.person)).toEqual([person(4), person(5)]);
    expect(directory.list({ after: person(5) })).toEqual([]);
  });

  it('never gives more than a full page at a time', async () => {
    const directory = await make();
    for (let n = 1; n <= listMax + 1; n++) await directory.put({ person: person(n), name: `Person ${n}` });
    expect(directory.list({ limit: 1e9 })).toHaveLength(listMax);
    expect(directory.list()).toHaveLength(100);
  }, 60_000);

  it('empties the entry of an erased person and shows a former post-holder', async () => {
    const directory = await make();
    await directory.put({ person: amina, name: 'Amina Yusuf', email: 'amina@trust.example', subject: 'idp|amina' });
    await directory.erase(amina);
    await directory.erase(amina);
    expect(directory.get(amina)).toEqual({ person: amina, name: '', email: null, subject: null, erased: true });
    expect(directory.bySubject('idp|amina')).toBeUndefined();
    expect(directory.displayName(amina)).toBe(formerPostHolder);
  });

  it('keeps an erased person erased, also one it had not heard of before', async () => {
    const directory = await make();
    await directory.erase(chidi);
    await expect(directory.put({ person: chidi, name: 'Chidi Okafor' })).rejects.toThrow(PersonWasErased);
    expect(directory.displayName(chidi)).toBe(formerPostHolder);
  });

  it.each([
    ['a person id that is no UUID', { person: 'amina', name: 'Amina Yusuf' }, 'person'],
    ['an empty name', { person: amina, name: '  ' }, 'name'],
    ['an overlong name', { person: amina, name: 'A'.repeat(nameCharactersMax + 1) }, 'name'],
    ['a megabyte of name', { person: amina, name: 'A'.repeat(1_048_576) }, 'name'],
    ['a name over two lines', { person: amina, name: 'Amina\nYusuf' }, 'name'],
    ['an address without an @', { person: amina, name: 'Amina Yusuf', email: 'amina' }, 'email'],
    ['an overlong address', { person: amina, name: 'Amina Yusuf', email: `${'a'.repeat(250)}@trust.example` }, 'email'],
    ['an empty sign-in', { person: amina, name: 'Amina Yusuf', subject: '' }, 'subject'],
    ['an overlong sign-in', { person: amina, name: 'Amina Yusuf', subject: 's'.repeat(256) }, 'subject'],
  ])('refuses %s, naming the field', async (_what, entry, field) => {
    const directory = await make();
    await expect(directory.put(entry)).rejects.toThrow(EntryRefused);
    await expect(directory.put(entry)).rejects.toThrow(expect.objectContaining({ code: 'EntryRefused', fields: { field } }));
    expect(directory.list()).toEqual([]);
  });
});

describe('A directory in PostgreSQL', () => {
  /** Hints alone: nothing is asked for by itself within a test. */
  const never = 3_600_000;

  it('keeps what was written after it is closed', async () => {
    const address = await server.database();
    const first = await PostgresDirectory.open({ place: readAddress(address) });
    await first.put({ person: amina, name: 'Amina Yusuf', subject: 'idp|amina' });
    await first.erase(bryn);
    await first.close();
    const second = await opened(PostgresDirectory.open({ place: readAddress(address) }));
    expect(second.bySubject('idp|amina')?.name).toBe('Amina Yusuf');
    expect(second.displayName(bryn)).toBe(formerPostHolder);
  });

  it.each([
    ['by the database’s hint', { pollMs: never }],
    ['by asking, where hints are lost', { pollMs: 50 }],
  ])('shows what another instance wrote, %s', async (_, { pollMs }) => {
    const address = await server.database();
    const one = await opened(PostgresDirectory.open({ place: readAddress(address), pollMs: never }));
    const other = await opened(PostgresDirectory.open({ place: readAddress(address), pollMs }));
    if (pollMs !== never) await server.query(address, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'`);
    await one.put({ person: amina, name: 'Amina Yusuf', subject: 'idp|amina' });
    await until(() => other.bySubject('idp|amina')?.person === amina);
    await one.put({ person: amina, name: 'Amina Yusuf-Hall' });
    await one.put({ person: bryn, name: 'Bryn Rees', subject: 'idp|amina' });
    await until(() => other.bySubject('idp|amina')?.person === bryn);
    await one.erase(bryn);
    await until(() => other.displayName(bryn) === formerPostHolder);
    expect(other.bySubject('idp|amina')).toBeUndefined();
    expect(other.list().map(({ name }) => name)).toEqual(['Amina Yusuf-Hall']);
  });

  it('takes every one of many entries that several instances write at once, and shows each of them everywhere', async () => {
    const address = await server.database();
    const instances = await Promise.all(
      Array.from({ length: 3 }, () => opened(PostgresDirectory.open({ place: readAddress(address), pollMs: 50 }))),
    );
    const numbers = Array.from({ length: 60 }, (_, index) => index);
    await Promise.all(numbers.map((n) => instances[n % 3]!.put({ person: person(n), name: `Person ${n}` })));
    for (const instance of instances) await until(() => instance.list({ limit: 100 }).length === numbers.length);
  });

  it('gives one sign-in to one of two who ask for it at once on different instances', async () => {
    const address = await server.database();
    const one = await opened(PostgresDirectory.open({ place: readAddress(address) }));
    const other = await opened(PostgresDirectory.open({ place: readAddress(address) }));
    const outcomes = await Promise.allSettled([
      one.put({ person: amina, name: 'Amina Yusuf', subject: 'idp|shared' }),
      other.put({ person: bryn, name: 'Bryn Rees', subject: 'idp|shared' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'SubjectTaken' } });
  });

  it('goes on after its connections were cut', async () => {
    const address = await server.database();
    const directory = await opened(PostgresDirectory.open({ place: readAddress(address), pollMs: 50 }));
    await directory.put({ person: amina, name: 'Amina Yusuf' });
    await server.query(address, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hoshin directory'`);
    expect(directory.displayName(amina)).toBe('Amina Yusuf');
    await server.query(
      address,
      `UPDATE hoshin_directory.state SET revision = 2; UPDATE hoshin_directory.people SET name = 'A. Yusuf', revision = 2`,
    );
    await until(() => directory.displayName(amina) === 'A. Yusuf');
    await directory.put({ person: bryn, name: 'Bryn Rees' });
    expect(directory.displayName(bryn)).toBe('Bryn Rees');
  });

  it('reads everything anew when the database was put back from a backup', async () => {
    const address = await server.database();
    const directory = await opened(PostgresDirectory.open({ place: readAddress(address), pollMs: 50 }));
    await directory.put({ person: amina, name: 'Amina Yusuf' });
    await directory.put({ person: bryn, name: 'Bryn Rees' });
    await server.query(
      address,
      `BEGIN; DELETE FROM hoshin_directory.people WHERE revision = 2; UPDATE hoshin_directory.state SET revision = 1; COMMIT`,
    );
    await until(() => directory.displayName(bryn) === unknownPerson);
    expect(directory.displayName(amina)).toBe('Amina Yusuf');
  });

  it('shows an erased name to nobody from the call on, even where the database does not take the erasure', async () => {
    const address = await server.database();
    const directory = await opened(PostgresDirectory.open({ place: readAddress(address), pollMs: never }));
    await directory.put({ person: amina, name: 'Amina Yusuf', subject: 'idp|amina' });
    await server.query(address, 'ALTER TABLE hoshin_directory.people RENAME TO elsewhere');
    const erasing = directory.erase(amina);
    expect(directory.displayName(amina)).toBe(formerPostHolder);
    await expect(erasing).rejects.toThrow(DirectoryUnavailable);
    expect(directory.displayName(amina)).toBe(formerPostHolder);
    expect(directory.bySubject('idp|amina')).toBeUndefined();
    await server.query(address, 'ALTER TABLE hoshin_directory.elsewhere RENAME TO people');
    await directory.erase(amina);
    expect((await opened(PostgresDirectory.open({ place: readAddress(address) }))).displayName(amina)).toBe(formerPostHolder);
  });

  it('makes its tables once when several instances start together', async () => {
    const address = await server.database();
    const instances = await Promise.all(Array.from({ length: 4 }, () => opened(PostgresDirectory.open({ place: readAddress(address) }))));
    await instances[0]!.put({ person: amina, name: 'Amina Yusuf' });
    await until(() => instances.every((instance) => instance.displayName(amina) === 'Amina Yusuf'));
  });

  it('works under a role that can make no table and delete no row, once its owner has made the tables', async () => {
    const owner = await server.database();
    await server.query(owner, `CREATE ROLE hoshin_service LOGIN PASSWORD 'service'`);
    const service = as(owner, 'hoshin_service', 'service');
    await expect(PostgresDirectory.open({ place: readAddress(service) })).rejects.toThrow(/run hoshin migrate once as the owner/);
    await migrateDirectory(readAddress(owner), { service: 'hoshin_service' });
    await migrateDirectory(readAddress(owner), { service: 'hoshin_service' });
    const directory = await opened(PostgresDirectory.open({ place: readAddress(service) }));
    await directory.put({ person: amina, name: 'Amina Yusuf' });
    await directory.erase(amina);
    expect(directory.displayName(amina)).toBe(formerPostHolder);
    await expect(server.query(service, 'DELETE FROM hoshin_directory.people')).rejects.toThrow(/permission denied/);
    await expect(server.query(service, 'UPDATE hoshin_directory.state SET format = 9')).rejects.toThrow(/permission denied/);
  });

  it('refuses tables of a newer format instead of guessing', async () => {
    const address = await server.database();
    await migrateDirectory(readAddress(address));
    await server.query(address, 'UPDATE hoshin_directory.state SET format = 99');
    await expect(PostgresDirectory.open({ place: readAddress(address) })).rejects.toThrow(DirectoryCorrupt);
    await expect(PostgresDirectory.open({ place: readAddress(address) })).rejects.toThrow(/newer version/);
  });

  it('names the database it cannot use, and never a password', async () => {
    const nowhere = (await server.database()).replace(/\/[^/]*$/, '/nowhere');
    const refusal = await PostgresDirectory.open({ place: readAddress(nowhere) }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DirectoryUnavailable);
    expect(String(refusal)).toMatch(/postgres:\/\/postgres@127\.0\.0\.1:\d+\/nowhere cannot be used .*HOSHIN_DIRECTORY/);
    const wrong = as(await server.database(), 'postgres', 'not-the-password');
    expect(String(await PostgresDirectory.open({ place: readAddress(wrong) }).catch((error: unknown) => error))).not.toContain(
      'not-the-password',
    );
    await expect(PostgresDirectory.open({ place: readAddress('postgres://postgres:secret@127.0.0.1:1/none') })).rejects.toThrow(
      /^(?!.*secret)/s,
    );
  });
});
