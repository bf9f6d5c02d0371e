import type { Directory } from '#directory';
import { planId, type Kind } from '#plan';
import type { ApiClient } from '#testing';
import { DIRECTORY } from '../../apps/api/src/record/tokens.js';
import { smallTrust } from './command-line.js';
import { startTestService, type TestService } from './test-service.js';

let service: TestService;
const id = (kind: Kind, key: string): string => planId(service.organisation, kind, key);
const as = (key: string): Promise<ApiClient> => service.as(id('person', key));

interface Preview {
  readonly totalCount: number;
  readonly problemCount: number;
  readonly problems: readonly { readonly line: number; readonly column: number; readonly says: string }[];
  readonly now: number;
  readonly later: number;
  readonly others: number;
  readonly waitsFor: readonly string[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly {
    readonly node: {
      readonly number: number;
      readonly part: string;
      readonly says: string;
      readonly doneBy: string;
      readonly turn: string;
    };
  }[];
}
const planOf = (text: string, reason?: string) => ({ text, file: 'trust.yaml', ...(reason && { reason }) });
const preview = async (client: ApiClient, text: string, asked: Record<string, unknown> = {}): Promise<Preview> =>
  (
    await client.query<{ planPreview: Preview }>(
      `query ($plan: PlanInput!, $turn: PlanTurn, $first: Int, $after: String) { planPreview(plan: $plan, turn: $turn, first: $first, after: $after) {
        totalCount problemCount problems { line column says } now later others waitsFor pageInfo { hasNextPage endCursor }
        edges { node { number part says doneBy turn } } } }`,
      { plan: planOf(text), first: 200, ...asked },
    )
  ).planPreview;

interface Imported {
  readonly done: number;
  readonly left: number;
  readonly stopped: { readonly says: string; readonly code: string; readonly because: string } | null;
  readonly position: number;
}
const bringIn = async (client: ApiClient, text: string, commandId = crypto.randomUUID(), reason?: string): Promise<Imported> =>
  (
    await client.query<{ importPlan: Imported }>(
      'mutation ($input: ImportPlanInput!) { importPlan(input: $input) { ... on PlanImported { done left stopped { says code because } position } } }',
      { input: { commandId, plan: planOf(text, reason) } },
    )
  ).importPlan;

const counts = ({ now, later, others, problemCount }: Preview) => ({ now, later, others, problemCount });
const linesOf = ({ edges }: Preview) => edges.map(({ node: { turn, doneBy, says } }) => `${turn} ${doneBy}: ${says}`);

const ada = { name: 'Ada Lovell', email: 'ada@hillside.example', subject: 'ada' };
/** Whoever signs in first: the administrator of a trust with a board, and nothing else of the plan. */
beforeAll(async () => {
  service = await startTestService();
  await service.service.app.get<Directory>(DIRECTORY).put({ person: id('person', 'ada'), ...ada });
  const { given } = service;
  await given('organisation', 'AddUnit', { unit: id('unit', 'board'), name: 'Board', kind: 'board', parent: null, code: 'HIL' });
  await given('organisation', 'AddPost', {
    post: id('post', 'admin'),
    unit: id('unit', 'board'),
    title: 'Administrator',
    role: 'ADMINISTRATOR',
  });
  await given('organisation', 'AppointHolder', { post: id('post', 'admin'), person: id('person', 'ada'), from: '2024-01-01' });
});
afterAll(() => service.close());

describe('A plan that is brought in by those it is for', () => {
  it('is shown first: what would be done, by whom, and what waits for whom; nothing is written', async () => {
    const before = service.position();
    const shown = await preview(await as('ada'), smallTrust);
    expect(counts(shown)).toEqual({ now: 14, later: 0, others: 10, problemCount: 0 });
    expect(linesOf(shown).slice(0, 4)).toEqual([
      'NOW an administrator: enter Ben Okri in the directory',
      'NOW an administrator: enter Cai Rees in the directory',
      'NOW an administrator: enter Dot Fry in the directory',
      'NOW an administrator: name the organisation Hillside Hospitals',
    ]);
    expect(linesOf(shown)).toContain('OTHERS Chief executive: adopt fewer-falls as the aim falls-aim');
    expect(linesOf(shown)).toContain('OTHERS Medicine lead: nominate the candidate new-signs');
    expect(shown.edges.map(({ node }) => node.number)).toEqual(shown.edges.map((_, index) => index + 1));
    expect(service.position()).toBe(before);
  });

  it('says for each line what is wrong with it, all of them at once, and takes nothing', async () => {
    const before = service.position();
    const wrong = smallTrust.replace('parent: medicine', 'parent: nowhere').replace('sponsor: chief', 'sponsor: nobody');
    const shown = await preview(await as('ada'), wrong);
    expect(counts(shown)).toEqual({ now: 0, later: 0, others: 0, problemCount: 2 });
    expect(shown.problems).toEqual([
      { line: 14, column: expect.any(Number), says: expect.stringMatching(/^units\[0\]\.parent: there is no unit nowhere/) },
      {
        line: expect.any(Number),
        column: expect.any(Number),
        says: expect.stringMatching(/^candidates\[0\]\.adopted\.sponsor: there is no post nobody/),
      },
    ]);
    expect((await preview(await as('ada'), 'organisation: [')).problemCount).toBeGreaterThan(0);
    await expect(bringIn(await as('ada'), wrong)).rejects.toThrow('there is no unit nowhere');
    await expect(preview(await as('ada'), 'x'.repeat(200_001))).rejects.toThrow('text of 1 to 200,000 characters');
    expect(service.position()).toBe(before);
  });

  it('is brought in by each in turn: the administration, then whoever nominates, scores and decides', async () => {
    const client = await as('ada');
    const command = crypto.randomUUID();
    expect(await bringIn(client, smallTrust, command)).toMatchObject({ done: 14, left: 0, stopped: null });
    const after = service.position();
    expect(await bringIn(client, smallTrust, command)).toEqual({ done: 0, left: 0, stopped: null, position: after });

    const [ben, dot] = [await as('ben'), await as('dot')];
    expect(await preview(ben, smallTrust)).toMatchObject({ now: 4, later: 5, others: 1, waitsFor: ['Medicine lead'] });
    expect(await preview(dot, smallTrust)).toMatchObject({ now: 0, later: 1, others: 9, waitsFor: ['Chief executive'] });
    expect(await bringIn(dot, smallTrust)).toMatchObject({ done: 0, left: 0 });
    expect(await bringIn(ben, smallTrust)).toMatchObject({ done: 4, left: 0 });
    expect(await bringIn(dot, smallTrust)).toMatchObject({ done: 1, left: 0 });
    expect(await bringIn(ben, smallTrust)).toMatchObject({ done: 5, left: 0, stopped: null });
    expect(await preview(client, smallTrust)).toMatchObject({ totalCount: 0, problemCount: 0 });

    const { cycles, aims } = await ben.query<{ cycles: unknown; aims: unknown }>(
      '{ cycles { name state } aims { edges { node { id statement } } } }',
    );
    expect(cycles).toEqual([{ name: 'Year one', state: 'ACTIVE' }]);
    expect(aims).toEqual({
      edges: [{ node: { id: id('aim', 'falls-aim'), statement: 'Reduce falls with harm from 10 to 7 a month' } }],
    });
  });

  it('stands in the record under whoever did it, with the reason given', async () => {
    const client = await as('ada');
    const later = smallTrust.replace('name: Medicine,', 'name: Acute medicine,');
    expect(linesOf(await preview(client, later))).toEqual(['NOW an administrator: rename the division Medicine to Acute medicine']);
    expect(await bringIn(client, later, crypto.randomUUID(), 'as the board decided in June')).toMatchObject({ done: 1, left: 0 });
    const { history } = await client.query<{ history: { edges: { node: { by: { name: string }; reason: string } }[] } }>(
      'query ($subject: ID!) { history(subject: $subject) { edges { node { by { name } reason } } } }',
      { subject: id('unit', 'medicine') },
    );
    expect(history.edges.at(-1)?.node).toEqual({ by: { name: 'Ada Lovell' }, reason: 'as the board decided in June' });
  });

  it('stops at the first step a rule refuses, and keeps what was done', async () => {
    const client = await as('ada');
    const more = smallTrust
      .replace('name: Medicine,', 'name: Acute medicine,')
      .replace(
        'units:\n',
        'units:\n  - { key: ward-b, name: Ward B, kind: team, parent: medicine }\n  - { key: ward-c, name: Ward C, kind: team, parent: medicine, code: HIL }\n',
      );
    expect(await bringIn(client, more)).toMatchObject({
      done: 1,
      left: 1,
      stopped: { says: 'add the team Ward C', code: 'CodeTaken', because: expect.stringContaining('Board') },
    });
    expect(linesOf(await preview(client, more))).toEqual(['NOW an administrator: add the team Ward C']);
  });

  it('stops at a name its administrator would sign in by themselves: that is for another administrator', async () => {
    const renamed = smallTrust.replace('name: Medicine,', 'name: Acute medicine,').replace('signsInAs: ada', 'signsInAs: eve');
    expect(await bringIn(await as('ada'), renamed)).toMatchObject({ done: 0, left: 1, stopped: { code: 'OwnSignIn' } });
    const taken = renamed.replace('signsInAs: eve', 'signsInAs: ada').replace('name: Ben Okri }', 'name: Ben Okri, signsInAs: ada }');
    expect(await bringIn(await as('ada'), taken)).toMatchObject({ done: 0, left: 1, stopped: { code: 'SubjectTaken' } });
  });

  it('does fifty steps at a time, so that nobody waits long for an answer', async () => {
    const client = await as('ada');
    const teams = Array.from(
      { length: 70 },
      (_, index) => `  - { key: team-${index}, name: Team ${index}, kind: team, parent: medicine }\n`,
    );
    const grown = smallTrust.replace('name: Medicine,', 'name: Acute medicine,').replace('units:\n', `units:\n${teams.join('')}`);
    expect(await preview(client, grown, { first: 60 })).toMatchObject({ totalCount: 70, now: 70, pageInfo: { hasNextPage: true } });
    const { pageInfo } = await preview(client, grown, { first: 60 });
    expect((await preview(client, grown, { first: 60, after: pageInfo.endCursor })).edges.map(({ node }) => node.number)).toEqual(
      Array.from({ length: 10 }, (_, index) => index + 61),
    );
    expect(await bringIn(client, grown)).toMatchObject({ done: 50, left: 20 });
    expect(await bringIn(client, grown)).toMatchObject({ done: 20, left: 0 });
  });

  it('tells nobody but an administrator whether the directory says of somebody what the plan says', async () => {
    const renamed = smallTrust.replace('Ben Okri', 'Ben O’Kri').replace('name: Medicine,', 'name: Acute medicine,');
    expect(linesOf(await preview(await as('ben'), renamed))).toEqual([]);
    expect(linesOf(await preview(await as('ada'), renamed))).toEqual(["NOW an administrator: correct the directory's entry of Ben O’Kri"]);
    await expect(preview(service.nobody, smallTrust)).rejects.toThrow('sign in');
  });
});
