import { randomUUID } from 'node:crypto';
import type { Recorded } from '#kernel';
import {
  AppendRefused,
  type Batch,
  type Clock,
  DuplicateEventId,
  EventUnreadable,
  type EventStore,
  type Hydrate,
  type LogRead,
  type NewEvent,
  type RawEvent,
  StoreCorrupt,
  StoreUnavailable,
  VersionConflict,
  appendBytesMax,
  chain,
  chainStart,
  eventHash,
  readBatchMax,
  verifyLog,
} from '#event-store';

/** A log under test. `store()` is the open store; `pause()` may close and open it again, as a restart would. */
export interface LogUnderTest {
  store(): EventStore;
  pause(): Promise<void>;
  /** Closes the store and removes what it left. */
  end(): Promise<void>;
}
export type OpenLog = (given: { readonly clock: Clock; readonly hydrate: Hydrate }) => Promise<LogUnderTest>;

/** Hydrates without a catalogue: the payload as it is, the day from the recorded time. */
export const plainHydrate: Hydrate = (raw) => ({
  ordinal: raw.ordinal,
  stream: raw.stream,
  subject: raw.stream,
  version: raw.version,
  id: raw.id,
  type: raw.type,
  data: JSON.parse(raw.data) as unknown,
  meta: JSON.parse(raw.meta) as Recorded['meta'],
  at: raw.recordedAt,
  on: raw.recordedAt.slice(0, 10),
});

/** The name of a stream nobody has used. */
export const anyStream = (): string => `hoshin.thread-${randomUUID()}`;

/** An event to append; what is not said is made up. */
export const anyEvent = (over: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'thread.ball-served',
  schema: 1,
  data: '{"round":1}',
  meta: '{"basis":0}',
  ...over,
});
const anyEvents = (count: number): NewEvent[] => Array.from({ length: count }, () => anyEvent());

/** All events of a read, in the order they came. */
export const collect = async <Event>(batches: AsyncIterable<Batch<Event>>): Promise<Event[]> => {
  const all: Event[] = [];
  for await (const batch of batches) all.push(...batch.events);
  return all;
};

/** Follows a log from a position until it has seen the event with the last ordinal, then stops. */
const follow = async (store: EventStore, after: number, lastOrdinal: number): Promise<number[]> => {
  const stop = new AbortController();
  const seen: number[] = [];
  for await (const batch of store.subscribeAll({ after, signal: stop.signal })) {
    seen.push(...batch.events.map((event) => event.ordinal));
    if ((seen.at(-1) ?? after) >= lastOrdinal) stop.abort();
  }
  return seen;
};

