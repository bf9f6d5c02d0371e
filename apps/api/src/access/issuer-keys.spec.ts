import { createHmac } from 'node:crypto';
import { exportSPKI, importJWK } from 'jose';
import { Trouble } from '#cqrs';
import { TestIssuer } from '../../../../test/e2e/test-issuer.js';
import { configFrom } from '../config.js';
import { Tokens } from './tokens.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let issuer: TestIssuer;
let now: number;
let tokens: Tokens;
beforeEach(async () => {
  issuer = await TestIssuer.start();
  now = Date.now();
  tokens = await tokensWith();
});
afterEach(() => issuer.down());

const tokensWith = (environment: Record<string, string> = {}): Promise<Tokens> =>
  Tokens.for(configFrom({ HOSHIN_ISSUER: issuer.url, ...environment }), () => now);
const asked = (path: string): number => issuer.asked.get(path) ?? 0;
const refusal = async (token: string, by: Tokens = tokens): Promise<{ code: string; message: string }> => {
  const thrown: unknown = await by.verify(token).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Trouble);
  return thrown as Trouble;
};
const seconds = (offsetMs = 0): number => Math.floor((now + offsetMs) / 1_000);
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('The keys of the sign-in service', () => {
  it('are found by its metadata, and asked for once', async () => {
    for (let times = 0; times < 3; times++)
      expect(await tokens.verify(await issuer.sign({ n: times }))).toMatchObject({ subject: 'idp|ann' });
    expect([asked('/.well-known/openid-configuration'), asked('/keys')]).toEqual([1, 1]);
  });

  it('are asked for at the address of the settings, where there is one', async () => {
    await (await tokensWith({ HOSHIN_JWKS_URL: `${issuer.url}/keys` })).verify(await issuer.sign());
    expect([asked('/.well-known/openid-configuration'), asked('/keys')]).toEqual([0, 1]);
  });

  it('are asked for again when a token names a new one', async () => {
    await tokens.verify(await issuer.sign());
    now += 31_000;
    await issuer.rotate('two', 'RS256');
    expect(await tokens.verify(await issuer.sign())).toMatchObject({ subject: 'idp|ann' });
    expect(asked('/keys')).toBe(2);
  });

  it('are not asked for by every made-up key name', async () => {
    await tokens.verify(await issuer.sign());
    now += 31_000;
    const flood = await Promise.all(Array.from({ length: 200 }, (_, index) => issuer.sign({}, { kid: `made-up-${index}` })));
    const answers = await Promise.all(flood.map((token) => refusal(token)));
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['UNAUTHENTICATED']));
    for (const token of flood.slice(0, 20)) await refusal(token);
    expect(asked('/keys')).toBe(2);
    await issuer.down();
    now += 31_000;
    for (const token of flood.slice(0, 20)) expect(await refusal(token)).toMatchObject({ code: 'SIGN_IN_UNREACHABLE' });
    expect(await tokens.verify(await issuer.sign())).toMatchObject({ subject: 'idp|ann' });
  });

  it('are good no more some minutes after the sign-in service withdrew them', async () => {
    const old = await issuer.sign();
    await tokens.verify(old);
    await issuer.rotate('two');
    now += 11 * minuteMs;
    expect(await refusal(old)).toMatchObject({ message: expect.stringContaining('was not signed by the sign-in service this one trusts') });
  });

  it('go on while the sign-in service is down, for a day', async () => {
    await tokens.verify(await issuer.sign());
    await issuer.down();
    now += 20 * hourMs;
    for (let times = 0; times < 3; times++)
      expect(await tokens.verify(await issuer.sign({ n: times, exp: seconds(hourMs) }))).toMatchObject({ subject: 'idp|ann' });
    now += 5 * hourMs;
    expect(await refusal(await issuer.sign({ exp: seconds(hourMs) }))).toMatchObject({ code: 'SIGN_IN_UNREACHABLE' });
    await issuer.up();
    now += 10_000;
    expect(await tokens.verify(await issuer.sign({ exp: seconds(hourMs) }))).toMatchObject({ subject: 'idp|ann' });
  });

  it('are fetched again soon after the sign-in service was down at the start', async () => {
    await issuer.down();
    expect(await refusal(await issuer.sign())).toMatchObject({
      code: 'SIGN_IN_UNREACHABLE',
      message: 'the sign-in service does not answer; try again in a moment',
    });
    await issuer.up();
    expect(await refusal(await issuer.sign())).toMatchObject({ code: 'SIGN_IN_UNREACHABLE' });
    now += 6_000;
    expect(await tokens.verify(await issuer.sign())).toMatchObject({ subject: 'idp|ann' });
  });

  it.each([
    ['are of another issuer', { issuer: 'https://elsewhere.example' }],
    ['name keys at an address without https', { jwks_uri: 'http://elsewhere.example/keys' }],
    ['name keys in a file', { jwks_uri: 'file:///etc/passwd' }],
    ['name no keys', { jwks_uri: undefined }],
  ])('are not taken from metadata that %s', async (_what, says) => {
    issuer.metadataSay = says;
    expect(await refusal(await issuer.sign())).toMatchObject({ code: 'SIGN_IN_UNREACHABLE' });
  });

  it('are not taken from where a redirect leads, which could be over an open line', async () => {
    const other = await TestIssuer.start();
    issuer.keysElsewhere = `${other.url}/keys`;
    expect(await refusal(await other.sign({ iss: issuer.url }))).toMatchObject({ code: 'SIGN_IN_UNREACHABLE' });
    expect(other.asked.size).toBe(0);
    await other.down();
  });

  it('are not taken from an error', async () => {
    for (const status of [404, 500]) {
      issuer.failing = status;
      expect(await refusal(await issuer.sign())).toMatchObject({ code: 'SIGN_IN_UNREACHABLE' });
      now += 6_000;
    }
  });
});

