import { setTimeout as pause } from 'node:timers/promises';
import { isRejection } from '#kernel';
import { CommandDesk, type Duty, type LogIdentity } from '#cqrs';
import { verifyLog, type EventStore, type RawEvent } from '#event-store';
import { thread as play, type ApiClient, type ApiOutcome } from '#testing';
import { POLICY_DUTY } from '../../apps/api/src/record/record.module.js';
import { IDENTITY, STORE } from '../../apps/api/src/record/tokens.js';
import { atLeast } from '../../apps/web/src/api/at-least.js';
import { KurrentTestServer } from '../contract/kurrent-server/index.js';
import { startPostgres, type PostgresServer } from '../contract/postgres-server.js';
import { organisationId, settingUp } from '../simulation/trust.js';
import { hydrate } from '../simulation/world.js';
import { startTestService, type TestService } from './test-service.js';

type Receipt = Extract<ApiOutcome, { __typename: 'Receipt' }>;

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.end());

const setScene = async ({ service }: TestService): Promise<void> => {
  const desk = service.app.get(CommandDesk);
  for (const { commandId, person, post, aggregate, command: name, subject, input } of settingUp()) {
    const envelope = { commandId, subject: subject ?? organisationId, actor: { person, post }, correlationId: commandId };
    const outcome = await desk.execute({ aggregate, name, input, envelope });
    if (isRejection(outcome)) throw new Error(`${name} was refused: ${outcome.because}`);
  }
};
const logOf = async ({ service }: TestService): Promise<RawEvent[]> => {
  const log: RawEvent[] = [];
  for await (const { events } of service.app.get<EventStore>(STORE).readAllRaw()) log.push(...events);
  return log;
};
const runsPolicies = ({ service }: TestService): boolean => service.app.get<Duty>(POLICY_DUTY).isHeld;
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(20);
};
const taken = async (outcome: Promise<ApiOutcome>): Promise<Receipt> => {
  const receipt = await outcome;
  if (receipt.__typename !== 'Receipt') throw new Error(`it was refused: ${receipt.code}, ${receipt.because}`);
  return receipt;
};

/** Serves, accepts and signs twice, each move at another instance than the one before; the thread. */
const agree = async (ann: readonly ApiClient[], ben: readonly ApiClient[]): Promise<Receipt> => {
  let turn = 0;
  let position = 0;
  const by = (clients: readonly ApiClient[]) => clients[turn++ % clients.length]!.from(position);
  const move = async (clients: readonly ApiClient[], mutation: string, input: Record<string, unknown>): Promise<Receipt> => {
    const receipt = await taken(by(clients).mutate(mutation, input));
    ({ position } = receipt);
    return receipt;
  };
  const { subject: thread } = await move(ann, 'serveBall', {
    kind: 'DOWNWARDS',
    parent: { kind: 'AIM', id: 'aim-falls' },
    parentRevision: 1,
    receiver: 'medicine-lead',
    offer: play.offerOf({}, '10'),
  });
  const query = 'query ($id: ID!) { thread(id: $id) { table { hash } } }';
  const { thread: seen } = await by(ben).query<{ thread: { table: { hash: string } } }>(query, { id: thread });
  const onTable = { thread, parentRevision: 1, offerHash: seen.table.hash };
  await move(ben, 'acceptOffer', { ...onTable, round: 1 });
  await move(ben, 'commit', onTable);
  return move(ann, 'commit', onTable);
};
const goals = (log: readonly RawEvent[]): readonly RawEvent[] => log.filter(({ type }) => type === 'goal.established');
const commitments = (log: readonly RawEvent[]): readonly RawEvent[] => log.filter(({ type }) => type === 'catchball.commitment-made');

describe('Several instances that open an empty log at once', () => {
  it('open it once, for one organisation', async () => {
    const environment = { HOSHIN_STORE: await postgres.database() };
    const services = await Promise.all([1, 2, 3].map(() => startTestService({ environment })));
    try {
      const log = await logOf(services[0]!);
      expect(log.map(({ type }) => type)).toEqual(['log.opened']);
      const { organisation } = JSON.parse(log[0]!.data) as LogIdentity;
      expect(services.map(({ service }) => service.app.get<LogIdentity>(IDENTITY).organisation)).toEqual([1, 2, 3].map(() => organisation));
    } finally {
      await Promise.all(services.map(({ close }) => close()));
    }
  });
});

