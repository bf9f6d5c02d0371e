import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ViewHost, viewEncoding } from '#cqrs';
import type { Directory } from '#directory';
import type { EventStore } from '#event-store';
import type { Shapes } from '#strategy';
import { configFrom } from '../../apps/api/src/config.js';
import { DIRECTORY, IDENTITY, STORE, VIEWS } from '../../apps/api/src/record/tokens.js';
import { viewCacheOf } from '../../apps/api/src/record/view-caching.js';
import { serve } from '../../apps/api/src/service.js';
import { logSize, writeLog } from '../bench/log-of.js';
import { freePort } from '../free-port.js';
import { commandLine, type CommandLine } from './command-line.js';
import { startTestService, type TestService } from './test-service.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-cached-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const viewsOf = ({ service }: TestService) => service.app.get<ViewHost<Shapes>>(VIEWS);

/** Writes the cache as the service does once it folded many events. */
const cache = async (running: TestService): Promise<void> => {
  const { app } = running.service;
  const log = { organisation: app.get<{ organisation: string }>(IDENTITY).organisation, store: app.get<EventStore>(STORE) };
  await viewCacheOf(running.config)!.write(viewsOf(running).soFar(), log);
};

const question =
  'query ($asOf: AsOfInput) { unit(id: "board", asOf: $asOf) { name kind } post(id: "ward", asOf: $asOf) { id title unit { id } } }';

describe('A service that has a cache', () => {
  const person = '3f0b1a52-7c1e-4b7d-9a33-5d2e8c9f4b10';
  const started = () => startTestService({ dataFolder: folder });
  const caches = () => join(folder, 'cache');
  /** A board with one post, whose holder’s name was erased, and an event after the cache. */
  const lived = async (): Promise<void> => {
    const running = await started();
    const { given } = running;
    await running.service.app.get<Directory>(DIRECTORY).put({ person, name: 'Wim Sanders' });
    await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
    await given('organisation', 'AddPost', { post: 'ward', unit: 'board', title: 'Ward manager', role: 'LEAD' });
    await given('organisation', 'AppointHolder', { post: 'ward', person, from: '2024-01-01' });
    await given('organisation', 'ErasePerson', { person, reason: 'Asked for it' });
    await cache(running);
    await given('organisation', 'RetitlePost', { post: 'ward', title: 'Ward sister', reason: 'She asked for it' });
    await running.close();
  };

  /** What it answers, and the position its views began with. */
  const answers = async () => {
    const running = await started();
    try {
      const client = await running.as('anybody');
      const { position } = viewsOf(running);
      const past = await Promise.all([2, 3, 5].map((asOf) => client.query(question, { asOf: { position: asOf } })));
      return { position, now: await client.query(question), past, name: running.service.app.get<Directory>(DIRECTORY).displayName(person) };
    } finally {
      await running.close();
    }
  };

  it('answers the same with it, with a torn one, with it deleted, and with it turned off', async () => {
    await lived();
    const first = await answers();
    expect(first.now).toMatchObject({ post: { title: 'Ward sister' } });
    expect(first.past.at(-1)).toMatchObject({ post: { title: 'Ward manager' } });
    expect(first.name).toBe('former post-holder');
    const [file] = readdirSync(caches());
    truncateSync(join(caches(), file!), 1_000);
    expect(await answers()).toEqual(first);
    rmSync(caches(), { recursive: true });
    expect(await answers()).toEqual(first);
    expect(existsSync(caches())).toBe(false);
  });

  it('carries erasures out that lie before it, in a directory that knows the names again', async () => {
    await lived();
    for (const name of readdirSync(folder)) if (name.startsWith('directory.db')) rmSync(join(folder, name));
    const running = await started();
    try {
      expect(viewsOf(running).position).toBeGreaterThan(5);
      await expect(running.service.app.get<Directory>(DIRECTORY).put({ person, name: 'Wim Sanders' })).rejects.toMatchObject({
        code: 'PersonWasErased',
      });
    } finally {
      await running.close();
    }
  });
});

