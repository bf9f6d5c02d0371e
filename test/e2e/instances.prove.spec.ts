import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { canonicalJson, Folded, type RecordedOf } from '#kernel';
import { verifyLog, type RawEvent } from '#event-store';
import { PostgresEventStore } from '#event-store/postgres';
import { openDebts, views, type Moment, type Shapes } from '#strategy';
import { ApiClient, thread as play, type ApiOutcome } from '#testing';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { startPostgres, type PostgresServer } from '../contract/postgres-server.js';
import { Auditor } from '../simulation/auditor.js';
import { Chance } from '../simulation/chance.js';
import { organisationId } from '../simulation/trust.js';
import { hydrate } from '../simulation/world.js';
import { startServiceProcess, type ServiceProcess } from './service-process.js';
import { setScene, team } from './teams.js';

const instances = 3;
const rounds = 6;
const players = 18;
/** One instance is killed once so many more commands are acknowledged, and another once so many more again; drawn from the seed. */
const killAfter = { from: 20, to: 120 };
const seed = 20_260_707;
/** Settled and seen everywhere within this, or not at all. */
const patienceMs = 60_000;

type Receipt = Extract<ApiOutcome, { __typename: 'Receipt' }>;
interface Asked {
  readonly token: string;
  readonly mutation: string;
  readonly input: Record<string, unknown> & { readonly commandId: string };
}

/** What a client may meet while instances die and others have not yet seen what it wrote: it sends the same again, elsewhere. */
const passing = /fetch failed|terminated|"code":"(BEHIND|Busy|StoreUnavailable|StoreTimeout|StoreBusy|ViewsStopped)"/;
const isPassing = (error: unknown): boolean => passing.test(error instanceof Error ? error.message : String(error));

/** Clients who know all instances, ask any of them, and ask another where one does not answer. */
class Clients {
  readonly acknowledged = new Map<string, { readonly asked: Asked; readonly receipt: Receipt }>();
  readonly addresses: string[] = [];
  retries = 0;
  elsewhere = 0;
  inFlight = 0;
  inFlightMax = 0;
  isOver = false;
  private awaited = { count: Infinity, resolve: (): void => undefined };

  constructor(private readonly chance: Chance) {}

  /** Resolves at the moment so many commands in all are acknowledged. */
  acknowledging(count: number): Promise<void> {
    return new Promise((resolve) => (this.awaited = { count, resolve }));
  }

  /** Asks instance after instance, from one drawn at random on, until one answers. */
  async anywhere<Answer>(token: string, position: number, ask: (client: ApiClient) => Promise<Answer>): Promise<Answer> {
    for (let turn = this.chance.whole(0, instances - 1), tries = 0; ; turn++, tries++) {
      try {
        const answer = await ask(new ApiClient(this.addresses[turn % instances]!, token).from(position));
        if (tries > 0) this.elsewhere++;
        return answer;
      } catch (error) {
        if (!isPassing(error)) throw error;
        this.retries++;
        await pause(20);
      }
    }
  }

  /** The receipt, or null where a rule says no. Some press the button twice, at whatever instances. */
  async ask(token: string, position: number, mutation: string, given: Record<string, unknown>): Promise<Receipt | null> {
    const asked: Asked = { token, mutation, input: { ...given, commandId: this.chance.uuid() } };
    const times = this.chance.happens(0.3) ? 2 : 1;
    const answers = await Promise.all(Array.from({ length: times }, () => this.send(asked, position)));
    const receipts = answers.filter((answer) => answer !== null);
    expect(new Set(receipts.map(({ replayed: _, ...receipt }) => JSON.stringify(receipt))).size).toBeLessThanOrEqual(1);
    return receipts[0] ?? null;
  }

  async send(asked: Asked, position = 0): Promise<Receipt | null> {
    this.inFlightMax = Math.max(this.inFlightMax, ++this.inFlight);
    try {
      const outcome = await this.anywhere(asked.token, position, (client) => client.mutate(asked.mutation, asked.input));
      if (outcome.__typename !== 'Receipt') return null;
      if (outcome.events > 0 && !this.acknowledged.has(asked.input.commandId))
        this.acknowledged.set(asked.input.commandId, { asked, receipt: outcome });
      if (this.acknowledged.size >= this.awaited.count) this.awaited.resolve();
      return outcome;
    } finally {
      this.inFlight--;
    }
  }
}

