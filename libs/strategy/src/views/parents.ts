/**
 * What a child serves, read from the tables. A child may be served under a thread that is still negotiated (a
 * provisional parent). It keeps naming the thread for ever; once the thread has a commitment or decision, the goal
 * that made stands in for it.
 */
import type { Readers } from '#kernel';
import type { GoalId, ParentRef, ThreadId } from '../vocabulary.js';
import type { GoalRecord, goalsView } from './goals.view.js';
import type { strategyView } from './strategy.view.js';
import { goalIdOf, parentKey, type threadsView } from './threads.view.js';

/** The tables parents are read from; policies read the same ones. */
export type ParentTables = Readers<typeof strategyView.tables & typeof threadsView.tables & typeof goalsView.tables>;

/** No goal is active without a commitment or decision: at least one of its links is in force, and nobody closed it. */
export const isActive = (goal: GoalRecord): boolean => goal.status === 'OPEN' && goal.links.some(({ released }) => released === null);

/** The parent as it stands: a thread that has a commitment or decision, or had one, is the goal it made. */
export const resolveParent = ({ threads }: Pick<ParentTables, 'threads'>, parent: ParentRef): ParentRef => {
  const thread = parent.kind === 'THREAD' ? threads.get(parent.id) : undefined;
  return thread?.firstSettled ? { kind: 'GOAL', id: goalIdOf(thread) } : parent;
};

/**
 * The revision a child stands on. An aim's and a goal's are their own. A thread's counts what changed for children
 * served under it: every offer put on its table and every direction until something was in force, then every further
 * revision of the goal. It only grows, and its first commitment leaves it as it is: the offer both sides signed is
 * the one that lay on the table, so that a child that agreed under it can sign as soon as its parent has.
 */
export const parentRevisionOf = ({ aims, goals, threads }: ParentTables, { kind, id }: ParentRef): number => {
  if (kind === 'AIM') return aims.get(id)?.revision ?? 0;
  if (kind === 'GOAL') return goals.get(id)?.revision ?? 0;
  const thread = threads.get(id);
  if (!thread) return 0;
  const { proposals, goalRevisionAtFirst } = thread;
  return goalRevisionAtFirst === null ? proposals : proposals + goals.get(goalIdOf(thread))!.revision - goalRevisionAtFirst;
};

/** The threads served under an aim, a goal (also while it was a thread) or a thread that has settled nothing yet. */
export const childThreads = (
  tables: Pick<ParentTables, 'threads' | 'threadsByParent' | 'threadsByGoal'>,
  parent: ParentRef,
): ThreadId[] => {
  const { kind, id } = resolveParent(tables, parent);
  const children = [...tables.threadsByParent.of(parentKey({ kind, id }))];
  if (kind !== 'GOAL') return children;
  for (const maker of tables.threadsByGoal.of(id))
    if (tables.threads.get(maker)?.firstSettled) children.push(...tables.threadsByParent.of(parentKey({ kind: 'THREAD', id: maker })));
  return children;
};

/**
 * The thread by which a goal has its parent: of those in force the latest, pledges and the named thread left out.
 * Read from the threads, so that it is right also while the goal has yet to be taken on.
 */
export const parentThreadOf = (
  { threads, threadsByGoal }: Pick<ParentTables, 'threads' | 'threadsByGoal'>,
  goal: GoalId,
  besides: ThreadId,
): ThreadId | null => {
  const inForce = threadsByGoal
    .of(goal)
    .map((id) => threads.get(id)!)
    .filter(({ id, state, settlement }) => id !== besides && settlement !== null && state.thread.kind !== 'PLEDGE');
  return inForce.sort((a, b) => b.settlement!.ordinal - a.settlement!.ordinal)[0]?.id ?? null;
};

/** A line upwards that is longer than this is a loop that races made. */
const stepsMax = 64;

/** Whether what lies above the parent, or the parent itself, is the thread or the goal it makes. */
export const wouldLoop = (tables: ParentTables, parent: ParentRef, thread: ThreadId, goal: GoalId): boolean => {
  let above: ParentRef[] = [parent];
  const seen = new Set<string>();
  for (let step = 0; above.length > 0 && step < stepsMax; step++) {
    const next: ParentRef[] = [];
    for (const ref of above.map((each) => resolveParent(tables, each))) {
      if ((ref.kind === 'THREAD' && ref.id === thread) || (ref.kind === 'GOAL' && ref.id === goal)) return true;
      if (seen.has(parentKey(ref))) continue;
      seen.add(parentKey(ref));
      if (ref.kind === 'GOAL')
        next.push(...(tables.goals.get(ref.id)?.links ?? []).filter((link) => !link.released).map((link) => link.parent));
      if (ref.kind === 'THREAD') {
        const served = tables.threads.get(ref.id)?.state.thread;
        if (served?.existingGoal === goal) return true;
        if (served) next.push(served.parent);
      }
    }
    above = next;
  }
  return above.length > 0;
};
