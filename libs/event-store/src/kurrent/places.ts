import { type RawEvent, StreamGone } from '../port.js';
import type { LogPosition } from './driver.js';
import type { Unplaced } from './stored-form.js';

/** Events between two anchors: a read begins at most so many events too early. */
const anchorEvery = 500;

/** The error for a stream that is no longer whole. */
export const streamGone = (stream: string, how: string): StreamGone =>
  new StreamGone(
    `${stream} is no longer whole: ${how}; nothing in Hoshin deletes, so somebody else did: restore the server from a backup and take the right to delete away`,
    { stream },
  );

/**
 * Where every event of ours lies: ordinals are counted in the order of the server's whole log, and kept per stream, a
 * number for each event; the way back, from an ordinal to its stream, is kept as well, so that single events are found
 * without reading what lies around them. The server's own positions are kept for one event in five hundred.
 */
export class Places {
  private readonly ordinals = new Map<string, number[]>();
  /** Of every event its stream, by ordinal from 1 on. */
  private readonly streams: string[] = [];
  private readonly anchors: LogPosition[] = [];
  private counted = 0;

  /** Gives an event its ordinal. Throws {@link StreamGone} when the events before it in its stream are missing. */
  place(event: Unplaced, position: LogPosition): RawEvent {
    let ordinals = this.ordinals.get(event.stream);
    if (!ordinals) this.ordinals.set(event.stream, (ordinals = []));
    if (event.version !== ordinals.length + 1)
      throw streamGone(event.stream, `version ${event.version} follows version ${ordinals.length}`);
    const ordinal = ++this.counted;
    ordinals.push(ordinal);
    this.streams.push(event.stream);
    if (ordinal % anchorEvery === 0) this.anchors.push(position);
    const { append: _append, left: _left, ...stored } = event;
    return { ...stored, ordinal };
  }

  /** The last version of a stream that was read, 0 when there is none. */
  versionOf(stream: string): number {
    return this.ordinals.get(stream)?.length ?? 0;
  }

  ordinalOf(stream: string, version: number): number | undefined {
    return this.ordinals.get(stream)?.[version - 1];
  }

  /** Which event an ordinal up to the last one counted is. */
  placed(ordinal: number): { readonly stream: string; readonly version: number } {
    const stream = this.streams[ordinal - 1]!;
    const ordinals = this.ordinals.get(stream)!;
    let [from, to] = [0, ordinals.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (ordinals[middle]! < ordinal) from = middle + 1;
      else to = middle;
    }
    return { stream, version: from + 1 };
  }

  /** The nearest known place at or before an ordinal; a subscription from there brings the event after it next. */
  before(ordinal: number): { readonly ordinal: number; readonly position: LogPosition | null } {
    const index = Math.min(Math.floor(ordinal / anchorEvery), this.anchors.length);
    return { ordinal: index * anchorEvery, position: this.anchors[index - 1] ?? null };
  }
}
