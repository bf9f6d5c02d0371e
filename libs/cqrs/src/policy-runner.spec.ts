import type { Owed, Recorded } from '#kernel';
import { HandClock, londonDay, tallies, tallyStore, tallyView, type TallyShapes } from '#testing';
import { CommandDesk } from './command-desk.js';
import { PolicyRunner } from './policy-runner.js';
import { Trouble } from './trouble.js';
import { ViewHost } from './view-host.js';

const subject = '0f4b8f0c-3c57-5a5e-8f0e-6f0a3f1b2c4d';
const ledger = '5a1d2c3b-9e8f-5a7b-8c6d-4e3f2a1b0c9d';
const owed: Owed = {
  key: 'top-up:cause:target',
  policy: 'top-up',
  cause: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  aggregate: 'tally',
  subject,
  command: 'Count',
  input: { by: 2 },
};
let store: ReturnType<typeof tallyStore>;
let host: ViewHost<TallyShapes>;
let desk: CommandDesk;
let runner: PolicyRunner | undefined;

/** Debts as the ledger view keeps them: open until an event settles them or the record says what became of them. */
const debtsOf = (...all: Owed[]) => {
  const done = new Set<string>();
  host.onApplied((event: Recorded) => {
    if (event.meta.settles) done.add(event.meta.settles);
  });
  return { open: () => all.filter(({ key }) => !done.has(key)), concerns: ({ type }: Recorded) => type === 'Emptied' };
};
const runnerOn = (debts: ReturnType<typeof debtsOf>, troubles: unknown[] = []): PolicyRunner =>
  (runner = new PolicyRunner(
    desk,
    debts,
    { aggregate: 'tally', subject: ledger, settled: 'Count', stuck: 'Count' },
    (listener) => host.onApplied(listener),
    (error) => troubles.push(error),
    1,
  ));
const streamOf = (id: string) => store.readStream(`hoshin.tally-${id}`);

beforeEach(async () => {
  const clock = new HandClock();
  store = tallyStore(clock);
  host = new ViewHost(store, [tallyView], clock.now, londonDay);
  await host.start();
  desk = new CommandDesk(store, host, tallies, { tally: { Count: () => ({ room: 0 }) } }, clock.now, londonDay);
});
afterEach(async () => {
  await runner?.pause();
  runner = undefined;
  await host.close();
  await store.close();
});

describe('The policy runner', () => {
  it('sends what is owed once it is started, in the policy’s name, with its cause', async () => {
    const started = runnerOn(debtsOf(owed));
    await started.idle();
    expect(await streamOf(subject)).toEqual([]);
    started.start();
    await started.idle();
    const [event] = await streamOf(subject);
    expect(event).toMatchObject({
      data: { by: 2 },
      meta: { actor: { person: 'service', post: 'policy:top-up' }, causationId: owed.cause, correlationId: owed.cause, settles: owed.key },
    });
  });

  it('sends it once, however many runners run', async () => {
    const first = runnerOn({ ...debtsOf(owed), open: () => [owed] });
    first.start();
    await first.idle();
    await first.pause();
    const second = runnerOn({ ...debtsOf(owed), open: () => [owed] });
    second.start();
    await second.idle();
    expect(await streamOf(subject)).toHaveLength(1);
  });

  it('looks again when an event may have made something due', async () => {
    const waiting: Owed[] = [];
    const debts = debtsOf();
    const started = runnerOn({ open: () => waiting, concerns: debts.concerns });
    started.start();
    await started.idle();
    waiting.push(owed);
    const envelope = { subject: ledger, actor: { person: 'ana', post: 'matron' }, correlationId: 'request' };
    await desk.execute({ aggregate: 'tally', name: 'Count', input: { by: 1 }, envelope: { ...envelope, commandId: crypto.randomUUID() } });
    await started.idle();
    expect(await streamOf(subject)).toHaveLength(0);
    await desk.execute({
      aggregate: 'tally',
      name: 'Empty',
      input: { reason: 'new day' },
      envelope: { ...envelope, commandId: crypto.randomUUID() },
    });
    await started.idle();
    expect(await streamOf(subject)).toHaveLength(1);
  });

  it('writes down what a rule refused and what had nothing to do', async () => {
    const records: { name: string; input: unknown }[] = [];
    const execute = desk.execute.bind(desk);
    desk.execute = (command) => {
      if (command.envelope.subject !== ledger) return execute(command);
      records.push({ name: command.name, input: command.input });
      return execute({ ...command, name: 'Count', input: { by: 1 } });
    };
    const refused = { ...owed, key: 'top-up:cause:full', input: { by: 11 } };
    const idle = { ...owed, key: 'top-up:cause:idle', command: 'Empty', input: { reason: 'new day' } };
    const started = new PolicyRunner(
      desk,
      debtsOf(refused, idle),
      { aggregate: 'tally', subject: ledger, settled: 'Settle', stuck: 'Stuck' },
      (listener) => host.onApplied(listener),
      () => undefined,
    );
    runner = started;
    started.start();
    await started.idle();
    expect(records).toEqual([
      {
        name: 'Stuck',
        input: { key: refused.key, policy: 'top-up', cause: owed.cause, code: 'TallyFull', because: 'the tally is at 0 and holds 10' },
      },
      { name: 'Settle', input: { key: idle.key } },
    ]);
  });

  it('settles nothing while it is paused, and everything once it is started again', async () => {
    const started = runnerOn(debtsOf(owed));
    started.start();
    await started.pause();
    expect(await streamOf(subject)).toHaveLength(0);
    started.start();
    await started.idle();
    expect(await streamOf(subject)).toHaveLength(1);
  });

  it('is in no trouble any more once somebody else has settled what it could not', async () => {
    desk.execute = () => Promise.reject(new Error('no line'));
    const waiting = [owed];
    const started = runnerOn({ open: () => waiting, concerns: () => true });
    started.start();
    await started.idle();
    expect(started.lastTrouble).toEqual(new Error('no line'));
    waiting.pop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await started.idle();
    expect(started.lastTrouble).toBeUndefined();
  });

  it('rests while the views have stopped, which say so themselves', async () => {
    const started = runnerOn({
      open: () => {
        throw new Trouble('ViewsStopped', 'the views stopped');
      },
      concerns: () => true,
    });
    started.start();
    await started.idle();
    expect(started.lastTrouble).toBeUndefined();
  });

  it('says what trouble stopped it, and tries again by itself', async () => {
    const execute = desk.execute.bind(desk);
    let failing = true;
    desk.execute = (command) => (failing ? Promise.reject(new Error('no disk')) : execute(command));
    const troubles: unknown[] = [];
    const started = runnerOn(debtsOf(owed), troubles);
    started.start();
    await started.idle();
    expect(started.lastTrouble).toEqual(new Error('no disk'));
    expect(troubles).toHaveLength(1);
    failing = false;
    await new Promise((resolve) => setTimeout(resolve, 50));
    await started.idle();
    expect(started.lastTrouble).toBeUndefined();
    expect(await streamOf(subject)).toHaveLength(1);
  });
});
