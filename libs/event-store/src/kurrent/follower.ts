import { type RawEvent, StoreTimeout, StoreTrouble, StoreUnavailable, streamPrefix } from '../port.js';
import type { Connection } from './connection.js';
import type { Stored } from './driver.js';
import { type Fed, feed } from './feed.js';
import { Places, streamGone } from './places.js';
import { type Unplaced, unplacedOf } from './stored-form.js';

/** Something whoever runs the service should know, though nothing failed for a caller. */
export interface Notice {
  readonly level: 'warning' | 'error';
  readonly message: string;
}

/** Clocks of machines that write one log may differ by so much (docs/operations.md). */
const stepBackMaxMs = 5 * 60_000;
/** Where the server keeps what somebody said about a stream: that is how a stream is truncated. */
const aboutPrefix = `$$${streamPrefix}`;
export const ourPrefixes = [streamPrefix, aboutPrefix];

/** True for an event of ours, false for what the server notes about streams of ours. */
export const isOurs = ({ stream, type }: Stored): boolean => stream.startsWith(streamPrefix) && !type.startsWith('$');

interface Waiter {
  readonly stream: string;
  readonly version: number;
  readonly resolve: (last: Unplaced | null) => void;
  readonly reject: (error: StoreTrouble) => void;
}

/**
 * The one reader of the server's whole log in this process. It counts the ordinals, tells of every append once it is
 * there as a whole, and notices what breaks the log: a deleted or truncated stream, a foreign event, a clock that is wrong.
 */
