import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT, decodeJwt, exportJWK, generateKeyPair, importJWK, type JWTPayload } from 'jose';
import { Trouble } from '#cqrs';
import { configFrom, type Config } from '../config.js';
import { Tokens, ownIssuer, signOwnToken } from './tokens.js';

const person = '3f0c2a44-5d0e-4b7e-9f1d-0a1b2c3d4e5f';
const post = 'post-1';

let dataFolder: string;
let config: Config;
let tokens: Tokens;
beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'hoshin-tokens-'));
  config = configFrom({ HOSHIN_MODE: 'development', HOSHIN_DATA: dataFolder });
  tokens = await Tokens.for(config);
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

/** A token as ours, but signed by somebody else. */
const forged = async (): Promise<string> =>
  new SignJWT({ post })
    .setProtectedHeader({ alg: 'ES256', kid: 'own' })
    .setIssuer(ownIssuer)
    .setAudience(config.audience)
    .setSubject(person)
    .setExpirationTime('1h')
    .sign((await generateKeyPair('ES256')).privateKey);

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const refused = async (token: string): Promise<Trouble> => {
  const thrown: unknown = await tokens.verify(token).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Trouble);
  return thrown as Trouble;
};

describe('A bearer token', () => {
  it('says who signed in and which post they act in', async () => {
    const token = await signOwnToken(config, { person, post });
    const { iat, exp } = decodeJwt(token);
    expect(await tokens.verify(token)).toEqual({
      subject: person,
      issuer: ownIssuer,
      post,
      issuedAt: iat! * 1_000,
      ends: exp! * 1_000,
    });
  });

  it('needs to name no post', async () => {
    expect((await tokens.verify(await signOwnToken(config, { person, post: null }))).post).toBeNull();
  });

  it('is still good after a restart, because the key is kept, readable by its owner alone', async () => {
    const token = await signOwnToken(config, { person, post });
    expect(await (await Tokens.for(config)).verify(token)).toMatchObject({ subject: person });
    expect(statSync(join(dataFolder, 'signing-key.json')).mode & 0o077).toBe(0);
  });

  it.each(['', '{"kty":"EC"', '{"kty":"EC"}'])('is signed by no half-written key: %s', async (text) => {
    const folder = mkdtempSync(join(tmpdir(), 'hoshin-key-'));
    writeFileSync(join(folder, 'signing-key.json'), text);
    await expect(Tokens.for({ ...config, dataFolder: folder })).rejects.toMatchObject({
      code: 'BadSigningKey',
      message: expect.stringContaining('delete it'),
    });
    rmSync(folder, { recursive: true });
  });

  it('is refused when it has expired, with the way out', async () => {
    const trouble = await refused(await signOwnToken(config, { person, post, lifetime: '-2m' }));
    expect(trouble).toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringMatching(/has expired: sign in again/) });
  });

  it('is refused when another key signed it', async () => {
    expect(await refused(await forged())).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each([
    ['another issuer', { iss: 'https://elsewhere.example' }, 'iss'],
    ['another audience', { aud: 'another-service' }, 'aud'],
    ['no person', { sub: undefined }, 'sub'],
    ['an empty person', { sub: '' }, 'sub'],
    ['a list of persons', { sub: ['a', 'b'] }, 'sub'],
    ['no end', { exp: undefined }, 'exp'],
    ['a beginning that has not come', { nbf: Math.floor(Date.now() / 1_000) + 3_600 }, 'nbf'],
  ])('is refused with %s though our key signed it', async (_what, changed, claim) => {
    const key = JSON.parse(readFileSync(join(dataFolder, 'signing-key.json'), 'utf8')) as Record<string, unknown>;
    const claims = { iss: ownIssuer, aud: config.audience, sub: person, exp: Math.floor(Date.now() / 1_000) + 3_600, ...changed };
    const token = await new SignJWT(claims as JWTPayload)
      .setProtectedHeader({ alg: 'ES256', kid: 'own' })
      .sign(await importJWK(key, 'ES256'));
    expect(await refused(token)).toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringContaining(claim) });
  });

  it('is refused unsigned, whatever it says', async () => {
    const unsigned = `${base64({ alg: 'none' })}.${base64({ iss: ownIssuer, aud: config.audience, sub: person, exp: 9_999_999_999 })}.`;
    expect(await refused(unsigned)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is refused with its claims changed after signing', async () => {
    const [header, , signature] = (await signOwnToken(config, { person, post })).split('.');
    const other = base64({ iss: ownIssuer, aud: config.audience, sub: 'somebody-else', exp: 9_999_999_999 });
    expect(await refused(`${header}.${other}.${signature}`)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each(['', '.', 'a.b.c', 'null', '🙂', 'eyJhbGciOiJFUzI1NiJ9..'])('is refused when it is no token: "%s"', async (garbage) => {
    expect(await refused(garbage)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is refused unread when it is longer than any', async () => {
    expect(await refused('a'.repeat(100_000))).toMatchObject({ message: expect.stringContaining('longer than any') });
  });

  it('is remembered, but not beyond its own end', async () => {
    let now = Date.now();
    const clocked = await Tokens.for(config, () => now);
    const token = await signOwnToken(config, { person, post, lifetime: '10s' });
    expect(await clocked.verify(token)).toMatchObject({ subject: person });
    // Past its end and the clocks' tolerance, yet within the time a good token is remembered.
    now += 45_000;
    await expect(clocked.verify(token)).rejects.toMatchObject({ message: expect.stringContaining('has expired') });
  });
});

describe('A production service', () => {
  const issuer = 'https://id.trust.example';
  let keys: { status: number; body: string };
  let server: Server;
  let privateKey: CryptoKey;
  const production = (): Promise<Tokens> => {
    const { port } = server.address() as AddressInfo;
    return Tokens.for(configFrom({ HOSHIN_ISSUER: issuer, HOSHIN_JWKS_URL: `http://127.0.0.1:${port}/keys`, HOSHIN_DATA: dataFolder }));
  };
  const issued = (claims: Record<string, unknown> = {}): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(issuer)
      .setAudience('hoshin')
      .setSubject('idp|ben')
      .setExpirationTime('1h')
      .sign(privateKey);

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true });
    privateKey = pair.privateKey;
    const key = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256' };
    keys = { status: 200, body: JSON.stringify({ keys: [key] }) };
    server = createServer((_request, response) => response.writeHead(keys.status).end(keys.body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('takes the tokens of its issuer, by the keys the issuer publishes', async () => {
    expect(await (await production()).verify(await issued())).toMatchObject({ subject: 'idp|ben', issuer, post: null, issuedAt: 0 });
  });

  it('does not take the tokens of a development service', async () => {
    const own = await signOwnToken(config, { person, post });
    await expect((await production()).verify(own)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each([
    ['answers with an error', { status: 500, body: '' }],
    ['answers with no keys', { status: 200, body: '<html>' }],
  ])('blames the sign-in service, not the person, when it %s', async (_what, answer) => {
    const before = keys;
    keys = answer;
    try {
      await expect((await production()).verify(await issued())).rejects.toMatchObject({ code: 'SIGN_IN_UNREACHABLE' });
    } finally {
      keys = before;
    }
  });

  it('blames the sign-in service, not the person, when nobody answers', async () => {
    const unreachable = await Tokens.for(configFrom({ HOSHIN_ISSUER: issuer, HOSHIN_JWKS_URL: 'http://127.0.0.1:1/keys' }));
    await expect(unreachable.verify(await issued())).rejects.toMatchObject({ code: 'SIGN_IN_UNREACHABLE' });
  });
});
