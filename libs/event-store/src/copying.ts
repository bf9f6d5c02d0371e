import { eventHash } from './envelope.js';
import { type Batch, type EventStore, type RawEvent, StoreTrouble } from './port.js';
import { type Verification, verifyLog } from './verify.js';

/** The log that is copied from: whatever reads one will do. */
export type LogCopySource = Pick<EventStore, 'readAllRaw' | 'head'>;

/**
 * An engine as a place to copy a log to. It stands beside the {@link EventStore} and is no part of it: what decides
 * and appends can never write an event with a number, a time and a hash of its own choosing.
 *
 * What an engine promises:
 * - nobody else writes to that log unnoticed: the target holds the lock a service would take, or it refuses to go on
 *   once the head is not where it left it;
 * - `restoreRaw` writes the events in their order, each exactly as it is: ordinal, stream, version, id, type, schema, the
 *   bytes of data and meta, recorded time and hash. Where it fails, a beginning of them may be there and nothing else. It
 *   throws {@link CopyRefused} by {@link mustFollow}, before it writes, unless they come right after the head, and returns
 *   when they are as durable as an acknowledged append;
 * - nothing that was there is changed, and a log so made is opened by its engine as if it had been written there.
 */
export interface LogCopyTarget extends LogCopySource {
  restoreRaw(events: readonly RawEvent[]): Promise<void>;
  close(): Promise<void>;
}

/** The copy would not be the same log: the target holds something else, or what is to be written is not whole. */
export class CopyRefused extends StoreTrouble {
  readonly code = 'CopyRefused';
}

/** Throws {@link CopyRefused} unless the events follow the head without a gap and carry the hashes of their bytes. */
export const mustFollow = (head: number, events: readonly RawEvent[]): void => {
  for (const [index, event] of events.entries()) {
    if (event.ordinal !== head + 1 + index)
      throw new CopyRefused(`event ${event.ordinal} does not follow ${head + index}: a copy is written from its head on without a gap`, {
        position: event.ordinal,
      });
    if (eventHash(event) !== event.eventHash)
      throw new CopyRefused(`event ${event.ordinal} is not as it was written: run hoshin verify on the log it comes from`, {
        position: event.ordinal,
      });
  }
};

export interface LogCopied {
  /** Both logs as they were proved: the same number of events and the same chain. */
  readonly source: Verification;
  readonly target: Verification;
  /** Events this run wrote; the others were there from a run before. */
  readonly added: number;
}

async function* oneByOne(batches: AsyncIterable<Batch<RawEvent>>): AsyncGenerator<RawEvent> {
  for await (const { events } of batches) yield* events;
}

const differs = (because: string, fields: Record<string, unknown> = {}): CopyRefused =>
  new CopyRefused(`the target holds another log: ${because}. Nothing was written; name an empty target`, fields);

/**
 * Copies a log up to where it stands now: ordinals, bytes, recorded times and hashes. A target that holds the beginning
 * of this very log, as an interrupted copy leaves it, is gone on with; any other is refused. Nothing is written before
 * it is proved to be whole, and at the end the target is read and proved from its first event on. Throws
 * {@link CopyRefused}, and what the engines throw.
 */
export const copyLog = async (
  source: LogCopySource,
  target: LogCopyTarget,
  { onProgress = () => {} }: { readonly onProgress?: (done: number, total: number) => void } = {},
): Promise<LogCopied> => {
  const { position: total } = await source.head();
  const { position: begun } = await target.head();
  if (begun > total)
    throw differs(`it ends at position ${begun}, and the source at ${total} already`, { position: begun, sourcePosition: total });
  const there = oneByOne(target.readAllRaw({ upTo: begun }));

  /** What is next in the source, on its way through the verifier: asked for more, it has found the last batch good. */
  async function* provedAndWritten(): AsyncGenerator<Batch<RawEvent>> {
    for await (const batch of source.readAllRaw({ upTo: total })) {
      yield batch;
      for (const event of batch.events) {
        if (event.ordinal > begun) break;
        const { value } = await there.next();
        if (value?.eventHash !== event.eventHash) throw differs(`its event ${event.ordinal} is another one`, { position: event.ordinal });
      }
      const missing = batch.events.filter(({ ordinal }) => ordinal > begun);
      if (missing.length > 0) await target.restoreRaw(missing);
      const last = batch.events.at(-1);
      if (last) onProgress(last.ordinal, total);
    }
  }

  const proved = await verifyLog(provedAndWritten());
  if (proved.firstBad)
    throw new CopyRefused(
      `the source is not whole: position ${proved.firstBad.ordinal}: ${proved.firstBad.problem}. What came before it may lie in the target already; restore a good source`,
      { position: proved.firstBad.ordinal },
    );
  const copy = await verifyLog(target.readAllRaw());
  if (copy.firstBad || copy.head !== proved.head || copy.chainDigest !== proved.chainDigest)
    throw new CopyRefused(
      `the copy is not what was copied: ${copy.firstBad ? `position ${copy.firstBad.ordinal}: ${copy.firstBad.problem}` : `it ends at ${copy.head} with chain ${copy.chainDigest}`}. Begin again with an empty target`,
      { position: copy.firstBad?.ordinal ?? copy.head },
    );
  return { source: proved, target: copy, added: total - begun };
};
