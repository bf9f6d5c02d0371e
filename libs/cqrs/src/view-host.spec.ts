import { view } from '#kernel';
import { HandClock, londonDay, tallies, tallyStore, tallyView, type TallyEvents, type TallyShapes } from '#testing';
import { CommandDesk } from './command-desk.js';
import { ViewHost } from './view-host.js';

const subject = '0f4b8f0c-3c57-5a5e-8f0e-6f0a3f1b2c4d';
const day = 86_400_000;
let store: ReturnType<typeof tallyStore>;
let host: ViewHost<TallyShapes>;
let clock: HandClock;
let count: (by: number) => Promise<unknown>;

beforeEach(async () => {
  clock = new HandClock();
  store = tallyStore(clock);
  host = new ViewHost(store, [tallyView], clock.now, londonDay);
  await host.start();
  const desk = new CommandDesk(store, host, tallies, { tally: { Count: () => ({ room: 1_000 }) } }, clock.now, londonDay);
  count = (by) =>
    desk.execute({
      aggregate: 'tally',
      name: 'Count',
      input: { by },
      envelope: { commandId: crypto.randomUUID(), subject, actor: { person: 'ana', post: 'matron' }, correlationId: 'request' },
    });
});
afterEach(async () => {
  await host.close();
  await store.close();
});

const sumAt = (asked: Parameters<typeof host.asOf>[0]) => host.asOf(asked).tables.sums.get(subject);

describe('The view host', () => {
  it('answers for the present with the service’s clock', async () => {
    await count(1);
    clock.pass(day);
    expect(host.now()).toMatchObject({ position: 1, at: '2026-06-02T11:00:00.000Z', today: '2026-06-02' });
  });

  it('answers as of a position, a day and an instant', async () => {
    await count(1);
    clock.pass(day);
    await count(2);
    clock.pass(day);
    await count(4);
    expect([1, 2, 3].map((position) => sumAt({ position }))).toEqual([1, 3, 7]);
    expect(['2026-06-01', '2026-06-02', '2026-06-03'].map((each) => sumAt({ day: each }))).toEqual([1, 3, 7]);
    expect(sumAt({ instant: '2026-06-02T10:59:59.999Z' })).toBe(1);
    expect(sumAt({ instant: '2026-06-02T11:00:00.000Z' })).toBe(3);
    expect(host.asOf({ position: 2 })).toMatchObject({ at: '2026-06-02T11:00:00.000Z', today: '2026-06-02' });
  });

  it('ends a day where it ends in London, summer time included', async () => {
    clock.at = Date.parse('2026-06-01T22:59:59.000Z');
    await count(1);
    clock.at = Date.parse('2026-06-01T23:00:00.000Z');
    await count(2);
    expect(sumAt({ day: '2026-06-01' })).toBe(1);
    expect(sumAt({ day: '2026-06-02' })).toBe(3);
    expect(host.asOf({ day: '2026-06-01' }).at).toBe('2026-06-01T22:59:59.999Z');
  });

  it('answers for today as it is now, not as it will be tonight', async () => {
    await count(1);
    clock.pass(3_600_000);
    expect(host.asOf({ day: '2026-06-01' }).at).toBe('2026-06-01T12:00:00.000Z');
  });

  it.each([
    [{ position: 0 }, 'knownAt 0 is not in the log: take a position from 1 to 1'],
    [{ position: 2 }, 'knownAt 2 is not in the log: take a position from 1 to 1'],
    [{ position: 1.5 }, 'knownAt 1.5 is not in the log: take a position from 1 to 1'],
    [{ day: '2026-06-02' }, 'knownAt 2026-06-02 lies in the future: take 2026-06-01 or an earlier one'],
    [{ day: '2026-05-31' }, 'knownAt 2026-05-31 lies before the first event: take 2026-06-01 or a later one'],
    [{ day: '2026-02-30' }, '2026-02-30'],
    [{ instant: '2026-06-01T11:00:00.001Z' }, 'lies in the future: take 2026-06-01T11:00:00.000Z or an earlier one'],
    [{ instant: 'yesterday' }, 'knownAt yesterday is none there is: write it as 2026-06-01T11:00:00.000Z'],
  ])('has no moment %j, and says what there is', async (asked, words) => {
    await count(1);
    expect(() => host.asOf(asked, 'knownAt')).toThrow(words);
  });

  it('shows the same past to a host that folds the log anew', async () => {
    for (const by of [1, 2, 3]) await count(by);
    const anew = new ViewHost<TallyShapes>(store, [tallyView], clock.now, londonDay);
    await anew.start();
    for (const position of [1, 2, 3]) expect(anew.asOf({ position }).tables.sums.get(subject)).toBe(sumAt({ position }));
    await anew.close();
  });

  it('stops at an event it cannot fold, names it, and answers nothing from then on', async () => {
    const poisoned = view<TallyEvents>()({
      name: 'poisoned',
      revision: 1,
      tables: tallyView.tables,
      on: {
        Counted: ({ sums }, { data, subject: of }) => {
          if (data.by === 13) throw new Error('thirteen');
          sums.set(of, data.by);
        },
      },
    });
    const other = new ViewHost<TallyShapes>(store, [poisoned], clock.now, londonDay);
    await other.start();
    await count(1);
    await other.reached(1);
    await count(13);
    await expect(other.reached(2)).rejects.toMatchObject({ code: 'ViewsStopped' });
    const [, poison] = await store.readStream(`hoshin.tally-${subject}`);
    expect(other.health).toEqual({
      following: false,
      position: 2,
      failure: { position: 1, event: poison!.id, reason: `the view ${poisoned.name} cannot fold Counted: thirteen` },
    });
    expect(() => other.now()).toThrow('thirteen');
    expect(() => other.asOf({ position: 1 })).toThrow('thirteen');
    await other.close();
  });

  it('lets nobody wait for ever when it closes', async () => {
    const waiting = host.reached(99).catch((error: unknown) => error);
    await host.close();
    expect(await waiting).toMatchObject({ code: 'ViewsStopped' });
  });
});
