/** A goal: taken on from a commitment or a decision, revised by later ones, run by its unit, closed with evidence. */
import { type Actor, type Day, type Decider, type EventOf, isRejection, reject, type Rejection } from '#kernel';
import { saidDay } from '../arithmetic/in-words.js';
import { isDay } from '../arithmetic/days.js';
import { compare, figure, isZero, sumOf } from '../arithmetic/figures.js';
import { checkProse, firstOf, type ProseRefusal } from '../texts.js';
import type { Condition, Grant, Milestone, Offer, PostId, RollUpMethod, UnitId } from '../vocabulary.js';
import type { GoalCommands, GoalFacts, GoalStanding } from './goal.commands.js';
import type { GoalEvents } from './goal.events.js';
import { addLink, type GoalLink, linkOf, releaseLink, reweightLink } from './links.js';
import { carried, changed, type Promised, promisedIn } from './promises.js';

export const goalCodes = [
  'TextMissing',
  'TextTooLong',
  'BadDay',
  'BadFigure',
  'PolicyOnly',
  'GoalUnknown',
  'GoalIsClosed',
  'GoalNotClosed',
  'NotYourGoal',
  'NotYoursToClose',
  'NotTheOwner',
  'NotTheParentsOwner',
  'LinkUnknown',
  'WeightNegative',
  'WeightsComeToZero',
  'NoOwnMeasure',
  'MilestoneUnknown',
  'MilestoneIsDone',
  'MilestoneNotDone',
  'ConditionUnknown',
  'GrantUnknown',
  'DayAhead',
  'StaleRevision',
  'NothingToAccept',
  'ReviewNotAhead',
] as const;
export type GoalRefusal = (typeof goalCodes)[number];
type Refused = Rejection<GoalRefusal>;

/** A goal that exists. */
export interface Goal {
  readonly revision: number;
  readonly owner: PostId;
  readonly unit: UnitId;
  readonly terms: Offer;
  readonly links: readonly GoalLink[];
  /** The events it was taken on from: each makes it once. */
  readonly agreements: readonly string[];
  readonly rollUp: RollUpMethod;
  readonly milestones: Promised<Milestone, 'OPEN' | 'DONE'>;
  readonly conditions: Promised<Condition, 'OPEN' | 'MET' | 'FAILED'>;
  readonly grants: Promised<Grant, 'DUE' | 'DELIVERED' | 'FAILED'>;
  /** The acceptance given on this revision, as it was worded. */
  readonly accepted: GoalEvents['GoalGapAccepted'] | null;
}

export type GoalState = { readonly phase: 'none' } | ({ readonly phase: 'active' | 'closed' } & Goal);

const checkReason = (reason: string): Rejection<ProseRefusal> | null => checkProse('the reason', reason);
const checkEvidence = (evidence: string): Rejection<ProseRefusal> | null => checkProse('the evidence', evidence);
const checkPast = (on: Day, today: Day): Refused | null =>
  !isDay(on)
    ? reject('BadDay', `'${on}' is no day that exists, write it as 2026-04-01`)
    : on > today
      ? reject('DayAhead', `${saidDay(on)} is still to come, report it when it has happened`)
      : null;

const policyOnly = (actor: Actor): Refused | null =>
  actor.post.startsWith('policy:') ? null : reject('PolicyOnly', 'a goal follows from its thread, commit to it or release it there');

const unknownGoal = (): Refused => reject('GoalUnknown', 'there is no such goal, it begins with a commitment or a decision');

const running = (state: GoalState): Goal | Refused =>
  state.phase === 'none'
    ? unknownGoal()
    : state.phase === 'closed'
      ? reject('GoalIsClosed', `the goal '${state.terms.statement}' is closed, reopen it with a reason first`)
      : state;

const mayRun = (goal: Goal, standing: GoalStanding): Refused | null =>
  standing.mayRun ? null : reject('NotYourGoal', `the goal is run by ${goal.owner}, its unit and the leads above, ask one of them`);

/** What a goal came to is said by whoever answers for it. */
const mayClose = (goal: Goal, standing: GoalStanding): Refused | null =>
  standing.mayClose
    ? null
    : reject('NotYoursToClose', `a goal is closed and reopened by its owner ${goal.owner} or a lead above, ask one of them`);

