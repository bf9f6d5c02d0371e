import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyLog } from '#event-store';
import { openReadOnly } from '#event-store/sqlite';
import { ApiClient } from '#testing';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { Auditor } from '../simulation/auditor.js';
import { Chance } from '../simulation/chance.js';
import { hydrate } from '../simulation/world.js';
import { readLog, readSettledLog } from './log-file.js';
import { negotiate, type Moves, type Players, type Receipt } from './negotiation.js';
import { startServiceProcess, type ServiceProcess } from './service-process.js';
import { setScene, team } from './teams.js';

const rounds = 20;
const players = 24;
/** The service is killed once so many more commands are acknowledged, a number drawn from the seed: as far on a slow machine as on a fast one. */
const killAfter = { from: 20, to: 350 };
const seed = 20_260_401;

/** One mutation as it was sent: complete, to be sent again. */
interface Asked {
  readonly client: Speaker;
  readonly mutation: string;
  readonly input: Record<string, unknown> & { readonly commandId: string };
}
/** A person signed in, wherever the service answers just now. */
interface Speaker {
  readonly token: string;
}
/** Nobody answers any more. */
class Gone extends Error {}

/** What fetch says where the other end has gone, before or in the middle of an answer; every other failure is one. */
const reached = async <Answer>(asked: Promise<Answer>): Promise<Answer> => {
  try {
    return await asked;
  } catch (error) {
    const said = error instanceof Error ? error.message : String((error as { message?: unknown }).message);
    throw said === 'fetch failed' || said === 'terminated' ? new Gone(said) : error;
  }
};

/** Everything that was sent and what came back, over all the deaths of the service. */
class Load {
  readonly acknowledged = new Map<string, { readonly asked: Asked; readonly receipt: Receipt }>();
  /** Sent, and no answer: nobody knows whether they were taken. */
  unanswered: Asked[] = [];
  inFlight = 0;
  inFlightMax = 0;
  private address = '';
  private awaited = { count: Infinity, resolve: (): void => undefined };

  constructor(private readonly chance: Chance) {}

  at(address: string): void {
    this.address = address;
  }

  /** Resolves at the moment so many commands in all are acknowledged. */
  acknowledging(count: number): Promise<void> {
    return new Promise((resolve) => (this.awaited = { count, resolve }));
  }

  speakTo({ token }: Speaker): ApiClient {
    return new ApiClient(this.address, token);
  }

  /** The receipt, or null where a rule says no; throws {@link Gone} where nobody answers any more. */
  async ask(client: Speaker, mutation: string, given: Record<string, unknown>): Promise<Receipt | null> {
    const asked: Asked = { client, mutation, input: { ...given, commandId: this.chance.uuid() } };
    // Impatient people press the button twice.
    const answers = await Promise.all(Array.from({ length: this.chance.happens(0.2) ? 2 : 1 }, () => this.send(asked)));
    const receipts = answers.filter((answer) => answer !== null);
    // A figure that is what it was leaves nothing to replay.
    const recorded = receipts.filter(({ events }) => events > 0);
    expect(recorded.filter(({ replayed }) => !replayed).length).toBeLessThanOrEqual(1);
    expect(new Set(recorded.map(({ replayed: _, ...receipt }) => JSON.stringify(receipt))).size).toBeLessThanOrEqual(1);
    return receipts[0] ?? null;
  }

  async send(asked: Asked): Promise<Receipt | null> {
    this.inFlightMax = Math.max(this.inFlightMax, ++this.inFlight);
    try {
      const outcome = await reached(this.speakTo(asked.client).mutate(asked.mutation, asked.input));
      if (outcome.__typename !== 'Receipt') return null;
      if (outcome.events > 0 && !this.acknowledged.has(asked.input.commandId))
        this.acknowledged.set(asked.input.commandId, { asked, receipt: outcome });
      if (this.acknowledged.size >= this.awaited.count) this.awaited.resolve();
      return outcome;
    } catch (error) {
      if (error instanceof Gone) this.unanswered.push(asked);
      throw error;
    } finally {
      this.inFlight--;
    }
  }
}

