import { journal, view, type Recorded, type RecordedOf, type Writers } from '#kernel';
import { catchballStored, type CatchballEvents } from '../catchball/catchball.events.js';
import { findingStored, type FindingEvents } from '../finding/finding.events.js';
import { goalStored, type GoalEvents } from '../goal/goal.events.js';
import type { IntakeEvents } from '../intake/intake.events.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';

/** Every event about the trust; what the service notes about itself is not among them. */
export type TrustEvents = OrganisationEvents & StrategyEvents & CatchballEvents & GoalEvents & MeasureEvents & IntakeEvents & FindingEvents;

type Mentions = { readonly [E in keyof TrustEvents]: (data: TrustEvents[E]) => readonly (string | null)[] };

const nobody = (): readonly string[] => [];
const unitOf = ({ unit }: { unit: string }) => [unit];
const postOf = ({ post }: { post: string }) => [post];
const candidateOf = ({ candidate }: { candidate: string }) => [candidate];
const aimOf = ({ aim }: { aim: string }) => [aim];
const foundOf = ({ subject }: FindingEvents['FindingAcknowledged']) => [subject.id];

/**
 * Which subjects an event is about beside its stream's own. Figures name their measure alone: they are most of
 * the log. Moves after the serve name their thread alone: whoever reads a post's or parent's history sees there
 * that a thread was opened, settled or ended, and finds the rest in the thread's.
 */
const mentions: Mentions = {
  OrganisationNamed: nobody,
  FinalArbiterNamed: postOf,
  CalendarChanged: nobody,
  ChartConventionChosen: nobody,
  UnitAdded: ({ unit, parent }) => [unit, parent],
  UnitRenamed: unitOf,
  UnitEnteredInError: unitOf,
  PostAdded: ({ post, unit }) => [post, unit],
  PostRetitled: postOf,
  PostClosed: ({ post, successor }) => [post, successor],
  PostEnteredInError: postOf,
  HolderAppointed: postOf,
  HolderLeft: postOf,
  DeputyNamed: postOf,
  DeputyStoodDown: postOf,
  ActingHolderNamed: postOf,
  ActingHolderStoodDown: postOf,
  SignInBound: ({ person }) => [person],
  PersonErased: ({ person }) => [person],
  TrueNorthDrafted: unitOf,
  TrueNorthTookEffect: ({ unit, cycle }) => [unit, cycle],
  ObjectiveSet: ({ objective, unit }) => [objective, unit],
  ObjectiveRevised: ({ objective }) => [objective],
  ObjectiveRetired: ({ objective }) => [objective],
  CyclePlanned: ({ cycle }) => [cycle],
  CycleActivated: ({ cycle }) => [cycle],
  CandidateNominated: ({ candidate, cycle, unit }) => [candidate, cycle, unit],
  CandidateRevised: candidateOf,
  CandidateScored: candidateOf,
  CandidateAdopted: ({ candidate, aim, cycle, unit, terms }) => [candidate, aim, cycle, unit, terms.objective, terms.sponsor],
  CandidateDropped: candidateOf,
  CandidateRestored: candidateOf,
  AimRevised: aimOf,
  AimMandateWaived: aimOf,
  AimDropped: aimOf,
  AimGapAccepted: aimOf,
  BallServed: ({ parent, giver, receiver, existingGoal }) => [parent.id, giver, receiver, existingGoal],
  OfferCountered: nobody,
  QuestionAsked: nobody,
  QuestionAnswered: nobody,
  ReplyExtended: nobody,
  OfferAccepted: nobody,
  CommitmentSigned: nobody,
  CommitmentMade: nobody,
  AcceptanceRetracted: nobody,
  OfferDeclined: nobody,
  ThreadEscalated: ({ arbiters }) => arbiters.slice(0, 1),
  ArbiterAppointed: ({ arbiter }) => [arbiter],
  EscalationWithdrawn: nobody,
  EscalationSettled: nobody,
  DirectionGiven: ({ arbiter }) => [arbiter],
  BallReturned: ({ arbiter }) => [arbiter],
  RenegotiationConsented: ({ arbiter }) => [arbiter],
  ThreadClosed: ({ arbiter }) => [arbiter],
  RenegotiationOpened: nobody,
  BallReopened: nobody,
  ParentChangeNoted: nobody,
  ParentRevisionConfirmed: nobody,
  ReleaseProposed: nobody,
  ReleaseProposalWithdrawn: nobody,
  CommitmentReleased: nobody,
  ThreadWithdrawn: nobody,
  PledgeLapsed: nobody,
  CapOverridden: nobody,
  MandateWaived: nobody,
  EarlierOffersOpened: nobody,
  GoalEstablished: ({ cycle, owner, unit, parent, agreement, terms }) => [
    cycle,
    owner,
    unit,
    parent.id,
    agreement.thread,
    terms.measured?.measure ?? null,
  ],
  GoalRevised: ({ owner, unit, parent, agreement, releases, terms }) => [
    owner,
    unit,
    parent.id,
    agreement.thread,
    releases,
    terms.measured?.measure ?? null,
  ],
  LinkReleased: ({ thread }) => [thread],
  LinkReweighted: ({ thread }) => [thread],
  RollUpChosen: nobody,
  MilestoneDone: nobody,
  MilestoneReopened: nobody,
  ConditionMet: nobody,
  ConditionFailed: nobody,
  GrantDelivered: nobody,
  GrantFailed: nobody,
  GoalGapAccepted: nobody,
  GoalClosed: nobody,
  GoalReopened: nobody,
  MeasureDefined: ({ unit, definition }) => [unit, definition.steward],
  MeasureRedefined: nobody,
  ObservationRecorded: nobody,
  ObservationCorrected: nobody,
  ObservationWithdrawn: nobody,
  ImportedFiguresReversed: nobody,
  PeriodClosed: nobody,
  PeriodReopened: nobody,
  MeasureClassed: unitOf,
  MeasureAnnotated: nobody,
  AnnotationWithdrawn: nobody,
  PointGhosted: nobody,
  PointCounted: nobody,
  LimitsRecalculated: nobody,
  RecalculationWithdrawn: nobody,
  BaselineSet: nobody,
  BaselineCleared: nobody,
  ChartChosen: nobody,
  ChartTargetSet: nobody,
  ChartTargetWithdrawn: nobody,
  ChartPublished: nobody,
  ImportStarted: nobody,
  ImportFinished: nobody,
  ImportReversed: nobody,
  FindingAcknowledged: foundOf,
  AcknowledgementWithdrawn: foundOf,
};

