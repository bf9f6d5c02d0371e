import { hash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  SignJWT,
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  type JWK,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { Trouble } from '#cqrs';
import type { Config } from '../config.js';

/** Who a verified token speaks for. */
export interface TokenClaims {
  /** The sign-in service's name for the person; for our own tokens the person's id. */
  readonly subject: string;
  readonly issuer: string;
  /** The post acted in unless the request names another. */
  readonly post: string | null;
}

const algorithm = 'ES256';
export const ownIssuer = 'hoshin';
const keyFile = 'signing-key.json';
const rememberedMs = 60_000;
const rememberedMax = 10_000;
const tokenBytesMax = 8_192;
const clockToleranceSeconds = 30;

/** Throws {@link Trouble} `BadSigningKey` where the file holds no key: a start that was cut short can leave half of one. */
const keyIn = async (file: string): Promise<JWK> => {
  try {
    const key = JSON.parse(readFileSync(file, 'utf8')) as JWK;
    await importJWK(key, algorithm);
    return key;
  } catch (error) {
    throw new Trouble(
      'BadSigningKey',
      `${file} holds no key to sign tokens with: delete it, and a new one is made; tokens signed before are then no longer taken`,
      { file },
      { cause: error },
    );
  }
};

/** The key a development or demo service signs with: made once, kept beside the log, readable by its owner only. */
const ownKey = async (dataFolder: string): Promise<JWK> => {
  const file = join(dataFolder, keyFile);
  if (existsSync(file)) return keyIn(file);
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: algorithm, kid: 'own' };
  writeFileSync(file, JSON.stringify(key), { mode: 0o600, flag: 'wx' });
  return key;
};

/** Signs a token a development or demo service accepts. */
export const signOwnToken = async (
  config: Pick<Config, 'dataFolder' | 'audience'>,
  claims: { person: string; post: string | null; lifetime?: string },
): Promise<string> => {
  const key = await ownKey(config.dataFolder);
  return new SignJWT(claims.post === null ? {} : { post: claims.post })
    .setProtectedHeader({ alg: algorithm, kid: 'own' })
    .setIssuer(ownIssuer)
    .setAudience(config.audience)
    .setSubject(claims.person)
    .setIssuedAt()
    .setExpirationTime(claims.lifetime ?? '12h')
    .sign(await importJWK(key, algorithm));
};

const signInAgain = (why: string): Trouble =>
  new Trouble('UNAUTHENTICATED', `${why}: sign in again and send the new token as "Authorization: Bearer …"`);

/** Codes of what goes wrong with the sign-in service's keys, rather than with the token. */
const keyTroubles = new Set([errors.JOSEError.code, errors.JWKSTimeout.code, errors.JWKSInvalid.code]);
const isUnreachable = (error: unknown): boolean => !(error instanceof errors.JOSEError) || keyTroubles.has(error.code);

/**
 * Verifies bearer tokens. A check of an ES256 signature costs a quarter of a millisecond, so a token that
 * passed is remembered by its digest for at most a minute, and never beyond its own end.
 */
export class Tokens {
  private readonly remembered = new Map<string, { claims: TokenClaims; until: number }>();
  private constructor(
    private readonly key: JWTVerifyGetKey,
    private readonly issuer: string,
    private readonly audience: string,
  ) {}

  static async for(config: Config): Promise<Tokens> {
    if (config.mode === 'production' && config.issuer)
      return new Tokens(
        createRemoteJWKSet(new URL(config.issuer.jwksUrl), { cooldownDuration: 30_000 }),
        config.issuer.url,
        config.audience,
      );
    const { d: _private, ...publicKey } = await ownKey(config.dataFolder);
    return new Tokens(createLocalJWKSet({ keys: [publicKey as JWK] }), ownIssuer, config.audience);
  }

  async verify(token: string): Promise<TokenClaims> {
    if (token.length > tokenBytesMax) throw signInAgain('the token is longer than any we accept');
    const digest = hash('sha256', token, 'base64');
    const known = this.remembered.get(digest);
    if (known && known.until > Date.now()) return known.claims;
    const payload = await this.check(token);
    const claims: TokenClaims = {
      subject: payload.sub!,
      issuer: payload.iss!,
      post: typeof payload['post'] === 'string' ? payload['post'] : null,
    };
    this.remembered.set(digest, { claims, until: Math.min(Date.now() + rememberedMs, payload.exp! * 1_000) });
    if (this.remembered.size > rememberedMax) this.remembered.delete(this.remembered.keys().next().value!);
    return claims;
  }

  private async check(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        issuer: this.issuer,
        audience: this.audience,
        algorithms: [algorithm, 'RS256', 'PS256', 'EdDSA'],
        requiredClaims: ['sub', 'exp'],
        clockTolerance: clockToleranceSeconds,
      });
      if (typeof payload.sub !== 'string' || payload.sub === '') throw new errors.JWTClaimValidationFailed('no name', payload, 'sub');
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw signInAgain('the token has expired');
      if (error instanceof errors.JWTClaimValidationFailed) throw signInAgain(`the token's ${error.claim} is not one this service accepts`);
      if (isUnreachable(error))
        throw new Trouble('SIGN_IN_UNREACHABLE', 'the sign-in service does not answer; try again in a moment', {}, { cause: error });
      throw signInAgain('the token was not signed by the sign-in service this one trusts, or is no token');
    }
  }
}
