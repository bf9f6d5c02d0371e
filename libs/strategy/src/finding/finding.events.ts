/** What an integrity finding is about. */
export interface FindingSubject {
  kind: 'AIM' | 'GOAL' | 'MEASURE';
  id: string;
}

/** What people have said about an integrity finding. The finding itself follows from the log and is no event. */
export type FindingEvents = {
  /** Somebody who did not decide it has looked at it, and says why it may stand. It stays listed. */
  FindingAcknowledged: { finding: string; code: string; subject: FindingSubject; reason: string };
  /** The undo of an acknowledgement. */
  AcknowledgementWithdrawn: { finding: string; code: string; subject: FindingSubject; reason: string };
};

/** Stored names, for ever: never changed, never used again for anything else. */
export const findingStored: Record<keyof FindingEvents, string> = {
  FindingAcknowledged: 'finding.acknowledged',
  AcknowledgementWithdrawn: 'finding.acknowledgement-withdrawn',
};
