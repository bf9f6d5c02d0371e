import { createHmac } from 'node:crypto';

/** How long a session lasts without a request, and at the longest: half an hour at an unlocked desk, a long day. */
export const sessionIdleMs = 30 * 60_000;
export const sessionMs = 12 * 3_600_000;

/** A use of a session is noted at most so often, since it costs a write. */
export const notedEveryMs = 60_000;

export const subjectKeyBytes = 32;
/** A sign-in name as the log may know it, under a person's own key: hexadecimal digits of an HMAC-SHA-256. */
export const digestUnder = (key: Buffer, subject: string): string => createHmac('sha256', key).update(subject).digest('hex');

/** Somebody signed in at the page. Its key is the digest of what the browser holds, so that this record opens nothing. */
export interface Session {
  readonly key: string;
  readonly person: string;
  /** Milliseconds since 1970, as all times here. */
  readonly begun: number;
  /** When it was last used, to the minute. */
  readonly seen: number;
}

/** What a service account may do beside reading what its post reads. */
export const serviceScopes = ['IMPORT'] as const;
export type ServiceScope = (typeof serviceScopes)[number];

/** A program that signs in by a secret of its own. Its id is a person's id: it is appointed to a post and named as actor. */
export interface ServiceAccount {
  readonly account: string;
  /** SHA-256 of the secret, in hexadecimal digits; the secret itself is shown once and kept nowhere. */
  readonly secretDigest: string;
  readonly scopes: readonly ServiceScope[];
  readonly made: number;
  readonly ends: number;
  readonly revoked: number | null;
}

/**
 * Who is signed in, who was signed out, and which programs may sign in: beside the names, never in the log.
 * Every method may throw {@link DirectoryUnavailable} or {@link DirectoryCorrupt}.
 */
export interface Sessions {
  /** Keeps a new session, and clears away those that ended by themselves. */
  begin(key: string, person: string, now: number): Promise<void>;
  /** The session, while it lasts; a use of it is noted at most once a minute. */
  use(key: string, now: number): Promise<Session | undefined>;
  /** The session, while it lasts, without using it: a socket that is merely open keeps nobody signed in. */
  look(key: string, now: number): Promise<Session | undefined>;
  end(key: string): Promise<void>;
  /** Ends every session of a person; what they were issued until now is good no more. */
  signOut(person: string, now: number): Promise<void>;
  /** When the person was last signed out; 0 where never. */
  signedOutAt(person: string): Promise<number>;
  /**
   * What the log may know of a sign-in name: a digest under a key that only this person's names are digested with.
   * The key goes when the person is erased; from then on the digest says nothing.
   */
  subjectDigest(person: string, subject: string): Promise<string>;
  addAccount(account: Omit<ServiceAccount, 'revoked'>): Promise<void>;
  account(account: string): Promise<ServiceAccount | undefined>;
  /** Every account ever made, revoked ones included, the latest first. */
  accounts(): Promise<readonly ServiceAccount[]>;
  /** For ever; revoking again changes nothing. */
  revokeAccount(account: string, now: number): Promise<void>;
  /** What follows from an erasure: no sessions, no key, no secret. Harmless to repeat. */
  forget(person: string, now: number): Promise<void>;
  close(): Promise<void>;
}
