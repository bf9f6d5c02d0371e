import { randomUUID } from 'node:crypto';
import { VersionConflict, streamPrefix, type EventStore } from '#event-store';
import { derivedId, digestOf } from './ids.js';
import { Trouble } from './trouble.js';

/** The first event of every log: whose it is, and what its days and names mean. */
export interface LogIdentity {
  /** UUID of the organisation. */
  readonly organisation: string;
  readonly formatVersion: number;
  readonly prefix: string;
  /** The time zone the log's days are of: part of the log, because the views' days follow from it. */
  readonly timeZone: string;
}

export const logFormatVersion = 1;

/** Reads who the log belongs to, or null where nothing has been written yet. */
export const identityOf = async (store: Pick<EventStore, 'readAllRaw'>): Promise<LogIdentity | null> => {
  for await (const { events } of store.readAllRaw({ after: 0, upTo: 1 })) {
    const first = events[0];
    if (!first) continue;
    if (first.type !== 'log.opened')
      throw new Trouble('ForeignLog', `the log begins with ${first.type}, not with log.opened: it is not one of ours`, {
        type: first.type,
      });
    return JSON.parse(first.data) as LogIdentity;
  }
  return null;
};

/** One stream for all who open an empty log at the same moment, whatever organisation each has in mind: one of them is first. */
const openingStream = `${streamPrefix}log-${derivedId('log')}`;

/** What the service expects of the log; an organisation it does not name is the log's, or made up where there is none. */
export interface ExpectedIdentity {
  readonly organisation?: string | undefined;
  readonly timeZone: string;
}

/**
 * Opens an empty log for an organisation, or checks that the one there is what the service expects; refuses a
 * log of another organisation, a newer format, or other days. Of several who open it at once one does; the others
 * find it opened.
 */
export const openLog = async (
  store: EventStore,
  expected: ExpectedIdentity,
  /** Marks the first event as part of the sample trust, as the command desk marks all others. */
  seeding = false,
): Promise<LogIdentity> => {
  const found = (await identityOf(store)) ?? (await opened(store, expected, seeding));
  const wanted = { ...expected, formatVersion: logFormatVersion, prefix: streamPrefix };
  for (const field of ['organisation', 'formatVersion', 'prefix', 'timeZone'] as const)
    if (wanted[field] !== undefined && found[field] !== wanted[field])
      throw new Trouble(
        'ForeignLog',
        `the log was opened with ${field} ${String(found[field])}, the service expects ${String(wanted[field])}: point it at its own data folder or correct the setting`,
        { field, found: found[field], expected: wanted[field] },
      );
  return found;
};

/** Writes the first event, unless somebody else was faster; whose the log is now. */
const opened = async (
  store: EventStore,
  { organisation = randomUUID(), timeZone }: ExpectedIdentity,
  seeding: boolean,
): Promise<LogIdentity> => {
  const identity: LogIdentity = { organisation, timeZone, formatVersion: logFormatVersion, prefix: streamPrefix };
  const commandId = derivedId('open-log', organisation);
  const meta = {
    actor: { person: 'service', post: 'service' },
    correlationId: commandId,
    commandId,
    commandHash: digestOf(identity),
    basis: 0,
    ...(seeding && { seeded: true as const }),
  };
  try {
    await store.append(openingStream, 'no-stream', [
      { id: derivedId(commandId, 'event', 0), type: 'log.opened', schema: 1, data: JSON.stringify(identity), meta: JSON.stringify(meta) },
    ]);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    // Waits until an engine that follows its log has come to what the other wrote.
    await store.readStream(openingStream);
  }
  const first = await identityOf(store);
  if (!first) throw new Error('the log was opened and reads as empty');
  return first;
};