const count = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** What every engine promises, row by row: the same suite runs on each of them. `many` events are more than one batch or queue holds. */
export const eventStoreContract = (name: string, open: OpenLog, { many = 12_000 }: { readonly many?: number } = {}): void => {
  describe(`the event store: ${name}`, () => {
    let log: LogUnderTest;
    let nowMs: number;
    let poisoned: string | null;
    const store = (): EventStore => log.store();
    const raw = (read?: LogRead): Promise<RawEvent[]> => collect(store().readAllRaw(read));
    const ordinals = async (read?: LogRead): Promise<number[]> => (await raw(read)).map((event) => event.ordinal);

    beforeEach(async () => {
      nowMs = Date.parse('2026-11-22T09:00:00.000Z');
      poisoned = null;
      log = await open({
        clock: () => nowMs,
        hydrate: (event) => {
          if (event.id === poisoned) throw new Error('no upcast of it');
          return plainHydrate(event);
        },
      });
    });
    afterEach(() => log.end());

    describe('append', () => {
      it('begins a stream that is missing', async () => {
        const stream = anyStream();
        const first = await store().append(stream, 'no-stream', anyEvents(2));
        expect(first).toEqual({
          stream,
          firstVersion: 1,
          lastVersion: 2,
          position: 2,
          recordedAt: '2026-11-22T09:00:00.000Z',
          replayed: false,
        });
      });

      it('goes on where the writer believes the stream to be', async () => {
        const stream = anyStream();
        await store().append(stream, 'no-stream', anyEvents(2));
        await log.pause();
        const next = await store().append(stream, 2, anyEvents(3));
        expect(next).toMatchObject({ firstVersion: 3, lastVersion: 5, position: 5, replayed: false });
      });

      it('answers a retry as the first time, also after others wrote and after a restart', async () => {
        const [stream, events, later] = [anyStream(), anyEvents(2), anyEvents(2)];
        const first = await store().append(stream, 'no-stream', events);
        const second = await store().append(stream, 2, later);
        await log.pause();
        nowMs += 60_000;
        await store().append(anyStream(), 'no-stream', anyEvents(1));
        expect(await store().append(stream, 'no-stream', events)).toEqual({ ...first, replayed: true });
        expect(await store().append(stream, 2, later)).toEqual({ ...second, replayed: true });
        expect(await ordinals()).toEqual(count(1, 5));
      });

      it('refuses an old version when the first event differs from what lies there', async () => {
        const [stream, events] = [anyStream(), anyEvents(2)];
        await store().append(stream, 'no-stream', events);
        await log.pause();
        await expect(store().append(stream, 'no-stream', anyEvents(1))).rejects.toMatchObject({ code: 'VersionConflict', actual: 2 });
        await expect(store().append(stream, 1, anyEvents(1))).rejects.toMatchObject({ expected: 1, actual: 2, stream });
      });

      it('refuses an old version when a later event differs or is missing', async () => {
        const [stream, events] = [anyStream(), anyEvents(2)];
        await store().append(stream, 'no-stream', events);
        await log.pause();
        await expect(store().append(stream, 'no-stream', [events[0]!, anyEvent()])).rejects.toBeInstanceOf(VersionConflict);
        await expect(store().append(stream, 'no-stream', [...events, anyEvent()])).rejects.toBeInstanceOf(VersionConflict);
        expect(await ordinals()).toEqual([1, 2]);
      });

      it('refuses a version the stream has not reached, and any version of a stream that is missing', async () => {
        const stream = anyStream();
        await store().append(stream, 'no-stream', anyEvents(2));
        await expect(store().append(stream, 3, anyEvents(1))).rejects.toMatchObject({ code: 'VersionConflict', actual: 2 });
        await expect(store().append(anyStream(), 1, anyEvents(1))).rejects.toMatchObject({ code: 'VersionConflict', actual: 0 });
      });

      it('refuses an event id the stream already holds where the engine says so, and appends nothing of it', async () => {
        const [stream, events] = [anyStream(), anyEvents(2)];
        await store().append(stream, 'no-stream', events);
        await log.pause();
        const again = store().append(stream, 2, [anyEvent(), events[0]!]);
        if (store().capabilities.refusesDuplicateIds) await expect(again).rejects.toBeInstanceOf(DuplicateEventId);
        else expect(await again).toMatchObject({ firstVersion: 3, lastVersion: 4, replayed: false });
        const current = store().capabilities.refusesDuplicateIds ? 2 : 4;
        const twice = anyEvent();
        await expect(store().append(stream, current, [twice, twice])).rejects.toMatchObject({ fields: { stream, id: twice.id } });
        expect(await store().append(stream, current, anyEvents(1))).toMatchObject({ position: current + 1 });
      });

      it('takes the same event id in another stream', async () => {
        const event = anyEvent();
        await store().append(anyStream(), 'no-stream', [event]);
        expect(await store().append(anyStream(), 'no-stream', [event])).toMatchObject({ position: 2, replayed: false });
      });

      it('appends to any version where nobody decides, and still answers a retry as the first time', async () => {
        const [stream, events] = [anyStream(), anyEvents(2)];
        await store().append(stream, 'any', events);
        await store().append(stream, 'any', anyEvents(1));
        await log.pause();
        expect(await store().append(stream, 'any', events)).toMatchObject({ firstVersion: 1, position: 2, replayed: true });
        await expect(store().append(stream, 'any', [events[1]!, anyEvent()])).rejects.toBeInstanceOf(DuplicateEventId);
        expect(await ordinals()).toEqual([1, 2, 3]);
      });

      it.each<[string, string, NewEvent[]]>([
        ['without an event', anyStream(), []],
        ['to a stream without the prefix', `thread-${randomUUID()}`, [anyEvent()]],
        ['to a stream that is only the prefix', 'hoshin.', [anyEvent()]],
        ['to a stream with a line break', 'hoshin.thread-\n1', [anyEvent()]],
        ['with an id that is no UUID', anyStream(), [anyEvent({ id: 'ball-1' })]],
        ['with an id in capitals', anyStream(), [anyEvent({ id: randomUUID().toUpperCase() })]],
        ['with a type that names no aggregate', anyStream(), [anyEvent({ type: 'BallServed' })]],
        ['with a schema below 1', anyStream(), [anyEvent({ schema: 0 })]],
        ['with data that is no JSON', anyStream(), [anyEvent({ data: '{"round":' })]],
        ['with meta that is no JSON', anyStream(), [anyEvent({ meta: '' })]],
        ['with half a character', anyStream(), [anyEvent({ data: '"\ud83c"' })]],
      ])('refuses one %s', async (_, stream, events) => {
        await expect(store().append(stream, 'no-stream', events)).rejects.toBeInstanceOf(AppendRefused);
        expect(await store().head()).toEqual({ position: 0, recordedAt: null });
      });

      it.each([0, -1, 1.5, Number.NaN])('refuses %d as a version', async (expected) => {
        await expect(store().append(anyStream(), expected, anyEvents(1))).rejects.toBeInstanceOf(AppendRefused);
      });

      it('takes one of exactly the largest size and refuses one of a byte more, counted in UTF-8', async () => {
        const meta = '{}';
        const data = `"${'ä'.repeat((appendBytesMax - meta.length - 2) / 2)}"`;
        const stream = anyStream();
        await store().append(stream, 'no-stream', [anyEvent({ data, meta })]);
        await expect(store().append(anyStream(), 'no-stream', [anyEvent({ data: `${data} `, meta })])).rejects.toBeInstanceOf(
          AppendRefused,
        );
        await log.pause();
        expect((await raw()).map((event) => event.data)).toEqual([data]);
      });

      it('lets one of two writers win, and the other leave no trace', async () => {
        const stream = anyStream();
        await store().append(stream, 'no-stream', anyEvents(1));
        const rivals = Array.from({ length: 16 }, () => anyEvents(2));
        const outcomes = await Promise.allSettled(rivals.map((events) => store().append(stream, 1, events)));
        const won = outcomes.flatMap((outcome, index) => (outcome.status === 'fulfilled' ? [rivals[index]!] : []));
        expect(won).toHaveLength(1);
        for (const outcome of outcomes)
          if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'VersionConflict', actual: 3 });
        expect((await raw()).slice(1).map((event) => event.id)).toEqual(won[0]!.map((event) => event.id));
      });

      it('sinks no neighbour when one of many fails', async () => {
        const stream = anyStream();
        const outcomes = await Promise.allSettled([
          store().append(stream, 'no-stream', anyEvents(1)),
          store().append(stream, 7, anyEvents(1)),
          store().append(anyStream(), 'no-stream', anyEvents(2)),
          store().append(stream, 1, anyEvents(1)),
        ]);
        expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
        expect(await ordinals()).toEqual(count(1, 4));
      });
    });

    describe('bytes, hashes and times', () => {
      const odd = [
        '{ "a" :\t1,\n "b": [ ] }',
        '{"b":1,"a":2,"b":3}',
        '1.50e+03',
        '"naïve · 🏥 · \\u00e9 é \u2028 \uFEFF"',
        '"\\ud83c\\udfe5 \\u0000"',
        '{"__proto__":{"x":1},"big":123456789012345678901234567890}',
      ];

      it('keeps data and meta to the byte', async () => {
        const stream = anyStream();
        await store().append(
          stream,
          'no-stream',
          odd.map((data) => anyEvent({ data, meta: ` ${data} ` })),
        );
        await log.pause();
        const kept = await raw();
        expect(kept.map((event) => event.data)).toEqual(odd);
        expect(kept.map((event) => event.meta)).toEqual(odd.map((data) => ` ${data} `));
      });

      it('hashes every event, so that the whole log verifies', async () => {
        for (const data of odd) await store().append(anyStream(), 'no-stream', [anyEvent({ data }), anyEvent()]);
        await log.pause();
        const kept = await raw();
        expect(kept.map((event) => event.eventHash)).toEqual(kept.map(eventHash));
        expect(await verifyLog(store().readAllRaw(), { hydrate: plainHydrate })).toEqual({
          events: 12,
          head: 12,
          redacted: 0,
          seals: 0,
          sealedUpTo: 0,
          chainDigest: kept.reduce((digest, event) => chain(digest, event.eventHash), chainStart),
          firstBad: null,
          warnings: [],
        });
      });

      it('records the clock to the millisecond and never steps back, not even over a restart', async () => {
        const times: string[] = [];
        const [nine, stream] = [nowMs, anyStream()];
        for (const [index, at] of [nine + 7, nine - 3_600_000, nine + 7, nine + 8].entries()) {
          nowMs = at;
          times.push((await store().append(stream, index === 0 ? 'no-stream' : index, anyEvents(1))).recordedAt);
          await log.pause();
        }
        expect(times).toEqual([
          '2026-11-22T09:00:00.007Z',
          '2026-11-22T09:00:00.007Z',
          '2026-11-22T09:00:00.007Z',
          '2026-11-22T09:00:00.008Z',
        ]);
        expect((await raw()).map((event) => event.recordedAt)).toEqual(times);
      });

      it('gives all events of one append one recorded time', async () => {
        await store().append(anyStream(), 'no-stream', anyEvents(3));
        expect(new Set((await raw()).map((event) => event.recordedAt)).size).toBe(1);
      });
    });

    describe('readStream', () => {
      it('reads a missing stream as empty', async () => {
        expect(await store().readStream(anyStream())).toEqual([]);
        await store().append(anyStream(), 'no-stream', anyEvents(1));
        expect(await store().readStream(anyStream(), { direction: 'backwards' })).toEqual([]);
      });

      it('reads one stream in version order, with its place in the log', async () => {
        const [stream, event] = [anyStream(), anyEvent({ data: '{"offer":"12.50"}', meta: '{"basis":3}' })];
        await store().append(anyStream(), 'no-stream', anyEvents(2));
        await store().append(stream, 'no-stream', [event]);
        await store().append(anyStream(), 'no-stream', anyEvents(2));
        await store().append(stream, 1, anyEvents(1));
        await log.pause();
        const events = await store().readStream(stream);
        expect(events.map(({ ordinal, version }) => [ordinal, version])).toEqual([
          [3, 1],
          [6, 2],
        ]);
        expect(events[0]).toMatchObject({
          stream,
          id: event.id,
          type: event.type,
          data: { offer: '12.50' },
          meta: { basis: 3 },
          at: '2026-11-22T09:00:00.000Z',
        });
      });

      it('reads a part of a stream, in both directions', async () => {
        const stream = anyStream();
        await store().append(stream, 'no-stream', anyEvents(450));
        await log.pause();
        const versions = async (read: Parameters<EventStore['readStream']>[1]): Promise<number[]> =>
          (await store().readStream(stream, read)).map((event) => event.version);
        expect(await versions({})).toEqual(count(1, 450));
        expect(await versions({ from: 449 })).toEqual([449, 450]);
        expect(await versions({ from: 3, limit: 200 })).toEqual(count(3, 202));
        expect(await versions({ from: 451 })).toEqual([]);
        expect(await versions({ direction: 'backwards' })).toEqual(count(1, 450).reverse());
        expect(await versions({ direction: 'backwards', limit: 2 })).toEqual([450, 449]);
        expect(await versions({ direction: 'backwards', from: 2 })).toEqual([2, 1]);
      });
    });

    describe('readAll', () => {
      it('says that an empty log is read to its end', async () => {
        const batches = [];
        for await (const batch of store().readAll()) batches.push(batch);
        expect(batches).toEqual([{ events: [], caughtUp: true }]);
      });

      it('gives every event once, in batches, in one order without gaps, each stream in version order', async () => {
        const streams = Array.from({ length: 40 }, anyStream);
        await Promise.all(
          streams.map(async (stream) => {
            for (let version = 0; version < 60; version += 6)
              await store().append(stream, version === 0 ? 'no-stream' : version, anyEvents(6));
          }),
        );
        await log.pause();
        const [events, caughtUp]: [Recorded<string, unknown>[], boolean[]] = [[], []];
        for await (const batch of store().readAll()) {
          expect(batch.events.length).toBeLessThanOrEqual(readBatchMax);
          events.push(...batch.events);
          caughtUp.push(batch.caughtUp);
        }
        expect(events.map((event) => event.ordinal)).toEqual(count(1, 2_400));
        expect(caughtUp).toEqual([...caughtUp.slice(1).map(() => false), true]);
        for (const stream of streams)
          expect(events.filter((event) => event.stream === stream).map((event) => event.version)).toEqual(count(1, 60));
      });

      it('begins and ends where it is told', async () => {
        await store().append(anyStream(), 'no-stream', anyEvents(10));
        await log.pause();
        expect(await ordinals({ after: 7 })).toEqual([8, 9, 10]);
        expect(await ordinals({ after: 2, upTo: 4 })).toEqual([3, 4]);
        expect(await ordinals({ after: 4, upTo: 4 })).toEqual([]);
        expect(await ordinals({ after: 9, upTo: 99 })).toEqual([10]);
        expect(await ordinals({ after: 10 })).toEqual([]);
        const ends = [];
        for await (const batch of store().readAll({ upTo: 4 })) ends.push(batch.caughtUp);
        expect(ends).toEqual([false]);
      });

      it('reads a few events from anywhere as it reads all of them', async () => {
        const streams = [anyStream(), anyStream(), anyStream()];
        for (let round = 0; round < 12; round++)
          for (const [index, stream] of streams.entries())
            await store().append(stream, round === 0 ? 'no-stream' : round * (index + 1), anyEvents(index + 1));
        await log.pause();
        const all = await raw();
        expect(all.map((event) => event.ordinal)).toEqual(count(1, 72));
        for (const after of [0, 23, 46, 70])
          for (const length of [1, 6, 25, 26]) expect(await raw({ after, upTo: after + length })).toEqual(all.slice(after, after + length));
      });

      it('gives only the asked types, and nothing that was written after it began', async () => {
        const mixed = count(1, 700).map((index) => anyEvent({ type: index % 3 === 0 ? 'goal.set-up' : 'thread.ball-served' }));
        await store().append(anyStream(), 'no-stream', mixed);
        await log.pause();
        const seen: number[] = [];
        for await (const batch of store().readAll({ types: ['goal.set-up', 'goal.unknown'] })) {
          await store().append(anyStream(), 'no-stream', [anyEvent({ type: 'goal.set-up' })]);
          seen.push(...batch.events.map((event) => event.ordinal));
        }
        expect(seen).toEqual(count(1, 700).filter((ordinal) => ordinal % 3 === 0));
      });

      it('stops with the reason when it is aborted', async () => {
        await store().append(anyStream(), 'no-stream', anyEvents(many / 4));
        const stop = new AbortController();
        let seen = 0;
        const reading = async (): Promise<void> => {
          for await (const { events } of store().readAll({ signal: stop.signal })) {
            seen += events.length;
            stop.abort(new Error('the asker has gone'));
          }
        };
        await expect(reading()).rejects.toThrow('the asker has gone');
        expect(seen).toBeLessThanOrEqual(readBatchMax);
      });

      it('names an event it cannot turn into today’s shape, on every way of reading', async () => {
        const [stream, events] = [anyStream(), anyEvents(3)];
        await store().append(stream, 'no-stream', events);
        poisoned = events[1]!.id;
        const named = { code: 'EventUnreadable', fields: { position: 2, id: poisoned, type: 'thread.ball-served' } };
        await expect(store().readStream(stream)).rejects.toBeInstanceOf(EventUnreadable);
        await expect(store().readStream(stream)).rejects.toMatchObject(named);
        await expect(collect(store().readAll())).rejects.toMatchObject(named);
        await expect(follow(store(), 0, 3)).rejects.toMatchObject(named);
        expect(await ordinals()).toEqual([1, 2, 3]);
      });
    });

    describe('subscribeAll', () => {
      it('gives what is there, says so, and goes on with what comes', async () => {
        const stop = new AbortController();
        await store().append(anyStream(), 'no-stream', anyEvents(2));
        await log.pause();
        const batches: [number[], boolean][] = [];
        for await (const { events, caughtUp } of store().subscribeAll({ after: 0, signal: stop.signal })) {
          batches.push([events.map((event) => event.ordinal), caughtUp]);
          if (batches.length === 1) await store().append(anyStream(), 'no-stream', anyEvents(3));
          else stop.abort();
        }
        expect(batches).toEqual([
          [[1, 2], true],
          [[3, 4, 5], true],
        ]);
      });

      it('says that it is caught up even when there is nothing to read', async () => {
        const stop = new AbortController();
        for await (const batch of store().subscribeAll({ after: 0, signal: stop.signal })) {
          expect(batch).toEqual({ events: [], caughtUp: true });
          stop.abort();
        }
      });

      it('ends when it is aborted, also before it began', async () => {
        const stop = new AbortController();
        const waiting = collect(store().subscribeAll({ after: 0, signal: stop.signal }));
        stop.abort();
        expect(await waiting).toEqual([]);
        expect(await collect(store().subscribeAll({ after: 0, signal: stop.signal }))).toEqual([]);
      });

      it('ends whenever it is aborted, also between the last event there is and the wait for the next', async () => {
        await store().append(anyStream(), 'no-stream', anyEvents(3));
        for (let turns = 0; turns < 20; turns++) {
          const stop = new AbortController();
          for await (const { caughtUp } of store().subscribeAll({ after: 0, signal: stop.signal })) {
            const later = async (): Promise<void> => {
              for (let turn = 0; turn < turns; turn++) await Promise.resolve();
              stop.abort();
            };
            if (caughtUp) void later();
          }
          expect(stop.signal.aborted).toBe(true);
        }
      });

      it('shows each event exactly once to a subscriber that stops and resumes while others write', async () => {
        const writing = Promise.all(
          Array.from({ length: 8 }, async () => {
            const stream = anyStream();
            for (let version = 0; version < 100; version += 2)
              await store().append(stream, version === 0 ? 'no-stream' : version, anyEvents(2));
          }),
        );
        const resumed: number[] = [];
        while (resumed.length < 800) {
          const last = resumed.at(-1) ?? 0;
          resumed.push(...(await follow(store(), last, Math.min(last + 37, 800))));
        }
        await writing;
        expect(resumed).toEqual(count(1, 800));
      });

      it('brings a subscriber that was slow up to date without a gap or a double', async () => {
        const stop = new AbortController();
        const seen: number[] = [];
        let flooded = false;
        for await (const batch of store().subscribeAll({ after: 0, signal: stop.signal })) {
          seen.push(...batch.events.map((event) => event.ordinal));
          if (!flooded) for (let appends = 0; appends < 12; appends++) await store().append(anyStream(), 'no-stream', anyEvents(many / 12));
          flooded = true;
          if (seen.at(-1) === many) stop.abort();
        }
        expect(seen).toEqual(count(1, many));
      });

      it('refuses a subscriber that has seen more than the log holds', async () => {
        await store().append(anyStream(), 'no-stream', anyEvents(2));
        await expect(follow(store(), 3, 4)).rejects.toBeInstanceOf(StoreCorrupt);
      });
    });

    describe('head and close', () => {
      it('knows the last position and its recorded time', async () => {
        expect(await store().head()).toEqual({ position: 0, recordedAt: null });
        await store().append(anyStream(), 'no-stream', anyEvents(2));
        await log.pause();
        expect(await store().head()).toEqual({ position: 2, recordedAt: '2026-11-22T09:00:00.000Z' });
      });

      it('finishes what it took on and refuses everything after', async () => {
        const closing = store();
        const stop = new AbortController();
        const following = collect(closing.subscribeAll({ after: 0, signal: stop.signal })).catch((error: unknown) => error);
        const appended = closing.append(anyStream(), 'no-stream', anyEvents(2));
        await Promise.all([closing.close(), closing.close()]);
        expect(await appended).toMatchObject({ position: 2 });
        expect(await following).toBeInstanceOf(StoreUnavailable);
        const refused = [
          closing.append(anyStream(), 'no-stream', anyEvents(1)),
          closing.readStream(anyStream()),
          collect(closing.readAll()),
          collect(closing.readAllRaw()),
          collect(closing.subscribeAll({ after: 0, signal: stop.signal })),
          closing.head(),
        ];
        for (const call of refused) await expect(call).rejects.toBeInstanceOf(StoreUnavailable);
      });
    });
  });
};
