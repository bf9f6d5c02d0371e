/** Moves a whole log once and ends: into an export, through its verifier, out of it into a new log, or without one. */
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import Database from 'better-sqlite3';
import { identityOf } from '#cqrs';
import { copyLog } from '#event-store';
import { exportAsSource, exportLog, verifyExport } from '#event-store/export';
import { SqliteLogCopy, openReadOnly } from '#event-store/sqlite';

/** What is done with the log; `read` and `copy` are what the others are set against. */
export type Move = 'read' | 'export' | 'verify' | 'copy' | 'restore';
export interface Moved {
  readonly seconds: number;
  /** The most the process ever held. */
  readonly peakMiB: number;
}

const unread = (): never => {
  throw new Error('nothing is hydrated here');
};
const bytesOf = (file: string) => createReadStream(file, { highWaterMark: 262_144 });

/** The log, the export to write or to read, and where a log may be made. */
const [, , what, log = '', exported = '', made = ''] = process.argv;

const moves: Readonly<Record<Move, () => Promise<unknown>>> = {
  read: async () => {
    const db = new Database(log, { readonly: true });
    let characters = 0;
    for (const row of db.prepare<[], string[]>('SELECT * FROM events ORDER BY position').raw().iterate()) characters += row[6]!.length;
    db.close();
    return characters;
  },
  export: async () => {
    const reading = await openReadOnly(log, unread);
    const to = createWriteStream(exported, { flush: true });
    const { position } = await reading.head();
    const { organisation } = (await identityOf(reading))!;
    await exportLog(reading, { organisation, upTo: position }, async (piece) => {
      if (!to.write(piece)) await once(to, 'drain');
    });
    to.end();
    await once(to, 'close');
    await reading.close();
  },
  verify: async () => await found(),
  copy: async () => {
    const reading = await openReadOnly(log, unread);
    await intoNew((target) => copyLog(reading, target));
    await reading.close();
  },
  restore: async () => {
    const proved = await found();
    await intoNew((target) =>
      copyLog(
        exportAsSource(proved, () => bytesOf(exported)),
        target,
      ),
    );
  },
};

const found = async () => {
  const proved = await verifyExport(bytesOf(exported));
  if (proved.firstBad) throw new Error(`line ${proved.firstBad.line}: ${proved.firstBad.problem}`);
  return proved;
};

const intoNew = async (work: (target: SqliteLogCopy) => Promise<unknown>): Promise<void> => {
  const target = await SqliteLogCopy.open({ file: made });
  await work(target);
  await target.close();
};

const started = performance.now();
await moves[what as Move]();
const seconds = (performance.now() - started) / 1_000;
process.send!({ seconds, peakMiB: process.resourceUsage().maxRSS / 1_024 } satisfies Moved);

process.once('disconnect', () => process.exit());
