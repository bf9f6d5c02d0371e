import { DirectoryUnavailable } from '#directory';
import { ApiClient } from '#testing';
import { CodeFlow } from '../../apps/api/src/access/code-flow.js';
import { Tokens } from '../../apps/api/src/access/tokens.js';
import { Browser } from './browser.js';
import { adi, ann, origin, startIssuedService, type IssuedService } from './issued-service.js';
import { TestIssuer } from './test-issuer.js';
import { startTestService } from './test-service.js';

let issuer: TestIssuer;
let service: IssuedService;
beforeAll(async () => {
  service = await startIssuedService();
  ({ issuer } = service);
});
afterAll(() => service.close());
beforeEach(() => {
  issuer.signsIn = 'idp|ann';
  issuer.idTokenSays = {};
});

const newBrowser = (): Browser => service.browser();
const wayBack = (browser: Browser, path?: string): Promise<string> => service.wayBack(browser, path);
const signedIn = (subject: string): Promise<Browser> => service.signedIn(subject);
const who = '{ me { person { name } } }';

/** What a page says in its one paragraph of words. */
const said = async (response: Response): Promise<string> => /<p>([^<]*)<\/p>/.exec(await response.text())?.[1] ?? '';

describe('Signing in at the page', () => {
  it('goes out with state, nonce and a challenge, comes back, and goes on to where it was meant', async () => {
    const browser = newBrowser();
    const out = await browser.send('/sign-in?returnTo=/goals/7');
    const asked = new URL(out.headers.get('location')!);
    expect(asked.origin).toBe(issuer.url);
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      client_id: issuer.client.id,
      redirect_uri: `${origin}/sign-in/callback`,
      response_type: 'code',
      scope: 'openid',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    expect(browser.kept).toEqual([
      expect.stringMatching(/^__Host-hoshin-sign-in=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    const back = await fetch(asked, { redirect: 'manual' });
    const entered = await browser.send(back.headers.get('location')!.replace(origin, ''));
    expect([entered.status, entered.headers.get('location')]).toEqual([303, `${origin}/goals/7`]);
    expect(browser.kept.slice(1)).toEqual([
      '__Host-hoshin-sign-in=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax',
      expect.stringMatching(/^__Host-hoshin=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    expect(await browser.ask(who)).toEqual({ status: 200, data: { me: { person: { name: 'Ann Archer' } } } });
  });

  it('leads to the console where it was meant to lead elsewhere', async () => {
    const browser = newBrowser();
    const entered = await browser.send(await wayBack(browser, '/sign-in?returnTo=//evil.example'));
    expect(entered.headers.get('location')).toBe(`${origin}/console`);
  });

  it('begins a new session and ends the one this browser had', async () => {
    const browser = await signedIn('idp|ann');
    const before = browser.cookie;
    await browser.send(await wayBack(browser));
    expect(browser.cookie).not.toBe(before);
    const thief = await newBrowser().ask(who, {}, { origin, 'x-hoshin': '1', cookie: before });
    expect(thief.errors).toEqual([expect.objectContaining({ message: 'your session has ended: sign in again at /sign-in' })]);
  });

  it('does not take up a session that somebody else made for this browser', async () => {
    const planted = `__Host-hoshin=${'a'.repeat(43)}`;
    const browser = newBrowser();
    const entered = await browser.send(await wayBack(browser), { headers: { cookie: `${planted}; ${browser.cookie}` } });
    expect(entered.status).toBe(303);
    expect(browser.cookie).not.toContain(planted);
  });

  it('refuses a way back this browser did not ask for, and the same way back twice', async () => {
    const didNotAsk = 'this browser did not ask to sign in, or too long ago: start again at /sign-in';
    const path = await wayBack(newBrowser());
    const stranger = await newBrowser().send(path);
    expect([stranger.status, await said(stranger)]).toEqual([401, didNotAsk]);

    const browser = newBrowser();
    const own = await wayBack(browser);
    const cookie = browser.cookie;
    expect((await browser.send(own)).status).toBe(303);
    const again = await newBrowser().send(own);
    expect([again.status, await said(again)]).toEqual([401, didNotAsk]);
    const replayed = await newBrowser().send(own, { headers: { cookie } });
    expect([replayed.status, await said(replayed)]).toEqual([401, notThisAttempt]);
    for (const garbage of ['e30', 'x', Buffer.from('"text"').toString('base64url'), Buffer.from('null').toString('base64url')])
      expect((await newBrowser().send(own, { headers: { cookie: `__Host-hoshin-sign-in=${garbage}` } })).status).toBe(401);
  });

  const notThisAttempt = 'what came back from the sign-in service does not belong to this attempt to sign in: start again at /sign-in';

  it('refuses the code of somebody else’s attempt in its own, by state and by challenge', async () => {
    const thief = newBrowser();
    const theirs = new URL(await wayBack(thief), origin);
    const browser = newBrowser();
    const own = new URL(await wayBack(browser), origin);
    const cookie = browser.cookie;
    const sent = async (code: string, state: string) => {
      const answer = await newBrowser().send(`/sign-in/callback?${new URLSearchParams({ code, state }).toString()}`, {
        headers: { cookie },
      });
      return [answer.status, await said(answer), answer.headers.getSetCookie().some((each) => each.startsWith('__Host-hoshin='))];
    };
    const code = (from: URL) => from.searchParams.get('code')!;
    const state = (from: URL) => from.searchParams.get('state')!;
    expect(await sent(code(theirs), state(theirs))).toEqual([401, notThisAttempt, false]);
    expect(await sent(code(theirs), state(own))).toEqual([401, notThisAttempt, false]);
    expect(await sent(code(own), '')).toEqual([401, notThisAttempt, false]);
  });

  it.each([
    ['of another attempt', { nonce: 'another' }, 'does not belong to this attempt'],
    ['without the attempt', { nonce: undefined }, 'does not belong to this attempt'],
    ['for another client', { aud: 'another-page' }, 'does not belong to this attempt'],
    ['of another issuer', { iss: 'https://elsewhere.example' }, 'does not belong to this attempt'],
    ['that expired', { exp: 1_700_000_000 }, 'does not belong to this attempt'],
    ['about nobody', { sub: undefined }, 'does not belong to this attempt'],
  ])('refuses an ID token %s', async (_what, says, because) => {
    issuer.idTokenSays = says;
    const browser = newBrowser();
    const answer = await browser.send(await wayBack(browser));
    expect([answer.status, await said(answer)]).toEqual([401, expect.stringContaining(because)]);
    expect(browser.cookie).toBe('');
  });

  it('refuses an ID token that somebody else signed, though it came over a line of our own', async () => {
    const other = await TestIssuer.start();
    issuer.idTokenSigner = other;
    try {
      const browser = newBrowser();
      const answer = await browser.send(await wayBack(browser));
      expect([answer.status, await said(answer)]).toEqual([
        401,
        expect.stringContaining('was not signed by the sign-in service this one trusts'),
      ]);
      expect(browser.cookie).toBe('');
    } finally {
      issuer.idTokenSigner = issuer;
      await other.down();
    }
  });

  it('tells somebody the directory does not know whom to ask', async () => {
    issuer.signsIn = 'idp|stranger';
    const browser = newBrowser();
    const answer = await browser.send(await wayBack(browser));
    expect([answer.status, await said(answer)]).toEqual([
      403,
      'nobody in the directory signs in by that name; ask an administrator to add it',
    ]);
  });

  it('says that the sign-in service let nobody in, in its own words and not in those of the address', async () => {
    const browser = newBrowser();
    const state = new URL(await wayBack(browser), origin).searchParams.get('state')!;
    const query = new URLSearchParams({ error: 'access_denied', error_description: '<script>alert(1)</script>', state });
    const answer = await browser.send(`/sign-in/callback?${query.toString()}`);
    const page = await answer.text();
    expect([answer.status, page]).toEqual([
      401,
      expect.stringContaining('the sign-in service did not let you in: start again at /sign-in'),
    ]);
    expect(page).not.toContain('<script');
  });

  it('says so while the sign-in service does not answer', async () => {
    const browser = newBrowser();
    const path = await wayBack(browser);
    await issuer.down();
    try {
      const answer = await browser.send(path);
      expect([answer.status, await said(answer)]).toEqual([503, 'the sign-in service does not answer as it should; try again in a moment']);
    } finally {
      await issuer.up();
    }
  });

  it('blames no person where the sign-in service does not take the service itself, or fails', async () => {
    const { secret } = issuer.client;
    const itself = [503, 'the sign-in service does not answer as it should; try again in a moment'];
    try {
      const browser = newBrowser();
      const path = await wayBack(browser);
      issuer.client.secret = 'another secret';
      const answer = await browser.send(path);
      expect([answer.status, await said(answer)]).toEqual(itself);
    } finally {
      issuer.client.secret = secret;
    }
    const browser = newBrowser();
    const path = await wayBack(browser);
    issuer.failing = 500;
    try {
      const answer = await browser.send(path);
      expect([answer.status, await said(answer)]).toEqual(itself);
    } finally {
      issuer.failing = undefined;
    }
  });

  it('proves the service in the body where the sign-in service takes that', async () => {
    issuer.metadataSay = { token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'] };
    const flow = new CodeFlow(issuer.url, service.config.client!, await Tokens.for(service.config));
    const { address, pending } = await flow.begin(origin, '/');
    const back = await fetch(address, { redirect: 'manual' });
    issuer.metadataSay = {};
    expect(await flow.subjectFrom(origin, new URL(back.headers.get('location')!).search.slice(1), pending)).toBe('idp|ann');
  });

  it('shows pages that load nothing, go nowhere else and are kept by nobody', async () => {
    const answer = await newBrowser().send('/sign-in/callback');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
  });
});

describe('A session', () => {
  it('is not taken from another site, nor by a request another site could send', async () => {
    const browser = await signedIn('idp|ann');
    const refused = async (headers: Record<string, string>) => {
      const { status, errors } = await browser.ask(who, {}, headers);
      return [status, errors?.[0]?.extensions.code, errors?.[0]?.message];
    };
    const noHeader = 'a request that comes with a session must have the header "x-hoshin: 1", which no other site can send';
    const notOurs = `a session is taken from this service's own pages alone: the header Origin must be ${origin}; programs send a token as "Authorization: Bearer …" instead`;
    expect(await refused({ origin })).toEqual([403, 'CROSS_SITE', noHeader]);
    expect(await refused({ 'x-hoshin': '1' })).toEqual([403, 'CROSS_SITE', notOurs]);
    expect(await refused({ 'x-hoshin': '1', origin: 'https://evil.example' })).toEqual([403, 'CROSS_SITE', notOurs]);
    expect(await refused({ 'x-hoshin': '1', origin: 'null' })).toEqual([403, 'CROSS_SITE', notOurs]);
    const form = await browser.submit('/graphql', { query: who }, {});
    expect([form.status, (await form.text()).includes('Ann')]).toEqual([expect.any(Number), false]);
    const read = await browser.send(`/graphql?query=${encodeURIComponent(who)}`, { headers: { 'apollo-require-preflight': '1' } });
    expect([read.status, (await read.text()).includes('Ann')]).toEqual([403, false]);
  });

  it('is not to be had while the directory cannot be read, and nobody is told where it lies', async () => {
    const browser = await signedIn('idp|ann');
    const { sessions } = service;
    const fails = () => Promise.reject(new DirectoryUnavailable('/srv/directory.db cannot be used: disk I/O error', { file: '/srv' }));
    const [using, beginning] = [
      jest.spyOn(sessions, 'use').mockImplementation(fails),
      jest.spyOn(sessions, 'begin').mockImplementation(fails),
    ];
    try {
      const asked = await browser.ask(who);
      expect([asked.status, asked.errors?.[0]?.extensions]).toEqual([503, { code: 'DirectoryUnavailable' }]);
      const other = newBrowser();
      const entering = await other.send(await wayBack(other));
      expect(entering.status).toBe(503);
      expect(`${JSON.stringify(asked)}${await entering.text()}`).not.toContain('/srv');
    } finally {
      using.mockRestore();
      beginning.mockRestore();
    }
  });

  it('ends when its person signs out, and only from our own page', async () => {
    const browser = await signedIn('idp|ann');
    const cookie = browser.cookie;
    for (const headers of [{}, { origin: 'https://evil.example' }])
      expect((await browser.submit('/sign-out', {}, headers)).status).toBe(403);
    expect((await browser.ask(who)).status).toBe(200);
    expect(await (await browser.send('/sign-out')).text()).toContain('<form method="post" action="/sign-out">');
    const out = await browser.submit('/sign-out');
    expect([out.status, await out.text()]).toEqual([200, expect.stringContaining('You are signed out')]);
    expect(browser.cookie).toBe('');
    expect((await newBrowser().ask(who, {}, { origin, 'x-hoshin': '1', cookie })).status).toBe(401);
  });

  it('ends when its person is erased', async () => {
    const person = '6c3e4d85-af41-4ea0-8d66-8051bf2c7e43';
    await service.directory.put({ person, name: 'Eve', subject: 'idp|eve' });
    const browser = await signedIn('idp|eve');
    const { sessions } = service;
    const digest = await sessions.subjectDigest(person, 'idp|eve');
    expect(await browser.ask(who)).toMatchObject({ data: { me: { person: { name: 'Eve' } } } });
    await service.given('organisation', 'ErasePerson', { person, reason: 'Asked for it' });
    expect((await browser.ask(who)).status).toBe(401);
    expect(await sessions.subjectDigest(person, 'idp|eve')).not.toBe(digest);
  });
});

describe('Signing a person out', () => {
  const mutation =
    'mutation ($input: SignPersonOutInput!) { signPersonOut(input: $input) { __typename ... on PersonSignedOut { person } ... on Refusal { code } } }';
  const order = (person: string) => ({ input: { commandId: crypto.randomUUID(), person } });

  it('is for administrators and for oneself', async () => {
    const [chief, administrator] = [await signedIn('idp|ann'), await signedIn('idp|adi')];
    expect((await chief.ask(mutation, order(adi))).data).toEqual({ signPersonOut: { __typename: 'Refusal', code: 'NotForThisRole' } });
    expect((await administrator.ask(who)).status).toBe(200);
    expect((await administrator.ask(mutation, order(ann))).data).toEqual({ signPersonOut: { __typename: 'PersonSignedOut', person: ann } });
    expect((await chief.ask(who)).status).toBe(401);
    expect((await administrator.ask(mutation, order(adi))).data).toEqual({ signPersonOut: { __typename: 'PersonSignedOut', person: adi } });
    expect((await administrator.ask(who)).status).toBe(401);
    expect((await (await signedIn('idp|adi')).ask(who)).status).toBe(200);
  });
});

describe('A change of the name somebody signs in by', () => {
  const person = '7d4f5e96-b052-4fb1-9e77-9162c03d8f54';
  const mutation =
    'mutation ($input: RecordPersonInput!) { recordPerson(input: $input) { __typename ... on PersonRecorded { person } ... on Refusal { code because } } }';
  const record = async (as: Browser, input: Record<string, unknown>) => {
    const { data, errors } = await as.ask<{ recordPerson: { __typename: string; code?: string; because?: string } }>(mutation, {
      input: { commandId: crypto.randomUUID(), ...input },
    });
    return data?.recordPerson ?? errors?.[0]?.extensions.code;
  };
  const history = async (as: Browser, subject: string) => {
    const asked = `{ history(subject: "${subject}", first: 20) { edges { node { type data reason by { id } } } } }`;
    const { data } = await as.ask<{ history: { edges: { node: { type: string; data: string; reason: string; by: { id: string } } }[] } }>(
      asked,
    );
    return data!.history.edges.map(({ node }) => ({ ...node, data: JSON.parse(node.data) as { digest: string | null } }));
  };

  it('leaves a trace of who made it and why, also when it is put back, and none of the name', async () => {
    const administrator = await signedIn('idp|adi');
    const bind = (subject: string | null, reason: string) => record(administrator, { person, name: 'Bea', subject, reason });
    expect(await bind('idp|bea', 'New to the trust')).toEqual({ __typename: 'PersonRecorded', person });
    const bea = await signedIn('idp|bea');
    expect(await bind('idp|adis-second', 'Test')).toEqual({ __typename: 'PersonRecorded', person });
    expect((await bea.ask(who)).status).toBe(401);
    expect(await bind('idp|bea', 'Put back')).toEqual({ __typename: 'PersonRecorded', person });
    expect(await bind(null, 'Has left')).toEqual({ __typename: 'PersonRecorded', person });

    const told = await history(administrator, person);
    expect(told.map(({ type, by, reason }) => [type, by.id, reason])).toEqual([
      ['SignInBound', adi, 'New to the trust'],
      ['SignInBound', adi, 'Test'],
      ['SignInBound', adi, 'Put back'],
      ['SignInBound', adi, 'Has left'],
    ]);
    const digests = told.map(({ data }) => data.digest);
    expect([digests[0] === digests[2], digests[0] === digests[1], digests[3]]).toEqual([true, false, null]);
    expect(JSON.stringify(told)).not.toMatch(/idp|Bea/);
  });

  it('needs a reason, and leaves none where nothing changed', async () => {
    const administrator = await signedIn('idp|adi');
    const before = service.position();
    expect(await record(administrator, { person, name: 'Bea', subject: 'idp|bea' })).toMatchObject({ code: 'TextMissing' });
    expect(await record(administrator, { person, name: 'Bea Brown' })).toEqual({ __typename: 'PersonRecorded', person });
    expect(service.position()).toBe(before);
  });

  it('is never made by oneself, and never to a name that is somebody’s', async () => {
    const administrator = await signedIn('idp|adi');
    const before = service.position();
    expect(await record(administrator, { person: adi, name: 'Adi Admin', subject: 'idp|other', reason: 'r' })).toEqual({
      __typename: 'Refusal',
      code: 'OwnSignIn',
      because: 'nobody changes the name they sign in by themselves, ask another administrator',
    });
    expect(await record(administrator, { person: adi, name: 'Adi Admin', reason: 'r' })).toMatchObject({ code: 'OwnSignIn' });
    expect(await record(administrator, { person: ann, name: 'Ann Archer', subject: 'idp|adi', reason: 'r' })).toBe('SubjectTaken');
    expect(service.position()).toBe(before);
    expect(service.directory.bySubject('idp|ann')).toMatchObject({ person: ann });
  });

  it('is not made again by a command sent again after its time', async () => {
    const administrator = await signedIn('idp|adi');
    const first = { commandId: crypto.randomUUID(), person, name: 'Bea', subject: 'idp|first', reason: 'First' };
    expect(await record(administrator, first)).toMatchObject({ person });
    expect(await record(administrator, { person, name: 'Bea', subject: 'idp|second', reason: 'Second' })).toMatchObject({ person });
    const before = service.position();
    expect(await record(administrator, first)).toMatchObject({ person });
    expect([service.position(), service.directory.get(person)?.subject]).toEqual([before, 'idp|second']);
  });

  it('is taken up again where the service ended between its trace and the directory', async () => {
    const administrator = await signedIn('idp|adi');
    const order = { commandId: crypto.randomUUID(), person, name: 'Bea', subject: 'idp|third', reason: 'Third' };
    expect(await record(administrator, order)).toMatchObject({ person });
    const { directory } = service;
    await directory.put({ person, name: 'Bea', subject: 'idp|second' });
    const before = service.position();
    expect(await record(administrator, order)).toMatchObject({ person });
    expect([service.position(), directory.get(person)?.subject]).toEqual([before, 'idp|third']);
  });
});

describe('A service account', () => {
  const create =
    'mutation ($input: CreateServiceAccountInput!) { createServiceAccount(input: $input) { __typename ... on ServiceAccountCreated { account token } ... on Refusal { code } } }';
  const revoke =
    'mutation ($input: RevokeServiceAccountInput!) { revokeServiceAccount(input: $input) { __typename ... on Refusal { code } } }';
  const lastDay = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const order = (more: object = {}) => ({
    input: { commandId: crypto.randomUUID(), name: 'Nightly figures', scopes: ['IMPORT'], lastDay, ...more },
  });
  const start = { file: 'figures.csv', fileDigest: 'a'.repeat(64), mappingDigest: 'b'.repeat(64) };

  it('imports under its own name in a post of its own, and does nothing else, until it is revoked', async () => {
    const administrator = await signedIn('idp|adi');
    const variables = order();
    const made = (await administrator.ask<{ createServiceAccount: { account: string; token: string } }>(create, variables)).data!;
    const { account, token } = made.createServiceAccount;
    expect((await administrator.ask(create, variables)).errors).toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'SECRET_SHOWN' }) }),
    ]);
    const kept = await service.sessions.account(account);
    expect(JSON.stringify(kept)).not.toContain(token.split('.')[2]);

    const program = new ApiClient(service.service.address, token);
    const standsNowhere = { code: 'FORBIDDEN', field: 'actingPost' };
    expect((await program.attempt('startImport', start)).errors[0]?.extensions).toMatchObject(standsNowhere);
    const appoint = (post: string, from = '2024-01-01') => service.given('organisation', 'AppointHolder', { post, person: account, from });
    await service.given('organisation', 'AddPost', { post: 'figures', unit: 'board', title: 'Nightly figures', role: 'DATA_STEWARD' });
    await appoint('figures');

    expect(await program.mutate('startImport', { import: 'import-1', ...start })).toMatchObject({ __typename: 'Receipt' });
    const [entry] = (
      await program.query<{ history: { edges: { node: { by: object } }[] } }>(
        '{ history(subject: "import-1", first: 1) { edges { node { by { id name } } } } }',
      )
    ).history.edges;
    expect(entry?.node.by).toEqual({ id: account, name: 'Nightly figures' });
    expect(await program.mutate('reverseImport', { import: 'import-1', reason: 'r' })).toEqual({
      __typename: 'Refusal',
      code: 'OutsideScope',
      because: 'this service account may not do this; its scopes are IMPORT',
    });

    // Also as an administrator's post would let it, and not in anybody else's post.
    await appoint('administrator');
    const { errors } = await program.attempt('startImport', { ...start, actingPost: 'figures' });
    expect(errors[0]).toMatchObject({ message: expect.stringContaining('acts in one post of its own'), extensions: standsNowhere });
    await service.given('organisation', 'RecordLeaver', { post: 'administrator', person: account, lastDay: '2024-01-02', reason: 'r' });
    expect(await program.mutate('startImport', { import: 'import-2', ...start, file: 'g.csv' })).toMatchObject({ __typename: 'Receipt' });

    const refusedEntry = await administrator.ask('mutation ($input: RecordPersonInput!) { recordPerson(input: $input) { __typename } }', {
      input: { commandId: crypto.randomUUID(), person: account, name: 'Nightly', subject: 'idp|way-in', reason: 'r' },
    });
    expect(refusedEntry.errors?.[0]?.message).toBe('subject is left out for a service account: a program signs in by its own token alone');

    expect((await administrator.ask(revoke, { input: { commandId: crypto.randomUUID(), account } })).data).toEqual({
      revokeServiceAccount: { __typename: 'ServiceAccountRevoked' },
    });
    expect(await program.ask(who)).toMatchObject({
      status: 401,
      errors: [{ message: 'the service account is unknown, has ended or was revoked: ask an administrator for a new one' }],
    });
  });

  it('is made by administrators alone, for a year at most, and by no service account', async () => {
    expect((await (await signedIn('idp|ann')).ask(create, order())).data).toEqual({
      createServiceAccount: { __typename: 'Refusal', code: 'NotForThisRole' },
    });
    const administrator = await signedIn('idp|adi');
    for (const lastDay of ['2024-01-01', '2199-01-01'])
      expect((await administrator.ask(create, order({ lastDay }))).errors?.[0]?.message).toContain(
        `lastDay ${lastDay} has passed or is more than a year away`,
      );
    expect((await administrator.ask(revoke, { input: { commandId: crypto.randomUUID(), account: ann } })).errors?.[0]?.message).toBe(
      `there is no service account ${ann}: name the id it was made with`,
    );
  });
});

describe('A service where nobody signs in at a page', () => {
  it('says so, and lets nobody in by its demo', async () => {
    const development = await startTestService();
    try {
      const browser = new Browser(development.service.address);
      expect(await (await browser.send('/sign-in')).text()).toContain('Sign in with a token');
      expect((await browser.submit('/sign-in/demo', { visitor: 'chief-executive' })).status).toBe(403);
    } finally {
      await development.close();
    }
  });
});
