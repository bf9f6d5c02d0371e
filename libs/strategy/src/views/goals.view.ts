import { journal, keyed, view, type Actor, type Day, type Instant, type RecordedOf } from '#kernel';
import { rollUpFor } from '../goal/goal.decider.js';
import type { Agreement, GoalEvents, GoalOutcome } from '../goal/goal.events.js';
import type {
  Condition,
  CycleId,
  Figure,
  GoalId,
  Grant,
  Link,
  MeasureId,
  Milestone,
  Offer,
  ParentRef,
  PostId,
  RollUpMethod,
  ThreadId,
  UnitId,
} from '../vocabulary.js';
import type { GapAcceptance } from './strategy.view.js';
import { parentKey } from './threads.view.js';

/** What ties a goal to one of its parents: the commitment or direction of one thread. */
export interface GoalLink {
  readonly thread: ThreadId;
  readonly parent: ParentRef;
  readonly share: Figure;
  readonly weight: Figure;
  readonly link: Link;
  readonly contribution: Offer['contribution'];
  readonly kind: Agreement['kind'];
  /** A released link stays, so that history can show it; it counts in no sum. */
  readonly released: { readonly reason: string; readonly on: Day; readonly ordinal: number } | null;
}

export interface MilestoneState extends Milestone {
  readonly done: { readonly on: Day; readonly evidence: string; readonly ordinal: number } | null;
}

export interface ConditionState extends Condition {
  readonly state: 'OPEN' | 'MET' | 'FAILED';
  /** Evidence or reason, day and instant of what made it so. */
  readonly because: string | null;
  readonly on: Day | null;
  readonly at: Instant | null;
}

export interface GrantState extends Grant {
  readonly state: 'DUE' | 'DELIVERED' | 'FAILED';
  readonly because: string | null;
  /** The day it was delivered or reported failed. */
  readonly on: Day | null;
}

export interface GoalRecord {
  readonly id: GoalId;
  readonly cycle: CycleId;
  /** The post named when it was agreed; today's is the organisation's line. */
  readonly owner: PostId;
  readonly unit: UnitId;
  /** The parent of the latest agreement; all of them are in `links`. */
  readonly parent: ParentRef;
  /** What was signed or directed last. */
  readonly terms: Offer;
  readonly revision: number;
  readonly agreement: Agreement;
  readonly links: readonly GoalLink[];
  readonly rollUp: RollUpMethod;
  readonly milestones: readonly MilestoneState[];
  readonly conditions: readonly ConditionState[];
  readonly grants: readonly GrantState[];
  readonly gap: GapAcceptance | null;
  /** OPEN goals are active once their cycle is; until then they are planned. */
  readonly status: 'OPEN' | 'CLOSED';
  readonly closed: {
    readonly outcome: GoalOutcome;
    readonly evidence: string;
    readonly reason: string;
    readonly on: Day;
    readonly ordinal: number;
  } | null;
  readonly establishedOn: Day;
  readonly since: number;
  readonly changedAt: number;
}

/** One revision of a goal, the first being its establishment: the ghost rows of its bowling chart. */
export interface GoalRevision {
  readonly revision: number;
  readonly terms: Offer;
  readonly owner: PostId;
  readonly unit: UnitId;
  readonly parent: ParentRef;
  readonly agreement: Agreement;
  readonly releases: ThreadId | null;
  readonly by: Actor;
  readonly at: Instant;
  readonly on: Day;
  readonly ordinal: number;
}

type Taken = RecordedOf<GoalEvents, 'GoalEstablished' | 'GoalRevised'>;

/** The link that an agreement makes; it takes the place of the same thread's earlier one. */
const linked = (links: readonly GoalLink[], { parent, terms, agreement }: Taken['data']): readonly GoalLink[] => {
  const made: GoalLink = {
    thread: agreement.thread,
    parent,
    share: terms.share,
    weight: terms.weight,
    link: terms.link,
    contribution: terms.contribution,
    kind: agreement.kind,
    released: null,
  };
  const at = links.findIndex(({ thread }) => thread === agreement.thread);
  return at < 0 ? [...links, made] : links.with(at, made);
};