describe('A token of the sign-in service', () => {
  const signInAgain = ': sign in again and send the new token as "Authorization: Bearer …"';

  it.each([
    ['for another service', () => ({ aud: 'elsewhere' }), "the token's aud is not one this service accepts"],
    ['for nobody', () => ({ aud: undefined }), "the token's aud is not one this service accepts"],
    ['by another issuer', () => ({ iss: 'https://elsewhere.example' }), "the token's iss is not one this service accepts"],
    ['that expired more than half a minute ago', () => ({ exp: seconds(-31_000) }), 'the token has expired'],
    ['without an end', () => ({ exp: undefined }), "the token's exp is not one this service accepts"],
    ['that begins in more than half a minute', () => ({ nbf: seconds(33_000) }), "the token's nbf is not one this service accepts"],
    ['about nobody', () => ({ sub: undefined }), "the token's sub is not one this service accepts"],
    ['about somebody with a name longer than any', () => ({ sub: 'a'.repeat(256) }), "the token's sub is not one this service accepts"],
  ])('%s is refused in words', async (_what, says, because) => {
    expect(await refusal(await issuer.sign(says()))).toMatchObject({ code: 'UNAUTHENTICATED', message: because + signInAgain });
  });

  it('may be off by the half minute clocks differ', async () => {
    expect(await tokens.verify(await issuer.sign({ exp: seconds(-25_000), nbf: seconds(25_000) }))).toMatchObject({ subject: 'idp|ann' });
  });

  it('names its person by the claim of the settings', async () => {
    const byObject = await tokensWith({ HOSHIN_SUBJECT_CLAIM: 'oid' });
    expect(await byObject.verify(await issuer.sign({ oid: 'object-7' }))).toMatchObject({ subject: 'object-7' });
    expect(await refusal(await issuer.sign(), byObject)).toMatchObject({ message: expect.stringContaining("the token's oid is not one") });
    expect(await refusal(await issuer.sign({ oid: ['object-7'] }), byObject)).toMatchObject({
      message: expect.stringContaining("the token's oid"),
    });
  });

  const untrusted = `the token was not signed by the sign-in service this one trusts, or is no token${signInAgain}`;
  const claims = () => base64({ iss: issuer.url, aud: 'hoshin', sub: 'idp|ann', exp: seconds(hourMs) });

  it.each(['none', 'None', 'NONE', ''])('that says it needs no signature (alg "%s") is refused', async (alg) => {
    expect(await refusal(`${base64({ alg, kid: 'one' })}.${claims()}.`)).toMatchObject({ code: 'UNAUTHENTICATED', message: untrusted });
  });

  it.each(['HS256', 'HS384', 'HS512'])('signed with the public key as a shared secret (%s) is refused', async (alg) => {
    const secret = await exportSPKI((await importJWK(issuer.publicKey, 'ES256', { extractable: true })) as CryptoKey);
    const body = `${base64({ alg, kid: 'one' })}.${claims()}`;
    const signature = createHmac(alg.replace('HS', 'sha'), secret).update(body).digest('base64url');
    expect(await refusal(`${body}.${signature}`)).toMatchObject({ code: 'UNAUTHENTICATED', message: untrusted });
  });

  it('signed in a way that is not among those taken is refused, also by a key of the sign-in service', async () => {
    await issuer.rotate('weak', 'RS512');
    expect(await refusal(await issuer.sign())).toMatchObject({ code: 'UNAUTHENTICATED', message: untrusted });
  });

  it('that brings its own key, or names where to fetch it, is judged by ours alone', async () => {
    const other = await TestIssuer.start();
    const header = { kid: 'one', jwk: other.publicKey, jku: `${other.url}/keys`, x5u: `${other.url}/cert` };
    const forged = await other.sign({ iss: issuer.url }, header);
    expect(await refusal(forged)).toMatchObject({ code: 'UNAUTHENTICATED', message: untrusted });
    expect(other.asked.size).toBe(0);
    await other.down();
  });

  it('for the page is of no use to a program, and the other way round', async () => {
    expect(await refusal(await issuer.sign({ aud: 'hoshin-page' }))).toMatchObject({ message: expect.stringContaining("the token's aud") });
    expect(await tokens.subjectOf(await issuer.sign({ aud: 'hoshin-page' }), 'hoshin-page')).toBe('idp|ann');
    await expect(tokens.subjectOf(await issuer.sign(), 'hoshin-page')).rejects.toMatchObject({
      message: expect.stringContaining("the token's aud"),
    });
  });
});
