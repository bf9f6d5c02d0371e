/** The line from True North to posts: who serves what, and how far each link has come. A flat list with parent ids. */
import { reject, type Day, type Rejection } from '#kernel';
import type { AimId, CycleId, Figure, GoalId, Link, MeasureId, MeasuredTerms, PostId, ThreadId, UnitId } from '../vocabulary.js';
import { isInPlay } from '../catchball/catchball.state.js';
import { resolveParent } from '../views/parents.js';
import { goalIdOf, parentKey, type AimRecord, type GoalRecord, type Moment, type ThreadRecord } from '../views/index.js';
import { seesGoal, seesThread, type Reader } from './openness.reading.js';

/** A larger tree is asked for part by part. */
export const treeNodesMax = 5_000;
/** Deeper than any organisation is; a loop would be a bug. */
const ranksMax = 40;

export type NodeKind = 'TRUE_NORTH' | 'DIMENSION' | 'OBJECTIVE' | 'AIM' | 'GOAL' | 'PLEDGE';

/** How far a link has come. Directed is never called agreed. */
export const standings = ['IN_NEGOTIATION', 'TENTATIVE', 'COMMITTED', 'DIRECTED', 'DECLINED'] as const;
export type Standing = (typeof standings)[number];

export interface AlignmentNode {
  /** The subject's id: unit of a True North, dimension, objective, aim; the thread's for every link below an aim. */
  readonly id: string;
  readonly parent: string | null;
  /** Steps below the root asked for, from 0. */
  readonly rank: number;
  readonly kind: NodeKind;
  /** Null where the thread is kept between its sides. */
  readonly statement: string | null;
  readonly unit: UnitId;
  /** The sponsor of an aim, the owner of a goal. */
  readonly owner: PostId | null;
  readonly standing: Standing | null;
  /** A commitment is in force and a later episode is in play. */
  readonly renegotiating: boolean;
  /** The parent changed and this link has not been confirmed on it, or was dropped. */
  readonly parentChanged: boolean;
  readonly parentDropped: boolean;
  /** A condition failed or a grant is not there on its day. */
  readonly atRisk: boolean;
  /** Goals wait for their cycle; closed ones stay to be seen. */
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

export interface AlignmentTree {
  readonly position: number;
  readonly cycle: CycleId | null;
  readonly nodes: readonly AlignmentNode[];
}

export interface TreeQuestion {
  /** The node to begin at; everything, where it is left out. */
  readonly root?: string | null;
  /** How many ranks below the root; all, where it is left out. */
  readonly ranks?: number | null;
  /** The cycle in force, where it is left out. */
  readonly cycle?: CycleId | null;
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

/** Whether what a thread hangs under has been dropped or closed. */
const isParentDropped = ({ tables }: Moment, { state }: ThreadRecord): boolean => {
  const { kind, id } = state.thread.parent;
  return kind === 'AIM'
    ? tables.aims.get(id)?.status === 'DROPPED'
    : kind === 'GOAL' && tables.goals.get(id)?.closed?.outcome === 'DROPPED';
};

const goalState = ({ tables }: Moment, goal: GoalRecord): AlignmentNode['state'] => {
  if (goal.closed) return goal.closed.outcome === 'DROPPED' ? 'DROPPED' : 'CLOSED';
  return tables.cycles.get(goal.cycle)?.state === 'ACTIVE' ? 'ACTIVE' : 'PLANNED';
};

/** The goal that a settled thread made, once the goal has taken it on. */
const goalOf = ({ tables }: Moment, thread: ThreadRecord): GoalRecord | undefined =>
  thread.state.inForce ? tables.goals.get(goalIdOf(thread)) : undefined;

const figuresOf = (measured: MeasuredTerms | null): Pick<AlignmentNode, 'measure' | 'jop' | 'target'> =>
  measured ? { measure: measured.measure, jop: measured.jop, target: measured.target } : { measure: null, jop: null, target: null };

/**
 * Thousands of these are made for one answer. Every field is written out, in one order: spreading objects into it
 * gives each node a shape of its own and costs twenty times as much.
 */
const linkNode = (
  moment: Moment,
  now: Moment,
  reader: Reader,
  thread: ThreadRecord,
  goal: GoalRecord | undefined,
  { parent, rank }: { parent: string | null; rank: number },
): AlignmentNode => {
  const { tables, today } = moment;
  const { state } = thread;
  const { kind, receiver, cycle } = state.thread;
  const open = seesThread(reader, now, thread);
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
    owner: goal?.owner ?? receiver,
    standing: open ? standingOf(thread) : 'IN_NEGOTIATION',
    renegotiating: open && state.inForce !== null && inPlay,
    parentChanged: (inPlay && state.episode.staleSince !== null) || (state.inForce?.change ?? null) !== null,
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

const aimNode = (aim: AimRecord, place: { parent: string | null; rank: number }): AlignmentNode => ({
  ...blank,
  id: aim.id,
  ...place,
  kind: 'AIM',
  statement: aim.terms.statement,
  unit: aim.unit,
  owner: aim.terms.sponsor,
  state: aim.status === 'DROPPED' ? 'DROPPED' : null,
  due: aim.terms.due,
  cycle: aim.cycle,
  revision: aim.revision,
  ...figuresOf(aim.terms.measured),
  aim: aim.id,
});

/** The node a thread hangs under: its aim, the thread it consults for, or the latest agreement of the goal it serves. */
const parentNodeOf = ({ tables }: Moment, { state }: ThreadRecord): string => {
  const parent = resolveParent(tables, state.thread.parent);
  return parent.kind === 'GOAL' ? (tables.goals.get(parent.id)?.agreement.thread ?? parent.id) : parent.id;
};

/** One aim or link as the tree would show it at a moment; null where it is not in the tree then, or not for the reader. */
export const treeNode = (moment: Moment, now: Moment, reader: Reader, id: string): AlignmentNode | null => {
  const aim = moment.tables.aims.get(id);
  if (aim) return aimNode(aim, { parent: aim.terms.objective, rank: 0 });
  const thread = moment.tables.threads.get(id);
  if (!thread || standingOf(thread) === null) return null;
  const goal = goalOf(moment, thread);
  if (goal && !seesGoal(reader, now, goal.id)) return null;
  return linkNode(moment, now, reader, thread, goal, { parent: parentNodeOf(moment, thread), rank: 0 });
};

/** Grows the tree downwards from where it is asked to begin. */
class Growing {
  readonly nodes: AlignmentNode[] = [];
  private readonly seen = new Set<string>();
  full = false;
  private readonly objectivesByDimension: ReadonlyMap<string, string[]>;
  private readonly aimsByObjective: ReadonlyMap<string, AimRecord[]>;
  private readonly trueNorthsBelow: ReadonlyMap<string, UnitId[]>;

  constructor(
    private readonly moment: Moment,
    private readonly now: Moment,
    private readonly reader: Reader,
    cycle: CycleId | null,
    private readonly ranks: number,
  ) {
    const { tables } = moment;
    const objectives = new Map<string, string[]>();
    for (const objective of tables.objectives.values())
      if (objective.retired === null) objectives.set(objective.dimension, [...(objectives.get(objective.dimension) ?? []), objective.id]);
    this.objectivesByDimension = objectives;
    const aims = new Map<string, AimRecord[]>();
    for (const id of cycle === null ? [] : tables.aimsByCycle.of(cycle)) {
      const aim = tables.aims.get(id)!;
      aims.set(aim.terms.objective, [...(aims.get(aim.terms.objective) ?? []), aim]);
    }
    this.aimsByObjective = aims;
    const below = new Map<string, UnitId[]>();
    for (const { unit } of tables.trueNorths.values()) {
      const above = this.trueNorthAbove(unit) ?? '';
      below.set(above, [...(below.get(above) ?? []), unit]);
    }
    this.trueNorthsBelow = below;
  }

  /** The nearest unit above that has a True North of its own. */
  private trueNorthAbove(unit: UnitId): UnitId | null {
    const { tables } = this.moment;
    let above = tables.units.get(unit)?.parent ?? null;
    while (above !== null && !tables.trueNorths.has(above)) above = tables.units.get(above)?.parent ?? null;
    return above;
  }

  private add(node: AlignmentNode): boolean {
    if (this.seen.has(node.id) || node.rank > this.ranks || node.rank > ranksMax) return false;
    if (this.nodes.length >= treeNodesMax) {
      this.full = true;
      return false;
    }
    this.seen.add(node.id);
    this.nodes.push(node);
    return true;
  }

  all(): void {
    for (const unit of this.trueNorthsBelow.get('') ?? []) this.trueNorth(unit, null, 0);
  }

  trueNorth(unit: UnitId, parent: string | null, rank: number): void {
    const text = this.moment.tables.trueNorths.get(unit);
    const shown = text?.inForce ?? text?.draft;
    if (!shown || !this.add({ ...blank, id: unit, parent, rank, kind: 'TRUE_NORTH', statement: shown.statement, unit })) return;
    for (const dimension of shown.dimensions) this.dimension(unit, dimension, unit, rank + 1);
    for (const below of this.trueNorthsBelow.get(unit) ?? []) this.trueNorth(below, unit, rank + 1);
  }

  dimension(unit: UnitId, dimension: { id: string; name: string }, parent: string | null, rank: number): void {
    if (!this.add({ ...blank, id: dimension.id, parent, rank, kind: 'DIMENSION', statement: dimension.name, unit })) return;
    for (const objective of this.objectivesByDimension.get(dimension.id) ?? []) this.objective(objective, dimension.id, rank + 1);
  }

  objective(id: string, parent: string | null, rank: number): void {
    const objective = this.moment.tables.objectives.get(id)!;
    const { statement, unit, to } = objective;
    if (!this.add({ ...blank, id, parent, rank, kind: 'OBJECTIVE', statement, unit, due: to })) return;
    for (const aim of this.aimsByObjective.get(id) ?? []) this.aim(aim, id, rank + 1);
  }

  aim(aim: AimRecord, parent: string | null, rank: number): void {
    if (this.add(aimNode(aim, { parent, rank }))) this.linksUnder(parentKey({ kind: 'AIM', id: aim.id }), aim.id, rank + 1);
  }

  private linksUnder(key: string, parent: string, rank: number): void {
    if (rank > this.ranks) return;
    for (const id of this.moment.tables.threadsByParent.of(key)) this.link(this.moment.tables.threads.get(id)!, parent, rank);
  }

  link(thread: ThreadRecord, parent: string | null, rank: number): void {
    if (standingOf(thread) === null || this.seen.has(thread.id)) return;
    const goal = goalOf(this.moment, thread);
    if (goal && !seesGoal(this.reader, this.now, goal.id)) return;
    if (!this.add(linkNode(this.moment, this.now, this.reader, thread, goal, { parent, rank }))) return;
    this.linksUnder(parentKey({ kind: 'THREAD', id: thread.id }), thread.id, rank + 1);
    // A goal with several parents stands under each; what serves the goal hangs under its latest agreement.
    if (goal && goal.agreement.thread === thread.id) this.linksUnder(parentKey({ kind: 'GOAL', id: goal.id }), thread.id, rank + 1);
  }

  /** Begins at a node named by its id; false where nothing has that id. */
  from(root: string): boolean {
    const { tables } = this.moment;
    const thread = tables.threads.get(root) ?? tables.threads.get(tables.goals.get(root)?.agreement.thread ?? '');
    const aim = tables.aims.get(root);
    if (tables.trueNorths.has(root)) this.trueNorth(root, null, 0);
    else if (tables.objectives.has(root)) this.objective(root, null, 0);
    else if (aim) this.aim(aim, null, 0);
    else if (thread) this.link(thread, null, 0);
    else return this.fromDimension(root);
    return true;
  }

  private fromDimension(root: string): boolean {
    for (const { unit, inForce, draft } of this.moment.tables.trueNorths.values())
      for (const dimension of (inForce ?? draft)?.dimensions ?? [])
        if (dimension.id === root) {
          this.dimension(unit, dimension, null, 0);
          return true;
        }
    return false;
  }
}

export type TreeCode = 'NoSuchNode' | 'TooManyNodes';

/**
 * The tree at a moment, each node after its parent. `now` is the present, by which the reader's rights are judged.
 */
export const alignmentTree = (
  moment: Moment,
  now: Moment,
  reader: Reader,
  asked: TreeQuestion = {},
): AlignmentTree | Rejection<TreeCode> => {
  const cycle = asked.cycle ?? currentCycle(moment);
  const growing = new Growing(moment, now, reader, cycle, asked.ranks ?? ranksMax);
  if (asked.root === undefined || asked.root === null) growing.all();
  else if (!growing.from(asked.root)) return reject('NoSuchNode', `nothing in the tree has the id ${asked.root} at this moment`);
  if (growing.full)
    return reject('TooManyNodes', `the tree has more than ${treeNodesMax} nodes: name a root, such as an aim or a goal, or fewer ranks`);
  return { position: moment.position, cycle, nodes: growing.nodes };
};
