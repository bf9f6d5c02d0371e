import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  DirectoryUnavailable,
  PostgresDirectory,
  PostgresSessions,
  SqliteDirectory,
  SqliteSessions,
  migrateDirectory,
  sessionIdleMs,
  sessionMs,
  type Directory,
  type Sessions,
} from '#directory';
import { readAddress } from '#event-store/postgres';
import { startPostgres, type PostgresServer } from './postgres-server.js';

const ann = '3f0b1a52-7c1e-4b7d-9a33-5d2e8c9f4b10';
const ben = '4a1c2b63-8d2f-5c8e-8b44-6e3f9d0a5c21';
const start = Date.UTC(2026, 10, 22, 8);
const minuteMs = 60_000;

let server: PostgresServer;
let folder: string;
let open: { close(): Promise<void> }[];
beforeAll(async () => {
  server = await startPostgres(['-c', 'synchronous_commit=off']);
}, 120_000);
afterAll(() => server.end());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-sessions-'));
  open = [];
});
afterEach(async () => {
  for (const each of open) await each.close();
  rmSync(folder, { recursive: true });
});

const opened = async <Opened extends { close(): Promise<void> }>(opening: Opened | Promise<Opened>): Promise<Opened> => {
  const each = await opening;
  open.unshift(each);
  return each;
};

interface Place {
  readonly directory: Directory;
  readonly sessions: Sessions;
  /** The keys of all sessions that are kept, also of those that are over. */
  readonly keysIn: () => Promise<unknown[]>;
}
/** One database for the promises that every engine keeps. */
let shared: string | undefined;
const engines: readonly [string, () => Promise<Place>][] = [
  [
    'in a file',
    async () => {
      const file = join(folder, 'directory.db');
      const directory = await opened(SqliteDirectory.open(file));
      const keysIn = async () => {
        const db = new Database(file, { readonly: true });
        try {
          return db.prepare('SELECT key FROM sessions').pluck().all();
        } finally {
          db.close();
        }
      };
      return { directory, sessions: await opened(SqliteSessions.open(file)), keysIn };
    },
  ],
  [
    'in PostgreSQL',
    async () => {
      const address = (shared ??= await server.database());
      await server.query(address, 'DROP SCHEMA IF EXISTS hoshin_directory CASCADE');
      const place = readAddress(address);
      const directory = await opened(PostgresDirectory.open({ place }));
      const keysIn = async () => (await server.query(address, 'SELECT key FROM hoshin_directory.sessions')).map(({ key }) => key);
      return { directory, sessions: await opened(PostgresSessions.open({ place })), keysIn };
    },
  ],
];

