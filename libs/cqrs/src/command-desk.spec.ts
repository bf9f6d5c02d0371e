import { isRejection } from '#kernel';
import { HandClock, londonDay, tallies, tallyStore, tallyView, type TallyShapes } from '#testing';
import type { EventStore, Expected, NewEvent } from '#event-store';
import { CommandDesk, type Outcome } from './command-desk.js';
import { ViewHost } from './view-host.js';

const subject = '0f4b8f0c-3c57-5a5e-8f0e-6f0a3f1b2c4d';
const commandId = '6f9619ff-8b86-4011-b42d-00cf4fc964ff';
const actor = { person: 'ana', post: 'matron' };
let store: ReturnType<typeof tallyStore>;
let host: ViewHost<TallyShapes>;
let clock: HandClock;

const deskOn = (log: EventStore, room = 0): CommandDesk =>
  new CommandDesk(log, host, tallies, { tally: { Count: () => ({ room }) } }, clock.now, londonDay);
const send = (desk: CommandDesk, name: string, input: unknown, id: string = crypto.randomUUID(), of = subject): Promise<Outcome> =>
  desk.execute({ aggregate: 'tally', name, input, envelope: { commandId: id, subject: of, actor, correlationId: 'request' } });
const events = () => store.readStream(`hoshin.tally-${subject}`);

beforeEach(async () => {
  clock = new HandClock();
  store = tallyStore(clock);
  host = new ViewHost(store, [tallyView], clock.now, londonDay);
  await host.start();
});
afterEach(async () => {
  await host.close();
  await store.close();
});

describe('The command desk', () => {
  it('answers once the views show what was written', async () => {
    const receipt = await send(deskOn(store), 'Count', { by: 3, times: 2 }, commandId);
    expect(receipt).toEqual({ commandId, subject, position: 2, version: 2, events: 2, replayed: false });
    expect(host.now().tables.sums.get(subject)).toBe(6);
  });

  it('returns the refusal of a rule and writes nothing', async () => {
    const outcome = await send(deskOn(store), 'Count', { by: 11 });
    expect(outcome).toMatchObject({ rejected: true, code: 'TallyFull', because: 'the tally is at 0 and holds 10' });
    expect(await events()).toEqual([]);
  });

  it('decides on the facts it looked up', async () => {
    expect(isRejection(await send(deskOn(store, 1), 'Count', { by: 11 }))).toBe(false);
  });

  it('gives a receipt without events where nothing is left to do', async () => {
    expect(await send(deskOn(store), 'Empty', { reason: 'new day' })).toMatchObject({ events: 0, version: 0, replayed: false });
    expect(await events()).toEqual([]);
  });

  it('answers a repeated command as the first time and adds nothing, also after a restart and at the same moment', async () => {
    const desk = deskOn(store);
    const [first, second] = await Promise.all([send(desk, 'Count', { by: 4 }, commandId), send(desk, 'Count', { by: 4 }, commandId)]);
    expect(second).toEqual({ ...first, replayed: true });
    await send(desk, 'Count', { by: 1 });
    expect(await send(deskOn(store), 'Count', { by: 4 }, commandId)).toEqual({ ...first, replayed: true });
    expect(await events()).toHaveLength(2);
  });

  it('refuses a command id that was used with another content', async () => {
    const desk = deskOn(store);
    await send(desk, 'Count', { by: 4 }, commandId);
    await expect(send(desk, 'Count', { by: 5 }, commandId)).rejects.toMatchObject({ code: 'CommandIdReused' });
    await expect(send(desk, 'Empty', { reason: 'x' }, commandId)).rejects.toMatchObject({ code: 'CommandIdReused' });
  });

  it('does not remember refusals: what is refused now may pass later', async () => {
    const desk = deskOn(store);
    await send(desk, 'Count', { by: 9 });
    expect(await send(desk, 'Count', { by: 2 }, commandId)).toMatchObject({ code: 'TallyFull' });
    await send(desk, 'Empty', { reason: 'new day' });
    expect(await send(desk, 'Count', { by: 2 }, commandId)).toMatchObject({ events: 1, replayed: false });
  });

  it('lets commands on one subject wait for each other', async () => {
    const desk = deskOn(store);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => send(desk, 'Count', { by: 1 })));
    expect(outcomes.filter((outcome) => !isRejection(outcome))).toHaveLength(10);
    expect(host.now().tables.sums.get(subject)).toBe(10);
  });

  it('decides again when somebody else was first, and never on what they overtook', async () => {
    const [one, other] = [deskOn(store), deskOn(store)];
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, turn) => send(turn % 2 === 0 ? one : other, 'Count', { by: 1 })));
    expect(outcomes.filter((outcome) => !isRejection(outcome))).toHaveLength(10);
    expect(await events()).toHaveLength(10);
  });

  it('says that it is busy when others are first every time', async () => {
    let intruders = 0;
    const contended: EventStore = Object.assign(Object.create(store) as EventStore, {
      append: async (stream: string, expected: Expected, news: readonly NewEvent[]) => {
        const meta = JSON.stringify({ ...(JSON.parse(news[0]!.meta) as object), commandId: crypto.randomUUID() });
        await store.append(stream, 'any', [{ ...news[0]!, id: crypto.randomUUID(), data: '{"by":0}', meta }]);
        intruders++;
        return store.append(stream, expected, news);
      },
    });
    await expect(send(deskOn(contended), 'Count', { by: 1 })).rejects.toMatchObject({ code: 'Busy' });
    expect(intruders).toBe(8);
  });

  it('writes who, why, on which basis, and which command', async () => {
    const desk = deskOn(store);
    await send(desk, 'Count', { by: 1 });
    await send(desk, 'Empty', { reason: 'new day' }, commandId);
    const [, emptied] = await events();
    expect(emptied).toMatchObject({
      type: 'Emptied',
      on: '2026-06-01',
      meta: { actor, reason: 'new day', correlationId: 'request', commandId, basis: 1 },
    });
    expect(emptied!.meta.seeded).toBeUndefined();
  });

  it('has no answer for commands nobody wrote', () => {
    expect(() =>
      deskOn(store).execute({ aggregate: 'nobody', name: 'Count', input: {}, envelope: { commandId, subject, actor, correlationId: 'x' } }),
    ).toThrow('no aggregate nobody');
  });
});