export class Follower {
  readonly places = new Places();
  /** Last ordinal of the last append that was read as a whole. */
  position = 0;
  recordedAt: string | null = null;
  /** Latest recorded time there is: no event of ours is dated before what its writer has seen. */
  latest = '';
  private readonly stop = new AbortController();
  private readonly truncated = new Map<string, string>();
  private readonly waiters = new Set<Waiter>();
  /**
   * The largest step back of recorded time that was told, or that says nothing of clocks: an append bears the time at which it
   * was first sent and is tried until patience ends, the last time for as long as a call may take, and others go by meanwhile.
   */
  private stepBackMs: number;
  private pending: RawEvent[] = [];
  private failure: StoreTrouble | null = null;
  private trouble: { readonly error: StoreTrouble; readonly sinceMs: number } | null = null;
  private caughtUp = false;
  private running: Promise<void> | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly publish: (events: readonly RawEvent[]) => void,
    private readonly broken: (error: StoreTrouble) => void,
    private readonly notice: (notice: Notice) => void,
  ) {
    const { giveUpMs, callMs } = connection.patience;
    this.stepBackMs = giveUpMs + callMs;
  }

  /** Reads everything there is and goes on reading. Throws what stands in the way. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.running = this.run(resolve).catch((error: unknown) => {
        this.fail(
          error instanceof StoreTrouble ? error : new StoreUnavailable(`following the log failed: ${String(error)}`, {}, { cause: error }),
        );
        reject(this.failure!);
      });
    });
  }

  async end(because: StoreTrouble): Promise<void> {
    this.stop.abort();
    this.failure ??= because;
    for (const waiter of this.waiters) waiter.reject(because);
    this.waiters.clear();
    await this.running;
  }

  /** Throws what made the log unusable. */
  mustBeUsable(): void {
    if (this.failure) throw this.failure;
  }

  /** Throws also the trouble of a server that has not been heard for long: what we know of its log may be old. */
  mustBeHeard(): void {
    this.mustBeUsable();
    if (this.trouble && performance.now() - this.trouble.sinceMs > this.connection.patience.giveUpMs) throw this.trouble.error;
  }

  /** Waits until a version of a stream was read; answers it, or null when it was read before this was asked. */
  expect(stream: string, version: number): { readonly arrived: Promise<Unplaced | null>; forget(): void } {
    let waiter: Waiter | null = null;
    const arrived = new Promise<Unplaced | null>((resolve, reject) => {
      if (this.failure) return reject(this.failure);
      if (this.places.versionOf(stream) >= version) return resolve(null);
      waiter = { stream, version, resolve, reject };
      this.waiters.add(waiter);
    });
    arrived.catch(() => {});
    return { arrived, forget: () => waiter && this.waiters.delete(waiter) };
  }

  /** The same with a time-out: the event is in the server, only its position is not known yet. */
  async readBack(arrived: Promise<Unplaced | null>, stream: string): Promise<Unplaced | null> {
    const { giveUpMs } = this.connection.patience;
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const because = `an append to ${stream} was written but not read back within ${giveUpMs} ms: send it again, with the same ids`;
        reject(new StoreTimeout(because, { stream, address: this.connection.shown }));
      }, giveUpMs);
    });
    try {
      return await Promise.race([arrived, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async run(opened: () => void): Promise<void> {
    const { giveUpMs } = this.connection.patience;
    const batches = feed(this.connection, {
      prefixes: ourPrefixes,
      after: null,
      signal: this.stop.signal,
      giveUpMs: () => (this.caughtUp ? Infinity : giveUpMs),
      onTrouble: (error) => this.heard(error),
    });
    for await (const batch of batches)
      for (const fed of batch) {
        this.take(fed);
        if (fed === 'caught-up') opened();
      }
  }

  private take(fed: Fed): void {
    if (fed === 'caught-up') {
      this.caughtUp = true;
      this.mustBeWhole();
      return;
    }
    if (!isOurs(fed)) return this.hearAbout(fed);
    const event = unplacedOf(fed);
    this.pending.push(this.places.place(event, fed.position));
    this.checkClock(event);
    if (event.left > 0) return;
    const { pending } = this;
    this.pending = [];
    this.position = pending.at(-1)!.ordinal;
    this.recordedAt = event.recordedAt;
    this.publish(pending);
    for (const waiter of this.waiters) {
      if (waiter.stream !== event.stream || waiter.version > event.version) continue;
      this.waiters.delete(waiter);
      waiter.resolve(waiter.version === event.version ? event : null);
    }
  }

  /** What the server itself writes about our streams: a tombstone in the stream, or where it is cut off. */
  private hearAbout(stored: Stored): void {
    const { stream, type, data } = stored;
    const name = stream.startsWith(aboutPrefix) ? stream.slice('$$'.length) : stream;
    if (type === '$streamDeleted') this.truncated.set(name, 'it was deleted for good');
    else if (type === '$metadata') {
      const about = (data ?? {}) as Readonly<Record<string, unknown>>;
      const cut = ['$tb', '$maxCount', '$maxAge'].find((limit) => Number(about[limit] ?? 0) > 0);
      if (cut) this.truncated.set(name, `its metadata cut it off (${cut}: ${JSON.stringify(about[cut])})`);
      else this.truncated.delete(name);
    } else unplacedOf({ ...stored, metadata: null });
    if (this.caughtUp) this.mustBeWhole();
  }

  /** Judged at the end of what there is: a cut that was taken back again does no harm. */
  private mustBeWhole(): void {
    for (const [stream, how] of this.truncated) throw streamGone(stream, how);
  }

  private checkClock({ recordedAt, stream, version }: Unplaced): void {
    if (recordedAt >= this.latest) {
      this.latest = recordedAt;
      return;
    }
    const stepMs = Date.parse(this.latest) - Date.parse(recordedAt);
    if (stepMs <= this.stepBackMs) return;
    this.stepBackMs = stepMs;
    this.notice({
      level: stepMs > stepBackMaxMs ? 'error' : 'warning',
      message: `the recorded time steps back by ${stepMs} ms at ${stream} version ${version}: set the clocks of the machines that write this log`,
    });
  }

  private heard(error: StoreTrouble | null): void {
    if (error && !this.trouble) this.notice({ level: 'warning', message: `${error.message}; trying on` });
    if (!error && this.trouble) this.notice({ level: 'warning', message: `${this.connection.shown} is followed again` });
    this.trouble = error && { error, sinceMs: this.trouble?.sinceMs ?? performance.now() };
  }

  private fail(error: StoreTrouble): void {
    if (this.failure) return;
    this.failure = error;
    this.stop.abort();
    for (const waiter of this.waiters) waiter.reject(error);
    this.waiters.clear();
    if (this.caughtUp) this.notice({ level: 'error', message: error.message });
    this.broken(error);
  }
}
