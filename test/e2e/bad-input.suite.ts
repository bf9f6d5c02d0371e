import { SignJWT, generateKeyPair } from 'jose';
import { addDays, type MeasureDefinition, type Role } from '#strategy';
import { ApiClient, type ApiAnswer } from '#testing';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { startTestService, type TestService } from './test-service.js';

const today = new Date().toISOString().slice(0, 10);
const year = Number(today.slice(0, 4));
const inTheEnd = addDays(today, 300);
const month = today.slice(0, 7);

const falls: MeasureDefinition = {
  name: 'Falls with harm',
  kind: 'COUNT',
  unitOfMeasure: 'falls',
  direction: { kind: 'DECREASE' },
  frequency: 'MONTH',
  purpose: 'OUTCOME',
  overTime: 'SUM',
  overUnits: 'SUM',
  operationalDefinition: 'Falls reported with harm, by date of the fall',
  source: 'Incident system',
  steward: null,
  dueAfter: 10,
  populationGroup: null,
  code: null,
};

const offer = {
  statement: 'Every ward has a falls lead',
  kind: 'MILESTONE',
  milestones: [{ text: 'Leads named', due: addDays(today, 60) }],
  due: addDays(today, 200),
  confidence: 4,
  rationale: 'Wards with a lead have fewer falls',
};

let service: TestService;
let executive: ApiClient;
let lead: ApiClient;
let thread: string;

/** A board over medicine, an aim on falls, and one ball thrown at medicine. */
beforeAll(async () => {
  service = await startTestService();
  const { given } = service;
  await given('organisation', 'NameOrganisation', { name: 'Northmoor', financialYearStart: 4 });
  await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
  await given('organisation', 'AddUnit', { unit: 'medicine', name: 'Medicine', kind: 'division', parent: 'board' });
  const posts: readonly [post: string, unit: string, role: Role, leads: boolean, person: string][] = [
    ['chief-executive', 'board', 'EXECUTIVE', true, 'eve'],
    ['chief-nurse', 'board', 'EXECUTIVE', false, 'ann'],
    ['medicine-lead', 'medicine', 'LEAD', true, 'ben'],
    ['administrator', 'board', 'ADMINISTRATOR', false, 'adi'],
  ];
  for (const [post, unit, role, leads, person] of posts) {
    await given('organisation', 'AddPost', { post, unit, title: post.replace('-', ' '), role, leads });
    await given('organisation', 'AppointHolder', { post, person, from: '2024-01-01' });
  }
  const actor = { person: 'ann', post: 'chief-nurse' };
  await given(
    'measure',
    'DefineMeasure',
    { unit: 'board', definition: falls },
    { subject: 'falls', actor: { person: 'adi', post: 'administrator' } },
  );
  await given(
    'strategy',
    'DraftTrueNorth',
    { unit: 'board', statement: 'No harm', dimensions: [{ id: 'safety', name: 'Safety', statement: 'Safe' }], reason: 'new' },
    { actor },
  );
  await given(
    'strategy',
    'PlanCycle',
    { cycle: 'cycle', name: 'This year', starts: `${year - 1}-04-01`, ends: `${year + 2}-03-31` },
    { actor },
  );
  await given('strategy', 'ActivateCycle', { cycle: 'cycle' }, { actor });
  await given(
    'strategy',
    'SetObjective',
    { objective: 'objective', unit: 'board', dimension: 'safety', statement: 'Zero harm', from: today, to: addDays(today, 1_200) },
    { actor },
  );
  const text = {
    statement: 'Fewer falls',
    objective: 'objective',
    evidence: [{ source: 'incidents', date: today, text: '40 a month' }],
    benchmark: 'one',
    qualityDimension: 'SAFE' as const,
    equity: 'all',
    shapedBy: 'two carers',
  };
  await given('strategy', 'NominateCandidate', { candidate: 'candidate', cycle: 'cycle', unit: 'board', text }, { actor });
  await given('strategy', 'ScoreCandidate', { candidate: 'candidate', impact: 5, urgency: 5, feasibility: 5 }, { actor });
  await given(
    'strategy',
    'AdoptCandidate',
    {
      candidate: 'candidate',
      aim: 'aim',
      reason: 'the largest harm',
      terms: {
        objective: 'objective',
        statement: 'Halve falls',
        measured: {
          measure: 'falls',
          basis: 'LEVEL',
          jop: '40',
          jopFrom: month,
          jopTo: month,
          target: '20',
          maintain: false,
          tolerance: '0',
          trajectory: { kind: 'LINEAR' },
        },
        due: inTheEnd,
        sponsor: 'chief-nurse',
        mandate: null,
        rollUp: 'OWN_MEASURE',
      },
    },
    { actor },
  );
  executive = await service.as('ann', 'chief-nurse');
  lead = await service.as('ben', 'medicine-lead');
  const served = await executive.mutate('serveBall', {
    kind: 'DOWNWARDS',
    parent: { kind: 'AIM', id: 'aim' },
    receiver: 'medicine-lead',
    parentRevision: 1,
    offer,
  });
  expect(served).toMatchObject({ __typename: 'Receipt', events: 1, replayed: false });
  thread = served.__typename === 'Receipt' ? served.subject : '';
});
afterAll(() => service.close());