/** One team: throws balls with the chief nurse, every move from the position of the last, and counts falls others count too. */
const playing = async (clients: Clients, chance: Chance, index: number, giver: string, receiver: string): Promise<void> => {
  let position = 0;
  const ask = async (token: string, mutation: string, given: Record<string, unknown>): Promise<Receipt | null> => {
    const receipt = await clients.ask(token, position, mutation, given);
    position = Math.max(position, receipt?.position ?? 0);
    return receipt;
  };
  const offerHash = async (thread: string): Promise<string> => {
    const query = 'query ($id: ID!) { thread(id: $id) { table { hash } } }';
    const { thread: seen } = await clients.anywhere(receiver, position, (client) =>
      client.query<{ thread: { table: { hash: string } } }>(query, { id: thread }),
    );
    return seen.table.hash;
  };
  while (!clients.isOver) {
    const served = await ask(giver, 'serveBall', {
      kind: 'DOWNWARDS',
      parent: { kind: 'AIM', id: 'aim-falls' },
      parentRevision: 1,
      receiver: `${team(index)}-lead`,
      offer: play.offerOf({ statement: `Version ${chance.whole(1, 9_999)}` }, '10'),
    });
    if (!served) continue;
    const thread = served.subject;
    const move = (token: string, mutation: string, input: Record<string, unknown>) => ask(token, mutation, { thread, ...input });
    // Both sides at the same thread at the same time, perhaps at different instances.
    await Promise.all([giver, receiver].map((token) => move(token, 'askQuestion', { round: 1, question: 'when?' })));
    await Promise.all([giver, receiver].map((token) => move(token, 'answerQuestion', { round: 1, answer: 'soon' })));
    const hash = await offerHash(thread);
    await move(receiver, 'acceptOffer', { round: 1, parentRevision: 1, offerHash: hash });
    await Promise.all([giver, receiver].map((token) => move(token, 'commit', { parentRevision: 1, offerHash: hash })));
    // A goal given up makes room for the next.
    await move(giver, 'release', { reason: 'done with it' });
    await move(receiver, 'release', { reason: 'agreed' });
  }
};

