import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { SocketServer } from '../../apps/api/src/subscriptions/socket-server.js';
import { startBoard } from './board.js';
import { fallsOf, fallsOffer, startNorthmoor, withFallsAim, type Northmoor } from './northmoor.js';
import { SocketClient, notice, type Following } from './socket-client.js';
import { startTestService, type TestService } from './test-service.js';

const coalesceMs = 60;
const resumeEventsMax = 12;

let trust: Northmoor;
const clients: SocketClient[] = [];

beforeAll(async () => {
  trust = await startNorthmoor({ sockets: { coalesceMs, aheadMs: 100, resumeEventsMax } });
  await withFallsAim(trust);
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});
afterAll(() => trust.close());

const connect = async (person: string, { service, config }: TestService = trust): Promise<SocketClient> => {
  const client = new SocketClient(service.address, { authorization: `Bearer ${await signOwnToken(config, { person, post: null })}` });
  clients.push(client);
  return client.ready();
};

/** Listens, and knows that it is heard: what a socket asks for is taken in order. */
const follow = async (person: string, query: string, at: TestService = trust): Promise<Following> => {
  const client = await connect(person, at);
  const following = client.follow(`subscription { ${query} ${notice} }`);
  const last = client.follow(`subscription { treeChanged(after: 1) ${notice} }`);
  await last.next();
  last.end();
  return following;
};

let measures = 0;
/** A thread of its own below the aim, about a measure of its own. */
const serve = async (changes: Record<string, unknown> = {}, giver = 'chief-nurse'): Promise<string> => {
  const { subject: measure } = await trust.done('administrator', 'defineMeasure', {
    unit: 'medicine',
    definition: fallsOf(`place ${++measures}`),
  });
  const { subject } = await trust.done(giver, 'serveBall', {
    kind: 'DOWNWARDS',
    parent: { kind: 'AIM', id: 'falls-aim' },
    receiver: 'medicine-lead',
    parentRevision: 1,
    offer: fallsOffer(measure, '12', '6'),
    ...changes,
  });
  return subject;
};
const ask = (thread: string, post = 'medicine-lead') =>
  trust.done(post, 'askQuestion', { thread, round: 1, question: 'Who counts at night?' });
const withdraw = (thread: string, post = 'chief-nurse') => trust.done(post, 'withdraw', { thread, reason: 'asked too early' });

describe('Who follows a thread', () => {
  it('is told of its moves once the views have them, and of no other', async () => {
    const [one, other] = [await serve(), await serve()];
    const following = await follow('dan', `threadMoved(thread: "${one}")`);
    await withdraw(other);
    const { position } = await withdraw(one);
    const told = await following.next();
    expect(told).toEqual({ position: expect.any(Number), kind: 'THREAD_MOVED', subjects: [one], refetch: false });
    expect(told.position).toBeGreaterThanOrEqual(position);
    expect(following.heard).toHaveLength(1);
  });

  it('that is kept between its sides hears its moves as a side or an auditor, and nothing as anybody else', async () => {
    const kept = await serve({ private: true });
    const [side, auditor, stranger] = [
      await follow('ben', `threadMoved(thread: "${kept}")`),
      await follow('aud', `threadMoved(thread: "${kept}")`),
      await follow('dan', `threadMoved(thread: "${kept}")`),
    ];
    await ask(kept);
    expect((await side.next()).subjects).toEqual([kept]);
    expect((await auditor.next()).subjects).toEqual([kept]);
    // Whoever was told of everything up to here without a word about it will hear none.
    const open = await serve();
    const witness = await follow('dan', `threadMoved(thread: "${open}")`);
    await withdraw(open);
    await witness.next();
    expect([stranger.heard, stranger.errors]).toEqual([[], []]);
  });

  it('of a single person gets the answer of a thread that is not there, unless they are of the line', async () => {
    const above = await serve();
    const nurses = await serve(
      { parent: { kind: 'THREAD', id: above }, receiver: 'ward-7-nurse', parentRevision: 1, offer: fallsOffer('falls-ward-7', '6', '3') },
      'medicine-lead',
    );
    const refusals = await Promise.all(
      [nurses, 'no-such-thread'].map(async (thread) => {
        const client = await connect('dan');
        const following = client.follow(`subscription { threadMoved(thread: "${thread}") ${notice} }`);
        await following.over;
        return following.errors.map(({ message, extensions }) => [message.replace(thread, '…'), extensions.code]);
      }),
    );
    expect(refusals[0]).toEqual([['no thread … is there for you to follow: take the id from a query', 'BAD_USER_INPUT']]);
    expect(refusals[1]).toEqual(refusals[0]);
    const [nurse, stranger] = [await follow('nia', `threadMoved(thread: "${nurses}")`), await follow('dan', 'treeChanged')];
    await ask(nurses, 'ward-7-nurse');
    expect((await nurse.next()).subjects).toEqual([nurses]);
    await withdraw(nurses, 'medicine-lead');
    await withdraw(above);
    const told = [await stranger.next()];
    while (!told.some(({ subjects }) => subjects.includes(above))) told.push(await stranger.next());
    expect(told.flatMap(({ subjects }) => subjects)).not.toContain(nurses);
  });
});