/** A promise's own owner or funder says what became of it, as does whoever runs the goal. */
const mayReport = (goal: Goal, standing: GoalStanding, named: PostId): Refused | null =>
  standing.standsFor.includes(named) ? null : mayRun(goal, standing);

const onRevision = (goal: Goal, revision: number): Refused | null =>
  goal.revision === revision
    ? null
    : reject('StaleRevision', `the goal is at revision ${goal.revision} and you saw ${revision}, look at it again`);

/** A goal with a measure is judged by it, one without by its milestones, until somebody chooses otherwise. */
export const rollUpFor = (terms: Offer): RollUpMethod => (terms.kind === 'MILESTONE' ? 'MILESTONE' : 'OWN_MEASURE');

/** One event, or nothing where it says what is so already. */
const unless = (already: boolean, event: EventOf<GoalEvents>): readonly EventOf<GoalEvents>[] => (already ? [] : [event]);

export const goal: Decider<GoalState, GoalCommands, GoalEvents, GoalRefusal, GoalFacts> = {
  name: 'goal',
  initial: { phase: 'none' },
  decide: {
    TakeOn: (state, { cycle, releases, ...taken }, { actor }) => {
      const refused = policyOnly(actor);
      if (refused) return refused;
      if (state.phase === 'none') return [{ type: 'GoalEstablished', data: { cycle, ...taken } }];
      if (state.agreements.includes(taken.agreement.event)) return [];
      const revised: EventOf<GoalEvents> = { type: 'GoalRevised', data: { revision: state.revision + 1, ...taken, releases } };
      const again: EventOf<GoalEvents> = { type: 'GoalReopened', data: { reason: 'a later agreement took it on again' } };
      return state.phase === 'closed' ? [again, revised] : [revised];
    },
    ReleaseLink: (state, { thread, reason }, { actor }) => {
      const refused = policyOnly(actor);
      if (refused) return refused;
      if (state.phase === 'none') return unknownGoal();
      return unless(linkOf(state.links, thread) === null, { type: 'LinkReleased', data: { thread, reason } });
    },
    ReweightLink: (state, { thread, weight: text, reason }, { facts }) => {
      if (state.phase === 'none') return unknownGoal();
      const link = linkOf(state.links, thread);
      if (link === null) return reject('LinkUnknown', `the goal has no link in force by the thread ${thread}, choose one it has`);
      if (!facts.ownsParent) return reject('NotTheParentsOwner', 'the place in an average is set by the owner of the parent, ask them');
      const weight = figure(text);
      if (weight === null) return reject('BadFigure', `the weight '${text.slice(0, 40)}' is no figure, write it as 0.5`);
      if (compare(weight, '0') < 0) return reject('WeightNegative', `the weight ${weight} is below 0, choose 0 or more`);
      const sum = sumOf([...facts.siblings, weight]);
      if (isZero(sum))
        return reject('WeightsComeToZero', 'the weights of the parent’s children would come to 0, give one of them a weight first');
      return checkReason(reason) ?? unless(link.weight === weight, { type: 'LinkReweighted', data: { thread, weight, reason } });
    },
    ChooseRollUp: (state, { method, reason }, { facts }) => {
      const found = running(state);
      if (isRejection(found)) return found;
      const refused = mayRun(found, facts) ?? checkReason(reason);
      if (refused) return refused;
      const measured = method === 'OWN_MEASURE' || method === 'SUM' || method === 'RATIO';
      if (measured && found.terms.measured === null)
        return reject(
          'NoOwnMeasure',
          'this roll-up needs a measured goal and this one has milestones, choose the weighted average, the child that has come least far, milestones, or none',
        );
      return unless(found.rollUp === method, { type: 'RollUpChosen', data: { method, reason } });
    },
    ReportMilestone: (state, { milestone: id, on, evidence }, { facts, today }) => {
      const found = running(state);
      if (isRejection(found)) return found;
      const milestone = found.milestones.get(id);
      if (!milestone) return reject('MilestoneUnknown', `the goal has no milestone ${id}, choose one it has`);
      const refused = firstOf<GoalRefusal>(mayRun(found, facts), checkPast(on, today), checkEvidence(evidence));
      if (refused) return refused;
      if (milestone.state === 'OPEN') return [{ type: 'MilestoneDone', data: { milestone: id, on, evidence } }];
      return milestone.said === evidence && milestone.on === on
        ? []
        : reject('MilestoneIsDone', `'${milestone.text}' was reported done on ${saidDay(milestone.on!)}, reopen it with a reason first`);
    },
    ReopenMilestone: (state, { milestone: id, reason }, { facts }) => {
      const found = running(state);
      if (isRejection(found)) return found;
      const milestone = found.milestones.get(id);
      if (!milestone) return reject('MilestoneUnknown', `the goal has no milestone ${id}, choose one it has`);
      if (milestone.state === 'OPEN')
        return reject('MilestoneNotDone', `'${milestone.text}' is not reported done, there is nothing to reopen`);
      return mayRun(found, facts) ?? checkReason(reason) ?? [{ type: 'MilestoneReopened', data: { milestone: id, reason } }];
    },
    MeetCondition: (state, { condition: id, evidence }, { facts }) => {
      const found = running(state);
      if (isRejection(found)) return found;
      const condition = found.conditions.get(id);
      if (!condition) return reject('ConditionUnknown', `the goal has no condition ${id}, choose one it has`);
      const refused = mayReport(found, facts, condition.owner) ?? checkEvidence(evidence);
      return refused ?? unless(condition.state === 'MET', { type: 'ConditionMet', data: { condition: id, evidence } });
    },
    FailCondition: (state, { condition: id, reason }, { facts }) => {
      const found = running(state);
      if (isRejection(found)) return found;
      const condition = found.conditions.get(id);
      if (!condition) return reject('ConditionUnknown', `the goal has no condition ${id}, choose one it has`);
      const refused = mayReport(found, facts, condition.owner) ?? checkReason(reason);
      return refused ?? unless(condition.state === 'FAILED', { type: 'ConditionFailed', data: { condition: id, reason } });
    },
    DeliverGrant: (state, { grant: id, on, evidence }, { facts, today }) => {
      const found = running(state);
      if (isRejection(found)) return found;
      const grant = found.grants.get(id);
      if (!grant) return reject('GrantUnknown', `the goal was granted no ${id}, choose one it was`);
      const refused = firstOf<GoalRefusal>(mayReport(found, facts, grant.fundedBy), checkPast(on, today), checkEvidence(evidence));
      return refused ?? unless(grant.state === 'DELIVERED', { type: 'GrantDelivered', data: { grant: id, on, evidence } });
    },
    FailGrant: (state, { grant: id, reason }, { facts }) => {
      const found = running(state);
      if (isRejection(found)) return found;
      const grant = found.grants.get(id);
      if (!grant) return reject('GrantUnknown', `the goal was granted no ${id}, choose one it was`);
      const refused = mayReport(found, facts, grant.fundedBy) ?? checkReason(reason);
      return refused ?? unless(grant.state === 'FAILED', { type: 'GrantFailed', data: { grant: id, reason } });
    },
    AcceptGap: (state, { revision, plan, reviewOn }, { facts, today }) => {
      const found = running(state);
      if (isRejection(found)) return found;
      if (!facts.isOwner) return reject('NotTheOwner', `a gap is accepted by the goal's owner ${found.owner} alone, ask them`);
      const refused = onRevision(found, revision) ?? checkProse('the plan for the gap', plan);
      if (refused) return refused;
      if (!isDay(reviewOn)) return reject('BadDay', `'${reviewOn}' is no day that exists, write it as 2026-04-01`);
      if (reviewOn <= today)
        return reject('ReviewNotAhead', `the review on ${saidDay(reviewOn)} is not ahead, choose a day after ${saidDay(today)}`);
      const { sufficient, coverage, gap } = facts;
      if (sufficient) return reject('NothingToAccept', 'what is committed covers the need, there is no gap to accept');
      const { accepted } = found;
      const same = accepted?.plan === plan && accepted.reviewOn === reviewOn && accepted.coverage === coverage && accepted.gap === gap;
      return unless(same, { type: 'GoalGapAccepted', data: { coverage, gap, plan, reviewOn } });
    },
    CloseGoal: (state, { revision, outcome, evidence, reason }, { facts }) => {
      const found = running(state);
      if (isRejection(found)) return found;
      const refused = firstOf<GoalRefusal>(
        mayClose(found, facts),
        onRevision(found, revision),
        checkEvidence(evidence),
        checkReason(reason),
      );
      return refused ?? [{ type: 'GoalClosed', data: { outcome, evidence, reason } }];
    },
    ReopenGoal: (state, { reason }, { facts }) => {
      if (state.phase === 'none') return unknownGoal();
      if (state.phase === 'active')
        return reject('GoalNotClosed', `the goal '${state.terms.statement}' is not closed, there is nothing to reopen`);
      return mayClose(state, facts) ?? checkReason(reason) ?? [{ type: 'GoalReopened', data: { reason } }];
    },
  },
  evolve: {
    GoalEstablished: (_state, { owner, unit, parent, terms, agreement }) => ({
      phase: 'active',
      revision: 1,
      owner,
      unit,
      terms,
      links: addLink([], { thread: agreement.thread, parent, weight: terms.weight }),
      agreements: [agreement.event],
      rollUp: rollUpFor(terms),
      milestones: promisedIn(terms.milestones, 'OPEN'),
      conditions: promisedIn(terms.conditions, 'OPEN'),
      grants: promisedIn(terms.resourcesGranted, 'DUE'),
      accepted: null,
    }),
    GoalRevised: (state, { revision, owner, unit, parent, terms, agreement, releases }) =>
      change(state, (before) => ({
        revision,
        owner,
        unit,
        terms,
        links: addLink(releaseLink(before.links, releases), { thread: agreement.thread, parent, weight: terms.weight }),
        agreements: [...before.agreements, agreement.event],
        rollUp: terms.kind === before.terms.kind ? before.rollUp : rollUpFor(terms),
        milestones: carried(before.milestones, terms.milestones, 'OPEN'),
        conditions: carried(before.conditions, terms.conditions, 'OPEN'),
        grants: carried(before.grants, terms.resourcesGranted, 'DUE'),
        accepted: null,
      })),
    LinkReleased: (state, { thread }) => change(state, ({ links }) => ({ links: releaseLink(links, thread) })),
    LinkReweighted: (state, { thread, weight }) => change(state, ({ links }) => ({ links: reweightLink(links, thread, weight) })),
    RollUpChosen: (state, { method }) => change(state, () => ({ rollUp: method })),
    MilestoneDone: (state, { milestone, on, evidence }) =>
      change(state, ({ milestones }) => ({ milestones: changed(milestones, milestone, { state: 'DONE', said: evidence, on }) })),
    MilestoneReopened: (state, { milestone, reason }) =>
      change(state, ({ milestones }) => ({ milestones: changed(milestones, milestone, { state: 'OPEN', said: reason, on: null }) })),
    ConditionMet: (state, { condition, evidence }) =>
      change(state, ({ conditions }) => ({ conditions: changed(conditions, condition, { state: 'MET', said: evidence, on: null }) })),
    ConditionFailed: (state, { condition, reason }) =>
      change(state, ({ conditions }) => ({ conditions: changed(conditions, condition, { state: 'FAILED', said: reason, on: null }) })),
    GrantDelivered: (state, { grant, on, evidence }) =>
      change(state, ({ grants }) => ({ grants: changed(grants, grant, { state: 'DELIVERED', said: evidence, on }) })),
    GrantFailed: (state, { grant, reason }) =>
      change(state, ({ grants }) => ({ grants: changed(grants, grant, { state: 'FAILED', said: reason, on: null }) })),
    GoalGapAccepted: (state, accepted) => change(state, () => ({ accepted })),
    GoalClosed: (state) => (state.phase === 'none' ? state : { ...state, phase: 'closed' }),
    GoalReopened: (state) => (state.phase === 'none' ? state : { ...state, phase: 'active' }),
  },
};

const change = (state: GoalState, next: (goal: Goal) => Partial<Goal>): GoalState =>
  state.phase === 'none' ? state : { ...state, ...next(state) };