const engines = {
  PostgreSQL: async () => ({ address: await postgres.database(), directory: {}, end: async () => {} }),
  /** A log that has no leases of its own: the instances share a directory, and with it what tells them apart. */
  KurrentDB: async () => {
    const server = await KurrentTestServer.start();
    const directory = { HOSHIN_DIRECTORY: await postgres.database() };
    return { address: server.address('kurrentdb'), directory, end: () => server.stop() };
  },
};

interface Figures {
  readonly observations: { readonly edges: readonly { readonly node: { readonly period: string; readonly value: string } }[] };
}
const figures = '{ observations(measure: "falls") { edges { node { period value } } } }';
const aprilOf = ({ observations }: Figures): string => observations.edges.find(({ node }) => node.period === '2026-04')!.node.value;

describe.each(Object.entries(engines))('Two instances on one log in %s', (_engine, engine) => {
  let end: () => Promise<void>;
  let one: TestService;
  let two: TestService;
  let ann: ApiClient[];
  let ben: ApiClient[];
  let dan: ApiClient[];
  beforeAll(async () => {
    const { address, directory, ...running } = await engine();
    end = running.end;
    const environment = { HOSHIN_STORE: address, HOSHIN_ORGANISATION: organisationId, ...directory };
    one = await startTestService({ environment });
    await setScene(one);
    two = await startTestService({ environment });
    const both = [one, two];
    ann = await Promise.all(both.map((instance) => instance.as('ann', 'chief-nurse')));
    ben = await Promise.all(both.map((instance) => instance.as('ben', 'medicine-lead')));
    dan = await Promise.all(both.map((instance) => instance.as('dan', 'data-steward')));
  });
  afterAll(async () => {
    await two?.close();
    await end?.();
  });

  const correct = (client: ApiClient, value: number, commandId: string = crypto.randomUUID()): Promise<ApiOutcome> => {
    const readings = [{ period: '2026-04', value: String(value) }];
    return client.mutate('correctObservations', { commandId, measure: 'falls', readings, reason: 'counted again' });
  };
  const figure = async (client: ApiClient): Promise<string> => {
    return aprilOf(await client.query<Figures>(figures));
  };

  it('show at one what was written at the other, to whoever asks for at least its position', async () => {
    for (let turn = 1; turn <= 20; turn++) {
      const [here, there] = [dan[turn % 2]!, dan[(turn + 1) % 2]!];
      const { position } = await taken(correct(here, turn));
      expect(await figure(there.from(position))).toBe(String(turn));
    }
  });

  it('show the page what it wrote, though each of its requests goes to another than the last', async () => {
    let turn = 0;
    const page = atLeast((path, init) => {
      const client = dan[turn++ % 2]!;
      const headers = new Headers([...Object.entries(client.headers()), ...new Headers(init?.headers)]);
      return fetch(new URL(path instanceof Request ? path.url : path, client.address), { ...init, headers });
    });
    const ask = async <Data>(query: string): Promise<Data> => {
      const answer = await page.fetch('/graphql', { method: 'POST', body: JSON.stringify({ query }) });
      const { data } = (await answer.json()) as { data: Data };
      if (query.startsWith('mutation')) page.heard(data);
      return data;
    };
    for (let value = 101; value <= 120; value++) {
      const readings = `[{ period: "2026-04", value: "${value}" }]`;
      const input = `{ commandId: "${crypto.randomUUID()}", measure: "falls", readings: ${readings}, reason: "counted again" }`;
      await ask(`mutation { correctObservations(input: ${input}) { ... on Receipt { position } } }`);
      expect(aprilOf(await ask<Figures>(figures))).toBe(String(value));
    }
  });

  it('recognise a command that was first sent to the other, and whose it was', async () => {
    const commandId = crypto.randomUUID();
    const first = await taken(correct(dan[0]!, 31, commandId));
    expect(await correct(dan[1]!, 31, commandId)).toEqual({ ...first, replayed: true });
    for (const [client, value] of [
      [dan[1]!, 32],
      [ben[1]!, 31],
    ] as const)
      await expect(correct(client, value, commandId)).rejects.toThrow(/CommandIdReused/);
  });

  it('take commands on one subject at the same time, each once and none on what another overtook', async () => {
    const ids = Array.from({ length: 12 }, () => crypto.randomUUID());
    // Each of them to both instances at once, as when an answer did not come in time.
    const receipts = await Promise.all(ids.flatMap((id, index) => dan.map((client) => taken(correct(client, 40 + index, id)))));
    for (const id of ids) {
      const same = receipts.filter(({ commandId }) => commandId === id);
      expect(new Set(same.map(({ version }) => version)).size).toBe(1);
      expect(same.filter(({ replayed }) => !replayed)).toHaveLength(1);
    }
    expect(new Set(receipts.map(({ version }) => version)).size).toBe(ids.length);
  });

  it('make one goal of a commitment whose moves went to both, while one of them runs the policies', async () => {
    expect([one, two].map(runsPolicies)).toEqual([true, false]);
    const { subject } = await agree(ann, ben);
    await until(async () => goals(await logOf(two)).length > 0);
    await Promise.all([one.settled(), two.settled()]);
    expect(goals(await logOf(two)).map(({ data }) => JSON.parse(data) as unknown)).toMatchObject([{ agreement: { thread: subject } }]);
  });

  it('say how far their views lie behind the log', async () => {
    for (const { service } of [one, two]) {
      await until(async () => {
        const { lag } = (await (await fetch(`${service.address}/health/ready`)).json()) as { lag: number };
        return lag === 0;
      });
    }
  });

  it('go on with the policies at the other when the one that ran them ends', async () => {
    await agree(ann, ben);
    await one.close();
    await agree(ann.slice(1), ben.slice(1));
    await until(() => runsPolicies(two));
    await until(async () => goals(await logOf(two)).length === commitments(await logOf(two)).length);
    const log = await logOf(two);
    expect(commitments(log)).toHaveLength(3);
    expect(await verifyLog(two.service.app.get<EventStore>(STORE).readAllRaw(), { hydrate })).toMatchObject({
      firstBad: null,
      events: log.length,
    });
  });
});

