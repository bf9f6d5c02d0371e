/** A place in the server's whole log: both numbers are needed to find it again. */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** True when `a` lies behind `b` in the log; null is the beginning. */
export const isAfter = (a: LogPosition, b: LogPosition | null): boolean =>
  b === null || a.commit > b.commit || (a.commit === b.commit && a.prepare > b.prepare);

/** An event as the server gives it back. */
export interface Stored {
  readonly stream: string;
  /** Its number in the stream, counted from 1. */
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
  /** Where it lies in the whole log; known in subscriptions alone. */
  readonly position: LogPosition | null;
}

/** An event to write. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export type Item =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'event'; readonly stored: Stored }
  /** Everything up to here was looked at; there was nothing of ours in it. */
  | { readonly kind: 'checkpoint'; readonly position: LogPosition }
  | { readonly kind: 'caught-up' };

export interface Subscription {
  /** What came since the last call, in order; waits for something to come. Rejects once the subscription is broken. */
  next(): Promise<readonly Item[]>;
  /** Ends it without a sound; a waiting `next` answers with nothing. */
  stop(): void;
}

/**
 * What the engine needs of a client, and nothing else: the one place where the two clients' names and numbers end.
 * Versions count from 1. Errors are the client's own; `kindOf` (trouble.ts) reads them. No call here keeps a time-out.
 */
export interface Driver {
  /** Writes all or nothing behind exactly this version, 0 for a stream that is missing; answers the last version written. */
  append(stream: string, after: number, events: readonly Proposed[], deadlineMs: number): Promise<number>;
  /** At most `limit` events of a stream from a version on, `from` included; null reads from the end backwards. */
  readStream(stream: string, from: number | null, direction: 'forwards' | 'backwards', limit: number): Promise<Stored[]>;
  /** Everything in streams with one of these prefixes that lies after the position, then everything that comes. */
  subscribe(prefixes: readonly string[], after: LogPosition | null): Subscription;
  /** Breaks every subscription and call that is open and lets the connection go. */
  close(): void;
}
