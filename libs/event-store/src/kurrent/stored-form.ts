import { eventHash } from '../envelope.js';
import { type NewEvent, type RawEvent, StoreCorrupt } from '../port.js';
import type { Proposed, Stored } from './driver.js';

/**
 * How an event lies in the server. Its data are the exact bytes of our `data` under the content type
 * `application/octet-stream`: under `application/json` both clients parse and would hand back another text. Its user
 * metadata are a JSON object with everything else, `meta` inside it as a string and so exact as well. The server's own
 * type and event id are ours; its `created` is not used, since the server's clock is not the log's.
 */
interface Wrapper {
  /** The number of this form. */
  readonly hoshin: 1;
  readonly schema: number;
  readonly recordedAt: string;
  readonly eventHash: string;
  /** Whose append it was: tells our own event from one that another attempt with the same ids wrote. */
  readonly append: string;
  /** Events of the same append that still follow. */
  readonly left: number;
  readonly meta: string;
}

/** An event of ours as it was read back; its ordinal is still to be counted. */
export interface Unplaced extends Omit<RawEvent, 'ordinal'> {
  readonly append: string;
  readonly left: number;
}

const hex64 = /^[0-9a-f]{64}$/;
const isWrapper = (value: unknown): value is Wrapper => {
  if (typeof value !== 'object' || value === null) return false;
  const { hoshin, schema, recordedAt, eventHash: hash, append, left, meta } = value as Partial<Record<keyof Wrapper, unknown>>;
  return (
    hoshin === 1 &&
    typeof schema === 'number' &&
    typeof recordedAt === 'string' &&
    typeof hash === 'string' &&
    hex64.test(hash) &&
    typeof append === 'string' &&
    typeof left === 'number' &&
    typeof meta === 'string'
  );
};

/** Events that are written together, as they shall lie: a copy takes them from another log as they are there. */
export const proposedOf = (events: readonly Omit<RawEvent, 'ordinal'>[], append: string): Proposed[] =>
  events.map(({ id, type, schema, data, meta, recordedAt, eventHash: hash }, index) => {
    const metadata: Wrapper = { hoshin: 1, schema, recordedAt, eventHash: hash, append, left: events.length - 1 - index, meta };
    return { id, type, data: Buffer.from(data, 'utf8'), metadata: { ...metadata } };
  });

/** New events with their place and hash, for an append behind this version. */
export const placedBehind = (stream: string, after: number, events: readonly NewEvent[], recordedAt: string): Omit<RawEvent, 'ordinal'>[] =>
  events.map(({ id, type, schema, data, meta }, index) => {
    const placed = { stream, version: after + 1 + index, id, type, schema, data, meta, recordedAt };
    return { ...placed, eventHash: eventHash(placed) };
  });

const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads an event of ours. Throws {@link StoreCorrupt} for one that another program wrote into our streams. */
export const unplacedOf = ({ stream, version, id, type, data, metadata }: Stored): Unplaced => {
  if (!isWrapper(metadata) || !(data instanceof Uint8Array))
    throw new StoreCorrupt(
      `${stream} holds at version ${version} an event (${type}, ${id}) without our envelope and hash: another program wrote into a stream of ours; keep it out by access rules, and copy the log to a server of its own`,
      { stream, version, id, type },
    );
  const { schema, recordedAt, eventHash: hash, append, left, meta } = metadata;
  return { stream, version, id, type, schema, data: text.decode(data), meta, recordedAt, eventHash: hash, append, left };
};
