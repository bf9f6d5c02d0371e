/** One node of the line from True North to posts: what it says, what it hangs under, and how far its link has come. */
import type { Day } from '#kernel';
import type { AimId, CycleId, Figure, GoalId, Link, MeasureId, ObjectiveId, PostId, ThreadId, UnitId } from '../vocabulary.js';
import { isInPlay } from '../catchball/catchball.state.js';
import { resolvePost } from '../organisation/line.js';
import type { Dimension } from '../strategy/strategy.events.js';
import { isActive, resolveParent } from '../views/parents.js';
import { goalIdOf, type AimRecord, type GoalRecord, type Moment, type ThreadRecord, type TrueNorthRecord } from '../views/index.js';
import { opennessAt, type Reader, type ThreadOpenness } from './openness.reading.js';

/** Deeper than any organisation is; a loop would be a bug. */
export const ranksMax = 40;

export type NodeKind = 'TRUE_NORTH' | 'DIMENSION' | 'OBJECTIVE' | 'AIM' | 'GOAL' | 'PLEDGE';

/** How far a link has come. Directed is never called agreed. */
export const standings = ['IN_NEGOTIATION', 'TENTATIVE', 'COMMITTED', 'DIRECTED', 'DECLINED'] as const;
export type Standing = (typeof standings)[number];

export interface AlignmentNode {
  /** Unit of a True North, dimension within its unit, objective, aim; the thread's for every link below an aim. */
  readonly id: string;
  readonly parent: string | null;
  /** Steps below the root asked for, from 0. */
  readonly rank: number;
  readonly kind: NodeKind;
  /** Null where the thread is kept between its sides. */
  readonly statement: string | null;
  readonly unit: UnitId;
  /** The post that stands for the sponsor of an aim or the owner of a goal. */
  readonly owner: PostId | null;
  readonly standing: Standing | null;
  /** A commitment is in force and a later episode is in play. */
  readonly renegotiating: boolean;
  /** The parent changed and this link has not been confirmed on it. */
  readonly parentChanged: boolean;
  /** The parent was dropped or released; this stays until both sides re-parent, hand over or close it. */
  readonly parentDropped: boolean;
  /** A condition failed or a grant is not there on its day. */
  readonly atRisk: boolean;
  /** What is drafted, or waits for its cycle, is planned; closed ones and retired objectives stay to be seen. */
  readonly state: 'PLANNED' | 'ACTIVE' | 'CLOSED' | 'DROPPED' | null;
  readonly due: Day | null;
  readonly cycle: CycleId | null;
  readonly revision: number | null;
  readonly measure: MeasureId | null;
  /** Jump-off point and target, in the measure's unit. */
  readonly jop: Figure | null;
  readonly target: Figure | null;
  readonly link: Link['kind'] | null;
  readonly thread: ThreadId | null;
  readonly goal: GoalId | null;
  readonly aim: AimId | null;
}

/** Where a node stands in an answer. */
export interface Place {
  readonly parent: string | null;
  readonly rank: number;
}

const blank = {
  owner: null,
  standing: null,
  renegotiating: false,
  parentChanged: false,
  parentDropped: false,
  atRisk: false,
  state: null,
  due: null,
  cycle: null,
  revision: null,
  measure: null,
  jop: null,
  target: null,
  link: null,
  thread: null,
  goal: null,
  aim: null,
} as const;

/** The cycle a question without one is about: the active one, else the one planned last. */
export const currentCycle = ({ tables }: Moment): CycleId | null => {
  let planned: CycleId | null = null;
  for (const cycle of tables.cycles.values()) {
    if (cycle.state === 'ACTIVE') return cycle.id;
    planned = cycle.id;
  }
  return planned;
};

/** Where a thread stands; null once it is over without anything in force. */
export const standingOf = ({ state }: ThreadRecord): Standing | null => {
  if (state.inForce) return state.inForce.kind;
  switch (state.phase) {
    case 'open':
    case 'escalated':
      return 'IN_NEGOTIATION';
    case 'tentative':
      return 'TENTATIVE';
    case 'declined':
      return 'DECLINED';
    default:
      return null;
  }
};

/** A failed condition, or a grant that failed or is not there on its day. */
export const isAtRisk = (goal: GoalRecord, today: Day): boolean =>
  goal.conditions.some(({ state }) => state === 'FAILED') ||
  goal.grants.some(({ state, deliverBy }) => state === 'FAILED' || (state === 'DUE' && deliverBy < today));

/** Whether what a thread hangs under was dropped, released or came to nothing. */
export const isParentDropped = ({ tables }: Moment, { state }: ThreadRecord): boolean => {
  const { kind, id } = resolveParent(tables, state.thread.parent);
  if (kind === 'AIM') return tables.aims.get(id)?.status === 'DROPPED';
  const thread = kind === 'THREAD' ? tables.threads.get(id) : undefined;
  if (thread) return standingOf(thread) === null;
  const goal = tables.goals.get(id);
  return goal !== undefined && (goal.closed ? goal.closed.outcome === 'DROPPED' : !isActive(goal));
};

