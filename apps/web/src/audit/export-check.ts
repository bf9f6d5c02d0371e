import type { TypedSeal } from './printed-seal.js';

/** What a check of an export came to. */
export type ExportVerdict =
  | { readonly is: 'WHOLE'; readonly events: number; readonly organisation: string; readonly chain: string }
  | { readonly is: 'NOT_WHOLE'; readonly line: number; readonly because: string };

const encoder = new TextEncoder();
const hexOf = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const sha256 = async (text: string): Promise<string> => hexOf(await crypto.subtle.digest('SHA-256', encoder.encode(text)));

/** The lines of a file as they are read: the last one has an end, too, or the file was cut off. */
async function* linesOf(file: Blob): AsyncGenerator<string> {
  let rest = '';
  const reader = file
    .stream()
    .pipeThrough(new TextDecoderStream('utf-8', { fatal: true }))
    .getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const pieces = (rest + value).split('\n');
    rest = pieces.pop()!;
    yield* pieces;
  }
  if (rest !== '') throw new Broken('the file was cut off: its last line has no end');
}

class Broken extends Error {}
const must = (holds: boolean, problem: string): void => {
  if (!holds) throw new Broken(problem);
};

type Line = Readonly<Record<string, unknown>>;
const parsed = (text: string): Line => {
  try {
    const line: unknown = JSON.parse(text);
    if (typeof line === 'object' && line !== null) return line as Line;
  } catch {
    // Said below.
  }
  throw new Broken('it is no JSON');
};

const nameOf = (line: Line, field: string): string => {
  const value = line[field];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Broken(`its ${field} is missing`);
};

/** The hash of one event: of what kind of hash it is, its header, and the digests of its two texts. */
const eventHashOf = async (event: Line): Promise<string> => {
  const header = ['stream', 'version', 'id', 'type', 'schema', 'recordedAt'].map((field) => nameOf(event, field));
  const digest = async (field: 'data' | 'meta'): Promise<string> => {
    const text = event[field];
    return typeof text === 'string' ? sha256(text) : nameOf(event, `${field}Digest`);
  };
  const nine = ['hoshin-event-1', ...header, await digest('data'), await digest('meta'), ''].join('\n');
  return sha256(nine);
};

/**
 * Works out every hash of an export and the chain over them anew, in this browser and with nothing of the service, and holds
 * the chain against a published seal. `onRead` is told after each hundred events how many there were.
 */
export const checkExport = async (file: Blob, seal: TypedSeal | null, onRead: (events: number) => void): Promise<ExportVerdict> => {
  let line = 0;
  let chain = '0'.repeat(64);
  let events = 0;
  let header: Line | undefined;
  let trailer: Line | undefined;
  const versions = new Map<string, number>();
  try {
    for await (const text of linesOf(file)) {
      line++;
      must(trailer === undefined, 'something follows its end');
      const read = parsed(text);
      if (line === 1) {
        must(read['format'] === 'hoshin-export-1' && read['firstOrdinal'] === 1, 'this is no whole export of Hoshin');
        header = read;
        continue;
      }
      if (read['trailer'] !== undefined) {
        trailer = read['trailer'] as Line;
        continue;
      }
      must(read['ordinal'] === events + 1, 'another position stands here');
      const stream = nameOf(read, 'stream');
      const version = (versions.get(stream) ?? 0) + 1;
      must(read['version'] === version, 'the versions of its stream have a gap or a double');
      versions.set(stream, version);
      const hash = await eventHashOf(read);
      must(hash === read['eventHash'], 'its hash does not fit: something of it was altered');
      events++;
      chain = await sha256(`hoshin-chain-1\n${chain}\n${hash}\n`);
      if (seal?.ordinal === events)
        must(chain.startsWith(seal.digestStart), `the events up to position ${events} are not those that were sealed`);
      if (events % 100 === 0) onRead(events);
    }
    must(header !== undefined && trailer !== undefined, 'it has no end: the file was cut off');
    must(trailer?.['events'] === events && header?.['lastOrdinal'] === events, 'its end counts other events');
    must(trailer?.['chainDigest'] === chain, 'its end has another chain');
    must(seal === null || seal.ordinal <= events, `the seal speaks of position ${seal?.ordinal}, and the export ends before it`);
    return { is: 'WHOLE', events, organisation: nameOf(header!, 'organisation'), chain };
  } catch (error) {
    if (error instanceof Broken) return { is: 'NOT_WHOLE', line: Math.max(line, 1), because: error.message };
    if (error instanceof TypeError) return { is: 'NOT_WHOLE', line: Math.max(line, 1), because: 'it is no text in UTF-8' };
    throw error;
  }
};
