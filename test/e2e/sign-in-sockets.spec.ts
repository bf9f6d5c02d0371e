import { WebSocket } from 'ws';
import type { Directory, Sessions } from '#directory';
import { serviceTokenOf } from '../../apps/api/src/access/authentication.js';
import { digestOfSecret, newSecret } from '../../apps/api/src/access/cookies.js';
import { DIRECTORY, SESSIONS } from '../../apps/api/src/record/tokens.js';
import { Browser } from './browser.js';
import { SocketClient, notice } from './socket-client.js';
import { TestIssuer } from './test-issuer.js';
import { startTestService, type TestService } from './test-service.js';

const origin = 'https://hoshin.northmoor.example';
const ann = '3f0b1a52-7c1e-4b7d-9a33-5d2e8c9f4b10';
const eve = '9f6170b8-d274-40d3-8099-b384e25fa176';
const program = '8e506fa7-c163-4fc2-8f88-a273d14e9065';

let issuer: TestIssuer;
let service: TestService;
let sessions: Sessions;
const open: SocketClient[] = [];
beforeAll(async () => {
  issuer = await TestIssuer.start();
  service = await startTestService({
    sockets: { coalesceMs: 5, recheckMs: 50 },
    environment: {
      HOSHIN_MODE: 'production',
      HOSHIN_ISSUER: issuer.url,
      HOSHIN_CLIENT_ID: issuer.client.id,
      HOSHIN_CLIENT_SECRET: issuer.client.secret,
      HOSHIN_PUBLIC_URL: origin,
    },
  });
  await service.given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
  await service.given('organisation', 'AddPost', { post: 'chief', unit: 'board', title: 'chief', role: 'EXECUTIVE' });
  await service.given('organisation', 'AppointHolder', { post: 'chief', person: ann, from: '2024-01-01' });
  await service.given('organisation', 'AppointHolder', { post: 'chief', person: eve, from: '2024-01-01' });
  await service.given('organisation', 'AddPost', { post: 'figures', unit: 'board', title: 'figures', role: 'DATA_STEWARD' });
  await service.given('organisation', 'AppointHolder', { post: 'figures', person: program, from: '2024-01-01' });
  const { app } = service.service;
  await app.get<Directory>(DIRECTORY).put({ person: ann, name: 'Ann Archer', subject: 'idp|ann' });
  await app.get<Directory>(DIRECTORY).put({ person: eve, name: 'Eve Eaton', subject: 'idp|eve' });
  sessions = app.get<Sessions>(SESSIONS);
});
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
});
afterAll(async () => {
  await service.close();
  await issuer.down();
});

const connect = (parameters?: Record<string, unknown>, headers: Record<string, string> = {}): SocketClient => {
  const client = new SocketClient(service.service.address, parameters, headers);
  open.push(client);
  return client;
};

/** Ann, signed in at the page. */
const browserOfAnn = async (): Promise<Browser> => {
  const browser = new Browser(service.service.address, origin);
  issuer.signsIn = 'idp|ann';
  const out = await browser.send('/sign-in');
  const back = await fetch(out.headers.get('location')!, { redirect: 'manual' });
  expect((await browser.send(back.headers.get('location')!.replace(origin, ''))).status).toBe(303);
  return browser;
};

let version = 0;
/** Follows the tree, and is told when it changes. */
const isTold = async (client: SocketClient): Promise<void> => {
  const tree = (await client.ready()).follow(`subscription { treeChanged ${notice} }`);
  // The subscription is on its way: what changes before it arrives is not told.
  const changing = setInterval(
    () =>
      void service.given(
        'strategy',
        'DraftTrueNorth',
        { unit: 'board', statement: `Version ${++version}`, dimensions: [{ id: 'd', name: 'D', statement: 'd' }], reason: 'new' },
        { actor: { person: ann, post: 'chief' } },
      ),
    100,
  );
  try {
    await tree.next();
  } finally {
    clearInterval(changing);
  }
};
const sessionEnded = { code: 4401, reason: 'your session has ended: sign in again at /sign-in' };

describe('A socket that a page opens', () => {
  it('is its person’s by the session, and is closed soon after they sign out', async () => {
    const browser = await browserOfAnn();
    const client = connect(undefined, { cookie: browser.cookie, origin });
    await isTold(client);
    expect((await browser.submit('/sign-out')).status).toBe(200);
    expect(await client.closed).toEqual(sessionEnded);
    expect(await connect(undefined, { cookie: browser.cookie, origin }).closed).toMatchObject({ code: 4401 });
  });

  it('is closed soon after its person is signed out everywhere', async () => {
    const browser = await browserOfAnn();
    const client = await connect(undefined, { cookie: browser.cookie, origin }).ready();
    await sessions.signOut(ann, Date.now());
    expect(await client.closed).toEqual(sessionEnded);
  });

  it('has no session where it does not say that it is our own page, and is none where it says another', async () => {
    const { cookie } = await browserOfAnn();
    expect(await connect(undefined, { cookie }).closed).toEqual({
      code: 4403,
      reason: expect.stringContaining('a session is taken from this service'),
    });
    const strange = new WebSocket(`${service.service.address.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { cookie, origin: 'https://evil.example' },
    });
    const [error] = await new Promise<Error[]>((resolve) => strange.once('error', (...met) => resolve(met)));
    expect(error?.message).toContain('403');
  });
});

describe('A socket that a program opens', () => {
  it('is its person’s by the token said over it, whatever session comes along, and is closed soon after they are signed out', async () => {
    const authorization = `Bearer ${await issuer.sign({ sub: 'idp|eve' })}`;
    const client = connect({ authorization }, { cookie: `__Host-hoshin=${newSecret()}`, origin });
    await isTold(client);
    await sessions.signOut(eve, Date.now());
    const { code, reason } = await client.closed;
    expect([code, reason]).toEqual([4401, expect.stringContaining('the token is from before you were signed out')]);
    expect((await connect({ authorization }).closed).code).toBe(4401);
  });

  it('is a service account’s by its own token, and is closed soon after that is revoked', async () => {
    const secret = newSecret();
    const now = Date.now();
    await sessions.addAccount({ account: program, secretDigest: digestOfSecret(secret), scopes: [], made: now, ends: now + 86_400_000 });
    const client = connect({ authorization: `Bearer ${serviceTokenOf(program, secret)}` });
    await isTold(client);
    await sessions.revokeAccount(program, Date.now());
    const { code, reason } = await client.closed;
    expect([code, reason]).toEqual([4401, expect.stringContaining('the service account is unknown, has ended or was revoked')]);
  });
});
