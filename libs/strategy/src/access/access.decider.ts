/** One person's access to the record: the service notes each kind of it once an hour for every subject. */
import type { Decider, Instant } from '#kernel';
import { Registry } from '../registry.js';
import type { AccessCommands } from './access.commands.js';
import type { AccessEvents } from './access.events.js';

/** Under what was taken, the last hour it was noted in. */
export type AccessState = Registry<string>;

/** The hour of an instant, in UTC: `2026-11-22T09`. */
export const hourOf = (at: Instant): string => at.slice(0, 13);

const taken = ({ kind, subject }: Pick<AccessEvents['AccessRecorded'], 'kind' | 'subject'>): string => `${kind} ${subject ?? ''}`;

/** Nothing is refused here: who may export or read is decided before, and an access that was had must be noted. */
export const access: Decider<AccessState, AccessCommands, AccessEvents, never> = {
  name: 'access',
  initial: Registry.of(),
  decide: {
    RecordAccess: (hours, had, { at }) => {
      const hour = hourOf(at);
      return hours.get(taken(had)) === hour ? [] : [{ type: 'AccessRecorded', data: { ...had, hour } }];
    },
  },
  evolve: {
    AccessRecorded: (hours, recorded) => hours.with(taken(recorded), recorded.hour),
  },
};
