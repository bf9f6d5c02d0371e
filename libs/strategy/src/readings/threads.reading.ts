/** The threads of a cycle, as people look for them. What a reader may not see can be neither looked for nor told from the order. */
import type { CycleId, PostId } from '../vocabulary.js';
import { phaseOf, type Moment, type ThreadPhase, type ThreadRecord } from '../views/index.js';
import { resolveParent } from '../views/parents.js';
import { standsFor } from '../views/structure.js';
import { currentCycle } from './alignment-node.reading.js';
import { awaitedIn, isOverdue } from './negotiation.reading.js';
import { opennessAt, type Reader } from './openness.reading.js';

/** As they were first served; what is due first comes first; what moved last comes first. */
export type ThreadOrder = 'SERVED' | 'DUE' | 'MOVED';

export interface ThreadsQuestion {
  /** The current cycle, where it is left out. */
  readonly cycle?: CycleId | null;
  readonly phases?: readonly ThreadPhase[] | null;
  /** Only where this post, or one it stands for today, is a side. */
  readonly post?: PostId | null;
  /** Only under the aim, goal or thread with this id; a thread's include those of the goal it made. */
  readonly parent?: string | null;
  readonly overdue?: boolean | null;
}

/** Later than every day. */
const never = '9999-12-31';

/** The threads that answer the question and the reader may know of. One kept between its sides is open, and never overdue. */
export const threadsAsked = (
  moment: Moment,
  now: Moment,
  reader: Reader,
  { cycle, phases, post, parent, overdue }: ThreadsQuestion,
  order: ThreadOrder = 'SERVED',
): ThreadRecord[] => {
  const { tables, today } = moment;
  const posts = post ? new Set(standsFor(moment, post, today)) : null;
  const found = tables.threadsByCycle.of(cycle ?? currentCycle(moment) ?? '').flatMap((id) => {
    const thread = tables.threads.get(id)!;
    const { giver, receiver, parent: served } = thread.state.thread;
    const openness = opennessAt(reader, now, thread);
    if (openness === 'NONE') return [];
    if (posts && !posts.has(giver) && !posts.has(receiver)) return [];
    if (parent && served.id !== parent && resolveParent(tables, served).id !== parent) return [];
    const isOpen = openness !== 'STANDING_ONLY';
    if (phases && !phases.includes(isOpen ? phaseOf(thread.state) : 'OPEN')) return [];
    if (typeof overdue === 'boolean' && (isOpen && isOverdue(moment, thread)) !== overdue) return [];
    return [{ thread, due: (isOpen && awaitedIn(moment, thread).due) || never, moved: isOpen ? thread.changedAt : thread.since }];
  });
  if (order === 'DUE') found.sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0));
  if (order === 'MOVED') found.sort((one, other) => other.moved - one.moved);
  return found.map(({ thread }) => thread);
};
