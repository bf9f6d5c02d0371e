import { createHash } from 'node:crypto';
import { startTestService, type TestService } from './test-service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${service.service.address}${path}`, { headers });
const post = (path: string, body: string): Promise<Response> =>
  fetch(`${service.service.address}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

describe('The service over plain HTTP', () => {
  it('says that it lives and is ready', async () => {
    expect(await (await get('/health/live')).json()).toEqual({ status: 'live' });
    expect(await (await get('/health/ready')).json()).toEqual({ status: 'ready', position: service.position(), lag: 0, because: [] });
  });

  it('gives up a request that does not arrive, so that slow senders hold no connections', () => {
    const server: { requestTimeout: number } = service.service.app.getHttpServer();
    expect(server.requestTimeout).toBe(30_000);
  });

  it.each([
    ['a page', () => get('/')],
    ['the console', () => get('/console')],
    ['health', () => get('/health/ready')],
    ['an answer', () => post('/graphql', '{"query":"{ __typename }"}')],
    ['a refused request', () => post('/graphql', '{"query":')],
    ['an address with nothing behind it', () => get('/nothing')],
  ])('lets nothing be framed, guessed, leaked or loaded by %s', async (_what, asking) => {
    const { headers } = await asking();
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it.each(['/', '/aims', '/threads/any/depth'])(
    'shows its page to whoever opens %s, with nothing set inline and nothing from elsewhere',
    async (path) => {
      const response = await get(path);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'");
      const page = await response.text();
      expect(page).not.toMatch(/<style|<script>|https?:/);
      const parts = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, part]) => part!);
      expect(parts.length).toBeGreaterThan(2);
      for (const part of parts) expect((await get(part)).status).toBe(200);
    },
  );

  it('sends the page’s files compressed, and for good', async () => {
    const [, script] = /src="([^"]+)"/.exec(await (await get('/')).text())!;
    const answer = await get(script!, { 'accept-encoding': 'br' });
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect((await get('/assets/nothing.js')).status).toBe(404);
  });
});

describe('The console', () => {
  it('comes from the service alone, its one script named by its digest', async () => {
    const response = await get('/console');
    const page = await response.text();
    expect(page).not.toMatch(/<(script|link|img|iframe)[^>]*(src|href)="(https?:)?\/\//);
    const scripts = [...page.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, script]) => script!);
    expect(scripts).toHaveLength(1);
    const digest = createHash('sha256').update(scripts[0]!).digest('base64');
    expect(response.headers.get('content-security-policy')).toContain(`script-src 'sha256-${digest}'`);
  });

  it('is sent compressed, and not again to whoever has it', async () => {
    const compressed = await get('/console', { 'accept-encoding': 'gzip' });
    expect(compressed.headers.get('content-encoding')).toBe('gzip');
    expect(Number(compressed.headers.get('content-length'))).toBeLessThan(3_000_000);
    await compressed.arrayBuffer();
    const again = await get('/console', { 'if-none-match': compressed.headers.get('etag')! });
    expect([again.status, (await again.text()).length]).toEqual([304, 0]);
  });

  it('begins with a query that the schema knows', async () => {
    const page = await (await get('/console')).text();
    const [, options] = /window\.document\.querySelector\('#root'\),\s*(\{[^]*?\}),\s*\);/.exec(page) ?? [];
    const { defaultQuery } = JSON.parse(options!) as { defaultQuery: string };
    const { errors } = await (await service.as('nobody-we-know')).ask(defaultQuery);
    expect(errors.filter(({ extensions }) => extensions.code.startsWith('GRAPHQL_'))).toEqual([]);
  });
});