describe('Who follows figures', () => {
  const record = (measure: string, period: string, value: string) =>
    trust.done('medicine-lead', 'recordObservations', { measure, readings: [{ period, value }] });

  it('is told of a figure of the measures they named, and of no other', async () => {
    const following = await follow('dan', 'figuresChanged(of: ["falls-medicine", "no-such-measure"])');
    await record('falls-ward-7', '2026-01', '3');
    const { position } = await record('falls-medicine', '2026-01', '12');
    const told = await following.next();
    expect(told).toEqual({ position: expect.any(Number), kind: 'FIGURES_CHANGED', subjects: ['falls-medicine'], refetch: false });
    expect(told.position).toBeGreaterThanOrEqual(position);
    expect(following.heard).toHaveLength(1);
  });

  it('names not too many', async () => {
    const client = await connect('dan');
    const many = JSON.stringify(Array.from({ length: 501 }, (_, index) => `m${index}`));
    const following = client.follow(`subscription { figuresChanged(of: ${many}) ${notice} }`);
    await following.over;
    expect(following.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('Who follows the tree', () => {
  it('is told together what changes within a quarter of a second', async () => {
    const started = performance.now();
    const following = await follow('dan', 'treeChanged');
    const served = new Set<string>();
    // Two events each: more than are replayed, and the notice would say to ask anew.
    for (let number = 0; number < resumeEventsMax / 2 - 1; number++) served.add(await serve());
    const told = new Set<string>();
    while ([...served].some((id) => !told.has(id))) for (const id of (await following.next()).subjects) told.add(id);
    expect([...told].sort()).toEqual([...served].sort());
    expect(following.heard.length).toBeLessThanOrEqual((performance.now() - started) / coalesceMs);
    for (const id of served) await withdraw(id);
  });

  it('is told to ask anew, and nothing else, where more than fifty nodes changed', async () => {
    const following = await follow('dan', 'treeChanged');
    const dimensions = Array.from({ length: 50 }, (_, index) => ({ id: `d${index}`, name: `Dimension ${index}`, statement: 'better' }));
    const actor = { person: 'ann', post: 'chief-nurse' };
    const draft = (unit: string, count: number) =>
      trust.given(
        'strategy',
        'DraftTrueNorth',
        { unit, statement: 'Home', dimensions: dimensions.slice(0, count), reason: 'new' },
        { actor },
      );
    await draft('digital', 49);
    const listed = await following.next();
    expect([listed.refetch, listed.subjects.length]).toEqual([false, 50]);
    await draft('surgery', 50);
    expect(await following.next()).toEqual({ position: trust.position(), kind: 'TREE_CHANGED', subjects: [], refetch: true });
  });

  it('below a node is told of that branch alone', async () => {
    const [one, other] = [await serve(), await serve()];
    const [following, everything] = [
      await follow('dan', `treeChanged(root: "${one}")`),
      await follow('dan', 'treeChanged(root: "falls-aim")'),
    ];
    await withdraw(other);
    expect((await everything.next()).subjects).toEqual([other]);
    await withdraw(one);
    expect((await following.next()).subjects).toEqual([one]);
    expect(following.heard).toHaveLength(1);
  });

  it('is told of a thread kept between its sides only that it came and went', async () => {
    const [stranger, side] = [await follow('dan', 'treeChanged'), await follow('ben', 'treeChanged')];
    const kept = await serve({ private: true });
    expect((await stranger.next()).subjects).toEqual([kept]);
    await side.next();
    await trust.done('medicine-lead', 'counterOffer', {
      thread: kept,
      round: 1,
      parentRevision: 1,
      offer: fallsOffer('falls-medicine', '12', '9'),
      rationale: 'two wards are short of staff',
    });
    expect((await side.next()).subjects).toEqual([kept]);
    await withdraw(kept);
    await side.next();
    expect((await stranger.next()).subjects).toEqual([kept]);
    expect(stranger.heard).toHaveLength(2);
  });

  it('is told to ask anew when the posts they stand in change', async () => {
    const following = await follow('zoe', 'treeChanged');
    await trust.given('organisation', 'NameDeputy', { post: 'surgery-lead', person: 'zoe', from: '2026-03-01' });
    expect(await following.next()).toMatchObject({ subjects: [], refetch: true });
  });
});

describe('Who follows their work', () => {
  it('is told of what they are waited for, and others are not', async () => {
    const [receiver, stranger] = [await follow('ben', 'myWorkChanged'), await follow('dev', 'myWorkChanged')];
    const thread = await serve();
    const told = [await receiver.next()];
    while (!told.at(-1)!.subjects.includes(thread)) told.push(await receiver.next());
    expect(told.at(-1)).toMatchObject({ kind: 'WORK_CHANGED', refetch: false });
    await withdraw(thread);
    await receiver.next();
    expect(stranger.heard).toEqual([]);
  });

  it('in one post has to stand in it, and no longer follows once they do not', async () => {
    const client = await connect('ben');
    const foreign = client.follow(`subscription { myWorkChanged(actingPost: "surgery-lead") ${notice} }`);
    await foreign.over;
    expect(foreign.errors[0]?.extensions.code).toBe('FORBIDDEN');
    await trust.given('organisation', 'NameDeputy', { post: 'digital-lead', person: 'tom', from: '2026-03-01' });
    const own = await follow('tom', 'myWorkChanged(actingPost: "digital-lead")');
    await trust.given('organisation', 'StandDownDeputy', { post: 'digital-lead', person: 'tom', lastDay: '2026-03-01', reason: 'moved' });
    await own.over;
    expect(own.errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN', value: 'digital-lead' } });
  });
});

describe('Who resumes', () => {
  it('is told in one notice what changed meanwhile', async () => {
    const from = trust.position();
    const [one, other] = [await serve(), await serve()];
    const following = await follow('dan', `treeChanged(after: ${from})`);
    expect(await following.next()).toEqual({ position: trust.position(), kind: 'TREE_CHANGED', subjects: [one, other], refetch: false });
    await withdraw(one);
    expect((await following.next()).subjects).toEqual([one]);
    await withdraw(other);
  });

  it('from too far back is told to ask anew', async () => {
    const client = await connect('dan');
    const position = trust.position();
    const following = client.follow(`subscription { treeChanged(after: ${position - resumeEventsMax - 1}) ${notice} }`);
    expect(await following.next()).toEqual({ position, kind: 'TREE_CHANGED', subjects: [], refetch: true });
  });

  it('ahead of the log waits for it, and is told to ask anew where it does not come', async () => {
    const client = await connect('dan');
    const position = trust.position();
    const following = client.follow(`subscription { treeChanged(after: ${position + 1_000}) ${notice} }`);
    expect(await following.next()).toEqual({ position, kind: 'TREE_CHANGED', subjects: [], refetch: true });
  });

  it('ahead of what this instance has seen is judged by what it shows once it has', async () => {
    const board = await startBoard({ sockets: { coalesceMs: 5, aheadMs: 60_000 } });
    try {
      const client = await connect('eve', board);
      const appoint = async (post: string): Promise<void> => {
        await board.given('organisation', 'AddPost', { post, unit: 'board', title: post, role: 'MEMBER', leads: false });
        await board.given('organisation', 'AppointHolder', { post, person: 'eve', from: '2024-01-01' });
      };
      const following = client.follow(`subscription { myWorkChanged(actingPost: "second", after: ${board.position() + 2}) ${notice} }`);
      const asked = client.follow('{ logHead { position } }');
      await asked.over;
      await appoint('second');
      while (board.service.app.get(SocketServer).counts.subscriptions === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await appoint('third');
      expect(await following.next()).toMatchObject({ refetch: true });
      expect(following.errors).toEqual([]);
    } finally {
      await board.close();
    }
  });

  it('with no position is refused in words', async () => {
    const client = await connect('dan');
    const following = client.follow(`subscription { treeChanged(after: -1) ${notice} }`);
    await following.over;
    expect(following.errors[0]?.message).toContain('positions are whole numbers from 0');
  });

  it('at a service that was started anew is told what happened before', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'hoshin-resumed-'));
    const first = await startTestService({ dataFolder });
    await first.given('organisation', 'AddUnit', { unit: 'ward', name: 'Ward', kind: 'team', parent: null });
    await first.given('organisation', 'AddPost', { post: 'lead', unit: 'ward', title: 'lead', role: 'LEAD', leads: true });
    await first.given('organisation', 'AppointHolder', { post: 'lead', person: 'lea', from: '2024-01-01' });
    const from = first.position();
    await first.given(
      'measure',
      'DefineMeasure',
      { unit: 'ward', definition: fallsOf('the ward') },
      { subject: 'falls', actor: { person: 'lea', post: 'lead' } },
    );
    await first.close();
    const again = await startTestService({ dataFolder, sockets: { coalesceMs } });
    try {
      const client = await connect('lea', again);
      const following = client.follow(`subscription { myWorkChanged(after: ${from}) ${notice} }`);
      expect(await following.next()).toEqual({ position: from + 1, kind: 'WORK_CHANGED', subjects: ['falls'], refetch: false });
    } finally {
      await again.close();
      rmSync(dataFolder, { recursive: true, force: true });
    }
  });
});
