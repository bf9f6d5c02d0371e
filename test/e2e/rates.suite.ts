import { request } from 'node:http';
import { upgrade } from './bare-socket.js';
import { startIssuedService } from './issued-service.js';
import { SocketClient } from './socket-client.js';
import { startTestService, type TestService } from './test-service.js';

let service: TestService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

const started = async (environment: Record<string, string>): Promise<TestService> => (service = await startTestService({ environment }));

/** A plain question from behind a proxy that names this address; status and body. */
const from = (address: string, path = '/graphql'): Promise<{ status: number; retryAfter: string | undefined; body: string }> =>
  new Promise((resolve, reject) => {
    const asking = request(
      `${service!.service.address}${path}`,
      { method: 'POST', headers: { 'content-type': 'application/json', 'x-forwarded-for': address } },
      (answer) => {
        let body = '';
        answer.on('data', (part: Buffer) => (body += part.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode!, retryAfter: answer.headers['retry-after'], body }));
      },
    );
    asking.on('error', reject);
    asking.end('{"query":"{ __typename }"}');
  });

describe('Somebody who asks too often', () => {
  it('is told when to ask again, by code and by header, while others go on', async () => {
    const { as } = await started({ HOSHIN_PERSON_REQUESTS_PER_MINUTE: '3' });
    const [ann, ben] = [await as('ann'), await as('ben')];
    for (let each = 0; each < 3; each++) expect((await ann.ask('{ __typename }')).errors).toEqual([]);
    const response = await ann.post('{"query":"{ __typename }"}');
    const { errors } = (await response.json()) as { errors: { message: string; extensions: Record<string, unknown> }[] };
    const seconds = errors[0]!.extensions['retryAfterSeconds'] as number;
    expect(response.status).toBe(429);
    expect(errors[0]!.extensions).toEqual({ code: 'TOO_MANY_REQUESTS', retryAfterSeconds: seconds });
    expect(errors[0]!.message).toContain(`ask again in ${seconds} seconds`);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(response.headers.get('retry-after')).toBe(String(seconds));
    expect((await ben.ask('{ __typename }')).errors).toEqual([]);
  });

  it('from one address is turned away before anything is read, whoever they say they are; monitors are not', async () => {
    const { nobody, service: running } = await started({ HOSHIN_ADDRESS_REQUESTS_PER_MINUTE: '2' });
    await nobody.ask('{ __typename }');
    expect((await fetch(`${running.address}/`)).status).toBe(200);
    const { status, errors } = await nobody.ask('{ __typename }');
    expect({ status, code: errors[0]?.extensions.code }).toEqual({ status: 429, code: 'TOO_MANY_REQUESTS' });
    expect((await fetch(`${running.address}/console`)).status).toBe(429);
    for (let each = 0; each < 5; each++) expect((await fetch(`${running.address}/health/ready`)).status).toBe(200);
  });

  it('is not believed to come from elsewhere on their own word', async () => {
    await started({ HOSHIN_ADDRESS_REQUESTS_PER_MINUTE: '1' });
    expect((await from('192.0.2.1')).status).toBe(200);
    expect((await from('192.0.2.2')).status).toBe(429);
  });

  it('is told apart by the address that a trusted proxy names, the last one that is no such proxy', async () => {
    await started({ HOSHIN_ADDRESS_REQUESTS_PER_MINUTE: '1', HOSHIN_TRUST_PROXY: 'loopback' });
    expect((await from('192.0.2.1')).status).toBe(200);
    expect((await from('192.0.2.2')).status).toBe(200);
    // What the caller wrote into the header itself stands before what the proxy adds.
    expect(await from('203.0.113.9, 192.0.2.2')).toMatchObject({ status: 429, body: expect.stringContaining('this address') });
  });
});

describe('Somebody who connects too often', () => {
  it('from one address is turned away before there is a socket, and told when to come again', async () => {
    const { service: running } = await started({ HOSHIN_ADDRESS_REQUESTS_PER_MINUTE: '2' });
    expect((await upgrade(running.address)).status).toBe(101);
    expect((await fetch(`${running.address}/`)).status).toBe(200);
    const { status, retryAfter, body } = await upgrade(running.address);
    const [error] = (JSON.parse(body) as { errors: { message: string; extensions: Record<string, unknown> }[] }).errors;
    expect({ status, error }).toMatchObject({
      status: 429,
      error: { message: expect.stringContaining(`ask again in ${retryAfter} seconds`), extensions: { code: 'TOO_MANY_REQUESTS' } },
    });
    expect(error!.extensions['retryAfterSeconds']).toBe(Number(retryAfter));
  });

  it('as one person is let go with the time to wait', async () => {
    const { service: running, as } = await started({ HOSHIN_PERSON_REQUESTS_PER_MINUTE: '1' });
    const said = { authorization: (await as('ann')).headers()['authorization']! };
    const first = await new SocketClient(running.address, said).ready();
    expect(await new SocketClient(running.address, said).closed).toEqual({ code: 1013, reason: expect.stringContaining('this person') });
    await first.close();
  });
});

describe('Somebody who signs in too often', () => {
  const step = async (path: string, method = 'GET') => {
    const answer = await fetch(`${service!.service.address}${path}`, { method });
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), page: await answer.text() };
  };

  it('is shown a page that says when to try again, for each step by itself, and may sign out all the same', async () => {
    await started({ HOSHIN_ADDRESS_SIGN_INS_PER_MINUTE: '2' });
    for (const [path, usually] of [
      ['/sign-in', 200],
      ['/sign-in/callback', 401],
    ] as const) {
      expect([(await step(path)).status, (await step(path)).status]).toEqual([usually, usually]);
      const { status, retryAfter, page } = await step(path);
      expect({ status, page }).toEqual({ status: 429, page: expect.stringContaining(`ask again in ${retryAfter} seconds`) });
      expect(Number(retryAfter)).toBeGreaterThan(0);
      expect(Number(retryAfter)).toBeLessThanOrEqual(60);
    }
    expect((await step('/sign-in/demo', 'POST')).status).toBe(429);
    expect((await step('/sign-out')).status).toBe(200);
  });

  it('passes no attempt on to the sign-in service, and no code', async () => {
    const issued = await startIssuedService({ environment: { HOSHIN_ADDRESS_SIGN_INS_PER_MINUTE: '1' } });
    try {
      const browser = issued.browser();
      const path = await issued.wayBack(browser);
      expect((await browser.send(path)).status).toBe(303);
      const asked = issued.issuer.asked.get('/token');
      expect((await browser.send('/sign-in')).status).toBe(429);
      expect((await browser.send(path)).status).toBe(429);
      expect(issued.issuer.asked.get('/token')).toBe(asked);
      expect((await browser.ask('{ me { person { name } } }')).status).toBe(200);
    } finally {
      await issued.close();
    }
  });
});

describe('A page of somebody else', () => {
  const preflight = (origin: string): Promise<Response> =>
    fetch(`${service!.service.address}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
    });

  it('may ask nothing from a browser unless its origin is named', async () => {
    await started({});
    expect((await preflight('https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull();
    await service!.close();
    await started({ HOSHIN_CORS_ORIGINS: 'https://hoshin.example' });
    expect((await preflight('https://hoshin.example')).headers.get('access-control-allow-origin')).toBe('https://hoshin.example');
    const other = await preflight('https://elsewhere.example');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    expect(other.headers.get('access-control-allow-credentials')).toBeNull();
  });
});
