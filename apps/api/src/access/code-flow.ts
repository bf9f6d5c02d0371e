import type { ClientAuth, Configuration } from 'openid-client';
import { Trouble } from '#cqrs';
import type { Config } from '../config.js';
import { clockToleranceSeconds, type Tokens } from './tokens.js';

/** What must come back unchanged from the sign-in service; the browser keeps it meanwhile. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** How the page signs in: what the settings say of the issuer and of ourselves as its client. */
export type Client = NonNullable<Config['client']>;

const answerSecondsMax = 5;
const troublesOfTheirs = new Set<unknown>(['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_WWW_AUTHENTICATE_CHALLENGE']);
/** The issuer may move its addresses; it is asked where they are once an hour. */
const knownMs = 3_600_000;

const unreachable = (cause: unknown): Trouble =>
  new Trouble('SIGN_IN_UNREACHABLE', 'the sign-in service does not answer as it should; try again in a moment', {}, { cause });
const startAgain = (why: string, cause?: unknown): Trouble =>
  new Trouble('UNAUTHENTICATED', `${why}: start again at /sign-in`, {}, { cause });

/** A pending sign-in as a cookie holds it, or undefined where that is something else. */
export const pendingIn = (cookie: string | undefined): PendingSignIn | undefined => {
  try {
    const { state, nonce, verifier, returnTo } = JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString('utf8')) as PendingSignIn;
    return [state, nonce, verifier, returnTo].every((each) => typeof each === 'string') ? { state, nonce, verifier, returnTo } : undefined;
  } catch {
    return undefined;
  }
};
export const pendingAs = (pending: PendingSignIn): string => Buffer.from(JSON.stringify(pending)).toString('base64url');

/**
 * Signing in at the page: authorization code with PKCE (RFC 7636). State and nonce tie the answer to this browser and
 * to this attempt; the ID token is checked by the same keys as every other token, though it came over a line of our own.
 */
export class CodeFlow {
  private known: { readonly configuration: Configuration; readonly at: number } | undefined;

  constructor(
    private readonly issuer: string,
    private readonly client: Client,
    private readonly tokens: Pick<Tokens, 'subjectOf'>,
  ) {}

  /** Where to send the browser, and what to leave with it; throws {@link Trouble} `SIGN_IN_UNREACHABLE`. */
  async begin(origin: string, returnTo: string): Promise<{ readonly address: string; readonly pending: PendingSignIn }> {
    const oidc = await import('openid-client');
    const configuration = await this.configuration();
    const pending = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      returnTo,
    };
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectOf(origin),
      scope: 'openid',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
    });
    return { address: address.href, pending };
  }

  /**
   * By which name the sign-in service knows who came back with this query; throws {@link Trouble} `UNAUTHENTICATED`
   * where the answer is not the one to what this browser asked, and `SIGN_IN_UNREACHABLE`.
   */
  async subjectFrom(origin: string, query: string, pending: PendingSignIn): Promise<string> {
    const oidc = await import('openid-client');
    const configuration = await this.configuration();
    const returned = new URL(`${redirectOf(origin)}?${query}`);
    let idToken: string | undefined;
    try {
      const answer = await oidc.authorizationCodeGrant(configuration, returned, {
        pkceCodeVerifier: pending.verifier,
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        idTokenExpected: true,
      });
      idToken = answer.id_token;
    } catch (error) {
      if (error instanceof oidc.AuthorizationResponseError) throw startAgain('the sign-in service did not let you in', error);
      const { code, error: says } = error as { code?: unknown; error?: unknown };
      // Nobody there, too late, or no answer to a question of ours; or it does not take us as its client.
      if (code === undefined || troublesOfTheirs.has(code) || (code === 'OAUTH_RESPONSE_BODY_ERROR' && says !== 'invalid_grant'))
        throw unreachable(error);
      throw startAgain('what came back from the sign-in service does not belong to this attempt to sign in', error);
    }
    if (idToken === undefined) throw startAgain('the sign-in service did not say who you are');
    return this.tokens.subjectOf(idToken, this.client.id);
  }

  private async configuration(): Promise<Configuration> {
    const now = Date.now();
    if (this.known && now - this.known.at < knownMs) return this.known.configuration;
    try {
      const configuration = await this.discover();
      this.known = { configuration, at: now };
      return configuration;
    } catch (error) {
      if (this.known) return this.known.configuration;
      throw unreachable(error);
    }
  }

  private async discover(): Promise<Configuration> {
    const oidc = await import('openid-client');
    const server = new URL(this.issuer);
    // Over https alone, save for an issuer on this machine, which the settings allow for trying things out.
    const execute = server.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
    const metadata = { [oidc.clockTolerance]: clockToleranceSeconds };
    const configuration = await oidc.discovery(server, this.client.id, metadata, proofOf(oidc, this.client.secret()), {
      execute,
      timeout: answerSecondsMax,
    });
    configuration.timeout = answerSecondsMax;
    return configuration;
  }
}

/** How we prove who we are: by the secret in the body where the issuer takes that, since headers are encoded in more than one way. */
const proofOf = (oidc: typeof import('openid-client'), secret: string | undefined): ClientAuth => {
  if (secret === undefined) return oidc.None();
  const [inBody, inHeader] = [oidc.ClientSecretPost(secret), oidc.ClientSecretBasic(secret)];
  return (server, ...request) =>
    (server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ? inBody : inHeader)(server, ...request);
};

const redirectOf = (origin: string): string => `${origin}/sign-in/callback`;
