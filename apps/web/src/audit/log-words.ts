/** One event as the log lists it, whichever way it was found. */
export interface LogLine {
  readonly position: number;
  readonly at: string;
  readonly type: string;
  readonly person: string;
  /** Null for the service itself. */
  readonly post: string | null;
  readonly reason: string | null;
  /** What it is about, each with the id whose history tells it. */
  readonly about: readonly { readonly id: string; readonly name: string }[];
  readonly units: readonly string[];
}

/** What of the log is looked for; an empty field looks for everything. */
export interface LogFilter {
  readonly person: string;
  readonly post: string;
  readonly unit: string;
  readonly kind: string;
}

const holds = (text: string | null, part: string): boolean =>
  part.trim() === '' || (text ?? '').toLocaleLowerCase('en-GB').includes(part.trim().toLocaleLowerCase('en-GB'));

/** Whether an event is among what is looked for. */
export const isLookedFor =
  ({ person, post, unit, kind }: LogFilter) =>
  (line: LogLine): boolean =>
    holds(line.person, person) &&
    holds(line.post, post) &&
    (unit === '' || line.units.includes(unit)) &&
    (kind === '' || line.type === kind);

const spaced = /(?<=[a-z])(?=[A-Z])/;
/** `measured.jopFrom` → measured, jop from. */
export const fieldInWords = (field: string): string =>
  field
    .split('.')
    .map((part) => part.split(spaced).join(' ').toLowerCase())
    .join(', ');

const valueInWords = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueInWords).join('; ');
  return Object.entries(value as object)
    .filter(([, each]) => each !== null)
    .map(([field, each]) => `${fieldInWords(field)}: ${valueInWords(each)}`)
    .join(', ');
};

/** What a field held, as people read it; what is no JSON stands as it is. */
export const jsonInWords = (json: string | null): string => {
  if (json === null) return 'nothing';
  try {
    return valueInWords(JSON.parse(json));
  } catch {
    return json;
  }
};

/** An event’s content with its lines broken, for whoever wants to see exactly what is stored. */
export const laidOut = (json: string): string => JSON.stringify(JSON.parse(json), null, 2);

const dayAndYear = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
/** The day of an instant in British time: `2026-11-22`. */
export const dayOf = (instant: string): string => dayAndYear.format(new Date(instant));

/** The day before, for what is asked for as “after the end of that day”. */
export const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Where an event stands in the log, as an address. */
export const eventAddress = (subject: string, position: number): string =>
  `/audit/log?subject=${encodeURIComponent(subject)}&event=${position}`;
