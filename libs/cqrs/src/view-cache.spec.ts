import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import promises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRejection } from '#kernel';
import { HandClock, londonDay, tallies, tallyStore, tallyView, type TallyShapes } from '#testing';
import { CommandDesk } from './command-desk.js';
import { CacheKeeper } from './view-cache-keeper.js';
import { ViewCache, cacheSchema, type CachedLog } from './view-cache.js';
import { ViewHost, type OpenedViews } from './view-host.js';

const organisation = '1b3c7a52-8f57-4c9e-9d0a-0d3c5d1e8f66';
const subjects = ['0f4b8f0c-3c57-5a5e-8f0e-6f0a3f1b2c4d', '7c0e1b7e-4f0c-5b7e-8a4f-2f9f4d6b1a11'];

/** A log with its views, and a command to make it longer. */
const aLog = async () => {
  const clock = new HandClock();
  const store = tallyStore(clock);
  const host = new ViewHost<TallyShapes>(store, [tallyView], clock.now, londonDay);
  const desk = new CommandDesk(store, host, tallies, { tally: { Count: () => ({ room: 1_000_000 }) } }, clock.now, londonDay);
  const counted = async (by: number, subject = subjects[0]!): Promise<void> => {
    clock.pass(60_000);
    const envelope = { commandId: crypto.randomUUID(), subject, actor: { person: 'ana', post: 'matron' }, correlationId: 'request' };
    const outcome = await desk.execute({ aggregate: 'tally', name: 'Count', input: { by }, envelope });
    if (isRejection(outcome)) throw new Error(outcome.because);
    await host.reached(outcome.position);
  };
  await host.start();
  return { clock, store, host, counted, cached: { organisation, store } satisfies CachedLog };
};
type Log = Awaited<ReturnType<typeof aLog>>;

let folder: string;
let log: Log;
let passedOver: string[];
let used: number[];
const news = {
  used: (_file: string, position: number) => void used.push(position),
  passedOver: (_file: string, because: string) => void passedOver.push(because),
};
const cacheOf = (schema = 'this program') => new ViewCache<TallyShapes>(folder, [tallyView], () => schema);
const files = () => readdirSync(folder).sort();
const newest = () => join(folder, files().at(-1)!);
const written = (cache = cacheOf(), { host, cached }: Log = log) => cache.write(host.soFar(), cached);

/** What a host that begins with the cache, and one that folds everything, show at every position. */
const shownFrom = async ({ store, clock }: Log, opened: OpenedViews<TallyShapes> | null) => {
  const host = new ViewHost<TallyShapes>(store, [tallyView], clock.now, londonDay);
  await host.start(opened);
  const shown = Array.from({ length: host.position }, (_, index) => {
    const { at, today, tables } = host.asOf({ position: index + 1 });
    return { at, today, time: host.timeOf(index + 1), sums: [...tables.sums.entries()] };
  });
  await host.close();
  return shown;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-cache-'));
  log = await aLog();
  [passedOver, used] = [[], []];
});
afterEach(async () => {
  await log.host.close();
  await log.store.close();
  rmSync(folder, { recursive: true, force: true });
  jest.restoreAllMocks();
});