const inCycle = ({ tables }: Moment, cycle: CycleId): 'ACTIVE' | 'PLANNED' =>
  tables.cycles.get(cycle)?.state === 'ACTIVE' ? 'ACTIVE' : 'PLANNED';

const goalState = (moment: Moment, { closed, cycle }: GoalRecord): AlignmentNode['state'] =>
  closed ? (closed.outcome === 'DROPPED' ? 'DROPPED' : 'CLOSED') : inCycle(moment, cycle);

/** The post that stands for this one at the moment: itself, or the last of its successors. */
export const standingPost = ({ tables, today }: Moment, named: PostId): PostId =>
  resolvePost({ post: (id) => tables.posts.get(id) }, named, today)?.id ?? named;

/** How much a reader sees of a thread's node; NONE where it has none in the tree then, or they may not know of it. */
export const shownOf = (now: Moment, reader: Reader, thread: ThreadRecord): ThreadOpenness | 'NONE' =>
  standingOf(thread) === null ? 'NONE' : opennessAt(reader, now, thread);

/**
 * Thousands of these are made for one answer. Every field is written out, in one order: spreading objects into it
 * gives each node a shape of its own and costs twenty times as much.
 */
export const linkNode = (moment: Moment, thread: ThreadRecord, openness: ThreadOpenness, { parent, rank }: Place): AlignmentNode => {
  const { tables, today } = moment;
  const { state } = thread;
  const { kind, receiver, cycle } = state.thread;
  const goal = state.inForce ? tables.goals.get(goalIdOf(thread)) : undefined;
  const open = openness !== 'STANDING_ONLY';
  const offer = (state.inForce ?? state.episode.table).offer;
  const measured = open ? offer.measured : null;
  const inPlay = isInPlay(state);
  return {
    id: thread.id,
    parent,
    rank,
    kind: kind === 'PLEDGE' ? 'PLEDGE' : 'GOAL',
    statement: open ? offer.statement : null,
    unit: goal?.unit ?? tables.posts.get(receiver)?.unit ?? '',
    owner: standingPost(moment, goal?.owner ?? receiver),
    standing: open ? standingOf(thread) : 'IN_NEGOTIATION',
    renegotiating: open && state.inForce !== null && inPlay,
    parentChanged: open && ((inPlay && state.episode.staleSince !== null) || (state.inForce?.change ?? null) !== null),
    parentDropped: isParentDropped(moment, thread),
    atRisk: goal !== undefined && isAtRisk(goal, today),
    state: goal ? goalState(moment, goal) : null,
    due: open ? offer.due : null,
    cycle,
    revision: goal?.revision ?? null,
    measure: measured?.measure ?? null,
    jop: measured?.jop ?? null,
    target: measured?.target ?? null,
    link: open ? offer.link.kind : null,
    thread: thread.id,
    goal: goal?.id ?? null,
    aim: null,
  };
};

export const aimNode = (moment: Moment, { id, terms, status, unit, cycle, revision }: AimRecord, place: Place): AlignmentNode => ({
  ...blank,
  id,
  ...place,
  kind: 'AIM',
  statement: terms.statement,
  unit,
  owner: standingPost(moment, terms.sponsor),
  state: status === 'DROPPED' ? 'DROPPED' : inCycle(moment, cycle),
  due: terms.due,
  cycle,
  revision,
  measure: terms.measured.measure,
  jop: terms.measured.jop,
  target: terms.measured.target,
  aim: id,
});

/** Units may call their dimensions the same. */
export const dimensionNodeId = (unit: UnitId, dimension: string): string => `${unit}/${dimension}`;

/** The dimensions of a True North: those in force, and those of the draft that would come in beside them. */
export const dimensionsOf = ({ inForce, draft }: TrueNorthRecord): readonly (Dimension & { readonly planned: boolean })[] => {
  const standing = inForce?.dimensions ?? [];
  const drafted = (draft?.dimensions ?? []).filter(({ id }) => !standing.some((each) => each.id === id));
  return [...standing.map((each) => ({ ...each, planned: false })), ...drafted.map((each) => ({ ...each, planned: true }))];
};

export const trueNorthNode = ({ unit, inForce, draft }: TrueNorthRecord, place: Place): AlignmentNode => ({
  ...blank,
  id: unit,
  ...place,
  kind: 'TRUE_NORTH',
  statement: (inForce ?? draft)?.statement ?? null,
  unit,
  state: inForce ? 'ACTIVE' : 'PLANNED',
});

