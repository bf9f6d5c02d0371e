import { createHash, randomBytes } from 'node:crypto';
import { fastifyCookie } from '@fastify/cookie';

/** What a browser keeps for the page: who is signed in, and a sign-in that is under way. */
export type CookieKind = 'session' | 'sign-in';

const secretBytes = 32;
/** A sign-in that took longer than this is begun again. */
export const signInSecondsMax = 600;

/** A value nobody can guess. */
export const newSecret = (): string => randomBytes(secretBytes).toString('base64url');
/** Under what a secret is kept: its digest, so that whoever reads the record cannot use it. */
export const digestOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * `__Host-` makes the browser take the cookie from this very host alone, for all of it, over an encrypted line alone.
 * Without such a line, on this machine, there is no such name.
 */
const nameOf = (kind: CookieKind, origin: string): string =>
  `${origin.startsWith('https:') ? '__Host-' : ''}hoshin${kind === 'session' ? '' : '-sign-in'}`;

/** The cookie as the browser sent it, or undefined. */
export const cookieIn = (header: string | undefined, kind: CookieKind, origin: string): string | undefined =>
  header === undefined ? undefined : fastifyCookie.parse(header)[nameOf(kind, origin)];

const attributes = (origin: string) => ({ path: '/', httpOnly: true, secure: origin.startsWith('https:'), sameSite: 'lax' as const });

/** A `Set-Cookie` that leaves a value with the browser. The session ends with the browser, or before that with its record. */
export const cookieWith = (kind: CookieKind, value: string, origin: string): string =>
  fastifyCookie.serialize(nameOf(kind, origin), value, { ...attributes(origin), ...(kind === 'sign-in' && { maxAge: signInSecondsMax }) });

/** A `Set-Cookie` that takes it away again. */
export const noCookie = (kind: CookieKind, origin: string): string =>
  fastifyCookie.serialize(nameOf(kind, origin), '', { ...attributes(origin), maxAge: 0 });
