import { hash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Folded, schemaOf, type TableShape, type View } from '#kernel';
import type { EventStore } from '#event-store';
import type { Aggregate } from './hydrate.js';
import { Trouble } from './trouble.js';
import {
  CacheTorn,
  cacheFormat,
  openCacheFile,
  viewEncoding,
  writeCacheFile,
  type CacheHeader,
  type ViewsSoFar,
} from './view-cache-file.js';
import type { OpenedViews } from './view-host.js';

const partialStaleMs = 10 * 60_000;
/** Room for each event that must be free: a few times what a cache takes, since the log may lie on the same disk. */
const roomPerEventBytes = 1_024;

const nameOf = (position: number): string => `views-${String(position).padStart(12, '0')}.cache`;
const isCache = (name: string): boolean => /^views-\d{12}\.cache$/.test(name);
const isPartial = (name: string): boolean => /^views-.*\.partial-\d+$/.test(name);

/** The log a cache belongs to. */
export interface CachedLog {
  readonly organisation: string;
  readonly store: Pick<EventStore, 'head' | 'readAllRaw'>;
}

/** What becomes of caches, for whoever keeps the service running. Nothing here is the service's end. */
export interface CacheNews {
  /** It is used: so many events need not be folded. */
  used(file: string, position: number): void;
  /** It is not, and why; the next one is tried, or all is folded anew. */
  passedOver(file: string, because: string): void;
}

/**
 * What a cache must have been made by to be what this program would fold: the names, revisions and tables of the views, the
 * text of their functions, the events and their shapes, the version of Node.js that encodes values and knows the days, and
 * a digest of whatever else the fold is made of.
 */
export const cacheSchema = (views: readonly View[], aggregates: readonly Aggregate[], program: string): string =>
  hash(
    'sha256',
    JSON.stringify([
      cacheFormat,
      process.version,
      program,
      views.map(({ name, revision, tables, on }) => [
        name,
        revision,
        Object.entries(tables).map(([table, { kind }]) => [table, kind]),
        Object.entries(on).map(([type, handle]) => [type, String(handle)]),
      ]),
      aggregates.map(({ name, stored, upcasts }) => [
        name,
        Object.entries(stored).map(([type, as]) => [type, as, schemaOf(upcasts, type)]),
      ]),
    ]),
    'hex',
  );

/** A file of the folder, and why it is not to be used where it is not. */
export interface ExaminedCache<Shapes extends Record<string, TableShape>> {
  readonly file: string;
  readonly opened: (OpenedViews<Shapes> & { readonly position: number }) | null;
  readonly because: string | null;
}

/**
 * A folder with the views as they stood at some positions, so that a start need not fold the whole log. It proves nothing and
 * can be deleted at any time: what is missing, torn, of another log or of another program is made anew from the log.
 */
export class ViewCache<Shapes extends Record<string, TableShape>> {
  /** The file that was used or written last: it is kept beside the next one. */
  private latest: string | null = null;

  constructor(
    readonly folder: string,
    private readonly views: readonly View[],
    /** See {@link cacheSchema}; asked for once there is a file to compare it with. */
    private readonly schema: () => string,
  ) {}

  /** The newest views that are of this log and this program; null where there are none. Never fails because of a file. */
  async open(log: CachedLog, news?: CacheNews): Promise<OpenedViews<Shapes> | null> {
    for (const file of await this.files()) {
      const { opened, because } = await this.examine(file, log);
      if (opened) {
        this.latest = file;
        news?.used(file, opened.position);
        return opened;
      }
      news?.passedOver(file, because!);
    }
    return null;
  }

