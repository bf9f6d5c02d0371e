import type { ApiClient } from '#testing';
import { SocketClient, type Following } from './socket-client.js';
import { fallsOffer, startNorthmoor, withFallsAim, type Northmoor } from './northmoor.js';
import { SocketServer } from '../../apps/api/src/subscriptions/socket-server.js';
import { until } from './bare-socket.js';

let trust: Northmoor;
/** The thread that serves the aim, one with a nurse below it, and one kept between its sides. */
let [thread, nurses, kept] = ['', '', ''];
const sockets: SocketClient[] = [];

beforeAll(async () => {
  trust = await startNorthmoor();
  await withFallsAim(trust);
  const serve = async (giver: string, input: Record<string, unknown>): Promise<string> =>
    (await trust.done(giver, 'serveBall', { kind: 'DOWNWARDS', parentRevision: 1, ...input })).subject;
  const parent = { kind: 'AIM', id: 'falls-aim' };
  thread = await serve('chief-nurse', { parent, receiver: 'medicine-lead', offer: fallsOffer('falls-medicine', '20', '10') });
  nurses = await serve('medicine-lead', {
    parent: { kind: 'THREAD', id: thread },
    receiver: 'ward-7-nurse',
    offer: fallsOffer('falls-ward-7', '6', '3'),
  });
  kept = await serve('chief-nurse', {
    parent,
    receiver: 'surgery-lead',
    private: true,
    offer: { ...fallsOffer('falls-surgery', '8', '4'), share: '0' },
  });
  await trust.done('medicine-lead', 'askQuestion', { thread, round: 1, question: 'Who counts at night?' });
  await trust.done('chief-nurse', 'withdraw', { thread, reason: 'asked too early' });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) await socket.close();
});
afterAll(() => trust.close());

const step = `{ step of subject event { position type reason by { name } post { title } } tree { position nodes { id target standing } } changed { id kinds before { target } after { target } } }`;
interface Step {
  readonly step: number;
  readonly of: number;
  readonly subject: string;
  readonly event: { readonly position: number; readonly type: string; readonly reason: string | null };
  readonly tree: { readonly position: number; readonly nodes: readonly { readonly id: string }[] };
  readonly changed: readonly { readonly id: string; readonly kinds: readonly string[] }[];
}
interface Replay {
  readonly totalCount: number;
  readonly position: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Step }[];
  readonly pageInfo: Record<'startCursor' | 'endCursor', string | null> & Record<'hasNextPage' | 'hasPreviousPage', boolean>;
}
const question = (asked: string, fields = step): string =>
  `query ($asOf: AsOfInput) { replay(${asked}, asOf: $asOf) { totalCount position edges { cursor node ${fields} } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`;
const replay = async (client: ApiClient, asked: string, asOf: object | null = null, fields = step): Promise<Replay> =>
  ((await client.query(question(asked, fields), { asOf })) as { replay: Replay }).replay;
const errorOf = async (client: ApiClient, asked: string): Promise<unknown> => (await client.ask(question(asked), {})).errors[0];
const nodes = ({ edges }: Replay): Step[] => edges.map(({ node }) => node);
const noted = async (): Promise<number> =>
  (
    (await (await trust.acting('auditor')).query('{ accessRecords(kind: REPLAY) { totalCount } }')) as {
      accessRecords: { totalCount: number };
    }
  ).accessRecords.totalCount;

