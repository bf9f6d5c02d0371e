/** Who took what from the record: for auditors and administrators everybody's, for anybody else their own. */
import type { PersonId } from '../vocabulary.js';
import type { AccessKind } from '../access/access.events.js';
import { theAccesses, type AccessRecord, type Moment } from '../views/index.js';
import type { Reader } from './openness.reading.js';
import { administers } from './people.reading.js';

export interface AccessQuestion {
  readonly person?: PersonId | null;
  readonly kind?: AccessKind | null;
  /** The aim, unit or thread; what was taken of the whole log has none and shows where none is asked for. */
  readonly subject?: string | null;
}

/** Whether everybody's accesses are the reader's to see. */
export const seesEverybodys = (reader: Reader, now: Moment): boolean => reader.isAuditor || administers(reader, now);

/** The accesses up to a moment that are the reader's to see, the latest first; `now` is the present, by which rights are judged. */
export const accessesSeen = (moment: Moment, now: Moment, reader: Reader, asked: AccessQuestion = {}): readonly AccessRecord[] => {
  const everybodys = seesEverybodys(reader, now);
  return moment.tables.accesses
    .of(theAccesses)
    .filter(
      ({ person, kind, subject }) =>
        (everybodys || person === reader.person) &&
        person === (asked.person ?? person) &&
        kind === (asked.kind ?? kind) &&
        subject === (asked.subject ?? subject),
    )
    .reverse();
};
