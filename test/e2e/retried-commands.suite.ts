import { startTestService, type TestService } from './test-service.js';

let service: TestService;

/** A board with two executives. */
beforeAll(async () => {
  service = await startTestService();
  const { given } = service;
  await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
  for (const [post, person] of [
    ['chief', 'eve'],
    ['finance', 'fay'],
  ] as const) {
    await given('organisation', 'AddPost', { post, unit: 'board', title: post, role: 'EXECUTIVE' });
    await given('organisation', 'AppointHolder', { post, person, from: '2024-01-01' });
  }
  await given('organisation', 'AppointHolder', { post: 'finance', person: 'eve', from: '2024-01-01' });
});
afterAll(() => service.close());

describe('A command id', () => {
  const input = { commandId: crypto.randomUUID(), post: 'chief', reason: 'board minute 7' };

  it('gives whoever sent it the first receipt again', async () => {
    const eve = await service.as('eve', 'chief');
    const first = await eve.mutate('nameFinalArbiter', input);
    expect(first).toMatchObject({ __typename: 'Receipt', replayed: false });
    expect(await eve.mutate('nameFinalArbiter', input)).toEqual({ ...first, replayed: true });
  });

  it('gives nobody else a receipt for what they have not done, and not the same person in another post', async () => {
    const reused = [expect.objectContaining({ extensions: expect.objectContaining({ code: 'CommandIdReused' }) })];
    for (const client of [await service.as('fay', 'finance'), await service.as('eve', 'finance')])
      expect((await client.attempt('nameFinalArbiter', input)).errors).toEqual(reused);
  });
});
