import Database from 'better-sqlite3';
import { join } from 'node:path';
import { CommandDesk, type LogIdentity, type ViewHost } from '#cqrs';
import { eventHash, printedSeal, verifyLog, type EventStore, type RawEvent } from '#event-store';
import type { Shapes } from '#strategy';
import './seals.story.js';
import { SealSchedule, type SealNews } from '../../apps/api/src/record/seal-schedule.js';
import { Sealing, type SealInput } from '../../apps/api/src/record/sealing.js';
import { IDENTITY, STORE, VIEWS } from '../../apps/api/src/record/tokens.js';
import { startNorthmoor, type Northmoor } from './northmoor.js';

const dayMs = 86_400_000;
let trust: Northmoor;
beforeEach(async () => void (trust = await startNorthmoor()));
afterEach(() => trust.close());

interface Seal {
  readonly ordinal: number;
  readonly digest: string;
  readonly printed: string;
}
const sealFields = '{ id position ordinal lastEventId digest printed by { name } post { id } reason previousSeal events eventsSince }';
const reason = 'The board meets on 2 March';
const seals = async (ask = ''): Promise<{ totalCount: number; edges: { node: Seal & Record<string, unknown> }[] }> =>
  (
    await (
      await trust.acting('auditor')
    ).query<{ seals: Awaited<ReturnType<typeof seals>> }>(`{ seals${ask} { totalCount edges { node ${sealFields} } } }`)
  ).seals;
const verdict = async (seal: string): Promise<unknown> =>
  (
    await (
      await trust.acting('auditor')
    ).query<{ verifySeal: unknown }>('query ($seal: String!) { verifySeal(seal: $seal) { fit ordinal because } }', { seal })
  ).verifySeal;
const store = (): EventStore => trust.service.app.get<EventStore>(STORE);
const log = async (): Promise<RawEvent[]> => {
  const events: RawEvent[] = [];
  for await (const batch of store().readAllRaw()) events.push(...batch.events);
  return events;
};
const happens = (name: string): Promise<unknown> => trust.given('organisation', 'NameOrganisation', { name, financialYearStart: 4 });

