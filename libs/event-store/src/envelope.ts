import { hash } from 'node:crypto';
import type { RawEvent } from './port.js';

/** What an event's hash binds beside the digests of its data and meta. */
export type EventHeader = Pick<RawEvent, 'stream' | 'version' | 'id' | 'type' | 'schema' | 'recordedAt'>;

/** The formulas of docs/adr/0003, over whichever SHA-256 (text → lower-case hex) the caller has. */
export interface Envelope {
  /** The hash of an event whose data and meta are known only by their digests: an event redacted for export still verifies. */
  hashFromDigests(header: EventHeader, dataDigest: string, metaDigest: string): string;
  /** The hash of an event from its exact stored text. */
  eventHash(event: EventHeader & Pick<RawEvent, 'data' | 'meta'>): string;
  /** One step of the chain over the log: the digest before and the next event's hash give the digest after. */
  chain(previous: string, eventHash: string): string;
}

/**
 * Builds the formulas. Self-contained: the writer's thread runs this very text (sqlite/thread.ts), so that the formula
 * exists once. Each value stands on a line of its own, so that `sha256sum` alone can check a hash.
 */
export const envelopeOver = (sha256: (text: string) => string): Envelope => {
  const hashFromDigests: Envelope['hashFromDigests'] = (header, dataDigest, metaDigest) =>
    sha256(
      `hoshin-event-1\n${header.stream}\n${header.version}\n${header.id}\n${header.type}\n${header.schema}\n${header.recordedAt}\n` +
        `${dataDigest}\n${metaDigest}\n`,
    );
  return {
    hashFromDigests,
    eventHash: (event) => hashFromDigests(event, sha256(event.data), sha256(event.meta)),
    chain: (previous, eventHash) => sha256(`hoshin-chain-1\n${previous}\n${eventHash}\n`),
  };
};

/** SHA-256 of the text's UTF-8 bytes, in lower-case hex. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');

export const { hashFromDigests, eventHash, chain } = envelopeOver(sha256);

/** The chain digest of an empty log. */
export const chainStart = '0'.repeat(64);
