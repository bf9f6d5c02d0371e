import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  DirectoryCorrupt,
  DirectoryInUse,
  DirectoryUnavailable,
  EntryRefused,
  PersonWasErased,
  SqliteDirectory,
  SubjectTaken,
  formerPostHolder,
  listMax,
  nameCharactersMax,
  openDirectoryForReading,
  unknownPerson,
  type Directory,
} from './index.js';

const person = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [amina, bryn, chidi] = [person(1), person(2), person(3)];

let folder: string;
let open: Directory[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-directory-'));
  open = [];
});
afterEach(() => {
  for (const directory of open) directory.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = () => join(folder, 'directory.sqlite');
const opened = (directory: Directory): Directory => {
  open.push(directory);
  return directory;
};

describe.each([
  ['in memory', () => opened(SqliteDirectory.inMemory())],
  ['in a file', () => opened(SqliteDirectory.open(file()))],
])('A directory %s', (_, make) => {
  it('knows a person by id and by sign-in', () => {
    const directory = make();
    directory.put({ person: amina, name: ' Amina Yusuf ', email: 'amina@trust.example', subject: 'idp|amina' });
    const expected = { person: amina, name: 'Amina Yusuf', email: 'amina@trust.example', subject: 'idp|amina', erased: false };
    expect(directory.get(amina)).toEqual(expected);
    expect(directory.bySubject('idp|amina')).toEqual(expected);
    expect(directory.displayName(amina)).toBe('Amina Yusuf');
  });

  it('says so when it has never heard of somebody', () => {
    const directory = make();
    expect(directory.get(amina)).toBeUndefined();
    expect(directory.bySubject('idp|amina')).toBeUndefined();
    expect(directory.displayName(amina)).toBe(unknownPerson);
  });

  it('replaces an entry as a whole', () => {
    const directory = make();
    directory.put({ person: amina, name: 'Amina Yusuf', email: 'amina@trust.example', subject: 'idp|amina' });
    directory.put({ person: amina, name: 'Amina Yusuf-Hall' });
    expect(directory.get(amina)).toEqual({ person: amina, name: 'Amina Yusuf-Hall', email: null, subject: null, erased: false });
    expect(directory.bySubject('idp|amina')).toBeUndefined();
  });

  it('gives one sign-in to one person only', () => {
    const directory = make();
    directory.put({ person: amina, name: 'Amina Yusuf', subject: 'idp|shared' });
    expect(() => directory.put({ person: bryn, name: 'Bryn Rees', subject: 'idp|shared' })).toThrow(SubjectTaken);
    expect(directory.get(bryn)).toBeUndefined();
    expect(directory.bySubject('idp|shared')?.person).toBe(amina);
  });

  it('lists everybody page by page, without the erased', () => {
    const directory = make();
    for (const n of [3, 1, 5, 2, 4]) directory.put({ person: person(n), name: `Person ${n}` });
    directory.erase(person(2));
    const first = directory.list({ limit: 2 });
    expect(first.map((entry) => entry.person)).toEqual([person(1), person(3)]);
    expect(directory.list({ after: first.at(-1)?.person, limit: 2 }).map((entry) => entry.person)).toEqual([person(4), person(5)]);
    expect(directory.list({ after: person(5) })).toEqual([]);
  });

  it('never gives more than a full page at a time', () => {
    const directory = make();
    for (let n = 1; n <= listMax + 1; n++) directory.put({ person: person(n), name: `Person ${n}` });
    expect(directory.list({ limit: 1e9 })).toHaveLength(listMax);
    expect(directory.list()).toHaveLength(100);
  }, 60_000);

  it('empties the entry of an erased person and shows a former post-holder', () => {
    const directory = make();
    directory.put({ person: amina, name: 'Amina Yusuf', email: 'amina@trust.example', subject: 'idp|amina' });
    directory.erase(amina);
    directory.erase(amina);
    expect(directory.get(amina)).toEqual({ person: amina, name: '', email: null, subject: null, erased: true });
    expect(directory.bySubject('idp|amina')).toBeUndefined();
    expect(directory.displayName(amina)).toBe(formerPostHolder);
  });

  it('keeps an erased person erased, also one it had not heard of before', () => {
    const directory = make();
    directory.erase(chidi);
    expect(() => directory.put({ person: chidi, name: 'Chidi Okafor' })).toThrow(PersonWasErased);
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
  ])('refuses %s, naming the field', (_what, entry, field) => {
    const directory = make();
    expect(() => directory.put(entry)).toThrow(EntryRefused);
    expect(() => directory.put(entry)).toThrow(expect.objectContaining({ code: 'EntryRefused', fields: { field } }));
    expect(directory.list()).toEqual([]);
  });

  it('copies itself into a new file and never over an old one', async () => {
    const directory = make();
    directory.put({ person: amina, name: 'Amina Yusuf', subject: 'idp|amina' });
    directory.erase(bryn);
    const copy = join(folder, 'copy.sqlite');
    await directory.backupTo(copy);
    directory.put({ person: chidi, name: 'Chidi Okafor' });
    const restored = opened(SqliteDirectory.open(copy));
    expect(restored.list().map((entry) => entry.name)).toEqual(['Amina Yusuf']);
    expect(restored.displayName(bryn)).toBe(formerPostHolder);
    await expect(directory.backupTo(copy)).rejects.toThrow(DirectoryUnavailable);
    expect(existsSync(`${copy}.part`)).toBe(false);
  });
});

describe('A directory in a file', () => {
  it('keeps what was written after it is closed', () => {
    const directory = SqliteDirectory.open(file());
    directory.put({ person: amina, name: 'Amina Yusuf', subject: 'idp|amina' });
    directory.close();
    expect(opened(SqliteDirectory.open(file())).bySubject('idp|amina')?.name).toBe('Amina Yusuf');
  });

  it('keeps what was written when the process is killed', () => {
    const better = JSON.stringify(createRequire(__filename).resolve('better-sqlite3'));
    opened(SqliteDirectory.open(file())).close();
    open = [];
    const killed = spawnSync(process.execPath, [
      '-e',
      `const db = new (require(${better}))(${JSON.stringify(file())}); db.pragma('synchronous = FULL');
       const lock = new (require(${better}))(${JSON.stringify(`${file()}.lock`)}); lock.exec('BEGIN EXCLUSIVE');
       db.exec("INSERT INTO people (person, name) VALUES ('${amina}', 'Amina Yusuf')"); process.kill(process.pid, 'SIGKILL');`,
    ]);
    expect(killed.signal).toBe('SIGKILL');
    expect(opened(SqliteDirectory.open(file())).displayName(amina)).toBe('Amina Yusuf');
  });

  it('refuses a second opener while it is in use, naming the file, and lets it in afterwards', () => {
    const first = SqliteDirectory.open(file());
    expect(() => SqliteDirectory.open(file())).toThrow(DirectoryInUse);
    expect(() => SqliteDirectory.open(file())).toThrow(file());
    first.put({ person: amina, name: 'Amina Yusuf' });
    first.close();
    expect(opened(SqliteDirectory.open(file())).displayName(amina)).toBe('Amina Yusuf');
  });

  it('can be read and copied by somebody else while it is in use', async () => {
    const writer = opened(SqliteDirectory.open(file()));
    writer.put({ person: amina, name: 'Amina Yusuf' });
    const reader = openDirectoryForReading(file());
    expect(reader.displayName(amina)).toBe('Amina Yusuf');
    writer.put({ person: bryn, name: 'Bryn Rees' });
    expect(reader.list().map(({ name }) => name)).toEqual(['Amina Yusuf', 'Bryn Rees']);
    const copy = join(folder, 'copy.sqlite');
    await reader.backupTo(copy);
    reader.close();
    expect(opened(SqliteDirectory.open(copy)).displayName(bryn)).toBe('Bryn Rees');
  });

  it('can be read when nobody has it open', () => {
    const writer = SqliteDirectory.open(file());
    writer.put({ person: amina, name: 'Amina Yusuf' });
    writer.close();
    const reader = openDirectoryForReading(file());
    expect(reader.displayName(amina)).toBe('Amina Yusuf');
    reader.close();
  });

  it('leaves no trace of an erased name in any of its files', () => {
    const directory = opened(SqliteDirectory.open(file()));
    directory.put({ person: amina, name: 'Amina Yusuf', email: 'amina@trust.example', subject: 'idp|amina' });
    const holdsName = () => readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes('Yusuf'));
    expect(holdsName()).toBe(true);
    directory.erase(amina);
    expect(holdsName()).toBe(false);
  });

  it('refuses a file that is damaged or something else, naming it', () => {
    writeFileSync(file(), 'not a database at all, but long enough to be read as the header of one'.repeat(20));
    expect(() => SqliteDirectory.open(file())).toThrow(DirectoryCorrupt);
    expect(() => SqliteDirectory.open(file())).toThrow(file());

    const other = join(folder, 'other.sqlite');
    const db = new Database(other);
    db.exec('CREATE TABLE recipes (dish TEXT)');
    db.close();
    expect(() => SqliteDirectory.open(other)).toThrow(/no directory; name another file/);
  });

  it('refuses a file of a newer format instead of guessing', () => {
    SqliteDirectory.open(file()).close();
    const db = new Database(file());
    db.pragma('user_version = 3');
    db.close();
    expect(() => SqliteDirectory.open(file())).toThrow(/newer version/);
  });

  it('says which file it could not make', () => {
    const blocked = join(folder, 'blocked');
    writeFileSync(blocked, '');
    chmodSync(blocked, 0o400);
    expect(() => SqliteDirectory.open(join(blocked, 'directory.sqlite'))).toThrow(DirectoryUnavailable);
    expect(() => SqliteDirectory.open(join(blocked, 'directory.sqlite'))).toThrow(join(blocked, 'directory.sqlite'));
  });

  it('says which file it could not read', () => {
    const nowhere = join(folder, 'nowhere.sqlite');
    expect(() => openDirectoryForReading(nowhere)).toThrow(DirectoryUnavailable);
    expect(() => openDirectoryForReading(nowhere)).toThrow(nowhere);
    writeFileSync(file(), '');
    expect(() => openDirectoryForReading(file())).toThrow(DirectoryCorrupt);
  });
});
