import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SqliteDirectory, SqliteSessions, sessionIdleMs, sessionMs } from './index.js';

const ann = '3f0b1a52-7c1e-4b7d-9a33-5d2e8c9f4b10';
const ben = '4a1c2b63-8d2f-5c8e-8b44-6e3f9d0a5c21';
const start = Date.UTC(2026, 10, 22, 8);
const minuteMs = 60_000;

let folder: string;
let file: string;
let directory: SqliteDirectory;
let sessions: SqliteSessions;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-sessions-'));
  file = join(folder, 'directory.db');
  directory = SqliteDirectory.open(file);
  sessions = SqliteSessions.open(file);
});
afterEach(async () => {
  await sessions.close();
  directory.close();
  rmSync(folder, { recursive: true });
});

describe('A session', () => {
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
    for (let at = start; at < start + sessionMs; at += 20 * minuteMs) expect(await sessions.use('key', at)).toMatchObject({ person: ann });
    expect(await sessions.use('key', start + sessionMs)).toBeUndefined();
    await sessions.begin('other', ben, start + sessionMs);
    const db = new Database(file, { readonly: true });
    expect(db.prepare('SELECT key FROM sessions').pluck().all()).toEqual(['other']);
    db.close();
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

describe('What the log may know of a sign-in name', () => {
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

describe('A service account', () => {
  const account = { account: ann, secretDigest: 'a'.repeat(64), scopes: ['IMPORT'], made: start, ends: start + minuteMs } as const;

  it('is revoked once and for ever', async () => {
    await sessions.addAccount(account);
    expect(await sessions.account(ann)).toEqual({ ...account, revoked: null });
    await sessions.revokeAccount(ann, start + 1);
    await sessions.revokeAccount(ann, start + 2);
    expect(await sessions.account(ann)).toEqual({ ...account, revoked: start + 1 });
    expect(await sessions.account(ben)).toBeUndefined();
  });

  it('is revoked when its entry is erased, and its sessions end', async () => {
    await sessions.addAccount(account);
    await sessions.begin('key', ann, start);
    await sessions.forget(ann, start + 1);
    expect(await sessions.account(ann)).toMatchObject({ revoked: start + 1 });
    expect(await sessions.look('key', start)).toBeUndefined();
  });
});

describe('A directory from before sessions were kept', () => {
  it('keeps its people and learns the rest', async () => {
    directory.put({ person: ann, name: 'Ann', subject: 'idp|ann' });
    const old = join(folder, 'old.db');
    await directory.backupTo(old);
    directory.close();
    const db = new Database(old);
    db.exec('DROP TABLE sessions; DROP TABLE sign_outs; DROP TABLE subject_keys; DROP TABLE service_accounts');
    db.pragma('user_version = 1');
    db.close();
    directory = SqliteDirectory.open(old);
    const upgraded = SqliteSessions.open(old);
    await upgraded.begin('key', ann, start);
    expect(directory.bySubject('idp|ann')).toMatchObject({ name: 'Ann' });
    expect(await upgraded.look('key', start)).toMatchObject({ person: ann });
    await upgraded.close();
  });
});
