import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { canonicalJson } from '#kernel';
import type { RawEvent } from '#event-store';
import { openDebts } from '#strategy';
import { ApiClient } from '#testing';
import { run } from '../../apps/cli/src/program.js';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { configFrom } from '../../apps/api/src/config.js';
import { readOnlyLog } from '../../apps/api/src/engines.js';
import { Auditor } from '../simulation/auditor.js';
import { Chance } from '../simulation/chance.js';
import { organisationId } from '../simulation/trust.js';
import { hydrate } from '../simulation/world.js';
import { freePort } from '../free-port.js';
import { Clients, noAnswer, Onlooker } from './fault-clients.js';
import { faults, type Fault } from './fault-table.js';
import { readToItsEnd, type ReadLog } from './log-file.js';
import { Running } from './running-service.js';
import { refusalsOfTheGame } from './negotiation.js';
import { setScene, team } from './teams.js';

const players = 6;
/** Commands acknowledged before something goes wrong, while a fault lasts that stops none, and after it has ended. */
const acknowledgedAtLeast = 20;
const seed = 20_261_122;
/** What has to be seen is seen within this, or not at all. */
const patienceMs = 120_000;
/** Most of the time is spent waiting for somebody's patience to end, so several are played at once. */
const atOnce = 4;
const page = join(__dirname, '../../docs/faults.md');