describe('A service with a log that takes a while to fold', () => {
  const events = 20_000;
  /** Starts it, asks meanwhile again and again how far it is, and gives what was answered until it was ready. */
  const startWatched = async () => {
    const port = await freePort();
    const told: { status: number; position: number; head: number | null; percent: number; cachedTo: number }[] = [];
    const settings = { HOSHIN_MODE: 'development', HOSHIN_DATA: folder, HOSHIN_PORT: String(port), HOSHIN_LOG_LEVEL: 'silent' };
    let over = false;
    const watching = (async () => {
      while (!over) {
        const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
        if (answer) told.push({ ...((await answer.json()) as (typeof told)[number]), status: answer.status });
        else await pause(1);
        if (answer?.status === 200) return;
      }
    })();
    try {
      const service = await serve(configFrom(settings));
      await watching;
      return { service, told };
    } finally {
      over = true;
    }
  };

  it('says on readiness how far it is, writes a cache behind everybody’s back, and begins with it the next time', async () => {
    await writeLog(join(folder, 'log.db'), logSize(events));
    const first = await startWatched();
    const folding = first.told.filter(({ status, head }) => status === 503 && head === events);
    expect(folding.length).toBeGreaterThan(0);
    expect(folding.every(({ cachedTo }) => cachedTo === 0)).toBe(true);
    const positions = folding.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((one, other) => one - other));
    expect(first.told.at(-1)).toMatchObject({ status: 200, position: events });
    const written = () => existsSync(join(folder, 'cache', 'views-000000020000.cache'));
    while (!written()) await pause(20);
    await first.service.close();

    const begun = jest.spyOn(ViewHost.prototype, 'start');
    const { service } = await startWatched();
    expect(begun.mock.calls[0]![0]?.folded.position).toBe(events);
    expect(service.app.get<ViewHost<Shapes>>(VIEWS).position).toBe(events);
    await service.close();
    expect(readdirSync(join(folder, 'cache'))).toEqual(['views-000000020000.cache']);
  });
});

describe('hoshin verify beside a cache', () => {
  let line: CommandLine;
  beforeEach(() => (line = commandLine()));
  afterEach(() => line.remove());

  /** Writes a cache of what `folded` says into the folder of a service, as somebody might who can write there. */
  const written = async (change: (value: unknown) => unknown): Promise<void> => {
    const running = await startTestService({ dataFolder: line.data });
    try {
      const { given } = running;
      await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
      await given('organisation', 'AddUnit', { unit: 'ward', name: 'Ward', kind: 'team', parent: 'board' });
      const { app } = running.service;
      const log = { organisation: app.get<{ organisation: string }>(IDENTITY).organisation, store: app.get<EventStore>(STORE) };
      const soFar = viewsOf(running).soFar();
      const stretches = [...soFar.stretches].map((stretch) => {
        if (stretch.table !== 'units' || stretch.key !== 'ward') return stretch;
        const source = viewEncoding.encode(change(viewEncoding.decode(stretch.source.subarray(stretch.from, stretch.to))));
        return { ...stretch, source, from: 0, to: source.length };
      });
      await viewCacheOf(running.config)!.write({ ...soFar, stretches }, log);
    } finally {
      await running.close();
    }
  };

  it('says that it says what the log says', async () => {
    await written((value) => value);
    const { code, out } = await line.hoshin(['verify']);
    expect(code).toBe(0);
    expect(out).toMatch(/cache \S+views-000000000003\.cache says what the log says up to position 3\.$/);
  });

  it('names the table and the key of one that was made to say something else', async () => {
    await written((value) => JSON.parse(JSON.stringify(value).replace('"name":"Ward"', '"name":"Gone"')));
    // A start would believe it.
    const running = await startTestService({ dataFolder: line.data });
    expect(viewsOf(running).now().tables.units.get('ward')?.name).toBe('Gone');
    await running.close();
    const { code, err } = await line.hoshin(['verify']);
    expect(code).toBe(1);
    expect(err).toMatch(/the cache \S+ does not say what the log says: table units, key ward\. The log is whole: delete the folder/);
  });

  it('says why one is not used, and is silent where there is none or it is turned off', async () => {
    await written((value) => value);
    const folder = join(line.data, 'cache');
    const file = join(folder, readdirSync(folder)[0]!);
    truncateSync(file, 500);
    expect(await line.hoshin(['verify'])).toMatchObject({ code: 0, out: expect.stringContaining(`cache ${file} is not used: it is torn`) });
    expect((await line.hoshin(['verify'], { HOSHIN_CACHE: 'off' })).out).not.toContain('cache');
    rmSync(folder, { recursive: true });
    expect((await line.hoshin(['verify'])).out).not.toContain('cache');
  });
});
