import { startPostgres, type PostgresServer } from './postgres-server.js';
import { SealedLog } from './sealed-log.js';
import { tamperings } from './tampering.js';

let sealed: SealedLog;
beforeAll(async () => {
  sealed = await SealedLog.written();
});
afterAll(() => sealed.line.remove());

describe('A log in PostgreSQL', () => {
  let server: PostgresServer;
  let address: string;
  let environment: Record<string, string>;
  beforeAll(async () => {
    server = await startPostgres();
    address = await server.database();
    environment = { HOSHIN_STORE: address };
    expect(await sealed.line.hoshin(['copy', '--from', `sqlite:${sealed.line.data}`, '--to', address, '--log-only'])).toMatchObject({
      code: 0,
    });
    await server.query(
      address,
      `DROP TRIGGER nothing_changes_or_goes ON hoshin.events;
       ALTER TABLE hoshin.events DROP CONSTRAINT events_stream_version_key, DROP CONSTRAINT events_id_stream_key`,
    );
  });
  afterAll(() => server.end());

  it('is good as it was copied, with its seals', () => sealed.holds(null, sealed.published, environment));

  it.each(tamperings)('$what', async ({ alter, found, foundWithSeals = found }) => {
    const altered = alter(sealed.log, sealed.scene);
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
    await sealed.holds(found(sealed.scene), [], environment);
    await sealed.holds(foundWithSeals(sealed.scene), sealed.published, environment);
  });
});
