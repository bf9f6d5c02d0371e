import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { SocketServer } from '../../apps/api/src/subscriptions/socket-server.js';
import { BareSocket } from './bare-socket.js';
import { redraft, startBoard } from './board.js';
import { frames, inWords, messages, upgrades, type HostileSocket } from './hostile-frames.js';
import { HostilePage, mustTellNothing } from './hostile-page.js';
import { holdRoles, setRoles } from './hostile-roles.js';
import { lives } from './hostile-sessions.js';
import { operations, outcomeOf, positions } from './hostile-subscriptions.js';
import { injections, shownText } from './hostile-texts.js';
import { falseTokens } from './hostile-tokens.js';
import type { Target } from './hostile-wire.js';
import { startNorthmoor, withFallsAim, type Northmoor } from './northmoor.js';
import type { Closing } from './socket-client.js';
import type { TestService } from './test-service.js';
import { mutations, wellFormed } from './well-formed.js';

/** Listens, asks for answers, and reads none, until the service has nothing more to tell it. */
const stuffed = async (service: TestService, changes: boolean): Promise<Closing> => {
  const socket = await BareSocket.open(service.service.address, {
    said: { authorization: (await service.as('eve')).headers()['authorization']! },
  });
  socket.subscribe('tree', 'subscription { treeChanged { position } }');
  await socket.roundTrip();
  socket.socket.pause();
  const ping = { type: 'ping', payload: { text: 'x'.repeat(60_000) } };
  const server = service.service.app.get(SocketServer);
  for (let round = 0; server.counts.subscriptions > 0; round++) {
    // Enough to fill what lies between the two, and some more now and then, should that be larger.
    if (round < 16 || round % 64 === 0) for (let sent = 0; sent < 32; sent++) socket.say(ping);
    if (changes) await redraft(service, `Version ${round}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  socket.socket.resume();
  return socket.closed;
};

/** What is asked over the socket to do harm: each case is asked of the real service, and noted with what came of it. */
export const askOverTheSocket = (page: HostilePage): void => {
  let trust: Northmoor;
  let target: Target;
  /** Somebody who connects and says nothing: they are waited for while everything else is asked. */
  let silent: BareSocket;
  beforeAll(async () => {
    trust = await startNorthmoor({ sockets: { coalesceMs: 5, recheckMs: 50, aheadMs: 100 } });
    await withFallsAim(trust);
    const { address } = trust.service;
    target = { address, authorization: `Bearer ${await signOwnToken(trust.config, { person: 'carl', post: null })}` };
    silent = await BareSocket.open(address);
  });
  afterAll(() => trust.close());

  describe('Over the socket, whoever is not who they say', () => {
    it('is told to sign in, whatever token they show', async () => {
      const before = trust.position();
      const tokens = await falseTokens(trust.config, 'eve');
      const asked: readonly (readonly [what: string, said: object | undefined, header?: string])[] = [
        ...tokens.map(({ what, header }) => [what, { authorization: header }] as const),
        ['a token not signed at all, in the header of the request', {}, tokens.find(({ what }) => what.includes('alg none'))!.header],
        ['no token', {}],
        ['no parameters', undefined],
        ['a token that is a list', { authorization: [target.authorization] }],
        ['the name of a person', { person: 'eve', post: 'chief-executive' }],
        ['a false token beside a good one in the header of the request', { authorization: tokens[0]!.header }, target.authorization],
      ];
      for (const [what, payload, authorization] of asked) {
        const options = authorization === undefined ? {} : { headers: { authorization } };
        const socket = await BareSocket.open(target.address, { options });
        socket.say({ type: 'connection_init', ...(payload && { payload }) });
        const closing = await socket.closed;
        expect([what, closing.code, socket.heard]).toEqual([what, 4401, []]);
        mustTellNothing(closing.reason);
        page.note('Tokens over the socket', what, inWords(closing));
      }
      expect(trust.position()).toBe(before);
    });
  });

  describe('Over the socket, what is made to do harm', () => {
    const chapters: readonly (readonly [chapter: string, cases: readonly HostileSocket[]])[] = [
      ['Becoming a socket', upgrades],
      ['Frames', frames],
      ['Messages', messages],
      ['Subscriptions', operations],
      ['Positions', positions],
    ];
    const all = chapters.flatMap(([chapter, cases]) => cases.map((one) => [`${chapter}, ${one.what}`, one, chapter] as const));

    it.each(all)('is refused and leaves the service as it was: %s', async (_title, { what, answer, ask }, chapter) => {
      const before = trust.position();
      const { came, heard } = await ask(target);
      expect([came.slice(0, answer.length), came]).toEqual([answer, came]);
      mustTellNothing(heard);
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
      expect(trust.position()).toBe(before);
      expect((await fetch(`${target.address}/health/ready`)).status).toBe(200);
      page.note(chapter, what, came);
    });

    it('is let go where it says nothing', async () => {
      const closing = await silent.closed;
      expect(closing.code).toBe(4408);
      page.note('Messages', 'nothing, for five seconds', inWords(closing));
    });

    it('is no command, whichever there is, however well it is written', async () => {
      const socket = await BareSocket.open(target.address, {
        said: { authorization: (await trust.acting('administrator')).headers()['authorization']! },
      });
      const before = trust.position();
      for (const [index, mutation] of mutations.entries()) {
        // No more at once than a socket carries.
        if (index % 40 === 39) await socket.roundTrip();
        const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
        const query = `mutation ($input: ${name}!) { ${mutation}(input: $input) { __typename } }`;
        socket.subscribe(mutation, query, { variables: { input: wellFormed(mutation, {}) } });
      }
      await socket.roundTrip();
      const came = new Set(mutations.map((mutation) => outcomeOf(socket.heard, mutation)));
      expect([...came]).toEqual(['BAD_REQUEST']);
      await trust.settled();
      expect(trust.position()).toBe(before);
      socket.close();
      page.note('Subscriptions', 'every command there is, by an administrator', [...came].join());
    });

    it('is no flood of subscriptions', async () => {
      const socket = await BareSocket.open(target.address, { said: { authorization: target.authorization } });
      for (let count = 0; count < 300; count++) socket.subscribe(String(count), 'subscription { treeChanged(after: 1) { refetch } }');
      await socket.roundTrip();
      await socket.next(({ type }) => type === 'next');
      const refused = Array.from({ length: 300 }, (_, count) => outcomeOf(socket.heard, String(count))).filter(
        (came) => came === 'TOO_MANY_SUBSCRIPTIONS',
      );
      socket.close();
      expect(refused).toHaveLength(250);
      page.note('Subscriptions', 'three hundred subscriptions of one socket', '50 are carried; TOO_MANY_SUBSCRIPTIONS for 250');
    });

    it('is no flood of sockets', async () => {
      const said = { authorization: `Bearer ${await signOwnToken(trust.config, { person: 'many', post: null })}` };
      const open: BareSocket[] = [];
      for (let count = 0; count < 21; count++) open.push(await BareSocket.open(target.address, { said }));
      const closing = await open.at(-1)!.closed;
      for (const socket of open) socket.close();
      expect(closing.code).toBe(1013);
      page.note('Messages', 'the twenty-first socket of one person', inWords(closing));
    });
  });

  describe('Over the socket, text that would like to be more than text', () => {
    it.each(injections)('is an id of nothing, a name of nothing, and no token: %s', async (what, text) => {
      const before = trust.position();
      const socket = await BareSocket.open(target.address, { said: { authorization: target.authorization } });
      const asked: readonly (readonly [what: string, query: string, more: object])[] = [
        ['thread', 'subscription ($x: ID!) { threadMoved(thread: $x) { position } }', { variables: { x: text } }],
        ['actingPost', 'subscription ($x: ID!) { myWorkChanged(actingPost: $x) { position } }', { variables: { x: text } }],
        ['root', 'subscription ($x: ID!) { treeChanged(root: $x) { position } }', { variables: { x: text } }],
        ['after', 'subscription ($x: Position) { treeChanged(after: $x) { position } }', { variables: { x: text } }],
        ['operationName', 'subscription S { treeChanged { position } }', { operationName: text }],
        ['document', text, {}],
        [text, 'subscription { threadMoved(thread: "") { position } }', {}],
      ];
      for (const [id, query, more] of asked) socket.subscribe(id, query, more);
      await socket.roundTrip();
      const came = asked.map(([id]) => outcomeOf(socket.heard, id));
      expect(came).toEqual([
        'BAD_USER_INPUT',
        'FORBIDDEN',
        'BAD_USER_INPUT',
        'BAD_USER_INPUT',
        'OPERATION_RESOLUTION_FAILURE',
        'GRAPHQL_PARSE_FAILED',
        'BAD_USER_INPUT',
      ]);
      mustTellNothing(JSON.stringify(socket.heard).replaceAll(JSON.stringify(text).slice(1, -1), ''));
      socket.close();
      const stranger = await BareSocket.open(target.address, { said: { authorization: `Bearer ${text}` } });
      const { code } = await stranger.closed;
      expect(code).toBe(4401);
      expect(trust.position()).toBe(before);
      page.note('Texts over the socket', what, shownText(text), ...came, String(code));
    });
  });

  describe('Over the socket, somebody of another unit', () => {
    it('hears what their role may see, and of the rest not even that it is there', async () => {
      const scene = await setRoles(trust);
      await holdRoles(trust, scene, page);
    });
  });

  describe('Over the socket, whose leave has ended or was never theirs', () => {
    lives(page);
  });

  describe('Over the socket, a client that does not take its messages', () => {
    it.each([
      ['1 MiB', {}, false],
      ['256 notices', { unsentBytesMax: 1 << 30 }, true],
    ] as const)('is let go once %s wait for it', async (what, limits, changes) => {
      // Its own service: whoever is slow is slow at their own cost. What it may say in a minute is not what is tried here.
      const patient = { coalesceMs: 5, messagesPerMinuteMax: 1_000_000, farewellMs: 60_000, pingMs: 60_000 };
      const service = await startBoard({ sockets: { ...patient, ...limits } });
      try {
        const closing = await stuffed(service, changes);
        expect(closing.code).toBe(4008);
        page.note('Messages', `taking nothing until ${what} wait`, inWords(closing));
      } finally {
        await service.close();
      }
    });
  });
};
