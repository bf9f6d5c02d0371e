import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { StoreCorrupt, StoreInUse, StoreUnavailable, verifyLog } from '#event-store';
import { SqliteEventStore, holdLog, openReadOnly } from '#event-store/sqlite';
import { anyEvent, anyStream, collect, plainHydrate } from '#testing';

/** A line the store process printed. */
interface Said {
  readonly opened?: true;
  readonly position?: number;
  readonly ids?: readonly string[];
  readonly code?: string;
  readonly message?: string;
}

describe('the SQLite file', () => {
  let folder: string;
  let file: string;
  let processes: ChildProcess[];
  const open = (): Promise<SqliteEventStore> => SqliteEventStore.open({ file, hydrate: plainHydrate });

  /** A store in another process that appends up to this position; `limit` is a shell's ulimit in front of it. */
  const another = (events: number, limit = 'true'): { said: Said[]; child: ChildProcess; until(count: number): Promise<void> } => {
    const script = join(process.cwd(), 'test/contract/store-process.cjs');
    const child = spawn('sh', ['-c', `${limit}; exec "$0" "$@"`, process.execPath, script, file, String(events)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    processes.push(child);
    const said: Said[] = [];
    const lines = createInterface({ input: child.stdout! });
    lines.on('line', (line) => said.push(JSON.parse(line) as Said));
    return {
      said,
      child,
      until: async (count) => {
        while (said.length < count) await once(lines, 'line');
      },
    };
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoshin-'));
    file = join(folder, 'data', 'log.db');
    processes = [];
  });
  afterEach(async () => {
    for (const child of processes) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true });
  });

  describe('between processes', () => {
    it('is refused to a second process, which learns the id of the first, while others may read', async () => {
      const { child, until } = another(2);
      await until(2);
      const refused = open();
      await expect(refused).rejects.toBeInstanceOf(StoreInUse);
      await expect(refused).rejects.toThrow(`is open in process ${child.pid}`);
      const reading = await openReadOnly(file, plainHydrate);
      expect((await verifyLog(reading.readAllRaw())).events).toBeGreaterThanOrEqual(2);
      await reading.close();
    });

    it('is refused to a second store in the same process until the first is closed', async () => {
      const first = await open();
      await expect(open()).rejects.toThrow(`is open in process ${process.pid}`);
      await first.close();
      await (await open()).close();
    });

    it('is refused to everybody while its files are exchanged', async () => {
      await (await open()).close();
      const held = await holdLog(file);
      await expect(open()).rejects.toThrow(`is open in process ${process.pid}`);
      held.release();
      const store = await open();
      await expect(holdLog(file)).rejects.toBeInstanceOf(StoreInUse);
      await store.close();
    });

    it('opens again after kill -9 with every append that was acknowledged, and goes on', async () => {
      const { said, child, until } = another(1_000_000);
      await until(300);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const acknowledged = said.flatMap(({ ids }) => ids ?? []);
      const store = await open();
      const kept = await collect(store.readAllRaw());
      const { firstBad, head } = await verifyLog(store.readAllRaw(), { hydrate: plainHydrate });
      expect(acknowledged.length).toBeGreaterThan(500);
      expect(kept.map((event) => event.id)).toEqual(expect.arrayContaining(acknowledged));
      expect({ firstBad, head }).toEqual({ firstBad: null, head: kept.length });
      expect(await store.append(anyStream(), 'no-stream', [anyEvent()])).toMatchObject({ position: kept.length + 1 });
      await store.close();
    });

    it('loses nothing and does nothing by halves when the disk is full', async () => {
      const { said, child } = another(1_000_000, 'ulimit -f 2000');
      await once(child, 'close');
      const { code, message } = said.at(-1)!;
      expect({ code, message }).toEqual({ code: 'StoreUnavailable', message: expect.stringContaining(file) as unknown });
      const acknowledged = said.flatMap(({ ids }) => ids ?? []);
      const store = await open();
      const kept = await collect(store.readAllRaw());
      expect(acknowledged.length).toBeGreaterThan(20);
      expect(kept.map((event) => event.id)).toEqual(expect.arrayContaining(acknowledged));
      const versions = new Map(kept.map((event) => [event.stream, event.version]));
      expect([...versions.values()].filter((version) => version % 2 === 1)).toEqual([]);
      expect((await verifyLog(store.readAllRaw())).firstBad).toBeNull();
      await store.append(anyStream(), 'no-stream', [anyEvent()]);
      await store.close();
    });
  });

  describe('that cannot be used', () => {
    const refusal = async (): Promise<unknown> => await open().catch((error: unknown) => error);

    it('is named when its folder cannot be made', async () => {
      await writeFile(join(folder, 'data'), 'a file where the folder should be');
      const error = await refusal();
      expect(error).toBeInstanceOf(StoreUnavailable);
      expect(error).toMatchObject({
        message: `${join(folder, 'data')} cannot be used: there is a file of that name already: name another`,
      });
    });

    it('is named when its folder takes no files', async () => {
      file = '/proc/self/log.db';
      expect(await refusal()).toMatchObject({
        code: 'StoreUnavailable',
        message: expect.stringMatching(/cannot be .*: check that the folder exists/) as unknown,
      });
    });

    it('is named when it is no database', async () => {
      await (await open()).close();
      await writeFile(file, 'Dear auditor, '.repeat(1_000));
      const error = await refusal();
      expect(error).toBeInstanceOf(StoreCorrupt);
      expect(error).toMatchObject({ message: expect.stringMatching(/log\.db is damaged .*restore the last backup/) as unknown });
    });

    it('is named when a part of it is missing', async () => {
      const store = await open();
      await store.append(
        anyStream(),
        'no-stream',
        Array.from({ length: 500 }, () => anyEvent()),
      );
      await store.close();
      await truncate(file, 40_960);
      expect(await refusal()).toBeInstanceOf(StoreCorrupt);
      await expect(openReadOnly(file, plainHydrate)).rejects.toBeInstanceOf(StoreCorrupt);
    });

    it('is left alone when it is the database of another program', async () => {
      await (await open()).close();
      await rm(file);
      const foreign = new Database(file);
      foreign.exec('CREATE TABLE patients (name TEXT)');
      foreign.close();
      const before = await readFile(file);
      expect(await refusal()).toMatchObject({ code: 'StoreCorrupt', message: expect.stringContaining('is no Hoshin log') as unknown });
      await expect(openReadOnly(file, plainHydrate)).rejects.toBeInstanceOf(StoreCorrupt);
      expect(await readFile(file)).toEqual(before);
    });

    it('is left alone when a newer program wrote it', async () => {
      await (await open()).close();
      const newer = new Database(file);
      newer.pragma('user_version = 99');
      newer.close();
      expect(await refusal()).toMatchObject({ code: 'StoreUnavailable', message: expect.stringContaining('a newer version') as unknown });
    });

    it('is not made by those who only read', async () => {
      await expect(openReadOnly(file, plainHydrate)).rejects.toBeInstanceOf(StoreUnavailable);
      expect(await readdir(folder)).toEqual([]);
    });
  });

  describe('against careless hands', () => {
    it('holds everything in itself once it is closed, so that a plain copy of it is whole', async () => {
      const store = await open();
      await store.append(anyStream(), 'no-stream', [anyEvent()]);
      await collect(store.readAll());
      await store.close();
      expect((await readdir(join(folder, 'data'))).sort()).toEqual(['log.db', 'log.db-lock']);
    });

    it('lets no program change or remove an event', async () => {
      const store = await open();
      await store.append(anyStream(), 'no-stream', [anyEvent()]);
      await store.close();
      const hands = new Database(file);
      expect(() => hands.exec(`UPDATE events SET data = '{}'`)).toThrow('append-only');
      expect(() => hands.exec('DELETE FROM events')).toThrow('append-only');
      hands.close();
    });

    it('shows a changed byte to the verification, with its position', async () => {
      const store = await open();
      for (const round of ['first', 'second', 'third'])
        await store.append(anyStream(), 'no-stream', [anyEvent({ data: `{"round":"${round}"}` })]);
      await store.close();
      const bytes = await readFile(file);
      bytes.write('{"round":"secund"}', bytes.indexOf('{"round":"second"}'));
      await writeFile(file, bytes);
      const reading = await openReadOnly(file, plainHydrate);
      expect(await verifyLog(reading.readAllRaw())).toMatchObject({
        events: 1,
        firstBad: { ordinal: 2, problem: expect.stringContaining('hash differs') as unknown },
      });
      await reading.close();
    });
  });

  describe('reading', () => {
    it('gives the same events whether few or many are asked for, up to the same end', async () => {
      const store = await open();
      for (let appended = 0; appended < 700; appended += 100)
        await store.append(
          anyStream(),
          'no-stream',
          Array.from({ length: 100 }, () => anyEvent()),
        );
      const read = async (after: number, upTo: number) => {
        const batches = [];
        for await (const batch of store.readAllRaw({ after, upTo })) batches.push(batch);
        return { events: batches.flatMap(({ events }) => events), caughtUp: batches.map(({ caughtUp }) => caughtUp) };
      };
      const { events: all, caughtUp } = await read(0, 700);
      expect([all.length, caughtUp.at(-1), caughtUp.slice(0, -1).includes(true)]).toEqual([700, true, false]);
      for (const [after, upTo] of [
        [0, 1],
        [0, 250],
        [0, 251],
        [449, 699],
        [450, 700],
        [699, 900],
      ] as const)
        expect([after, (await read(after, upTo)).events]).toEqual([after, all.slice(after, upTo)]);
      expect((await read(500, 600)).caughtUp).toEqual([false]);
      expect((await read(500, 700)).caughtUp).toEqual([true]);
      await store.close();
    });
  });

  describe('backup', () => {
    it('copies the log as it stands, while others write, and the copy has the same events and chain', async () => {
      const store = await open();
      await store.append(
        anyStream(),
        'no-stream',
        Array.from({ length: 300 }, () => anyEvent()),
      );
      const reading = await openReadOnly(file, plainHydrate);
      const copying = reading.backupTo(join(folder, 'copy.db'));
      for (let more = 0; more < 20; more++) await store.append(anyStream(), 'no-stream', [anyEvent()]);
      await copying;
      const copy = await openReadOnly(join(folder, 'copy.db'), plainHydrate);
      const { events, chainDigest, firstBad } = await verifyLog(copy.readAllRaw());
      expect(firstBad).toBeNull();
      expect(events).toBeGreaterThanOrEqual(300);
      const original = await verifyLog(store.readAllRaw({ upTo: events }));
      expect(original.chainDigest).toBe(chainDigest);
      await Promise.all([copy.close(), reading.close(), store.close()]);
      const restored = await SqliteEventStore.open({ file: join(folder, 'copy.db'), hydrate: plainHydrate });
      expect(await restored.append(anyStream(), 'no-stream', [anyEvent()])).toMatchObject({ position: events + 1 });
      await restored.close();
    });

    it('never writes over a file that is there', async () => {
      const store = await open();
      const taken = join(folder, 'taken.txt');
      await writeFile(taken, 'minutes of the board');
      await expect(store.backupTo(taken)).rejects.toMatchObject({
        code: 'StoreUnavailable',
        message: expect.stringContaining(`${taken} cannot be used: there is a file of that name already`) as unknown,
      });
      await expect(store.backupTo(join(folder, 'nowhere', 'copy.db'))).rejects.toBeInstanceOf(StoreUnavailable);
      expect(await readFile(taken, 'utf8')).toBe('minutes of the board');
      expect((await readdir(folder)).sort()).toEqual(['data', 'taken.txt']);
      await store.close();
    });

    it('is finished before the store is closed', async () => {
      const store = await open();
      await store.append(anyStream(), 'no-stream', [anyEvent()]);
      const copying = store.backupTo(join(folder, 'copy.db'));
      await store.close();
      expect(await readdir(folder)).toContain('copy.db');
      await copying;
    });
  });
});
