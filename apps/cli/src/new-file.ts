import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Trouble } from '#cqrs';

/** Takes the next piece; ends when the one after it may come. */
export type Write = (piece: Buffer) => Promise<void>;

/** An error of the system that names the file it is about: some, a full disk for one, do not say. */
const about = (file: string, error: unknown): unknown =>
  typeof (error as NodeJS.ErrnoException | null)?.code === 'string' && (error as NodeJS.ErrnoException).syscall !== undefined
    ? Object.assign(error as NodeJS.ErrnoException, { path: file })
    : error;

/** Makes sure that a file renamed within a folder is there after a power cut. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/**
 * Writes a file that does not exist yet, readable by its owner alone. It is filled beside its place and appears under
 * its name only when all of it is on the disk; where anything goes wrong nothing is left. Throws {@link Trouble}
 * `FileExists`, and errors of the system that name the file.
 */
export const writeNewFile = async <Result>(file: string, what: string, fill: (write: Write) => Promise<Result>): Promise<Result> => {
  const target = resolve(file);
  if (existsSync(target))
    throw new Trouble('FileExists', `${file} exists already: ${what} overwrites nothing, choose another name`, { file });
  const partial = join(dirname(target), `.${basename(target)}.${process.pid}.partial`);
  try {
    const handle = await open(partial, 'wx', 0o600);
    try {
      const result = await fill(async (piece) => handle.writeFile(piece));
      await handle.sync();
      await handle.close();
      await rename(partial, target);
      await syncFolder(dirname(target));
      return result;
    } finally {
      await handle.close().catch(() => {});
    }
  } catch (error) {
    await rm(partial, { force: true });
    throw about(file, error);
  }
};
