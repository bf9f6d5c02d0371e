import {
  type Batch,
  CopyRefused,
  type EventStore,
  type LogCopyTarget,
  type NewEvent,
  type RawEvent,
  chain,
  copyLog,
  verifyLog,
} from '#event-store';
import { MemoryEventStore } from '#event-store/memory';
import { anyEvent, anyStream, plainHydrate } from './event-store-contract.js';

/** An empty log as the target of copies: opened for one after the other, then as the store a service would open. */
export interface CopyUnderTest {
  target(): Promise<LogCopyTarget>;
  store(): Promise<EventStore>;
  /** Removes what it left; everything opened is closed by then. */
  end(): Promise<void>;
}

const texts = [
  '{"name":"Zoë Ó Súilleabháin – 𝄞","tab":"\\t","nul":"\\u0000"}',
  '{ "spaced" : 1.0 }',
  '{"b":1,"a":2}',
  '"just text"',
  'null',
];

/** A log of several streams whose clock jumps and repeats, in appends of different sizes. */
const aLog = async (appends: number): Promise<MemoryEventStore> => {
  let now = Date.UTC(2026, 3, 1);
  const store = new MemoryEventStore({ clock: () => (now += now % 3 === 0 ? 0 : 86_399_001), hydrate: plainHydrate });
  const streams = Array.from({ length: 3 }, anyStream);
  for (let n = 0; n < appends; n++) {
    const events = Array.from({ length: 1 + (n % 4) }, (_, i): NewEvent =>
      anyEvent({ schema: 1 + (n % 2), data: texts[(n + i) % texts.length]! }),
    );
    await store.append(streams[n % streams.length]!, 'any', events);
  }
  return store;
};

const everything = async (log: Pick<EventStore, 'readAllRaw'>): Promise<RawEvent[]> => {
  const events: RawEvent[] = [];
  for await (const batch of log.readAllRaw()) events.push(...batch.events);
  return events;
};

/** What every engine promises of {@link LogCopyTarget}, and {@link copyLog} on it. */
export const logCopyContract = (engine: string, make: () => Promise<CopyUnderTest>): void => {
  describe(`A copied log ${engine}`, () => {
    let under: CopyUnderTest;
    const open: { close(): Promise<void> }[] = [];
    const opened = async <Opened extends { close(): Promise<void> }>(opening: Promise<Opened>): Promise<Opened> => {
      const it = await opening;
      open.push(it);
      return it;
    };
    const shut = async (): Promise<void> => {
      for (const each of open.splice(0)) await each.close();
    };
    beforeEach(async () => {
      under = await make();
    });
    afterEach(async () => {
      await shut();
      await under.end();
    });

    it('has the same ordinals, bytes, times, hashes and chain, and goes on as a log of its own', async () => {
      const source = await aLog(40);
      const { source: from, target: to, added } = await copyLog(source, await opened(under.target()));
      expect(added).toBe(from.events);
      expect([to.head, to.chainDigest, to.events]).toEqual([from.head, from.chainDigest, from.events]);
      await shut();
      const store = await opened(under.store());
      const before = await everything(source);
      expect(await everything(store)).toEqual(before);
      expect(await store.head()).toEqual(await source.head());

      const { stream, version, recordedAt } = before.at(-1)!;
      const event = anyEvent();
      expect(await store.append(stream, version, [event])).toMatchObject({ firstVersion: version + 1, position: before.length + 1 });
      const after = await verifyLog(store.readAllRaw());
      expect(after).toMatchObject({ firstBad: null, warnings: [], events: before.length + 1 });
      const last = (await everything(store)).at(-1)!;
      expect(after.chainDigest).toBe(chain(from.chainDigest, last.eventHash));
      expect(last.recordedAt >= recordedAt).toBe(true);
      const known = before.find((each) => each.stream === stream)!;
      if (store.capabilities.refusesDuplicateIds)
        await expect(store.append(stream, version + 1, [anyEvent({ id: known.id })])).rejects.toThrow(/already holds/);
    });

    it('is gone on with after an interruption, and a copy of a copy adds nothing', async () => {
      const source = await aLog(30);
      const events = await everything(source);
      const first = await opened(under.target());
      const cutAt = 17;
      const interrupted: typeof first = {
        head: () => first.head(),
        readAllRaw: (read) => first.readAllRaw(read),
        restoreRaw: async (batch) => {
          await first.restoreRaw(batch.slice(0, cutAt));
          throw new Error('the power went');
        },
        close: () => first.close(),
      };
      await expect(copyLog(source, interrupted)).rejects.toThrow('the power went');
      await shut();
      const second = await opened(under.target());
      expect(await second.head()).toMatchObject({ position: cutAt });
      const seen: number[] = [];
      const { added } = await copyLog(source, second, { onProgress: (done) => seen.push(done) });
      expect(added).toBe(events.length - cutAt);
      expect(seen.at(-1)).toBe(events.length);
      expect(await everything(second)).toEqual(events);
      expect((await copyLog(source, second)).added).toBe(0);
    });

    it('takes what the source has gained since', async () => {
      const source = await aLog(10);
      const target = await opened(under.target());
      await copyLog(source, target);
      await source.append(anyStream(), 'no-stream', [anyEvent()]);
      expect((await copyLog(source, target)).added).toBe(1);
      expect(await everything(target)).toEqual(await everything(source));
    });

    it('is refused where something else lies, which stays as it is', async () => {
      const target = await opened(under.target());
      await copyLog(await aLog(5), target);
      const before = await everything(target);
      await expect(copyLog(await aLog(9), target)).rejects.toThrow(/holds another log: its event 1 is another one.*name an empty target/s);
      await expect(copyLog(await aLog(1), target)).rejects.toThrow(CopyRefused);
      expect(await everything(target)).toEqual(before);
    });

    it('never holds an event of the source that is not whole', async () => {
      const source = await aLog(8);
      const events = await everything(source);
      const bad = 6;
      const altered: Pick<EventStore, 'head' | 'readAllRaw'> = {
        head: () => source.head(),
        async *readAllRaw(): AsyncGenerator<Batch<RawEvent>> {
          for (const event of events)
            yield { events: [event.ordinal === bad ? { ...event, data: '"altered"' } : event], caughtUp: event.ordinal === events.length };
        },
      };
      const target = await opened(under.target());
      await expect(copyLog(altered, target)).rejects.toThrow(/the source is not whole: position 6: the hash differs/);
      expect(await everything(target)).toEqual(events.slice(0, bad - 1));
    });

    it('is written from its head on alone, whole batches or nothing', async () => {
      const events = await everything(await aLog(6));
      const target = await opened(under.target());
      await expect(target.restoreRaw(events.slice(1))).rejects.toThrow(CopyRefused);
      await target.restoreRaw(events.slice(0, 3));
      await expect(target.restoreRaw(events.slice(0, 3))).rejects.toThrow(/event 1 does not follow 3/);
      await expect(target.restoreRaw([events[3]!, events[5]!])).rejects.toThrow(CopyRefused);
      await expect(target.restoreRaw([events[3]!, { ...events[4]!, recordedAt: events[0]!.recordedAt, data: '1' }])).rejects.toThrow(
        CopyRefused,
      );
      expect(await everything(target)).toEqual(events.slice(0, 3));
      await target.restoreRaw(events.slice(3));
      expect(await everything(target)).toEqual(events);
    });
  });
};
