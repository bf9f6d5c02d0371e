import { momentInWords, periodInWords } from '../words/dates.js';

const spaced = /(?<=[a-z])(?=[A-Z])/;
/** Where a negotiation keeps what is spoken of: people look at the offer, not at the table it lies on. */
const around = /^episode\.(?:table\.)?/;
/** `measured.jopFrom` → measured, jop from. */
export const fieldInWords = (field: string): string =>
  field
    .replace(around, '')
    .split('.')
    .map((part) => part.split(spaced).join(' ').toLowerCase())
    .join(', ');

type Fields = readonly (readonly [field: string, value: unknown])[];
const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: object): Fields => Object.entries(value).filter(([, each]) => each !== null);

const onePeriod = /^\d{4}-(?:(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|Q[1-4]|W\d\d)$/;
const oneInstant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const codeWord = /^[A-Z]{3,}(?:_[A-Z]+)*$/;
/** Letters that stand for words even among people. */
const abbreviations = new Set(['WTE']);
const longName = /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{40,})$/;
const longFraction = /^-?\d+\.\d{5,}$/;
/** What people wrote, where capitals are their own: “MRI” is no word of the record's. */
const written = new Set(['name', 'title', 'statement', 'text', 'reason', 'plan', 'file', 'unitOfMeasure', 'subject']);

const fractions = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 4, useGrouping: false });

/** A text of the record as people read it: days and moments in words, code words in small letters, a long name by its beginning. */
const textInWords = (text: string, field: string): string => {
  if (onePeriod.test(text)) return periodInWords(text);
  if (oneInstant.test(text)) return momentInWords(text);
  if (longName.test(text)) return `${text.slice(0, 8)}…`;
  if (longFraction.test(text)) return fractions.format(Number(text));
  return codeWord.test(text) && !abbreviations.has(text) && !written.has(field.split('.').at(-1)!)
    ? text.toLowerCase().replaceAll('_', ' ')
    : text;
};

/** What a field of an event says, as people read it. */
export const valueInWords = (value: unknown, field = ''): string => {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return textInWords(value, field);
  if (typeof value === 'number') return fractions.format(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((each) => valueInWords(each, field)).join('; ');
  return pairs(fieldsOf(value as object)).join(', ') || 'nothing';
};
const pairs = (fields: Fields): string[] => fields.map(([field, value]) => `${fieldInWords(field)}: ${valueInWords(value, field)}`);

interface NamedId {
  readonly id: string;
  readonly name: string;
}

/** JSON in which ids are told by the names they stand for. */
export const withNames = (json: string | null, names: readonly NamedId[]): string | null =>
  json && names.reduce((named, { id, name }) => named.replaceAll(id, JSON.stringify(name).slice(1, -1)), json);

/** A record's fields with those of the records in it, each under its path. */
const flat = (value: object): Fields =>
  fieldsOf(value).flatMap(([field, each]) =>
    isRecord(each) ? fieldsOf(each).map(([inner, held]) => [`${field}.${inner}`, held] as const) : [[field, each] as const],
  );

/** What a field held, as people read it, a record line by line; what is no JSON is a text. */
export const jsonInWords = (json: string | null, field = ''): string => {
  if (json === null) return 'nothing';
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? pairs(flat(value)).join('\n') || 'nothing' : valueInWords(value, field);
  } catch {
    return textInWords(json, field);
  }
};

/** An event’s content with its lines broken, for whoever wants to see exactly what is stored. */
export const laidOut = (json: string): string => JSON.stringify(JSON.parse(json), null, 2);

/** A count of things: 1 event, 2 events. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** The day before, for what is asked for as “after the end of that day”. */
export const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Where an event stands in the log, as an address. */
export const eventAddress = (subject: string, position: number): string =>
  `/audit/log?subject=${encodeURIComponent(subject)}&event=${position}`;
