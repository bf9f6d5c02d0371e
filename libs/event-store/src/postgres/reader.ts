import type pg from 'pg';
import { type Batch, type LogRead, type RawEvent, type StreamRead, readBatchMax } from '../port.js';
import { type EventRow, columns, rawOf } from '../event-row.js';

/** A page ends after so many bytes, whatever the number of its events: this bounds what one read holds in memory. */
const pageBytesMax = 4_194_304;

/** The first rows of a query in its order, as many as make up one page and at least one. */
const pageOf = (rows: string, order: string): string => `
  SELECT ${columns} FROM (
    SELECT page.*, sum(octet_length(data) + octet_length(meta)) OVER (ORDER BY ${order}) - octet_length(data) - octet_length(meta) AS before
    FROM (${rows} ORDER BY ${order} LIMIT $3) AS page
  ) AS measured WHERE before < ${pageBytesMax} ORDER BY ${order}`;

const inLog = pageOf('SELECT * FROM hoshin.events WHERE position > $1 AND position <= $2', 'position');
const inLogOfTypes = pageOf('SELECT * FROM hoshin.events WHERE position > $1 AND position <= $2 AND type = ANY ($4)', 'position');
const forwards = pageOf('SELECT * FROM hoshin.events WHERE stream = $1 AND version >= $2', 'version');
const backwards = pageOf('SELECT * FROM hoshin.events WHERE stream = $1 AND version <= $2', 'version DESC');

/** The last committed ordinal, 0 for an empty log, and its recorded time. */
export interface Head {
  readonly position: number;
  readonly recordedAt: string | null;
}

/** Runs one query of the log. Each stands for itself: no read keeps a transaction open between its pages. */
export type Ask = <Result extends pg.QueryResultRow | unknown[]>(text: string, values: readonly unknown[]) => Promise<Result[]>;

export const readHead = async (ask: Ask): Promise<Head> => {
  const [head] = await ask<[string, string | null]>('SELECT position, recorded_at FROM hoshin.log_head', []);
  return { position: Number(head![0]), recordedAt: head![1] };
};

/** {@link EventStore.readAllRaw}. The log only grows, so pages of several queries up to one end fit together. */
export async function* readLog(ask: Ask, { after = 0, upTo, types, signal }: LogRead): AsyncGenerator<Batch<RawEvent>> {
  signal?.throwIfAborted();
  const { position: head } = await readHead(ask);
  const end = Math.min(upTo ?? head, head);
  if (after >= end) return yield { events: [], caughtUp: end === head };
  const page = (from: number): Promise<EventRow<string>[]> =>
    types ? ask<EventRow<string>>(inLogOfTypes, [from, end, readBatchMax, types]) : ask<EventRow<string>>(inLog, [from, end, readBatchMax]);
  let asked = page(after);
  for (;;) {
    const events = (await asked).map(rawOf);
    signal?.throwIfAborted();
    const last = events.at(-1);
    const done = last === undefined || last.ordinal === end;
    if (!done) {
      // Asked for ahead, so that the server reads on while this page is worked on.
      asked = page(last.ordinal);
      asked.catch(() => {});
    }
    yield { events, caughtUp: done && end === head };
    if (done) return;
  }
}

/** {@link EventStore.readStream}, before the events are turned into the domain's. */
export const readStream = async (
  ask: Ask,
  stream: string,
  { from, direction = 'forwards', limit = Infinity }: StreamRead,
): Promise<readonly RawEvent[]> => {
  const read: RawEvent[] = [];
  const [query, step, first] = direction === 'forwards' ? [forwards, 1, 1] : [backwards, -1, Number.MAX_SAFE_INTEGER];
  for (let version = from ?? first; read.length < limit;) {
    const page = await ask<EventRow<string>>(query, [stream, version, Math.min(readBatchMax, limit - read.length)]);
    for (const row of page) read.push(rawOf(row));
    const last = read.at(-1);
    // Version 1 ends a backwards read; forwards, only a page without an event is known to be the end.
    if (page.length === 0 || (step < 0 && last?.version === 1)) break;
    version = last!.version + step;
  }
  return read;
};
