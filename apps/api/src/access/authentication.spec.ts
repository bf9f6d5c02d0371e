import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Trouble } from '#cqrs';
import { SqliteDirectory, SqliteSessions } from '#directory';
import { TestIssuer } from '../../../../test/e2e/test-issuer.js';
import { configFrom, type Config } from '../config.js';
import { Authentication, serviceTokenOf, type AskingHeaders, type Claims } from './authentication.js';
import { cookieWith, digestOfSecret, newSecret } from './cookies.js';
import { Tokens, signOwnToken } from './tokens.js';

const ann = '3f0b1a52-7c1e-4b7d-9a33-5d2e8c9f4b10';
const program = '4a1c2b63-8d2f-5c8e-8b44-6e3f9d0a5c21';
const own = 'https://hoshin.trust.example';
const minuteMs = 60_000;

let issuer: TestIssuer;
let config: Config;
let now: number;
let directory: SqliteDirectory;
let sessions: SqliteSessions;
let authentication: Authentication;
beforeAll(async () => {
  issuer = await TestIssuer.start();
});
afterAll(() => issuer.down());
beforeEach(async () => {
  now = Date.now();
  directory = SqliteDirectory.inMemory();
  sessions = SqliteSessions.inMemory();
  await directory.put({ person: ann, name: 'Ann', subject: 'idp|ann' });
  config = configFrom({ HOSHIN_ISSUER: issuer.url, HOSHIN_CLIENT_ID: 'page', HOSHIN_PUBLIC_URL: own });
  const clock = () => now;
  authentication = new Authentication(config, await Tokens.for(config, clock), directory, sessions, clock);
});
afterEach(async () => {
  await sessions.close();
  await directory.close();
});

const seconds = (offsetMs = 0): number => Math.floor((now + offsetMs) / 1_000);
const bearer = (token: string): AskingHeaders => ({ authorization: `Bearer ${token}` });
const asked = (headers: AskingHeaders): Promise<Claims | null> => authentication.authenticateRequest(headers);
const refusal = async (answer: Promise<unknown>): Promise<string> => {
  const thrown: unknown = await answer.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Trouble);
  return `${(thrown as Trouble).code}: ${(thrown as Trouble).message}`;
};

/** What a browser sends after somebody signed in. */
const signedIn = async (person = ann): Promise<AskingHeaders & { cookie: string }> => {
  const secret = newSecret();
  await sessions.begin(digestOfSecret(secret), person, now);
  return { cookie: cookieWith('session', secret, own).split(';')[0]!, origin: own, host: 'internal:4000', 'x-hoshin': '1' };
};

describe('Who asks', () => {
  it('is nobody without a token and without a session', async () => {
    expect(await asked({})).toBeNull();
    expect(await asked({ authorization: 'Bearer ', cookie: 'theme=dark' })).toBeNull();
    expect(await authentication.authenticateUpgrade({ origin: 'https://elsewhere.example' })).toBeNull();
  });

  it('is the person whom the directory knows by the token’s name, and nobody else by its claims', async () => {
    const token = await issuer.sign({ person: program, scopes: ['IMPORT'], post: 'chief-executive', roles: ['ADMINISTRATOR'] });
    expect(await asked(bearer(token))).toMatchObject({ person: ann, post: 'chief-executive', scopes: null });
    expect(await asked(bearer(await issuer.sign({ sub: 'idp|stranger' })))).toMatchObject({ person: null });
    // A person's id is a name to our own tokens alone.
    expect(await asked(bearer(await issuer.sign({ sub: ann })))).toMatchObject({ person: null });
  });
});

