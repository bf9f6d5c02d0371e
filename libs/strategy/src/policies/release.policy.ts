import type { Effect, Policy } from '#kernel';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import { goalIdOf, type Tables } from '../views/index.js';
import type { GoalId, ThreadId } from '../vocabulary.js';
import { toGoal, toThread } from './effects.js';

/** The goal's link through the thread ends, unless a re-parenting has released it already. */
const linkReleased = (tables: Tables, thread: ThreadId, reason: string): Effect[] => {
  const goal = goalIdOf(tables.threads.get(thread)!);
  const link = tables.goals.get(goal)?.links.find((each) => each.thread === thread);
  return link?.released ? [] : [toGoal(goal, 'ReleaseLink', { thread, reason })];
};

/** The commitment or decision by which the thread last gave the goal its terms. */
const agreementBy = (tables: Tables, goal: GoalId, thread: ThreadId): string | undefined =>
  tables.goalRevisions.of(goal).findLast(({ agreement }) => agreement.thread === thread)?.agreement.event;

/** What a release ends on the other side: a thread's the goal's link, a goal's new parent the old thread's commitment. */
export const release: Policy<Tables, CatchballEvents & GoalEvents> = {
  name: 'release',
  on: {
    CommitmentReleased: (tables, { subject, data }) => linkReleased(tables, subject, data.reason),
    PledgeLapsed: (tables, { subject }) =>
      tables.threads.get(subject)!.firstSettled
        ? linkReleased(tables, subject, 'the thread the pledge served ended without a commitment')
        : [],
    GoalRevised: (tables, { id, subject, data: { releases, agreement } }) => {
      const left = releases && agreementBy(tables, subject, releases);
      if (!left) return [];
      const reason = `its goal has another parent by the thread ${agreement.thread}`;
      return [toThread(releases, 'ReleaseByPolicy', { cause: id, reason, agreement: left })];
    },
  },
};