describe('The command desk where others write too', () => {
  /** Another process on the same log: its views and kept streams stand still until they are let on. */
  const elsewhere = async () => {
    let letOn = (): void => undefined;
    let still: Promise<void> | null = null;
    const log: EventStore = Object.assign(Object.create(store) as EventStore, {
      capabilities: { ...store.capabilities, sharedWriters: true },
      async *subscribeAll(read: Parameters<EventStore['subscribeAll']>[0]) {
        for await (const batch of store.subscribeAll(read)) {
          await still;
          yield batch;
        }
      },
    });
    const views = new ViewHost<TallyShapes>(log, [tallyView], clock.now, londonDay);
    await views.start();
    const room = ({ tables }: { tables: { sums: { get(id: string): number | undefined } } }) => ({ room: tables.sums.get(other) ?? 0 });
    const desk = new CommandDesk(log, views, tallies, { tally: { Count: room } }, clock.now, londonDay);
    return {
      desk,
      views,
      standStill: () => {
        still = new Promise((resolve) => (letOn = resolve));
      },
      letOn: () => {
        still = null;
        letOn();
      },
      close: () => {
        letOn();
        return views.close();
      },
    };
  };
  const other = '1b671a64-40d5-491e-99b0-da01ff1f3341';
  let far: Awaited<ReturnType<typeof elsewhere>>;
  beforeEach(async () => {
    far = await elsewhere();
  });
  afterEach(() => far.close());

  it('refuses only on what is in the log by then, its own stream and the facts of others', async () => {
    await send(far.desk, 'Count', { by: 9 });
    far.standStill();
    await send(deskOn(store), 'Empty', { reason: 'new day' });
    const counted = send(far.desk, 'Count', { by: 9 });
    far.letOn();
    expect(await counted).toMatchObject({ events: 1, version: 3 });
    far.standStill();
    await send(deskOn(store), 'Count', { by: 4 }, crypto.randomUUID(), other);
    const withMoreRoom = send(far.desk, 'Count', { by: 5 });
    far.letOn();
    expect(await withMoreRoom).toMatchObject({ events: 1, version: 4 });
    expect((await events()).at(-1)!.meta.basis).toBe(4);
  });

  it('does not say that nothing is left to do because it has not seen what others did', async () => {
    await send(far.desk, 'Empty', { reason: 'new day' });
    far.standStill();
    await send(deskOn(store), 'Count', { by: 3 });
    const emptied = send(far.desk, 'Empty', { reason: 'new day' });
    far.letOn();
    expect(await emptied).toMatchObject({ events: 1, version: 2 });
  });

  it('says no at once where nobody else has written', async () => {
    expect(await send(far.desk, 'Count', { by: 11 })).toMatchObject({ code: 'TallyFull' });
    expect(await send(far.desk, 'Empty', { reason: 'new day' })).toMatchObject({ events: 0, position: 0 });
  });

  it('recognises a command that was first sent elsewhere, and whose it was', async () => {
    await send(far.desk, 'Count', { by: 1 });
    far.standStill();
    const first = await send(deskOn(store), 'Count', { by: 4 }, commandId);
    const again = [send(far.desk, 'Count', { by: 4 }, commandId), send(far.desk, 'Count', { by: 5 }, commandId)];
    const answers = Promise.allSettled(again);
    far.letOn();
    expect(await answers).toEqual([
      { status: 'fulfilled', value: { ...first, replayed: true } },
      { status: 'rejected', reason: expect.objectContaining({ code: 'CommandIdReused' }) },
    ]);
    expect(await events()).toHaveLength(2);
  });

  it('does not take another content for a command that was first sent elsewhere, though it would write as many events', async () => {
    await send(far.desk, 'Count', { by: 1 });
    far.standStill();
    await send(deskOn(store), 'Count', { by: 4 }, commandId);
    const forged = send(far.desk, 'Count', { by: 5 }, commandId);
    await expect(forged).rejects.toMatchObject({ code: 'CommandIdReused' });
    expect(await events()).toHaveLength(2);
  });
});
