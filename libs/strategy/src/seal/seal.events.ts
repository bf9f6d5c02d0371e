import type { Hash } from '../vocabulary.js';

/** What the record says about itself as a whole: its chain, fixed at a position. */
export type SealEvents = {
  SealPlaced: {
    /** Up to which event of the log the seal reaches. */
    ordinal: number;
    /** That event's id. */
    lastEventId: string;
    /** The chain digest there: SHA-256 in hex, over the hashes of all events up to it in their order. */
    digest: Hash;
    /** The event id of the seal before; null for the first. */
    previousSeal: string | null;
  };
};

/** Stored names, for ever: never changed, never used again for anything else. */
export const sealStored: Record<keyof SealEvents, string> = {
  SealPlaced: 'seal.placed',
};

/** Stored types of what the record notes about itself, not about the trust: seals, and who took a copy of what. */
const ownTypes = /^(seal|access)\./;

/** Whether an event is one of the record's own. They alone call for no seal: a schedule would seal its own seals for ever. */
export const isOfTheRecord = (storedType: string): boolean => ownTypes.test(storedType);
