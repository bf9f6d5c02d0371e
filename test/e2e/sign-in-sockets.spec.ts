import { serviceTokenOf } from '../../apps/api/src/access/authentication.js';
import { digestOfSecret, newSecret } from '../../apps/api/src/access/cookies.js';
import { ada, ann, origin, startIssuedService, type IssuedService } from './issued-service.js';
import { SocketClient, notice } from './socket-client.js';

const program = '8e506fa7-c163-4fc2-8f88-a273d14e9065';

let service: IssuedService;
const open: SocketClient[] = [];
beforeAll(async () => {
  service = await startIssuedService({ sockets: { coalesceMs: 5, recheckMs: 50 } });
  await service.given('organisation', 'AddPost', { post: 'figures', unit: 'board', title: 'figures', role: 'DATA_STEWARD' });
  await service.given('organisation', 'AppointHolder', { post: 'figures', person: program, from: '2024-01-01' });
});
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
});
afterAll(() => service.close());

const connect = (parameters?: Record<string, unknown>, headers: Record<string, string> = {}): SocketClient => {
  const client = new SocketClient(service.service.address, parameters, headers);
  open.push(client);
  return client;
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
    const browser = await service.signedIn('idp|ann');
    const client = connect(undefined, { cookie: browser.cookie, origin });
    await isTold(client);
    expect((await browser.submit('/sign-out')).status).toBe(200);
    expect(await client.closed).toEqual(sessionEnded);
    expect(await connect(undefined, { cookie: browser.cookie, origin }).closed).toMatchObject({ code: 4401 });
  });

  it('is closed soon after its person is signed out everywhere', async () => {
    const browser = await service.signedIn('idp|ann');
    const client = await connect(undefined, { cookie: browser.cookie, origin }).ready();
    await service.sessions.signOut(ann, Date.now());
    expect(await client.closed).toEqual(sessionEnded);
  });

  it('has no session where it does not say that it is our own page, and is none where it says another', async () => {
    const { cookie } = await service.signedIn('idp|ann');
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
    const authorization = `Bearer ${await service.issuer.sign({ sub: 'idp|ada' })}`;
    const client = connect({ authorization }, { cookie: `__Host-hoshin=${newSecret()}`, origin });
    await isTold(client);
    await service.sessions.signOut(ada, Date.now());
    const { code, reason } = await client.closed;
    expect([code, reason]).toEqual([4401, expect.stringContaining('the token is from before you were signed out')]);
    expect((await connect({ authorization }).closed).code).toBe(4401);
  });

  it('is a service account’s by its own token, and is closed soon after that is revoked', async () => {
    const secret = newSecret();
    const now = Date.now();
    await service.sessions.addAccount({ account: program, secretDigest: digestOfSecret(secret), scopes: [], made: now, ends: now + 86_400_000 });
    const client = connect({ authorization: `Bearer ${serviceTokenOf(program, secret)}` });
    await isTold(client);
    await service.sessions.revokeAccount(program, Date.now());
    const { code, reason } = await client.closed;
    expect([code, reason]).toEqual([4401, expect.stringContaining('the service account is unknown, has ended or was revoked')]);
  });
});