describe.each(engines)('Sign-in kept %s:', (_, make) => {
  let sessions: Sessions;
  let keysIn: Place['keysIn'];
  beforeEach(async () => ({ sessions, keysIn } = await make()));

  describe('a session', () => {
    it('lasts while it is used, and half an hour longer', async () => {
      await sessions.begin('key', ann, start);
      const used = start + 29 * minuteMs;
      expect(await sessions.use('key', used)).toEqual({ key: 'key', person: ann, begun: start, seen: start });
      expect(await sessions.use('key', used + sessionIdleMs - 1)).toMatchObject({ seen: used });
      expect(await sessions.use('key', used + 2 * sessionIdleMs)).toBeUndefined();
    });

    it('is not kept up by being looked at', async () => {
      await sessions.begin('key', ann, start);
      expect(await sessions.look('key', start + 29 * minuteMs)).toMatchObject({ person: ann });
      expect(await sessions.look('key', start + sessionIdleMs)).toBeUndefined();
    });

    it('ends after twelve hours however much it is used, and is cleared away when the next begins', async () => {
      await sessions.begin('key', ann, start);
      for (let at = start; at < start + sessionMs; at += 20 * minuteMs)
        expect(await sessions.use('key', at)).toMatchObject({ person: ann });
      expect(await sessions.use('key', start + sessionMs)).toBeUndefined();
      await sessions.begin('other', ben, start + sessionMs);
      expect(await keysIn()).toEqual(['other']);
    });

    it('ends by itself alone, or with all of its person’s', async () => {
      for (const key of ['one', 'two', 'three']) await sessions.begin(key, ann, start);
      await sessions.begin('ben', ben, start);
      await sessions.end('one');
      expect(await sessions.look('one', start)).toBeUndefined();
      expect(await sessions.look('two', start)).toMatchObject({ person: ann });
      await sessions.signOut(ann, start + 5);
      expect([await sessions.look('two', start), await sessions.look('three', start)]).toEqual([undefined, undefined]);
      expect(await sessions.look('ben', start)).toMatchObject({ person: ben });
      expect([await sessions.signedOutAt(ann), await sessions.signedOutAt(ben)]).toEqual([start + 5, 0]);
    });
  });

  describe('what the log may know of a sign-in name', () => {
    it('is the same for the same name of the same person, and says nothing across persons', async () => {
      const digest = await sessions.subjectDigest(ann, 'idp|ann');
      expect(digest).toMatch(/^[0-9a-f]{64}$/);
      expect(await sessions.subjectDigest(ann, 'idp|ann')).toBe(digest);
      expect(await sessions.subjectDigest(ann, 'idp|other')).not.toBe(digest);
      expect(await sessions.subjectDigest(ben, 'idp|ann')).not.toBe(digest);
    });

    it('says nothing any more once the person is erased', async () => {
      const digest = await sessions.subjectDigest(ann, 'idp|ann');
      await sessions.forget(ann, start);
      expect(await sessions.subjectDigest(ann, 'idp|ann')).not.toBe(digest);
    });
  });

  describe('a service account', () => {
    const account = { account: ann, secretDigest: 'a'.repeat(64), scopes: ['IMPORT'], made: start, ends: start + minuteMs } as const;

    it('is revoked once and for ever', async () => {
      await sessions.addAccount(account);
      expect(await sessions.account(ann)).toEqual({ ...account, revoked: null });
      await sessions.revokeAccount(ann, start + 1);
      await sessions.revokeAccount(ann, start + 2);
      expect(await sessions.account(ann)).toEqual({ ...account, revoked: start + 1 });
      expect(await sessions.account(ben)).toBeUndefined();
    });

    it('is listed with all others, the latest first, revoked ones included', async () => {
      expect(await sessions.accounts()).toEqual([]);
      const later = { ...account, account: ben, scopes: [], made: start + 1 };
      await sessions.addAccount(account);
      await sessions.addAccount(later);
      await sessions.revokeAccount(ann, start + 2);
      expect(await sessions.accounts()).toEqual([
        { ...later, revoked: null },
        { ...account, revoked: start + 2 },
      ]);
    });

    it('is revoked when its entry is erased, and its sessions end', async () => {
      await sessions.addAccount(account);
      await sessions.begin('key', ann, start);
      await sessions.forget(ann, start + 1);
      expect(await sessions.account(ann)).toMatchObject({ revoked: start + 1 });
      expect(await sessions.look('key', start)).toBeUndefined();
    });
  });
});

describe('A directory in a file from before sessions were kept', () => {
  it('keeps its people and learns the rest', async () => {
    const file = join(folder, 'directory.db');
    const before = await opened(SqliteDirectory.open(file));
    await before.put({ person: ann, name: 'Ann', subject: 'idp|ann' });
    await before.close();
    const db = new Database(file);
    db.exec('DROP TABLE sessions; DROP TABLE sign_outs; DROP TABLE subject_keys; DROP TABLE service_accounts');
    db.pragma('user_version = 1');
    db.close();
    const directory = await opened(SqliteDirectory.open(file));
    const sessions = await opened(SqliteSessions.open(file));
    await sessions.begin('key', ann, start);
    expect(directory.bySubject('idp|ann')).toMatchObject({ name: 'Ann' });
    expect(await sessions.look('key', start)).toMatchObject({ person: ann });
  });
});

