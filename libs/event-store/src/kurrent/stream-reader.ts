import type { RawEvent } from '../port.js';
import type { Connection } from './connection.js';
import type { Follower } from './follower.js';
import { streamGone } from './places.js';
import { type Unplaced, unplacedOf } from './stored-form.js';
import { kindOf, troubleOf } from './trouble.js';

/** Events of one stream that one call asks for. */
const pageEvents = 500;

/** Reads single streams, in pages, each call tried again while the server is away. */
export class StreamReader {
  constructor(
    private readonly connection: Connection,
    private readonly follower: Follower,
  ) {}

  /** A stream from a version on, `from` included; null is its end. A missing one is empty; a cut one throws StreamGone. */
  async read(stream: string, from: number | null, direction: 'forwards' | 'backwards', limit: number): Promise<Unplaced[]> {
    const read: Unplaced[] = [];
    const step = direction === 'forwards' ? 1 : -1;
    let next = from;
    while (read.length < limit && next !== 0) {
      const wanted = Math.min(pageEvents, limit - read.length);
      const page = await this.page(stream, next, direction, wanted);
      // A read from behind the end, backwards, begins at the end; any other begins where it was told or is cut.
      for (const event of page) {
        if (next !== null && event.version !== next && !(step < 0 && event.version < next && read.length === 0))
          throw streamGone(stream, `version ${next} is missing`);
        next = event.version + step;
        read.push(event);
      }
      if (page.length < wanted) break;
    }
    this.mustBeWhole(stream, read, next, direction, limit);
    return read;
  }

  /** The same with ordinals, waiting for the follower where it has not read so far yet. */
  async readPlaced(stream: string, from: number | null, direction: 'forwards' | 'backwards', limit: number): Promise<RawEvent[]> {
    const events = await this.read(stream, from, direction, limit);
    const last = events.reduce((highest, { version }) => Math.max(highest, version), 0);
    if (last === 0) return [];
    const { arrived, forget } = this.follower.expect(stream, last);
    try {
      await this.follower.readBack(arrived, stream);
    } finally {
      forget();
    }
    return events.map(({ append: _append, left: _left, ...event }) => ({
      ...event,
      ordinal: this.follower.places.ordinalOf(stream, event.version)!,
    }));
  }

  /** Where the server has less than was followed before, somebody cut it. */
  private mustBeWhole(
    stream: string,
    read: readonly Unplaced[],
    next: number | null,
    direction: 'forwards' | 'backwards',
    limit: number,
  ): void {
    const known = this.follower.places.versionOf(stream);
    if (read.length >= limit || known === 0) return;
    const missing = direction === 'forwards' ? (next ?? 1) <= known : next !== 0;
    if (missing) throw streamGone(stream, `version ${next ?? known} is missing`);
  }

  private async page(stream: string, from: number | null, direction: 'forwards' | 'backwards', limit: number): Promise<Unplaced[]> {
    const begunAt = performance.now();
    for (let failures = 0; ; failures++) {
      try {
        const stored = await this.connection.call(`reading ${stream}`, (driver) => driver.readStream(stream, from, direction, limit));
        return stored.map(unplacedOf);
      } catch (error) {
        const kind = kindOf(error);
        if (kind === 'missing') return [];
        if (kind === 'gone') throw streamGone(stream, 'it was deleted for good');
        const trouble = troubleOf(error, this.connection.shown, `reading ${stream}`);
        const waitedOut = performance.now() - begunAt >= this.connection.patience.giveUpMs;
        if (kind === 'denied' || trouble.code === 'StoreCorrupt' || waitedOut) throw trouble;
        await this.connection.pause(failures);
      }
    }
  }
}
