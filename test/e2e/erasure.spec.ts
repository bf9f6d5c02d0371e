import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SqliteDirectory, SqliteSessions, openDirectoryForReading } from '#directory';
import { verifyLog, type Verification } from '#event-store';
import { ApiClient } from '#testing';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { openForReading, recordConfig } from '../../apps/cli/src/record.js';
import { run } from '../../apps/cli/src/program.js';
import type { Terminal } from '../../apps/cli/src/terminal.js';
import { startPostgres } from '../contract/postgres-server.js';
import { startServiceProcess, type ServiceProcess } from './service-process.js';
import { startTestService, type TestService } from './test-service.js';

const person = 'b7e8c9d0-1a2b-4c3d-8e4f-5a6b7c8d9e0f';
const before = { name: 'Wilhelmina Maidenname', email: 'maidenname@northmoor.example', subject: 'idp|maidenname-17' };
const later = { name: 'Wilhelmina Zyxwvut', email: 'zyxwvut@northmoor.example', subject: 'idp|zyxwvut-18' };
/** Whatever of the person must be nowhere once it is erased. */
const traces = [...Object.values(before), ...Object.values(later), 'Wilhelmina', 'Zyxwvut', 'maidenname'];

const tracesIn = (text: Buffer | string): string[] => traces.filter((trace) => text.includes(trace));
/** Files of a folder, folders below it among them, that hold any of it. */
const filesWithTraces = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && tracesIn(readFileSync(join(entry.parentPath, entry.name))).length > 0)
    .map(({ name }) => name)
    .sort();

let folder: string;
let service: ServiceProcess | undefined;
const data = (): string => join(folder, 'data');
const inside = (name: string): string => join(folder, name);
const terminal: Terminal = { out: () => {}, err: () => {}, interactive: false, environment: {} };
const hoshin = (...args: string[]): Promise<number> => run(args, terminal);

/** The log's proof, up to a position. */
const proofOf = async (upTo?: number): Promise<Verification> => {
  const { log, hydrate } = await openForReading(recordConfig(terminal, { data: data() }));
  try {
    return await verifyLog(log.readAllRaw({ after: 0, ...(upTo !== undefined && { upTo }) }), { hydrate });
  } finally {
    await log.close();
  }
};

