/** The rules moves share: on whose side a person is, what the parent allows, who decides, what a commitment needs. */
import { type Actor, type Day, type Decider, type EventOf, isRejection, reject } from '#kernel';
import { percentFigure, saidDay, saidValue } from '../arithmetic/in-words.js';
import { fallsShort } from '../arithmetic/terms.js';
import { addWorkingDays, type Calendar, workingDaysBetween } from '../arithmetic/working-days.js';
import type { ArbiterFacts, GuardFacts, ParentFacts, PartyFacts, PlanningFacts, SideFacts } from '../facts.js';
import { checkProse } from '../texts.js';
import { type Hash, type Offer, otherSide, type PostId, type Side } from '../vocabulary.js';
import type { CatchballCommands, CatchballFacts } from './catchball.commands.js';
import type { CatchballEvents, OfferOnTable, RenegotiationCause, Settled, ThreadKind } from './catchball.events.js';
import type { CatchballState, Episode, In, InForce, Phase } from './catchball.state.js';
import { checkDay, checkMeasured, exceedsWhole, openRequests } from './offer.js';
import type { CatchballCode, No } from './refusals.js';

/** One event of a thread, not yet recorded. */
export type Happened = EventOf<CatchballEvents>;

/** What the decider says to some of its commands. */
export type Decides<C extends keyof CatchballCommands> = Pick<
  Decider<CatchballState, CatchballCommands, CatchballEvents, CatchballCode, CatchballFacts>['decide'],
  C
>;

/** How long people have, in working days. */
export const replyWorkingDays = 10;
export const signWorkingDays = 5;
export const decideWorkingDays = 10;
export const confirmWorkingDays = 10;
/** A question stops the reply clock, all questions of one round together for no longer than this. */
export const pauseWorkingDaysMax = 5;
/** The round that can no longer be countered, and the one from which either side may escalate. */
export const lastRound = 12;
export const escalationRound = 3;

export const sideWords: Readonly<Record<Side, string>> = { GIVER: 'the giver', RECEIVER: 'the receiver' };
const phaseWords: Readonly<Record<Exclude<Phase, 'unserved'>, string>> = {
  open: 'open',
  tentative: 'agreed and waiting for signatures',
  escalated: 'with an arbiter',
  declined: 'declined',
  withdrawn: 'withdrawn',
  settled: 'settled',
  released: 'released',
  lapsed: 'lapsed',
};

/** The state, if it is in one of the phases the move belongs to. */
export const inPhase = <P extends Exclude<Phase, 'unserved'>>(state: CatchballState, ...phases: readonly P[]): In<P> | No => {
  if (state.phase === 'unserved') return reject('NotServed', 'nothing has been offered in this thread yet, serve first');
  return (phases as readonly Phase[]).includes(state.phase)
    ? (state as In<P>)
    : reject(
        'NotInPlay',
        `this catchball is ${phaseWords[state.phase]}, the move is for one that is ${phases.map((phase) => phaseWords[phase]).join(' or ')}`,
      );
};

const personsOf = ({ holders, deputies }: SideFacts): readonly string[] => [...holders, ...deputies];
export const factsOf = (parties: PartyFacts, side: Side): SideFacts => (side === 'GIVER' ? parties.giver : parties.receiver);
const isOnSide = ({ post, person }: Actor, side: SideFacts): boolean => post === side.post && personsOf(side).includes(person);

/**
 * The side the person acts for: the holder or recorded deputy of that side's post, never the line above it.
 * After a reorganisation both sides may have come to one post; nobody can then negotiate with it.
 */
export const sideOf = (actor: Actor, parties: PartyFacts): Side | No => {
  const { giver, receiver } = parties;
  if (giver.post === receiver.post)
    return reject(
      'SameSide',
      `both sides have come to the post ${giver.post}, so there is nobody to negotiate with: withdraw it, or ask the arbiter to release it`,
    );
  if (isOnSide(actor, giver)) return 'GIVER';
  if (isOnSide(actor, receiver)) return 'RECEIVER';
  return reject(
    'NotYourSide',
    `only the holder or deputy of ${giver.post} moves for the giver, and of ${receiver.post} for the receiver; signatures never follow the line, so a superior who wants it settled asks a side to escalate`,
  );
};

