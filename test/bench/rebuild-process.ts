/** Reads a whole log once and ends: folds every view from it as a start does, or only scans and parses it. */
import Database from 'better-sqlite3';
import { dayIn, hydrateWith, ViewHost } from '#cqrs';
import { SqliteEventStore } from '#event-store/sqlite';
import { aggregates, views } from '#strategy';
import { timeZone } from './log-of.js';

export interface Read {
  readonly seconds: number;
  readonly events: number;
  /** The most the process ever held, and what the views hold in the end. */
  readonly peakMiB: number;
  readonly heapMiB: number;
}

const mib = 2 ** 20;

type Reading = Omit<Read, 'peakMiB'>;

const rebuild = async (file: string): Promise<Reading> => {
  const dayOf = dayIn(timeZone);
  const store = await SqliteEventStore.open({ file, hydrate: hydrateWith(aggregates, dayOf) });
  const host = new ViewHost(store, views, Date.now, dayOf);
  const started = performance.now();
  await host.start();
  const seconds = (performance.now() - started) / 1_000;
  const events = host.position;
  globalThis.gc?.();
  const heapMiB = process.memoryUsage().heapUsed / mib;
  await host.close();
  await store.close();
  return { seconds, events, heapMiB };
};

const scan = (file: string): Reading => {
  const db = new Database(file, { readonly: true });
  const started = performance.now();
  let events = 0;
  for (const [data, meta] of db.prepare<[], [string, string]>('SELECT data, meta FROM events ORDER BY position').raw().iterate()) {
    JSON.parse(data);
    JSON.parse(meta);
    events++;
  }
  const seconds = (performance.now() - started) / 1_000;
  db.close();
  return { seconds, events, heapMiB: 0 };
};

const [, , what, file] = process.argv;
const read = what === 'rebuild' ? await rebuild(file!) : scan(file!);
process.send!({ ...read, peakMiB: process.resourceUsage().maxRSS / 1_024 } satisfies Read);

process.once('disconnect', () => process.exit());
