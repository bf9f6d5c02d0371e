import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { Trouble } from '#cqrs';

/**
 * A tar file (POSIX.1-1988 ustar), so that a backup can be looked into by any machine's own tools without this
 * program. Only flat archives of plain files are written and read.
 */

const blockBytes = 512;
/** What fits into the twelve octal digits of a header; larger sizes are written in binary, as GNU tar does. */
const octalBytesMax = 8 ** 11 - 1;
const chunkBytes = 1 << 20;

const headerOf = (name: string, bytes: number, atSeconds: number): Buffer => {
  const header = Buffer.alloc(blockBytes);
  const octal = (value: number, offset: number, length: number): void =>
    void header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset, 'latin1');
  header.write(name, 0, 100, 'latin1');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  if (bytes <= octalBytesMax) octal(bytes, 124, 12);
  else {
    header[124] = 0x80;
    header.writeBigUInt64BE(BigInt(bytes), 128);
  }
  octal(atSeconds, 136, 12);
  header.write('        ', 148, 'latin1');
  header.write('0', 156, 'latin1');
  header.write('ustar\u000000', 257, 'latin1');
  octal(checksumOf(header), 148, 7);
  return header;
};

/** The sum of the header's bytes with the checksum itself read as blanks. */
const checksumOf = (header: Buffer): number => header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);

const write = async (to: WriteStream, bytes: Buffer): Promise<void> => {
  if (!to.write(bytes)) await once(to, 'drain');
};

/** Writes files of one folder into a new archive and syncs it to disk; never overwrites a file. */
export const writeArchive = async (file: string, folder: string, names: readonly string[]): Promise<void> => {
  const to = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  const failed = once(to, 'error').then(([error]) => Promise.reject(error as Error));
  const done = (async () => {
    for (const name of names) {
      const { size, mtimeMs } = await stat(join(folder, name));
      await write(to, headerOf(name, size, Math.floor(mtimeMs / 1_000)));
      for await (const chunk of createReadStream(join(folder, name), { highWaterMark: chunkBytes })) await write(to, chunk as Buffer);
      await write(to, Buffer.alloc((blockBytes - (size % blockBytes)) % blockBytes));
    }
    to.end(Buffer.alloc(2 * blockBytes));
    await once(to, 'close');
  })();
  await Promise.race([done, failed]);
};

const broken = (file: string, why: string): Trouble =>
  new Trouble('BadBackup', `${file} is no whole backup (${why}): use another one`, { file });

const readAt = async (handle: FileHandle, file: string, position: number, bytes: number): Promise<Buffer> => {
  const block = Buffer.alloc(bytes);
  const { bytesRead } = await handle.read(block, 0, bytes, position);
  if (bytesRead !== bytes) throw broken(file, 'it ends too early');
  return block;
};

const sizeIn = (header: Buffer): number =>
  header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(header.toString('latin1', 124, 135), 8);

/** Unpacks an archive into a folder. Only the names expected are taken; throws {@link Trouble} `BadBackup` for anything else. */
export const readArchive = async (file: string, folder: string, expected: readonly string[]): Promise<readonly string[]> => {
  const names: string[] = [];
  const handle = await open(file, 'r');
  try {
    for (let position = 0; ;) {
      const header = await readAt(handle, file, position, blockBytes);
      if (header.every((byte) => byte === 0)) return names;
      if (Number.parseInt(header.toString('latin1', 148, 154), 8) !== checksumOf(header)) throw broken(file, 'a header is damaged');
      const name = header.toString('latin1', 0, 100).replace(/\0.*$/s, '');
      if (!expected.includes(name) || names.includes(name)) throw broken(file, `it holds '${name}'`);
      const size = sizeIn(header);
      await unpack(handle, file, position + blockBytes, size, join(folder, name));
      names.push(name);
      position += blockBytes + Math.ceil(size / blockBytes) * blockBytes;
    }
  } finally {
    await handle.close();
  }
};

const unpack = async (from: FileHandle, file: string, start: number, size: number, into: string): Promise<void> => {
  const to = await open(into, 'wx', 0o600);
  try {
    for (let at = 0; at < size; at += chunkBytes) await to.writeFile(await readAt(from, file, start + at, Math.min(chunkBytes, size - at)));
    await to.sync();
  } finally {
    await to.close();
  }
};
