import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { type StreamStand, judge } from '../appending.js';
import {
  type Clock,
  DuplicateEventId,
  type Expected,
  type NewEvent,
  type Payload,
  type RawEvent,
  StoreBusy,
  VersionConflict,
} from '../port.js';
import type { Ask } from './reader.js';
import { backOffMs } from './retrying.js';
import { passes, troubleOf, codeOf, uniqueViolation } from './trouble.js';

/** Appends that may wait or be under way at once; the next is refused, so that a slow server makes no pile. */
export const waitingAppendsMax = 1_000;
/** What one transaction takes together at most: it bounds how long the first of them waits. */
const togetherMax = 256;
const togetherBytesMax = 2 * 1_048_576;
/** How often an append to any version, or a beaten one, may find its stream written by others before it gives up. */
const looksMax = 20;

/** What became of an append; `added` is empty when the events lay there already. */
export interface Written {
  readonly firstVersion: number;
  readonly position: number;
  readonly recordedAt: string;
  readonly added: readonly RawEvent[];
}

/** What is to be added to a stream; `payloads` say what the texts of the events say. */
export interface Append {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly payloads: readonly Payload[];
}

/** An append to one exact version, waiting for its transaction. */
interface Waiting extends Append {
  readonly version: number;
  readonly bytes: number;
  /** When its caller is told that the server is away, in milliseconds of this process's clock. */
  readonly until: number;
  /** Null: the stream is not at that version, or holds one of the ids. */
  done(added: readonly RawEvent[] | null): void;
  failed(error: unknown): void;
}

type AddedRow = [append: number, version: string, position: string, recordedAt: string, eventHash: string];

const appendSql = 'SELECT append, version, position, recorded_at, event_hash FROM hoshin.append($1, $2, $3, $4, $5, $6, $7, $8, $9)';

type AddedOneRow = [position: string | null, recordedAt: string, eventHash: string];

const appendOneSql = 'SELECT position, recorded_at, event_hash FROM hoshin.append_one($1, $2, $3, $4, $5, $6, $7, $8)';

const standSql = `
  (SELECT version, id, position, recorded_at FROM hoshin.events WHERE stream = $1 ORDER BY version DESC LIMIT 1)
  UNION ALL
  (SELECT version, id, position, recorded_at FROM hoshin.events WHERE stream = $1 AND id = ANY ($2))`;
type StandRow = [version: string, id: string, position: string, recordedAt: string];

/**
 * Group commit: appends that arrive while a transaction is under way share the next one, each succeeding or failing
 * alone. The server adds what finds its stream at the version it names (schema.ts); what does not is judged here, by
 * the table all engines share, from what the stream then holds.
 */
export class Writer {
  private queue: Waiting[] = [];
  private running: Promise<void> | null = null;
  private readonly taken = new Set<Promise<unknown>>();

  constructor(
    private readonly address: string,
    private readonly pool: pg.Pool,
    private readonly ask: Ask,
    private readonly clock: Clock,
    private readonly patienceMs: number,
    /** Told of every append in the order of the log, before its caller is. */
    private readonly publish: (added: readonly RawEvent[], payloads: readonly Payload[]) => void,
  ) {}

  /** Throws VersionConflict, DuplicateEventId, StoreBusy, StoreUnavailable. */
  async append(append: Append, expected: Expected): Promise<Written> {
    if (this.taken.size >= waitingAppendsMax)
      throw new StoreBusy(
        `${this.address} is busy: ${waitingAppendsMax} appends wait already; send it again in a moment, with the same ids`,
        {
          waiting: waitingAppendsMax,
        },
      );
    const appended = this.settle(append, expected);
    this.taken.add(appended);
    try {
      return await appended;
    } finally {
      this.taken.delete(appended);
    }
  }

  /** Resolves when everything that was taken on is answered. */
  async drained(): Promise<void> {
    await Promise.allSettled(this.taken);
  }

  private async settle(append: Append, expected: Expected): Promise<Written> {
    const { stream, events } = append;
    const until = performance.now() + this.patienceMs;
    const ids = events.map((event) => event.id);
    let version = new Set(ids).size === ids.length && expected !== 'any' ? (expected === 'no-stream' ? 0 : expected) : null;
    for (let looks = 0; looks < looksMax; looks++) {
      const added = version === null ? null : await this.atVersion(append, version, until);
      if (added) {
        const last = added[added.length - 1]!;
        return { firstVersion: added[0]!.version, position: last.ordinal, recordedAt: last.recordedAt, added };
      }
      const { stand, placeOf } = await this.standOf(stream, ids);
      const verdict = judge(expected, ids, stand);
      switch (verdict.kind) {
        case 'conflict':
          throw new VersionConflict(stream, expected, verdict.actual);
        case 'duplicate':
          throw new DuplicateEventId(stream, verdict.id);
        case 'replay':
          return { firstVersion: verdict.firstVersion, ...placeOf(ids[ids.length - 1]!), added: [] };
        case 'append':
          version = stand.current;
      }
    }
    throw new StoreBusy(`${stream} was written by others at each of ${looksMax} tries: send it again in a moment, with the same ids`, {
      stream,
    });
  }