/** Two different persons have to be able to sign, even where one holds both posts. */
export const checkTwoPersons = ({ giver, receiver }: PartyFacts): No | null => {
  const givers = personsOf(giver);
  const receivers = personsOf(receiver);
  return givers.length > 0 && receivers.length > 0 && new Set([...givers, ...receivers]).size === 1
    ? reject('NameADeputyFirst', `one person holds both ${giver.post} and ${receiver.post}, name a deputy for one of them first`)
    : null;
};

/** The person's own ball: their side's turn in an open episode. */
export const ownBall = (state: CatchballState, actor: Actor, parties: PartyFacts): { open: In<'open'>; side: Side } | No => {
  const open = inPhase(state, 'open');
  if (isRejection(open)) return open;
  const side = sideOf(actor, parties);
  if (isRejection(side)) return side;
  const { ball } = open.episode;
  return ball === side
    ? { open, side }
    : reject('NotYourBall', `the ball is with ${sideWords[ball]} (${factsOf(parties, ball).post}), ask a question or wait for the reply`);
};

/** What the person saw has to be what is on the table now. */
export const checkRound = (episode: Episode, seen: number): No | null =>
  episode.round === seen
    ? null
    : reject('StaleRound', `you saw round ${seen}, the table shows round ${episode.round}: read it and move again`);

/** A move rests on the parent as it is now. */
export const checkRevision = (seen: number, parent: ParentFacts): No | null =>
  seen === parent.revision
    ? null
    : reject('ParentChanged', `the parent is at revision ${parent.revision}, you saw ${seen}: read what changed and move again`);

/** An offer made on an older parent can be neither accepted nor signed. */
export const checkTableRevision = (table: OfferOnTable, parent: ParentFacts): No | null =>
  table.parentRevision === parent.revision
    ? null
    : reject(
        'ParentChanged',
        `the offer was made on the parent's revision ${table.parentRevision}, now it is ${parent.revision}: counter with an offer on the new one`,
      );

export const checkParent = (parent: ParentFacts): No | null => {
  if (!parent.exists) return reject('UnknownParent', 'there is no such aim, goal or thread to serve under, choose one of the tree');
  if (parent.state === 'ENDED') return reject('ParentEnded', 'the parent has ended, serve a new thread under one that is in force');
  return parent.loops ? reject('ParentLoop', 'the parent rests on this very thread or goal, choose one that is not below it') : null;
};

/** A pledge may commit first, conditional on the thread that needs it; everything else waits for its parent. */
export const checkParentCommitted = (kind: ThreadKind, parent: ParentFacts): No | null =>
  parent.state === 'PROVISIONAL' && kind !== 'PLEDGE'
    ? reject('ParentNotCommitted', 'the parent is still being negotiated, sign when it is committed or directed')
    : null;

/** The day by which the reply is due, with the pauses of questions: answered ones are in `replyBy`, an open one is added. */
export const replyDueOf = (open: In<'open'>, today: Day, calendar: Calendar): Day =>
  open.question ? addWorkingDays(open.replyBy, pauseOf(open, today, calendar), calendar) : open.replyBy;

/** For how many working days the open question has stopped the clock so far. */
export const pauseOf = ({ question, episode }: In<'open'>, today: Day, calendar: Calendar): number =>
  question ? Math.min(workingDaysBetween(question.askedOn, today, calendar), Math.max(pauseWorkingDaysMax - episode.pausedDays, 0)) : 0;

/**
 * The side whose reply or signature is overdue for the other, or null. The clock stands still while the side that
 * has to move is vacant, and a signature is overdue only for a side that has given its own.
 */
export const overdueSide = (state: CatchballState, today: Day, parties: PartyFacts, calendar: Calendar): Side | null => {
  const late = (side: Side, due: Day): Side | null => (today > due && !factsOf(parties, side).vacant ? side : null);
  if (state.phase === 'open') return late(state.episode.ball, replyDueOf(state, today, calendar));
  if (state.phase !== 'tentative') return null;
  const signed = state.signatures.GIVER ? 'GIVER' : state.signatures.RECEIVER ? 'RECEIVER' : null;
  return signed && late(otherSide(signed), state.signBy);
};