const release = (links: readonly GoalLink[], thread: ThreadId, released: NonNullable<GoalLink['released']>): readonly GoalLink[] =>
  links.map((link) => (link.thread === thread && link.released === null ? { ...link, released } : link));

/** What the terms promise, with what is known already about promises they keep from before. */
const promised = (terms: Offer, before: GoalRecord | undefined): Pick<GoalRecord, 'milestones' | 'conditions' | 'grants'> => ({
  milestones: terms.milestones.map((milestone) => ({
    ...milestone,
    done: before?.milestones.find(({ id }) => id === milestone.id)?.done ?? null,
  })),
  conditions: terms.conditions.map((condition) => {
    const { state = 'OPEN', because = null, on = null, at = null } = before?.conditions.find(({ id }) => id === condition.id) ?? {};
    return { ...condition, state, because, on, at };
  }),
  grants: terms.resourcesGranted.map((grant) => {
    const { state = 'DUE', because = null, on = null } = before?.grants.find(({ id }) => id === grant.id) ?? {};
    return { ...grant, state, because, on };
  }),
});

const changeOne = <Item extends { readonly id: string }>(items: readonly Item[], id: string, change: Partial<Item>): readonly Item[] =>
  items.map((item) => (item.id === id ? { ...item, ...change } : item));

