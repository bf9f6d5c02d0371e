import type { Effect, Policy } from '#kernel';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import { goalIdOf, type Tables } from '../views/index.js';
import type { ThreadId } from '../vocabulary.js';
import { toGoal, toThread } from './effects.js';

/** The goal's link through the thread ends, unless a re-parenting has released it already. */
const linkReleased = (tables: Tables, thread: ThreadId, reason: string): Effect[] => {
  const goal = goalIdOf(tables.threads.get(thread)!);
  const link = tables.goals.get(goal)?.links.find((each) => each.thread === thread);
  return link?.released ? [] : [toGoal(goal, 'ReleaseLink', { thread, reason })];
};

/** What a release ends on the other side: a thread's the goal's link, a goal's new parent the old thread's commitment. */
export const release: Policy<Tables, CatchballEvents & GoalEvents> = {
  name: 'release',
  on: {
    CommitmentReleased: (tables, { subject, data }) => linkReleased(tables, subject, data.reason),
    PledgeLapsed: (tables, { subject }) =>
      tables.threads.get(subject)!.firstSettled
        ? linkReleased(tables, subject, 'the thread the pledge served ended without a commitment')
        : [],
    GoalRevised: (_tables, { id, data }) =>
      data.releases === null
        ? []
        : [
            toThread(data.releases, 'ReleaseByPolicy', {
              cause: id,
              reason: `its goal has another parent by the thread ${data.agreement.thread}`,
            }),
          ],
  },
};
