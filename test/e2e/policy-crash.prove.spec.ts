import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isRejection } from '#kernel';
import type { Outcome, Receipt } from '#cqrs';
import type { RawEvent } from '#event-store';
import { openDebts, type CatchballCommands, type GoalEvents, type Offer } from '#strategy';
import { hashOf, thread as play } from '#testing';
import { order, type Commands, type Order, type Standing } from '../simulation/orders.js';
import { aims, organisationId, settingUp, timeZone } from '../simulation/trust.js';
import { readLog, readSettledLog } from './log-file.js';
import { startServiceProcess, type ServiceProcess } from './service-process.js';

// Several processes start one after the other; on a busy machine each takes seconds.
jest.setTimeout(90_000);

let dataFolder: string;
let file: string;
let desk: ChildProcess;
let answers: AsyncIterator<string>;
let service: ServiceProcess | null;

beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'hoshin-crash-'));
  file = join(dataFolder, 'log.db');
  service = null;
  desk = spawn(process.execPath, [join(__dirname, 'desk-process.mjs'), dataFolder, organisationId, timeZone], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  answers = createInterface({ input: desk.stdout! })[Symbol.asyncIterator]();
  for (const each of settingUp()) await taken(each);
});
afterEach(async () => {
  await killed();
  await service?.kill();
  rmSync(dataFolder, { recursive: true, force: true });
});

/** The receipt of an order that the process without policies took. */
const taken = async (given: Order): Promise<Receipt> => {
  desk.stdin!.write(`${JSON.stringify(given)}\n`);
  const { value, done } = await answers.next();
  if (done) throw new Error('the process without policies has ended');
  const outcome = JSON.parse(value) as Outcome;
  if (isRejection(outcome)) throw new Error(`${given.command} was refused: ${outcome.because}`);
  return outcome;
};

const killed = async (): Promise<void> => {
  if (desk.exitCode !== null || desk.signalCode !== null) return;
  desk.kill('SIGKILL');
  await once(desk, 'exit');
};

/** Another process comes up on the folder, settles what is owed, and is killed in turn. */
const upAndDown = async (): Promise<readonly RawEvent[]> => {
  service = await startServiceProcess(dataFolder);
  const { log } = await readSettledLog(file);
  await service.kill();
  return log;
};

const ann = { person: 'ann', post: 'chief-nurse' };
const ben = { person: 'ben', post: 'medicine-lead' };
const reason = 'as the minutes say';
const made = <A extends keyof Commands, C extends keyof Commands[A] & string>(
  by: Standing,
  aggregate: A,
  command: C,
  input: Commands[A][C],
  subject: string | null = null,
): Promise<Receipt> => taken(order(crypto.randomUUID(), by, aggregate, command, input, subject));

const offer: Offer = play.offerOf();
const onTable = { parentRevision: 1, offerHash: hashOf(offer) };
const served = async (thread: string, changes: Partial<CatchballCommands['ServeBall']> = {}, by = ann): Promise<void> => {
  const parent = { kind: 'AIM', id: 'aim-falls' } as const;
  await made(
    by,
    'catchball',
    'ServeBall',
    { kind: 'DOWNWARDS', parent, parentRevision: 1, receiver: 'medicine-lead', offer, ...changes },
    thread,
  );
};
const accepted = (thread: string, by = ben) => made(by, 'catchball', 'AcceptOffer', { ...onTable, round: 1 }, thread);
const signed = (thread: string, by: Standing) => made(by, 'catchball', 'Commit', onTable, thread);

/** What a subject's stream holds after a position. */
const happened = (log: readonly RawEvent[], subject: string): string[] =>
  log.filter(({ stream }) => stream.endsWith(`-${subject}`)).map(({ type }) => type);

describe('A process killed between what makes something due and what is due', () => {
  it('leaves the goal of a commitment to the next one, which makes it once however often it starts', async () => {
    const thread = 'thread-1';
    await served(thread);
    await accepted(thread);
    await signed(thread, ben);
    await signed(thread, ann);
    await killed();
    const owed = await readLog(file);
    expect(owed.log.at(-1)!.type).toBe('catchball.commitment-made');
    expect(openDebts(owed.moment.tables)).toMatchObject([{ policy: 'agreement-makes-goal', cause: owed.log.at(-1)!.id, subject: thread }]);

    const log = await upAndDown();
    const goals = log.filter(({ type }) => type.startsWith('goal.'));
    expect(goals.map(({ type }) => type)).toEqual(['goal.established']);
    const { terms, agreement } = JSON.parse(goals[0]!.data) as GoalEvents['GoalEstablished'];
    expect({ terms, event: agreement.event }).toEqual({ terms: offer, event: owed.log.at(-1)!.id });

    expect(await upAndDown()).toEqual(log);
  });

  it('leaves a changed parent, a dropped aim and a pledge without its thread to the next one, each told once', async () => {
    await served('agreed');
    await accepted('agreed');
    await served('committed');
    await accepted('committed');
    await signed('committed', ben);
    await signed('committed', ann);
    await served('needing', { parent: { kind: 'AIM', id: 'aim-waits' } }, { person: 'carl', post: 'chief-operating' });
    await served('pledge', { kind: 'PLEDGE', parent: { kind: 'THREAD', id: 'needing' }, receiver: 'it-lead' }, ben);
    await served('dropped', { parent: { kind: 'AIM', id: 'aim-never' } }, { person: 'eve', post: 'chief-executive' });
    const falls = aims['aim-falls']!;
    await made(ann, 'strategy', 'ReviseAim', {
      aim: 'aim-falls',
      revision: 1,
      terms: { ...falls, statement: 'Fewer falls still' },
      reason,
    });
    await made(ann, 'strategy', 'DropAim', { aim: 'aim-never', reason });
    await made({ person: 'carl', post: 'chief-operating' }, 'catchball', 'Withdraw', { reason }, 'needing');
    await killed();
    expect(openDebts((await readLog(file)).moment.tables).length).toBeGreaterThanOrEqual(5);

    const log = await upAndDown();
    const last = (thread: string, count = 1): string[] => happened(log, thread).slice(-count);
    expect(last('agreed', 2)).toEqual(['catchball.offer-accepted', 'catchball.ball-reopened']);
    expect(last('committed', 3)).toEqual(['catchball.commitment-made', 'goal.established', 'catchball.parent-change-noted']);
    expect(happened(log, 'dropped')).toEqual(['catchball.ball-served', 'catchball.thread-withdrawn']);
    expect(happened(log, 'pledge')).toEqual(['catchball.ball-served', 'catchball.pledge-lapsed']);

    expect(await upAndDown()).toEqual(log);
  });
});
