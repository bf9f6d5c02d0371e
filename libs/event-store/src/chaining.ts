import { chain, chainStart, eventHash } from './envelope.js';
import type { EventStore, RawEvent } from './port.js';

/** The chain of a log at a position. */
export interface ChainPoint {
  readonly ordinal: number;
  /** SHA-256 in lower-case hex. */
  readonly digest: string;
}

/** Where every chain begins: before the first event. */
export const beforeTheFirst: ChainPoint = { ordinal: 0, digest: chainStart };

/** How far a chain was followed, and why it ended before it was asked to. */
export interface ChainFollowed {
  readonly reached: ChainPoint;
  /** The first event that does not follow, or is not as it was written; null where all do and are. */
  readonly firstBad: { readonly ordinal: number; readonly problem: string } | null;
}

/**
 * Follows the chain from a known point, hashing every event anew. What lies before the point is taken on trust: only
 * {@link verifyLog} asks for it. The log is read in pages, between which others get their turn.
 */
export const followChain = async (
  log: Pick<EventStore, 'readAllRaw'>,
  from: ChainPoint,
  upTo: number,
  onLink: (event: RawEvent, point: ChainPoint) => void = () => {},
): Promise<ChainFollowed> => {
  let reached = from;
  const ended = (ordinal: number, problem: string): ChainFollowed => ({ reached, firstBad: { ordinal, problem } });
  for await (const { events, hashes } of log.readAllRaw({ after: from.ordinal, upTo, hashed: true }))
    for (const [index, event] of events.entries()) {
      if (event.ordinal !== reached.ordinal + 1) return ended(event.ordinal, `number ${event.ordinal} follows ${reached.ordinal}`);
      if ((hashes?.[index] ?? eventHash(event)) !== event.eventHash) return ended(event.ordinal, 'its hash differs from its stored text');
      reached = { ordinal: event.ordinal, digest: chain(reached.digest, event.eventHash) };
      onLink(event, reached);
    }
  return reached.ordinal < upTo ? ended(reached.ordinal + 1, `the log ends at position ${reached.ordinal}`) : { reached, firstBad: null };
};
