/** What a move of catchball rests on beside its own thread: sides, parent, guards, arbiters, calendar. */
import type { Actor } from '#kernel';
import { figure, isZero, sumOf } from '../arithmetic/figures.js';
import type { CatchballCommands, CatchballFacts } from '../catchball/catchball.commands.js';
import type { MoveFacts } from '../catchball/moves.js';
import type { ArbiterFacts, ExistingGoalFacts, GuardFacts, ParentFacts, PartyFacts, PlanningFacts, SideFacts } from '../facts.js';
import { ableBetween, arbitersFor, deputiesOn, isUnattended, leadsAbove, resolvePost, signersOn } from '../organisation/line.js';
import { missedSince } from '../readings/achievement-cells.reading.js';
import type { GoalId, Offer, ParentRef, PostId, ThreadId } from '../vocabulary.js';
import { siblingWeights } from './goal.facts.js';
import type { GoalRecord, Moment, ThreadRecord } from './index.js';
import { isActive, parentRevisionOf, parentThreadOf, resolveParent, wouldLoop } from './parents.js';
import { isExecutive, measureFactsAt, planningAt, type FactsReaders } from './planning.facts.js';
import { standsFor, structureOf } from './structure.js';
import { goalIdOf } from './threads.view.js';

/** Active goals a unit may have, and goals one post may lead, before the line lead has to allow one more. */
export const unitGoalsMax = 7;
export const ownerGoalsMax = 3;

const sideAt = (moment: Moment, named: PostId): SideFacts => {
  const structure = structureOf(moment);
  const post = resolvePost(structure, named, moment.today);
  if (!post)
    return { post: named, exists: false, unit: '', holders: [], deputies: [], vacant: true, lineLead: null, lineLeadIsExecutive: false };
  const lineLead = leadsAbove(structure, post, moment.today)[0] ?? null;
  return {
    post: post.id,
    exists: true,
    unit: post.unit,
    holders: signersOn(post, moment.today),
    deputies: deputiesOn(post, moment.today),
    vacant: isUnattended(post, moment.today),
    lineLead,
    lineLeadIsExecutive: lineLead !== null && structure.post(lineLead)?.role === 'EXECUTIVE',
  };
};

/** The post that stands for the parent's owner today, and with it the giver. */
const standingPost = (moment: Moment, post: PostId): PostId => resolvePost(structureOf(moment), post, moment.today)?.id ?? post;

const noParent: ParentFacts = {
  exists: false,
  state: 'ENDED',
  revision: 0,
  owner: '',
  cycle: '',
  loops: false,
  isAim: false,
  measure: null,
  mandate: null,
};

const measureOf = (moment: Moment, offered: { readonly measured: Offer['measured'] }): ParentFacts['measure'] => {
  const measure = measureFactsAt(moment, offered.measured?.measure);
  return measure && { measure: measure.measure, overUnits: measure.overUnits };
};

/**
 * The parent of a thread. One served under a thread finds that thread's goal in its place once there is one; the
 * revision goes on counting from the thread's.
 */
const parentAt = (moment: Moment, parent: ParentRef, thread: ThreadId, goal: GoalId): ParentFacts => {
  const { tables } = moment;
  const revision = parentRevisionOf(tables, parent);
  const loops = wouldLoop(tables, parent, thread, goal);
  const aim = parent.kind === 'AIM' ? tables.aims.get(parent.id) : undefined;
  if (aim) {
    const { measured, mandate, sponsor } = aim.terms;
    const direction = measureFactsAt(moment, measured.measure)?.direction;
    return {
      exists: true,
      state: aim.status === 'ADOPTED' ? 'IN_FORCE' : 'ENDED',
      revision,
      owner: standingPost(moment, sponsor),
      cycle: aim.cycle,
      loops,
      isAim: true,
      measure: measureOf(moment, aim.terms),
      mandate: mandate && direction ? { measure: measured.measure, target: mandate.target, direction, authority: mandate.authority } : null,
    };
  }
  const resolved = resolveParent(tables, parent);
  const made = resolved.kind === 'GOAL' ? tables.goals.get(resolved.id) : undefined;
  if (made)
    return {
      exists: true,
      state: isActive(made) ? 'IN_FORCE' : 'ENDED',
      revision,
      owner: standingPost(moment, made.owner),
      cycle: made.cycle,
      loops,
      isAim: false,
      measure: measureOf(moment, made.terms),
      mandate: null,
    };
  const served = parent.kind === 'THREAD' ? tables.threads.get(parent.id)?.state : undefined;
  if (!served) return noParent;
  const provisional = served.phase === 'open' || served.phase === 'tentative' || served.phase === 'escalated';
  return {
    exists: true,
    state: served.inForce ? 'IN_FORCE' : provisional ? 'PROVISIONAL' : 'ENDED',
    revision,
    owner: standingPost(moment, served.thread.receiver),
    cycle: served.thread.cycle,
    loops,
    isAim: false,
    measure: measureOf(moment, (served.inForce ?? served.episode.table).offer),
    mandate: null,
  };
};