describe('A session', () => {
  it('is taken from our own page with its header', async () => {
    expect(await asked(await signedIn())).toMatchObject({ person: ann, post: null, scopes: null });
  });

  it.each([
    ['without the header', { 'x-hoshin': undefined }, 'must have the header "x-hoshin: 1", which no other site can send'],
    ['with another header', { 'x-hoshin': 'true' }, 'must have the header "x-hoshin: 1"'],
    ['from another site', { origin: 'https://evil.example' }, `the header Origin must be ${own}`],
    ['from a page without origin', { origin: 'null' }, `the header Origin must be ${own}`],
    ['without an origin', { origin: undefined }, `the header Origin must be ${own}`],
  ])('is refused %s', async (_what, changed, because) => {
    const message = await refusal(asked({ ...(await signedIn()), ...changed } as AskingHeaders));
    expect(message).toMatch(/^CROSS_SITE: /);
    expect(message).toContain(because);
  });

  it('opens a socket from our own page alone, where no header can be set', async () => {
    const { 'x-hoshin': _header, ...headers } = await signedIn();
    expect(await authentication.authenticateUpgrade(headers)).toMatchObject({ person: ann });
    for (const origin of ['https://evil.example', undefined])
      expect(await refusal(authentication.authenticateUpgrade({ ...headers, origin } as AskingHeaders))).toMatch(/^CROSS_SITE/);
  });

  it('is refused in words once it has ended', async () => {
    const headers = await signedIn();
    now += 31 * minuteMs;
    expect(await refusal(asked(headers))).toBe('UNAUTHENTICATED: your session has ended: sign in again at /sign-in');
    const forged = { ...headers, cookie: headers.cookie.replace(/=.*/, `=${newSecret()}`) };
    expect(await refusal(asked(forged))).toBe('UNAUTHENTICATED: your session has ended: sign in again at /sign-in');
  });

  it('is not opened by what is kept of it', async () => {
    const headers = await signedIn();
    const kept = digestOfSecret(headers.cookie.split('=')[1]!);
    expect(await sessions.look(kept, now)).toMatchObject({ person: ann });
    expect(await refusal(asked({ ...headers, cookie: headers.cookie.replace(/=.*/, `=${kept}`) }))).toMatch(/^UNAUTHENTICATED/);
  });

  it('is not taken from a cookie that any host nearby could have set', async () => {
    const headers = await signedIn();
    expect(await asked({ ...headers, cookie: headers.cookie.replace('__Host-', '') })).toBeNull();
  });

  it('gives way to a token that is sent with it', async () => {
    expect(await refusal(asked({ ...(await signedIn()), ...bearer('no.token.atall') }))).toMatch(
      /^UNAUTHENTICATED: the token was not signed/,
    );
  });

  it('ends with the erasure of its person', async () => {
    const headers = await signedIn();
    await directory.erase(ann);
    expect(await refusal(asked(headers))).toMatch(/^UNAUTHENTICATED: your session has ended/);
  });

  it('that stays open on a socket is looked at again, and is not kept up by it', async () => {
    const { 'x-hoshin': _header, ...headers } = await signedIn();
    const claims = (await authentication.authenticateUpgrade(headers))!;
    for (let minutes = 0; minutes < 29; minutes++) {
      expect(await authentication.recheck(claims)).toMatchObject({ person: ann });
      now += minuteMs;
    }
    now += minuteMs;
    expect(await refusal(authentication.recheck(claims))).toMatch(/^UNAUTHENTICATED: your session has ended/);
  });
});