const withAdministrator = async ({ given }: TestService): Promise<void> => {
  await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
  for (const [post, title, role, holder] of [
    ['administrator', 'Administrator', 'ADMINISTRATOR', 'adi'],
    ['ward', 'Ward manager', 'LEAD', person],
  ] as const) {
    await given('organisation', 'AddPost', { post, unit: 'board', title, role });
    await given('organisation', 'AppointHolder', { post, person: holder, from: '2024-01-01' });
  }
};
const record = async (client: ApiClient, entry: object): Promise<void> => {
  const mutation = 'mutation ($input: RecordPersonInput!) { recordPerson(input: $input) { __typename } }';
  const input = { commandId: crypto.randomUUID(), person, reason: 'as on the staff list', ...entry };
  expect(await client.query(mutation, { input })).toEqual({ recordPerson: { __typename: 'PersonRecorded' } });
};
const whoIs = '{ post(id: "ward") { holders { name } } }';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-erasure-'));
  const service = await startTestService({ dataFolder: data() });
  await withAdministrator(service);
  await service.close();
  const directory = SqliteDirectory.open(join(data(), 'directory.db'));
  const sessions = SqliteSessions.open(join(data(), 'directory.db'));
  await sessions.begin('a digest of what the browser holds', person, Date.now());
  await sessions.close();
  await directory.close();
});
afterAll(async () => {
  await service?.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe('A person who is erased', () => {
  it('is gone from every file of the running service, from its lines and from what is copied later; the log stays as it was', async () => {
    service = await startServiceProcess(data(), { environment: { HOSHIN_LOG_LEVEL: 'debug' } });
    const client = async (who: string): Promise<ApiClient> =>
      new ApiClient(service!.address, await signOwnToken({ dataFolder: data(), audience: 'hoshin' }, { person: who, post: null }));
    const administrator = await client('adi');
    await record(administrator, before);
    expect(JSON.stringify(await (await client(person)).query('{ me { person { name } } }'))).toContain(before.name);
    await record(administrator, later);
    expect(JSON.stringify(await administrator.query(whoIs))).toContain(later.name);
    const held = filesWithTraces(data());
    expect(held.length).toBeGreaterThan(0);
    expect(held.every((name) => name.startsWith('directory.db'))).toBe(true);
    const directory = openDirectoryForReading(join(data(), 'directory.db'));
    await directory.backupTo(inside('older.db'));
    await directory.close();
    expect(tracesIn(readFileSync(inside('older.db')))).toContain(later.name);
    const events = (await proofOf()).events;
    const { chainDigest } = await proofOf(events);

    expect(await administrator.mutate('erasePerson', { person, reason: 'asked for it' })).toMatchObject({ __typename: 'Receipt' });
    expect(filesWithTraces(data())).toEqual([]);
    expect(JSON.stringify(await administrator.query(whoIs))).toContain('former post-holder');
    expect(await hoshin('backup', inside('later.tar'), '--data', data())).toBe(0);
    expect(await hoshin('copy', '--from', `sqlite:${data()}`, '--to', `sqlite:${inside('copied')}`)).toBe(0);
    expect(await service.stop()).toBe(0);

    expect(filesWithTraces(data())).toEqual([]);
    expect(tracesIn(readFileSync(inside('later.tar')))).toEqual([]);
    expect(filesWithTraces(inside('copied'))).toEqual([]);
    expect(tracesIn(service.said())).toEqual([]);
    expect((await proofOf(events)).chainDigest).toBe(chainDigest);
    expect(await proofOf()).toMatchObject({ firstBad: null, events: events + 1 });
  });

  it('keeps no session and no key by which the log’s digests of the sign-in name could be tried', () => {
    const file = new Database(join(data(), 'directory.db'), { readonly: true });
    for (const table of ['sessions', 'subject_keys'])
      expect([table, file.prepare(`SELECT count(*) FROM ${table} WHERE person = ?`).pluck().get(person)]).toEqual([table, 0]);
    file.close();
  });

  it('is emptied again from an older directory that is put back, before anybody is answered', async () => {
    for (const name of ['directory.db-wal', 'directory.db-shm']) rmSync(join(data(), name), { force: true });
    cpSync(inside('older.db'), join(data(), 'directory.db'));
    expect(filesWithTraces(data())).toEqual(['directory.db']);
    service = await startServiceProcess(data());
    expect(filesWithTraces(data())).toEqual([]);
    expect(await service.stop()).toBe(0);
    expect(filesWithTraces(data())).toEqual([]);
  });

  it('is gone from every row of a PostgreSQL database, and from the table’s own file once it is rewritten', async () => {
    const server = await startPostgres();
    try {
      const address = await server.database();
      const rows = async (): Promise<string> => {
        const tables = await server.query(
          address,
          "SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname LIKE 'hoshin%'",
        );
        const found = await Promise.all(
          tables.map(({ name }) => server.query(address, `SELECT row_to_json(each)::text FROM ${String(name)} each`)),
        );
        return JSON.stringify(found);
      };
      const service = await startTestService({ environment: { HOSHIN_STORE: address } });
      await withAdministrator(service);
      const administrator = await service.as('adi');
      await record(administrator, before);
      await record(administrator, later);
      expect(tracesIn(await rows())).toContain(later.name);
      expect(await administrator.mutate('erasePerson', { person, reason: 'asked for it' })).toMatchObject({ __typename: 'Receipt' });
      expect(tracesIn(await rows())).toEqual([]);
      await service.close();

      await server.query(address, 'VACUUM FULL hoshin_directory.people');
      await server.query(address, 'CHECKPOINT');
      const [file] = await server.query(address, "SELECT pg_relation_filepath('hoshin_directory.people') AS path");
      expect(tracesIn(readFileSync(join(server.folder, String(file!['path']))))).toEqual([]);
    } finally {
      await server.end();
    }
  });
});
