import { randomUUID } from 'node:crypto';
import { CopyRefused, type LogCopyTarget, mustFollow } from '../copying.js';
import { type Batch, type LogRead, type RawEvent, appendBytesMax } from '../port.js';
import { type KurrentGiven, KurrentLog } from './kurrent-log.js';
import { proposedOf } from './stored-form.js';
import { writtenBehind } from './writing.js';

/** Events of one stream that are written together, at most. */
const togetherMax = 500;

/** Events that follow each other in one stream: they may be written at once without changing the order of the log. */
const runsOf = (events: readonly RawEvent[]): RawEvent[][] => {
  const runs: RawEvent[][] = [];
  let bytes = 0;
  for (const event of events) {
    const run = runs.at(-1);
    bytes += Buffer.byteLength(event.data) + Buffer.byteLength(event.meta);
    if (run && run[0]!.stream === event.stream && run.length < togetherMax && bytes < appendBytesMax) run.push(event);
    else {
      runs.push([event]);
      bytes = Buffer.byteLength(event.data) + Buffer.byteLength(event.meta);
    }
  }
  return runs;
};

/**
 * A log on such a server as a place to copy another to. It stands beside the store: nothing that decides and appends
 * can write an event with a number, a time and a hash of its own choosing. Nobody else may write meanwhile; who does is
 * noticed, since no event then comes to lie where it must.
 */
export class KurrentLogCopy implements LogCopyTarget {
  private constructor(private readonly log: KurrentLog) {}

  /** Throws what {@link KurrentLog.open} throws. */
  static async open(given: KurrentGiven): Promise<KurrentLogCopy> {
    return new KurrentLogCopy(await KurrentLog.open(given));
  }

  readAllRaw(read?: LogRead): AsyncIterable<Batch<RawEvent>> {
    return this.log.readAllRaw(read);
  }

  head(): Promise<{ readonly position: number; readonly recordedAt: string | null }> {
    return this.log.head();
  }

  /**
   * Writes events as they are, in their order, right behind the head. Throws CopyRefused, before it writes, for events
   * that do not follow it or whose hash is not theirs, and as soon as somebody else was found to write. Where it fails, a
   * beginning of the events may be there and nothing else.
   */
  async restoreRaw(events: readonly RawEvent[]): Promise<void> {
    this.log.mustBeOpen();
    mustFollow(this.log.follower.position, events);
    for (const run of runsOf(events)) await this.log.finished(this.write(run));
  }

  close(): Promise<void> {
    return this.log.close();
  }

  private async write(run: readonly RawEvent[]): Promise<void> {
    const { connection, follower } = this.log;
    const [first, last] = [run[0]!, run.at(-1)!];
    const expectation = follower.expect(last.stream, last.version);
    try {
      const written = await writtenBehind(connection, first.stream, first.version - 1, proposedOf(run, randomUUID()));
      if (written) await follower.readBack(expectation.arrived, last.stream);
      if (!written || follower.places.ordinalOf(last.stream, last.version) !== last.ordinal)
        throw new CopyRefused(
          `somebody else wrote to ${connection.shown} while event ${first.ordinal} was copied: stop them and copy to an empty log`,
          { ordinal: first.ordinal },
        );
    } finally {
      expectation.forget();
    }
  }
}