/** Asks, and expects one error of this code that tells nothing of the inside, and nothing written. */
const failing = async (
  code: string,
  asking: () => Promise<ApiAnswer>,
): Promise<{ status: number; message: string; extensions: Record<string, unknown> }> => {
  const before = service.position();
  const { status, errors } = await asking();
  expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  expect(JSON.stringify(errors)).not.toMatch(/stacktrace|node_modules|\.[jt]s:\d+|Context creation failed/);
  expect(JSON.stringify(errors).length).toBeLessThan(5_000);
  expect(service.position()).toBe(before);
  return { status, message: errors[0]!.message, extensions: errors[0]!.extensions };
};

/** The same for a request that is no GraphQL at all. */
const unreadable = (body: string, contentType?: string): Promise<ApiAnswer> =>
  lead
    .post(body, contentType)
    .then(async (response) => ({ status: response.status, ...((await response.json()) as Omit<ApiAnswer, 'status'>) }));

/** Asks, and expects a rule to say no and nothing written. */
const refused = async (client: ApiClient, name: string, input: Record<string, unknown>): Promise<string> => {
  const before = service.position();
  const outcome = await client.mutate(name, input);
  expect(outcome).toMatchObject({ __typename: 'Refusal', because: expect.stringMatching(/\w+ \w+/) });
  expect(service.position()).toBe(before);
  return outcome.__typename === 'Refusal' ? outcome.code : '';
};

/** A good question of medicine's. */
const question = () => ({ thread, round: 1, question: 'With whose staff?' });