/**
 * The arbiters a thread goes to, from the lowest upwards: the leads of the line above both sides, or where there are
 * none the organisation's final arbiter; empty when the board has to appoint one.
 */
export const arbitersOf = ({ line, finalArbiter, finalArbiterIsSide }: ArbiterFacts): PostId[] => {
  if (line.length > 0) return [...line];
  return finalArbiter && !finalArbiterIsSide ? [finalArbiter] : [];
};

/**
 * Who has to decide now, and by when: every ten working days without a decision it passes to the next one up, and
 * stays with the last. Null while the board has to appoint one.
 */
export const arbiterInCharge = (escalated: In<'escalated'>, today: Day, calendar: Calendar): { post: PostId; decideBy: Day } | null => {
  let { decideBy } = escalated;
  let index = 0;
  while (today > decideBy && index < escalated.arbiters.length - 1) {
    decideBy = addWorkingDays(decideBy, decideWorkingDays, calendar);
    index++;
  }
  const post = escalated.arbiters[index];
  return post === undefined ? null : { post, decideBy };
};

/** Whoever decides, appoints or consents is on neither side, in this post or another. */
export const checkImpartial = ({ person, post }: Actor, { giver, receiver }: PartyFacts): No | null =>
  [giver.post, receiver.post].includes(post) || [...personsOf(giver), ...personsOf(receiver)].includes(person)
    ? reject('ArbiterIsSide', 'you hold or deputise for a post on one of the two sides, leave it to somebody who does not')
    : null;

/** A dependency listed as a condition: the condition carries the pledge's thread as its id. */
const isCondition = (offer: Offer, thread: string): boolean => offer.conditions.some(({ id }) => id === thread);

const checkDependencies = (offer: Offer, guards: GuardFacts): No | null => {
  const open = offer.dependencies.find((thread) => {
    const state = guards.dependencies.find((dependency) => dependency.thread === thread)?.state;
    return state !== 'COMMITTED' && state !== 'DIRECTED' && !isCondition(offer, thread);
  });
  return open === undefined
    ? null
    : reject('DependencyOpen', `the pledge ${open} is not committed, wait for it or list it as a condition with id ${open}`);
};

export const isUnitCapReached = ({ unitGoals, unitCap }: GuardFacts): boolean => unitGoals >= unitCap;
export const isOwnerCapReached = ({ ownerGoals, ownerCap }: GuardFacts): boolean => ownerGoals >= ownerCap;

const checkCaps = ({ capsOverridden }: Episode, guards: GuardFacts): No | null => {
  if (isUnitCapReached(guards) && !capsOverridden.includes('UNIT_GOALS'))
    return reject(
      'UnitCapReached',
      `the receiver's unit has ${guards.unitGoals} active goals, ${guards.unitCap} are allowed: close one, or ask the line lead to override`,
    );
  if (isOwnerCapReached(guards) && !capsOverridden.includes('OWNER_LOAD'))
    return reject(
      'OwnerCapReached',
      `the receiver leads ${guards.ownerGoals} goals, ${guards.ownerCap} are allowed: hand one over, or ask the line lead to override`,
    );
  return null;
};

const checkMandate = (
  offer: Offer,
  offerHash: string,
  { mandateWaived }: Episode,
  { mandate }: ParentFacts,
  { measure }: PlanningFacts,
): No | null =>
  mandate &&
  offer.measured?.measure === mandate.measure &&
  fallsShort(offer.measured.target, mandate.target, mandate.direction) &&
  !mandateWaived.includes(offerHash)
    ? reject(
        'MandateShort',
        `the target ${saidValue(measure, offer.measured.target)} falls short of ${saidValue(measure, mandate.target)}, mandated by ${mandate.authority}: meet it, or ask an executive for a waiver`,
      )
    : null;

