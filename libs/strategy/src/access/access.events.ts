import type { PersonId } from '../vocabulary.js';

/** What somebody did with the record beside reading it as everybody may. */
export const accessKinds = ['EXPORT', 'EVIDENCE', 'REPLAY'] as const;
export type AccessKind = (typeof accessKinds)[number];

/** Everything that can have happened with one person's access to the record: one stream for each who had it. */
export type AccessEvents = {
  /**
   * Somebody exported the log, took an evidence pack, or, as an auditor, stepped through a story. Written by the service,
   * once for each person, kind, subject and hour: whoever only reads writes nothing, not even this.
   */
  AccessRecorded: {
    /** Who had it: the actor of the event is the service. */
    person: PersonId;
    kind: AccessKind;
    /** The aim, unit or thread it was about; null for the whole log. */
    subject: string | null;
    /** The log position it was read at. Nothing after it was in what was taken, this event neither. */
    upTo: number;
    /** The hour in UTC: 2026-11-22T09. */
    hour: string;
  };
};

/** Stored names, for ever: never changed, never used again for anything else. */
export const accessStored: Record<keyof AccessEvents, string> = {
  AccessRecorded: 'access.recorded',
};
