import type { PersonId } from '../vocabulary.js';
import type { FindingSubject } from './finding.events.js';

export type FindingCommands = {
  AcknowledgeFinding: { reason: string };
  WithdrawAcknowledgement: { reason: string };
};

/** The finding as the log has it, as far as whoever asks may see it; null where there is none. */
export interface FoundFacts {
  readonly code: string;
  readonly subject: FindingSubject;
  /** Those who made the decision it is about. */
  readonly decidedBy: readonly PersonId[];
}

export interface StandingOverFinding {
  readonly found: FoundFacts | null;
  /** Executives, coaches, and the leads of the line above the unit it falls to. */
  readonly mayAnswer: boolean;
}

export type FindingFacts = {
  AcknowledgeFinding: StandingOverFinding;
  WithdrawAcknowledgement: StandingOverFinding;
};
