import { AppendRefused, type Expected, type NewEvent, type Payload, appendBytesMax, streamPrefix } from './port.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const streamName = /^[A-Za-z0-9._-]{1,200}$/;
const storedType = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/;

/** What the text says as JSON, or undefined where it is none. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What is wrong with the name of a stream, or null. No name can break the lines of the hashed header. */
export const wrongStream = (stream: string): string | null =>
  streamName.test(stream) && stream.startsWith(streamPrefix) && stream.length > streamPrefix.length
    ? null
    : `the stream ${JSON.stringify(stream)} does not begin with ${streamPrefix} or has a character outside A-Z a-z 0-9 . _ -`;

/** What is wrong with an event, or null: the one list of what may lie in a log, for writing and for verifying. */
export const wrongEvent = (event: NewEvent): string | null => {
  const read = readEvent(event);
  return typeof read === 'string' ? read : null;
};

/** What an event's texts say, or what is wrong with it. */
export const readEvent = (event: NewEvent): Payload | string => {
  if (!uuid.test(event.id)) return `the event id ${JSON.stringify(event.id)} is no UUID in lower case`;
  if (!storedType.test(event.type)) return `the stored type ${JSON.stringify(event.type)} does not read aggregate.kebab-name`;
  if (!Number.isSafeInteger(event.schema) || event.schema < 1) return `the schema ${event.schema} is no whole number from 1`;
  for (const part of ['data', 'meta'] as const)
    // Half a character: JavaScript text can hold it, UTF-8 cannot, so its exact bytes could not be kept.
    if (!event[part].isWellFormed()) return `the ${part} of ${event.id} holds half a surrogate pair, which UTF-8 cannot keep`;
  const payload = { data: parsed(event.data), meta: parsed(event.meta) };
  const noJson = (['data', 'meta'] as const).find((part) => payload[part] === undefined);
  return noJson === undefined ? payload : `the ${noJson} of ${event.id} is no JSON`;
};

/**
 * Throws {@link AppendRefused} for an append that no state of the log could make right. Returns what the texts say, one
 * by one: whoever hands the events on need not read them again.
 */
export const checkAppend = (stream: string, expected: Expected, events: readonly NewEvent[]): Payload[] => {
  const refuse = (because: string): never => {
    throw new AppendRefused(because, { stream });
  };
  const badStream = wrongStream(stream);
  if (badStream) refuse(badStream);
  if (typeof expected === 'number' && (!Number.isSafeInteger(expected) || expected < 1))
    refuse(`${expected} is no version: versions count from 1, a stream that does not exist is 'no-stream'`);
  if (events.length === 0) refuse(`an append to ${stream} without an event: leave it out`);
  const bytes = events.reduce((sum, event) => sum + Buffer.byteLength(event.data) + Buffer.byteLength(event.meta), 0);
  if (bytes > appendBytesMax)
    refuse(`an append of ${bytes} bytes to ${stream}, at most ${appendBytesMax} are taken: split it or make it smaller`);
  return events.map((event) => {
    const payload = readEvent(event);
    return typeof payload === 'string' ? refuse(payload) : payload;
  });
};

/** A stream as the engine finds it inside the append. */
export interface StreamStand {
  /** Its last version, 0 when it does not exist. */
  readonly current: number;
  idAt(version: number): string | undefined;
  versionOf(id: string): number | undefined;
}

export type Verdict =
  | { readonly kind: 'append' }
  /** The events lie there already, from this version on: a retry. */
  | { readonly kind: 'replay'; readonly firstVersion: number }
  | { readonly kind: 'conflict'; readonly actual: number }
  | { readonly kind: 'duplicate'; readonly id: string };

/**
 * What becomes of a well-formed append: the table every engine keeps, written once. Self-contained: the SQLite
 * writer's thread runs this very text (sqlite/thread.ts).
 */
export const judge = (expected: Expected, ids: readonly string[], stand: StreamStand): Verdict => {
  const liesFrom = (version: number): boolean => ids.every((id, index) => stand.idAt(version + index) === id);
  if (expected === 'any') {
    const version = stand.versionOf(ids[0]!);
    if (version !== undefined && liesFrom(version)) return { kind: 'replay', firstVersion: version };
  } else {
    const from = expected === 'no-stream' ? 0 : expected;
    if (from < stand.current && liesFrom(from + 1)) return { kind: 'replay', firstVersion: from + 1 };
    if (from !== stand.current) return { kind: 'conflict', actual: stand.current };
  }
  const known = ids.find((id, index) => ids.indexOf(id) !== index || stand.versionOf(id) !== undefined);
  return known === undefined ? { kind: 'append' } : { kind: 'duplicate', id: known };
};
