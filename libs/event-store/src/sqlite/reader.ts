import type { EventRow } from '../event-row.js';
import type { Service, Tools } from './thread.js';

export interface ReaderGiven {
  readonly file: string;
  readonly columns: string;
}

export type ReadRequest =
  /** The events after one ordinal up to another, of these stored types or of all: as many as make up one page. */
  | {
      readonly kind: 'page';
      readonly after: number;
      readonly upTo: number;
      readonly types: readonly string[] | null;
      readonly hashed: boolean;
    }
  /** A copy of the log as it stands, into a file that does not exist yet. */
  | { readonly kind: 'backup'; readonly to: string };

export type ReadReply = { readonly rows: readonly EventRow<number>[]; readonly done: boolean; readonly hashes?: readonly string[] };

/** Reads long scans and makes copies on a connection of its own. Self-contained (thread.ts). */
export const openReader = ({ Database, fs, path, envelope }: Tools, { file, columns }: ReaderGiven): Service<ReadRequest, ReadReply> => {
  /** A page is full at this many events or characters: what the main thread can take in without a pause that is felt. */
  const pageEventsMax = 250;
  const pageCharactersMax = 262_144;

  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  const all = db
    .prepare<unknown[], EventRow<number>>(`SELECT ${columns} FROM events WHERE position > ? AND position <= ? ORDER BY position`)
    .raw();
  const some = db
    .prepare<unknown[], EventRow<number>>(
      `SELECT ${columns} FROM events WHERE position > ? AND position <= ? AND type IN (SELECT value FROM json_each(?)) ORDER BY position`,
    )
    .raw();

  const page = (after: number, upTo: number, types: readonly string[] | null): ReadReply => {
    const rows: EventRow<number>[] = [];
    let characters = 0;
    for (const row of types ? some.iterate(after, upTo, JSON.stringify(types)) : all.iterate(after, upTo)) {
      rows.push(row);
      characters += row[6].length + row[7].length;
      if (rows.length === pageEventsMax || characters >= pageCharactersMax) return { rows, done: row[0] === upTo };
    }
    return { rows, done: true };
  };

  const hashOf = ([, stream, version, id, type, schema, data, meta, recordedAt]: EventRow<number>): string =>
    envelope.eventHash({ stream, version, id, type, schema, data, meta, recordedAt });

  const sync = (name: string): void => {
    const descriptor = fs.openSync(name, 'r');
    try {
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  };

  /** The name is taken first and filled last, so that a file of that name is never half a copy and never somebody else's. */
  const backup = (to: string): void => {
    const partial = `${to}.partial`;
    fs.closeSync(fs.openSync(to, 'wx'));
    try {
      fs.rmSync(partial, { force: true });
      db.prepare('VACUUM INTO ?').run(partial);
      sync(partial);
      fs.renameSync(partial, to);
      sync(path.dirname(to));
    } catch (error) {
      fs.rmSync(partial, { force: true });
      fs.rmSync(to, { force: true });
      throw error;
    }
  };

  return {
    togetherMax: 1,
    awakeMs: 0,
    answer: (requests) =>
      requests.map((request) => {
        if (request.kind === 'page') {
          const read = page(request.after, request.upTo, request.types);
          return request.hashed ? { ...read, hashes: read.rows.map(hashOf) } : read;
        }
        backup(request.to);
        return { rows: [], done: true };
      }),
    close: () => db.close(),
  };
};
