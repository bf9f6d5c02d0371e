import { readSeal, printedSeal, verifyLog, type EventStore } from '#event-store';
import { STORE } from '../../apps/api/src/record/tokens.js';
import { startNorthmoor, type Northmoor } from './northmoor.js';

let trust: Northmoor;
beforeAll(async () => void (trust = await startNorthmoor()));
afterAll(() => trust.close());

interface Seal {
  readonly id: string;
  readonly ordinal: number;
  readonly digest: string;
  readonly printed: string;
}
const sealFields = '{ id position ordinal lastEventId digest printed post { id } reason previousSeal events eventsSince }';
const reason = 'The board meets on 2 March';
const seals = async (ask = ''): Promise<{ totalCount: number; edges: { node: Seal }[] }> =>
  (
    await (
      await trust.acting('auditor')
    ).query<{ seals: Awaited<ReturnType<typeof seals>> }>(`{ seals${ask} { totalCount edges { node ${sealFields} } } }`)
  ).seals;
const happens = (name: string): Promise<unknown> => trust.given('organisation', 'NameOrganisation', { name, financialYearStart: 4 });

describe('The seals of a log', () => {
  it('are placed by an executive or an administrator over everything recorded so far, and read by everybody', async () => {
    const store = trust.service.app.get<EventStore>(STORE);
    const before: { readonly id: string }[] = [];
    for await (const { events } of store.readAllRaw()) before.push(...events);
    const receipt = await trust.done('chief-executive', 'placeSeal', { reason });
    expect(receipt.position).toBe(before.length + 1);
    await happens('Northmoor and Vale');
    const second = await trust.done('administrator', 'placeSeal', { reason: 'the auditors ask' });
    const { totalCount, edges } = await seals();
    expect(totalCount).toBe(2);
    const [later, first] = edges.map(({ node }) => node);
    expect(first).toMatchObject({
      position: receipt.position,
      ordinal: before.length,
      lastEventId: before.at(-1)!.id,
      printed: printedSeal(first!),
      post: { id: 'chief-executive' },
      reason,
      previousSeal: null,
      events: before.length,
      eventsSince: 3,
    });
    expect(later).toMatchObject({
      position: second.position,
      ordinal: before.length + 2,
      previousSeal: first!.id,
      events: 2,
      eventsSince: 1,
      post: { id: 'administrator' },
    });
    expect((await seals(`(asOf: { position: ${receipt.position} })`)).edges).toHaveLength(1);
    const found = await verifyLog(store.readAllRaw(), { published: edges.map(({ node }) => readSeal(node.printed) as never) });
    expect(found).toMatchObject({ firstBad: null, seals: 2, sealedUpTo: before.length + 2 });
  });

  it('asked for twice under one id are placed once, however far the log has come', async () => {
    const before = (await seals()).totalCount;
    const commandId = crypto.randomUUID();
    const chief = await trust.acting('chief-executive');
    await happens('Northmoor and Dale');
    const [one, other] = await Promise.all([
      chief.mutate('placeSeal', { commandId, reason }),
      chief.mutate('placeSeal', { commandId, reason }),
    ]);
    // Which of the two comes first is the network's business.
    expect([one, other].filter((outcome) => outcome.__typename === 'Receipt' && outcome.replayed)).toHaveLength(1);
    await happens('Northmoor');
    expect(await chief.mutate('placeSeal', { commandId, reason })).toMatchObject({ replayed: true, events: 1 });
    expect((await seals()).totalCount).toBe(before + 1);
    const nurse = await trust.acting('chief-nurse');
    for (const [client, why] of [
      [nurse, reason],
      [chief, 'another'],
    ] as const)
      expect((await client.attempt('placeSeal', { commandId, reason: why })).errors[0]!.extensions.code).toBe('CommandIdReused');
  });
});