describe('A replay', () => {
  it('tells who did what and why, and what it changed in the tree', async () => {
    const all = nodes(await replay(await trust.acting('auditor'), 'aim: "falls-aim"'));
    expect(all.map(({ event, changed }) => [event.type, ...changed.map(({ id, kinds }) => `${id} ${kinds.join()}`)])).toEqual([
      ['CandidateNominated'],
      ['CandidateScored'],
      ['CandidateAdopted', 'falls-aim ADDED'],
      ['BallServed', `${thread} ADDED`],
      ['BallServed', `${nurses} ADDED`],
      ['BallServed', `${kept} ADDED`],
      ['QuestionAsked'],
      ['ThreadWithdrawn', `${nurses} STANDING,REPARENTED`, `${thread} REMOVED`],
      ['ThreadWithdrawn', `${nurses} REMOVED`],
    ]);
    expect(all.at(-2)).toMatchObject({
      event: { reason: 'asked too early', post: { title: 'chief nurse' } },
      subject: thread,
      step: 8,
      of: 9,
    });
  });

  it('goes forward and back over the same steps, page by page, and stays on its moment', async () => {
    const auditor = await trust.acting('auditor');
    const whole = await replay(auditor, 'aim: "falls-aim"');
    const forward: Step[] = [];
    let page = await replay(auditor, 'aim: "falls-aim", first: 4');
    for (;;) {
      forward.push(...nodes(page));
      if (!page.pageInfo.hasNextPage) break;
      page = await replay(auditor, `aim: "falls-aim", first: 4, after: "${page.pageInfo.endCursor}"`);
    }
    expect(forward).toEqual(nodes(whole));
    const back: Step[] = [];
    page = await replay(auditor, `aim: "falls-aim", last: 3, before: "${page.pageInfo.startCursor}"`);
    for (;;) {
      back.unshift(...nodes(page));
      if (!page.pageInfo.hasPreviousPage) break;
      page = await replay(auditor, `aim: "falls-aim", last: 3, before: "${page.pageInfo.startCursor}"`);
    }
    expect(back).toEqual(forward.slice(0, back.length));
    expect(nodes(await replay(auditor, 'aim: "falls-aim", last: 2'))).toEqual(forward.slice(-2));
    expect(nodes(await replay(auditor, 'aim: "falls-aim", first: 1, at: 3'))).toEqual([forward[2]]);
  });

  it('shows at each step the tree that is answered as of its position', async () => {
    const auditor = await trust.acting('auditor');
    for (const { tree } of nodes(await replay(auditor, 'aim: "falls-aim", at: 3'))) {
      const asked = `{ alignmentTree(root: "falls-aim", asOf: { position: ${tree.position} }) { ... on AlignmentTree { position nodes { id target standing } } } }`;
      expect(tree).toEqual(((await auditor.query(asked)) as { alignmentTree: object }).alignmentTree);
    }
  });

  it('is told up to a past moment as it was', async () => {
    const auditor = await trust.acting('auditor');
    const whole = nodes(await replay(auditor, 'aim: "falls-aim"'));
    const upTo = whole[4]!.event.position;
    const past = await replay(auditor, 'aim: "falls-aim"', { position: upTo });
    expect(past).toMatchObject({ totalCount: 5, position: upTo });
    expect(nodes(past).map(({ event }) => event)).toEqual(whole.slice(0, 5).map(({ event }) => event));
  });

  it('of a thread or unit is as open as the thread', async () => {
    const [auditor, ben, stranger] = [
      await trust.acting('auditor'),
      await trust.acting('medicine-lead'),
      await trust.acting('digital-lead'),
    ];
    expect((await replay(ben, `thread: "${nurses}"`)).totalCount).toBeGreaterThan(1);
    expect(nodes(await replay(stranger, `thread: "${kept}"`)).filter(({ subject }) => subject === kept)).toEqual([]);
    expect(nodes(await replay(auditor, `thread: "${kept}"`)).filter(({ subject }) => subject === kept)).toHaveLength(1);
    expect(nodes(await replay(stranger, 'unit: "ward-7"')).map(({ subject }) => subject)).not.toContain(nurses);
    expect(nodes(await replay(auditor, 'unit: "ward-7"')).map(({ subject }) => subject)).toContain(nurses);
    const [hidden, none] = [await errorOf(stranger, `thread: "${nurses}"`), await errorOf(stranger, 'thread: "nothing"')] as {
      message: string;
    }[];
    expect(hidden!.message.replace(nurses, '…')).toBe(none!.message.replace('nothing', '…'));
  });

  it('says what cannot be asked so', async () => {
    const auditor = await trust.acting('auditor');
    const { pageInfo } = await replay(auditor, 'aim: "falls-aim", first: 1');
    for (const [asked, says] of [
      ['first: 1', 'name exactly one of aim, unit and thread, not none'],
      ['aim: "falls-aim", unit: "board"', 'name exactly one of aim, unit and thread, not 2'],
      ['aim: "nothing"', 'no aim nothing is there for you to replay'],
      ['aim: "falls-aim", first: 51', 'a whole number from 1 to 50'],
      ['aim: "falls-aim", first: 1, last: 1', 'first and last go in two directions'],
      [`aim: "falls-aim", at: 1, before: "${pageInfo.endCursor}"`, 'at and before go in two directions'],
      [`aim: "falls-aim", at: 1, after: "${pageInfo.endCursor}"`, 'at and after'],
      ['aim: "falls-aim", at: 99', 'there is no step 99: the story has 9'],
      ['aim: "falls-aim", before: "rubbish"', 'before is no cursor of this service'],
    ] as const)
      expect([asked, await errorOf(auditor, asked)]).toEqual([
        asked,
        expect.objectContaining({
          message: expect.stringContaining(says),
          extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
        }),
      ]);
  });

  it('by an auditor is noted once an hour for each story, and by nobody else', async () => {
    trust.clock.to('2026-03-10');
    const [auditor, ben] = [await trust.acting('auditor'), await trust.acting('medicine-lead')];
    const before = await noted();
    const position = trust.position();
    const told = await replay(auditor, 'aim: "falls-aim", first: 1');
    expect(told.position).toBe(position);
    await replay(auditor, 'aim: "falls-aim", last: 1');
    await replay(ben, 'aim: "falls-aim"');
    expect(await noted()).toBe(before + 1);
    await replay(auditor, 'unit: "board", first: 1');
    expect(await noted()).toBe(before + 2);
    expect(trust.position()).toBe(position + 2);
  });
});

