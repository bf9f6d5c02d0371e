import { Folded, type RecordedOf } from '#kernel';
import type { EventStore, RawEvent } from '#event-store';
import { openReadOnly } from '#event-store/sqlite';
import { openDebts, views, type Moment, type Shapes } from '#strategy';
import { hydrate } from '../simulation/world.js';

/** A log as it lies, and what the views make of it; whoever has it open goes on. */
export interface ReadLog {
  readonly log: readonly RawEvent[];
  readonly moment: Moment;
}

/** Reads a log to its end and lets it go. */
export const readToItsEnd = async (reading: Pick<EventStore, 'readAllRaw' | 'close'>): Promise<ReadLog> => {
  const log: RawEvent[] = [];
  for await (const { events } of reading.readAllRaw()) log.push(...events);
  await reading.close();
  const folded = new Folded<Shapes>(views);
  for (const raw of log) folded.apply(hydrate(raw) as RecordedOf<Record<string, unknown>>);
  const last = hydrate(log.at(-1)!);
  return { log, moment: { position: last.ordinal, at: last.at, today: last.on, tables: folded.live } };
};

export const readLog = async (file: string): Promise<ReadLog> => readToItsEnd(await openReadOnly(file, hydrate));

const patienceMs = 20_000;
const pauseMs = 50;

/** Reads until policies owe nothing; gives up with what it read last. */
export const readSettledLog = async (file: string): Promise<ReadLog> => {
  const until = Date.now() + patienceMs;
  for (;;) {
    const read = await readLog(file);
    if (openDebts(read.moment.tables).length === 0 || Date.now() > until) return read;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
};