/** What has to hold before an offer binds anybody, at both signatures and at an arbiter's decision. */
export const checkGuards = (
  state: { readonly episode: Episode },
  { offer, offerHash }: Pick<OfferOnTable, 'offer' | 'offerHash'>,
  { guards, parent, planning }: { guards: GuardFacts; parent: ParentFacts; planning: PlanningFacts },
): No | null => {
  const open = openRequests(offer);
  return (
    checkMeasured(offer, planning) ??
    checkDependencies(offer, guards) ??
    (open.length > 0
      ? reject('ResourcesOpen', `asked and not granted: ${open.join(', ')}; grant it in a counter, or strike it from the offer`)
      : null) ??
    checkCaps(state.episode, guards) ??
    (exceedsWhole(offer.share, guards.sharesElsewhere)
      ? reject(
          'SharesOverOne',
          `with ${percentFigure(guards.sharesElsewhere)}% credited to other parents a share of ${percentFigure(offer.share)}% passes the whole, lower one of them`,
        )
      : null) ??
    (guards.weighsNothing
      ? reject('WeightsComeToZero', "with a weight of 0 the parent's children would weigh nothing together, give it a weight above 0")
      : null) ??
    checkMandate(offer, offerHash, state.episode, parent, planning)
  );
};

/** What has happened since a decision that lets it be negotiated again, as causes somebody may name. */
export const causesOf = (inForce: InForce, parent: ParentFacts, guards: GuardFacts): RenegotiationCause[] => [
  ...(parent.revision > inForce.parentRevision
    ? [{ kind: 'PARENT_CHANGED' as const, reference: inForce.change?.cause ?? `revision ${parent.revision}` }]
    : []),
  ...guards.conditionsFailed.filter(({ at }) => at > inForce.at).map(({ id }) => ({ kind: 'CONDITION_FAILED' as const, reference: id })),
  ...guards.grantsLate.map((id) => ({ kind: 'CONDITION_FAILED' as const, reference: id })),
  ...(guards.periodsMissed >= 2 ? [{ kind: 'PERIODS_MISSED' as const, reference: `${guards.periodsMissed} periods` }] : []),
  ...(inForce.consent ? [{ kind: 'ARBITER_CONSENT' as const, reference: inForce.consent }] : []),
];

/** Who asks, on which day, and what is known of the other streams. */
export interface Asking<Facts> {
  readonly actor: Actor;
  readonly today: Day;
  readonly facts: Facts;
}
export interface Parties {
  parties: PartyFacts;
}

/** A side's move in a phase: both, or why not. */
export const sideIn = <S extends CatchballState>(state: S | No, actor: Actor, parties: PartyFacts): { state: S; side: Side } | No => {
  if (isRejection(state)) return state;
  const side = sideOf(actor, parties);
  return isRejection(side) ? side : { state, side };
};

/** The line lead above a vacant post that holds the ball may meanwhile ask and extend, nothing else. */
export const standsInForVacancy = ({ episode }: In<'open'>, actor: Actor, parties: PartyFacts): boolean => {
  const holder = factsOf(parties, episode.ball);
  return holder.vacant && holder.lineLead === actor.post;
};

export const checkReason = (reason: string): No | null => checkProse('the reason', reason);

/** The day people asked for, today or later; null when they named none. */
export const checkReplyBy = (replyBy: Day | null | undefined, today: Day): No | null => {
  if (replyBy === null || replyBy === undefined) return null;
  return (
    checkDay('the reply date', replyBy) ??
    (replyBy < today
      ? reject('ReplyDateNotAhead', `the reply date ${saidDay(replyBy)} has passed, choose a day from ${saidDay(today)} on`)
      : null)
  );
};

export const replyDay = (replyBy: Day | null | undefined, today: Day, planning: PlanningFacts): Day =>
  replyBy ?? addWorkingDays(today, replyWorkingDays, planning);

export const checkHash = (episode: Episode, offerHash: Hash): No | null =>
  episode.table.offerHash === offerHash
    ? null
    : reject('OfferNotOnTable', `another offer is on the table (${episode.table.offerHash.slice(0, 8)}…), read it and name that one`);

/** An offer as it goes on the table, named by its digest. */
export const offered = (offer: Offer, parentRevision: number, hash: (value: unknown) => Hash): OfferOnTable => ({
  offer,
  offerHash: hash(offer),
  parentRevision,
});

export const settled = (table: OfferOnTable, { unitGoals, ownerGoals, sharesElsewhere }: GuardFacts): Settled => ({
  ...table,
  unitGoals,
  ownerGoals,
  sharesElsewhere,
});
