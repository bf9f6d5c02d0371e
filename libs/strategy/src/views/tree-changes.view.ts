import { journal, view, type Actor, type Instant } from '#kernel';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';

/** An event after which some node of the alignment tree, what it counts for, or a candidate may look different. */
export interface TreeTouch {
  readonly ordinal: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly reason: string | null;
  readonly type: string;
  /** What the event is about: the unit of a True North, or whatever else by its id. */
  readonly about: 'TRUE_NORTH' | 'OBJECTIVE' | 'CYCLE' | 'CANDIDATE' | 'AIM' | 'THREAD' | 'GOAL' | 'POST';
  readonly subject: string;
}

/** The key of the only list. */
export const theTree = 'tree';

type TreeEvents = Pick<
  StrategyEvents,
  | 'TrueNorthDrafted'
  | 'TrueNorthTookEffect'
  | 'ObjectiveSet'
  | 'ObjectiveRevised'
  | 'ObjectiveRetired'
  | 'CycleActivated'
  | 'CandidateNominated'
  | 'CandidateRevised'
  | 'CandidateScored'
  | 'CandidateAdopted'
  | 'CandidateDropped'
  | 'CandidateRestored'
  | 'AimRevised'
  | 'AimDropped'
> &
  Omit<CatchballEvents, 'QuestionAsked' | 'QuestionAnswered' | 'ReplyExtended' | 'CommitmentSigned'> &
  Pick<
    GoalEvents,
    | 'GoalEstablished'
    | 'GoalRevised'
    | 'LinkReleased'
    | 'LinkReweighted'
    | 'RollUpChosen'
    | 'ConditionMet'
    | 'ConditionFailed'
    | 'GrantDelivered'
    | 'GrantFailed'
    | 'GoalClosed'
    | 'GoalReopened'
  > &
  Pick<OrganisationEvents, 'PostClosed'>;

interface Touching {
  readonly ordinal: number;
  readonly at: Instant;
  readonly type: string;
  readonly subject: string;
  readonly data: unknown;
  readonly meta: { readonly actor: Actor; readonly reason?: string };
}

/** The reason given; a serve gives it with its offer. */
const reasonOf = ({ type, data, meta }: Touching): string | null =>
  meta.reason ?? (type === 'BallServed' ? (data as CatchballEvents['BallServed']).offer.rationale : null);

const touch =
  <Event extends Touching>(about: TreeTouch['about'], subjectOf: (event: Event) => string = ({ subject }) => subject) =>
  (tables: { treeTouches: { add(key: string, touch: TreeTouch): void } }, event: Event): void => {
    const { ordinal, at, type } = event;
    tables.treeTouches.add(theTree, {
      ordinal,
      at,
      actor: event.meta.actor,
      reason: reasonOf(event),
      type,
      about,
      subject: subjectOf(event),
    });
  };

/** In the strategy's one stream the subject is named in the event. */
const ofUnit = touch<Touching & { data: { unit: string } }>('TRUE_NORTH', ({ data }) => data.unit);
const ofObjective = touch<Touching & { data: { objective: string } }>('OBJECTIVE', ({ data }) => data.objective);
const ofCycle = touch<Touching & { data: { cycle: string } }>('CYCLE', ({ data }) => data.cycle);
const ofCandidate = touch<Touching & { data: { candidate: string } }>('CANDIDATE', ({ data }) => data.candidate);
const ofAim = touch<Touching & { data: { aim: string } }>('AIM', ({ data }) => data.aim);
const ofThread = touch('THREAD');
const ofGoal = touch('GOAL');
const ofPost = touch<Touching & { data: { post: string } }>('POST', ({ data }) => data.post);

/** Where to look for changes of the tree between two moments, in order. */
export const treeChangesView = view<TreeEvents>()({
  name: 'tree-changes',
  revision: 4,
  tables: { treeTouches: journal<TreeTouch>() },
  on: {
    TrueNorthDrafted: ofUnit,
    TrueNorthTookEffect: ofUnit,
    ObjectiveSet: ofObjective,
    ObjectiveRevised: ofObjective,
    ObjectiveRetired: ofObjective,
    CycleActivated: ofCycle,
    CandidateNominated: ofCandidate,
    CandidateRevised: ofCandidate,
    CandidateScored: ofCandidate,
    CandidateAdopted: ofAim,
    CandidateDropped: ofCandidate,
    CandidateRestored: ofCandidate,
    AimRevised: ofAim,
    AimDropped: ofAim,
    BallServed: ofThread,
    OfferCountered: ofThread,
    OfferAccepted: ofThread,
    CommitmentMade: ofThread,
    AcceptanceRetracted: ofThread,
    OfferDeclined: ofThread,
    ThreadEscalated: ofThread,
    ArbiterAppointed: ofThread,
    DirectionGiven: ofThread,
    BallReturned: ofThread,
    EscalationSettled: ofThread,
    ThreadClosed: ofThread,
    RenegotiationOpened: ofThread,
    BallReopened: ofThread,
    ParentChangeNoted: ofThread,
    ParentRevisionConfirmed: ofThread,
    CommitmentReleased: ofThread,
    ThreadWithdrawn: ofThread,
    PledgeLapsed: ofThread,
    EarlierOffersOpened: ofThread,
    GoalEstablished: ofGoal,
    GoalRevised: ofGoal,
    LinkReleased: ofGoal,
    LinkReweighted: ofGoal,
    RollUpChosen: ofGoal,
    ConditionMet: ofGoal,
    ConditionFailed: ofGoal,
    GrantDelivered: ofGoal,
    GrantFailed: ofGoal,
    GoalClosed: ofGoal,
    GoalReopened: ofGoal,
    PostClosed: ofPost,
  },
});