describe('A seal', () => {
  it('is found for any event it vouches for, and none is for what came after', async () => {
    const { position } = await trust.done('chief-executive', 'placeSeal', { reason });
    const auditor = await trust.acting('auditor');
    const covering = (place: number) => auditor.query(`{ seal(coveringPosition: ${place}) { ordinal } }`);
    expect(await covering(1)).toEqual({ seal: { ordinal: position - 1 } });
    expect(await covering(position - 1)).toEqual({ seal: { ordinal: position - 1 } });
    expect(await covering(position)).toEqual({ seal: null });
  });

  it('is refused to everybody else, and where nothing was recorded since the last one', async () => {
    for (const post of ['medicine-lead', 'data-steward', 'ward-7-nurse', 'non-executive'])
      await trust.refused('NotForThisRole', post, 'placeSeal', { reason });
    await trust.refused('AuditorsDoNotWrite', 'auditor', 'placeSeal', { reason });
    await trust.done('chief-executive', 'placeSeal', { reason });
    expect(await trust.refused('NothingToSeal', 'chief-executive', 'placeSeal', { reason })).toContain('can be published again');
  });

  it('fits this log, differs from another, is told from a slip of the pen and from one beyond the end', async () => {
    await trust.done('chief-executive', 'placeSeal', { reason });
    await happens('Northmoor and Vale');
    const { printed, ordinal, digest } = (await seals()).edges[0]!.node;
    expect(await verdict(printed)).toEqual({
      fit: 'FITS',
      ordinal,
      because: `the log up to position ${ordinal} is the one that was sealed`,
    });
    expect(await verdict(`${ordinal}:${digest}`)).toMatchObject({ fit: 'FITS' });
    // Positions nobody sealed have a chain as well: before the seal, and after it.
    for (const upTo of [3, ordinal + 2]) {
      const { chainDigest } = await verifyLog(store().readAllRaw({ upTo }));
      expect(await verdict(printedSeal({ ordinal: upTo, digest: chainDigest }))).toMatchObject({ fit: 'FITS', ordinal: upTo });
    }
    expect(await verdict(printedSeal({ ordinal, digest: 'a'.repeat(64) }))).toMatchObject({
      fit: 'DIFFERS',
      ordinal,
      because: expect.stringContaining('hoshin verify --seal') as string,
    });
    expect(await verdict(printedSeal({ ordinal: 9_999, digest }))).toMatchObject({
      fit: 'BEYOND_THE_END',
      because: expect.stringMatching(/ends at position \d+, and the seal speaks of position 9999/) as string,
    });
    expect(await verdict(printed.replace(/.{2}$/, '00'))).toMatchObject({ fit: 'MISTYPED', ordinal: null });
    expect(await verdict('our seal')).toMatchObject({ fit: 'MISTYPED', because: expect.stringContaining('is no seal') as string });
    expect((await trust.nobody.ask('{ verifySeal(seal: "x") { fit } }')).errors[0]!.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('A log somebody altered', () => {
  it('is not sealed, and says from where on it is not what was written', async () => {
    await trust.done('chief-executive', 'placeSeal', { reason });
    await happens('Northmoor and Vale');
    const { ordinal } = (await seals()).edges[0]!.node;
    const bad = ordinal + 2;
    const db = new Database(join(trust.config.dataFolder, 'log.db'));
    db.exec(`DROP TRIGGER nothing_changes; UPDATE events SET data = replace(data, 'Vale', 'Dale') WHERE position = ${bad}`);
    db.close();
    const { errors } = await (await trust.acting('chief-executive')).attempt('placeSeal', { reason: 'the next' });
    expect(errors[0]).toMatchObject({
      message: expect.stringMatching(new RegExp(`position ${bad}: its hash differs.*hoshin verify`)) as string,
      extensions: { code: 'LogAltered', position: bad },
    });
    const { chainDigest } = await verifyLog(store().readAllRaw({ upTo: ordinal + 1 }));
    expect(await verdict(`${bad}:${chainDigest}`)).toMatchObject({
      fit: 'DIFFERS',
      because: `position ${bad}: its hash differs from its stored text`,
    });
    expect((await seals()).totalCount).toBe(1);
    expect(eventHash((await log())[bad - 1]!)).not.toBe((await log())[bad - 1]!.eventHash);
  });
});

describe('The schedule', () => {
  const told: string[] = [];
  const news: SealNews = { placed: () => told.push('placed'), trouble: (error) => told.push((error as Error).message) };
  const schedule = (now: () => number, isOnDuty = true): SealSchedule => {
    const { app } = trust.service;
    return new SealSchedule(app.get(Sealing), app.get<ViewHost<Shapes>>(VIEWS), app.get(CommandDesk), now, dayMs, () => isOnDuty, news);
  };
  beforeEach(() => void told.splice(0));

  it('seals the log a day after its first event, a day after its last seal, and only where something was recorded', async () => {
    const began = Date.parse((await log())[0]!.recordedAt);
    let now = began + dayMs - 1;
    const daily = schedule(() => now);
    await daily.look();
    expect(told).toEqual([]);
    now = began + dayMs;
    await daily.look();
    expect(told).toEqual(['placed']);
    const { edges } = await seals();
    expect(edges[0]!.node).toMatchObject({ reason: null, post: null });
    now += 10 * dayMs;
    await daily.look();
    expect((await seals()).totalCount).toBe(1);
    await happens('Northmoor and Vale');
    await daily.look();
    expect((await seals()).totalCount).toBe(2);
  });

  it('is one, whichever process looks, and how often', async () => {
    const late = (): number => Date.parse('2026-06-01T00:00:00.000Z');
    await schedule(late, false).look();
    expect((await seals()).totalCount).toBe(0);
    await Promise.all([schedule(late), schedule(late), schedule(late)].map((each) => each.look()));
    expect((await seals()).totalCount).toBe(1);
    expect(told).toEqual(['placed']);
  });

  it('is one where two processes send the same command and see another end of the log', async () => {
    const { app } = trust.service;
    const actor = { person: 'service', post: 'policy:seal' };
    const order = { commandId: crypto.randomUUID(), actor };
    const one = app.get(Sealing);
    const other = new Sealing(store(), app.get<ViewHost<Shapes>>(VIEWS), app.get<LogIdentity>(IDENTITY));
    const envelope = { ...order, subject: one.subject, correlationId: order.commandId };
    const send = (input: SealInput) => app.get(CommandDesk).execute({ aggregate: 'seal', name: 'PlaceSeal', input, envelope });
    const outcome = await one.place(order, async (input) => {
      await happens('Northmoor and Vale');
      expect(await other.place(order, send)).toMatchObject({ replayed: false });
      return await send(input);
    });
    expect(outcome).toMatchObject({ replayed: true, events: 1 });
    expect((await seals()).totalCount).toBe(1);
  });

  it('says once that the log cannot be sealed, and goes on when it can', async () => {
    const late = (): number => Date.parse('2026-06-01T00:00:00.000Z');
    const daily = schedule(late);
    const failing = jest.spyOn(store(), 'head').mockRejectedValue(new Error('the disk is away'));
    await daily.look();
    await daily.look();
    expect(told).toEqual(['the disk is away']);
    failing.mockRestore();
    await daily.look();
    expect(told).toEqual(['the disk is away', 'placed']);
  });
});