describe('Two instances that both run the policies, since nothing tells them apart', () => {
  it('make one goal of each commitment all the same', async () => {
    const server = await KurrentTestServer.start();
    const environment = { HOSHIN_STORE: server.address('kurrentdb'), HOSHIN_ORGANISATION: organisationId };
    const one = await startTestService({ environment });
    await setScene(one);
    const two = await startTestService({ environment });
    try {
      const both = [one, two];
      expect(both.map(runsPolicies)).toEqual([true, true]);
      const ann = await Promise.all(both.map((instance) => instance.as('ann', 'chief-nurse')));
      const ben = await Promise.all(both.map((instance) => instance.as('ben', 'medicine-lead')));
      for (let round = 1; round <= 3; round++) {
        await agree(ann, ben);
        await until(async () => goals(await logOf(one)).length === round);
        await Promise.all(both.map((instance) => instance.settled()));
      }
      const log = await logOf(two);
      expect([commitments(log).length, goals(log).length]).toEqual([3, 3]);
      expect(log.filter(({ type }) => type.startsWith('policy.'))).toEqual([]);
    } finally {
      await Promise.all([one.close(), two.close()]);
      await server.stop();
    }
  });
});

describe('An instance asked for a position', () => {
  it('refuses one that is none', async () => {
    const service = await startTestService();
    try {
      const client = await service.as('anybody');
      const { status, errors } = await client.from(-1).ask('{ __typename }');
      expect({ status, errors }).toMatchObject({
        status: 400,
        errors: [{ message: expect.stringContaining('hoshin-at-least'), extensions: { code: 'BAD_REQUEST' } }],
      });
      expect(await client.from(service.position()).query('{ __typename }')).toEqual({ __typename: 'Query' });
    } finally {
      await service.close();
    }
  });
});
