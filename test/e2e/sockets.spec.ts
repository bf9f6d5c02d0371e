import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocket } from 'ws';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { Follower } from '../../apps/api/src/subscriptions/follower.js';
import type { SocketLimits } from '../../apps/api/src/subscriptions/limits.js';
import { SocketServer } from '../../apps/api/src/subscriptions/socket-server.js';
import { startServiceProcess } from './service-process.js';
import { SocketClient, notice, type Closing, type SocketError } from './socket-client.js';
import { startTestService, type TestService } from './test-service.js';

const quick: Partial<SocketLimits> = { coalesceMs: 5, recheckMs: 50, socketsPerPersonMax: 3, subscriptionsMax: 3 };

const start = async (sockets: Partial<SocketLimits> = {}, environment: Record<string, string> = {}): Promise<TestService> => {
  const service = await startTestService({ sockets: { ...quick, ...sockets }, environment });
  await service.given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
  await service.given('organisation', 'AddPost', { post: 'chief', unit: 'board', title: 'chief', role: 'EXECUTIVE' });
  await service.given('organisation', 'AppointHolder', { post: 'chief', person: 'eve', from: '2024-01-01' });
  return service;
};

const opened: { close(): unknown }[] = [];
const closing = <Closed extends { close(): unknown }>(one: Closed): Closed => {
  opened.unshift(one);
  return one;
};
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const tokenOf = async ({ config }: TestService, person = 'eve', lifetime = '1h'): Promise<{ authorization: string }> => ({
  authorization: `Bearer ${await signOwnToken(config, { person, post: null, lifetime })}`,
});
const connect = async (service: TestService, person = 'eve'): Promise<SocketClient> =>
  closing(new SocketClient(service.service.address, await tokenOf(service, person))).ready();

/** A socket without the protocol's client: what somebody sends who does not keep to it. */
const bare = async (service: TestService, signIn = true): Promise<WebSocket & { readonly gone: Promise<Closing> }> => {
  const socket = new WebSocket(`${service.service.address.replace(/^http/, 'ws')}/graphql`, GRAPHQL_TRANSPORT_WS_PROTOCOL);
  const gone = new Promise<Closing>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString('utf8') })),
  );
  closing({ close: () => socket.terminate() });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  if (signIn) {
    socket.send(JSON.stringify({ type: 'connection_init', payload: await tokenOf(service) }));
    await new Promise((resolve) => socket.once('message', resolve));
  }
  return Object.assign(socket, { gone });
};
/** Waits for what is to come about, for as long as a test may take. */
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
};
const changed = `subscription { treeChanged ${notice} }`;
/** Something that everybody who follows the tree is told of. */
const redraft = (service: TestService, statement: string) =>
  service.given(
    'strategy',
    'DraftTrueNorth',
    { unit: 'board', statement, dimensions: [{ id: 'd', name: 'D', statement: 'd' }], reason: 'new' },
    { actor: { person: 'eve', post: 'chief' } },
  );

/** How a request to become a socket is answered, where it becomes none. */
const upgrade = (service: TestService, headers: Record<string, string>, path = '/graphql'): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(service.service.address);
    const asked = request({
      hostname,
      port,
      path,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        'sec-websocket-protocol': GRAPHQL_TRANSPORT_WS_PROTOCOL,
        ...headers,
      },
    });
    asked.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve({ status: 101, body: '' });
    });
    asked.on('response', (response) => {
      let body = '';
      response.on('data', (part: Buffer) => (body += part.toString('utf8')));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on('error', reject).end();
  });

