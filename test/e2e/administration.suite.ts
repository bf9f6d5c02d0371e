import { ApiClient } from '#testing';
import { startTestService, type TestService } from './test-service.js';

let service: TestService;
let administrator: ApiClient;
/** Whom the administrator entered. */
const ids: Record<string, string> = {};

interface Listed {
  readonly person: { readonly id: string; readonly name: string };
  readonly program: boolean;
  readonly status: string;
  readonly email: string | null;
  readonly subject: string | null;
  readonly posts: readonly { readonly post: { readonly title: string }; readonly standing: string; readonly from: string }[];
}
const listed =
  'query ($search: String, $status: PersonStatus, $programs: Boolean, $first: Int, $after: String) { people(search: $search, status: $status, programs: $programs, first: $first, after: $after) { totalCount pageInfo { endCursor hasNextPage } edges { node { person { id name } program status email subject posts { post { title } standing from } } } } }';
const peopleTo = async (client: ApiClient, asked: Record<string, unknown> = {}): Promise<readonly Listed[]> =>
  (await client.query<{ people: { edges: { node: Listed }[] } }>(listed, asked)).people.edges.map(({ node }) => node);
const namesTo = async (client: ApiClient, asked: Record<string, unknown> = {}): Promise<string[]> =>
  (await peopleTo(client, asked)).map(({ person }) => person.name);

const record = async (name: string, entry: object = {}): Promise<string> => {
  const { recordPerson } = await administrator.query<{ recordPerson: { person: string } }>(
    'mutation ($input: RecordPersonInput!) { recordPerson(input: $input) { ... on PersonRecorded { person } } }',
    { input: { commandId: crypto.randomUUID(), name, reason: 'entered', ...entry } },
  );
  return (ids[name] = recordPerson.person);
};
const makeAccount = async (name: string): Promise<{ account: string; token: string }> =>
  (
    await administrator.query<{ createServiceAccount: { account: string; token: string } }>(
      'mutation ($input: CreateServiceAccountInput!) { createServiceAccount(input: $input) { ... on ServiceAccountCreated { account token } } }',
      {
        input: {
          commandId: crypto.randomUUID(),
          name,
          scopes: ['IMPORT'],
          lastDay: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
        },
      },
    )
  ).createServiceAccount;

beforeAll(async () => {
  service = await startTestService();
  const { given } = service;
  await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
  const posts = [
    ['administrator', 'Trust secretary', 'ADMINISTRATOR'],
    ['lead', 'Ward manager', 'LEAD'],
    ['nurse', 'Staff nurse', 'MEMBER'],
    ['auditor', 'Internal auditor', 'AUDITOR'],
    ['figures', 'Nightly figures', 'DATA_STEWARD'],
  ] as const;
  for (const [post, title, role] of posts) await given('organisation', 'AddPost', { post, unit: 'board', title, role });
  await given('organisation', 'AppointHolder', { post: 'administrator', person: 'adi', from: '2024-01-01' });
  administrator = await service.as('adi');
  await record('Lena Ward', { email: 'lena@northmoor.example', subject: 'idp|lena' });
  await record('Nia Bell');
  await record('Otto Gone');
  await record('Wim Sanders', { email: 'wim@northmoor.example' });
  await record('Ada Audit');
  const appoint = (post: string, name: string, more: object = {}) =>
    given('organisation', 'AppointHolder', { post, person: ids[name]!, from: '2024-01-01', ...more });
  await appoint('lead', 'Lena Ward');
  await appoint('nurse', 'Otto Gone', { to: '2024-02-01' });
  await appoint('nurse', 'Nia Bell', { from: '2024-02-02' });
  await appoint('auditor', 'Ada Audit');
});
afterAll(() => service.close());