export const dimensionNode = (
  unit: UnitId,
  { id, name, planned }: ReturnType<typeof dimensionsOf>[number],
  place: Place,
): AlignmentNode => ({
  ...blank,
  id: dimensionNodeId(unit, id),
  ...place,
  kind: 'DIMENSION',
  statement: name,
  unit,
  state: planned ? 'PLANNED' : 'ACTIVE',
});

/** Null where there is no such objective. */
export const objectiveNode = ({ tables }: Moment, id: ObjectiveId, place: Place): AlignmentNode | null => {
  const objective = tables.objectives.get(id);
  if (!objective) return null;
  const { statement, unit, to, retired } = objective;
  return { ...blank, id, ...place, kind: 'OBJECTIVE', statement, unit, state: retired === null ? 'ACTIVE' : 'CLOSED', due: to };
};

/** The nearest unit above that has a True North of its own. */
export const trueNorthAbove = ({ tables }: Moment, unit: UnitId): UnitId | null => {
  let above = tables.units.get(unit)?.parent ?? null;
  while (above !== null && !tables.trueNorths.has(above)) above = tables.units.get(above)?.parent ?? null;
  return above;
};

/** An objective stands under its dimension, or under the True North itself where that knows the dimension no more. */
export const nodeAboveObjective = ({ tables }: Moment, id: ObjectiveId): string | null => {
  const objective = tables.objectives.get(id);
  const trueNorth = objective && tables.trueNorths.get(objective.unit);
  if (!objective || !trueNorth) return null;
  const known = dimensionsOf(trueNorth).some((dimension) => dimension.id === objective.dimension);
  return known ? dimensionNodeId(objective.unit, objective.dimension) : objective.unit;
};

/** The thread under whose node everything hangs that serves a goal: its link in force that is no pledge, or its last one. */
export const mainLinkOf = ({ tables }: Moment, { links, agreement }: GoalRecord): ThreadId => {
  if (links.length === 1) return links[0]!.thread;
  const standing = links.filter(({ thread, released }) => !released && tables.threads.get(thread)?.state.thread.kind !== 'PLEDGE');
  return standing.at(-1)?.thread ?? agreement.thread;
};

/** The node a thread hangs under: the nearest above it that is in the tree, and is the reader's to know of. */
const nodeAbove = (moment: Moment, now: Moment, reader: Reader, thread: ThreadRecord): string | null => {
  const { tables } = moment;
  let at = thread;
  for (let step = 0; step < ranksMax; step++) {
    const parent = resolveParent(tables, at.state.thread.parent);
    if (parent.kind === 'AIM') return parent.id;
    const goal = parent.kind === 'GOAL' ? tables.goals.get(parent.id) : undefined;
    const above = tables.threads.get(goal ? mainLinkOf(moment, goal) : parent.id);
    if (!above) return null;
    if (shownOf(now, reader, above) !== 'NONE') return above.id;
    at = above;
  }
  return null;
};

/** A node of the tree by what it is and its id: ids of different kinds may be the same. */
export type NodeRef =
  | { readonly kind: 'TRUE_NORTH' | 'OBJECTIVE' | 'AIM' | 'LINK'; readonly id: string }
  | { readonly kind: 'DIMENSION'; readonly unit: UnitId; readonly id: string };

/**
 * The node as the tree would show it at a moment, at rank 0 as if it were asked for alone; null where it is not in the
 * tree then, or not for the reader.
 */
export const treeNode = (moment: Moment, now: Moment, reader: Reader, ref: NodeRef): AlignmentNode | null => {
  const { tables } = moment;
  switch (ref.kind) {
    case 'TRUE_NORTH': {
      const trueNorth = tables.trueNorths.get(ref.id);
      return trueNorth ? trueNorthNode(trueNorth, { parent: trueNorthAbove(moment, ref.id), rank: 0 }) : null;
    }
    case 'DIMENSION': {
      const trueNorth = tables.trueNorths.get(ref.unit);
      const dimension = trueNorth && dimensionsOf(trueNorth).find(({ id }) => id === ref.id);
      return dimension ? dimensionNode(ref.unit, dimension, { parent: ref.unit, rank: 0 }) : null;
    }
    case 'OBJECTIVE':
      return objectiveNode(moment, ref.id, { parent: nodeAboveObjective(moment, ref.id), rank: 0 });
    case 'AIM': {
      const aim = tables.aims.get(ref.id);
      return aim ? aimNode(moment, aim, { parent: aim.terms.objective, rank: 0 }) : null;
    }
    case 'LINK': {
      const thread = tables.threads.get(ref.id);
      const openness = thread ? shownOf(now, reader, thread) : 'NONE';
      if (!thread || openness === 'NONE') return null;
      return linkNode(moment, thread, openness, { parent: nodeAbove(moment, now, reader, thread), rank: 0 });
    }
  }
};
