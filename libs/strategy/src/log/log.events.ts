/** What the log says about itself: its first event, and the only one of its kind. */
export type LogEvents = {
  LogOpened: {
    /** UUID of the organisation whose log it is. */
    organisation: string;
    /** Version of the envelope and its digests. */
    formatVersion: number;
    /** What the names of its streams begin with. */
    prefix: string;
    /** The time zone its days are of: part of the log, because every view's days follow from it. */
    timeZone: string;
  };
};

/** Stored names, for ever: never changed, never used again for anything else. */
export const logStored: Record<keyof LogEvents, string> = {
  LogOpened: 'log.opened',
};
