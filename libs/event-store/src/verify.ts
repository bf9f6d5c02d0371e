import type { Recorded } from '#kernel';
import { wrongEvent, wrongStream } from './appending.js';
import { chain, chainStart, eventHash, hashFromDigests } from './envelope.js';
import type { Batch, Hydrate, RawEvent } from './port.js';
import { printedSeal, sealMarkIn, sealType, type PublishedSeal } from './seal.js';

/** An event exported without its texts: their digests stand in their place, so that its hash and the chain still verify. */
export interface RedactedEvent extends Omit<RawEvent, 'data' | 'meta'> {
  readonly dataDigest: string;
  readonly metaDigest: string;
}
export type VerifiableEvent = RawEvent | RedactedEvent;
export const isRedacted = (event: VerifiableEvent): event is RedactedEvent => 'dataDigest' in event;

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
  /** Events whose texts were left out of what was verified. */
  readonly redacted: number;
  /** Seals in the log that hold, and the ordinal up to which the last of these and of the published ones reaches; 0 without any. */
  readonly seals: number;
  readonly sealedUpTo: number;
  /** Where the checking ended, because what follows a bad event proves nothing; null when all are good. */
  readonly firstBad: Finding | null;
  /** Recorded times that step back by no more than {@link stepBackMaxMs}. */
  readonly warnings: readonly Finding[];
}

/** Clocks of machines that write one log may differ by so much; a larger step back means a wrong clock or an altered time. */
export const stepBackMaxMs = 5 * 60_000;

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const digest = /^[0-9a-f]{64}$/;

/** The chain digests since the last seal: what the next one can speak of. 32 bytes an event. */
class RecentChain {
  private bytes = Buffer.alloc(32 * 1_024);
  private count = 0;
  /** The ordinal before the first one kept. */
  private base = 0;

  add(chainDigest: string): void {
    if ((this.count + 1) * 32 > this.bytes.length) this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.bytes.length)]);
    this.bytes.write(chainDigest, this.count++ * 32, 'hex');
  }
  at(ordinal: number): string | null {
    const index = ordinal - this.base - 1;
    return index < 0 || index >= this.count ? null : this.bytes.toString('hex', index * 32, index * 32 + 32);
  }
  forgetUpTo(ordinal: number): void {
    const gone = ordinal - this.base;
    this.bytes.copyWithin(0, gone * 32, this.count * 32);
    this.count -= gone;
    this.base = ordinal;
  }
}

/**
 * Reads a log from its first event and proves what the bytes alone can prove: numbers without gaps, versions without
 * gaps, every hash, JSON, every seal in the log and every published one, and (given `hydrate`) that this program can read
 * every event. What it can not prove is said in docs/adr/0003. Wants the raw batches from ordinal 1 on, without a filter.
 */