describe('A cache of the views', () => {
  it('begins where it was written, and shows what folding everything shows', async () => {
    for (const by of [1, 2, 3]) await log.counted(by);
    log.clock.pass(-3_600_000);
    await log.counted(4, subjects[1]);
    await written();
    for (const by of [5, 6]) await log.counted(by, subjects[by % 2]);
    const opened = await cacheOf().open(log.cached, news);
    expect([used, passedOver]).toEqual([[4], []]);
    expect(await shownFrom(log, opened)).toEqual(await shownFrom(log, null));
    expect(statSync(newest()).mode & 0o777).toBe(0o600);
  });

  it('is written while events go on being folded, and holds none of them', async () => {
    for (const by of [1, 2, 3]) await log.counted(by);
    const soFar = log.host.soFar();
    await log.counted(4);
    const before = log.host.asOf({ position: 3 });
    await cacheOf().write(soFar, log.cached);
    await log.counted(5);
    const opened = await cacheOf().open(log.cached, news);
    expect(opened!.folded.position).toBe(3);
    expect(opened!.folded.live.sums.get(subjects[0]!)).toBe(before.tables.sums.get(subjects[0]!));
    expect(await shownFrom(log, opened)).toEqual(await shownFrom(log, null));
  });

  it('keeps the two newest, and takes the older one where the newest is torn', async () => {
    const cache = cacheOf();
    for (const by of [1, 2, 3]) {
      await log.counted(by);
      await written(cache);
    }
    expect(files()).toEqual(['views-000000000002.cache', 'views-000000000003.cache']);
    truncateSync(newest(), statSync(newest()).size - 1);
    await cacheOf().open(log.cached, news);
    expect([used, passedOver]).toEqual([[2], ['it is torn: it ends too early']]);
  });
  it('is not used torn off at any place, nor with any byte changed or added', async () => {
    for (const by of [1, 2, 3]) await log.counted(by);
    await written();
    const file = newest();
    const bytes = readFileSync(file);
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(file, bytes.subarray(0, length));
      expect(await cacheOf().open(log.cached, news)).toBeNull();
    }
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1 << (at % 8);
      writeFileSync(file, flipped);
      expect(await cacheOf().open(log.cached, news)).toBeNull();
    }
    writeFileSync(file, bytes);
    appendFileSync(file, 'more');
    expect(await cacheOf().open(log.cached, news)).toBeNull();
    expect(passedOver).toHaveLength(2 * bytes.length + 1);
    expect(passedOver.at(-1)).toBe('it is torn: something follows its end');
    writeFileSync(file, bytes);
    expect(await cacheOf().open(log.cached, news)).not.toBeNull();
  });

  it('is not used by another version of the program', async () => {
    await log.counted(1);
    await written();
    expect(await cacheOf('a later program').open(log.cached, news)).toBeNull();
    expect(passedOver).toEqual(['another version of the program made it']);
  });

  it('is not used for the log of somebody else, nor for one whose history is another', async () => {
    for (const by of [1, 2]) await log.counted(by);
    await written();
    expect(await cacheOf().open({ ...log.cached, organisation: subjects[0]! }, news)).toBeNull();
    const other = await aLog();
    for (const by of [1, 2, 3]) await other.counted(by);
    expect(await cacheOf().open(other.cached, news)).toBeNull();
    await other.host.close();
    expect(passedOver).toEqual([
      'it is of the log of another organisation',
      'position 2 of the log holds another event than when it was made',
    ]);
  });

  it('is not used where an older log was put in the place of its own, and gives way to one of that log', async () => {
    const older = await aLog();
    await older.counted(1);
    for (const by of [1, 2]) await log.counted(by);
    await written();
    const cache = cacheOf();
    expect(await cache.open(older.cached, news)).toBeNull();
    expect(passedOver).toEqual(['it goes to position 2, and the log ends at 1: an older log was put in its place']);
    await written(cache, older);
    expect(files()).toEqual(['views-000000000001.cache']);
    await older.host.close();
  });

  it('is nothing where there is no folder, and passes over what is no cache', async () => {
    await log.counted(1);
    expect(await new ViewCache<TallyShapes>(join(folder, 'nowhere'), [tallyView], () => '').open(log.cached, news)).toBeNull();
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    writeFileSync(join(folder, 'views-000000000007.cache'), 'no header');
    promises.mkdir(join(folder, 'views-000000000008.cache')).catch(() => {});
    expect(await cacheOf().open(log.cached, news)).toBeNull();
    expect(passedOver).toEqual([expect.stringContaining('it cannot be read: Error: EISDIR'), 'it is torn: it has no header']);
    rmSync(join(folder, 'views-000000000008.cache'), { recursive: true });
    await written();
    expect(files()).toEqual(['notes.txt', 'views-000000000001.cache']);
  });

  it('leaves nothing behind where the disk is full, and the one before it as it was', async () => {
    await log.counted(1);
    await written();
    const before = readFileSync(newest());
    await log.counted(2);
    const openFile = promises.open.bind(promises);
    jest.spyOn(promises, 'open').mockImplementation(async (...given) => {
      const file = await openFile(...given);
      let writes = 0;
      const write = file.write.bind(file);
      const full = (...what: never[]) =>
        ++writes > 2
          ? Promise.reject(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }))
          : write(...(what as [never]));
      return Object.assign(file, { write: full });
    });
    await expect(written()).rejects.toThrow('ENOSPC');
    jest.restoreAllMocks();
    expect(files()).toEqual(['views-000000000001.cache']);
    expect(readFileSync(newest())).toEqual(before);
  });

  it('is not even begun where the log may need the room', async () => {
    await log.counted(1);
    const { bsize } = await promises.statfs(folder);
    jest.spyOn(promises, 'statfs').mockResolvedValue({ bavail: 0, bsize } as never);
    await expect(written()).rejects.toMatchObject({
      code: 'NoRoom',
      message: expect.stringContaining(`1 MiB are free, and ${folder} has 0`),
    });
    expect(files()).toEqual([]);
  });

  it('is the one before where the process was killed while it wrote; what it left is cleared away in time', async () => {
    await log.counted(1);
    await written();
    const partial = join(folder, 'views-000000000009.cache.partial-1');
    writeFileSync(partial, readFileSync(newest()).subarray(0, 100));
    const cache = cacheOf();
    expect(await cache.open(log.cached, news)).not.toBeNull();
    await log.counted(2);
    await written(cache);
    expect(files()).toHaveLength(3);
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(partial, longAgo, longAgo);
    await log.counted(3);
    await written(cache);
    expect(files()).toEqual(['views-000000000002.cache', 'views-000000000003.cache']);
  });

  it('knows another program by its views, their functions, the events’ names and shapes, and whatever else it is made of', () => {
    const schema = cacheSchema([tallyView], tallies, 'program');
    expect(cacheSchema([tallyView], tallies, 'program')).toBe(schema);
    const { Counted } = tallyView.on;
    const others = [
      cacheSchema([{ ...tallyView, revision: 2 }], tallies, 'program'),
      cacheSchema([{ ...tallyView, on: { Counted: () => {} } }], tallies, 'program'),
      cacheSchema([{ ...tallyView, on: { Counted: Counted as never } }], tallies, 'program'),
      cacheSchema([tallyView], [{ ...tallies[0]!, stored: { Counted: 'tally.raised' } }], 'program'),
      cacheSchema([tallyView], [{ ...tallies[0]!, upcasts: { Counted: [(data: unknown) => data] } as never }], 'program'),
      cacheSchema([tallyView], tallies, 'another'),
    ];
    expect(new Set([schema, ...others]).size).toBe(1 + others.length);
  });
});

