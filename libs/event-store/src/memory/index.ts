import type { Recorded } from '#kernel';
import { checkAppend, judge } from '../appending.js';
import { type LogCopyTarget, mustFollow } from '../copying.js';
import { eventHash } from '../envelope.js';
import { hydrated, hydratedBatches } from '../hydrating.js';
import { Live } from '../live.js';
import {
  type Appended,
  type Batch,
  type Capabilities,
  type Clock,
  DuplicateEventId,
  type EventStore,
  type Expected,
  type Hydrate,
  type LogRead,
  type NewEvent,
  type RawEvent,
  StoreUnavailable,
  type StreamRead,
  VersionConflict,
  readBatchMax,
} from '../port.js';

interface Stream {
  readonly events: RawEvent[];
  readonly versionOf: Map<string, number>;
}

/** The log in this process's memory: for tests. It keeps every promise of the port but durability. */
export class MemoryEventStore implements EventStore, LogCopyTarget {
  readonly capabilities: Capabilities = { engine: 'memory', durable: false, refusesDuplicateIds: true, sharedWriters: false };
  private readonly log: RawEvent[] = [];
  private readonly streams = new Map<string, Stream>();
  private readonly live: Live;
  private readonly clock: Clock;
  private readonly hydrate: Hydrate;
  private closed = false;

  constructor({ clock, hydrate }: { readonly clock: Clock; readonly hydrate: Hydrate }) {
    this.clock = clock;
    this.hydrate = hydrate;
    this.live = new Live(hydrate, this);
  }

  async append(name: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    this.mustBeOpen();
    checkAppend(name, expected, events);
    const stream = this.streams.get(name) ?? { events: [], versionOf: new Map<string, number>() };
    const verdict = judge(
      expected,
      events.map((event) => event.id),
      {
        current: stream.events.length,
        idAt: (version) => stream.events[version - 1]?.id,
        versionOf: (id) => stream.versionOf.get(id),
      },
    );
    if (verdict.kind === 'conflict') throw new VersionConflict(name, expected, verdict.actual);
    if (verdict.kind === 'duplicate') throw new DuplicateEventId(name, verdict.id);
    const firstVersion = verdict.kind === 'replay' ? verdict.firstVersion : stream.events.length + 1;
    if (verdict.kind === 'append') this.record(name, stream, events);
    const lastVersion = firstVersion + events.length - 1;
    const { ordinal: position, recordedAt } = stream.events[lastVersion - 1]!;
    return { stream: name, firstVersion, lastVersion, position, recordedAt, replayed: verdict.kind === 'replay' };
  }

  private record(name: string, stream: Stream, events: readonly NewEvent[]): void {
    const now = new Date(this.clock()).toISOString();
    const last = this.log.at(-1)?.recordedAt ?? now;
    const recordedAt = now > last ? now : last;
    const fresh = events.map((event, index): RawEvent => {
      const { id, type, schema, data, meta } = event;
      const placed = { stream: name, version: stream.events.length + 1 + index, id, type, schema, data, meta, recordedAt };
      return { ...placed, ordinal: this.log.length + 1 + index, eventHash: eventHash(placed) };
    });
    this.streams.set(name, stream);
    this.place(fresh);
    this.live.publish(fresh);
  }

  async restoreRaw(events: readonly RawEvent[]): Promise<void> {
    this.mustBeOpen();
    mustFollow(this.log.length, events);
    this.place(events);
  }

  private place(events: readonly RawEvent[]): void {
    for (const event of events) {
      const stream = this.streams.get(event.stream) ?? { events: [], versionOf: new Map<string, number>() };
      this.streams.set(event.stream, stream);
      this.log.push(event);
      stream.events.push(event);
      stream.versionOf.set(event.id, event.version);
    }
  }

  async readStream(name: string, read: StreamRead = {}): Promise<readonly Recorded<string, unknown>[]> {
    this.mustBeOpen();
    const events = this.streams.get(name)?.events ?? [];
    const { direction = 'forwards', limit = Infinity } = read;
    const wanted =
      direction === 'forwards'
        ? events.slice(Math.max(0, (read.from ?? 1) - 1))
        : events.slice(0, Math.max(0, read.from ?? events.length)).reverse();
    return hydrated(this.hydrate, wanted.slice(0, limit));
  }

  readAll(read?: LogRead): AsyncIterable<Batch<Recorded<string, unknown>>> {
    return hydratedBatches(this.hydrate, this.readAllRaw(read));
  }

  async *readAllRaw({ after = 0, upTo, types, signal }: LogRead = {}): AsyncGenerator<Batch<RawEvent>> {
    this.mustBeOpen();
    const head = this.log.length;
    const end = Math.min(upTo ?? head, head);
    for (let start = after; ; start += readBatchMax) {
      signal?.throwIfAborted();
      this.mustBeOpen();
      const done = start + readBatchMax >= end;
      const events = this.log.slice(start, Math.max(start, Math.min(end, start + readBatchMax)));
      yield { events: types ? events.filter((event) => types.includes(event.type)) : events, caughtUp: done && end === head };
      if (done) return;
    }
  }

  subscribeAll(read: { readonly after: number; readonly signal: AbortSignal }): AsyncIterable<Batch<Recorded<string, unknown>>> {
    return this.live.follow(read);
  }

  async head(): Promise<{ readonly position: number; readonly recordedAt: string | null }> {
    this.mustBeOpen();
    return { position: this.log.length, recordedAt: this.log.at(-1)?.recordedAt ?? null };
  }

  async close(): Promise<void> {
    this.closed = true;
    this.live.close(closed());
  }

  private mustBeOpen(): void {
    if (this.closed) throw closed();
  }
}

const closed = (): StoreUnavailable => new StoreUnavailable('the event store in memory is closed: open another');
