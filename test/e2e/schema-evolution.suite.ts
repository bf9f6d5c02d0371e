import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaOf, type AnyDecider, type Day, type Upcasts } from '#kernel';
import { hydrateWith, type Aggregate } from '#cqrs';
import { copyLog, verifyLog, type EventStore, type NewEvent } from '#event-store';
import { exportAsSource, exportLog, verifyExport } from '#event-store/export';
import { MemoryEventStore } from '#event-store/memory';
import { SqliteEventStore, SqliteLogCopy } from '#event-store/sqlite';

// What stands between these two lines stands in CONTRIBUTING.md as well, to the letter: the test below sees to it.
// --- the example
type WardEvents = {
  /** Beds promised to another ward. */
  BedsPromised: { beds: string; due: Day };
};

const wardStored: Record<keyof WardEvents, string> = { BedsPromised: 'ward.beds-promised' };

const wardUpcasts: Upcasts = {
  BedsPromised: {
    // Schema 1 had the beds as a number, and called the day `by`.
    1: ({ beds, by }: { beds: number; by: Day }) => ({ beds: String(beds), due: by }),
  },
};
// --- the example

const ward = (upcasts: Upcasts): Aggregate => ({ name: 'ward', decider: {} as AnyDecider, stored: wardStored, upcasts });
const hydrating = (upcasts: Upcasts) => hydrateWith([ward(upcasts)], (instant) => instant.slice(0, 10));
const today = hydrating(wardUpcasts);

const event = (number: number, schema: number, data: string): NewEvent => ({
  id: `00000000-0000-4000-8000-00000000000${number}`,
  type: 'ward.beds-promised',
  schema,
  data,
  meta: '{}',
});
const old = '{"beds":4,"by":"2026-12-31"}';
const recent = '{"beds":"5","due":"2027-01-31"}';

/** A log in which one event was written before the change and one after. */
const aLog = async (): Promise<MemoryEventStore> => {
  let now = Date.UTC(2026, 10, 22);
  const store = new MemoryEventStore({ clock: () => (now += 1_000), hydrate: today });
  await store.append('hoshin.ward-7', 'no-stream', [event(1, 1, old)]);
  await store.append('hoshin.ward-7', 1, [event(2, schemaOf(wardUpcasts, 'BedsPromised'), recent)]);
  return store;
};
const read = async (store: Pick<EventStore, 'readAll'>): Promise<readonly unknown[]> => {
  const all: unknown[] = [];
  for await (const { events } of store.readAll()) all.push(...events.map(({ type, data }) => ({ type, data })));
  return all;
};
const inTodaysShape = [
  { type: 'BedsPromised', data: { beds: '4', due: '2026-12-31' } },
  { type: 'BedsPromised', data: { beds: '5', due: '2027-01-31' } },
];

describe('An event whose shape was changed', () => {
  it('is the example that the page for contributors shows', () => {
    const [, example] = readFileSync(__filename, 'utf8').split('// --- the example\n');
    expect(example!.length).toBeGreaterThan(300);
    expect(readFileSync(join(__dirname, '../../CONTRIBUTING.md'), 'utf8')).toContain(`\`\`\`ts\n${example}\`\`\``);
  });

  it('is read in today’s shape, in a stream and in the whole log, and stays as it was written', async () => {
    const store = await aLog();
    expect(await read(store)).toEqual(inTodaysShape);
    expect((await store.readStream('hoshin.ward-7')).map(({ data }) => data)).toEqual(inTodaysShape.map(({ data }) => data));
    for await (const { events } of store.readAllRaw())
      expect(events.map(({ schema, data }) => [schema, data])).toEqual([
        [1, old],
        [2, recent],
      ]);
  });

  it('verifies, is exported as it was written, and is restored and read on another engine', async () => {
    const store = await aLog();
    const { chainDigest, firstBad } = await verifyLog(store.readAllRaw(), { hydrate: today });
    expect(firstBad).toBeNull();
    const pieces: Buffer[] = [];
    await exportLog(store, { organisation: 'any', upTo: 2 }, async (piece) => void pieces.push(piece));
    async function* bytes(): AsyncGenerator<Buffer> {
      yield* pieces;
    }
    const found = await verifyExport(bytes(), { hydrate: today });
    expect(found).toMatchObject({ events: 2, chainDigest, firstBad: null });

    const folder = mkdtempSync(join(tmpdir(), 'hoshin-shapes-'));
    const file = join(folder, 'log.db');
    const target = await SqliteLogCopy.open({ file });
    await copyLog(exportAsSource(found, bytes), target);
    await target.close();
    const restored = await SqliteEventStore.open({ file, hydrate: today });
    expect(await read(restored)).toEqual(inTodaysShape);
    expect((await verifyLog(restored.readAllRaw())).chainDigest).toBe(chainDigest);
    await restored.close();
    rmSync(folder, { recursive: true });
  });

  it('is refused by a program that lacks the step, or is older than the event, at its position', async () => {
    const store = await aLog();
    const without: Upcasts = { BedsPromised: { 2: (shape) => shape } };
    expect((await verifyLog(store.readAllRaw(), { hydrate: hydrating(without) })).firstBad).toEqual({
      ordinal: 1,
      problem: 'this program cannot read it: no upcast of BedsPromised from schema 1',
    });
    expect((await verifyLog(store.readAllRaw(), { hydrate: hydrating({}) })).firstBad).toEqual({
      ordinal: 2,
      problem: 'this program cannot read it: BedsPromised has schema 2, this program knows 1: it is older than the log',
    });
  });
});
