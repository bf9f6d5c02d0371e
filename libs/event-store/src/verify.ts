import { readEvent, wrongEvent, wrongStream } from './appending.js';
import { beforeTheFirst, type ChainPoint } from './chaining.js';
import { chain, eventHash, hashFromDigests } from './envelope.js';
import type { Batch, Hydrate, Payload, RawEvent } from './port.js';
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
  /** Events nothing speaks against, from the beginning on; where a seal does not fit, those before the stretch it tells of. */
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

/** The chain digests since the last seal in the log: what the next one can speak of. 32 bytes an event. */
class RecentChain {
  private bytes = Buffer.alloc(32 * 1_024);
  private count = 0;
  /** How far the last seal reaches. */
  since = 0;

  add(chainDigest: string): void {
    if ((this.count + 1) * 32 > this.bytes.length) this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.bytes.length)]);
    this.bytes.write(chainDigest, this.count++ * 32, 'hex');
  }
  at(ordinal: number): string | null {
    const index = ordinal - this.since - 1;
    return index < 0 || index >= this.count ? null : this.bytes.toString('hex', index * 32, index * 32 + 32);
  }
  forgetUpTo(ordinal: number): void {
    const gone = ordinal - this.since;
    this.bytes.copyWithin(0, gone * 32, this.count * 32);
    this.count -= gone;
    this.since = ordinal;
  }
}

/** What was found, and the last point up to which nothing speaks against the log. */
interface Bad extends Finding {
  readonly goodUpTo: ChainPoint;
}

/**
 * Reads a log from its first event and proves what the bytes alone can prove: numbers without gaps, versions without
 * gaps, every hash, JSON, every seal in the log and every published one, and (given `hydrate`) that this program can read
 * every event. What it can not prove is said in docs/adr/0003 and 0010. Wants the raw batches from ordinal 1 on, without
 * a filter.
 */
