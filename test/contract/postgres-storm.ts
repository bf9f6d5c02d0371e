import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Recorded } from '#kernel';
import { type RawEvent, StoreBusy, StoreUnavailable, VersionConflict, verifyLog } from '#event-store';
import { PostgresEventStore } from '#event-store/postgres';
import { anyEvent, anyStream, collect, plainHydrate } from '#testing';

/** What came of a storm, as the clients and two readers saw it. */
export interface Aftermath {
  /** Ids of the events whose append was acknowledged. */
  readonly acknowledged: readonly string[];
  readonly conflicts: number;
  /** Appends that ended without an answer; they may be in the log or not. */
  readonly unknown: number;
  /** What a subscriber was given, from the first event to the last, while the storm went on. */
  readonly followed: readonly Recorded<string, unknown>[];
  /** The same for one that stopped every few events and began again after the last it had seen. */
  readonly resumed: readonly Recorded<string, unknown>[];
  readonly kept: readonly RawEvent[];
  readonly firstBad: unknown;
}

/**
 * Writers, each with a store and connections of its own as another process would have, append for a while: half of it to
 * streams they share, so that they meet. `beside` are transactions of others on the same tables, slow ones and ones that
 * are rolled back; `during` does harm to the server.
 */
export const storm = async (
  address: string,
  { writers, ms, beside = 0, during }: { writers: number; ms: number; beside?: number; during?: () => Promise<void> },
): Promise<Aftermath> => {
  const open = (): Promise<PostgresEventStore> => PostgresEventStore.open({ address, hydrate: plainHydrate, pollMs: 200 });
  const stores = await Promise.all(Array.from({ length: writers }, open));
  const reading = await open();
  const shared = Array.from({ length: 4 }, anyStream);
  const until = performance.now() + ms;
  const acknowledged: string[] = [];
  let [conflicts, unknown] = [0, 0];

  const write = async (store: PostgresEventStore): Promise<void> => {
    const streams = [...shared, ...Array.from({ length: 4 }, anyStream)];
    const versions = new Map<string, number>();
    while (performance.now() < until) {
      const stream = streams[randomInt(streams.length)]!;
      const events = Array.from({ length: randomInt(1, 4) }, () => anyEvent());
      try {
        const { lastVersion } = await store.append(stream, versions.get(stream) || 'no-stream', events);
        versions.set(stream, lastVersion);
        acknowledged.push(...events.map((event) => event.id));
      } catch (error) {
        if (error instanceof VersionConflict) {
          conflicts++;
          versions.set(stream, error.actual);
        } else if (error instanceof StoreUnavailable || error instanceof StoreBusy) unknown++;
        else throw error;
      }
    }
  };

  const disturb = async (): Promise<void> => {
    const db = new pg.Client({ connectionString: address });
    await db.connect();
    while (performance.now() < until) {
      await db.query('BEGIN');
      await db.query(
        `SELECT * FROM hoshin.append($1, '{0}', '{1}', ARRAY[gen_random_uuid()], '{thread.ball-served}', '{1}', '{1}', '{1}', $2)`,
        [[anyStream()], new Date().toISOString()],
      );
      await pause(randomInt(30));
      await db.query('ROLLBACK');
      // One that only reads and stays open keeps old versions of the head row alive.
      await db.query('BEGIN; SELECT * FROM hoshin.log_head');
      await pause(randomInt(200));
      await db.query('COMMIT');
    }
    await db.end();
  };

  const stop = new AbortController();
  const followed: Recorded<string, unknown>[] = [];
  const follow = async (): Promise<void> => {
    for await (const { events } of reading.subscribeAll({ after: 0, signal: stop.signal })) followed.push(...events);
  };
  const resumed: Recorded<string, unknown>[] = [];
  const resume = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const enough = new AbortController();
      const give = (): void => enough.abort();
      stop.signal.addEventListener('abort', give);
      const goal = resumed.length + randomInt(200);
      for await (const { events } of reading.subscribeAll({ after: resumed.at(-1)?.ordinal ?? 0, signal: enough.signal })) {
        resumed.push(...events);
        if (resumed.length > goal) enough.abort();
      }
      stop.signal.removeEventListener('abort', give);
    }
  };
  const readers = [follow(), resume()];
  try {
    await Promise.all([...stores.map(write), ...Array.from({ length: beside }, disturb), during?.()]);
    const { position } = await reading.head();
    while ((followed.at(-1)?.ordinal ?? 0) < position || (resumed.at(-1)?.ordinal ?? 0) < position) await pause(20);
    const kept = await collect(reading.readAllRaw());
    const { firstBad } = await verifyLog(reading.readAllRaw(), { hydrate: plainHydrate });
    return { acknowledged, conflicts, unknown, followed, resumed, kept, firstBad };
  } finally {
    stop.abort();
    await Promise.all(readers);
    await Promise.all([...stores, reading].map((store) => store.close()));
  }
};

/** Everything a storm may never do, whatever happened in it. */
export const expectNothingLost = ({ acknowledged, followed, resumed, kept, firstBad }: Aftermath): void => {
  const ids = kept.map((event) => event.id);
  expect(firstBad).toBeNull();
  expect(new Set(ids).size).toBe(ids.length);
  const there = new Set(ids);
  expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
  const placed = kept.map(({ ordinal, id, stream, version }) => `${ordinal} ${id} ${stream} ${version}`);
  for (const seen of [followed, resumed])
    expect(seen.map(({ ordinal, id, stream, version }) => `${ordinal} ${id} ${stream} ${version}`)).toEqual(placed);
};