describe(`${instances} instances on one PostgreSQL, ${rounds} rounds of kill -9 in mid-flight`, () => {
  let postgres: PostgresServer;
  let dataFolder: string;
  let address: string;
  const running: ServiceProcess[] = [];
  beforeAll(async () => {
    postgres = await startPostgres();
    dataFolder = mkdtempSync(join(tmpdir(), 'hoshin-instances-'));
    address = await postgres.database();
    await setScene({ dataFolder, environment: { HOSHIN_STORE: address }, players, seed });
  });
  afterAll(async () => {
    await Promise.all(running.map((service) => service.kill()));
    await postgres.end();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const readLog = async (): Promise<{ readonly log: readonly RawEvent[]; readonly moment: Moment }> => {
    const store = await PostgresEventStore.open({ address, hydrate });
    const log: RawEvent[] = [];
    for await (const { events } of store.readAllRaw()) log.push(...events);
    expect(await verifyLog(store.readAllRaw(), { hydrate })).toMatchObject({ firstBad: null, events: log.length });
    await store.close();
    const folded = new Folded<Shapes>(views);
    for (const raw of log) folded.apply(hydrate(raw) as RecordedOf<Record<string, unknown>>);
    const last = hydrate(log.at(-1)!);
    return { log, moment: { position: last.ordinal, at: last.at, today: last.on, tables: folded.live } };
  };

  it('lose nothing acknowledged, do nothing twice, make one goal of a commitment, and all say the same', async () => {
    const chance = new Chance(seed);
    const clients = new Clients(chance);
    const signedIn = (person: string, post: string): Promise<string> => signOwnToken({ dataFolder, audience: 'hoshin' }, { person, post });
    const giver = await signedIn('ann', 'chief-nurse');
    const auditor = await signedIn('aud', 'auditor');
    const receivers = await Promise.all(Array.from({ length: players }, (_, index) => signedIn(`lead-${index}`, `${team(index)}-lead`)));
    const start = async (index: number): Promise<void> => {
      running[index] = await startServiceProcess(dataFolder, {
        environment: { HOSHIN_STORE: address, HOSHIN_ORGANISATION: organisationId },
      });
      clients.addresses[index] = running[index].address;
    };
    await Promise.all(Array.from({ length: instances }, (_, index) => start(index)));
    const runsPolicies = (index: number): boolean => running[index]!.said().includes('policies run in this process');

    const games = receivers.map((receiver, index) => playing(clients, new Chance(seed + index), index, giver, receiver));
    const takenOverMs: number[] = [];
    const storm = async (): Promise<void> => {
      for (let round = 0; round < rounds; round++) {
        await clients.acknowledging(clients.acknowledged.size + chance.whole(killAfter.from, killAfter.to));
        // Every other time the one that runs the policies.
        const holder = running.findIndex((_, index) => runsPolicies(index));
        const victim = round % 2 === 0 && holder >= 0 ? holder : chance.whole(0, instances - 1);
        const wasHolder = runsPolicies(victim);
        await running[victim]!.kill();
        const killedAt = performance.now();
        const others = running.flatMap((_, index) => (index === victim ? [] : [index]));
        while (wasHolder && !others.some(runsPolicies)) await pause(20);
        if (wasHolder) takenOverMs.push(Math.round(performance.now() - killedAt));
        await clients.acknowledging(clients.acknowledged.size + chance.whole(killAfter.from, killAfter.to));
        await start(victim);
      }
    };
    await Promise.race([storm(), Promise.all(games)]);
    clients.isOver = true;
    await Promise.all(games);

    // Every command of which anybody was told, once more, wherever it may go.
    const told = [...clients.acknowledged.values()];
    let compared = 0;
    while (compared < told.length)
      await Promise.all(
        told.slice(compared, (compared += players)).map(async ({ asked, receipt }) => {
          expect(await clients.send(asked)).toEqual({ ...receipt, replayed: true });
        }),
      );

    let settled = await readLog();
    for (
      const until = Date.now() + patienceMs;
      openDebts(settled.moment.tables).length > 0 && Date.now() < until;
      settled = await readLog()
    )
      await pause(100);
    const { log, moment } = settled;
    const thread = log.findLast(({ type }) => type === 'catchball.commitment-made')!.stream.slice('hoshin.catchball-'.length);
    const answers = await Promise.all(
      clients.addresses.map(async (where) => {
        const client = new ApiClient(where, auditor).from(moment.position);
        const asked = '{ alignmentTree { ... on AlignmentTree { position nodes { id kind statement standing threadId } } } }';
        const history = 'query ($subject: ID!) { history(subject: $subject) { edges { node { position type data } } } }';
        return canonicalJson([await client.query(asked), await client.query(history, { subject: thread })]);
      }),
    );
    expect(new Set(answers).size).toBe(1);
    for (const service of running) expect(await service.stop()).toBe(0);

    const auditing = new Auditor();
    for (const raw of log) auditing.read(raw);
    auditing.close(moment);
    expect(auditing.violations).toEqual([]);
    expect(openDebts(moment.tables)).toEqual([]);
    expect([...clients.acknowledged].filter(([id, { receipt }]) => auditing.eventsOf(id) !== receipt.events)).toEqual([]);
    expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
    const commitments = log.filter(({ type }) => type === 'catchball.commitment-made').map(({ id }) => id);
    const agreements = log
      .filter(({ type }) => type === 'goal.established')
      .map(({ data }) => (JSON.parse(data) as { agreement: { event: string } }).agreement.event);
    expect([...agreements].sort()).toEqual([...commitments].sort());

    process.stdout.write(
      `${told.length} commands acknowledged by ${instances} instances over ${rounds} kills (${takenOverMs.length} of them of the one that ran the policies, taken over after ${takenOverMs.join(', ')} ms), ${clients.retries} tries failed on the way, ${clients.elsewhere} answers came from another instance, up to ${clients.inFlightMax} in flight, ${log.length} events, ${commitments.length} commitments\n`,
    );
    // What would make all of the above say nothing.
    expect(told.length).toBeGreaterThan(rounds * 2 * killAfter.from);
    expect(commitments.length).toBeGreaterThan(rounds);
    expect(clients.elsewhere).toBeGreaterThan(0);
    expect(takenOverMs.length).toBeGreaterThan(0);
    expect(answers[0]).toContain('CommitmentMade');
    expect(answers[0]).toContain('Halve falls with harm');
  });
});
