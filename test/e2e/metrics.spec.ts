import { startTestService, type TestService } from './test-service.js';

const token = 'a-token-of-at-least-24-characters';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ environment: { HOSHIN_METRICS_TOKEN: token } });
  const { given } = service;
  await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
  for (const [post, role, person] of [
    ['administrator', 'ADMINISTRATOR', 'adi'],
    ['auditor', 'AUDITOR', 'aud'],
  ] as const) {
    await given('organisation', 'AddPost', { post, unit: 'board', title: post, role, leads: false });
    await given('organisation', 'AppointHolder', { post, person, from: '2025-04-01' });
  }
});
afterAll(() => service.close());

const scrape = (authorization?: string): Promise<Response> =>
  fetch(`${service.service.address}/metrics`, authorization === undefined ? {} : { headers: { authorization } });

/** Every series with its figure. */
const figures = async (): Promise<ReadonlyMap<string, number>> => {
  const response = await scrape(`Bearer ${token}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/plain');
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
};
const addUnit = (unit: string, parent = 'board') => ({ unit, name: unit, kind: 'team', parent });

describe('The metrics', () => {
  it('are nobody’s who does not send their token, and are not there where none is set', async () => {
    for (const header of [undefined, '', 'Bearer', `Bearer ${token}x`, `Bearer ${token.slice(0, -1)}`, 'Basic YTpi'])
      expect((await scrape(header)).status).toBe(401);
    const without = await startTestService();
    try {
      expect((await fetch(`${without.service.address}/metrics`, { headers: { authorization: 'Bearer ' } })).status).toBe(404);
    } finally {
      await without.close();
    }
  });

  it('count commands by how they end, refusals and errors by code, and appends', async () => {
    const administrator = await service.as('adi', 'administrator');
    const before = await figures();
    const commandId = crypto.randomUUID();
    await administrator.mutate('addUnit', { ...addUnit('ward-1'), commandId });
    await administrator.mutate('addUnit', { ...addUnit('ward-1'), commandId });
    await administrator.mutate('addUnit', addUnit('ward-2', 'no-such-unit'));
    await (await service.as('aud', 'auditor')).mutate('addUnit', addUnit('ward-3'));
    await service.nobody.ask('{ me { person { id } } }');
    const after = await figures();
    const more = (series: string): number => (after.get(series) ?? 0) - (before.get(series) ?? 0);
    expect(more('hoshin_commands_total{command="organisation.AddUnit",outcome="accepted"}')).toBe(1);
    expect(more('hoshin_commands_total{command="organisation.AddUnit",outcome="repeated"}')).toBe(1);
    expect(more('hoshin_commands_total{command="organisation.AddUnit",outcome="refused"}')).toBe(2);
    expect(more('hoshin_refusals_total{code="AuditorsDoNotWrite"}')).toBe(1);
    expect(more('hoshin_errors_total{code="UNAUTHENTICATED"}')).toBe(1);
    expect(more('hoshin_append_seconds_count{outcome="appended"}')).toBe(1);
    expect(more('hoshin_request_seconds_count{route="/graphql",status="200"}')).toBe(5);
  });

  it('say where views and policies stand, and how the process is', async () => {
    const now = await figures();
    expect(now.get('hoshin_position')).toBe(service.position());
    for (const gauge of [
      'hoshin_view_lag_events',
      'hoshin_view_lag_seconds',
      'hoshin_views_stopped',
      'hoshin_policy_debts',
      'hoshin_policy_debt_oldest_seconds',
      'hoshin_commands_in_flight',
      'hoshin_sockets',
      'hoshin_subscriptions',
    ])
      expect([gauge, now.get(gauge)]).toEqual([gauge, 0]);
    expect(now.get('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    expect([...now.keys()]).toEqual(expect.arrayContaining([expect.stringMatching(/^nodejs_eventloop_lag_p99_seconds/)]));
  });

  it('name no person, post, unit or address', async () => {
    const text = [...(await figures()).keys()].join('\n');
    expect(text).not.toMatch(/adi\b|aud\b|ward-|board|127\.0\.0\.1|administrator/);
  });
});
