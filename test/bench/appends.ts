/** Durable appends from 1, 16 and 64 clients that each wait for their own, against a bare write and fdatasync. */
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SqliteEventStore } from '#event-store/sqlite';
import type { EventStore, NewEvent } from '#event-store';
import { uuidOf } from './log-trust.js';
import { result, type Result } from './report.js';

const clientCounts = [1, 16, 64] as const;
const aimsByClients: Readonly<Record<number, number>> = { 1: 0.6, 64: 3 };
const measureMs = 400;
/** About what a catchball move weighs with its envelope. */
const eventBytes = 400;

const rawRate = (folder: string): number => {
  const file = join(folder, 'raw');
  const descriptor = openSync(file, 'w');
  try {
    const bytes = Buffer.alloc(eventBytes, 'x');
    let writes = 0;
    const started = performance.now();
    for (; performance.now() - started < measureMs; writes++) {
      writeSync(descriptor, bytes);
      fdatasyncSync(descriptor);
    }
    return (writes * 1_000) / (performance.now() - started);
  } finally {
    closeSync(descriptor);
    rmSync(file);
  }
};

let made = 0;
const meta = JSON.stringify({ actor: { person: uuidOf('person', 1), post: uuidOf('post', 1) }, commandId: uuidOf('command', 1), basis: 1 });
const data = JSON.stringify({ period: '2026-11', text: 'x'.repeat(eventBytes - meta.length - 40), reference: null });
const nextEvent = (): NewEvent => ({ id: uuidOf('append', made++), type: 'measure.annotated', schema: 1, data, meta });

/** Appends one event to a stream at the version it names, and waits until that is acknowledged. */
export type Append = (stream: string, version: number, event: NewEvent) => Promise<unknown>;

/** Appends in a second by clients that each write to a stream of their own; `run` tells their streams from those of other runs. */
export const rateOf = async (append: Append, clients: number, run: number, ms: number): Promise<number> => {
  let appends = 0;
  const started = performance.now();
  const client = async (index: number): Promise<void> => {
    const stream = `hoshin.measure-bench-${clients}-${run}-${index}`;
    for (let version = 0; performance.now() - started < ms; version++) {
      await append(stream, version, nextEvent());
      appends++;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  return (appends * 1_000) / (performance.now() - started);
};

export const appendTo =
  (store: EventStore): Append =>
  (stream, version, event) =>
    store.append(stream, version === 0 ? 'no-stream' : version, [event]);

export const measureAppends = async (file: string, events: number, runs: number, aims: boolean): Promise<Result[]> => {
  const store = await SqliteEventStore.open({
    file,
    hydrate: () => {
      throw new Error('nothing is read here');
    },
  });
  try {
    const own = new Map<number, number[]>(clientCounts.map((clients) => [clients, []]));
    const raw = new Map<number, number[]>(clientCounts.map((clients) => [clients, []]));
    for (let run = 0; run < runs; run++)
      for (const clients of clientCounts) {
        raw.get(clients)!.push(rawRate(dirname(file)));
        own.get(clients)!.push(await rateOf(appendTo(store), clients, run, measureMs));
      }
    return clientCounts.map((clients) => {
      const atLeast = aimsByClients[clients];
      return result({
        name: `appends, ${clients} client${clients > 1 ? 's' : ''}`,
        events,
        unit: 'appends/s',
        runs: own.get(clients)!,
        peer: { name: 'raw write + fdatasync', runs: raw.get(clients)! },
        ...(aims && atLeast !== undefined && { aim: { of: 'ratio', atLeast } }),
      });
    });
  } finally {
    await store.close();
  }
};
