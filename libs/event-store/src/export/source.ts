import type { LogCopySource } from '../copying.js';
import type { Batch, LogRead, RawEvent } from '../port.js';
import { isRedacted } from '../verify.js';
import { ExportRefused } from './lines.js';
import { ExportReader } from './reading.js';
import type { ExportVerification } from './verification.js';

/**
 * An export that was found whole as the source of a copy. Its bytes are read anew each time; where they are not what was
 * verified, reading throws {@link ExportRefused}. Throws the same for an export with redacted events.
 */
export const exportAsSource = ({ head, redacted }: ExportVerification, open: () => AsyncIterable<Uint8Array>): LogCopySource => {
  if (redacted > 0)
    throw new ExportRefused(
      `${redacted} of its events are redacted: their texts are not in it, so that no log can be made of it again. Restore an export that was written without --redact`,
      { redacted },
    );
  async function* readAllRaw({ after = 0, upTo = head, types }: LogRead = {}): AsyncGenerator<Batch<RawEvent>> {
    const reader = new ExportReader(open());
    for await (const batch of reader.batches()) {
      const events = batch.events.filter(
        (event): event is RawEvent =>
          !isRedacted(event) && event.ordinal > after && event.ordinal <= upTo && (!types || types.includes(event.type)),
      );
      const done = (batch.events.at(-1)?.ordinal ?? 0) >= upTo;
      yield { events, caughtUp: done };
      if (done) return;
    }
    const at = reader.flaw ? `line ${reader.flaw.line}: ${reader.flaw.problem}` : 'it ends too early';
    throw new ExportRefused(`it was changed while it was read: ${at}`, { ...reader.flaw });
  }
  return { readAllRaw, head: async () => ({ position: head, recordedAt: null }) };
};
