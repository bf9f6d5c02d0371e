import type { RawEvent } from './port.js';

/** The columns of an event in a table, in this order. */
export const columns = 'position, stream, version, id, type, schema, data, meta, recorded_at, event_hash';
/** An event as a driver hands it over; `Count` is how it writes large numbers. */
export type EventRow<Count extends number | string> = [Count, string, Count, string, string, number, string, string, string, string];

export const rawOf = <Count extends number | string>([
  ordinal,
  stream,
  version,
  id,
  type,
  schema,
  data,
  meta,
  recordedAt,
  eventHash,
]: EventRow<Count>): RawEvent => ({
  ordinal: Number(ordinal),
  stream,
  version: Number(version),
  id,
  type,
  schema,
  data,
  meta,
  recordedAt,
  eventHash,
});