  private async standOf(
    stream: string,
    ids: readonly string[],
  ): Promise<{ readonly stand: StreamStand; placeOf(id: string): Pick<Written, 'position' | 'recordedAt'> }> {
    const rows = await this.ask<StandRow>(standSql, [stream, ids]);
    const versions = new Map(rows.map(([version, id]) => [id, Number(version)]));
    const idOf = new Map(rows.map(([version, id]) => [Number(version), id]));
    return {
      stand: { current: Math.max(0, ...idOf.keys()), idAt: (version) => idOf.get(version), versionOf: (id) => versions.get(id) },
      placeOf: (id) => {
        const [, , position, recordedAt] = rows.find((row) => row[1] === id)!;
        return { position: Number(position), recordedAt };
      },
    };
  }

  private atVersion(append: Append, version: number, until: number): Promise<readonly RawEvent[] | null> {
    const bytes = append.events.reduce((sum, event) => sum + Buffer.byteLength(event.data) + Buffer.byteLength(event.meta), 0);
    return new Promise((done, failed) => {
      this.queue.push({ ...append, version, bytes, until, done, failed });
      this.running ??= this.run();
    });
  }

  private async run(): Promise<void> {
    while (this.queue.length > 0) {
      await this.commit(this.together());
      // Whoever was just answered and appends again comes along in the next one, instead of missing every second.
      await nextTurn();
    }
    this.running = null;
  }

  /** Takes what may share one transaction from the queue, in order; a second append to a stream waits for the first. */
  private together(): readonly Waiting[] {
    const [batch, left, streams] = [[] as Waiting[], [] as Waiting[], new Set<string>()];
    let bytes = 0;
    for (const waiting of this.queue) {
      const fits = batch.length === 0 || (batch.length < togetherMax && bytes + waiting.bytes <= togetherBytesMax);
      if (fits && !streams.has(waiting.stream)) {
        batch.push(waiting);
        bytes += waiting.bytes;
      } else left.push(waiting);
      streams.add(waiting.stream);
    }
    this.queue = left;
    return batch;
  }

  /** Settles every one of them. What the server did not answer is sent again, with the same ids: had it been done, it is found. */
  private async commit(batch: readonly Waiting[]): Promise<void> {
    let left = batch;
    for (let tries = 0; left.length > 0; tries++) {
      try {
        // A unique key refuses the short way for an id that lies there already, too; the long way leaves it out.
        const added =
          left.length === 1 && left[0]!.events.length === 1 && tries === 0 ? await this.sendOne(left[0]!) : await this.send(left);
        const done = left.filter(({ stream }) => added.has(stream));
        this.publish(
          done.flatMap(({ stream }) => added.get(stream)!),
          done.flatMap(({ payloads }) => payloads),
        );
        for (const waiting of left) waiting.done(added.get(waiting.stream) ?? null);
        return;
      } catch (error) {
        // A unique key says that another process wrote one of the streams meanwhile: looked at again, that one is left out.
        const again = passes(error) || codeOf(error) === uniqueViolation;
        if (!again && left.length > 1) {
          for (const waiting of left) await this.commit([waiting]);
          return;
        }
        const now = performance.now();
        const given = left.filter((waiting) => !again || waiting.until < now);
        for (const waiting of given) waiting.failed(troubleOf(error, this.address));
        left = left.filter((waiting) => !given.includes(waiting));
        if (left.length > 0) await pause(backOffMs(tries));
      }
    }
  }

  /** The same as {@link send} for a lone event: what a client waits for who has the service to himself. */
  private async sendOne({ stream, version, events }: Waiting): Promise<ReadonlyMap<string, readonly RawEvent[]>> {
    const { id, type, schema, data, meta } = events[0]!;
    const { rows } = await this.pool.query<AddedOneRow>({
      name: 'append one',
      text: appendOneSql,
      rowMode: 'array',
      values: [stream, version, id, type, schema, data, meta, new Date(this.clock()).toISOString()],
    });
    const [position, recordedAt, eventHash] = rows[0]!;
    if (position === null) return new Map();
    return new Map([
      [stream, [{ ordinal: Number(position), stream, version: version + 1, id, type, schema, data, meta, recordedAt, eventHash }]],
    ]);
  }

  /** One transaction, one trip. Answers what was added, by stream. */
  private async send(batch: readonly Waiting[]): Promise<ReadonlyMap<string, readonly RawEvent[]>> {
    const events = batch.flatMap((waiting) => waiting.events);
    const { rows } = await this.pool.query<AddedRow>({
      name: 'append',
      text: appendSql,
      rowMode: 'array',
      values: [
        batch.map(({ stream }) => stream),
        batch.map(({ version }) => version),
        batch.flatMap((waiting, index) => waiting.events.map(() => index + 1)),
        events.map(({ id }) => id),
        events.map(({ type }) => type),
        events.map(({ schema }) => schema),
        events.map(({ data }) => data),
        events.map(({ meta }) => meta),
        new Date(this.clock()).toISOString(),
      ],
    });
    const added = new Map<string, RawEvent[]>();
    for (const [append, version, position, recordedAt, eventHash] of rows.sort((one, other) => Number(one[2]) - Number(other[2]))) {
      const { stream, events: its } = batch[append - 1]!;
      const written = added.get(stream) ?? [];
      added.set(stream, written);
      const { id, type, schema, data, meta } = its[written.length]!;
      written.push({ ordinal: Number(position), stream, version: Number(version), id, type, schema, data, meta, recordedAt, eventHash });
    }
    return added;
  }
}
