import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient, type ApiOutcome } from '#testing';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { startPostgres, type PostgresServer } from '../contract/postgres-server.js';
import { organisationId } from '../simulation/trust.js';
import { fallsOf, fallsOffer } from './northmoor.js';
import { startServiceProcess, type ServiceProcess } from './service-process.js';
import { SocketClient, notice, type Following } from './socket-client.js';
import { setScene } from './teams.js';
import { startTestService, type TestService } from './test-service.js';

let postgres: PostgresServer;
let dataFolder: string;
/** One that can be killed, in a process of its own, and the other. */
let one: ServiceProcess;
let other: TestService;
const tokens = new Map<string, string>();
const clients: SocketClient[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
  dataFolder = mkdtempSync(join(tmpdir(), 'hoshin-instances-'));
  const environment = { HOSHIN_STORE: await postgres.database(), HOSHIN_ORGANISATION: organisationId };
  await setScene({ dataFolder, environment, players: 0, seed: 1 });
  other = await startTestService({ dataFolder, environment, sockets: { coalesceMs: 5 } });
  one = await startServiceProcess(dataFolder, { environment });
  for (const person of ['ann', 'ben', 'adi']) tokens.set(person, await signOwnToken(other.config, { person, post: null }));
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});
afterAll(async () => {
  await one?.kill();
  await other?.close();
  await postgres?.end();
  rmSync(dataFolder, { recursive: true, force: true });
});

const send = async (
  address: string,
  person: string,
  mutation: string,
  input: object,
): Promise<Extract<ApiOutcome, { subject: string }>> => {
  const outcome = await new ApiClient(address, tokens.get(person)).from(position).mutate(mutation, { ...input });
  if (outcome.__typename !== 'Receipt') throw new Error(`${mutation} was refused: ${outcome.code}, ${outcome.because}`);
  position = Math.max(position, outcome.position);
  return outcome;
};
/** The last that was written, at whatever instance. */
let position = 0;
let places = 0;
/** Somebody serves medicine's lead a ball about a measure of its own; the thread. */
const serve = async (address: string): Promise<string> => {
  const definition = fallsOf(`place ${++places}`);
  const { subject: measure } = await send(address, 'adi', 'defineMeasure', { actingPost: 'administrator', unit: 'medicine', definition });
  const ball = { kind: 'DOWNWARDS', parent: { kind: 'AIM', id: 'aim-falls' }, parentRevision: 1, receiver: 'medicine-lead' };
  const offer = { ...fallsOffer(measure, '12', '6'), share: '0' };
  return (await send(address, 'ann', 'serveBall', { actingPost: 'chief-nurse', ...ball, offer })).subject;
};
const ask = (address: string, thread: string) =>
  send(address, 'ben', 'askQuestion', { actingPost: 'medicine-lead', thread, round: 1, question: 'Who counts at night?' });
const withdraw = (address: string, thread: string) =>
  send(address, 'ann', 'withdraw', { actingPost: 'chief-nurse', thread, reason: 'asked too early' });

interface Ears {
  readonly client: SocketClient;
  readonly thread: Following;
  readonly work: Following;
  readonly tree: Following;
}

/** Ben follows a thread, his work and the tree at an instance, from now on or from a position on. */
const listen = async (address: string, thread: string, after?: number): Promise<Ears> => {
  // Whoever resumes says from where; whoever begins has just asked what there is, as a page does.
  if (after === undefined) await new ApiClient(address, tokens.get('ben')).from(position).query('{ __typename }');
  const client = await new SocketClient(address, { authorization: `Bearer ${tokens.get('ben')}` }).ready();
  clients.push(client);
  const from = after === undefined ? '' : `after: ${after}`;
  const follow = (field: string, given: string): Following => client.follow(`subscription { ${field}(${given} ${from}) ${notice} }`);
  const ears = {
    client,
    thread: follow('threadMoved', `thread: "${thread}"`),
    work: follow('myWorkChanged', 'actingPost: "medicine-lead"'),
    tree: follow('treeChanged', 'root: "aim-falls"'),
  };
  // What a socket asks for is taken in order: whoever hears of this one is heard in all.
  const last = client.follow(`subscription { treeChanged(after: 1) ${notice} }`);
  await last.next();
  last.end();
  return ears;
};
/** Everything one is told of until it is told of all these, and of this position. */
const toldOf = async (following: Following, subjects: readonly string[], upTo: number): Promise<Set<string>> => {
  const told = new Set<string>();
  for (let reached = 0; reached < upTo || subjects.some((subject) => !told.has(subject));) {
    const { subjects: named, position: at, refetch } = await following.next();
    expect([refetch, at > reached]).toEqual([false, true]);
    reached = at;
    for (const subject of named) told.add(subject);
  }
  return told;
};

describe('Whoever listens at one of several instances', () => {
  it('is told of what is done at the other: moves in a thread, their work, and the tree', async () => {
    const thread = await serve(other.service.address);
    const ears = await listen(other.service.address, thread);
    const { position: asked } = await ask(one.address, thread);
    expect([...(await toldOf(ears.thread, [thread], asked))]).toEqual([thread]);
    const { position: withdrawn } = await withdraw(one.address, thread);
    expect([...(await toldOf(ears.thread, [thread], withdrawn))]).toEqual([thread]);
    expect([...(await toldOf(ears.tree, [thread], withdrawn))]).toEqual([thread]);
    expect([...(await toldOf(ears.work, [thread], withdrawn))]).toContain(thread);
  });

  it('resumes at another after the position the first one told, and misses nothing that was done at either', async () => {
    const thread = await serve(one.address);
    const first = await listen(one.address, thread);
    const before = await serve(one.address);
    const { position: asked } = await ask(one.address, thread);
    await toldOf(first.tree, [before], 0);
    await toldOf(first.thread, [thread], asked);
    const reached = Math.min(...[first.tree, first.thread].map(({ heard }) => heard.at(-1)!.position));
    await first.client.close();
    const missed = [await serve(one.address), await serve(other.service.address), await serve(one.address)];
    const { position: withdrawn } = await withdraw(one.address, thread);
    // At once, be the other instance there already or not.
    const again = await listen(other.service.address, thread, reached);
    expect([...(await toldOf(again.thread, [thread], withdrawn))]).toEqual([thread]);
    expect([...(await toldOf(again.tree, [...missed, thread], withdrawn))]).not.toContain(before);
    await toldOf(again.work, missed, 0);
  });

  it('is told at another what was done while and after the instance it hung on was killed', async () => {
    const thread = await serve(other.service.address);
    const first = await listen(one.address, thread);
    const seen = await serve(one.address);
    await toldOf(first.tree, [seen], 0);
    const unheard = await serve(one.address);
    await one.kill();
    expect((await first.client.closed).code).toBe(1006);
    const told = new Set(first.tree.heard.flatMap(({ subjects }) => subjects));
    const later = await serve(other.service.address);
    const { position: withdrawn } = await withdraw(other.service.address, thread);
    const again = await listen(other.service.address, thread, first.tree.heard.at(-1)!.position);
    expect([...(await toldOf(again.thread, [thread], withdrawn))]).toEqual([thread]);
    const afterwards = await toldOf(again.tree, [later, thread], withdrawn);
    // In the last moment before it was killed it may have been told or not: of one of the two it was.
    expect([seen, unheard, later].filter((each) => !told.has(each) && !afterwards.has(each))).toEqual([]);
    await toldOf(again.work, [later], 0);
  });
});