const until = async (what: () => string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what()}`);
    await pause(50);
  }
};

/** What came of a fault: counts that have to be 0, and one that must not be. */
interface Outcome {
  readonly acknowledged: number;
  readonly lost: number;
  readonly twice: number;
}

/** A record on its own, past the service: where its settings say, as an auditor would read it. */
const recordAt = (settings: Record<string, string>) => {
  const config = configFrom({ ...settings, HOSHIN_MODE: 'development' });
  const read = async (): Promise<ReadLog> => readToItsEnd(await readOnlyLog(config, hydrate));
  const verified = async (): Promise<string> => {
    const said: string[] = [];
    const say = (line: string): void => void said.push(line);
    const code = await run(['verify'], { out: say, err: say, interactive: false, environment: settings });
    return `${said.join('\n')}\nexit code ${code}`;
  };
  return { read, verified };
};

/** How many events in a row are of one recorded time, at most. */
const standingIn = (log: readonly RawEvent[]): number => {
  let [before, row, most] = ['', 0, 0];
  for (const { recordedAt } of log) {
    row = recordedAt === before ? row + 1 : 1;
    most = Math.max(most, row);
    before = recordedAt;
  }
  return most;
};

/** What the views answer about everything a storm changes. */
const answersOf = async (address: string, token: string, position: number, threads: readonly string[]): Promise<string> => {
  const client = new ApiClient(address, token).from(position);
  const tree = '{ alignmentTree { ... on AlignmentTree { position nodes { id kind statement standing threadId } } } }';
  const thread = 'query ($id: ID!) { thread(id: $id) { phase round table { hash } } }';
  const history = 'query ($id: ID!) { history(subject: $id) { edges { node { position type data } } } }';
  const answers: unknown[] = [await client.query(tree), await client.query(history, { id: 'falls' })];
  for (const id of threads) answers.push(await client.query(thread, { id }), await client.query(history, { id }));
  return canonicalJson(answers);
};

const play = async (fault: Fault): Promise<Outcome> => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-fault-'));
  const place = await fault.open();
  const services: Running[] = [];
  let onlooker: Onlooker | null = null;
  let clients: Clients | null = null;
  try {
    await setScene({ dataFolder: folder, environment: place.environment, players, seed });
    const environment = { HOSHIN_ORGANISATION: organisationId, ...place.environment, ...fault.environment };
    const { fileKibibytesMax } = fault;
    for (const port of await Promise.all(Array.from({ length: fault.instances ?? 1 }, freePort)))
      services.push(new Running(folder, port, { environment, ...(fileKibibytesMax !== undefined && { fileKibibytesMax }) }));
    const [service] = services as [Running];
    const signedIn = (person: string, post: string): Promise<string> =>
      signOwnToken({ dataFolder: folder, audience: 'hoshin' }, { person, post });
    const [giver, steward, auditing] = await Promise.all([
      signedIn('ann', 'chief-nurse'),
      signedIn('dan', 'data-steward'),
      signedIn('aud', 'auditor'),
    ]);
    const receivers = await Promise.all(Array.from({ length: players }, (_, index) => signedIn(`lead-${index}`, `${team(index)}-lead`)));

    const harm = place.harm(service);
    clients = new Clients(
      new Chance(seed),
      services.map(({ address }) => address),
    );
    const sending = clients;
    if (fault.atStart) await harm.begin();
    const started = Promise.all(services.map((one) => one.start()));
    if (!fault.atStart) await started;
    const seeing = (onlooker = new Onlooker(service.address, auditing));
    let failure: Error | null = null;
    const games = Promise.all(
      receivers.map((receiver, index) => sending.play(new Chance(seed + index), index, { giver, receiver, steward })),
    );
    games.catch((error: unknown) => (failure = new Error(`a client failed: ${String(error)}`, { cause: error })));
    const seen = (): string =>
      `commands ${[...sending.told]}, ${sending.receipts} receipts, reads ${[...seeing.reads]}, readiness ${[...seeing.ready]}`;
    const untilSeen = (what: string, holds: () => boolean): Promise<void> =>
      until(
        () => `${what}: ${seen()}`,
        () => {
          if (failure) throw failure;
          return holds();
        },
      );

    if (!fault.atStart) {
      await untilSeen('the storm to begin', () => sending.receipts >= acknowledgedAtLeast);
      await harm.begin();
    }
    let meanwhile: Record<'told' | 'ready' | 'reads', readonly string[]>;
    try {
      sending.lookAfresh();
      seeing.lookAfresh();
      await untilSeen(
        fault.what,
        () =>
          (fault.told ?? []).every((each) => sending.told.has(each)) &&
          seeing.ready.has(fault.ready) &&
          seeing.reads.has(fault.reads ?? 'answered') &&
          (!fault.goesOn || sending.receipts >= acknowledgedAtLeast) &&
          (!fault.atStart || service.failures.length > 0),
      );
      meanwhile = { told: [...sending.told], ready: [...seeing.ready], reads: [...seeing.reads] };
    } finally {
      await harm.end();
    }
    await started;
    sending.lookAfresh();
    await untilSeen(`receipts after ${fault.what}`, () => sending.receipts >= acknowledgedAtLeast);
    sending.isOver = true;
    await games;
    await until(
      () => `readiness after ${fault.what}`,
      async () => (await seeing.isReady()) === 'green',
    );
    await seeing.end();

    const expected = {
      told: [...(fault.told ?? []), ...(fault.perhaps ?? [])],
      ready: [fault.ready, fault.readyPerhaps],
      reads: [fault.reads, fault.readsPerhaps, 'answered'],
    };
    for (const what of ['told', 'ready', 'reads'] as const) expect(expected[what]).toEqual(expect.arrayContaining([...meanwhile[what]]));
    for (const said of service.failures) expect(said).toMatch(/Hoshin cannot start: \w+:\/\/.*127\.0\.0\.1:\d+/s);
    expect(refusalsOfTheGame).toEqual(expect.arrayContaining([...sending.refused]));

    // Every command of which anybody was told, once more.
    const told = [...sending.acknowledged.values()];
    for (let next = 0; next < told.length; next += players)
      await Promise.all(
        told.slice(next, next + players).map(async ({ asked, receipt }) => {
          expect(await sending.send(asked)).toEqual({ ...receipt, replayed: true });
        }),
      );

    const record = recordAt({ HOSHIN_DATA: folder, ...place.environment });
    let settled = await record.read();
    await until(
      () => 'the policies to have done what they owe',
      async () => openDebts((settled = await record.read()).moment.tables).length === 0,
    );
    const { log, moment } = settled;
    const threads = [...moment.tables.threads.keys()].slice(-players);
    const shown = await Promise.all(services.map(({ address }) => answersOf(address, auditing, moment.position, threads)));
    for (const each of services) expect(await each.stop()).toBe(0);
    expect(await record.verified()).toMatch(new RegExp(`is whole: ${log.length} events\\.[^]*exit code 0$`));
    // The views of a service that has just started are a replay.
    const port = await freePort();
    const again = new Running(folder, port, { environment });
    services.push(again);
    await again.start();
    const replayed = await answersOf(again.address, auditing, moment.position, threads);
    expect(new Set([...shown, replayed]).size).toBe(1);
    expect(replayed).toContain('CommitmentMade');
    expect(await again.stop()).toBe(0);

    const auditor = new Auditor();
    for (const raw of log) auditor.read(raw);
    auditor.close(moment);
    expect(auditor.violations).toEqual([]);
    if (fault.timeStands) expect(standingIn(log)).toBeGreaterThanOrEqual(acknowledgedAtLeast);
    return {
      acknowledged: told.length,
      lost: told.filter(({ asked, receipt }) => auditor.eventsOf(asked.input.commandId) < receipt.events).length,
      twice:
        log.length -
        new Set(log.map(({ id }) => id)).size +
        told.filter(({ asked, receipt }) => auditor.eventsOf(asked.input.commandId) > receipt.events).length,
    };
  } finally {
    clients?.abandon();
    await onlooker?.end().catch(() => {});
    await Promise.all(services.map((each) => each.end()));
    await place.end();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Plays all, a few at a time and in order; each fault's outcome is awaited by the test of its own. */
const playing = (all: readonly Fault[]): ReadonlyMap<Fault, Promise<Outcome>> => {
  const outcomes = new Map<Fault, Promise<Outcome>>();
  const slots = Array.from({ length: atOnce }, () => Promise.resolve());
  for (const [index, fault] of all.entries()) {
    const outcome = slots[index % atOnce]!.then(() => play(fault));
    slots[index % atOnce] = outcome.then(
      () => undefined,
      () => undefined,
    );
    outcomes.set(fault, outcome);
  }
  return outcomes;
};

const rows: string[] = [];
const words = {
  commands: ({ goesOn, told = [], perhaps = [] }: Fault): string =>
    [
      ...(goesOn ? ['taken'] : []),
      ...told.map((each) => `\`${each}\``),
      ...(perhaps.length > 0 ? [`perhaps ${perhaps.map((each) => `\`${each}\``).join(', ')}`] : []),
    ].join('; '),
  reads: ({ reads = 'answered', readsPerhaps }: Fault): string => reads + (readsPerhaps ? `; perhaps ${readsPerhaps}` : ''),
  readiness: ({ ready, readyPerhaps }: Fault): string => {
    if (ready === 'red' || readyPerhaps !== 'red') return ready;
    return ready === noAnswer ? `${ready}, or red while it starts` : `${ready}, or red where a policy waits`;
  },
};

const faultsPage = (): string => `# Faults

