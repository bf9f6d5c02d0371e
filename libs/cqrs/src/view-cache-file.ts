import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import type { Encoding, FoldedSoFar, Stretch } from '#kernel';

/**
 * A file with the views at one position:
 *
 *     header   one line of JSON
 *     frames   length in bytes (4, little endian) and content each: first recorded times, then stretches of the tables
 *     end      a length of 0
 *     digest   SHA-256 over everything before it
 *
 * A frame of stretches begins with the length of its index; the index says which stretches of which table there are, and
 * their bytes follow one after the other. Frames are about 256 KiB large, each read into memory of its own, so that the
 * memory of those that were decoded is given back.
 */
export interface CacheHeader {
  readonly format: typeof cacheFormat;
  /** Whose log it was made from. */
  readonly organisation: string;
  readonly position: number;
  /** The event at that position, and its hash: what ties it to one log. */
  readonly event: string;
  readonly eventHash: string;
  /** What the program was that made it: see `cacheSchema`. */
  readonly schema: string;
  readonly unchangedSince: FoldedSoFar['unchangedSince'];
}

export const cacheFormat = 'hoshin view cache 1';

/** The views at a position with the recorded times up to it, each as the running maximum in milliseconds. */
export interface ViewsSoFar extends FoldedSoFar {
  readonly times: Float64Array;
}

/** Values as V8 writes them: everything a fold can make of JSON, `undefined` included, and nothing that is an instance. */
export const viewEncoding: Encoding = { encode: serialize, decode: deserialize };

/** The file is not what was written, or was never written to its end. */
export class CacheTorn extends Error {}

const headerBytesMax = 65_536;
const frameBytes = 1 << 18;
const digestBytes = 32;
const timesPerFrame = frameBytes / Float64Array.BYTES_PER_ELEMENT;
/** What a stretch takes in an index beside its key, about. */
const indexedBytes = 32;
/** What may be worked on before somebody else has a turn. */
const sliceMs = 4;

interface FrameIndex {
  readonly table: string;
  readonly keys: readonly string[];
  readonly born: readonly number[];
  readonly counts: readonly number[];
  readonly lengths: readonly number[];
}

/** Appends frames to a file, hashing what it writes. */
class FrameWriter {
  private readonly hash: Hash = createHash('sha256');
  constructor(private readonly file: FileHandle) {}

  async write(...parts: readonly Uint8Array[]): Promise<void> {
    const bytes = Buffer.concat(parts);
    this.hash.update(bytes);
    for (let at = 0; at < bytes.length;) at += (await this.file.write(bytes, at)).bytesWritten;
  }

  async frame(...parts: readonly Uint8Array[]): Promise<void> {
    await this.write(lengthOf(parts.reduce((sum, { length }) => sum + length, 0)), ...parts);
  }

  async end(): Promise<void> {
    await this.write(lengthOf(0));
    await this.file.write(this.hash.digest());
    await this.file.sync();
  }
}

const lengthOf = (length: number): Uint8Array => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(length);
  return bytes;
};

const frameOf = (stretches: readonly Stretch[]): readonly Uint8Array[] => {
  const index: FrameIndex = {
    table: stretches[0]!.table,
    keys: stretches.map(({ key }) => key),
    born: stretches.map(({ born }) => born),
    counts: stretches.map(({ count }) => count),
    lengths: stretches.map(({ from, to }) => to - from),
  };
  const indexed = serialize(index);
  return [lengthOf(indexed.length), indexed, ...stretches.map(({ source, from, to }) => source.subarray(from, to))];
};

/**
 * Writes the views into a new file that is on the disk when it resolves. After every few milliseconds it waits for `pause`;
 * throws what keeps the file from being written, and the reason of the signal where that ends it.
 */
export const writeCacheFile = async (
  path: string,
  header: CacheHeader,
  { stretches, times }: Pick<ViewsSoFar, 'stretches' | 'times'>,
  { pause = nextTurn, signal }: { readonly pause?: () => Promise<unknown>; readonly signal?: AbortSignal } = {},
): Promise<void> => {
  const file = await open(path, 'w', 0o600);
  try {
    const writer = new FrameWriter(file);
    await writer.write(Buffer.from(`${JSON.stringify(header)}\n`));
    for (let at = 0; at < times.length; at += timesPerFrame) {
      const some = times.subarray(at, at + timesPerFrame);
      await writer.frame(Buffer.from(some.buffer, some.byteOffset, some.byteLength));
    }
    let gathered: Stretch[] = [];
    let bytes = 0;
    let since = performance.now();
    for (const stretch of stretches) {
      if (gathered.length > 0 && (bytes >= frameBytes || gathered[0]!.table !== stretch.table)) {
        await writer.frame(...frameOf(gathered));
        [gathered, bytes] = [[], 0];
      }
      gathered.push(stretch);
      bytes += stretch.to - stretch.from + stretch.key.length + indexedBytes;
      if (performance.now() - since < sliceMs) continue;
      await pause();
      signal?.throwIfAborted();
      since = performance.now();
    }
    if (gathered.length > 0) await writer.frame(...frameOf(gathered));
    await writer.end();
  } finally {
    await file.close();
  }
};

