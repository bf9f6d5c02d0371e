import { serviceTokenOf } from '../../apps/api/src/access/authentication.js';
import { digestOfSecret, newSecret } from '../../apps/api/src/access/cookies.js';
import { redraft } from './board.js';
import { ann, origin, startIssuedService, type IssuedService } from './issued-service.js';
import { SocketClient, notice } from './socket-client.js';

const program = '8e506fa7-c163-4fc2-8f88-a273d14e9065';

let service: IssuedService;
const open: SocketClient[] = [];
beforeAll(async () => {
  service = await startIssuedService({ sockets: { coalesceMs: 5 } });
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
  const changing = setInterval(() => void redraft(service, `Version ${++version}`, { person: ann, post: 'chief' }), 100);
  try {
    await tree.next();
  } finally {
    clearInterval(changing);
  }
};

describe('A socket that a page opens', () => {
  it('is its person’s by the session', async () => {
    const { cookie } = await service.signedIn('idp|ann');
    await isTold(connect(undefined, { cookie, origin }));
  });
});

describe('A socket that a program opens', () => {
  it('is its person’s by the token said over it, whatever session comes along', async () => {
    const authorization = `Bearer ${await service.issuer.sign({ sub: 'idp|ada' })}`;
    const client = connect({ authorization }, { cookie: `__Host-hoshin=${newSecret()}`, origin });
    await isTold(client);
  });

  it('is a service account’s by its own token', async () => {
    const secret = newSecret();
    const now = Date.now();
    await service.sessions.addAccount({
      account: program,
      secretDigest: digestOfSecret(secret),
      scopes: [],
      made: now,
      ends: now + 86_400_000,
    });
    const client = connect({ authorization: `Bearer ${serviceTokenOf(program, secret)}` });
    await isTold(client);
  });
});
