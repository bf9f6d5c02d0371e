import type { Recorded } from '#kernel';
import { wrongEvent, wrongStream } from './appending.js';
import { chain, chainStart, eventHash } from './envelope.js';
import type { Batch, Hydrate, RawEvent } from './port.js';

export interface Finding {
  readonly ordinal: number;
  /** A sentence: what is wrong with this event. */
  readonly problem: string;
}

export interface Verification {
  /** Events found good, from the beginning on. */
  readonly events: number;
  /** Ordinal of the last good event. */
  readonly head: number;
  /** The chain over the good events: two logs with the same digest hold the same events in the same order. */
  readonly chainDigest: string;
  /** Where the checking ended, because what follows a bad event proves nothing; null when all are good. */
  readonly firstBad: Finding | null;
  /** Recorded times that step back by no more than {@link stepBackMaxMs}. */
  readonly warnings: readonly Finding[];
}

/** Clocks of machines that write one log may differ by so much; a larger step back means a wrong clock or an altered time. */
export const stepBackMaxMs = 5 * 60_000;

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * Reads a log from its first event and proves what the bytes alone can prove: numbers without gaps, versions without
 * gaps, every hash, JSON, and (given `hydrate`) that this program can read every event. What it can not prove is said
 * in docs/adr/0003. Wants the raw batches from ordinal 1 on, without a filter.
 */
export const verifyLog = async (
  rawBatches: AsyncIterable<Batch<RawEvent>>,
  { hydrate }: { readonly hydrate?: Hydrate | undefined } = {},
): Promise<Verification> => {
  const versions = new Map<string, number>();
  const warnings: Finding[] = [];
  let latest = '';
  let events = 0;
  let chainDigest = chainStart;
  let firstBad: Finding | null = null;

  const problemOf = (event: RawEvent): string | null => {
    if (event.ordinal !== events + 1) return `number ${event.ordinal} follows ${events}: the log has a gap or a double`;
    const version = 1 + (versions.get(event.stream) ?? 0);
    if (event.version !== version) return `${event.stream} has version ${event.version} where ${version} is next`;
    const malformed = wrongStream(event.stream) ?? wrongEvent(event);
    if (malformed) return malformed;
    if (!instant.test(event.recordedAt)) return `the recorded time ${event.recordedAt} is no instant in UTC with milliseconds`;
    if (eventHash(event) !== event.eventHash) return 'the hash differs from the stored text: something was altered after it was written';
    const stepBackMs = latest === '' ? 0 : Date.parse(latest) - Date.parse(event.recordedAt);
    if (stepBackMs > stepBackMaxMs)
      return `the recorded time steps back by ${stepBackMs} ms, at most ${stepBackMaxMs} ms are explained by clocks`;
    if (stepBackMs > 0) warnings.push({ ordinal: event.ordinal, problem: `the recorded time steps back by ${stepBackMs} ms` });
    return hydrate ? unreadable(hydrate, event) : null;
  };

  for await (const batch of rawBatches) {
    for (const event of batch.events) {
      const problem = problemOf(event);
      if (problem) {
        firstBad = { ordinal: event.ordinal, problem };
        break;
      }
      events = event.ordinal;
      versions.set(event.stream, event.version);
      if (event.recordedAt > latest) latest = event.recordedAt;
      chainDigest = chain(chainDigest, event.eventHash);
    }
    if (firstBad) break;
  }
  return { events, head: events, chainDigest, firstBad, warnings };
};

const unreadable = (hydrate: (raw: RawEvent) => Recorded<string, unknown>, event: RawEvent): string | null => {
  try {
    hydrate(event);
    return null;
  } catch (cause) {
    return `this program cannot read it: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
};