/** One team negotiates with the chief nurse for as long as anybody answers. */
const playing = async (load: Load, chance: Chance, index: number, players: Players<Speaker>): Promise<void> => {
  const moves: Moves<Speaker> = {
    ask: (speaker, mutation, input) => load.ask(speaker, mutation, input),
    offerHash: async (speaker, id) => {
      const query = 'query ($id: ID!) { thread(id: $id) { table { hash } } }';
      const { thread } = await reached(load.speakTo(speaker).query<{ thread: { table: { hash: string } } }>(query, { id }));
      return thread.table.hash;
    },
  };
  for (;;) await negotiate(moves, chance, index, players);
};

/** Plays until the service is gone; any other failure fails the test. */
const untilGone = async (play: Promise<void>): Promise<void> => {
  try {
    await play;
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
};

describe(`kill -9 in a storm of mutations, ${rounds} rounds`, () => {
  let dataFolder: string;
  let file: string;
  let running: ServiceProcess | null = null;
  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'hoshin-kill-'));
    file = join(dataFolder, 'log.db');
    await setScene({ dataFolder, players, seed });
  });
  afterAll(async () => {
    await running?.kill();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('loses no acknowledged command, does none twice, settles what policies owe, and verifies', async () => {
    const chance = new Chance(seed);
    const load = new Load(chance);
    const signedIn = async (person: string, post: string): Promise<Speaker> => ({
      token: await signOwnToken({ dataFolder, audience: 'hoshin' }, { person, post }),
    });
    const [giver, steward] = await Promise.all([signedIn('ann', 'chief-nurse'), signedIn('dan', 'data-steward')]);
    const receivers = await Promise.all(Array.from({ length: players }, (_, index) => signedIn(`lead-${index}`, `${team(index)}-lead`)));
    let checked = 0;

    /** Every command of which anybody was told, and every one of which nobody was, once more. */
    const askAgain = async (from: number): Promise<void> => {
      const { unanswered } = load;
      load.unanswered = [];
      const first = [...load.acknowledged.values()].slice(from);
      while (first.length > 0)
        await Promise.all(
          first.splice(0, players).map(async ({ asked, receipt }) => {
            expect(await load.send(asked)).toEqual({ ...receipt, replayed: true });
            checked++;
          }),
        );
      for (const asked of unanswered) {
        const receipt = await load.send(asked);
        if (receipt && receipt.events > 0) expect(await load.send(asked)).toEqual({ ...receipt, replayed: true });
      }
    };

    let known = 0;
    for (let round = 0; round < rounds; round++) {
      running = await startServiceProcess(dataFolder);
      load.at(running.address);
      await askAgain(known);
      known = load.acknowledged.size;
      const games = receivers.map((receiver, index) =>
        untilGone(playing(load, new Chance(seed + round * players + index), index, { giver, receiver, steward })),
      );
      await load.acknowledging(known + chance.whole(killAfter.from, killAfter.to));
      await running.kill();
      await Promise.all(games);
    }

    running = await startServiceProcess(dataFolder);
    load.at(running.address);
    await askAgain(0);
    await readSettledLog(file);
    expect(await running.stop()).toBe(0);
    running = null;

    const { log, moment } = await readLog(file);
    const reading = await openReadOnly(file, hydrate);
    expect(await verifyLog(reading.readAllRaw(), { hydrate })).toMatchObject({ firstBad: null, events: log.length });
    await reading.close();
    const auditor = new Auditor();
    for (const raw of log) auditor.read(raw);
    auditor.close(moment);
    expect(auditor.violations).toEqual([]);
    expect([...load.acknowledged].filter(([id, { receipt }]) => auditor.eventsOf(id) !== receipt.events)).toEqual([]);
    expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);

    // What would make all of the above say nothing.
    const commitments = log.filter(({ type }) => type === 'catchball.commitment-made').length;
    process.stdout.write(
      `${load.acknowledged.size} commands acknowledged, ${checked} answers compared after ${rounds} kills, up to ${load.inFlightMax} in flight, ${log.length} events, ${commitments} commitments\n`,
    );
    expect(load.acknowledged.size).toBeGreaterThan(rounds * 50);
    expect(commitments).toBeGreaterThan(rounds);
    expect(load.inFlightMax).toBeGreaterThanOrEqual(16);
  });
});
