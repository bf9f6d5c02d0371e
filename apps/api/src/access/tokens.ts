import { hash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  SignJWT,
  createLocalJWKSet,
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
import { subjectCharactersMax } from '#directory';
import type { Clock } from '#event-store';
import type { Config } from '../config.js';
import { makeFolder } from '../folder.js';
import { IssuerKeys } from './issuer-keys.js';

/** Who a verified token speaks for. */
export interface TokenClaims {
  /** The sign-in service's name for the person; for our own tokens the person's id. */
  readonly subject: string;
  readonly issuer: string;
  /** The post acted in unless the request names another; whether the person stands in it is for Hoshin's own posts to say. */
  readonly post: string | null;
  /** Milliseconds since 1970; 0 where the token does not say. */
  readonly issuedAt: number;
  readonly ends: number;
}

const algorithm = 'ES256';
/** What a token may be signed with: a key pair, always. Never `none`, and no secret that two sides share. */
const algorithms = [algorithm, 'ES384', 'RS256', 'PS256', 'EdDSA'];
export const ownIssuer = 'hoshin';
const keyFile = 'signing-key.json';
const rememberedMs = 60_000;
const rememberedMax = 10_000;
const tokenBytesMax = 8_192;
/** How far the clocks of two machines may be apart. */
export const clockToleranceSeconds = 30;

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
  // A local file, wherever the log lies.
  makeFolder(dataFolder);
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

export const signInAgain = (why: string): Trouble =>
  new Trouble('UNAUTHENTICATED', `${why}: sign in again and send the new token as "Authorization: Bearer …"`);

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
    private readonly subjectClaim: string,
    private readonly clock: Clock,
  ) {}

  static async for(config: Config, clock: Clock = Date.now): Promise<Tokens> {
    if (config.mode === 'production' && config.issuer)
      return new Tokens(new IssuerKeys(config.issuer, clock).keyOf, config.issuer.url, config.audience, config.subjectClaim, clock);
    const { d: _private, ...publicKey } = await ownKey(config.dataFolder);
    return new Tokens(createLocalJWKSet({ keys: [publicKey as JWK] }), ownIssuer, config.audience, 'sub', clock);
  }

  async verify(token: string): Promise<TokenClaims> {
    if (token.length > tokenBytesMax) throw signInAgain('the token is longer than any we accept');
    const digest = hash('sha256', token, 'base64');
    const known = this.remembered.get(digest);
    if (known && known.until > this.clock()) return known.claims;
    const payload = await this.check(token, this.audience);
    const claims: TokenClaims = {
      subject: payload[this.subjectClaim] as string,
      issuer: payload.iss!,
      post: typeof payload['post'] === 'string' ? payload['post'] : null,
      issuedAt: typeof payload.iat === 'number' ? payload.iat * 1_000 : 0,
      ends: payload.exp! * 1_000,
    };
    this.remembered.set(digest, { claims, until: Math.min(this.clock() + rememberedMs, claims.ends) });
    if (this.remembered.size > rememberedMax) this.remembered.delete(this.remembered.keys().next().value!);
    return claims;
  }

  /** By which name the person of an ID token signs in; the token is for the page's own client. */
  async subjectOf(idToken: string, client: string): Promise<string> {
    const payload = await this.check(idToken, client);
    return payload[this.subjectClaim] as string;
  }

  private async check(token: string, audience: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        issuer: this.issuer,
        audience,
        algorithms,
        requiredClaims: [this.subjectClaim, 'exp'],
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(this.clock()),
      });
      const subject = payload[this.subjectClaim];
      if (typeof subject !== 'string' || subject === '' || subject.length > subjectCharactersMax)
        throw new errors.JWTClaimValidationFailed('no name', payload, this.subjectClaim);
      return payload;
    } catch (error) {
      if (error instanceof Trouble) throw error;
      if (error instanceof errors.JWTExpired) throw signInAgain('the token has expired');
      if (error instanceof errors.JWTClaimValidationFailed) throw signInAgain(`the token's ${error.claim} is not one this service accepts`);
      if (!(error instanceof errors.JOSEError)) throw error;
      throw signInAgain('the token was not signed by the sign-in service this one trusts, or is no token');
    }
  }
}
