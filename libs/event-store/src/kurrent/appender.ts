import { randomUUID } from 'node:crypto';
import { judge } from '../appending.js';
import { type Appended, type Clock, DuplicateEventId, type Expected, type NewEvent, VersionConflict } from '../port.js';
import type { Connection } from './connection.js';
import type { Follower } from './follower.js';
import { placedBehind, proposedOf } from './stored-form.js';
import type { StreamReader } from './stream-reader.js';
import { writtenBehind } from './writing.js';

/** Where an event lies, as far as a receipt needs it. */
interface Lying {
  readonly id: string;
  readonly recordedAt: string;
  readonly append: string;
}

/**
 * Writes appends, each until its outcome is known. Whatever went wrong on the way, the next try carries the same bytes,
 * the same ids and the same exact version, so that the server takes it once or recognises it.
 */
export class Appender {
  private lastGiven = '';

  constructor(
    private readonly connection: Connection,
    private readonly follower: Follower,
    private readonly reader: StreamReader,
    private readonly clock: Clock,
  ) {}

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    const twice = events.find((event, index) => events.findIndex(({ id }) => id === event.id) !== index);
    if (twice) throw new DuplicateEventId(stream, twice.id);
    if (expected !== 'any') return await this.exactly(stream, expected === 'no-stream' ? 0 : expected, events, expected);
    for (;;) {
      const after = await this.endFor(stream, events);
      if (typeof after === 'object') return after.replay;
      try {
        return await this.exactly(stream, after, events, 'any');
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
      }
    }
  }

  /** The version to write behind where nobody decides; or the first answer, when the events lie there already. */
  private async endFor(stream: string, events: readonly NewEvent[]): Promise<number | { readonly replay: Appended }> {
    const ids = (await this.reader.read(stream, 1, 'forwards', Infinity)).map(({ id }) => id);
    const wanted = events.map(({ id }) => id);
    const verdict = judge('any', wanted, {
      current: ids.length,
      idAt: (version) => ids[version - 1],
      versionOf: (id) => (ids.includes(id) ? ids.indexOf(id) + 1 : undefined),
    });
    if (verdict.kind === 'duplicate') throw new DuplicateEventId(stream, verdict.id);
    if (verdict.kind === 'replay') return { replay: await this.settle(stream, verdict.firstVersion - 1, events, 'any', '') };
    return ids.length;
  }

  private async exactly(stream: string, after: number, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    const append = randomUUID();
    const last = after + events.length;
    // Whoever has read further knows already that nothing will be written.
    if (this.follower.places.versionOf(stream) > after) return await this.settle(stream, after, events, expected, append);
    const proposed = proposedOf(placedBehind(stream, after, events, this.now()), append);
    const expectation = this.follower.expect(stream, last);
    try {
      const written = await writtenBehind(this.connection, stream, after, proposed);
      if (!written) return await this.settle(stream, after, events, expected, append);
      const lying = await this.follower.readBack(expectation.arrived, stream);
      if (lying?.append !== append) return await this.settle(stream, after, events, expected, append);
      return this.receipt(stream, last, events.length, lying, append);
    } finally {
      expectation.forget();
    }
  }

  /** The server did not write, or wrote before: looks at what lies there and answers as the table of the port says. */
  private async settle(stream: string, after: number, events: readonly NewEvent[], expected: Expected, append: string): Promise<Appended> {
    const lying = await this.reader.read(stream, after + 1, 'forwards', events.length);
    const last = lying.at(-1);
    if (!last || lying.length < events.length || lying.some(({ id }, index) => id !== events[index]!.id)) {
      const [end] = await this.reader.read(stream, null, 'backwards', 1);
      throw new VersionConflict(stream, expected, end?.version ?? 0);
    }
    const { arrived, forget } = this.follower.expect(stream, last.version);
    try {
      await this.follower.readBack(arrived, stream);
    } finally {
      forget();
    }
    return this.receipt(stream, last.version, events.length, last, append);
  }

  private receipt(stream: string, lastVersion: number, count: number, { recordedAt, append }: Lying, ours: string): Appended {
    const position = this.follower.places.ordinalOf(stream, lastVersion)!;
    return { stream, firstVersion: lastVersion - count + 1, lastVersion, position, recordedAt, replayed: append !== ours };
  }

  private now(): string {
    const now = new Date(this.clock()).toISOString();
    this.lastGiven = [now, this.lastGiven, this.follower.latest].reduce((a, b) => (a > b ? a : b));
    return this.lastGiven;
  }
}
