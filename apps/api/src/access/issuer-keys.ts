import { createLocalJWKSet, errors, type JWSHeaderParameters, type FlattenedJWSInput, type JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { Trouble } from '#cqrs';
import type { Clock } from '#event-store';
import { isSafeAddress } from '../config.js';

/** Keys are asked for again after this time, so that one the issuer withdrew is soon good no more. */
const refreshMs = 10 * 60_000;
/** While the issuer does not answer, known keys go on for so long: a night's outage signs nobody out. */
const keptMs = 24 * 3_600_000;
/** A key nobody has heard of is asked for at most so often, however many tokens name one. */
const unknownKeyMs = 30_000;
/** After a failure the next request tries again no sooner. */
const failureMs = 5_000;
const answerMsMax = 5_000;
const answerBytesMax = 512 * 1_024;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });
const metadata = z.object({ issuer: z.string(), jwks_uri: z.string() });

type LocalKeys = ReturnType<typeof createLocalJWKSet>;

/** Reads JSON from an address, in bounded time and size; a redirect could lead to an open line and is not followed. */
const jsonFrom = async (address: string): Promise<unknown> => {
  const response = await fetch(address, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(answerMsMax),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`${address} answered ${response.status}`);
  }
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength;
    if (bytes > answerBytesMax) throw new Error(`${address} answered with more than ${answerBytesMax} bytes`);
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
};

/** Where an issuer publishes what it is. */
export const metadataAddress = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

/**
 * The keys of the sign-in service. It may exchange them at any time: a token of a key not known yet makes us ask, but
 * seldom enough that made-up key names cannot make us ask for each. While it does not answer, the keys known go on.
 */
export class IssuerKeys {
  private keys: LocalKeys | undefined;
  private fetchedAt = -Infinity;
  private triedAt = -Infinity;
  private failure: unknown;
  private asking: Promise<void> | undefined;

  constructor(
    private readonly issuer: { readonly url: string; readonly jwksUrl: string | undefined },
    private readonly clock: Clock = Date.now,
  ) {}

  /** The key a token names. Throws {@link Trouble} `SIGN_IN_UNREACHABLE`, or jose's error where there is no such key. */
  readonly keyOf = async (header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> => {
    const age = this.clock() - this.fetchedAt;
    if (age >= refreshMs || age < 0) {
      const asked = this.ask();
      // One request waits for an issuer that fell silent; those after it go on with what is known.
      if (!this.keys || age >= keptMs || this.failure === undefined) await asked;
    }
    if (!this.keys || this.clock() - this.fetchedAt >= keptMs) throw this.unreachable();
    try {
      return await this.keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (this.clock() - this.triedAt >= unknownKeyMs || this.asking) await this.ask();
      if (this.failure !== undefined) throw this.unreachable();
      return this.keys(header, token);
    }
  };

  /** Asks the issuer; whoever comes meanwhile waits for the same answer. A failure leaves what is known. */
  private ask(): Promise<void> {
    if (this.asking) return this.asking;
    const since = this.clock() - this.triedAt;
    if (this.failure !== undefined && since >= 0 && since < failureMs) return Promise.resolve();
    this.triedAt = this.clock();
    this.asking = this.fetchKeys().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async fetchKeys(): Promise<void> {
    try {
      const address = this.issuer.jwksUrl ?? (await this.discovered());
      this.keys = createLocalJWKSet(keySet.parse(await jsonFrom(address)) as JSONWebKeySet);
      this.fetchedAt = this.clock();
      this.failure = undefined;
    } catch (error) {
      this.failure = error;
    }
  }

  private async discovered(): Promise<string> {
    const { issuer, jwks_uri: keysAt } = metadata.parse(await jsonFrom(metadataAddress(this.issuer.url)));
    if (issuer !== this.issuer.url) throw new Error(`the metadata of ${this.issuer.url} say they are of another issuer`);
    if (!isSafeAddress(keysAt)) throw new Error(`the metadata of ${this.issuer.url} name keys at an address without https`);
    return keysAt;
  }

  private unreachable(): Trouble {
    return new Trouble('SIGN_IN_UNREACHABLE', 'the sign-in service does not answer; try again in a moment', {}, { cause: this.failure });
  }
}