describe('Signing a person out', () => {
  it('ends their sessions and refuses their tokens at once, remembered ones as well', async () => {
    const token = await issuer.sign({ iat: seconds(-minuteMs), exp: seconds(60 * minuteMs) });
    const headers = await signedIn();
    const claims = (await asked(bearer(token)))!;
    const bySession = (await asked(headers))!;
    await sessions.signOut(ann, now);
    const because = `UNAUTHENTICATED: the token is from before you were signed out (${new Date(now).toISOString()}): sign in again and send the new token as "Authorization: Bearer …"`;
    expect(await refusal(asked(bearer(token)))).toBe(because);
    expect(await refusal(authentication.recheck(claims))).toBe(because);
    expect(await refusal(asked(headers))).toMatch(/^UNAUTHENTICATED: your session has ended/);
    expect(await refusal(authentication.recheck(bySession))).toMatch(/^UNAUTHENTICATED: your session has ended/);
  });

  it('allows for a sign-in service whose clock is ahead, and for signing in again', async () => {
    await sessions.signOut(ann, now);
    expect(await refusal(asked(bearer(await issuer.sign({ iat: seconds(29_000), exp: seconds(minuteMs) }))))).toMatch(/signed out/);
    expect(await refusal(asked(bearer(await issuer.sign({ iat: undefined }))))).toMatch(/signed out/);
    expect(await asked(bearer(await issuer.sign({ iat: seconds(32_000), exp: seconds(5 * minuteMs) })))).toMatchObject({ person: ann });
    now += 1;
    expect(await asked(await signedIn())).toMatchObject({ person: ann });
  });

  it('touches nobody else', async () => {
    await directory.put({ person: program, name: 'Ben', subject: 'idp|ben' });
    await sessions.signOut(ann, now);
    expect(await asked(bearer(await issuer.sign({ sub: 'idp|ben' })))).toMatchObject({ person: program });
  });

  it('holds for the tokens a development service signs itself', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'hoshin-signed-out-'));
    const development = configFrom({ HOSHIN_MODE: 'development', HOSHIN_DATA: dataFolder });
    const clock = () => now;
    const there = new Authentication(development, await Tokens.for(development, clock), directory, sessions, clock);
    const token = await signOwnToken(development, { person: ann, post: null });
    expect(await there.authenticateRequest(bearer(token))).toMatchObject({ person: ann });
    await sessions.signOut(ann, now);
    expect(await refusal(there.authenticateRequest(bearer(token)))).toMatch(/signed out/);
    rmSync(dataFolder, { recursive: true });
  });
});

describe('A token on a socket that stays open', () => {
  it('ends with the token', async () => {
    const claims = (await asked(bearer(await issuer.sign({ exp: seconds(5 * minuteMs) }))))!;
    now += 5 * minuteMs;
    expect(await authentication.recheck(claims)).toMatchObject({ person: ann });
    now += minuteMs;
    expect(await refusal(authentication.recheck(claims))).toMatch(/^UNAUTHENTICATED: the token has expired/);
  });

  it('ends with the person’s sign-in in the directory', async () => {
    const claims = (await asked(bearer(await issuer.sign())))!;
    await directory.put({ person: ann, name: 'Ann' });
    expect(await authentication.recheck(claims)).toMatchObject({ person: null });
  });
});

describe('A service account', () => {
  const secret = newSecret();
  const token = serviceTokenOf(program, secret);
  const noAccount = 'UNAUTHENTICATED: the service account is unknown, has ended or was revoked: ask an administrator for a new one';
  beforeEach(() =>
    sessions.addAccount({
      account: program,
      secretDigest: digestOfSecret(secret),
      scopes: ['IMPORT'],
      made: now,
      ends: now + 10 * minuteMs,
    }),
  );

  it('says who it is by its secret, also while the sign-in service is down', async () => {
    await issuer.down();
    const claims = (await asked(bearer(token)))!;
    expect(claims).toMatchObject({ person: program, post: null, scopes: ['IMPORT'] });
    expect(await authentication.recheck(claims)).toEqual(claims);
    await issuer.up();
  });

  it('is refused with another secret, under another id, or with the digest that is kept, in the same words', async () => {
    for (const wrong of [serviceTokenOf(program, newSecret()), serviceTokenOf(ann, secret)])
      expect(await refusal(asked(bearer(wrong)))).toBe(noAccount);
    expect(await refusal(asked(bearer(serviceTokenOf(program, digestOfSecret(secret)))))).toMatch(
      /^UNAUTHENTICATED: the token was not signed/,
    );
  });

  it.each([
    ['its end', async () => void (now += 10 * minuteMs)],
    ['its revocation', () => sessions.revokeAccount(program, now)],
    [
      'the erasure of its entry',
      async () => {
        await directory.put({ person: program, name: 'Imports' });
        await directory.erase(program);
      },
    ],
  ])('is refused from %s on, on open sockets as well', async (_what, happens) => {
    const claims = (await asked(bearer(token)))!;
    await happens();
    expect(await refusal(asked(bearer(token)))).toBe(noAccount);
    expect(await refusal(authentication.recheck(claims))).toBe(noAccount);
  });
});