/** Goals with what they owe their existence to, their links upwards and what was promised in them. */
export const goalsView = view<GoalEvents>()({
  name: 'goals',
  revision: 1,
  tables: {
    goals: keyed<GoalRecord>(),
    goalRevisions: journal<GoalRevision>(),
    /** Parent → goals ever linked to it. Filter by their links. */
    goalsByParent: journal<GoalId>(),
    /** Unit, owner and measure → goals that ever had it. Filter by the goal's record. */
    goalsByUnit: journal<GoalId>(),
    goalsByOwner: journal<GoalId>(),
    goalsByMeasure: journal<GoalId>(),
    goalsByCycle: journal<GoalId>(),
  },
  on: {
    GoalEstablished: (to, { data, subject: id, ordinal, at, on, meta }) => {
      const { cycle, owner, unit, parent, terms, agreement } = data;
      to.goals.set(id, {
        id,
        cycle,
        owner,
        unit,
        parent,
        terms,
        revision: 1,
        agreement,
        links: linked([], data),
        rollUp: rollUpFor(terms),
        ...promised(terms, undefined),
        gap: null,
        status: 'OPEN',
        closed: null,
        establishedOn: on,
        since: ordinal,
        changedAt: ordinal,
      });
      to.goalRevisions.add(id, { revision: 1, terms, owner, unit, parent, agreement, releases: null, by: meta.actor, at, on, ordinal });
      to.goalsByParent.add(parentKey(parent), id);
      to.goalsByUnit.add(unit, id);
      to.goalsByOwner.add(owner, id);
      to.goalsByCycle.add(cycle, id);
      if (terms.measured) to.goalsByMeasure.add(terms.measured.measure, id);
    },
    GoalRevised: (to, { data, subject: id, ordinal, at, on, meta }) => {
      const { revision, owner, unit, parent, terms, agreement, releases } = data;
      const before = to.goals.get(id)!;
      const kept =
        releases === null ? before.links : release(before.links, releases, { reason: 'taken over by another thread', on, ordinal });
      to.goals.set(id, {
        ...before,
        owner,
        unit,
        parent,
        terms,
        revision,
        agreement,
        links: linked(kept, data),
        rollUp: terms.kind === before.terms.kind ? before.rollUp : rollUpFor(terms),
        ...promised(terms, before),
        gap: null,
        changedAt: ordinal,
      });
      to.goalRevisions.add(id, { revision, terms, owner, unit, parent, agreement, releases, by: meta.actor, at, on, ordinal });
      if (!before.links.some((link) => parentKey(link.parent) === parentKey(parent))) to.goalsByParent.add(parentKey(parent), id);
      const revisions = to.goalRevisions.of(id).slice(0, -1);
      const isNew = (had: (earlier: GoalRevision) => MeasureId | undefined, has: MeasureId | undefined): has is MeasureId =>
        has !== undefined && !revisions.some((earlier) => had(earlier) === has);
      if (isNew((earlier) => earlier.unit, unit)) to.goalsByUnit.add(unit, id);
      if (isNew((earlier) => earlier.owner, owner)) to.goalsByOwner.add(owner, id);
      const measure = terms.measured?.measure;
      if (isNew((earlier) => earlier.terms.measured?.measure, measure)) to.goalsByMeasure.add(measure, id);
    },
    LinkReleased: ({ goals }, { data, subject, ordinal, on }) =>
      goals.update(subject, (goal) => ({
        ...goal,
        links: release(goal.links, data.thread, { reason: data.reason, on, ordinal }),
        changedAt: ordinal,
      })),
    LinkReweighted: ({ goals }, { data, subject, ordinal }) =>
      goals.update(subject, (goal) => ({
        ...goal,
        links: goal.links.map((link) => (link.thread === data.thread ? { ...link, weight: data.weight } : link)),
        changedAt: ordinal,
      })),
    RollUpChosen: ({ goals }, { data, subject, ordinal }) =>
      goals.update(subject, (goal) => ({ ...goal, rollUp: data.method, changedAt: ordinal })),
    MilestoneDone: ({ goals }, { data, subject, ordinal }) =>
      goals.update(subject, (goal) => ({
        ...goal,
        milestones: changeOne(goal.milestones, data.milestone, { done: { on: data.on, evidence: data.evidence, ordinal } }),
        changedAt: ordinal,
      })),
    MilestoneReopened: ({ goals }, { data, subject, ordinal }) =>
      goals.update(subject, (goal) => ({
        ...goal,
        milestones: changeOne(goal.milestones, data.milestone, { done: null }),
        changedAt: ordinal,
      })),
    ConditionMet: ({ goals }, { data, subject, ordinal, at, on }) =>
      goals.update(subject, (goal) => ({
        ...goal,
        conditions: changeOne(goal.conditions, data.condition, { state: 'MET', because: data.evidence, on, at }),
        changedAt: ordinal,
      })),
    ConditionFailed: ({ goals }, { data, subject, ordinal, at, on }) =>
      goals.update(subject, (goal) => ({
        ...goal,
        conditions: changeOne(goal.conditions, data.condition, { state: 'FAILED', because: data.reason, on, at }),
        changedAt: ordinal,
      })),
    GrantDelivered: ({ goals }, { data, subject, ordinal }) =>
      goals.update(subject, (goal) => ({
        ...goal,
        grants: changeOne(goal.grants, data.grant, { state: 'DELIVERED', because: data.evidence, on: data.on }),
        changedAt: ordinal,
      })),
    GrantFailed: ({ goals }, { data, subject, ordinal, on }) =>
      goals.update(subject, (goal) => ({
        ...goal,
        grants: changeOne(goal.grants, data.grant, { state: 'FAILED', because: data.reason, on }),
        changedAt: ordinal,
      })),
    GoalGapAccepted: ({ goals }, { data, subject, ordinal, on, meta }) =>
      goals.update(subject, (goal) => ({
        ...goal,
        gap: { revision: goal.revision, ...data, by: meta.actor, on, ordinal },
        changedAt: ordinal,
      })),
    GoalClosed: ({ goals }, { data, subject, ordinal, on }) =>
      goals.update(subject, (goal) => ({ ...goal, status: 'CLOSED', closed: { ...data, on, ordinal }, changedAt: ordinal })),
    GoalReopened: ({ goals }, { subject, ordinal }) =>
      goals.update(subject, (goal) => ({ ...goal, status: 'OPEN', closed: null, changedAt: ordinal })),
  },
});
