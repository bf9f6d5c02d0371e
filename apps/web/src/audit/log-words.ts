import { dayInWords, periodInWords } from '../words/dates.js';

const spaced = /(?<=[a-z])(?=[A-Z])/;
/** `measured.jopFrom` → measured, jop from. */
export const fieldInWords = (field: string): string =>
  field
    .split('.')
    .map((part) => part.split(spaced).join(' ').toLowerCase())
    .join(', ');

type Fields = readonly (readonly [field: string, value: unknown])[];
const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: object): Fields => Object.entries(value).filter(([, each]) => each !== null);

const onePeriod = /^\d{4}-(?:(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|Q[1-4]|W\d\d)$/;

/** What a field of an event says, as people read it. */
export const valueInWords = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return onePeriod.test(value) ? periodInWords(value) : value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueInWords).join('; ');
  return pairs(fieldsOf(value as object)).join(', ') || 'nothing';
};
const pairs = (fields: Fields): string[] => fields.map(([field, value]) => `${fieldInWords(field)}: ${valueInWords(value)}`);

/** A record's fields with those of the records in it, each under its path. */
const flat = (value: object): Fields =>
  fieldsOf(value).flatMap(([field, each]) =>
    isRecord(each) ? fieldsOf(each).map(([inner, held]) => [`${field}.${inner}`, held] as const) : [[field, each] as const],
  );

/** What a field held, as people read it, a record line by line; what is no JSON stands as it is. */
export const jsonInWords = (json: string | null): string => {
  if (json === null) return 'nothing';
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? pairs(flat(value)).join('\n') || 'nothing' : valueInWords(value);
  } catch {
    return json;
  }
};

/** An event’s content with its lines broken, for whoever wants to see exactly what is stored. */
export const laidOut = (json: string): string => JSON.stringify(JSON.parse(json), null, 2);

/** A count of things: 1 event, 2 events. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

const days = /\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/g;
/** What the service says within other words, as a sentence of its own, with its days as people write them. */
export const sentence = (text: string): string => {
  const said = text.replaceAll(days, (day) => dayInWords(day));
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.?!]$/.test(said) ? '' : '.'}`;
};

/** The day before, for what is asked for as “after the end of that day”. */
export const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Where an event stands in the log, as an address. */
export const eventAddress = (subject: string, position: number): string =>
  `/audit/log?subject=${encodeURIComponent(subject)}&event=${position}`;