const play = async (person: string, asked: string, stepMs = 100): Promise<Following> => {
  const client = await trust.as(person);
  const socket = new SocketClient(trust.service.address, { authorization: client.headers()['authorization']! });
  sockets.push(socket);
  return (await socket.ready()).follow(`subscription { replayed(${asked}, stepMs: ${stepMs}) ${step} }`);
};
const heard = (following: Following): readonly Step[] => following.heard as unknown as Step[];

describe('A story that is played', () => {
  it('comes step by step as a query shows it, and is complete at its end', async () => {
    const playing = await play('aud', `thread: "${thread}", from: 2`);
    await playing.over;
    expect(playing.errors).toEqual([]);
    const asked = await replay(await trust.acting('auditor'), `thread: "${thread}", at: 2`);
    expect(asked.edges.length).toBeGreaterThan(2);
    expect(heard(playing)).toEqual(nodes(asked));
  });

  it('is noted where an auditor has it played', async () => {
    trust.clock.to('2026-03-11');
    const before = await noted();
    await (
      await play('ben', `thread: "${thread}"`)
    ).over;
    expect(await noted()).toBe(before);
    await (
      await play('aud', `thread: "${thread}"`)
    ).over;
    expect(await noted()).toBe(before + 1);
  });

  it('ends with its socket', async () => {
    const playing = await play('ben', 'aim: "falls-aim"');
    await playing.next();
    const server = trust.service.app.get(SocketServer);
    expect(server.counts.subscriptions).toBe(1);
    await sockets.pop()!.close();
    await until(() => server.counts.subscriptions === 0);
    expect(server.counts.subscriptions).toBe(0);
  });

  it('ends as soon as what somebody may see of it changes', async () => {
    const playing = await play('coe', `thread: "${nurses}"`, 2_000);
    await playing.next();
    await trust.given('organisation', 'RecordLeaver', { post: 'coach', person: 'coe', lastDay: '2026-03-10', reason: 'moved on' });
    await playing.over;
    expect(heard(playing).length).toBe(1);
    expect(playing.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining('from step 2 on') }]);
  });

  it('is refused where it is not there to follow, or too much is played already', async () => {
    const errors = async (asked: string): Promise<unknown> => {
      const playing = await play('dev', asked);
      await playing.over;
      return playing.errors[0];
    };
    expect(await errors(`thread: "${nurses}"`)).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(await errors('aim: "falls-aim", from: 99')).toMatchObject({ message: expect.stringContaining('there is no step 99') });
    for (let count = 0; count < 2; count++) await (await play('dev', 'aim: "falls-aim"')).next();
    expect(await errors('aim: "falls-aim"')).toMatchObject({ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } });
  });
});
