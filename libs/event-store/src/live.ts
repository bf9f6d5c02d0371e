import type { Recorded } from '#kernel';
import { hydrated } from './hydrating.js';
import {
  type Batch,
  type Hydrate,
  type LogRead,
  type Payload,
  type RawEvent,
  StoreCorrupt,
  type StoreTrouble,
  readBatchMax,
} from './port.js';

/** The part of an engine a follower catches up from. */
export interface Followed {
  head(): Promise<{ readonly position: number }>;
  readAll(read: LogRead): AsyncIterable<Batch<Recorded<string, unknown>>>;
}

/** One append on its way to the followers; turned into domain events once, however many follow. */
interface Published {
  readonly first: number;
  readonly last: number;
  recorded(): readonly Recorded<string, unknown>[];
}

/** Events a follower may lie behind before it is sent back to the log: this bounds the memory of a slow one. */
const queuedEventsMax = 10_000;

/** One subscriber's queue of what was appended since it last looked. */
class Follower {
  private queue: Published[] = [];
  private queued = 0;
  private overflowed = false;
  private hinted = 0;
  private wake: (() => void) | null = null;

  offer(published: Published): void {
    this.queue.push(published);
    this.queued += published.last - published.first + 1;
    if (this.queued > queuedEventsMax) {
      this.take();
      this.overflowed = true;
    }
    this.nudge();
  }

  /** The log has come this far, by whoever wrote it. */
  hint(position: number): void {
    this.hinted = position;
    this.nudge();
  }

  nudge(): void {
    this.wake?.();
  }

  /** Everything queued, null when it had to be dropped and only the log still has it; and how far the log is said to be. */
  take(): { readonly queue: Published[] | null; readonly hinted: number } {
    const { queue, overflowed, hinted } = this;
    this.queue = [];
    this.queued = 0;
    this.overflowed = false;
    this.hinted = 0;
    return { queue: overflowed ? null : queue, hinted };
  }

  /** Resolves at the next offer or nudge, at once when something waits already. */
  async waiting(): Promise<void> {
    if (this.queue.length > 0 || this.overflowed || this.hinted > 0) return;
    await new Promise<void>((resolve) => (this.wake = resolve));
    this.wake = null;
  }
}

/**
 * Feeds subscribers in process from acknowledged appends, so that nothing is read twice from disk. Whatever does not
 * follow on without a gap (a late start, a slow reader, an append of another process) is read from the log instead:
 * the queue only saves work, the ordinals decide.
 */
export class Live {
  private readonly followers = new Set<Follower>();
  private closed: StoreTrouble | null = null;

  constructor(
    private readonly hydrate: Hydrate,
    private readonly log: Followed,
  ) {}

  /** Tells every follower of a committed append; the events are in ordinal order, `payloads` what their texts say. */
  publish(events: readonly RawEvent[], payloads?: readonly Payload[]): void {
    const [first, last] = [events[0], events[events.length - 1]];
    if (this.followers.size === 0 || !first || !last) return;
    let recorded: readonly Recorded<string, unknown>[] | null = null;
    const published: Published = {
      first: first.ordinal,
      last: last.ordinal,
      recorded: () => (recorded ??= hydrated(this.hydrate, events, payloads)),
    };
    for (const follower of this.followers) follower.offer(published);
  }

  /** Tells every follower how far the log has come, in this process or another: whoever has seen less reads the rest. */
  hint(position: number): void {
    for (const follower of this.followers) follower.hint(position);
  }

  /** Ends every subscription with the error: the log will tell nothing more. */
  close(because: StoreTrouble): void {
    this.closed = because;
    for (const follower of this.followers) follower.nudge();
  }

  /**
   * {@link EventStore.subscribeAll}. The first batch without events left to read says so, even when it is empty. `log`
   * is what this follower catches up from, where that differs from follower to follower.
   */
  async *follow(
    { after, signal }: { readonly after: number; readonly signal: AbortSignal },
    log: Followed = this.log,
  ): AsyncGenerator<Batch<Recorded<string, unknown>>> {
    const follower = new Follower();
    const onAbort = (): void => follower.nudge();
    this.followers.add(follower);
    signal.addEventListener('abort', onAbort);
    const ended = (): boolean => {
      if (this.closed) throw this.closed;
      return signal.aborted;
    };
    try {
      let position = after;
      for (let behind = true; !ended();) {
        if (behind) {
          const { position: head } = await log.head();
          if (position > head)
            throw new StoreCorrupt(
              `asked to follow from position ${position}, but the log ends at ${head}: it is older than its reader, restore a later copy or read from the beginning`,
              { position, head },
            );
          for await (const batch of log.readAll({ after: position })) {
            if (ended()) return;
            position = batch.events.at(-1)?.ordinal ?? position;
            yield batch;
            if (ended()) return;
          }
          behind = false;
          // A scan takes turns of its own to end: an abort that came meanwhile woke nobody, and nothing else may ever come.
          if (ended()) return;
        }
        await follower.waiting();
        if (ended()) return;
        const { queue, hinted } = follower.take();
        behind = queue === null;
        const fresh: Recorded<string, unknown>[] = [];
        let reached = position;
        for (const { first, last, recorded } of queue ?? []) {
          if (last <= reached) continue;
          behind = first > reached + 1;
          if (behind) break;
          fresh.push(...recorded().slice(reached + 1 - first));
          reached = last;
        }
        behind ||= hinted > reached;
        for (let start = 0; start < fresh.length; start += readBatchMax) {
          const events = fresh.slice(start, start + readBatchMax);
          position += events.length;
          yield { events, caughtUp: position === reached && !behind };
          if (ended()) return;
        }
      }
    } finally {
      this.followers.delete(follower);
      signal.removeEventListener('abort', onAbort);
    }
  }
}
