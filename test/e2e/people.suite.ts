import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDirectory, type Directory } from '#directory';
import type { SqliteEventStore } from '#event-store/sqlite';
import type { ApiClient } from '#testing';
import { DIRECTORY, STORE } from '../../apps/api/src/record/tokens.js';
import { startTestService, type TestService } from './test-service.js';

let service: TestService;
let administrator: ApiClient;

/** One unit with an administrator, and a ward post that stands empty. */
beforeAll(async () => {
  service = await startTestService();
  const { given } = service;
  await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
  await given('organisation', 'AddPost', { post: 'administrator', unit: 'board', title: 'Administrator', role: 'ADMINISTRATOR' });
  await given('organisation', 'AddPost', { post: 'ward', unit: 'board', title: 'Ward manager', role: 'LEAD' });
  await given('organisation', 'AppointHolder', { post: 'administrator', person: 'adi', from: '2024-01-01' });
  administrator = await service.as('adi');
});
afterAll(() => service.close());

interface Recorded {
  readonly __typename: 'PersonRecorded' | 'Refusal';
  readonly person?: string;
  readonly code?: string;
}
const fields = '{ __typename ... on PersonRecorded { person } ... on Refusal { code } }';
const record = async (client: ApiClient, input: Record<string, unknown>): Promise<Recorded> =>
  (
    await client.query<{ recordPerson: Recorded }>(`mutation ($input: RecordPersonInput!) { recordPerson(input: $input) ${fields} }`, {
      input,
    })
  ).recordPerson;

describe('People', () => {
  it('are entered by an administrator, appointed, and erased without a trace of their name', async () => {
    const commandId = crypto.randomUUID();
    const entry = { commandId, name: 'Wim Sanders', email: 'wim@northmoor.example', subject: 'idp|wim', reason: 'New to the trust' };
    const before = service.position();
    const recorded = await record(administrator, entry);
    expect(recorded).toEqual({ __typename: 'PersonRecorded', person: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(await record(administrator, entry)).toEqual(recorded);
    // That a name to sign in by was given, and nothing else of it.
    expect(service.position()).toBe(before + 1);

    const person = recorded.person!;
    expect(await administrator.mutate('appointHolder', { post: 'ward', person, from: '2024-01-01' })).toMatchObject({
      __typename: 'Receipt',
      subject: 'ward',
    });
    const wim = await service.as(person);
    expect(await wim.query('{ me { person { id name } posts { title } } }')).toEqual({
      me: { person: { id: person, name: 'Wim Sanders' }, posts: [{ title: 'Ward manager' }] },
    });

    expect(await administrator.mutate('erasePerson', { person, reason: 'Asked for it' })).toMatchObject({
      __typename: 'Receipt',
      subject: person,
    });
    expect(await wim.query('{ me { person { name } posts { title } } }')).toEqual({
      me: { person: { name: 'former post-holder' }, posts: [{ title: 'Ward manager' }] },
    });
  });

  it('stay erased when the directory is put back from before', async () => {
    const person = '3f0b1a52-7c1e-4b7d-9a33-5d2e8c9f4b10';
    await record(administrator, { commandId: crypto.randomUUID(), person, name: 'Wim Sanders' });
    await administrator.mutate('erasePerson', { person, reason: 'Asked for it' });
    const folder = mkdtempSync(join(tmpdir(), 'hoshin-restored-'));
    await service.service.app.get<SqliteEventStore>(STORE).backupTo(join(folder, 'log.db'));
    const directory = SqliteDirectory.open(join(folder, 'directory.db'));
    await directory.put({ person, name: 'Wim Sanders' });
    await directory.close();
    const restored = await startTestService({ dataFolder: folder });
    expect(restored.service.app.get<Directory>(DIRECTORY).displayName(person)).toBe('former post-holder');
    await restored.close();
    rmSync(folder, { recursive: true });
  });

  it('are not entered by anybody else', async () => {
    await service.given('organisation', 'AddPost', { post: 'chief', unit: 'board', title: 'Chief', role: 'EXECUTIVE' });
    await service.given('organisation', 'AppointHolder', { post: 'chief', person: 'eve', from: '2024-01-01' });
    expect(await record(await service.as('eve'), { commandId: crypto.randomUUID(), name: 'Eve' })).toEqual({
      __typename: 'Refusal',
      code: 'NotForThisRole',
    });
  });

  it('share no sign-in', async () => {
    await record(administrator, { commandId: crypto.randomUUID(), name: 'One', subject: 'idp|shared', reason: 'r' });
    const input = { commandId: crypto.randomUUID(), name: 'Two', subject: 'idp|shared', reason: 'r' };
    const { errors } = await administrator.ask(`mutation ($input: RecordPersonInput!) { recordPerson(input: $input) ${fields} }`, {
      input,
    });
    expect(errors).toEqual([expect.objectContaining({ extensions: expect.objectContaining({ code: 'SubjectTaken' }) })]);
  });

  it('who no longer stand in a post act in it no more', async () => {
    const { person } = await record(administrator, { commandId: crypto.randomUUID(), name: 'Short Stay' });
    await administrator.mutate('appointHolder', { post: 'ward', person, from: '2024-01-01', to: '2024-02-01' });
    const { errors } = await (await service.as(person!)).attempt('reopenGoal', { goal: 'g', reason: 'r' });
    expect(errors).toEqual([expect.objectContaining({ extensions: expect.objectContaining({ code: 'POST_NEEDED' }) })]);
  });

  it('who acted for a vacant post act in it no more once somebody holds it', async () => {
    const { given } = service;
    await given('organisation', 'AddPost', { post: 'finance', unit: 'board', title: 'Director of Finance', role: 'EXECUTIVE' });
    const named = { post: 'finance', person: 'ada', from: '2024-01-01', reason: 'vacant' };
    await given('organisation', 'NameActingHolder', named, { actor: { person: 'adi', post: 'administrator' } });
    const ada = await service.as('ada');
    const posts = async () => (await ada.query<{ me: { posts: object[] } }>('{ me { posts { title } } }')).me.posts;
    const attempt = () => ada.attempt('nameFinalArbiter', { post: 'finance', reason: 'r', actingPost: 'finance' });
    expect(await posts()).toEqual([{ title: 'Director of Finance' }]);
    expect((await attempt()).errors).toEqual([]);
    await given('organisation', 'AppointHolder', { post: 'finance', person: 'fay', from: '2024-02-01' });
    expect(await posts()).toEqual([]);
    expect((await attempt()).errors).toEqual([expect.objectContaining({ extensions: expect.objectContaining({ code: 'FORBIDDEN' }) })]);
  });

  it('learn the id of what they add from the receipt, and get the same one when they ask again', async () => {
    const commandId = crypto.randomUUID();
    const added = await administrator.mutate('addUnit', { commandId, name: 'Medicine', kind: 'division', parent: 'board' });
    expect(added).toMatchObject({ __typename: 'Receipt', subject: expect.stringMatching(/^[0-9a-f-]{36}$/), replayed: false });
    expect(await administrator.mutate('addUnit', { commandId, name: 'Medicine', kind: 'division', parent: 'board' })).toEqual({
      ...added,
      replayed: true,
    });
    const unit = added.__typename === 'Receipt' ? added.subject : '';
    expect(await administrator.query('query ($unit: ID!) { unit(id: $unit) { name } }', { unit })).toEqual({ unit: { name: 'Medicine' } });
  });
});
