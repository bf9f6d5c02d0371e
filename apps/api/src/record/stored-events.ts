import type { Recorded } from '#kernel';
import { sha256, type EventStore, type RawEvent } from '#event-store';
import { runsOf } from './ordinals.js';

/** An event as the domain reads it, with what anybody needs to work its hash out again. */
export interface StoredEvent {
  readonly event: Recorded;
  readonly header: Pick<RawEvent, 'stream' | 'version' | 'id' | 'type' | 'schema' | 'recordedAt'>;
  readonly dataDigest: string;
  readonly metaDigest: string;
  readonly eventHash: string;
}

/** Stretches of the log that lie this near are read in one go, the few between them passed over. */
const gapMax = 50;

/** The events with these ordinals, in the order of the log. */
export const storedEvents = async (
  log: Pick<EventStore, 'readAll' | 'readAllRaw'>,
  ordinals: readonly number[],
): Promise<readonly StoredEvent[]> => {
  const wanted = new Set(ordinals);
  const raw = new Map<number, RawEvent>();
  const found: StoredEvent[] = [];
  for (const [first, last] of runsOf(ordinals, gapMax)) {
    const stretch = { after: first - 1, upTo: last };
    for await (const { events } of log.readAllRaw(stretch))
      for (const event of events) if (wanted.has(event.ordinal)) raw.set(event.ordinal, event);
    for await (const { events } of log.readAll(stretch))
      for (const event of events) {
        const stored = raw.get(event.ordinal);
        if (stored) found.push(withDigests(event, stored));
      }
    raw.clear();
  }
  return found;
};

const withDigests = (event: Recorded, { stream, version, id, type, schema, recordedAt, data, meta, eventHash }: RawEvent): StoredEvent => ({
  event,
  header: { stream, version, id, type, schema, recordedAt },
  dataDigest: sha256(data),
  metaDigest: sha256(meta),
  eventHash,
});
