/** One thread to play with: the chief nurse asks medicine to halve the falls on its wards, under an annual aim. */
import type { Actor, Day } from '#kernel';
import type {
  CatchballEvents,
  GuardFacts,
  MoveFacts,
  Offer,
  OfferOnTable,
  ParentFacts,
  PartyFacts,
  Settled,
  Side,
  SideFacts,
} from '#strategy';
import { as, type Happened, hashOf } from './story.js';

type Event = Happened<CatchballEvents>;

export const giver = as('chief-nurse', 'ann');
export const giversDeputy = as('chief-nurse', 'dora', true);
export const receiver = as('medicine', 'ben');
export const receiversDeputy = as('medicine', 'rita', true);
/** The lead above both sides, and the one above that. */
export const arbiter = as('chief-operating', 'carl');
export const higherArbiter = as('chief-executive', 'eve');
export const policy = as('policy:parent-changes', 'the-service');
export const reason = 'agreed in the team meeting';

/** Ten, five and no working days after the day stories play on, Good Friday and Easter Monday left out. */
export const inTenDays: Day = '2026-04-17';
export const inFiveDays: Day = '2026-04-10';

const side = (post: string, lineLead: string, ...[holder, deputy]: string[]): SideFacts => ({
  post,
  exists: true,
  unit: `${post}-unit`,
  holders: holder ? [holder] : [],
  deputies: deputy ? [deputy] : [],
  vacant: !holder && !deputy,
  lineLead,
  lineLeadIsExecutive: true,
});

export const parties: PartyFacts = {
  giver: side('chief-nurse', 'chief-executive', 'ann', 'dora'),
  receiver: side('medicine', 'chief-operating', 'ben', 'rita'),
};

export const parent: ParentFacts = {
  exists: true,
  state: 'IN_FORCE',
  revision: 1,
  owner: 'chief-nurse',
  cycle: 'cycle-26',
  loops: false,
  isAim: true,
  measure: null,
  mandate: null,
};

export const guards: GuardFacts = {
  dependencies: [],
  unitGoals: 2,
  ownerGoals: 1,
  unitCap: 7,
  ownerCap: 3,
  sharesElsewhere: '0',
  weighsNothing: false,
  conditionsFailed: [],
  grantsLate: [],
  periodsMissed: 0,
  inForce: null,
};

/** The facts of every command, changed where a test cares. */
type Changes = { readonly [F in Exclude<keyof MoveFacts, 'actorIsExecutive' | 'existing' | 'predecessors'>]?: Partial<MoveFacts[F]> } & {
  readonly existing?: MoveFacts['existing'];
  readonly actorIsExecutive?: boolean;
  readonly predecessors?: string[];
};
export const factsOf = (changes: Changes = {}): MoveFacts => ({
  parties: { ...parties, ...changes.parties },
  parent: { ...parent, ...changes.parent },
  planning: {
    closed: [],
    open: [],
    financialYearStart: 4,
    measure: {
      measure: 'falls',
      kind: 'COUNT',
      direction: { kind: 'DECREASE' },
      frequency: 'MONTH',
      overTime: 'SUM',
      overUnits: 'SUM',
      defined: true,
    },
    ...changes.planning,
  },
  guards: { ...guards, ...changes.guards },
  arbiter: {
    line: ['chief-operating', 'chief-executive'],
    finalArbiter: 'chief-executive',
    finalArbiterIsSide: false,
    able: ['chief-operating', 'chief-executive'],
    appointeeFits: true,
    ...changes.arbiter,
  },
  existing: changes.existing ?? null,
  actorIsExecutive: changes.actorIsExecutive ?? false,
  predecessors: changes.predecessors ?? [],
});

/** From 20 falls a month in February to `target` in next March. */
export const offerOf = (changes: Partial<Offer> = {}, target = '10'): Offer => ({
  statement: `Bring falls with harm down to ${target} a month`,
  kind: 'MEASURED',
  measured: {
    measure: 'falls',
    basis: 'LEVEL',
    jop: '20',
    jopFrom: '2026-02',
    jopTo: '2026-02',
    target,
    maintain: false,
    tolerance: '1',
    trajectory: { kind: 'LINEAR' },
  },
  milestones: [],
  baselineBy: null,
  due: '2027-03-31',
  contribution: null,
  share: '1',
  weight: '1',
  link: { kind: 'CONTRIBUTES' },
  means: ['intentional rounding', 'low beds'],
  resourcesAsked: [],
  resourcesGranted: [],
  dependencies: [],
  conditions: [],
  confidence: 3,
  rationale: 'the wards have shown it can be done',
  ...changes,
});