/** The thread a command is for; `null` where it is about to be served for the first time. */
const threadOf = ({ tables }: Moment, subject: ThreadId): ThreadRecord | null => tables.threads.get(subject) ?? null;

const partiesAt = (moment: Moment, subject: ThreadId): { parties: PartyFacts } => {
  const { giver = '', receiver = '' } = threadOf(moment, subject)?.state.thread ?? {};
  return { parties: { giver: sideAt(moment, giver), receiver: sideAt(moment, receiver) } };
};

const parentOf = (moment: Moment, subject: ThreadId): { parent: ParentFacts } => {
  const thread = threadOf(moment, subject);
  return { parent: thread ? parentAt(moment, thread.state.thread.parent, subject, goalIdOf(thread)) : noParent };
};

/** The calendar, with the measure of the offer a command brings, or of the one it is about. */
const planningOf = (moment: Moment, subject: ThreadId, offer?: Offer): { planning: PlanningFacts } => {
  const measured = (offer ?? threadOf(moment, subject)?.state.episode.table.offer)?.measured;
  return { planning: planningAt(moment, measured?.measure) };
};

const existingAt = (moment: Moment, goal: GoalId | null): ExistingGoalFacts | null => {
  if (goal === null) return null;
  const owner = moment.tables.goals.get(goal)?.owner;
  return { goal, exists: owner !== undefined, owner: owner === undefined ? '' : standingPost(moment, owner) };
};

const goalsOf = (moment: Moment, ids: Iterable<GoalId>, fits: (goal: GoalRecord) => boolean): number => {
  let count = 0;
  for (const id of new Set(ids)) {
    const goal = moment.tables.goals.get(id);
    if (goal && isActive(goal) && fits(goal)) count++;
  }
  return count;
};

/**
 * What a commitment has to respect. Goals are counted within the thread's cycle, so that planning the next one is
 * not held up by what this one still has to do.
 */