describe('Who connects', () => {
  let service: TestService;
  beforeAll(async () => (service = await start()));
  afterAll(() => service.close());

  it.each([
    ['without a token', undefined, 'send a token as "Authorization: Bearer …"'],
    ['with one nobody signed', { authorization: 'Bearer a.b.c' }, 'was not signed by the sign-in service'],
    ['with one of another form', { authorization: 'Basic ZXZlOmV2ZQ==' }, 'not of the form "Bearer …"'],
    ['with something else than text', { authorization: ['Bearer'] }, 'authorization is no text'],
  ])('%s is told to sign in', async (_how, parameters, words) => {
    const { code, reason } = await closing(new SocketClient(service.service.address, parameters)).closed;
    expect([code, reason]).toEqual([4401, expect.stringContaining(words)]);
  });

  it('and says nothing is let go', async () => {
    const hasty = closing(await start({ signInMs: 50 }));
    expect((await (await bare(hasty, false)).gone).code).toBe(4408);
  });

  it('and asks before signing in is let go', async () => {
    const socket = await bare(service, false);
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: changed } }));
    expect((await socket.gone).code).toBe(4401);
  });

  it('is let go when the token ends, and told so', async () => {
    // Clocks may differ by half a minute: this one is taken for a second more.
    const client = await closing(new SocketClient(service.service.address, await tokenOf(service, 'eve', '-29s'))).ready();
    expect(await client.closed).toEqual({ code: 4401, reason: expect.stringContaining('the token has expired: sign in again') });
  });

  it('more often than allowed is told so', async () => {
    for (let count = 0; count < 3; count++) await connect(service, 'many');
    const { code, reason } = await (await connect(service, 'many')).closed;
    expect([code, reason]).toEqual([1013, 'you have 3 sockets open, no more are allowed: close one, or use one for everything']);
  });

  it('from a page of another address is refused, and from its own is not', async () => {
    const { host } = new URL(service.service.address);
    for (const origin of ['https://elsewhere.example', 'null', `http://${host}.example`]) {
      const { status, body } = await upgrade(service, { origin });
      expect([origin, status, body]).toEqual([origin, 403, expect.stringContaining('FORBIDDEN')]);
    }
    expect((await upgrade(service, { origin: `http://${host}` })).status).toBe(101);
    expect((await upgrade(service, {})).status).toBe(101);
  });

  it('elsewhere, or as something else than a WebSocket, is refused in words', async () => {
    expect(await upgrade(service, {}, '/health/live')).toEqual({ status: 404, body: expect.stringContaining('connect to /graphql') });
    expect(await upgrade(service, { upgrade: 'h2c' })).toEqual({
      status: 400,
      body: expect.stringContaining('leave the Upgrade header out'),
    });
  });

  it('speaks the protocol or is let go', async () => {
    const socket = await bare(service);
    socket.send('no JSON');
    expect((await socket.gone).code).toBe(4400);
  });
});

describe('A socket', () => {
  let service: TestService;
  beforeAll(async () => (service = await start({ messagesPerMinuteMax: 20, socketsMax: 4 })));
  afterAll(() => service.close());

  it('is refused in words where too many are open', async () => {
    for (let count = 0; count < 4; count++) await connect(service, `person-${count}`);
    expect(await upgrade(service, {})).toEqual({ status: 503, body: expect.stringContaining('4 sockets are open, no more are taken') });
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

  it('takes no message over 64 KiB', async () => {
    const socket = await bare(service);
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: `${changed} # ${'x'.repeat(65_536)}` } }));
    expect((await socket.gone).code).toBe(1009);
  });

  it('that talks without end is closed', async () => {
    const socket = await bare(service);
    for (let count = 0; count < 20; count++) socket.send(JSON.stringify({ type: 'ping' }));
    expect(await socket.gone).toEqual({ code: 1008, reason: 'too many messages in a minute: subscribe once, and listen' });
  });

  it('whose peer no longer answers is closed', async () => {
    const pinging = closing(await start({ pingMs: 40 }));
    const socket = new WebSocket(`${pinging.service.address.replace(/^http/, 'ws')}/graphql`, GRAPHQL_TRANSPORT_WS_PROTOCOL, {
      autoPong: false,
    });
    socket.once('open', () => void tokenOf(pinging).then((payload) => socket.send(JSON.stringify({ type: 'connection_init', payload }))));
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(1006);
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

describe('A client that does not take its messages', () => {
  /** Listens, asks for answers, and reads none, until the service has nothing more to tell it. */
  const stuffed = async (service: TestService, meanwhile: () => Promise<unknown>): Promise<Closing> => {
    const socket = await bare(service);
    const counts = () => service.service.app.get(SocketServer).counts;
    socket.send(JSON.stringify({ type: 'subscribe', id: 'tree', payload: { query: changed } }));
    await until(() => counts().subscriptions === 1);
    socket.pause();
    const ping = JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(60_000) } });
    await until(async () => {
      for (let sent = 0; sent < 32; sent++) socket.send(ping);
      await meanwhile();
      return counts().subscriptions === 0;
    });
    socket.resume();
    return socket.gone;
  };
  const patient = { messagesPerMinuteMax: 1_000_000, farewellMs: 20_000, pingMs: 60_000 };

  it('is let go with a reason once a megabyte waits for it', async () => {
    const service = closing(await start(patient));
    expect(await stuffed(service, () => Promise.resolve())).toEqual({
      code: 4008,
      reason: expect.stringContaining('messages wait faster than you take them'),
    });
  });

  it('is let go once too many notices wait for it', async () => {
    const service = closing(await start({ ...patient, unsentBytesMax: 1 << 30, queuedMax: 3 }));
    let version = 0;
    expect((await stuffed(service, () => redraft(service, `Version ${++version}`))).code).toBe(4008);
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
    socket.pause();
    await service.close();
    socket.resume();
    expect([1001, 1006]).toContain((await socket.gone).code);
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
