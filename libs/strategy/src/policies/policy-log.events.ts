/** What becomes of a policy's debt when the command it sends leaves no event of its own. */
export type PolicyLogEvents = {
  /** The command found nothing left to do. */
  PolicySettled: { key: string; outcome: 'NOTHING_TO_DO' };
  /** A rule refused the command. A finding, until somebody has it tried again. */
  PolicyStuck: { key: string; policy: string; /** The event that made it due. */ cause: string; code: string; because: string };
  /** Tried again on request. */
  PolicyRetried: { key: string };
};

/** Stored names, for ever: never changed, never used again for anything else. */
export const policyLogStored: Record<keyof PolicyLogEvents, string> = {
  PolicySettled: 'policy.settled',
  PolicyStuck: 'policy.stuck',
  PolicyRetried: 'policy.retried',
};