const guardsAt = (moment: Moment, subject: ThreadId, offered?: Offer): { guards: GuardFacts } => {
  const { tables, today } = moment;
  const thread = threadOf(moment, subject);
  const offer = offered ?? thread?.state.episode.table.offer;
  const served = thread?.state.thread;
  const goalId = thread ? goalIdOf(thread) : subject;
  const goal = tables.goals.get(goalId);
  const owner = served ? sideAt(moment, served.receiver) : null;
  const others = (each: GoalRecord): boolean => each.id !== goalId && each.cycle === served?.cycle;
  const ownPosts = owner ? standsFor(moment, owner.post, today) : [];
  // A re-parented goal leaves the parent it had; a pledge adds one.
  const leaves = served && served.kind !== 'PLEDGE' ? parentThreadOf(tables, goalId, subject) : null;
  const elsewhere = goal?.links.filter((link) => !link.released && link.thread !== subject && link.thread !== leaves) ?? [];
  return {
    guards: {
      dependencies: (offer?.dependencies ?? []).map((id) => {
        const pledge = tables.threads.get(id);
        return { thread: id, state: pledge ? (pledge.state.inForce?.kind ?? 'OTHER') : null };
      }),
      unitGoals: goalsOf(moment, tables.goalsByUnit.of(owner?.unit ?? ''), (each) => others(each) && each.unit === owner?.unit),
      ownerGoals: goalsOf(
        moment,
        ownPosts.flatMap((post) => tables.goalsByOwner.of(post)),
        (each) => others(each) && ownPosts.includes(each.owner),
      ),
      unitCap: unitGoalsMax,
      ownerCap: ownerGoalsMax,
      sharesElsewhere: sumOf(elsewhere.map(({ share }) => share)),
      weighsNothing:
        offer?.link.kind === 'CONTRIBUTES' &&
        served?.kind !== 'PLEDGE' &&
        figure(offer.weight) === '0' &&
        isZero(sumOf(siblingWeights(moment, goalId, subject))),
      conditionsFailed: (goal?.conditions ?? []).flatMap(({ id, state, at }) => (state === 'FAILED' && at !== null ? [{ id, at }] : [])),
      grantsLate: (goal?.grants ?? [])
        .filter(({ state, deliverBy }) => state === 'FAILED' || (state === 'DUE' && deliverBy < today))
        .map(({ id }) => id),
      periodsMissed: thread?.settlement ? missedSince(moment, goalId, thread.settlement.on) : 0,
      inForce: thread?.state.inForce?.offerHash ?? null,
    },
  };
};

const arbitersAt = (moment: Moment, subject: ThreadId, appointee?: PostId): { arbiter: ArbiterFacts } => {
  const { today } = moment;
  const structure = structureOf(moment);
  const state = threadOf(moment, subject)?.state;
  const { giver = '', receiver = '' } = state?.thread ?? {};
  const { line, finalArbiter, finalArbiterIsSide } = arbitersFor(structure, giver, receiver, today);
  const isAble = ableBetween(structure, giver, receiver, today);
  const able = (state?.phase === 'escalated' ? state.arbiters : []).filter((id) => {
    const post = resolvePost(structure, id, today);
    return post !== undefined && isAble(post);
  });
  const post = appointee === undefined ? undefined : structure.post(appointee);
  const isOpen = post !== undefined && (post.closed === null || post.closed.on > today);
  const appointeeFits = isOpen && post.role === 'EXECUTIVE' && isAble(post);
  return { arbiter: { line, finalArbiter, finalArbiterIsSide, able, appointeeFits } };
};

const executive = (moment: Moment, actor: Actor): { actorIsExecutive: boolean } => ({ actorIsExecutive: isExecutive(moment, actor) });

const predecessorsOf = (moment: Moment, { post }: Actor): { predecessors: PostId[] } => ({
  predecessors: standsFor(moment, post, moment.today).slice(1),
});

