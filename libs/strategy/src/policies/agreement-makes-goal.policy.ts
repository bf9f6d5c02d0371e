import type { Effect, Policy, RecordedOf } from '#kernel';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import { resolvePost } from '../organisation/line.js';
import type { Agreement } from '../goal/goal.events.js';
import { goalIdOf, type Tables, type ThreadRecord } from '../views/index.js';
import { parentThreadOf, resolveParent } from '../views/parents.js';
import { structureOf } from '../views/structure.js';
import type { ThreadId } from '../vocabulary.js';
import { toGoal } from './effects.js';

/**
 * The thread whose link to the old parent this agreement takes the place of: none where no other gives the goal its
 * parent; none for a pledge, which adds a peer to the goal's parents and leaves it where it is. A thread that signs its
 * own goal anew while another is taking it over has it back: the last signature counts.
 */
const releasedBy = (tables: Tables, thread: ThreadRecord): ThreadId | null =>
  thread.state.thread.kind === 'PLEDGE' ? null : parentThreadOf(tables, goalIdOf(thread), thread.id);

/** The receiver's post, or whoever stands for it by then, owns the goal, and its unit runs it. */
const goalFrom = (
  tables: Tables,
  kind: Agreement['kind'],
  event: RecordedOf<CatchballEvents, 'CommitmentMade' | 'DirectionGiven'>,
): Effect[] => {
  const record = tables.threads.get(event.subject)!;
  const { thread } = record.state;
  const owner = resolvePost(structureOf({ tables }), thread.receiver, event.on)!;
  const { offer, offerHash, episode } = event.data;
  return [
    toGoal(goalIdOf(record), 'TakeOn', {
      cycle: thread.cycle,
      owner: owner.id,
      unit: owner.unit,
      parent: resolveParent(tables, thread.parent),
      terms: offer,
      agreement: { kind, thread: event.subject, episode, offerHash, event: event.id },
      releases: releasedBy(tables, record),
    }),
  ];
};

/** A commitment or decision makes the goal, or its next revision. */
export const agreementMakesGoal: Policy<Tables, CatchballEvents> = {
  name: 'agreement-makes-goal',
  on: {
    CommitmentMade: (tables, event) => goalFrom(tables, 'COMMITTED', event),
    DirectionGiven: (tables, event) => goalFrom(tables, 'DIRECTED', event),
  },
};