/** Reads a file from its beginning on; whatever is missing in it is {@link CacheTorn}. */
class FrameReader {
  private readonly hash: Hash = createHash('sha256');
  private at = 0;
  constructor(
    private readonly file: FileHandle,
    private readonly size: number,
  ) {}

  async read(length: number): Promise<Buffer> {
    const bytes = await this.unhashed(length);
    this.hash.update(bytes);
    return bytes;
  }

  private async unhashed(length: number): Promise<Buffer> {
    if (this.at + length > this.size) throw new CacheTorn('it ends too early');
    // Of its own, so that it can be given back by itself.
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let got = 0; got < length;) {
      const { bytesRead } = await this.file.read(bytes, got, length - got, this.at + got);
      if (bytesRead === 0) throw new CacheTorn('it ends too early');
      got += bytesRead;
    }
    this.at += length;
    return bytes;
  }

  /** All frames, once the digest at the end of the file has said that they are as they were written. */
  async frames(): Promise<Buffer[]> {
    const frames: Buffer[] = [];
    for (;;) {
      const length = (await this.read(4)).readUInt32LE();
      if (length === 0) break;
      frames.push(await this.read(length));
    }
    if (!this.hash.digest().equals(await this.unhashed(digestBytes))) throw new CacheTorn('its digest is another');
    if (this.at !== this.size) throw new CacheTorn('something follows its end');
    return frames;
  }
}

const parsed = (line: string): CacheHeader => {
  const torn = new CacheTorn('its first line is no header');
  try {
    const header = JSON.parse(line) as Partial<CacheHeader> | null;
    // The digest at the end is read later: until then anything may stand here.
    if (header && Number.isSafeInteger(header.position) && header.position! > 0 && typeof header.unchangedSince === 'object')
      return header as CacheHeader;
  } catch (cause) {
    torn.cause = cause;
  }
  throw torn;
};

/** The header of an open file; what follows it is read once somebody wants it. */
export interface OpenCacheFile {
  readonly header: CacheHeader;
  /** Throws {@link CacheTorn}. Everything is read and proven before anything is decoded; other work has turns in between. */
  body(): Promise<{ readonly times: Float64Array; each(take: (stretch: Stretch) => void): Promise<void> }>;
  close(): Promise<void>;
}

/** Opens a file and reads its header; throws {@link CacheTorn} where there is none. */
export const openCacheFile = async (path: string): Promise<OpenCacheFile> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = Buffer.alloc(Math.min(size, headerBytesMax));
    await file.read(start, 0, start.length, 0);
    const lineEnd = start.indexOf('\n');
    if (lineEnd < 0) throw new CacheTorn('it has no header');
    const header = parsed(start.toString('utf8', 0, lineEnd));
    const body = async () => {
      const reader = new FrameReader(file, size);
      await reader.read(lineEnd + 1);
      const frames = await reader.frames();
      const times = new Float64Array(header.position);
      let filled = 0;
      while (filled < times.length) {
        const bytes = frames.shift();
        if (!bytes) throw new CacheTorn('it has too few times');
        times.set(new Float64Array(bytes.buffer), filled);
        filled += bytes.length / Float64Array.BYTES_PER_ELEMENT;
      }
      return { times, each: (take: (stretch: Stretch) => void) => eachStretch(frames, take) };
    };
    return { header, body, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
};

const eachStretch = async (frames: readonly Buffer[], take: (stretch: Stretch) => void): Promise<void> => {
  for (const source of frames) {
    const indexLength = source.readUInt32LE();
    const { table, keys, born, counts, lengths } = deserialize(source.subarray(4, 4 + indexLength)) as FrameIndex;
    let from = 4 + indexLength;
    for (const [index, key] of keys.entries()) {
      const to = from + lengths[index]!;
      take({ table, key, born: born[index]!, count: counts[index]!, source, from, to });
      from = to;
    }
    await nextTurn();
  }
};
