import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SealedLog } from './sealed-log.js';
import { tamperings } from './tampering.js';

let sealed: SealedLog;
beforeAll(async () => {
  sealed = await SealedLog.written();
});
afterAll(() => sealed.line.remove());

describe('A log in a SQLite file', () => {
  it('is good as it was written, with its seals', async () => {
    await sealed.holds(null, []);
    await sealed.holds(null, sealed.published);
    expect([
      sealed.scene.first < sealed.scene.late.ordinal,
      sealed.scene.late.ordinal + 2 <= sealed.scene.second,
      sealed.scene.second + 2,
    ]).toEqual([true, true, sealed.scene.end]);
  });

  it.each(tamperings)('$what', async ({ what, alter, found, foundWithSeals = found }) => {
    const folder = join(sealed.line.folder, what.replaceAll(/\W+/g, '-'));
    mkdirSync(folder);
    cpSync(join(sealed.line.data, 'log.db'), join(folder, 'log.db'));
    const db = new Database(join(folder, 'log.db'));
    // As an insider would: what stands in the way of a careless hand goes first, the table's own rules included.
    db.exec(`
      DROP TRIGGER nothing_changes; DROP TRIGGER nothing_goes; ALTER TABLE events RENAME TO before;
      CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT, version INTEGER, id TEXT, type TEXT, schema INTEGER, data TEXT,
        meta TEXT, recorded_at TEXT, event_hash TEXT) STRICT;
      DROP TABLE before;
    `);
    const insert = db.prepare(
      'INSERT INTO events VALUES (@ordinal, @stream, @version, @id, @type, @schema, @data, @meta, @recordedAt, @eventHash)',
    );
    for (const event of alter(sealed.log, sealed.scene)) insert.run(event);
    db.close();
    await sealed.holds(found(sealed.scene), ['--data', folder]);
    await sealed.holds(foundWithSeals(sealed.scene), ['--data', folder, ...sealed.published]);
  });
});
