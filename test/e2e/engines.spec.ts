import { join } from 'node:path';
import type { Directory } from '#directory';
import { canonicalJson, type Journal } from '#kernel';
import { planId } from '#plan';
import { DIRECTORY } from '../../apps/api/src/record/tokens.js';
import { readRecord, recordConfig } from '../../apps/cli/src/record.js';
import { KurrentTestServer } from '../contract/kurrent-server/index.js';
import { startPostgres, type PostgresServer } from '../contract/postgres-server.js';
import { commandLine, smallTrust, type CommandLine } from './command-line.js';
import { startTestService } from './test-service.js';

let postgres: PostgresServer;
let line: CommandLine;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.end());
beforeEach(() => {
  line = commandLine();
});
afterEach(() => line.remove());

const quiet = { out: () => {}, err: () => {}, interactive: false };
/** What the views make of a record, as one text, and who `ada` is there. */
const seenAt = async (store: string) => {
  const config = recordConfig({ ...quiet, environment: { HOSHIN_DATA: line.data, HOSHIN_STORE: store } }, {});
  const { identity, position, tables, personOf } = await readRecord(config);
  const views = canonicalJson(
    Object.entries(tables).map(([name, table]) => [
      name,
      [...table.keys()].map((key) => [key, 'entries' in table ? table.get(key) : (table as Journal<unknown>).of(key)]),
    ]),
  );
  return { position, views, ada: personOf(planId(identity!.organisation, 'person', 'ada'))?.name };
};
const proof = async (store: string): Promise<string[]> => {
  const { code, out } = await line.hoshin(['verify'], { HOSHIN_STORE: store });
  expect(code).toBe(0);
  return out.split('\n').slice(1);
};
const imported = async (environment: Record<string, string> = {}): Promise<void> => {
  expect(await line.hoshin(['import', 'plan', line.file('trust.yaml', smallTrust)], environment)).toMatchObject({ code: 0 });
};

describe('hoshin copy', () => {
  it('moves a record from a folder to PostgreSQL, to KurrentDB and back into a folder: same head, same chain, same views, same people', async () => {
    await imported();
    const kurrent = await KurrentTestServer.start();
    try {
      const [folder, database, server, back] = [
        `sqlite:${line.data}`,
        await postgres.database(),
        kurrent.address('kurrentdb'),
        `sqlite:${join(line.folder, 'back')}`,
      ];
      const before = await seenAt(folder);
      expect(before).toMatchObject({ ada: 'Ada Lovell', views: expect.stringContaining('Fewer falls with harm') });
      const [head, chain] = await proof(folder);
      const says = (said: string) =>
        [...said.matchAll(/head (\d+) chain ([0-9a-f]{64})/g)].map(([, at, digest]) => [`head  ${at}`, `chain ${digest}`]);
      for (const [from, to] of [
        [folder, database],
        [database, server],
        [server, back],
      ] as const) {
        const { code, out, err } = await line.hoshin(['copy', '--from', from, '--to', to]);
        expect([code, err]).toEqual([0, '']);
        expect(says(out)).toEqual([
          [head, chain],
          [head, chain],
        ]);
        expect((await proof(to)).slice(0, 2)).toEqual([head, chain]);
        expect(await seenAt(to)).toEqual(before);
      }
    } finally {
      await kurrent.stop();
    }
  });

  it('adds nothing when it is given again, and refuses a place that holds another record', async () => {
    await imported();
    const database = await postgres.database();
    const copy = () => line.hoshin(['copy', '--from', `sqlite:${line.data}`, '--to', database]);
    await copy();
    expect((await copy()).out).toMatch(/^0 of \d+ events were copied, the others were there, and \d people\./);
    const other = commandLine();
    try {
      await other.hoshin(['import', 'plan', other.file('trust.yaml', smallTrust.replace('key: hillside', 'key: valley'))]);
      const refused = await other.hoshin(['copy', '--from', `sqlite:${other.data}`, '--to', database]);
      expect(refused).toMatchObject({ code: 1, out: '' });
      expect(refused.err).toMatch(/^hoshin: the target holds another log: its event 1 is another one/);
    } finally {
      other.remove();
    }
  });

  it.each([
    [['--to', 'sqlite:/x'], '--from'],
    [['--from', 'mysql://root:secret@h/d', '--to', 'sqlite:/x'], '--from mysql://root@h/d names no store this service knows'],
    [['--from', 'sqlite:/x', '--to', 'sqlite:/x'], '--from and --to name the same store'],
    [['--from', 'kurrentdb://a:2113', '--to', 'kurrentdb://b:2113'], 'copy into a folder first'],
  ])('says what is wrong with %j', async (args, because) => {
    const { code, err } = await line.hoshin(['copy', ...args]);
    expect(code).toBe(2);
    expect(err).toContain(because);
    expect(err).not.toContain('secret');
  });

  it('says that there is no log where it should copy from', async () => {
    const { code, err } = await line.hoshin(['copy', '--from', `sqlite:${join(line.folder, 'nowhere')}`, '--to', `sqlite:${line.data}`]);
    expect(code).toBe(1);
    expect(err).toMatch(/there is no log in the folder .*nowhere: name its place with --from/);
  });
});