export const verifyLog = async (
  batches: AsyncIterable<Pick<Batch<VerifiableEvent>, 'events' | 'hashes'>>,
  { hydrate, published = [] }: { readonly hydrate?: Hydrate | undefined; readonly published?: readonly PublishedSeal[] } = {},
): Promise<Verification> => {
  const versions = new Map<string, number>();
  const warnings: Finding[] = [];
  const recent = new RecentChain();
  const awaited = [...published].sort((one, other) => one.ordinal - other.ordinal);
  let good: ChainPoint = beforeTheFirst;
  /** How far the last seal that holds reaches, whichever it is, and the last published one. */
  let sealed: ChainPoint = beforeTheFirst;
  let publishedUpTo: ChainPoint = beforeTheFirst;
  let latest = '';
  let redacted = 0;
  let seals = 0;

  const problemOf = (event: VerifiableEvent, hashNow: string | undefined): string | null => {
    if (event.ordinal !== good.ordinal + 1) return `number ${event.ordinal} follows ${good.ordinal}: the log has a gap or a double`;
    const before = versions.get(event.stream);
    const version = 1 + (before ?? 0);
    if (event.version !== version) return `${event.stream} has version ${event.version} where ${version} is next`;
    const badStream = before === undefined ? wrongStream(event.stream) : null;
    if (badStream !== null) return badStream;
    const payload = isRedacted(event) ? wrongDigests(event) : readEvent(event);
    if (typeof payload === 'string') return payload;
    if (!instant.test(event.recordedAt)) return `the recorded time ${event.recordedAt} is no instant in UTC with milliseconds`;
    if ((hashNow ?? hashOf(event)) !== event.eventHash)
      return 'the hash differs from the stored text: something was altered after it was written';
    const stepBackMs = event.recordedAt < latest ? Date.parse(latest) - Date.parse(event.recordedAt) : 0;
    if (stepBackMs > stepBackMaxMs)
      return `the recorded time steps back by ${stepBackMs} ms, at most ${stepBackMaxMs} ms are explained by clocks`;
    if (stepBackMs > 0) warnings.push({ ordinal: event.ordinal, problem: `the recorded time steps back by ${stepBackMs} ms` });
    return hydrate && payload && !isRedacted(event) ? unreadable(hydrate, event, payload) : null;
  };

  /** Somewhere after what a seal vouches for; where, nothing in the log can tell. */
  const broken = (whose: string, ordinal: number, since: ChainPoint, otherwise = ''): Bad => ({
    ordinal: since.ordinal + 1,
    problem:
      `${whose} does not fit the events up to ${ordinal}: something between ${since.ordinal + 1} and ${ordinal} was altered and hashed anew${otherwise}` +
      (since.ordinal > 0 ? `; up to ${since.ordinal} a seal holds` : ''),
    goodUpTo: since,
  });

  /** What a seal in the log says about the events before it; seals follow each other, so that what lies before one is not asked again. */
  const judgeSeal = (event: RawEvent): Bad | null => {
    const mark = sealMarkIn(event);
    const itself = (problem: string): Bad => ({ ordinal: event.ordinal, problem, goodUpTo: good });
    if (mark === null || mark.ordinal <= recent.since)
      return itself('it is a seal, and names no position since the last one with the digest of the chain there');
    if (mark.digest !== recent.at(mark.ordinal)) {
      if (mark.ordinal <= publishedUpTo.ordinal) return itself('it is a seal, and names another digest than a published one that holds');
      // One that speaks of its own position or a later one was written when more events lay before it.
      return broken(`the seal at position ${event.ordinal} (${printedSeal(mark)})`, Math.min(mark.ordinal, good.ordinal), sealed);
    }
    seals++;
    if (mark.ordinal > sealed.ordinal) sealed = mark;
    recent.forgetUpTo(mark.ordinal);
    return null;
  };

  const judgePublished = (): Bad | null => {
    while (awaited[0]?.ordinal === good.ordinal) {
      const { ordinal, digestStart } = awaited.shift()!;
      if (!good.digest.startsWith(digestStart)) {
        // Whoever made the hashes anew can have made the seals in the log anew as well: they vouch for nothing here.
        const remade = sealed.ordinal > publishedUpTo.ordinal;
        const otherwise = `, or the seal is of another log${remade ? `; either it lies after ${sealed.ordinal}, or the seals in the log, which hold up to there, were made anew with it` : ''}`;
        return broken(`the published seal of position ${ordinal}`, ordinal, publishedUpTo, otherwise);
      }
      publishedUpTo = good;
      if (ordinal > sealed.ordinal) sealed = good;
    }
    return null;
  };

  const judge = (event: VerifiableEvent, hashNow: string | undefined): Bad | null => {
    const problem = problemOf(event, hashNow);
    if (problem !== null) return { ordinal: event.ordinal, problem, goodUpTo: good };
    if (event.type === sealType && !isRedacted(event)) {
      const unfit = judgeSeal(event);
      if (unfit) return unfit;
    }
    versions.set(event.stream, event.version);
    if (event.recordedAt > latest) latest = event.recordedAt;
    if (isRedacted(event)) redacted++;
    good = { ordinal: event.ordinal, digest: chain(good.digest, event.eventHash) };
    recent.add(good.digest);
    return judgePublished();
  };

  const firstOf = async (): Promise<Bad | null> => {
    for await (const { events, hashes } of batches)
      for (const [index, event] of events.entries()) {
        const bad = judge(event, hashes?.[index]);
        if (bad) return bad;
      }
    const cut = awaited[0];
    return cut
      ? {
          ordinal: good.ordinal + 1,
          problem: `it ends at position ${good.ordinal}, and a published seal speaks of position ${cut.ordinal}: its end was cut off, or the seal is of another log`,
          goodUpTo: good,
        }
      : null;
  };

  const bad = await firstOf();
  const { ordinal: head, digest: chainDigest } = bad?.goodUpTo ?? good;
  const firstBad = bad && { ordinal: bad.ordinal, problem: bad.problem };
  return { events: head, head, chainDigest, redacted, seals, sealedUpTo: sealed.ordinal, firstBad, warnings };
};

const hashOf = (event: VerifiableEvent): string =>
  isRedacted(event) ? hashFromDigests(event, event.dataDigest, event.metaDigest) : eventHash(event);

const wrongDigests = ({ dataDigest, metaDigest, ...event }: RedactedEvent): string | null =>
  digest.test(dataDigest) && digest.test(metaDigest)
    ? wrongEvent({ ...event, data: 'null', meta: 'null' })
    : `the digests of ${event.id} are not SHA-256 in lower-case hex`;

const unreadable = (hydrate: Hydrate, event: RawEvent, payload: Payload): string | null => {
  try {
    hydrate(event, payload);
    return null;
  } catch (cause) {
    return `this program cannot read it: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
};
