import { streamPrefix, type EventStore } from '#event-store';
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

/**
 * Opens an empty log for an organisation, or checks that the one there is what the service expects; refuses a
 * log of another organisation, a newer format, or other days.
 */
export const openLog = async (
  store: EventStore,
  expected: Omit<LogIdentity, 'formatVersion' | 'prefix'>,
  /** Marks the first event as part of the sample trust, as the command desk marks all others. */
  seeding = false,
): Promise<LogIdentity> => {
  const identity: LogIdentity = { ...expected, formatVersion: logFormatVersion, prefix: streamPrefix };
  const found = await identityOf(store);
  if (!found) {
    const commandId = derivedId('open-log', identity.organisation);
    const meta = {
      actor: { person: 'service', post: 'service' },
      correlationId: commandId,
      commandId,
      commandHash: digestOf(identity),
      basis: 0,
      ...(seeding && { seeded: true as const }),
    };
    await store.append(`${streamPrefix}log-${identity.organisation}`, 'no-stream', [
      { id: derivedId(commandId, 'event', 0), type: 'log.opened', schema: 1, data: JSON.stringify(identity), meta: JSON.stringify(meta) },
    ]);
    return identity;
  }
  for (const field of ['organisation', 'formatVersion', 'prefix', 'timeZone'] as const)
    if (found[field] !== identity[field])
      throw new Trouble(
        'ForeignLog',
        `the log was opened with ${field} ${String(found[field])}, the service expects ${String(identity[field])}: point it at its own data folder or correct the setting`,
        { field, found: found[field], expected: identity[field] },
      );
  return found;
};
