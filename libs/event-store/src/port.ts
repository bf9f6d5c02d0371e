import type { Recorded } from '#kernel';

/** An event about to be written. `data` is plain JSON; its text is fixed here, once, and never re-made. */
export interface NewEvent {
  /** UUID; a retry carries the same. */
  readonly id: string;
  /** Stored type: `catchball.ball-served`. */
  readonly type: string;
  /** Schema number of the payload, from 1. */
  readonly schema: number;
  /** The exact UTF-8 JSON text to store. */
  readonly data: string;
  /** The exact UTF-8 JSON text of the kernel's EventMeta to store. */
  readonly meta: string;
}

/** An event exactly as it lies in the log. */
export interface RawEvent extends NewEvent {
  readonly ordinal: number;
  readonly stream: string;
  readonly version: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly recordedAt: string;
  /** SHA-256 in hex over the fixed header and the digests of data and meta (docs/adr/0003). */
  readonly eventHash: string;
}

/** What a writer believes about a stream: that it does not exist, or its last version. `any` is for logs nobody decides on. */
export type Expected = 'no-stream' | 'any' | number;

export interface Appended {
  readonly stream: string;
  /** Version of the first and last event of this append. */
  readonly firstVersion: number;
  readonly lastVersion: number;
  /** Ordinal of the last event of this append: the position a reader must have reached to see it. */
  readonly position: number;
  /** True when the events were there already: a retry that added nothing. */
  readonly replayed: boolean;
  /** Recorded time of the last event. */
  readonly recordedAt: string;
}

export interface Batch<Event> {
  /** At most {@link readBatchMax} events, in log order. */
  readonly events: readonly Event[];
  /** True when the reader has seen everything committed at the time of asking. */
  readonly caughtUp: boolean;
  /** Of a read that asked for them, on an engine that reads in a thread of its own: the hashes the stored texts have now. */
  readonly hashes?: readonly string[];
}

export interface StreamRead {
  /** First version to read, from 1; backwards reads start at the end unless told. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
}

export interface LogRead {
  /** Ordinal after which to start; 0 for the beginning. */
  readonly after?: number;
  /** Last ordinal to deliver; default: everything committed when the read started. */
  readonly upTo?: number;
  /** Hash every event anew while reading, where another thread can do it: for whoever compares them. */
  readonly hashed?: boolean;
  /** Only these stored types. */
  readonly types?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface Capabilities {
  readonly engine: 'memory' | 'sqlite' | 'postgres' | 'kurrent';
  readonly durable: boolean;
  /** The engine itself refuses an event id that the stream already holds (otherwise the handler's fold does). */
  readonly refusesDuplicateIds: boolean;
  /** Several processes may write to the same log. */
  readonly sharedWriters: boolean;
}

/** What an event's two texts say. */
export interface Payload {
  readonly data: unknown;
  readonly meta: unknown;
}

/**
 * How the adapter turns stored text into what the domain sees: today's name, today's shape, today's day. Where the texts
 * were read already, `payload` is what they say.
 */
export type Hydrate = (raw: RawEvent, payload?: Payload) => Recorded<string, unknown>;

/**
 * The log. Versions and ordinals count from 1. One append is atomic; ordinals are gapless and in commit order.
 * Everything above this port behaves the same on every engine.
 */
export interface EventStore {
  readonly capabilities: Capabilities;
  /**
   * Throws {@link VersionConflict}, {@link DuplicateEventId}, {@link AppendRefused} (empty, over 1 MiB, malformed),
   * {@link StoreBusy}, {@link StoreUnavailable}. The same ids on the same expectation answer as the first time did.
   */
  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended>;
  /** A stream that does not exist reads as empty. */
  readStream(stream: string, read?: StreamRead): Promise<readonly Recorded<string, unknown>[]>;
  readAll(read?: LogRead): AsyncIterable<Batch<Recorded<string, unknown>>>;
  /** Exact bytes, no upcast: for verification, export and copying. */
  readAllRaw(read?: LogRead): AsyncIterable<Batch<RawEvent>>;
  /** Everything after the ordinal, then everything that comes, in order, each once, until the signal aborts. */
  subscribeAll(read: { readonly after: number; readonly signal: AbortSignal }): AsyncIterable<Batch<Recorded<string, unknown>>>;
  /** The last committed ordinal, 0 for an empty log, and its recorded time. */
  head(): Promise<{ readonly position: number; readonly recordedAt: string | null }>;
  close(): Promise<void>;
}

/** Largest number of events in one batch of a read. */
export const readBatchMax = 1_000;
/** Largest append, in bytes of data and meta together. */
export const appendBytesMax = 1_048_576;
/** Streams of this deployment begin with it. */
export const streamPrefix = 'hoshin.';

/** Time as the engine takes it: milliseconds since 1970. The seeding program passes a scripted one. */
export type Clock = () => number;

/** The world says no: a thrown error with a stable code and structured fields. */
export abstract class StoreTrouble extends Error {
  abstract readonly code: string;
  /** What the caller may be told beside the message. */
  readonly fields: Readonly<Record<string, unknown>>;
  constructor(message: string, fields: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.fields = fields;
  }
}
/** Somebody else wrote to the stream first: read again, decide again. */
export class VersionConflict extends StoreTrouble {
  readonly code = 'VersionConflict';
  constructor(
    readonly stream: string,
    readonly expected: Expected,
    readonly actual: number,
  ) {
    super(`${stream} is at version ${actual}, not at ${expected}`, { stream, expected, actual });
  }
}
/** An event with this id is already earlier in the stream. */
export class DuplicateEventId extends StoreTrouble {
  readonly code = 'DuplicateEventId';
  constructor(stream: string, id: string) {
    super(`${stream} already holds the event ${id}`, { stream, id });
  }
}
/** The append itself is malformed: nothing in it, too large, no JSON, a name without the prefix. */
export class AppendRefused extends StoreTrouble {
  readonly code = 'AppendRefused';
}
/** The store cannot be reached or written; the message names the file or address and the way out. */
export class StoreUnavailable extends StoreTrouble {
  readonly code = 'StoreUnavailable';
}
/** More is asked of the store than it can take at this moment; nothing of it was written: send it again, with the same ids. */
export class StoreBusy extends StoreTrouble {
  readonly code = 'StoreBusy';
}
/** Another process has the data folder open. */
export class StoreInUse extends StoreTrouble {
  readonly code = 'StoreInUse';
}
/** What was read is not what was written: the message names the first bad position. */
export class StoreCorrupt extends StoreTrouble {
  readonly code = 'StoreCorrupt';
}

/** This program cannot read a stored event: it is older than the log, or an upcast is missing. The cause says which. */
export class EventUnreadable extends StoreTrouble {
  readonly code = 'EventUnreadable';
  constructor({ ordinal, id, type }: RawEvent, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`event ${ordinal} (${type}, ${id}) cannot be read: ${why}`, { position: ordinal, id, type }, { cause });
  }
}
/** The store did not answer in time. Whether it wrote is not known: send the same again, with the same ids. */
export class StoreTimeout extends StoreTrouble {
  readonly code = 'StoreTimeout';
}
/** The store knows us not, or not for this: a matter of its user, password or access rules. */
export class AccessDenied extends StoreTrouble {
  readonly code = 'AccessDenied';
}
/** Somebody deleted or truncated a stream of ours on a server we share: the message names it. */
export class StreamGone extends StoreTrouble {
  readonly code = 'StreamGone';
}
