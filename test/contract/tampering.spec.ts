import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { RawEvent } from '#event-store';
import { openReadOnly } from '#event-store/sqlite';
import { commandLine, smallTrust, type CommandLine } from '../e2e/command-line.js';
import { readToItsEnd } from '../e2e/log-file.js';
import { hydrate } from '../simulation/world.js';
import { startPostgres, type PostgresServer } from './postgres-server.js';
import { sceneOf, tamperings, type Found, type Scene } from './tampering.js';

let line: CommandLine;
let log: readonly RawEvent[];
let scene: Scene;
/** Both seals, as they were printed in the minutes. */
let published: readonly string[];

beforeAll(async () => {
  line = commandLine();
  const done = async (...args: readonly string[]): Promise<string> => {
    const { code, out, err } = await line.hoshin(args);
    expect([code, err]).toEqual([0, expect.any(String)]);
    return out;
  };
  const annotated = (text: string): Promise<string> => done('chart', 'annotate', 'falls', '2026-04', text);
  await done('import', 'plan', line.file('trust.yaml', smallTrust));
  const first = await done('seal');
  for (const text of ['new beds', 'a ward closed', 'a ward opened']) await annotated(text);
  published = [first, await done('seal')].flatMap((printed) => ['--seal', printed.split('\n')[1]!]);
  await annotated('beds counted');
  ({ log } = await readToItsEnd(await openReadOnly(join(line.data, 'log.db'), hydrate)));
  scene = sceneOf(log);
});
afterAll(() => line.remove());

/** What a verification of the altered log must say: the first bad position and why, or that nothing is found. */
const holds = async (found: Found | null, args: readonly string[], environment: Record<string, string> = {}): Promise<void> => {
  const { code, out, err } = await line.hoshin(['verify', ...args], environment);
  if (found === null)
    return expect([code, err.replaceAll(/warning: .*\n?/g, ''), out]).toEqual([0, '', expect.stringContaining('is whole')]);
  const [, at] = /hoshin: position (\d+): /.exec(err) ?? [];
  expect([code, Number(at), err]).toEqual([1, found.at, expect.stringMatching(found.says)]);
};

describe('A log in a SQLite file', () => {
  it('is good as it was written, with its seals', async () => {
    await holds(null, []);
    await holds(null, published);
    expect([scene.first < scene.late.ordinal, scene.late.ordinal + 2 <= scene.second, scene.second + 2]).toEqual([true, true, scene.end]);
  });

  it.each(tamperings)('$what', async ({ what, alter, found, foundWithSeals = found }) => {
    const folder = join(line.folder, what.replaceAll(/\W+/g, '-'));
    mkdirSync(folder);
    cpSync(join(line.data, 'log.db'), join(folder, 'log.db'));
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
    for (const event of alter(log, scene)) insert.run(event);
    db.close();
    await holds(found(scene), ['--data', folder]);
    await holds(foundWithSeals(scene), ['--data', folder, ...published]);
  });
});

describe('A log in PostgreSQL', () => {
  let server: PostgresServer;
  let address: string;
  let environment: Record<string, string>;
  beforeAll(async () => {
    server = await startPostgres();
    address = await server.database();
    environment = { HOSHIN_STORE: address };
    expect(await line.hoshin(['copy', '--from', `sqlite:${line.data}`, '--to', address, '--log-only'])).toMatchObject({ code: 0 });
    await server.query(
      address,
      `DROP TRIGGER nothing_changes_or_goes ON hoshin.events;
       ALTER TABLE hoshin.events DROP CONSTRAINT events_stream_version_key, DROP CONSTRAINT events_id_stream_key`,
    );
  });
  afterAll(() => server.end());

  it('is good as it was copied, with its seals', () => holds(null, published, environment));

  it.each(tamperings)('$what', async ({ alter, found, foundWithSeals = found }) => {
    const altered = alter(log, scene);
    const quoted = (value: string | number): string => (typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`);
    const rows = altered.map(
      ({ ordinal, stream, version, id, type, schema, data, meta, recordedAt, eventHash }) =>
        `(${[ordinal, stream, version, id, type, schema, data, meta, recordedAt, eventHash].map(quoted).join(', ')})`,
    );
    await server.query(
      address,
      `DELETE FROM hoshin.events; INSERT INTO hoshin.events VALUES ${rows.join(', ')};
       UPDATE hoshin.log_head SET position = ${altered.at(-1)!.ordinal}`,
    );
    await holds(found(scene), [], environment);
    await holds(foundWithSeals(scene), published, environment);
  });
});
