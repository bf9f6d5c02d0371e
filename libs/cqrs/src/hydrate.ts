import { schemaOf, upcast, type AnyDecider, type Day, type EventMeta, type Recorded, type Upcasts } from '#kernel';
import type { Hydrate, Payload, RawEvent } from '#event-store';
import { streamPrefix } from '#event-store';

/** One aggregate of the catalogue: its rules, the names its events are stored under, and its old shapes. */
export interface Aggregate {
  readonly name: string;
  readonly decider: AnyDecider;
  readonly stored: Readonly<Record<string, string>>;
  readonly upcasts: Upcasts;
}

/** `hoshin.catchball-<id>` */
export const streamOf = (aggregate: string, subject: string): string => `${streamPrefix}${aggregate}-${subject}`;

const hourMs = 3_600_000;

/**
 * The calendar day of an instant in a time zone. Offsets change on the hour or half hour, so the day is worked
 * out once per quarter hour and remembered for the last one asked: events come in order of time.
 */
export const dayIn = (timeZone: string): ((instant: string | number) => Day) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  let lastQuarter = Number.NaN;
  let lastDay = '';
  return (instant) => {
    const at = typeof instant === 'number' ? instant : Date.parse(instant);
    const quarter = Math.floor(at / (hourMs / 4));
    if (quarter !== lastQuarter) {
      lastDay = format.format(at);
      lastQuarter = quarter;
    }
    return lastDay;
  };
};

/** Builds the function that turns stored text into what the domain sees. A type the catalogue lacks is a bug. */
export const hydrateWith = (aggregates: readonly Aggregate[], dayOf: (instant: string) => Day): Hydrate => {
  const known = new Map<string, { type: string; upcasts: Upcasts; schema: number }>();
  for (const { stored, upcasts } of aggregates)
    for (const [type, name] of Object.entries(stored)) known.set(name, { type, upcasts, schema: schemaOf(upcasts, type) });
  const subjectAt = (stream: string): number => stream.indexOf('-') + 1;
  return (raw: RawEvent, payload?: Payload): Recorded => {
    const entry = known.get(raw.type);
    if (!entry) throw new Error(`position ${raw.ordinal} holds ${raw.type}, which this program does not know`);
    const { data, meta } = payload ?? { data: JSON.parse(raw.data) as unknown, meta: JSON.parse(raw.meta) as unknown };
    return {
      ordinal: raw.ordinal,
      stream: raw.stream,
      subject: raw.stream.slice(subjectAt(raw.stream)),
      version: raw.version,
      id: raw.id,
      type: entry.type,
      data: raw.schema === entry.schema ? data : upcast(entry.upcasts, entry.type, raw.schema, data),
      meta: meta as EventMeta,
      at: raw.recordedAt,
      on: dayOf(raw.recordedAt),
    };
  };
};
