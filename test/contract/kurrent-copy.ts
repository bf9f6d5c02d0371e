import { CopyRefused, type RawEvent } from '#event-store';
import { KurrentEventStore, KurrentLogCopy } from '#event-store/kurrent';
import { MemoryEventStore } from '#event-store/memory';
import { anyEvent, anyStream, collect, plainHydrate } from '#testing';
import { KurrentTestServer } from './kurrent-server/index.js';

/** A server as the target of a copy, through one of the clients. */
export const kurrentCopy = (name: string, scheme: string): void => {
  describe(`a copy of a log to ${name}`, () => {
    let server: KurrentTestServer;
    let source: RawEvent[];
    const given = () => ({ address: server.address(scheme), patience: { pauseMs: 200 }, notice: () => {} });

    beforeEach(async () => {
      server = await KurrentTestServer.start();
      let nowMs = Date.parse('2026-11-22T09:00:00.000Z');
      const memory = new MemoryEventStore({ clock: () => (nowMs += 1_500), hydrate: plainHydrate });
      const streams = Array.from({ length: 5 }, anyStream);
      for (let version = 0; version < 60; version += 3)
        for (const stream of streams)
          await memory.append(
            stream,
            version === 0 ? 'no-stream' : version,
            Array.from({ length: 3 }, () => anyEvent({ data: '{ "round" : 1.50 }' })),
          );
      source = await collect(memory.readAllRaw());
    });
    afterEach(() => server.stop());

    it('has the same ordinals, bytes, times and hashes, also when the connection breaks in between and the copy is gone on with', async () => {
      const first = await KurrentLogCopy.open(given());
      server.faults.cutAfterAppend = 3;
      await first.restoreRaw(source.slice(0, 100));
      await first.close();
      const second = await KurrentLogCopy.open(given());
      const { position } = await second.head();
      expect(position).toBe(100);
      await second.restoreRaw(source.slice(position));
      expect(await collect(second.readAllRaw())).toEqual(source);
      await second.close();
      const store = await KurrentEventStore.open({ ...given(), hydrate: plainHydrate });
      expect(await collect(store.readAllRaw())).toEqual(source);
      expect(await store.append(source[0]!.stream, 60, [anyEvent()])).toMatchObject({ position: 301, firstVersion: 61 });
      await store.close();
    });

    it('is refused for events that leave a gap or are not as they were written', async () => {
      const copy = await KurrentLogCopy.open(given());
      await expect(copy.restoreRaw(source.slice(1))).rejects.toBeInstanceOf(CopyRefused);
      const changed = source.map((event) => (event.ordinal === 200 ? { ...event, data: '{"round":2}' } : event));
      await expect(copy.restoreRaw(changed)).rejects.toThrow('event 200');
      expect(server.log.entries).toEqual([]);
      await copy.close();
    });

    it('stops when somebody else writes to the log meanwhile', async () => {
      const [copy, store] = [await KurrentLogCopy.open(given()), await KurrentEventStore.open({ ...given(), hydrate: plainHydrate })];
      server.faults.slowAppendMs = 20;
      const copying = copy.restoreRaw(source);
      await store.append(anyStream(), 'no-stream', [anyEvent()]);
      await expect(copying).rejects.toThrow('somebody else wrote');
      await Promise.all([copy.close(), store.close()]);
    });
  });
};
