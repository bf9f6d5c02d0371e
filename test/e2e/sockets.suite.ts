import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { Follower } from '../../apps/api/src/subscriptions/follower.js';
import type { SocketLimits } from '../../apps/api/src/subscriptions/limits.js';
import { SocketServer } from '../../apps/api/src/subscriptions/socket-server.js';
import { BareSocket, until, upgrade } from './bare-socket.js';
import { startBoard } from './board.js';
import { startServiceProcess } from './service-process.js';
import { SocketClient, notice, type SocketError } from './socket-client.js';
import type { TestService } from './test-service.js';

const quick: Partial<SocketLimits> = { coalesceMs: 5, recheckMs: 50, subscriptionsMax: 3 };

const start = (sockets: Partial<SocketLimits> = {}, environment: Record<string, string> = {}): Promise<TestService> =>
  startBoard({ sockets: { ...quick, ...sockets }, environment });

const opened: { close(): unknown }[] = [];
const closing = <Closed extends { close(): unknown }>(one: Closed): Closed => {
  opened.unshift(one);
  return one;
};
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const tokenOf = async ({ config }: TestService, person = 'eve'): Promise<{ authorization: string }> => ({
  authorization: `Bearer ${await signOwnToken(config, { person, post: null })}`,
});
const connect = async (service: TestService, person = 'eve'): Promise<SocketClient> =>
  closing(new SocketClient(service.service.address, await tokenOf(service, person))).ready();

/** A socket that keeps to no protocol's client; eve's. */
const bare = async (service: TestService): Promise<BareSocket> =>
  closing(await BareSocket.open(service.service.address, { said: await tokenOf(service) }));

const changed = `subscription { treeChanged ${notice} }`;

describe('Who connects', () => {
  let service: TestService;
  beforeAll(async () => (service = await start()));
  afterAll(() => service.close());

  it('from a page of the service is taken, and so is whoever comes from no page', async () => {
    const { address } = service.service;
    expect((await upgrade(address, { origin: `http://${new URL(address).host}` })).status).toBe(101);
    expect((await upgrade(address)).status).toBe(101);
  });
});

describe('A socket', () => {
  let service: TestService;
  beforeAll(async () => (service = await start({ socketsMax: 4 })));
  afterAll(() => service.close());

  it('is refused in words where too many are open', async () => {
    for (let count = 0; count < 4; count++) await connect(service, `person-${count}`);
    expect(await upgrade(service.service.address)).toMatchObject({
      status: 503,
      body: expect.stringContaining('4 sockets are open, no more are taken'),
    });
  });

  it('carries so many subscriptions and no more', async () => {
    const client = await connect(service);
    const all = Array.from({ length: 4 }, () => client.follow(changed));
    await all[3]!.over;
    expect(all[3]!.errors).toEqual([
      {
        message: 'the socket carries 3 subscriptions, no more are allowed: complete one first',
        extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' },
      },
    ]);
  });

  it('whose peer no longer answers is closed', async () => {
    const pinging = closing(await start({ pingMs: 40 }));
    const socket = await BareSocket.open(pinging.service.address, { said: await tokenOf(pinging), options: { autoPong: false } });
    expect((await socket.closed).code).toBe(1006);
  });

  it('that was closed leaves nothing behind', async () => {
    const client = await connect(service);
    client.follow(changed);
    await client.close();
    await until(() => service.service.app.get(SocketServer).counts.sockets === 0);
    expect(service.service.app.get(SocketServer).counts).toEqual({ sockets: 0, subscriptions: 0 });
  });
});

