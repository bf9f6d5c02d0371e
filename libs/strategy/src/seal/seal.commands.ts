import type { Hash } from '../vocabulary.js';

export type SealCommands = {
  /** By the service alone, which computed the chain itself: nobody outside says what the digest is. */
  PlaceSeal: {
    ordinal: number;
    lastEventId: string;
    digest: Hash;
    /** Events about the trust since the last seal: all but the record's own. */
    unsealed: number;
    /** Left out where the schedule asked for it. */
    reason?: string;
  };
};
