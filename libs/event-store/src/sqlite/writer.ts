import type { Expected, NewEvent } from '../port.js';
import type { LogToOpen } from './schema.js';
import type { Service, Tools } from './thread.js';

export interface WriterGiven extends LogToOpen {
  readonly lockFile: string;
}

export interface AppendRequest {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly NewEvent[];
  /** The service's clock at the call, in milliseconds: the thread has none. */
  readonly nowMs: number;
}

export type AppendReply =
  | {
      readonly kind: 'appended';
      readonly replayed: boolean;
      readonly firstVersion: number;
      readonly position: number;
      readonly recordedAt: string;
      /** Hashes of the events this append added, in order. */
      readonly hashes: readonly string[];
    }
  | { readonly kind: 'conflict'; readonly actual: number }
  | { readonly kind: 'duplicate'; readonly id: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/**
 * The one connection that writes. Requests that come together share one transaction and one sync of the disk; each has
 * a savepoint of its own, so that one that fails takes no neighbour with it. Self-contained (thread.ts).
 */
export const openWriter = (
  { Database, os, envelope, judge, kindOfLog, openLogFile, takeLock }: Tools,
  { file, lockFile, createLog, ourLog }: WriterGiven,
): Service<AppendRequest, AppendReply> => {
  const lock = takeLock(Database, os, lockFile);
  let db: ReturnType<typeof openLogFile>;
  try {
    db = openLogFile(Database, kindOfLog, { file, createLog, ourLog });
  } catch (error) {
    lock.close();
    throw error;
  }

  const begin = db.prepare<[]>('BEGIN IMMEDIATE');
  const commit = db.prepare<[]>('COMMIT');
  const rollback = db.prepare<[]>('ROLLBACK');
  const save = db.prepare<[]>('SAVEPOINT one');
  const undo = db.prepare<[]>('ROLLBACK TO one');
  const release = db.prepare<[]>('RELEASE one');
  const head = db.prepare<[], { position: number; at: string }>(
    'SELECT position, recorded_at AS at FROM events ORDER BY position DESC LIMIT 1',
  );
  const current = db.prepare<[string], number>('SELECT version FROM events WHERE stream = ? ORDER BY version DESC LIMIT 1').pluck();
  const idAt = db.prepare<[string, number], string>('SELECT id FROM events WHERE stream = ? AND version = ?').pluck();
  const versionOf = db.prepare<[string, string], number>('SELECT version FROM events WHERE stream = ? AND id = ?').pluck();
  const placeOf = db.prepare<[string, number], { position: number; at: string }>(
    'SELECT position, recorded_at AS at FROM events WHERE stream = ? AND version = ?',
  );
  const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');

  const appendOne = ({ stream, expected, events, nowMs }: AppendRequest, last: { position: number; at: string }): AppendReply => {
    const version = current.get(stream) ?? 0;
    const verdict = judge(
      expected,
      events.map((event) => event.id),
      { current: version, idAt: (at) => idAt.get(stream, at), versionOf: (id) => versionOf.get(stream, id) },
    );
    if (verdict.kind === 'conflict' || verdict.kind === 'duplicate') return verdict;
    if (verdict.kind === 'replay') {
      const { firstVersion } = verdict;
      const place = placeOf.get(stream, firstVersion + events.length - 1)!;
      return { kind: 'appended', replayed: true, firstVersion, position: place.position, recordedAt: place.at, hashes: [] };
    }
    const now = new Date(nowMs).toISOString();
    const recordedAt = now > last.at ? now : last.at;
    const hashes = events.map(({ id, type, schema, data, meta }, index) => {
      const placed = { stream, version: version + 1 + index, id, type, schema, data, meta, recordedAt };
      const eventHash = envelope.eventHash(placed);
      insert.run(last.position + 1 + index, stream, placed.version, id, type, schema, data, meta, recordedAt, eventHash);
      return eventHash;
    });
    last.position += events.length;
    last.at = recordedAt;
    return { kind: 'appended', replayed: false, firstVersion: version + 1, position: last.position, recordedAt, hashes };
  };

  return {
    togetherMax: 1_000,
    awakeMs: 0.12,
    answer: (requests) => {
      begin.run();
      try {
        const last = head.get() ?? { position: 0, at: '' };
        const replies = requests.map((request): AppendReply => {
          save.run();
          try {
            return appendOne(request, last);
          } catch (error) {
            // A full disk ends the whole transaction by itself: then nobody's events are in, and everybody is told.
            if (!db.inTransaction) throw error;
            undo.run();
            const { code, message } = error as Error & { code?: string };
            return { kind: 'failed', code: code ?? 'BUG', message };
          } finally {
            if (db.inTransaction) release.run();
          }
        });
        commit.run();
        return replies;
      } catch (error) {
        if (db.inTransaction) rollback.run();
        throw error;
      }
    },
    close: () => {
      db.close();
      lock.close();
    },
  };
};