describe('Who keeps the cache', () => {
  const told: string[] = [];
  const keeperNews = {
    written: (position: number) => void told.push(`written ${position}`),
    failed: (error: unknown) => void told.push(String(error)),
  };
  const rhythm = { eventsMin: 3, eventsMinAtEnd: 2, everyMs: 0, atEndMsMax: 60_000 };
  const keeperOf = (cachedTo = 0, cache = cacheOf()) => new CacheKeeper(cache, log.host, log.cached, cachedTo, keeperNews, rhythm);
  beforeEach(() => told.splice(0));

  it('writes one after a start that folded much, and none after one that did not', async () => {
    for (const by of [1, 2, 3]) await log.counted(by);
    const keeper = keeperOf();
    keeper.begin();
    await keeper.settled();
    expect(told).toEqual(['written 3']);
    await keeper.close();
    const another = keeperOf(2);
    another.begin();
    await another.close();
    expect(told).toEqual(['written 3']);
  });

  it('writes another one once enough came, and a last one at the end', async () => {
    jest.useFakeTimers({ doNotFake: ['performance', 'nextTick', 'setImmediate', 'queueMicrotask'] });
    try {
      const keeper = keeperOf();
      keeper.begin();
      for (const by of [1, 2, 3]) await log.counted(by);
      jest.advanceTimersByTime(60_000);
      await keeper.settled();
      for (const by of [1, 2]) await log.counted(by);
      jest.advanceTimersByTime(60_000);
      await keeper.close();
      expect(told).toEqual(['written 3', 'written 5']);
    } finally {
      jest.useRealTimers();
    }
  });

  it('says what keeps it from being written, and lets the service stop', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    for (const by of [1, 2, 3]) await log.counted(by);
    const keeper = keeperOf(0, new ViewCache<TallyShapes>(join(folder, 'a-file', 'cache'), [tallyView], () => ''));
    keeper.begin();
    await keeper.close();
    expect(told).toEqual([expect.stringContaining('ENOTDIR'), expect.stringContaining('ENOTDIR')]);
  });
});
