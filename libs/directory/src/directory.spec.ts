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
  SqliteDirectory,
  formerPostHolder,
  openDirectoryForReading,
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
afterEach(async () => {
  for (const directory of open) await directory.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = () => join(folder, 'directory.sqlite');
const opened = <Opened extends Directory>(directory: Opened): Opened => {
  open.push(directory);
  return directory;
};

describe('A directory in a file', () => {
  it('copies itself into a new file and never over an old one', async () => {
    const directory = opened(SqliteDirectory.open(file()));
    await directory.put({ person: amina, name: 'Amina Yusuf', subject: 'idp|amina' });
    await directory.erase(bryn);
    const copy = join(folder, 'copy.sqlite');
    await directory.backupTo(copy);
    await directory.put({ person: chidi, name: 'Chidi Okafor' });
    const restored = opened(SqliteDirectory.open(copy));
    expect(restored.list().map((entry) => entry.name)).toEqual(['Amina Yusuf']);
    expect(restored.displayName(bryn)).toBe(formerPostHolder);
    await expect(directory.backupTo(copy)).rejects.toThrow(DirectoryUnavailable);
    expect(existsSync(`${copy}.part`)).toBe(false);
  });

  it('keeps what was written after it is closed', async () => {
    const directory = SqliteDirectory.open(file());
    await directory.put({ person: amina, name: 'Amina Yusuf', subject: 'idp|amina' });
    await directory.close();
    expect(opened(SqliteDirectory.open(file())).bySubject('idp|amina')?.name).toBe('Amina Yusuf');
  });

  it('keeps what was written when the process is killed', async () => {
    const better = JSON.stringify(createRequire(__filename).resolve('better-sqlite3'));
    await opened(SqliteDirectory.open(file())).close();
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

  it('refuses a second opener while it is in use, naming the file, and lets it in afterwards', async () => {
    const first = SqliteDirectory.open(file());
    expect(() => SqliteDirectory.open(file())).toThrow(DirectoryInUse);
    expect(() => SqliteDirectory.open(file())).toThrow(file());
    await first.put({ person: amina, name: 'Amina Yusuf' });
    await first.close();
    expect(opened(SqliteDirectory.open(file())).displayName(amina)).toBe('Amina Yusuf');
  });

  it('can be read and copied by somebody else while it is in use', async () => {
    const writer = opened(SqliteDirectory.open(file()));
    await writer.put({ person: amina, name: 'Amina Yusuf' });
    const reader = openDirectoryForReading(file());
    expect(reader.displayName(amina)).toBe('Amina Yusuf');
    await writer.put({ person: bryn, name: 'Bryn Rees' });
    expect(reader.list().map(({ name }) => name)).toEqual(['Amina Yusuf', 'Bryn Rees']);
    const copy = join(folder, 'copy.sqlite');
    await reader.backupTo(copy);
    await reader.close();
    expect(opened(SqliteDirectory.open(copy)).displayName(bryn)).toBe('Bryn Rees');
  });

  it('can be read when nobody has it open', async () => {
    const writer = SqliteDirectory.open(file());
    await writer.put({ person: amina, name: 'Amina Yusuf' });
    await writer.close();
    const reader = openDirectoryForReading(file());
    expect(reader.displayName(amina)).toBe('Amina Yusuf');
    await reader.close();
  });

  it('leaves no trace of an erased name in any of its files', async () => {
    const directory = opened(SqliteDirectory.open(file()));
    await directory.put({ person: amina, name: 'Amina Yusuf', email: 'amina@trust.example', subject: 'idp|amina' });
    const holdsName = () => readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes('Yusuf'));
    expect(holdsName()).toBe(true);
    await directory.erase(amina);
    expect(holdsName()).toBe(false);
  });

  it('says so while somebody reads what an erased name still stands in, and leaves no trace once they have finished', async () => {
    const directory = opened(SqliteDirectory.open(file()));
    await directory.put({ person: amina, name: 'Amina Yusuf' });
    const reader = new Database(file(), { readonly: true });
    reader.exec('BEGIN; SELECT count(*) FROM people');
    const holdsName = () => readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes('Yusuf'));
    try {
      await expect(directory.erase(amina)).rejects.toThrow(`${file()} is being read by somebody else`);
      expect(directory.displayName(amina)).toBe(formerPostHolder);
      expect(holdsName()).toBe(true);
    } finally {
      reader.close();
    }
    await directory.erase(amina);
    expect(holdsName()).toBe(false);
  });

  it('refuses a file that is damaged or something else, naming it', async () => {
    writeFileSync(file(), 'not a database at all, but long enough to be read as the header of one'.repeat(20));
    expect(() => SqliteDirectory.open(file())).toThrow(DirectoryCorrupt);
    expect(() => SqliteDirectory.open(file())).toThrow(file());

    const other = join(folder, 'other.sqlite');
    const db = new Database(other);
    db.exec('CREATE TABLE recipes (dish TEXT)');
    db.close();
    expect(() => SqliteDirectory.open(other)).toThrow(/no directory; name another file/);
  });

  it('refuses a file of a newer format instead of guessing', async () => {
    await SqliteDirectory.open(file()).close();
    const db = new Database(file());
    db.pragma('user_version = 3');
    db.close();
    expect(() => SqliteDirectory.open(file())).toThrow(/newer version/);
  });

  it('says which file it could not make', async () => {
    const blocked = join(folder, 'blocked');
    writeFileSync(blocked, '');
    chmodSync(blocked, 0o400);
    expect(() => SqliteDirectory.open(join(blocked, 'directory.sqlite'))).toThrow(DirectoryUnavailable);
    expect(() => SqliteDirectory.open(join(blocked, 'directory.sqlite'))).toThrow(join(blocked, 'directory.sqlite'));
  });

  it('says which file it could not read', async () => {
    const nowhere = join(folder, 'nowhere.sqlite');
    expect(() => openDirectoryForReading(nowhere)).toThrow(DirectoryUnavailable);
    expect(() => openDirectoryForReading(nowhere)).toThrow(nowhere);
    writeFileSync(file(), '');
    expect(() => openDirectoryForReading(file())).toThrow(DirectoryCorrupt);
  });
});