describe('A request that is no good', () => {
  it('as broken JSON is told what to send', async () => {
    expect(await failing('BAD_REQUEST', () => unreadable('{"query": '))).toMatchObject({
      status: 400,
      message: expect.stringContaining('send JSON'),
    });
  });

  it('of another type than JSON is told so', async () => {
    expect(await failing('UNSUPPORTED_MEDIA_TYPE', () => unreadable('<query/>', 'application/xml'))).toMatchObject({ status: 415 });
  });

  it('larger than a mebibyte is refused', async () => {
    expect(await failing('BODY_TOO_LARGE', () => unreadable(JSON.stringify({ query: 'a'.repeat(1_100_000) })))).toMatchObject({
      status: 413,
    });
  });

  it('in a batch is refused', async () => {
    const one = { query: '{ __typename }' };
    expect(await failing('BAD_REQUEST', () => unreadable(JSON.stringify([one, one])))).toMatchObject({ status: 400 });
  });

  it('with a syntax error is told where', async () => {
    const { status, message } = await failing('GRAPHQL_PARSE_FAILED', () => lead.ask('{ __typename'));
    expect([status, message]).toEqual([400, expect.stringContaining('Syntax Error')]);
  });

  it('for a field that does not exist is told which', async () => {
    expect((await failing('GRAPHQL_VALIDATION_FAILED', () => lead.ask('{ nothing }'))).message).toContain('"nothing"');
  });

  it('with a flood of aliases is refused', async () => {
    const flood = Array.from({ length: 16 }, (_, index) => `a${index}: __type(name: "Offer") { name }`).join(' ');
    expect((await failing('GRAPHQL_VALIDATION_FAILED', () => lead.ask(`{ ${flood} }`))).message).toContain('Aliases limit of 15 exceeded');
  });

  it('with thousands of words is not even parsed to its end', async () => {
    expect((await failing('GRAPHQL_PARSE_FAILED', () => lead.ask(`{ ${'__typename '.repeat(5_000)} }`))).message).toContain('4000 tokens');
  });

  it('nested too deep is refused', async () => {
    const deep = `unit { ${'parent { '.repeat(12)} id ${'}'.repeat(12)} }`;
    const { message } = await failing('GRAPHQL_VALIDATION_FAILED', () => lead.ask(`{ me { posts { ${deep} } } }`));
    expect(message).toContain('depth limit of 12 exceeded');
  });

  it('with a fragment that goes round in circles is refused', async () => {
    await failing('GRAPHQL_VALIDATION_FAILED', () => lead.ask('{ ...F } fragment F on Query { ...F }'));
  });

  it('to another address is told where to go', async () => {
    const response = await fetch(`${service.service.address}/wp-login.php`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      errors: [{ message: expect.stringContaining('/graphql'), extensions: { code: 'NOT_FOUND' } }],
    });
  });

  it('to an address that is none is told so', async () => {
    const response = await fetch(`${service.service.address}/%E0%A4%A`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

describe('Somebody who is not who they say', () => {
  const command = (client: ApiClient) => () => client.attempt('askQuestion', question());
  const withToken = (token: string) => new ApiClient(service.service.address, token);

  it('without a token is asked to sign in', async () => {
    expect((await failing('UNAUTHENTICATED', command(service.nobody))).message).toContain('sign in');
  });

  it('with an expired token is asked to sign in again', async () => {
    const token = await signOwnToken(service.config, { person: 'ben', post: 'medicine-lead', lifetime: '-5m' });
    expect(await failing('UNAUTHENTICATED', command(withToken(token)))).toMatchObject({
      status: 401,
      message: expect.stringContaining('expired'),
    });
  });

  it('with a token somebody else signed is refused', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const token = await new SignJWT({ post: 'medicine-lead' })
      .setProtectedHeader({ alg: 'ES256', kid: 'own' })
      .setIssuer('hoshin')
      .setAudience('hoshin')
      .setSubject('ben')
      .setExpirationTime('1h')
      .sign(privateKey);
    expect(await failing('UNAUTHENTICATED', command(withToken(token)))).toMatchObject({ status: 401 });
  });

  it('with no token at all behind the word Bearer reads as not signed in', async () => {
    const response = await fetch(`${service.service.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer ' },
      body: '{"query":"{ __typename }"}',
    });
    expect([response.status, await response.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
  });

  it('with another way of signing in is told the one there is', async () => {
    const response = await fetch(`${service.service.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Basic YmVuOmh1bnRlcjI=' },
      body: '{"query":"{ __typename }"}',
    });
    expect([response.status, await response.json()]).toEqual([
      401,
      { errors: [{ message: expect.stringContaining('Bearer'), extensions: { code: 'UNAUTHENTICATED' } }] },
    ]);
  });

  it('in a post of somebody else is told their own', async () => {
    const { message, extensions } = await failing('FORBIDDEN', () =>
      lead.attempt('askQuestion', { ...question(), actingPost: 'chief-executive' }),
    );
    expect(message).toContain('medicine lead (medicine-lead)');
    expect(extensions).toMatchObject({ field: 'actingPost', value: 'chief-executive' });
  });

  it('in no post at all may do nothing', async () => {
    const stranger = await service.as('nobody-we-know');
    expect((await failing('POST_NEEDED', command(stranger))).message).toContain('none');
  });
});

describe('An input that is no good', () => {
  it('with a megabyte of text is refused by its beginning', async () => {
    const { message, extensions } = await failing('BAD_USER_INPUT', () =>
      lead.attempt('askQuestion', { ...question(), question: 'a'.repeat(1_000_000) }),
    );
    expect(message.length).toBeLessThan(300);
    expect(extensions['problems']).toEqual([expect.objectContaining({ field: 'question', allowed: 'text of 1 to 2,000 characters' })]);
  });

  it.each(['2026-02-30', '2026-13-01', '30.11.2026', 'tomorrow', 20_261_122])(
    'with the day %s is told how to write one',
    async (replyBy) => {
      const { status, message } = await failing('BAD_USER_INPUT', () =>
        lead.attempt('extendReply', { thread, round: 1, replyBy, reason: 'holidays' }),
      );
      expect([status, message]).toEqual([400, expect.stringContaining('is no Day: write a day that exists')]);
    },
  );

  it.each(['NaN', 'Infinity', '-Infinity', '1e999', '0x10', '', '1,5', 0.95, '1234567890.1234567'])(
    'with the figure %s is told how to write one',
    async (value) => {
      const readings = [{ period: '2026-04', value }];
      expect((await failing('BAD_USER_INPUT', () => lead.attempt('recordObservations', { measure: 'falls', readings }))).message).toContain(
        'is no Figure',
      );
    },
  );

  it('takes a figure written with needless zeros for what it is', async () => {
    const readings = [{ period: '2026-04', value: '041.50' }];
    expect(await lead.attempt('recordObservations', { measure: 'none', readings })).toMatchObject({ status: 200 });
  });

  it.each(['2026-00', '2026-W54', '2026-Q5', '2026', 'April'])('with the period %s is told how to write one', async (period) => {
    const readings = [{ period, value: '1' }];
    expect((await failing('BAD_USER_INPUT', () => lead.attempt('recordObservations', { measure: 'falls', readings }))).message).toContain(
      'is no Period',
    );
  });

  it('with a field nobody knows is refused', async () => {
    expect((await failing('BAD_USER_INPUT', () => lead.attempt('askQuestion', { ...question(), urgent: true }))).message).toContain(
      '"urgent"',
    );
  });

  it('with a part that does not fit its kind is named by its path', async () => {
    const { extensions } = await failing('BAD_USER_INPUT', () =>
      lead.attempt('counterOffer', {
        thread,
        round: 1,
        parentRevision: 1,
        rationale: 'r',
        offer: { ...offer, link: { kind: 'SUPPORTS' } },
      }),
    );
    expect(extensions['problems']).toEqual([{ field: 'offer.link.strength', allowed: 'must be given where the kind is SUPPORTS' }]);
  });

  it('of a thread, goal, measure or parent that does not exist is refused by name', async () => {
    const codes = [
      await refused(lead, 'askQuestion', { ...question(), thread: 'no-such-thread' }),
      await refused(lead, 'reopenGoal', { goal: 'no-such-goal', reason: 'r' }),
      await refused(lead, 'closePeriod', { measure: 'no-such-measure', period: '2026-04' }),
      await refused(executive, 'serveBall', {
        kind: 'DOWNWARDS',
        parent: { kind: 'AIM', id: 'no-such-aim' },
        receiver: 'medicine-lead',
        parentRevision: 1,
        offer,
      }),
    ];
    expect(codes).toEqual(['NotServed', 'GoalUnknown', 'NotDefined', 'UnknownParent']);
  });

  it('on a round or revision that is past is refused', async () => {
    expect(await refused(lead, 'askQuestion', { ...question(), round: 2 })).toBe('StaleRound');
    const counter = { thread, round: 1, parentRevision: 7, offer, rationale: 'One ward less' };
    expect(await refused(lead, 'counterOffer', counter)).toBe('ParentChanged');
  });
});

describe('A command sent again', () => {
  it('answers as the first time did, and with another content it is refused', async () => {
    const commandId = crypto.randomUUID();
    const first = await lead.mutate('askQuestion', { ...question(), commandId });
    expect(first).toMatchObject({ __typename: 'Receipt', events: 1, replayed: false });
    expect(await lead.mutate('askQuestion', { ...question(), commandId })).toEqual({ ...first, replayed: true });
    const { message } = await failing('CommandIdReused', () =>
      lead.attempt('askQuestion', { ...question(), commandId, question: 'And whose money?' }),
    );
    expect(message).toContain(commandId);
  });
});
