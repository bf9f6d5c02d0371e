import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '#testing';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { startServiceProcess } from './service-process.js';
import { startTestService } from './test-service.js';

const person = 'b7e8c9d0-1a2b-4c3d-8e4f-5a6b7c8d9e0f';
/** What a person would not want to find in a log that other people read. */
const secrets = [
  'Wilhelmina',
  'Sanderson',
  'wilhelmina@northmoor.example',
  'idp-subject-4711',
  'Ward of Whispers',
  'confided reason',
  'NamedAfterHer',
  person,
];
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-lines-'));
  const { given, close } = await startTestService({ dataFolder: folder });
  await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
  await given('organisation', 'AddPost', {
    post: 'administrator',
    unit: 'board',
    title: 'Administrator',
    role: 'ADMINISTRATOR',
    leads: false,
  });
  await given('organisation', 'AppointHolder', { post: 'administrator', person, from: '2025-04-01' });
  await close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('The lines of the log', () => {
  it('say what was asked and how it ended, under the name the caller was given, and nothing of anybody', async () => {
    const service = await startServiceProcess(folder, { environment: { HOSHIN_LOG_LEVEL: 'debug' } });
    const claims = { person, post: 'administrator' };
    const token = await signOwnToken({ dataFolder: folder, audience: 'hoshin' }, claims);
    const expired = await signOwnToken({ dataFolder: folder, audience: 'hoshin' }, { ...claims, lifetime: '-1h' });
    const client = new ApiClient(service.address, token);
    const named: string[] = [];
    const ask = async (body: string, headers: Record<string, string> = client.headers(), path = '/graphql'): Promise<number> => {
      const response = await fetch(`${service.address}${path}`, { method: 'POST', headers, body });
      await response.text();
      named.push(response.headers.get('x-correlation-id')!);
      return response.status;
    };
    const mutation = (name: string, input: object): string =>
      JSON.stringify({
        operationName: 'NamedAfterHer',
        query: `mutation NamedAfterHer($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { __typename } }`,
        variables: { input: { commandId: crypto.randomUUID(), ...input } },
      });
    const statuses = [
      await ask(mutation('recordPerson', { person, name: 'Wilhelmina Sanderson', email: secrets[2], subject: secrets[3] })),
      await ask(mutation('addUnit', { unit: 'ward', name: 'Ward of Whispers', kind: 'team', parent: 'board' })),
      await ask(mutation('renameUnit', { unit: 'no-such-unit', name: 'Ward of Whispers', reason: 'confided reason' })),
      await ask(mutation('renameUnit', { unit: 'ward', name: 'Ward of Whispers'.repeat(2_000), reason: 'confided reason' })),
      await ask(JSON.stringify({ query: '{ me { person { name } posts { title } } }' })),
      await ask(JSON.stringify({ query: '{ unit(id: "Ward of Whispers", Wilhelmina: "Sanderson") { name } }' })),
      await ask('{"query": "{ Wilhelmina Sanderson'),
      await ask(JSON.stringify({ query: '{ me { person { id } } }' }), { ...client.headers(), authorization: `Bearer ${expired}` }),
      await ask('{}', client.headers(), '/Wilhelmina/Sanderson?email=wilhelmina@northmoor.example'),
      await ask(JSON.stringify({ query: '{ __typename }' }), { ...client.headers(), 'x-correlation-id': 'Wilhelmina Sanderson' }),
    ];
    expect(statuses).toEqual([200, 200, 200, 200, 200, 400, 400, 401, 404, 200]);
    expect(await service.stop()).toBe(0);

    const said = service.said();
    for (const secret of [...secrets, token, expired, token.split('.')[1]!, '127.0.0.1:0']) expect(said).not.toContain(secret);
    expect(said).not.toMatch(/eyJ|Bearer/);
    const lines = said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const ofRequests = lines.filter(({ msg }) => msg === 'answered');
    expect(ofRequests.map(({ correlationId }) => correlationId)).toEqual(named);
    for (const name of named) expect(name).toMatch(uuid);
    expect(ofRequests.map(({ operation, outcome, codes }) => [operation, outcome, codes])).toEqual([
      ['mutation recordPerson', 'answered', undefined],
      ['mutation addUnit', 'answered', undefined],
      ['mutation renameUnit', 'refused', [expect.stringMatching(/^[A-Z]\w+$/)]],
      ['mutation renameUnit', 'failed', ['BAD_USER_INPUT']],
      ['query me', 'answered', undefined],
      [undefined, 'failed', ['GRAPHQL_VALIDATION_FAILED']],
      [undefined, 'failed', undefined],
      [undefined, 'failed', ['UNAUTHENTICATED']],
      [undefined, 'failed', undefined],
      ['query __typename', 'answered', undefined],
    ]);
    expect(ofRequests[1]).toEqual({
      level: 30,
      time: expect.any(Number),
      correlationId: named[1],
      method: 'POST',
      route: '/graphql',
      status: 200,
      ms: expect.any(Number),
      operation: 'mutation addUnit',
      outcome: 'answered',
      position: expect.any(Number),
      msg: 'answered',
    });
  });
});