export const catchballFacts: FactsReaders<CatchballCommands, CatchballFacts> = {
  ServeBall: (moment, { parent: ref, receiver, offer, existingGoal }, _actor, subject) => {
    const thread = threadOf(moment, subject);
    const parent = parentAt(moment, ref, subject, thread ? goalIdOf(thread) : (existingGoal ?? subject));
    const giver = thread?.state.thread.giver ?? parent.owner;
    return {
      parties: { giver: sideAt(moment, giver), receiver: sideAt(moment, receiver) },
      parent,
      existing: existingAt(moment, thread ? thread.state.thread.existingGoal : (existingGoal ?? null)),
      ...planningOf(moment, subject, offer),
    };
  },
  CounterOffer: (moment, { offer }, _actor, subject) => ({
    ...partiesAt(moment, subject),
    ...parentOf(moment, subject),
    ...planningOf(moment, subject, offer),
  }),
  AskQuestion: (moment, _input, _actor, subject) => ({ ...partiesAt(moment, subject), ...planningOf(moment, subject) }),
  AnswerQuestion: (moment, _input, _actor, subject) => ({ ...partiesAt(moment, subject), ...planningOf(moment, subject) }),
  ExtendReply: (moment, _input, _actor, subject) => ({ ...partiesAt(moment, subject), ...planningOf(moment, subject) }),
  AcceptOffer: (moment, _input, _actor, subject) => ({
    ...partiesAt(moment, subject),
    ...parentOf(moment, subject),
    ...planningOf(moment, subject),
  }),
  Commit: (moment, _input, _actor, subject) => ({
    ...partiesAt(moment, subject),
    ...parentOf(moment, subject),
    ...guardsAt(moment, subject),
    ...planningOf(moment, subject),
  }),
  Retract: (moment, _input, _actor, subject) => ({ ...partiesAt(moment, subject), ...planningOf(moment, subject) }),
  Decline: (moment, _input, _actor, subject) => partiesAt(moment, subject),
  Escalate: (moment, _input, _actor, subject) => ({
    ...partiesAt(moment, subject),
    ...arbitersAt(moment, subject),
    ...planningOf(moment, subject),
  }),
  AppointArbiter: (moment, { arbiter }, actor, subject) => ({
    ...partiesAt(moment, subject),
    ...arbitersAt(moment, subject, arbiter),
    ...planningOf(moment, subject),
    ...executive(moment, actor),
  }),
  WithdrawEscalation: (moment, _input, _actor, subject) => partiesAt(moment, subject),
  ConfirmSettlement: (moment, _input, _actor, subject) => ({ ...partiesAt(moment, subject), ...planningOf(moment, subject) }),
  Direct: (moment, { offer }, actor, subject) => ({
    ...partiesAt(moment, subject),
    ...predecessorsOf(moment, actor),
    ...parentOf(moment, subject),
    ...guardsAt(moment, subject, offer),
    ...planningOf(moment, subject, offer),
  }),
  ReturnBall: (moment, _input, actor, subject) => ({
    ...partiesAt(moment, subject),
    ...planningOf(moment, subject),
    ...predecessorsOf(moment, actor),
  }),
  CloseThread: (moment, _input, actor, subject) => ({
    ...partiesAt(moment, subject),
    ...planningOf(moment, subject),
    ...predecessorsOf(moment, actor),
  }),
  Renegotiate: (moment, { offer }, _actor, subject) => ({
    ...partiesAt(moment, subject),
    ...parentOf(moment, subject),
    ...guardsAt(moment, subject, offer),
    ...planningOf(moment, subject, offer),
  }),
  ConsentToRenegotiate: (moment, _input, _actor, subject) => ({ ...partiesAt(moment, subject), ...arbitersAt(moment, subject) }),
  ConfirmParent: (moment, _input, _actor, subject) => ({ ...partiesAt(moment, subject), ...parentOf(moment, subject) }),
  Release: (moment, _input, _actor, subject) => ({ ...partiesAt(moment, subject), ...arbitersAt(moment, subject) }),
  WithdrawReleaseProposal: (moment, _input, _actor, subject) => partiesAt(moment, subject),
  Withdraw: (moment, _input, _actor, subject) => partiesAt(moment, subject),
  OverrideCap: (moment, _input, actor, subject) => ({
    ...partiesAt(moment, subject),
    ...guardsAt(moment, subject),
    ...executive(moment, actor),
  }),
  WaiveMandate: (moment, _input, actor, subject) => ({ ...partiesAt(moment, subject), ...executive(moment, actor) }),
  OpenEarlierOffers: (moment, _input, _actor, subject) => partiesAt(moment, subject),
  NoteParentChange: (moment, _input, _actor, subject) => planningOf(moment, subject),
};

/** Everything the rules of all moves may ask about one thread: for showing which moves are open and why the others are not. */
export const moveFactsAt = (moment: Moment, actor: Actor, subject: ThreadId): MoveFacts => ({
  ...partiesAt(moment, subject),
  ...parentOf(moment, subject),
  ...planningOf(moment, subject),
  ...guardsAt(moment, subject),
  ...arbitersAt(moment, subject),
  ...executive(moment, actor),
  ...predecessorsOf(moment, actor),
  existing: existingAt(moment, threadOf(moment, subject)?.state.thread.existingGoal ?? null),
});
