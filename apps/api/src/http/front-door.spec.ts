import { Agent, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { FrontDoor } from './front-door.js';
import { Starting } from './starting.js';

/** A service behind a door of its own that becomes ready when it is told to. */
const starting = async (host = '127.0.0.1') => {
  const answers = new Starting();
  const door = await FrontDoor.open(0, host, answers.answer);
  const service = fastify({ serverFactory: door.serverFactory as never, forceCloseConnections: 'idle' });
  service.get('/', () => 'the service');
  const { port } = service.server.address() as AddressInfo;
  const ask = (path: string, agent?: Agent): Promise<{ status: number; body: string; headers: IncomingMessage['headers'] }> =>
    new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', path, agent: agent ?? false }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode!, body, headers: response.headers }));
      })
        .on('error', reject)
        .end();
    });
  return { answers, door, service, port, ask, ready: () => service.listen({ port, host }) };
};

describe('A service that starts', () => {
  it('is live, tells a monitor how far it is, and everybody else when to ask again', async () => {
    const { answers, door, ask } = await starting();
    expect(await ask('/health/live')).toMatchObject({ status: 200, body: '{"status":"live"}' });
    expect(JSON.parse((await ask('/health/ready')).body)).toMatchObject({ status: 'not ready', position: 0, head: null, percent: 0 });
    answers.watch(() => ({ position: 250, head: 1_000, cachedTo: 200 }));
    const { status, body, headers } = await ask('/health/ready?verbose');
    expect([status, headers['retry-after'], headers['x-content-type-options']]).toEqual([503, '2', 'nosniff']);
    expect(JSON.parse(body)).toEqual({
      status: 'not ready',
      position: 250,
      head: 1_000,
      percent: 25,
      cachedTo: 200,
      lag: 750,
      because: ['the service is starting: its views have come to position 250 of 1000'],
    });
    const asked = await ask('/graphql');
    expect(asked.status).toBe(503);
    expect(JSON.parse(asked.body)).toEqual({
      errors: [
        {
          message: 'the service is starting: its views have come to position 250 of 1000; ask again in 2 seconds',
          extensions: { code: 'STARTING', retryAfterSeconds: 2, position: 250, head: 1_000, percent: 25 },
        },
      ],
    });
    answers.watch(() => ({ position: 0, head: 0, cachedTo: 0 }));
    expect(JSON.parse((await ask('/health/ready')).body)).toMatchObject({ percent: 100 });
    await door.close();
  });

  it('takes over the connections there are, and stops as it would without a door', async () => {
    const { service, ask, ready } = await starting();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect((await ask('/', agent)).status).toBe(503);
    let refused = 0;
    let over = false;
    const asking = (async () => {
      while (!over) await ask('/').catch(() => refused++);
    })();
    await ready();
    const answered = await ask('/', agent);
    over = true;
    await asking;
    expect([answered.body, refused]).toEqual(['the service', 0]);
    await service.close();
    await expect(ask('/')).rejects.toThrow('ECONNREFUSED');
    agent.destroy();
  });

  it('answers a request that asks to become a socket like any other', async () => {
    const { door, port } = await starting();
    const said = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write('GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
      );
      socket.once('data', (chunk: Buffer) => {
        socket.destroy();
        resolve(chunk.toString());
      });
    });
    expect(said).toMatch(/^HTTP\/1\.1 503 /);
    await door.close();
  });

  it('listens on every address that localhost stands for, and on none once it has stopped', async () => {
    const { service, ask, ready } = await starting('localhost');
    expect((await ask('/')).status).toBe(503);
    await ready();
    expect((await ask('/')).body).toBe('the service');
    await service.close();
    await expect(ask('/')).rejects.toThrow('ECONNREFUSED');
  });
});
