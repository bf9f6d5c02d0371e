import { journal, view, type Actor, type Day, type Instant } from '#kernel';
import type { SealEvents } from '../seal/seal.events.js';

/** A seal as it lies in the log. */
export interface SealRecord extends Readonly<SealEvents['SealPlaced']> {
  /** Its own event: id, position in the log, version in its stream. */
  readonly event: string;
  readonly position: number;
  readonly version: number;
  readonly at: Instant;
  readonly on: Day;
  readonly by: Actor;
  /** Why it was asked for; null where the schedule placed it. */
  readonly reason: string | null;
  readonly commandId: string;
}

const all = 'all';

const tables = {
  /** Every seal under 'all', each reaching further than the one before. */
  seals: journal<SealRecord>(),
};

/** The seals placed so far, the first one first. */
export const sealsIn = ({ seals }: { readonly seals: { of(key: string): readonly SealRecord[] } }): readonly SealRecord[] => seals.of(all);

/** The seals of the log. They say nothing about the trust, and no other view listens to them. */
export const sealsView = view<SealEvents>()({
  name: 'seals',
  revision: 1,
  tables,
  on: {
    SealPlaced: ({ seals }, { data, id, ordinal, version, at, on, meta }) =>
      seals.add(all, {
        ...data,
        event: id,
        position: ordinal,
        version,
        at,
        on,
        by: meta.actor,
        reason: meta.reason ?? null,
        commandId: meta.commandId,
      }),
  },
});
