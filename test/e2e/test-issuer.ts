import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, exportJWK, generateKeyPair, type JWK } from 'jose';

interface Key {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: JWK;
}

/** What a token says beside its subject; `undefined` leaves a claim out. */
export interface Saying {
  readonly [claim: string]: unknown;
}

/**
 * A sign-in service to test with: its metadata, its keys, and the authorization code flow with PKCE for one client. It
 * signs in whoever `signsIn` names without asking.
 */
export class TestIssuer {
  /** Requests by path, as many as came. */
  readonly asked = new Map<string, number>();
  signsIn = 'idp|ann';
  /** What the next ID tokens say beside or instead of the truth. */
  idTokenSays: Saying = {};
  /** Whose key signs ID tokens: its own, unless a test says otherwise. */
  idTokenSigner: TestIssuer = this;
  /** Answers every request with this status while it is set. */
  failing: number | undefined;
  /** Sends whoever asks for its keys elsewhere while it is set. */
  keysElsewhere: string | undefined;
  /** What the metadata say beside or instead of the truth. */
  metadataSay: Saying = {};
  private keys: Key[] = [];
  private readonly codes = new Map<string, { readonly challenge: string; readonly nonce: string; readonly redirect: string }>();
  private server: Server | undefined;

  private constructor(
    private port: number,
    readonly client: { readonly id: string; secret: string },
  ) {}

  static async start(client = { id: 'hoshin-page', secret: 'a secret: with signs/+' }): Promise<TestIssuer> {
    const issuer = new TestIssuer(0, client);
    await issuer.rotate('one');
    await issuer.up();
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** From now on this key signs, and is the only one published. */
  async rotate(kid: string, alg = 'ES256'): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    this.keys = [{ kid, alg, privateKey, publicKey: { ...(await exportJWK(publicKey)), kid, alg } }];
  }

  get publicKey(): JWK {
    return this.keys[0]!.publicKey;
  }

  /** A token as it issues them. `header` changes what it says of its own key. */
  sign(says: Saying = {}, header: Saying = {}): Promise<string> {
    const { kid, alg, privateKey } = this.keys[0]!;
    const now = Math.floor(Date.now() / 1_000);
    const claims = { iss: this.url, aud: 'hoshin', sub: this.signsIn, iat: now, exp: now + 3_600, ...says };
    return new SignJWT(JSON.parse(JSON.stringify(claims)) as Record<string, unknown>)
      .setProtectedHeader({ alg, kid, ...header })
      .sign(privateKey);
  }

  async up(): Promise<void> {
    const server = createServer((request, response) => void this.answer(request, response));
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Nobody answers until it is up again, at the same address. */
  async down(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    this.asked.set(pathname, (this.asked.get(pathname) ?? 0) + 1);
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (this.failing) return void json(this.failing, {});
    switch (pathname) {
      case '/.well-known/openid-configuration':
        return void json(200, {
          issuer: this.url,
          authorization_endpoint: `${this.url}/authorize`,
          token_endpoint: `${this.url}/token`,
          jwks_uri: `${this.url}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256', 'ES256'],
          ...this.metadataSay,
        });
      case '/keys':
        if (this.keysElsewhere !== undefined) return void response.writeHead(302, { location: this.keysElsewhere }).end();
        return void json(200, { keys: this.keys.map(({ publicKey }) => publicKey) });
      case '/authorize': {
        const asked = (name: string): string => searchParams.get(name) ?? '';
        const code = randomBytes(8).toString('hex');
        this.codes.set(code, { challenge: asked('code_challenge'), nonce: asked('nonce'), redirect: asked('redirect_uri') });
        const back = new URL(asked('redirect_uri'));
        back.search = new URLSearchParams({ code, state: asked('state') }).toString();
        return void response.writeHead(302, { location: back.href }).end();
      }
      case '/token': {
        let text = '';
        for await (const part of request) text += String(part);
        const form = new URLSearchParams(text);
        const granted = this.codes.get(form.get('code') ?? '');
        this.codes.delete(form.get('code') ?? '');
        const proof = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
        const inHeader = proof.split(':').map((each) => new URLSearchParams(`_=${each}`).get('_'));
        const { id, secret } = this.client;
        const isClient = inHeader[0] === id ? inHeader[1] === secret : form.get('client_id') === id && form.get('client_secret') === secret;
        const challenge = createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url');
        if (!isClient) return void json(401, { error: 'invalid_client' });
        if (!granted || granted.challenge !== challenge || granted.redirect !== form.get('redirect_uri'))
          return void json(400, { error: 'invalid_grant' });
        const idToken = await this.idTokenSigner.sign({
          iss: this.url,
          sub: this.signsIn,
          aud: this.client.id,
          nonce: granted.nonce,
          ...this.idTokenSays,
        });
        return void json(200, { access_token: 'of-no-use-here', token_type: 'Bearer', expires_in: 60, id_token: idToken });
      }
      default:
        return void json(404, {});
    }
  }
}
