import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { serviceTokenOf } from '../../apps/api/src/access/authentication.js';
import { digestOfSecret, newSecret } from '../../apps/api/src/access/cookies.js';
import { BareSocket, upgrade } from './bare-socket.js';
import { startBoard } from './board.js';
import type { Browser } from './browser.js';
import { inWords } from './hostile-frames.js';
import { mustTellNothing, type HostilePage } from './hostile-page.js';
import { cameTo } from './hostile-wire.js';
import { ada, ann, origin, startIssuedService, type IssuedService } from './issued-service.js';

const program = '8e506fa7-c163-4fc2-8f88-a273d14e9065';
const who = '{ me { person { name } } }';

/** Sessions of a page that another page would use, and sockets that outlive the leave they were opened with. */
export const lives = (page: HostilePage): void => {
  let service: IssuedService;
  let browser: Browser;
  beforeAll(async () => {
    service = await startIssuedService({ sockets: { recheckMs: 50 } });
  });
  beforeEach(async () => {
    browser = await service.signedIn('idp|ann');
  });
  afterAll(() => service.close());

  /** Signs in by what the request says: let in, or let go. */
  const opened = async (headers: Record<string, string>, said: object = {}): Promise<BareSocket> =>
    BareSocket.open(service.service.address, { options: { headers }, said });
  const mustBeIn = ({ heard }: BareSocket): void => expect(heard).toEqual([{ type: 'connection_ack' }]);
  /** How it ended, as the page has it: without the moment and the address, which are others each time. */
  const ended = async (what: string, code: number, socket: BareSocket): Promise<void> => {
    const closing = await socket.closed;
    expect([what, closing.code]).toEqual([what, code]);
    mustTellNothing(closing.reason);
    page.note('Lives', what, inWords(closing).replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/, '…'));
  };
  const shared = () => ({ cookie: browser.cookie, origin });

  it.each<[what: string, answer: string, headers: (cookie: string) => Record<string, string>]>([
    ['a session, from a page of another address', '403 FORBIDDEN', (cookie) => ({ cookie, origin: 'https://evil.example' })],
    ['a session, from a page that says it is nowhere', '403 FORBIDDEN', (cookie) => ({ cookie, origin: 'null' })],
    ['a session, from a page whose address begins like ours', '403 FORBIDDEN', (cookie) => ({ cookie, origin: `${origin}.evil.example` })],
    ['a session, from our address without encryption', '403 FORBIDDEN', (cookie) => ({ cookie, origin: origin.replace('https', 'http') })],
  ])('is no socket: %s', async (what, answer, headers) => {
    const answered = await upgrade(service.service.address, headers(browser.cookie));
    expect(cameTo(answered)).toBe(answer);
    mustTellNothing(answered.body);
    page.note('Lives', what, answer);
  });

  it('takes a session of its own page alone, where another page could have sent one', async () => {
    const { cookie } = browser;
    await ended('a session that comes with no Origin', 4403, await opened({ cookie }));
    const host = 'elsewhere.example';
    await ended(
      'a session, from a page under another name that leads here',
      4403,
      await opened({ cookie, host, origin: `https://${host}` }),
    );
    await ended('a session nobody was given', 4401, await opened({ cookie: `__Host-hoshin=${newSecret()}`, origin }));
    await ended('a session under another cookie’s name', 4401, await opened({ cookie: cookie.replace('__Host-', ''), origin }));
    await ended('a good session and a false token', 4401, await opened(shared(), { authorization: 'Bearer a.b.c' }));
  });

  it('asks for no header that a page cannot send with a socket, and over HTTP for the header all the same', async () => {
    const socket = await opened(shared());
    mustBeIn(socket);
    socket.close();
    page.note('Lives', 'a session from our own page, without the header x-hoshin', 'let in: our own Origin stands in for it');
    const { status, errors } = await browser.ask(who, {}, { origin });
    expect([status, errors?.[0]?.extensions.code]).toEqual([403, 'CROSS_SITE']);
    page.note('Lives', 'the same session over HTTP, without the header x-hoshin', `${status} ${errors![0]!.extensions.code}`);
  });

  it('ends with the leave it was opened with', async () => {
    const before = shared();
    const signingOut = await opened(before);
    mustBeIn(signingOut);
    expect((await browser.submit('/sign-out')).status).toBe(200);
    await ended('a session whose person signs out meanwhile', 4401, signingOut);
    await ended('a session that was signed out', 4401, await opened(before));

    browser = await service.signedIn('idp|ann');
    const signedOut = await opened(shared());
    mustBeIn(signedOut);
    await service.sessions.signOut(ann, Date.now());
    await ended('a session whose person an administrator signs out meanwhile', 4401, signedOut);

    const said = { authorization: `Bearer ${await service.issuer.sign({ sub: 'idp|ada' })}` };
    const byToken = await opened({}, said);
    mustBeIn(byToken);
    await service.sessions.signOut(ada, Date.now());
    await ended('a token whose person is signed out meanwhile', 4401, byToken);
    await ended('a token from before its person was signed out', 4401, await opened({}, said));
    await ended(
      'a token of somebody the directory does not know',
      4401,
      await opened({}, { authorization: `Bearer ${await service.issuer.sign({ sub: 'idp|x' })}` }),
    );

    const [secret, now] = [newSecret(), Date.now()];
    await service.sessions.addAccount({
      account: program,
      secretDigest: digestOfSecret(secret),
      scopes: [],
      made: now,
      ends: now + 86_400_000,
    });
    const account = { authorization: `Bearer ${serviceTokenOf(program, secret)}` };
    const byAccount = await opened({}, account);
    mustBeIn(byAccount);
    await service.sessions.revokeAccount(program, Date.now());
    await ended('a service account that is revoked meanwhile', 4401, byAccount);
    await ended(
      'a service account’s name with another secret',
      4401,
      await opened({}, { authorization: `Bearer ${serviceTokenOf(program, newSecret())}` }),
    );
  });

  it('ends when its token does', async () => {
    const board = await startBoard();
    try {
      // Clocks may differ by half a minute: this one is taken for two or three seconds more, enough to open a socket on a busy machine.
      const authorization = `Bearer ${await signOwnToken(board.config, { person: 'eve', post: null, lifetime: '-27s' })}`;
      const socket = await BareSocket.open(board.service.address, { said: { authorization } });
      mustBeIn(socket);
      await ended('a token that expires meanwhile', 4401, socket);
    } finally {
      await board.close();
    }
  });

  it('no longer tells of a post’s work once its holder has left it', async () => {
    const board = await startBoard({ sockets: { coalesceMs: 5 } });
    try {
      const authorization = (await board.as('eve')).headers()['authorization']!;
      const socket = await BareSocket.open(board.service.address, { said: { authorization } });
      socket.subscribe('1', 'subscription { myWorkChanged(actingPost: "chief") { position } }');
      await socket.roundTrip();
      await board.given('organisation', 'RecordLeaver', { post: 'chief', person: 'eve', lastDay: '2024-01-02', reason: 'left' });
      const over = await socket.next(({ id, type }) => id === '1' && type === 'error');
      const code = (over?.payload as { extensions: { code: string } }[] | undefined)?.[0]?.extensions.code;
      expect(code).toBe('FORBIDDEN');
      page.note('Lives', 'the work of a post its person leaves meanwhile', code!);
      socket.close();
    } finally {
      await board.close();
    }
  });
};
