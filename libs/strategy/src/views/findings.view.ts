import { keyed, view, type Actor, type Day, type Instant } from '#kernel';
import type { FindingEvents } from '../finding/finding.events.js';

/** Who let an integrity finding stand, when and why. */
export interface Acknowledgement {
  readonly code: string;
  readonly by: Actor;
  readonly at: Instant;
  readonly on: Day;
  readonly reason: string;
  readonly ordinal: number;
}

/** What people have said about integrity findings; the findings themselves are read from the rest. */
export const findingsView = view<FindingEvents>()({
  name: 'findings',
  revision: 1,
  tables: {
    /** Finding → the acknowledgement that stands. */
    acknowledgements: keyed<Acknowledgement>(),
  },
  on: {
    FindingAcknowledged: ({ acknowledgements }, { data: { code, reason }, subject, meta: { actor }, at, on, ordinal }) =>
      acknowledgements.set(subject, { code, by: actor, at, on, reason, ordinal }),
    AcknowledgementWithdrawn: ({ acknowledgements }, { subject }) => acknowledgements.delete(subject),
  },
});