What went wrong under a running service, and what came of it. \`WRITE_DOCS=1 npm run prove -- faults\` writes this page, and
\`test/e2e/faults.prove.spec.ts\` holds it to what it sees: the built service in a process of its own, ${players} teams that negotiate
with the chief nurse and report figures, over HTTP, as fast as they are answered. One command in five is sent twice. Whoever is
told an error, or nothing, sends the same command again with the same \`commandId\` until there is an answer.

Of each fault is shown what commands, reads and \`/health/ready\` are answered **while it lasts**. After every one of them:

- \`/health/ready\` is green again, without anybody doing more than putting the fault right;
- every command that was acknowledged is in the log exactly once, and sent once more it answers with its first receipt;
- every agreement has become one goal, and policies owe nothing; an auditor who knows only the invariants finds none broken;
- \`hoshin verify\` passes;
- the views answer the same after a restart, which makes them from the log alone.

The two last columns count what breaks the second of these.

| engine | what goes wrong | commands meanwhile | reads meanwhile | \`/health/ready\` meanwhile | lost | done twice |
|---|---|---|---|---|---|---|
${rows.join('\n')}

**How long until they are told.** PostgreSQL is waited for 10 seconds before a command is told \`StoreUnavailable\`, 15 where it
takes the connection and is silent; whoever asks after that is answered at once, since nobody can be let in without the
directory. KurrentDB is waited for 20 seconds; its directory is a file here, so reads go on.

**What stood in for what.** PostgreSQL is a real server. KurrentDB is the tests' own server, which speaks its protocol and keeps
everything in memory: of a real one, \`kill -9\` and a full disk look from here like a server that is down. A record in a file
has no server that could be away, silent or slow. \`prlimit\` stands for the full disk and for the room that is made. A command
sent to a service that is killed has no answer: it was taken or it was not, and the same command sent again says which.
`;

describe('Something goes wrong under a service with clients on it', () => {
  let outcomes: ReadonlyMap<Fault, Promise<Outcome>>;
  beforeAll(() => {
    outcomes = playing(faults);
  });

  it.each(faults.map((fault) => [fault.engine, fault.what, fault] as const))('%s: %s', async (engine, what, fault) => {
    const { acknowledged, lost, twice } = await outcomes.get(fault)!;
    expect({ lost, twice }).toEqual({ lost: 0, twice: 0 });
    // What would make that say nothing.
    expect(acknowledged).toBeGreaterThan(acknowledgedAtLeast);
    rows.push(`| ${[engine, what, words.commands(fault), words.reads(fault), words.readiness(fault), lost, twice].join(' | ')} |`);
  });

  it('is told on the page of faults', () => {
    expect(rows).toHaveLength(faults.length);
    if (process.env['WRITE_DOCS'] === '1') writeFileSync(page, faultsPage());
    expect(readFileSync(page, 'utf8')).toBe(faultsPage());
  });
});