/**
 * An event about a subject: its ordinal, and of a thread's or goal's also whose it is, because not everybody may read
 * those. Figures, most of any log, take no more than their number.
 */
export type ChronicleEntry = number | { readonly ordinal: number; readonly about: 'THREAD' | 'GOAL'; readonly subject: string };
export const ordinalOf = (entry: ChronicleEntry): number => (typeof entry === 'number' ? entry : entry.ordinal);

const tables = {
  /** Subject → the events about it, in order. */
  chronicle: journal<ChronicleEntry>(),
};

/** Whose an event is, where not everybody may read it: a thread's, or a goal's. */
export const ownerOf = ({ type, subject, data }: Recorded): { readonly about: 'THREAD' | 'GOAL'; readonly subject: string } | null => {
  if (type in catchballStored) return { about: 'THREAD', subject };
  if (type in goalStored) return { about: 'GOAL', subject };
  // What was said about a finding is for those who see what it is about.
  const found = type in findingStored ? (data as FindingEvents['FindingAcknowledged']).subject : null;
  return found?.kind === 'GOAL' ? { about: 'GOAL', subject: found.id } : null;
};

const entryOf = (event: Recorded): ChronicleEntry => {
  const owner = ownerOf(event);
  return owner ? { ordinal: event.ordinal, ...owner } : event.ordinal;
};

const note =
  <E extends keyof TrustEvents>(mentioned: (data: TrustEvents[E]) => readonly (string | null)[]) =>
  ({ chronicle }: Writers<typeof tables>, event: RecordedOf<TrustEvents, E>): void => {
    const entry = entryOf(event);
    chronicle.add(event.subject, entry);
    if (mentioned === nobody) return;
    const noted = new Set<string | null>([event.subject, null]);
    for (const id of mentioned(event.data as TrustEvents[E])) {
      if (noted.has(id)) continue;
      noted.add(id);
      chronicle.add(id!, entry);
    }
  };

/** Where in the log each subject's story is told. */
export const chronicleView = view<TrustEvents>()({
  name: 'chronicle',
  revision: 4,
  tables,
  on: Object.fromEntries(Object.entries(mentions).map(([type, mentioned]) => [type, note(mentioned as () => readonly string[])])),
});