describe('The directory', () => {
  it('is listed by name to an administrator, with where everybody stands and how they are reached', async () => {
    const people = await peopleTo(administrator);
    expect(people.map(({ person, status }) => `${person.name}: ${status}`)).toEqual([
      'Ada Audit: IN_POST',
      'Lena Ward: IN_POST',
      'Nia Bell: IN_POST',
      'Otto Gone: IN_NO_POST_TODAY',
      'Wim Sanders: NEVER_IN_POST',
    ]);
    expect(people[1]).toEqual({
      person: { id: ids['Lena Ward'], name: 'Lena Ward' },
      program: false,
      status: 'IN_POST',
      email: 'lena@northmoor.example',
      subject: 'idp|lena',
      posts: [{ post: { title: 'Ward manager' }, standing: 'HOLDER', from: '2024-01-01' }],
    });
  });

  it('shows who is in no post yet to those who appoint people, and no address and no sign-in name to anybody but administrators', async () => {
    const [lead, nurse, auditor] = await Promise.all(['Lena Ward', 'Nia Bell', 'Ada Audit'].map((name) => service.as(ids[name]!)));
    expect(await namesTo(lead!)).toContain('Wim Sanders');
    for (const client of [nurse!, auditor!]) {
      expect(await namesTo(client)).toEqual(['Ada Audit', 'Lena Ward', 'Nia Bell', 'Otto Gone']);
      expect(await namesTo(client, { search: 'wim' })).toEqual([]);
      expect(await namesTo(client, { status: 'NEVER_IN_POST' })).toEqual([]);
    }
    for (const client of [lead!, nurse!, auditor!])
      expect((await peopleTo(client)).flatMap(({ email, subject }) => [email, subject]).filter((each) => each !== null)).toEqual([]);
  });

  it('is searched by name and by title, and asked for by how somebody stands', async () => {
    expect(await namesTo(administrator, { search: 'wARD' })).toEqual(['Lena Ward']);
    expect(await namesTo(administrator, { search: 'staff' })).toEqual(['Nia Bell', 'Otto Gone']);
    expect(await namesTo(administrator, { search: 'staff', status: 'IN_NO_POST_TODAY' })).toEqual(['Otto Gone']);
    expect(await namesTo(administrator, { search: 'nobody at all' })).toEqual([]);
  });

  it('comes page by page', async () => {
    const page = async (after: string | null) =>
      (
        await administrator.query<{
          people: { totalCount: number; pageInfo: { endCursor: string; hasNextPage: boolean }; edges: { node: Listed }[] };
        }>(listed, { first: 3, after })
      ).people;
    const first = await page(null);
    expect([first.totalCount, first.edges.length, first.pageInfo.hasNextPage]).toEqual([5, 3, true]);
    const rest = await page(first.pageInfo.endCursor);
    expect(rest.edges.map(({ node }) => node.person.name)).toEqual(['Otto Gone', 'Wim Sanders']);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  it('lists nobody who was erased, and no name of theirs is found', async () => {
    const person = await record('Erin Erased', { email: 'erin@northmoor.example' });
    await service.given('organisation', 'AppointHolder', { post: 'figures', person, from: '2024-01-01', to: '2024-01-31' });
    expect(await namesTo(administrator, { search: 'erin' })).toEqual(['Erin Erased']);
    await administrator.mutate('erasePerson', { person, reason: 'asked for it' });
    expect(await namesTo(administrator, { search: 'erin' })).toEqual([]);
    expect((await peopleTo(administrator)).map((each) => each.person.id)).not.toContain(person);
  });
});

describe('Accounts of programs', () => {
  const accounts =
    '{ serviceAccounts { totalCount edges { node { id name scopes state madeAt lastDay revokedAt posts { post { title } } } } } }';
  interface Account {
    readonly id: string;
    readonly name: string;
    readonly state: string;
    readonly revokedAt: string | null;
  }
  const accountsTo = async (client: ApiClient): Promise<readonly Account[]> =>
    (await client.query<{ serviceAccounts: { edges: { node: Account }[] } }>(accounts)).serviceAccounts.edges.map(({ node }) => node);

  it('are listed to administrators with scope, post and state, to a program as its own, and to nobody else', async () => {
    const { account, token } = await makeAccount('Nightly import');
    const other = await makeAccount('Board pack');
    await service.given('organisation', 'AppointHolder', { post: 'figures', person: account, from: '2024-02-01' });
    expect(await accountsTo(administrator)).toEqual([
      expect.objectContaining({ id: other.account, name: 'Board pack', state: 'ACTIVE', posts: [] }),
      {
        id: account,
        name: 'Nightly import',
        scopes: ['IMPORT'],
        state: 'ACTIVE',
        madeAt: expect.stringMatching(/^20\d\d-/),
        lastDay: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
        revokedAt: null,
        posts: [{ post: { title: 'Nightly figures' } }],
      },
    ]);
    expect((await accountsTo(new ApiClient(service.service.address, token))).map(({ name }) => name)).toEqual(['Nightly import']);
    for (const name of ['Lena Ward', 'Nia Bell', 'Ada Audit']) expect(await accountsTo(await service.as(ids[name]!))).toEqual([]);
    expect((await peopleTo(administrator, { programs: true })).map(({ person, program }) => [person.name, program])).toEqual([
      ['Board pack', true],
      ['Nightly import', true],
    ]);
    expect(await namesTo(administrator, { programs: false, search: 'nightly' })).toEqual([]);
    expect(JSON.stringify(await accountsTo(administrator))).not.toContain(token.split('.')[2]);
  });

  it('stay in the list when they were revoked', async () => {
    const { account } = await makeAccount('Old import');
    await administrator.query('mutation ($input: RevokeServiceAccountInput!) { revokeServiceAccount(input: $input) { __typename } }', {
      input: { commandId: crypto.randomUUID(), account },
    });
    const revoked = (await accountsTo(administrator)).find(({ id }) => id === account);
    expect(revoked).toMatchObject({ name: 'Old import', state: 'REVOKED', revokedAt: expect.stringMatching(/^20\d\d-/) });
  });
});

describe('The settings of the organisation', () => {
  const settings = async (client: ApiClient, asOf: object | null = null): Promise<unknown> =>
    (
      await client.query<{ organisation: unknown }>(
        'query ($asOf: AsOfInput) { organisation(asOf: $asOf) { calendar { closed open } chartConvention { preset shiftPoints trendPoints rulesVersion } } }',
        { asOf },
      )
    ).organisation;
  const atFirst = {
    calendar: { closed: [], open: [] },
    chartConvention: { preset: 'MDC_2_6', shiftPoints: null, trendPoints: null, rulesVersion: 1 },
  };

  it('are read by everybody as they stand, and as they stood', async () => {
    const nurse = await service.as(ids['Nia Bell']!);
    expect(await settings(nurse)).toEqual(atFirst);
    const before = service.position();
    const reason = 'decided by the board';
    await administrator.mutate('changeCalendar', { closed: ['2024-12-24'], open: ['2024-12-26'], reason });
    await administrator.mutate('chooseChartConvention', { preset: 'RUN', trendPoints: 6, rulesVersion: 1, reason });
    expect(await settings(nurse)).toEqual({
      calendar: { closed: ['2024-12-24'], open: ['2024-12-26'] },
      chartConvention: { preset: 'RUN', shiftPoints: null, trendPoints: 6, rulesVersion: 1 },
    });
    expect(await settings(nurse, { position: before })).toEqual(atFirst);
  });
});
