import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Batch, RawEvent } from '../port.js';
import { sealType } from '../seal.js';
import { isRedacted, type Finding, type VerifiableEvent } from '../verify.js';
import { lineBytesMax, openingType, readHeader, readLine, type ExportHeader, type ExportTrailer } from './lines.js';

/** What is wrong with an export, and where. */
export interface ExportFlaw extends Finding {
  /** The line of the file, from 1. The ordinal is the event that stands there, or should. */
  readonly line: number;
}

const lineFeed = 0x0a;
const torn = 'the file was cut off, or its writing was interrupted: take it anew';

/** Whole lines as text, and what is wrong with the one that follows them. */
interface Stretch {
  readonly lines: readonly string[];
  readonly problem: string | null;
}

const textOf = (whole: Buffer): Stretch => {
  if (isUtf8(whole)) return { lines: whole.toString('utf8').split('\n').slice(0, -1), problem: null };
  const lines: string[] = [];
  for (let start = 0; ;) {
    const end = whole.indexOf(lineFeed, start);
    const line = whole.subarray(start, end);
    if (!isUtf8(line)) return { lines, problem: 'the line is no UTF-8' };
    lines.push(line.toString('utf8'));
    start = end + 1;
  }
};

/**
 * Reads an export line by line with no more in memory than a line and a chunk. Every line must be byte for byte as this
 * program writes it; the first that is not ends the reading and is kept as {@link flaw}. What the events themselves prove
 * is verifyLog's, and it is asked about those before a flaw first.
 */
export class ExportReader {
  header: ExportHeader | null = null;
  trailer: ExportTrailer | null = null;
  flaw: ExportFlaw | null = null;
  private line = 0;
  private readonly digest = createHash('sha256');

  constructor(private readonly chunks: AsyncIterable<Uint8Array>) {}

  /** Of every byte before the trailer; once everything was read. */
  fileDigest(): string {
    return this.digest.copy().digest('hex');
  }

  /** The events, in the order of the file. */
  async *batches(): AsyncGenerator<Pick<Batch<VerifiableEvent>, 'events'>> {
    for await (const { lines, problem: atItsEnd } of this.stretches()) {
      const events: VerifiableEvent[] = [];
      let problem: string | null = null;
      for (const text of lines) {
        this.line++;
        const read = this.take(text);
        if (typeof read === 'string') problem = read;
        else if (read) events.push(read);
        if (problem !== null) break;
      }
      if (problem === null && atItsEnd !== null) {
        this.line++;
        problem = atItsEnd;
      }
      // First what came before: whoever asks for more has found it good.
      if (events.length > 0) yield { events };
      if (problem !== null) {
        this.flaw = { line: this.line, ordinal: Math.max(1, this.line - 1), problem };
        return;
      }
    }
  }

  /** One line: an event, something else in its place, or a sentence about what is wrong with it. */
  private take(text: string): VerifiableEvent | string | null {
    if (this.trailer) return 'something follows the trailer, which is the last line';
    const read = this.header ? readLine(text) : readHeader(text);
    if (typeof read === 'string') return read;
    if ('trailer' in read) {
      this.trailer = read.trailer;
      return null;
    }
    this.digest.update(`${text}\n`);
    if ('event' in read) return this.outOfPlace(read.event) ?? read.event;
    this.header = read;
    return null;
  }

  private outOfPlace(event: VerifiableEvent): string | null {
    const { organisation, lastOrdinal } = this.header!;
    const next = this.line - 1;
    if (event.ordinal !== next) return `position ${event.ordinal} stands where ${next} is next: a line was taken out, put in or moved`;
    if (event.ordinal > lastOrdinal) return `position ${event.ordinal} stands here, and the first line ends the export at ${lastOrdinal}`;
    if (isRedacted(event))
      return event.ordinal === 1 || event.type === sealType
        ? 'the first event and seals are never redacted: what proves the others was taken out here'
        : null;
    return event.ordinal === 1 && event.type === openingType && organisationIn(event) !== organisation
      ? `the first line names the organisation ${organisation}, and the log was opened for ${organisationIn(event)}`
      : null;
  }

  /** The file in stretches of whole lines, up to its end or to a line that never ends. */
  private async *stretches(): AsyncGenerator<Stretch> {
    let rest: Uint8Array[] = [];
    let restBytes = 0;
    for await (const chunk of this.chunks) {
      const end = chunk.lastIndexOf(lineFeed) + 1;
      if (end > 0) {
        yield textOf(Buffer.concat([...rest, chunk.subarray(0, end)]));
        rest = [];
        restBytes = 0;
      }
      if (end < chunk.length) rest.push(chunk.subarray(end));
      restBytes += chunk.length - end;
      if (restBytes > lineBytesMax) return yield { lines: [], problem: `the line is longer than ${lineBytesMax} bytes` };
    }
    if (restBytes > 0) yield { lines: [], problem: `the line has no end: ${torn}` };
    else if (this.line === 0) yield { lines: [], problem: 'it is empty: it is no export' };
    else if (this.trailer === null) yield { lines: [], problem: `there is no trailer: ${torn}` };
  }
}

/** Whose log an opening event says it is; what it says is JSON, or the verifier finds it first. */
const organisationIn = ({ data }: RawEvent): unknown => {
  try {
    return (JSON.parse(data) as { organisation?: unknown } | null)?.organisation;
  } catch {
    return undefined;
  }
};
