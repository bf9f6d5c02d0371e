import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Trouble } from '#cqrs';
import type { ReadableDirectory, ServiceScope, Sessions } from '#directory';
import type { Clock } from '#event-store';
import type { PersonId, PostId } from '#strategy';
import type { Config } from '../config.js';
import { cookieIn, digestOfSecret } from './cookies.js';
import { fromOwnPage, notFromElsewhere, originOf } from './origin.js';
import { clockToleranceSeconds, ownIssuer, signInAgain, type TokenClaims, type Tokens } from './tokens.js';

/** Who asks, by what, and how much of what their posts allow. */
export interface Claims {
  /** The person in the directory; null where it knows nobody by that sign-in. */
  readonly person: PersonId | null;
  /** The post acted in unless the request names another; never by itself a right to it. */
  readonly post: PostId | null;
  /** What a service account is limited to; null for people, who may do what their posts may. */
  readonly scopes: readonly ServiceScope[] | null;
  readonly by: { readonly token: TokenClaims } | { readonly session: string } | { readonly service: string };
}

/** What is read of a request or of a socket's opening. */
export type AskingHeaders = Pick<IncomingHttpHeaders, 'authorization' | 'cookie' | 'origin' | 'host' | 'sec-fetch-site'> & {
  readonly 'x-hoshin'?: string | string[] | undefined;
};

/** A service account's token: what it is, whose, and the secret. */
const serviceToken = /^hoshin-service\.([0-9a-f-]{36})\.([\w-]{43})$/;
export const serviceTokenOf = (account: string, secret: string): string => `hoshin-service.${account}.${secret}`;

/** The token of a bearer header; undefined where there is none, as in a form not yet filled in. Throws where it is of another form. */
const bearerToken = (header = ''): string | undefined => {
  const [form, token] = /^bearer(?: +(\S+))? *$/i.exec(header) ?? [];
  if (header !== '' && form === undefined)
    throw new Trouble(
      'UNAUTHENTICATED',
      'the Authorization header is not of the form "Bearer …": send the token so, or leave the header out',
    );
  return token;
};

const isSameDigest = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));

/**
 * Says who asks. What is remembered of a token, for a minute, is that its signature is good; whether the person was
 * signed out, the session ended or the account was revoked is looked up each time.
 */
export class Authentication {
  constructor(
    private readonly config: Pick<Config, 'publicUrl' | 'mode'>,
    private readonly tokens: Pick<Tokens, 'verify'>,
    private readonly directory: Pick<ReadableDirectory, 'get' | 'bySubject'>,
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  /**
   * Who sends a request: by bearer token, or by the page's session, which then needs the header `x-hoshin: 1` and our
   * own Origin: neither can be sent from another site without our leave. Null where nobody says who they are. Throws
   * {@link Trouble} `UNAUTHENTICATED`, `CROSS_SITE`, `SIGN_IN_UNREACHABLE`.
   */
  async authenticateRequest(headers: AskingHeaders): Promise<Claims | null> {
    const token = bearerToken(headers.authorization);
    if (token !== undefined) return this.byToken(token);
    return this.bySession(headers, (origin) => {
      if (headers['x-hoshin'] !== '1')
        throw new Trouble(
          'CROSS_SITE',
          'a request that comes with a session must have the header "x-hoshin: 1", which no other site can send',
        );
      fromOwnPage(headers, origin);
    });
  }

  /** The same for the opening of a socket, where a page can set no header: a session and our own Origin, or a token. */
  async authenticateUpgrade(headers: AskingHeaders): Promise<Claims | null> {
    const token = bearerToken(headers.authorization);
    return token === undefined ? this.bySession(headers, (origin) => fromOwnPage(headers, origin)) : this.byToken(token);
  }

  /** The same for what is only read and opened by its address, where a browser sets no header of ours. */
  async authenticateOpening(headers: AskingHeaders): Promise<Claims | null> {
    const token = bearerToken(headers.authorization);
    return token === undefined ? this.bySession(headers, () => notFromElsewhere(headers)) : this.byToken(token);
  }

  /** Whether what was claimed still holds, for a socket that stays open; throws `UNAUTHENTICATED` where it does not. */
  async recheck({ by }: Claims): Promise<Claims> {
    if ('session' in by) return this.inSession(by.session, (key) => this.sessions.look(key, this.clock()));
    if ('service' in by) return this.asService(by.service);
    if (by.token.ends + clockToleranceSeconds * 1_000 <= this.clock()) throw signInAgain('the token has expired');
    return this.withToken(by.token);
  }

  /** The session of a browser, where it has one that lasts. */
  async sessionIn(headers: AskingHeaders): Promise<{ readonly key: string; readonly person: PersonId } | undefined> {
    const origin = originOf(this.config, headers);
    const secret = origin === null ? undefined : cookieIn(headers.cookie, 'session', origin);
    return secret ? this.sessions.look(digestOfSecret(secret), this.clock()) : undefined;
  }

  private async byToken(token: string): Promise<Claims> {
    const [, account, secret] = serviceToken.exec(token) ?? [];
    if (account === undefined || secret === undefined) return this.withToken(await this.tokens.verify(token));
    return this.asService(account, digestOfSecret(secret));
  }

  private async withToken(token: TokenClaims): Promise<Claims> {
    const { subject, issuer, post, issuedAt } = token;
    // Our own tokens name the person, and are of our own clock.
    const isOwn = issuer === ownIssuer;
    const person = isOwn ? subject : (this.directory.bySubject(subject)?.person ?? null);
    const signedOutAt = person === null ? 0 : await this.sessions.signedOutAt(person);
    const slackMs = isOwn ? 0 : clockToleranceSeconds * 1_000;
    if (signedOutAt > 0 && issuedAt <= signedOutAt + slackMs)
      throw signInAgain(`the token is from before you were signed out (${new Date(signedOutAt).toISOString()})`);
    return { person, post, scopes: null, by: { token } };
  }

  private async bySession(headers: AskingHeaders, check: (origin: string) => void): Promise<Claims | null> {
    const origin = originOf(this.config, headers);
    const secret = origin === null ? undefined : cookieIn(headers.cookie, 'session', origin);
    if (origin === null || !secret) return null;
    check(origin);
    return this.inSession(digestOfSecret(secret), (key) => this.sessions.use(key, this.clock()));
  }

  private async inSession(key: string, find: (key: string) => ReturnType<Sessions['look']>): Promise<Claims> {
    const session = await find(key);
    if (!session || this.directory.get(session.person)?.erased)
      throw new Trouble('UNAUTHENTICATED', 'your session has ended: sign in again at /sign-in');
    return { person: session.person, post: null, scopes: null, by: { session: key } };
  }

  /** An account by its secret; without one, an account that was let in before. One answer for every reason: it tells nobody which accounts there are. */
  private async asService(id: string, secretDigest?: string): Promise<Claims> {
    const account = await this.sessions.account(id);
    const now = this.clock();
    if (
      !account ||
      (secretDigest !== undefined && !isSameDigest(account.secretDigest, secretDigest)) ||
      account.revoked !== null ||
      account.ends <= now ||
      this.directory.get(id)?.erased
    )
      throw new Trouble('UNAUTHENTICATED', 'the service account is unknown, has ended or was revoked: ask an administrator for a new one');
    return { person: id, post: null, scopes: account.scopes, by: { service: id } };
  }
}
