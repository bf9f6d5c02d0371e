import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '#testing';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { fallsOf } from './northmoor.js';
import { startServiceProcess, type ServiceProcess } from './service-process.js';
import { startTestService } from './test-service.js';

describe('A disk that is full', () => {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hoshin-full-'));
    const { given, close } = await startTestService({ dataFolder: folder });
    await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
    await given('organisation', 'AddPost', {
      post: 'administrator',
      unit: 'board',
      title: 'Administrator',
      role: 'ADMINISTRATOR',
      leads: false,
    });
    await given('organisation', 'AppointHolder', { post: 'administrator', person: 'adi', from: '2025-04-01' });
    await close();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('stops commands and not reads; the client is told, nothing acknowledged is lost, and the same command is taken once there is room', async () => {
    const token = await signOwnToken({ dataFolder: folder, audience: 'hoshin' }, { person: 'adi', post: 'administrator' });
    const clientOf = ({ address }: ServiceProcess): ApiClient => new ApiClient(address, token);
    const definition = fallsOf('the board', { operationalDefinition: 'Falls by month. '.repeat(100) });
    const full = await startServiceProcess(folder, { fileKibibytesMax: 1_000 });
    const acknowledged: string[] = [];
    let unanswered = '';
    try {
      while (unanswered === '') {
        const commandId = crypto.randomUUID();
        const { data, errors } = await clientOf(full).attempt('defineMeasure', { commandId, unit: 'board', definition });
        if (errors.length === 0) {
          acknowledged.push((data as { defineMeasure: { subject: string } }).defineMeasure.subject);
          continue;
        }
        expect(errors[0]).toMatchObject({
          message: expect.stringMatching(/what was acknowledged is safe: try again, with the same commandId/),
          extensions: { code: 'StoreUnavailable' },
        });
        unanswered = commandId;
      }
      expect(await clientOf(full).query('{ unit(id: "board") { name } }')).toEqual({ unit: { name: 'Board' } });
      expect((await fetch(`${full.address}/health/ready`)).status).toBe(200);
    } finally {
      await full.stop();
    }
    expect(acknowledged.length).toBeGreaterThan(20);
    expect(full.said()).toMatch(/"level":40[^\n]*"code":"StoreUnavailable"/);

    const again = await startServiceProcess(folder);
    try {
      const client = clientOf(again);
      for (const measure of acknowledged)
        expect(await client.query(`{ measure(id: "${measure}") { id } }`)).toEqual({ measure: { id: measure } });
      const { position } = (await client.query<{ logHead: { position: number } }>('{ logHead { position } }')).logHead;
      expect(position).toBe(4 + acknowledged.length);
      expect(await client.mutate('defineMeasure', { commandId: unanswered, unit: 'board', definition })).toMatchObject({
        __typename: 'Receipt',
        position: position + 1,
        replayed: false,
      });
    } finally {
      await again.stop();
    }
  });
});

describe('A clock that steps back', () => {
  it('moves neither the order of events nor what was known when', async () => {
    const noon = Date.parse('2026-05-05T12:00:00.000Z');
    let now = noon;
    const service = await startTestService({ clock: () => now });
    try {
      const { given } = service;
      const add = (unit: string): Promise<{ position: number }> =>
        given('organisation', 'AddUnit', { unit, name: unit, kind: 'team', parent: unit === 'board' ? null : 'board' });
      await add('board');
      now = noon - 86_400_000;
      const { position: second } = await add('ward-1');
      now = noon + 60_000;
      const { position: third } = await add('ward-2');
      expect(third).toBe(second + 1);
      const client = await service.as('anybody');
      const at = async (instant: number): Promise<(string | null)[]> =>
        Promise.all(
          ['board', 'ward-1', 'ward-2'].map(async (id) => {
            const asOf = { instant: new Date(instant).toISOString() };
            const { data } = await client.ask<{ unit: { id: string } | null }>(
              'query ($id: ID!, $asOf: AsOfInput) { unit(id: $id, asOf: $asOf) { id } }',
              { id, asOf },
            );
            return data?.unit?.id ?? null;
          }),
        );
      // What was written while the clock was a day behind was learnt after noon, not the day before.
      expect(await at(noon - 3_600_000)).toEqual([null, null, null]);
      expect(await at(noon)).toEqual(['board', 'ward-1', null]);
      expect(await at(noon + 60_000)).toEqual(['board', 'ward-1', 'ward-2']);
    } finally {
      await service.close();
    }
  });
});
