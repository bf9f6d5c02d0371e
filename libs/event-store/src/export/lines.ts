import { StoreTrouble, type RawEvent } from '../port.js';
import { isRedacted, type VerifiableEvent } from '../verify.js';

/** What the first line of an export calls itself: a change to the lines below is a new name beside this one. */
export const exportFormat = 'hoshin-export-1';

/** The stored type of the first event of every log, which says whose it is. */
export const openingType = 'log.opened';

/**
 * The longest line, in bytes without its end. An append holds at most 1 MiB of text; as JSON in JSON it takes at most twice
 * that, and the header of an event is short.
 */
export const lineBytesMax = 4 * 1_048_576;

/** Line 1: whose log it is, and from where to where. */
export interface ExportHeader {
  readonly format: typeof exportFormat;
  readonly organisation: string;
  readonly firstOrdinal: 1;
  readonly lastOrdinal: number;
}

/** The last line: what the lines before it come to. */
export interface ExportTrailer {
  readonly events: number;
  readonly firstOrdinal: 1;
  readonly lastOrdinal: number;
  /** The chain over the events, as a seal has it. */
  readonly chainDigest: string;
  /** SHA-256 over every byte before the trailer's line. */
  readonly fileDigest: string;
}

/** The export cannot be written as it was asked for, or what is read as one is none. */
export class ExportRefused extends StoreTrouble {
  readonly code = 'ExportRefused';
}

export const headerLine = ({ organisation, lastOrdinal }: Pick<ExportHeader, 'organisation' | 'lastOrdinal'>): string =>
  JSON.stringify({ format: exportFormat, organisation, firstOrdinal: 1, lastOrdinal });

/** The one way an event is written: these fields, in this order, the stored texts as JSON strings. */
export const eventLine = (event: VerifiableEvent): string => {
  const { ordinal, stream, version, id, type, schema, recordedAt, eventHash } = event;
  const texts = isRedacted(event) ? { dataDigest: event.dataDigest, metaDigest: event.metaDigest } : { data: event.data, meta: event.meta };
  return JSON.stringify({ ordinal, stream, version, id, type, schema, recordedAt, ...texts, eventHash });
};

export const trailerLine = ({ events, lastOrdinal, chainDigest, fileDigest }: Omit<ExportTrailer, 'firstOrdinal'>): string =>
  JSON.stringify({ trailer: { events, firstOrdinal: 1, lastOrdinal, chainDigest, fileDigest } });

type Fields = Readonly<Record<string, unknown>>;
type Kind = 'string' | 'number';

const common = { ordinal: 'number', stream: 'string', version: 'number', id: 'string', type: 'string', schema: 'number' } as const;
const shapes = {
  event: { ...common, recordedAt: 'string', data: 'string', meta: 'string', eventHash: 'string' },
  redacted: { ...common, recordedAt: 'string', dataDigest: 'string', metaDigest: 'string', eventHash: 'string' },
  header: { format: 'string', organisation: 'string', firstOrdinal: 'number', lastOrdinal: 'number' },
  trailer: { events: 'number', firstOrdinal: 'number', lastOrdinal: 'number', chainDigest: 'string', fileDigest: 'string' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Kind>>>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Which field is missing or of another kind; fields too many show when the line is written again. */
const wrongField = (shape: Readonly<Record<string, Kind>>, fields: Fields): string | null => {
  for (const name in shape) if (typeof fields[name] !== shape[name]) return name;
  return null;
};

const parsed = (text: string): Fields | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
};

const otherwise = (what: string): string =>
  `${what} is not written as this format writes it: spaces, escapes, the order of its fields or fields beside them were changed`;

/** What a line says, or a sentence about what is wrong with it. Nothing is taken that this program would write otherwise. */
export const readHeader = (text: string): ExportHeader | string => {
  const fields = parsed(text);
  if (fields === null || typeof fields['format'] !== 'string')
    return `it does not begin with {"format":"${exportFormat}",…}: it is no export, or its first line was changed`;
  if (fields['format'] !== exportFormat)
    return `it is of the format ${JSON.stringify(fields['format'].slice(0, 40))}, this program reads ${exportFormat}: use a version that knows it`;
  const wrong = wrongField(shapes.header, fields);
  if (wrong !== null) return `the first line has no ${wrong} as it must have`;
  const header = fields as Fields & ExportHeader;
  if (headerLine(header) !== text) return otherwise('the first line');
  return Number.isSafeInteger(header.lastOrdinal) && header.lastOrdinal >= 1
    ? header
    : `the first line names ${header.lastOrdinal} as its last position, positions count from 1`;
};

/** A line after the first: an event, or the trailer, which stands alone in an object of that name. */
export const readLine = (text: string): { readonly event: VerifiableEvent } | { readonly trailer: ExportTrailer } | string => {
  const fields = parsed(text);
  if (fields === null) return text === '' ? 'the line is empty' : 'the line is no JSON object';
  if (isObject(fields['trailer'])) {
    const wrong = wrongField(shapes.trailer, fields['trailer']);
    if (wrong !== null) return `the trailer has no ${wrong} as it must have`;
    const trailer = fields['trailer'] as Fields & ExportTrailer;
    return trailerLine(trailer) === text ? { trailer } : otherwise('the trailer');
  }
  const wrong = wrongField('dataDigest' in fields ? shapes.redacted : shapes.event, fields);
  if (wrong !== null) return `the event has no ${wrong} as it must have`;
  const event = fields as Fields & RawEvent;
  return eventLine(event) === text ? { event } : otherwise('the event');
};