export const verifyLog = async (
  batches: AsyncIterable<Pick<Batch<VerifiableEvent>, 'events'>>,
  { hydrate, published = [] }: { readonly hydrate?: Hydrate | undefined; readonly published?: readonly PublishedSeal[] } = {},
): Promise<Verification> => {
  const versions = new Map<string, number>();
  const warnings: Finding[] = [];
  const recent = new RecentChain();
  const awaited = [...published].sort((one, other) => one.ordinal - other.ordinal);
  let latest = '';
  let events = 0;
  let redacted = 0;
  let seals = 0;
  let sealedUpTo = 0;
  let chainDigest = chainStart;
  let firstBad: Finding | null = null;

  const problemOf = (event: VerifiableEvent): string | null => {
    if (event.ordinal !== events + 1) return `number ${event.ordinal} follows ${events}: the log has a gap or a double`;
    const version = 1 + (versions.get(event.stream) ?? 0);
    if (event.version !== version) return `${event.stream} has version ${event.version} where ${version} is next`;
    const malformed = wrongStream(event.stream) ?? (isRedacted(event) ? wrongDigests(event) : wrongEvent(event));
    if (malformed) return malformed;
    if (!instant.test(event.recordedAt)) return `the recorded time ${event.recordedAt} is no instant in UTC with milliseconds`;
    const expected = isRedacted(event) ? hashFromDigests(event, event.dataDigest, event.metaDigest) : eventHash(event);
    if (expected !== event.eventHash) return 'the hash differs from the stored text: something was altered after it was written';
    const stepBackMs = latest === '' ? 0 : Date.parse(latest) - Date.parse(event.recordedAt);
    if (stepBackMs > stepBackMaxMs)
      return `the recorded time steps back by ${stepBackMs} ms, at most ${stepBackMaxMs} ms are explained by clocks`;
    if (stepBackMs > 0) warnings.push({ ordinal: event.ordinal, problem: `the recorded time steps back by ${stepBackMs} ms` });
    return hydrate && !isRedacted(event) ? unreadable(hydrate, event) : null;
  };

  /** Somewhere after the last seal that holds; where, nothing in the log can tell. */
  const broken = (whose: string, ordinal: number): Finding => ({
    ordinal: sealedUpTo + 1,
    problem: `${whose} does not fit the events up to ${ordinal}: something between ${sealedUpTo + 1} and ${ordinal} was altered and hashed anew${sealedUpTo > 0 ? `; up to ${sealedUpTo} a seal holds` : ''}`,
  });

  /** What a seal in the log says about the events before it; seals follow each other, so that what lies before one is not asked again. */
  const judgeSeal = (event: RawEvent): Finding | null => {
    const mark = sealMarkIn(event);
    const then = mark && recent.at(mark.ordinal);
    if (mark === null || then === null)
      return {
        ordinal: event.ordinal,
        problem: 'it is a seal, and names no position since the last one with the digest of the chain there',
      };
    if (mark.digest !== then) return broken(`the seal at position ${event.ordinal} (${printedSeal(mark)})`, mark.ordinal);
    seals++;
    sealedUpTo = Math.max(sealedUpTo, mark.ordinal);
    recent.forgetUpTo(mark.ordinal);
    return null;
  };

  const judgePublished = (): Finding | null => {
    while (awaited[0]?.ordinal === events) {
      const { ordinal, digestStart } = awaited.shift()!;
      if (!chainDigest.startsWith(digestStart)) return broken(`the published seal of position ${ordinal}`, ordinal);
      sealedUpTo = Math.max(sealedUpTo, ordinal);
    }
    return null;
  };

  for await (const batch of batches) {
    for (const event of batch.events) {
      const problem = problemOf(event);
      firstBad = problem === null ? null : { ordinal: event.ordinal, problem };
      if (firstBad === null && event.type === sealType && !isRedacted(event)) firstBad = judgeSeal(event);
      if (firstBad) break;
      events = event.ordinal;
      versions.set(event.stream, event.version);
      if (event.recordedAt > latest) latest = event.recordedAt;
      chainDigest = chain(chainDigest, event.eventHash);
      recent.add(chainDigest);
      if (isRedacted(event)) redacted++;
      firstBad = judgePublished();
      if (firstBad) break;
    }
    if (firstBad) break;
  }
  const cut = awaited[0];
  if (firstBad === null && cut)
    firstBad = {
      ordinal: events + 1,
      problem: `it ends at position ${events}, and a published seal speaks of position ${cut.ordinal}: its end was cut off, or the seal is of another log`,
    };
  return { events, head: events, chainDigest, redacted, seals, sealedUpTo, firstBad, warnings };
};

const wrongDigests = ({ dataDigest, metaDigest, ...event }: RedactedEvent): string | null =>
  digest.test(dataDigest) && digest.test(metaDigest)
    ? wrongEvent({ ...event, data: 'null', meta: 'null' })
    : `the digests of ${event.id} are not SHA-256 in lower-case hex`;

const unreadable = (hydrate: (raw: RawEvent) => Recorded<string, unknown>, event: RawEvent): string | null => {
  try {
    hydrate(event);
    return null;
  } catch (cause) {
    return `this program cannot read it: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
};
