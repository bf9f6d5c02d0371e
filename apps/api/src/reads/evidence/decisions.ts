/** The decisions: who bound whom to what, when and why, each with the event that says so. */
import type { Recorded } from '#kernel';
import type { EventTypeName } from './event-words.js';
import { html, table, type Html, type Piece } from './html.js';
import { aboutOf } from './event-words.js';
import { spaced, timeCell } from './naming.js';
import { position, type Pack } from './pack-of.js';

/** Events by which somebody decided; a negotiation's other moves are in its thread. */
const decisive: ReadonlySet<EventTypeName> = new Set<EventTypeName>([
  'TrueNorthTookEffect',
  'CycleActivated',
  'CandidateAdopted',
  'CandidateDropped',
  'CandidateRestored',
  'AimRevised',
  'AimMandateWaived',
  'AimDropped',
  'AimGapAccepted',
  'CommitmentMade',
  'OfferDeclined',
  'DirectionGiven',
  'ArbiterAppointed',
  'BallReturned',
  'RenegotiationConsented',
  'ThreadClosed',
  'ThreadWithdrawn',
  'CommitmentReleased',
  'PledgeLapsed',
  'CapOverridden',
  'MandateWaived',
  'GoalGapAccepted',
  'GoalClosed',
  'GoalReopened',
  'LinkReweighted',
  'RollUpChosen',
]);

/** The fields in which an event says why, as its type has them. */
const whyFields = ['reason', 'rationale', 'plan', 'override', 'minute', 'evidence'] as const;

const whyOf = ({ data }: Recorded): Piece => {
  const said = data as Readonly<Record<string, unknown>>;
  const texts = whyFields.flatMap((field) => (typeof said[field] === 'string' && said[field] !== '' ? [said[field]] : []));
  return html`<span class="said">${texts.join('\n')}</span>`;
};

const whatOf = (event: Recorded): string => {
  if (event.type === 'CommitmentMade') return 'Agreed and signed by both sides';
  if (event.type === 'DirectionGiven') return 'Directed by an arbiter, not agreed';
  return spaced(event.type);
};

export const decisionsIn = ({ events }: Pick<Pack, 'events'>): readonly Recorded[] =>
  events.flatMap(({ event }) => (decisive.has(event.type as EventTypeName) ? [event] : []));

export const decisions = (pack: Pack): Html => {
  const taken = decisionsIn(pack);
  if (taken.length === 0) return html`<p>No decision about it is in the record yet.</p>`;
  return table(
    'Decisions in the order of the record',
    ['Decision', 'About', 'When', 'By', 'Why', 'Position and event'],
    taken.map((event) => [
      whatOf(event),
      aboutOf(pack, event),
      timeCell(event.at),
      pack.naming.by(event.meta.actor),
      whyOf(event),
      html`${position(pack, event.ordinal)}<br /><code class="small">${event.id}</code>`,
    ]),
  );
};