/** The same goal while nobody knows the figure yet. */
export const milestoneOffer = (changes: Partial<Offer> = {}): Offer =>
  offerOf({
    kind: 'MILESTONE',
    measured: null,
    milestones: [{ id: 'audit', text: 'audit every fall of the quarter', due: '2026-07-31' }],
    ...changes,
  });

export const onTable = (offer: Offer, parentRevision = 1): OfferOnTable => ({ offer, offerHash: hashOf(offer), parentRevision });
export const settledOn = (offer: Offer, parentRevision = 1): Settled => ({
  ...onTable(offer, parentRevision),
  unitGoals: 2,
  ownerGoals: 1,
  sharesElsewhere: '0',
});

/** What happened, in one line each. Served on the second of March, answers due on the sixteenth. */
export const firstOffer = offerOf();
export const counterOffer = offerOf({}, '14');
const on: Day = '2026-03-02';
const replyBy: Day = '2026-03-16';

export const served = (changes: Partial<CatchballEvents['BallServed']> = {}, by: Actor = giver): Event => ({
  type: 'BallServed',
  by,
  on,
  data: {
    ...onTable(firstOffer),
    kind: 'DOWNWARDS',
    parent: { kind: 'AIM', id: 'aim-1' },
    cycle: 'cycle-26',
    giver: 'chief-nurse',
    receiver: 'medicine',
    opener: 'GIVER',
    side: 'GIVER',
    episode: 1,
    round: 1,
    replyBy,
    private: false,
    existingGoal: null,
    ...changes,
  },
});
/** Round 2 is the receiver's, round 3 the giver's, and so on. */
export const countered = (round = 2, changes: Partial<CatchballEvents['OfferCountered']> = {}, by?: Actor): Event => ({
  type: 'OfferCountered',
  by: by ?? (round % 2 === 0 ? receiver : giver),
  on,
  data: {
    ...onTable(round % 2 === 0 ? counterOffer : firstOffer),
    side: round % 2 === 0 ? 'RECEIVER' : 'GIVER',
    episode: 1,
    round,
    rationale: reason,
    replyBy,
    ...changes,
  },
});
export const rounds = (last: number): Event[] => [served(), ...Array.from({ length: last - 1 }, (_, index) => countered(index + 2))];
export const asked = (by: Actor = receiver, of: Side = 'RECEIVER', day: Day = on, round = 1): Event => ({
  type: 'QuestionAsked',
  by,
  on: day,
  data: { side: of, question: 'which wards?', round },
});
export const accepted = (by: Actor = receiver, of: Side = 'RECEIVER', offer = firstOffer): Event => ({
  type: 'OfferAccepted',
  by,
  on,
  data: { side: of, offerHash: hashOf(offer), parentRevision: 1, round: 1, signBy: '2026-03-09' },
});
export const signed = (by: Actor = receiver, of: Side = 'RECEIVER', offer = firstOffer): Event => ({
  type: 'CommitmentSigned',
  by,
  on,
  data: { side: of, offerHash: hashOf(offer), parentRevision: 1 },
});
export const made = (offer = firstOffer, parentRevision = 1): Event => ({
  type: 'CommitmentMade',
  by: giver,
  on,
  data: {
    ...settledOn(offer, parentRevision),
    side: 'GIVER',
    episode: 1,
    signatures: { giver: { person: 'ann', post: 'chief-nurse' }, receiver: { person: 'ben', post: 'medicine' } },
    existingGoal: null,
  },
});
/** Served, accepted and signed by both. */
export const committed: Event[] = [served(), accepted(), signed(), signed(giver, 'GIVER'), made()];
export const declined = (by: Actor = receiver, of: Side = 'RECEIVER'): Event => ({
  type: 'OfferDeclined',
  by,
  on,
  data: { side: of, reason, round: 1 },
});
export const escalated = (changes: Partial<CatchballEvents['ThreadEscalated']> = {}, by: Actor = receiver): Event => ({
  type: 'ThreadEscalated',
  by,
  on,
  data: { side: 'RECEIVER', reason, arbiters: ['chief-operating', 'chief-executive'], decideBy: '2026-04-15', ...changes },
});
export const directed = (offer = firstOffer, episode = 1): Event => ({
  type: 'DirectionGiven',
  by: arbiter,
  on,
  data: { ...settledOn(offer), arbiter: 'chief-operating', rationale: reason, episode, existingGoal: null },
});
/** Escalated in round 3 and decided. */
export const imposed: Event[] = [...rounds(3), escalated(), directed()];
export const renegotiated = (
  by: Actor = receiver,
  of: Side = 'RECEIVER',
  changes: Partial<CatchballEvents['RenegotiationOpened']> = {},
): Event => ({
  type: 'RenegotiationOpened',
  by,
  on,
  data: { ...onTable(counterOffer), side: of, episode: 2, reason, cause: null, replyBy, ...changes },
});
