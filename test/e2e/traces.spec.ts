import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTestService } from './test-service.js';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

/** Takes what a collector of traces is sent. */
const received: { resourceSpans: { resource: object; scopeSpans: { spans: Span[] }[] }[] }[] = [];
let collector: Server;
let url: string;
beforeAll(async () => {
  collector = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      received.push(JSON.parse(body) as (typeof received)[number]);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/v1/traces`;
});
afterAll(() => new Promise((resolve) => collector.close(resolve)));

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const callersSpan = '00f067aa0ba902b7';

describe('Traces', () => {
  it('lead from the caller’s request over the command to the append and into the event, and name nobody', async () => {
    const service = await startTestService({ environment: { HOSHIN_OTLP_URL: url } });
    const { given } = service;
    await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
    await given('organisation', 'AddPost', { post: 'chief', unit: 'board', title: 'Chief', role: 'ADMINISTRATOR', leads: true });
    await given('organisation', 'AppointHolder', { post: 'chief', person: 'adi-smith', from: '2025-04-01' });
    const client = await service.as('adi-smith', 'chief');
    const input = { commandId: crypto.randomUUID(), unit: 'ward', name: 'Ward of Secrets', kind: 'team', parent: 'board' };
    const response = await fetch(`${service.service.address}/graphql`, {
      method: 'POST',
      headers: { ...client.headers(), traceparent: `00-${traceId}-${callersSpan}-01` },
      body: JSON.stringify({
        query: 'mutation NamedAfterAdi($input: AddUnitInput!) { addUnit(input: $input) { __typename ... on Receipt { position } } }',
        variables: { input },
      }),
    });
    expect(await response.json()).toMatchObject({ data: { addUnit: { __typename: 'Receipt' } } });
    expect(response.headers.get('x-correlation-id')).toBe(traceId);
    const history = '{ history(subject: "ward") { edges { node { correlationId } } } }';
    expect(await client.query(history)).toEqual({ history: { edges: [{ node: { correlationId: traceId } }] } });
    // What was not sent yet goes out when the service stops.
    await service.close();

    const all = received.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    );
    const spans = all.filter((span) => span.traceId === traceId);
    const named = (name: string): Span => spans.find((span) => span.name === name)!;
    expect(spans.map(({ name }) => name).sort()).toEqual(['append', 'command organisation.AddUnit', 'mutation addUnit']);
    expect(named('mutation addUnit').parentSpanId).toBe(callersSpan);
    expect(named('command organisation.AddUnit').parentSpanId).toBe(named('mutation addUnit').spanId);
    expect(named('append').parentSpanId).toBe(named('command organisation.AddUnit').spanId);
    expect(JSON.stringify(received)).not.toMatch(/adi-smith|NamedAfterAdi|Secrets|Bearer|eyJ|hostname|process\./i);
    expect(JSON.stringify(received[0]!.resourceSpans[0]!.resource)).toContain('"hoshin"');
  });

  it('keep nobody waiting when there is no collector', async () => {
    const service = await startTestService({ environment: { HOSHIN_OTLP_URL: 'http://127.0.0.1:1/v1/traces' } });
    expect((await service.nobody.ask('{ __typename }')).errors).toEqual([]);
    await service.close();
  });
});