describe('Sign-in in PostgreSQL', () => {
  const sessionsAt = (address: string) => opened(PostgresSessions.open({ place: readAddress(address) }));

  it('is learned by a directory from before sessions were kept, which keeps its people', async () => {
    const address = await server.database();
    const before = await opened(PostgresDirectory.open({ place: readAddress(address) }));
    await before.put({ person: ann, name: 'Ann', subject: 'idp|ann' });
    await before.close();
    for (const table of ['sessions', 'sign_outs', 'subject_keys', 'service_accounts'])
      await server.query(address, `DROP TABLE hoshin_directory.${table}`);
    await server.query(address, 'UPDATE hoshin_directory.state SET format = 1');
    const directory = await opened(PostgresDirectory.open({ place: readAddress(address) }));
    const sessions = await sessionsAt(address);
    await sessions.signOut(ann, start);
    expect(directory.bySubject('idp|ann')).toMatchObject({ name: 'Ann' });
    expect(await sessions.signedOutAt(ann)).toBe(start);
  });

  it('is one for all instances: whom one signs out, revokes or forgets none lets in', async () => {
    const address = await server.database();
    const [one, other] = [await sessionsAt(address), await sessionsAt(address)];
    await one.begin('key', ann, start);
    expect(await other.use('key', start)).toMatchObject({ person: ann });
    await one.signOut(ann, start + 7);
    expect([await other.look('key', start), await other.signedOutAt(ann)]).toEqual([undefined, start + 7]);
    await one.signOut(ann, start + 3);
    expect(await other.signedOutAt(ann)).toBe(start + 7);
    await other.addAccount({ account: ben, secretDigest: 'b'.repeat(64), scopes: [], made: start, ends: start + 1 });
    await one.revokeAccount(ben, start);
    expect(await other.account(ben)).toMatchObject({ revoked: start });
    const digests = await Promise.all([one, other, one, other].map((each) => each.subjectDigest(ben, 'idp|ben')));
    expect(new Set(digests).size).toBe(1);
    await Promise.all(Array.from({ length: 200 }, (_, index) => other.forget(index % 2 ? ann : ben, start)));
    expect(await one.subjectDigest(ben, 'idp|ben')).not.toBe(digests[0]);
  });

  it('works under the role of the service, which can undo no sign-out and no revocation', async () => {
    const owner = await server.database();
    await server.query(owner, `CREATE ROLE hoshin_signs LOGIN PASSWORD 'signs'`);
    await migrateDirectory(readAddress(owner), { service: 'hoshin_signs' });
    const service = owner.replace('postgres:postgres@', 'hoshin_signs:signs@');
    const sessions = await sessionsAt(service);
    await sessions.begin('key', ann, start);
    await sessions.use('key', start + 2 * minuteMs);
    expect(await sessions.look('key', start + minuteMs)).toMatchObject({ seen: start + 2 * minuteMs });
    await sessions.signOut(ann, start);
    await sessions.signOut(ann, start + 1);
    await sessions.subjectDigest(ann, 'idp|ann');
    await sessions.subjectDigest(ann, 'idp|ann');
    await sessions.addAccount({ account: ben, secretDigest: 'b'.repeat(64), scopes: ['IMPORT'], made: start, ends: start + 1 });
    await sessions.revokeAccount(ben, start);
    await sessions.forget(ann, start);
    await sessions.begin('other', ben, start + sessionMs);
    for (const sql of [
      'DELETE FROM hoshin_directory.sign_outs',
      'DELETE FROM hoshin_directory.service_accounts',
      `UPDATE hoshin_directory.service_accounts SET ends = 9, secret_digest = 'c'`,
      `UPDATE hoshin_directory.sessions SET person = 'somebody else'`,
      `UPDATE hoshin_directory.subject_keys SET key = ''`,
    ])
      await expect(server.query(service, sql)).rejects.toThrow(/permission denied/);
  });

  it('goes on after its connections were cut, and says so in the directory’s words while there is no server', async () => {
    const address = await server.database();
    const sessions = await sessionsAt(address);
    await sessions.begin('key', ann, start);
    await server.query(address, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hoshin directory'`);
    const look = (): Promise<unknown> => sessions.look('key', start).catch(() => look());
    expect(await look()).toMatchObject({ person: ann });
    await server.query(address, 'DROP TABLE hoshin_directory.sessions');
    await expect(sessions.look('key', start)).rejects.toThrow(DirectoryUnavailable);
  });
});
