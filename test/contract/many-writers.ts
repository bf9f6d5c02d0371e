import { type EventStore, VersionConflict, verifyLog } from '#event-store';
import { anyEvent, anyStream, collect } from '#testing';

/**
 * Eight writers compete for twelve streams while a follower watches: every acknowledged event is in the log once and was
 * shown once, in the log's order, each stream without a gap, and whoever lost a race left no trace.
 */
export const manyWriters = async (stores: readonly EventStore[], ms: number): Promise<void> => {
  const streams = Array.from({ length: 12 }, anyStream);
  const acknowledged: string[] = [];
  const until = performance.now() + ms;
  const stop = new AbortController();
  let [conflicts, last] = [0, 0];
  const seen: { readonly ordinal: number; readonly id: string }[] = [];
  const follow = async (): Promise<void> => {
    for await (const { events } of stores[0]!.subscribeAll({ after: 0, signal: stop.signal }))
      seen.push(...events.map(({ ordinal, id }) => ({ ordinal, id })));
  };
  const write = async (writer: number): Promise<void> => {
    const store = stores[writer % stores.length]!;
    for (let round = 0; performance.now() < until; round++) {
      const stream = streams[(writer * 5 + round * 7) % streams.length]!;
      const [end] = await store.readStream(stream, { direction: 'backwards', limit: 1 });
      const events = Array.from({ length: 1 + ((writer + round) % 3) }, () => anyEvent());
      try {
        const { position } = await store.append(stream, end?.version ?? 'no-stream', events);
        last = Math.max(last, position);
        acknowledged.push(...events.map(({ id }) => id));
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
        conflicts++;
      }
    }
  };
  const following = follow();
  await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
  while (seen.length < last) await new Promise((resolve) => setTimeout(resolve, 10));
  const log = await collect(stores[0]!.readAllRaw());
  stop.abort();
  await following;
  expect(conflicts).toBeGreaterThan(0);
  expect(log.map(({ id }) => id).sort()).toEqual(acknowledged.sort());
  expect(seen).toEqual(log.map(({ ordinal, id }) => ({ ordinal, id })));
  expect(seen.map(({ ordinal }) => ordinal)).toEqual(log.map((_, index) => index + 1));
  for (const stream of streams) {
    const versions = log.filter((event) => event.stream === stream).map(({ version }) => version);
    expect(versions).toEqual(versions.map((_, index) => index + 1));
  }
  expect((await verifyLog(stores[0]!.readAllRaw())).firstBad).toBeNull();
};
