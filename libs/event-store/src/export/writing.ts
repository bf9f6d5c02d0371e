import { createHash } from 'node:crypto';
import { sha256 } from '../envelope.js';
import type { Batch, EventStore, RawEvent } from '../port.js';
import { sealType } from '../seal.js';
import { verifyLog, type VerifiableEvent, type Verification } from '../verify.js';
import { ExportRefused, eventLine, headerLine, lineBytesMax, trailerLine } from './lines.js';

/** Events proved and written between two turns of the event loop: a few milliseconds of work. */
const sliceEventsMax = 200;
/** A piece is handed on when it has grown to this. */
const pieceCharactersMax = 262_144;

export interface ExportAsked {
  /** Whose log it is. */
  readonly organisation: string;
  /** The last position; fixed before anything is written, so that what is recorded meanwhile is not in it. */
  readonly upTo: number;
  /** Whose texts are left out. */
  readonly redacted?: (event: RawEvent) => boolean;
  /** Asked when every event is written; what it throws leaves the export without a trailer. */
  readonly mayEnd?: () => void;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** An event with the digests of its texts in their place. Throws {@link ExportRefused} for one that a verifier needs whole. */
export const redact = ({ data, meta, ...header }: RawEvent): VerifiableEvent => {
  if (header.ordinal === 1)
    throw new ExportRefused('position 1 says whose log it is and is never redacted: leave it out of --redact', { position: 1 });
  if (header.type === sealType)
    throw new ExportRefused(`position ${header.ordinal} is a seal, which proves the others and is never redacted: leave it out`, {
      position: header.ordinal,
    });
  return { ...header, dataDigest: sha256(data), metaDigest: sha256(meta) };
};

/**
 * Writes a log from its first event up to a position as an export, piece by piece; `write` ends when the next piece may
 * come. Every event is proved before it is written. Throws {@link ExportRefused} where the log is not whole: what was
 * written until then has no trailer, and no verifier takes it for an export.
 */
export const exportLog = async (
  source: Pick<EventStore, 'readAllRaw'>,
  { organisation, upTo, redacted = () => false, mayEnd = () => {}, onProgress = () => {}, signal }: ExportAsked,
  write: (piece: Buffer) => Promise<void>,
): Promise<Verification> => {
  const digest = createHash('sha256');
  let piece = `${headerLine({ organisation, lastOrdinal: upTo })}\n`;
  const handOn = async (): Promise<void> => {
    const bytes = Buffer.from(piece);
    digest.update(bytes);
    piece = '';
    await write(bytes);
  };
  const add = async (event: VerifiableEvent): Promise<void> => {
    const line = eventLine(event);
    if (line.length > lineBytesMax / 3 && Buffer.byteLength(line) > lineBytesMax)
      throw new ExportRefused(`position ${event.ordinal} takes a line of more than ${lineBytesMax} bytes, which no export holds`, {
        position: event.ordinal,
      });
    piece += `${line}\n`;
    if (piece.length >= pieceCharactersMax) await handOn();
  };

  /** What is next in the log, on its way through the verifier: asked for more, it has found the last ones good. */
  async function* provedAndWritten(): AsyncGenerator<Pick<Batch<VerifiableEvent>, 'events'>> {
    for await (const batch of source.readAllRaw({ upTo, ...(signal && { signal }) }))
      for (let start = 0; start < batch.events.length; start += sliceEventsMax) {
        signal?.throwIfAborted();
        const events = batch.events.slice(start, start + sliceEventsMax).map((event) => (redacted(event) ? redact(event) : event));
        yield { events };
        for (const event of events) await add(event);
        onProgress(events.at(-1)!.ordinal, upTo);
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
  }

  const proved = await verifyLog(provedAndWritten());
  if (proved.firstBad)
    throw new ExportRefused(
      `the log is not whole: position ${proved.firstBad.ordinal}: ${proved.firstBad.problem}. Run hoshin verify, and restore a backup`,
      { position: proved.firstBad.ordinal },
    );
  if (proved.events !== upTo)
    throw new ExportRefused(`the log ends at position ${proved.events}, and ${upTo} was asked for: name a position that it has`, {
      position: upTo,
    });
  mayEnd();
  if (piece !== '') await handOn();
  const { events, chainDigest } = proved;
  await write(Buffer.from(`${trailerLine({ events, lastOrdinal: upTo, chainDigest, fileDigest: digest.digest('hex') })}\n`));
  return proved;
};