describe('A record in PostgreSQL', () => {
  it('is written by the command line, and says what to use instead of a backup of files', async () => {
    const HOSHIN_STORE = await postgres.database();
    await imported({ HOSHIN_STORE });
    expect((await seenAt(HOSHIN_STORE)).ada).toBe('Ada Lovell');
    const { code, err } = await line.hoshin(['backup', join(line.folder, 'b.tar')], { HOSHIN_STORE });
    expect(code).toBe(1);
    expect(err).toMatch(
      /the log lies in postgres:\/\/postgres@127\.0\.0\.1:\d+\/\w+, not in a file: take a backup of the database with pg_dump/,
    );
    expect((await line.hoshin(['restore', line.file('b.tar', 'a backup')], { HOSHIN_STORE })).err).toMatch(/pg_restore/);
    expect((await line.hoshin(['verify', '--data', join(line.folder, 'elsewhere')], { HOSHIN_STORE })).err).toMatch(
      /there is no log in the folder/,
    );
  });

  it('serves several instances, each of which shows whom the other entered and whom it erased', async () => {
    const environment = { HOSHIN_STORE: await postgres.database() };
    const one = await startTestService({ environment });
    const two = await startTestService({ environment });
    try {
      const { given } = one;
      await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
      await given('organisation', 'AddPost', { post: 'administrator', unit: 'board', title: 'Administrator', role: 'ADMINISTRATOR' });
      await given('organisation', 'AppointHolder', { post: 'administrator', person: 'adi', from: '2024-01-01' });
      const administrator = await one.as('adi');
      const person = crypto.randomUUID();
      await administrator.query(
        `mutation { recordPerson(input: { commandId: "${crypto.randomUUID()}", person: "${person}", name: "Wim Sanders" }) { __typename } }`,
      );
      const elsewhere = two.service.app.get<Directory>(DIRECTORY);
      const shows = async (name: string) => {
        while (elsewhere.displayName(person) !== name) await new Promise((resolve) => setTimeout(resolve, 20));
      };
      await shows('Wim Sanders');
      await administrator.mutate('erasePerson', { person, reason: 'Asked for it' });
      await shows('former post-holder');
    } finally {
      await one.close();
      await two.close();
    }
  });

  it('serves under a role that may neither make tables nor change or delete anything, once its owner has run hoshin migrate', async () => {
    const owner = await postgres.database();
    await postgres.query(owner, `CREATE ROLE hoshin_least LOGIN PASSWORD 'least'`);
    const url = new URL(owner);
    url.username = 'hoshin_least';
    url.password = 'least';
    const environment = { HOSHIN_STORE: url.href };
    await expect(startTestService({ environment })).rejects.toThrow(/hoshin migrate/);
    const { code, out } = await line.hoshin(['migrate', '--store', owner, '--service', 'hoshin_least']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /tables of the log in postgres:\/\/postgres@.* are ready, and the role hoshin_least may use them[^]*tables of the directory/,
    );
    const service = await startTestService({ environment });
    await service.given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
    await service.close();
    for (const sql of [
      'DELETE FROM hoshin.events',
      `UPDATE hoshin.events SET data = '{}'`,
      'DELETE FROM hoshin_directory.people',
      'CREATE TABLE hoshin.x (y int)',
    ])
      await expect(postgres.query(url.href, sql)).rejects.toThrow(/permission denied/);
  });
});

describe('A directory in a file', () => {
  it('lets no second service in, also where the log lies elsewhere and would', async () => {
    const environment = { HOSHIN_STORE: await postgres.database(), HOSHIN_DIRECTORY: `sqlite:${join(line.folder, 'names')}` };
    const one = await startTestService({ environment });
    try {
      await expect(startTestService({ environment })).rejects.toThrow(/directory\.db is in use by another process/);
    } finally {
      await one.close();
    }
  });
});
