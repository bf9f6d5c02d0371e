import { journal, keyed, view, type Instant, type Readers } from '#kernel';
import type { AccessEvents } from '../access/access.events.js';

/** An access to the record, as it was noted. */
export interface AccessRecord extends Readonly<AccessEvents['AccessRecorded']> {
  readonly ordinal: number;
  readonly at: Instant;
}

/** The key of the only list. */
export const theAccesses = 'accesses';

/** Under which the last hour of an access is found. */
export const accessKey = ({ person, kind, subject }: Pick<AccessRecord, 'person' | 'kind' | 'subject'>): string =>
  `${person} ${kind} ${subject ?? ''}`;

const tables = {
  /** Every access that was noted, in order. */
  accesses: journal<AccessRecord>(),
  /** The last hour each was noted in, by {@link accessKey}: spares the log a look where it was noted already. */
  accessHours: keyed<string>(),
};
export type AccessShapes = typeof tables;
export type AccessTables = Readers<AccessShapes>;

/** Who took what from the record. It says nothing about the trust, so that no other view listens to it. */
export const accessesView = view<AccessEvents>()({
  name: 'accesses',
  revision: 1,
  tables,
  on: {
    AccessRecorded: ({ accesses, accessHours }, { data, ordinal, at }) => {
      accesses.add(theAccesses, { ...data, ordinal, at });
      accessHours.set(accessKey(data), data.hour);
    },
  },
});
