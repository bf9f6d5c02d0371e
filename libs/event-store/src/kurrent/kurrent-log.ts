import {
  type Batch,
  type LogRead,
  type RawEvent,
  StoreCorrupt,
  type StoreTrouble,
  StoreUnavailable,
  type StreamRead,
  readBatchMax,
} from '../port.js';
import { Connection, type Patience, patience as usual } from './connection.js';
import { feed } from './feed.js';
import { Follower, type Notice, isOurs, ourPrefixes } from './follower.js';
import { StreamReader } from './stream-reader.js';
import { unplacedOf } from './stored-form.js';

/** Where the log is, and how it is spoken to. */
export interface KurrentGiven {
  /** `esdb://`, `esdb+discover://`, `kurrentdb://` or `kurrentdb+discover://`: the scheme chooses the client. */
  readonly address: string;
  /** Stands before the name of every stream on the server, so that several logs can share one; nothing unless told. */
  readonly within?: string;
  readonly patience?: Partial<Patience>;
  /** Told what whoever runs the service should know; the process's warnings unless told. */
  readonly notice?: (notice: Notice) => void;
}

/** So few events are read from their streams, one by one. */
const singlyMax = 25;

const movedElsewhere = ({ stream, version }: { readonly stream: string; readonly version: number }, position: number): StoreCorrupt =>
  new StoreCorrupt(`${stream} version ${version} lay elsewhere in the log before: it was restored to another state, start again`, {
    position,
    stream,
  });

/** The reading half, and the one follower. It reads the whole log once when it is opened, to count it. */
export class KurrentLog {
  readonly follower: Follower;
  readonly reader: StreamReader;
  private readonly underway = new Set<Promise<unknown>>();
  private readonly ended = new AbortController();
  private closing: Promise<void> | null = null;
  private listener: { publish(events: readonly RawEvent[]): void; close(because: StoreTrouble): void } | null = null;

  private constructor(
    readonly connection: Connection,
    notice: (notice: Notice) => void,
  ) {
    this.follower = new Follower(
      connection,
      (events) => this.listener?.publish(events),
      (error) => this.listener?.close(error),
      notice,
    );
    this.reader = new StreamReader(connection, this.follower);
  }

  static async open({
    address,
    within = '',
    patience,
    notice = ({ message }) => process.emitWarning(message),
  }: KurrentGiven): Promise<KurrentLog> {
    const log = new KurrentLog(await Connection.open(address, within, { ...usual, ...patience }), notice);
    try {
      await log.follower.start();
      return log;
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  /** Names who is told of what is read from now on, and of the end. */
  tell(listener: NonNullable<KurrentLog['listener']>): void {
    this.listener = listener;
  }

  async readStream(stream: string, { from, direction = 'forwards', limit = Infinity }: StreamRead = {}): Promise<readonly RawEvent[]> {
    this.mustBeOpen();
    if (direction === 'backwards' && from !== undefined && from < 1) return [];
    const first = direction === 'forwards' ? Math.max(1, from ?? 1) : (from ?? null);
    return await this.finished(this.reader.readPlaced(stream, first, direction, limit));
  }

  async *readAllRaw({ after = 0, upTo, types, signal }: LogRead = {}): AsyncGenerator<Batch<RawEvent>> {
    signal?.throwIfAborted();
    const { position: head } = await this.head();
    const end = Math.min(upTo ?? head, head);
    if (after >= end) return yield { events: [], caughtUp: end === head };
    if (end - after <= singlyMax) {
      const events = await this.finished(this.readSingly(after, end));
      signal?.throwIfAborted();
      return yield { events: types ? events.filter(({ type }) => types.includes(type)) : events, caughtUp: end === head };
    }
    const begin = this.follower.places.before(after);
    const feeding = feed(this.connection, {
      prefixes: ourPrefixes,
      after: begin.position,
      signal: AbortSignal.any([this.ended.signal, ...(signal ? [signal] : [])]),
      giveUpMs: () => this.connection.patience.giveUpMs,
      onTrouble: () => {},
    });
    let [ordinal, scanned, events] = [begin.ordinal, 0, [] as RawEvent[]];
    for await (const batch of feeding)
      for (const fed of batch) {
        if (fed === 'caught-up' || !isOurs(fed)) continue;
        const { append: _append, left: _left, ...stored } = unplacedOf(fed);
        ordinal++;
        if (this.follower.places.ordinalOf(stored.stream, stored.version) !== ordinal) throw movedElsewhere(stored, ordinal);
        if (ordinal <= after) continue;
        scanned++;
        if (!types || types.includes(stored.type)) events.push({ ...stored, ordinal });
        if (ordinal < end && scanned < readBatchMax) continue;
        signal?.throwIfAborted();
        this.mustBeOpen();
        yield { events, caughtUp: ordinal === end && end === head };
        if (ordinal === end) return;
        [scanned, events] = [0, []];
      }
    signal?.throwIfAborted();
    throw this.closedLog();
  }

  /** A few events, each from its own stream: a subscription to the whole log would bring hundreds for them. */
  private async readSingly(after: number, upTo: number): Promise<RawEvent[]> {
    const { places } = this.follower;
    const runs: { readonly stream: string; readonly from: number; length: number }[] = [];
    for (let ordinal = after + 1; ordinal <= upTo; ordinal++) {
      const { stream, version } = places.placed(ordinal);
      const last = runs.at(-1);
      if (last?.stream === stream) last.length++;
      else runs.push({ stream, from: version, length: 1 });
    }
    const events = (
      await Promise.all(runs.map(({ stream, from, length }) => this.reader.readPlaced(stream, from, 'forwards', length)))
    ).flat();
    for (const [index, event] of events.entries()) if (event.ordinal !== after + 1 + index) throw movedElsewhere(event, after + 1 + index);
    return events;
  }

  async head(): Promise<{ readonly position: number; readonly recordedAt: string | null }> {
    this.mustBeOpen();
    this.follower.mustBeHeard();
    const { position, recordedAt } = this.follower;
    return { position, recordedAt };
  }

  /** Takes nothing more on, waits for what it took, and lets the connection go. */
  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  get closed(): boolean {
    return this.closing !== null;
  }

  mustBeOpen(): void {
    if (this.closing) throw this.closedLog();
    this.follower.mustBeUsable();
  }

  /** Work that closing waits for. */
  async finished<Answer>(work: Promise<Answer>): Promise<Answer> {
    this.underway.add(work);
    try {
      return await work;
    } finally {
      this.underway.delete(work);
    }
  }

  private async end(): Promise<void> {
    await Promise.allSettled(this.underway);
    this.ended.abort();
    await this.follower.end(this.closedLog());
    this.listener?.close(this.closedLog());
    this.connection.close();
  }

  private closedLog(): StoreUnavailable {
    return new StoreUnavailable(`the event store at ${this.connection.shown} is closed: open it again`, { address: this.connection.shown });
  }
}
