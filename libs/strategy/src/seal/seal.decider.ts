/** The seals of a log: one stream, in which each reaches further than the one before. */
import { reject, type Decider } from '#kernel';
import { checkOptionalProse } from '../texts.js';
import type { SealCommands } from './seal.commands.js';
import type { SealEvents } from './seal.events.js';

export const sealCodes = ['TextMissing', 'TextTooLong', 'NothingToSeal', 'SealStepsBack'] as const;
export type SealCode = (typeof sealCodes)[number];

/** The last seal: how far it reaches, and its own event. */
export type SealState = { readonly ordinal: number; readonly event: string } | null;

export const seal: Decider<SealState, SealCommands, SealEvents, SealCode> = {
  name: 'seal',
  initial: null,
  decide: {
    PlaceSeal: (last, { ordinal, lastEventId, digest, unsealed, reason }) => {
      const refused = checkOptionalProse('the reason', reason);
      if (refused) return refused;
      if (last && ordinal <= last.ordinal)
        return reject(
          'SealStepsBack',
          `a seal of position ${ordinal} would not reach beyond the last one, which reaches to ${last.ordinal}; ask again for one of the log as it stands`,
        );
      if (unsealed === 0)
        return reject(
          'NothingToSeal',
          `nothing was recorded about the trust since the last seal, which reaches to position ${last?.ordinal ?? 0}; that one can be published again`,
        );
      return [{ type: 'SealPlaced', data: { ordinal, lastEventId, digest, previousSeal: last?.event ?? null } }];
    },
  },
  evolve: { SealPlaced: (_last, { ordinal }, { id }) => ({ ordinal, event: id }) },
};
