import { readFileSync } from 'node:fs';
import { createHmac, createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { SignJWT, exportJWK, generateKeyPair, importJWK, type JWTPayload } from 'jose';
import type { Config } from '../../apps/api/src/config.js';

/** A token, or the whole header, by which somebody says to be the chief executive. */
export interface FalseToken {
  readonly what: string;
  readonly header: string;
}

const base64 = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Tokens that must not be taken, most of them signed with the service's own key. */
export const falseTokens = async (config: Config, person: string): Promise<readonly FalseToken[]> => {
  const jwk = JSON.parse(readFileSync(join(config.dataFolder, 'signing-key.json'), 'utf8')) as Record<string, unknown>;
  const own = await importJWK(jwk, 'ES256');
  const now = Math.floor(Date.now() / 1_000);
  const good = { iss: 'hoshin', aud: config.audience, sub: person, post: 'chief-executive', iat: now, exp: now + 3_600 };
  const signed = (claims: object = {}, key = own, header: object = {}): Promise<string> =>
    new SignJWT({ ...good, ...claims } as JWTPayload).setProtectedHeader({ alg: 'ES256', kid: 'own', ...header }).sign(key);
  const others = await generateKeyPair('ES256', { extractable: true });
  const othersPublic = await exportJWK(others.publicKey);
  const whole = await signed();
  const [header, , signature] = whole.split('.') as [string, string, string];
  const { d: _secret, ...publicJwk } = jwk;
  const pem = createPublicKey({ key: publicJwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
  const byPublicKey = (secret: string): string => {
    const text = `${base64({ alg: 'HS256', typ: 'JWT', kid: 'own' })}.${base64(good)}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const tokens: readonly (readonly [what: string, token: string])[] = [
    ['signed by somebody else', await signed({}, others.privateKey)],
    ['signed by somebody else whose key it brings along', await signed({}, others.privateKey, { jwk: othersPublic })],
    ['signed by somebody else, whose keys it says where to fetch', await signed({}, others.privateKey, { jku: 'http://127.0.0.1:1/keys' })],
    ['signed by a key whose name is a path', await signed({}, others.privateKey, { kid: '../../../../dev/null' })],
    ['not signed at all (alg none)', `${base64({ alg: 'none' })}.${base64(good)}.`],
    ['not signed at all (alg NoNe), with a signature behind it', `${base64({ alg: 'NoNe' })}.${base64(good)}.${signature}`],
    ['signed with the public key as if it were a secret (HS256, PEM)', byPublicKey(pem)],
    ['signed with the public key as if it were a secret (HS256, JWK)', byPublicKey(JSON.stringify(publicJwk))],
    ['signed with an empty secret (HS256)', byPublicKey('')],
    ['with claims changed after signing', `${header}.${base64({ ...good, sub: 'adi' })}.${signature}`],
    ['with its signature cut off', `${header}.${base64(good)}.`],
    ['that has expired', await signed({ iat: now - 7_200, exp: now - 3_600 })],
    ['that never ends', await signed({ exp: undefined })],
    ['that is not valid yet', await signed({ nbf: now + 3_600 })],
    ['for another service', await signed({ aud: 'payroll' })],
    ['for no service', await signed({ aud: undefined })],
    ['of another issuer', await signed({ iss: 'https://sign-in.elsewhere.example/' })],
    ['of nobody', await signed({ sub: undefined })],
    ['of several persons at once', await signed({ sub: ['eve', 'adi'] })],
    ['with an end that is a word', `${header}.${base64({ ...good, exp: 'never' })}.${signature}`],
    ['of nine kilobytes', await signed({ padding: 'a'.repeat(9_000) })],
    ['that is no token', "' OR 1=1 --"],
  ];
  return [
    ...tokens.map(([what, token]) => ({ what: `a token ${what}`, header: `Bearer ${token}` })),
    { what: 'a name and a password', header: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
    { what: 'a good token under another word', header: `Token ${whole}` },
    { what: 'two tokens in one header', header: `Bearer ${whole}, Bearer ${whole}` },
  ];
};