  /** Caches of the folder, the newest first. */
  async files(): Promise<readonly string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names
      .filter(isCache)
      .sort()
      .reverse()
      .map((name) => join(this.folder, name));
  }

  /** Opens one file as far as it may be used. */
  async examine(file: string, log: CachedLog): Promise<ExaminedCache<Shapes>> {
    try {
      const cache = await openCacheFile(file);
      try {
        const { header } = cache;
        const because = await this.misfit(header, log);
        if (because !== null) return { file, opened: null, because };
        const { times, each } = await cache.body();
        const folded = new Folded<Shapes>(this.views, viewEncoding);
        await each((stretch) => folded.take(stretch));
        folded.stand(header.position, header.unchangedSince);
        return { file, opened: { folded, times, position: header.position }, because: null };
      } finally {
        await cache.close();
      }
    } catch (error) {
      const because = error instanceof CacheTorn ? `it is torn: ${error.message}` : `it cannot be read: ${String(error)}`;
      return { file, opened: null, because };
    }
  }

  /** Why a file cannot be what folding the log would give; null where it can. */
  private async misfit({ format, organisation, position, eventHash, schema }: CacheHeader, log: CachedLog): Promise<string | null> {
    if (format !== cacheFormat) return 'it is of another format';
    if (schema !== this.schema()) return 'another version of the program made it';
    if (organisation !== log.organisation) return 'it is of the log of another organisation';
    const head = await log.store.head();
    if (position > head.position)
      return `it goes to position ${position}, and the log ends at ${head.position}: an older log was put in its place`;
    const event = await eventAt(log.store, position);
    return event?.eventHash === eventHash ? null : `position ${position} of the log holds another event than when it was made`;
  }

  /**
   * Writes the views down and lets go of all files but this one and the one before. Throws what keeps it from being written;
   * then nothing of it remains.
   */
  async write(
    { position, unchangedSince, stretches, times }: ViewsSoFar,
    { organisation, store }: CachedLog,
    how: { readonly pause?: () => Promise<unknown>; readonly signal?: AbortSignal } = {},
  ): Promise<void> {
    const event = await eventAt(store, position);
    if (!event) throw new Error(`the log has no position ${position}`);
    const header: CacheHeader = {
      format: cacheFormat,
      organisation,
      position,
      event: event.id,
      eventHash: event.eventHash,
      schema: this.schema(),
      unchangedSince,
    };
    await mkdir(this.folder, { recursive: true, mode: 0o750 });
    await this.mustHaveRoom(position);
    const file = join(this.folder, nameOf(position));
    const partial = `${file}.partial-${process.pid}`;
    try {
      await writeCacheFile(partial, header, { stretches, times }, how);
      await rename(partial, file);
      await syncFolder(this.folder);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    await this.tidy(file);
  }

  private async mustHaveRoom(events: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder);
    const [free, needed] = [bavail * bsize, events * roomPerEventBytes];
    if (free >= needed) return;
    const [freeMiB, neededMiB] = [Math.floor(free / 2 ** 20), Math.ceil(needed / 2 ** 20)];
    throw new Trouble(
      'NoRoom',
      `a cache of ${events} events is written where ${neededMiB} MiB are free, and ${this.folder} has ${freeMiB}`,
      {
        folder: this.folder,
      },
    );
  }

  private async tidy(newest: string): Promise<void> {
    const kept = new Set([newest, this.latest]);
    this.latest = newest;
    for (const name of await readdir(this.folder)) {
      const file = join(this.folder, name);
      if (isCache(name) && !kept.has(file)) await rm(file, { force: true });
      // Left by a process that was killed while it wrote; one that writes still is never silent for long.
      else if (isPartial(name) && Date.now() - (await stat(file).then(({ mtimeMs }) => mtimeMs, Date.now)) > partialStaleMs)
        await rm(file, { force: true });
    }
  }
}

const eventAt = async (store: Pick<EventStore, 'readAllRaw'>, position: number) => {
  for await (const { events } of store.readAllRaw({ after: position - 1, upTo: position })) if (events[0]) return events[0];
  return undefined;
};

/** Makes a rename last; where the system cannot, the next start merely finds no cache. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch {
    // Some file systems have no folders to sync.
  } finally {
    await handle.close();
  }
};