describe('An operation over the socket', () => {
  let service: TestService;
  beforeAll(async () => (service = await start()));
  afterAll(() => service.close());

  const errorsOf = async (query: string, at = service): Promise<readonly SocketError[]> => {
    const client = await connect(at);
    const following = client.follow(query);
    await following.over;
    await client.close();
    return following.errors;
  };

  it('is a subscription: queries and commands are sent by POST', async () => {
    const before = service.position();
    expect(await errorsOf('{ logHead { position } }')).toEqual([
      { message: 'the socket takes subscriptions alone: send a query by POST to /graphql', extensions: { code: 'BAD_REQUEST' } },
    ]);
    const command = 'mutation { addUnit(input: { commandId: "c", unit: "x", name: "X", kind: "x" }) { __typename } }';
    expect((await errorsOf(command))[0]?.message).toContain('send a mutation by POST');
    expect(service.position()).toBe(before);
  });

  it('is held to the limits of every operation, and refused as over HTTP', async () => {
    const nested = (levels: number): string => (levels === 0 ? 'position' : `a { ${nested(levels - 1)} }`);
    const aliases = Array.from({ length: 16 }, (_, index) => `p${index}: position`).join(' ');
    for (const [query, words] of [
      [`subscription { treeChanged { ${nested(14)} } }`, 'depth limit of 12'],
      [`subscription { treeChanged { ${aliases} } }`, 'limit of 15'],
      [`subscription { treeChanged { ${'position '.repeat(4_001)} } }`, 'more that 4000 tokens'],
      ['subscription { treeChanged { position } threadMoved(thread: "t") { position } }', 'one top level field'],
      ['subscription {', 'Syntax Error'],
    ] as const) {
      const errors = await errorsOf(query);
      expect(errors.map(({ message }) => message).join()).toContain(words);
      expect(errors).toEqual((await (await service.as('eve')).ask(query)).errors);
    }
    const nothing = 'subscription ($t: ID!) { threadMoved(thread: $t) { position } }';
    expect((await errorsOf(nothing))[0]).toMatchObject({
      message: expect.stringContaining('required type'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    const several = 'subscription One { treeChanged { position } } subscription Two { treeChanged { position } }';
    expect((await errorsOf(several))[0]).toMatchObject({ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
  });

  it('tells nothing of the schema where that is not to be read', async () => {
    const closed = closing(await start({}, { HOSHIN_INTROSPECTION: 'off' }));
    const errors = await errorsOf('subscription { treeChange { position } __schema { types { name } } }', closed);
    expect(JSON.stringify(errors)).toContain('introspection');
    expect(JSON.stringify(errors)).not.toContain('treeChanged');
    expect(JSON.stringify(await errorsOf('subscription { treeChange { position } }'))).toContain('Did you mean \\"treeChanged\\"');
  });

  it('that meets a bug shows a reference and nothing else', async () => {
    jest.spyOn(service.service.app.get(Follower), 'follow').mockRejectedValueOnce(new Error('the file /var/lib/hoshin/log.db'));
    const [error] = await errorsOf(changed);
    expect(error).toMatchObject({ message: expect.stringContaining('something went wrong on our side'), extensions: { code: 'INTERNAL' } });
    expect(JSON.stringify(error)).not.toContain('log.db');
  });

  it('goes nowhere over HTTP', async () => {
    const { errors } = await (await service.as('eve')).ask(changed);
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('subscriptions go over the socket'),
      extensions: { code: 'BAD_REQUEST' },
    });
  });
});

describe('A service that stops', () => {
  it('says so to every socket, and ends', async () => {
    const service = await start();
    const clients = await Promise.all(['eve', 'ann'].map((person) => connect(service, person)));
    const following = clients[0]!.follow(changed);
    await service.close();
    for (const client of clients)
      expect(await client.closed).toEqual({ code: 1001, reason: expect.stringContaining('the service is stopping: connect again') });
    expect(following.heard).toEqual([]);
  });

  it('does not wait for a socket that hears nothing', async () => {
    const service = await start({ farewellMs: 100 });
    const socket = await bare(service);
    socket.socket.pause();
    await service.close();
    socket.socket.resume();
    expect([1001, 1006]).toContain((await socket.closed).code);
  });

  it('in a process of its own ends as Ctrl-C asks, with sockets open', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'hoshin-sockets-'));
    const running = await startServiceProcess(dataFolder);
    try {
      const authorization = `Bearer ${await signOwnToken({ dataFolder, audience: 'hoshin' }, { person: 'eve', post: null })}`;
      const client = await new SocketClient(running.address, { authorization }).ready();
      client.follow(changed);
      const asked = client.follow('{ logHead { position } }');
      await asked.over;
      expect(asked.errors[0]?.extensions.code).toBe('BAD_REQUEST');
      expect(await running.stop()).toBe(0);
      expect((await client.closed).code).toBe(1001);
    } finally {
      await running.kill();
      rmSync(dataFolder, { recursive: true, force: true });
    }
  });
});
