/** What a goal's commands rest on beside the goal: who asks, its siblings, whether its children add up. */
import type { Actor } from '#kernel';
import type { GoalCommands, GoalFacts, GoalStanding } from '../goal/goal.commands.js';
import { resolvePost } from '../organisation/line.js';
import { AddingUp } from '../readings/adds-up.reading.js';
import type { GoalId, PostId } from '../vocabulary.js';
import type { Moment, PostRecord } from './index.js';
import { childThreads, resolveParent } from './parents.js';
import { leadsOver, postOf, type FactsReaders } from './planning.facts.js';
import { standsFor, structureOf } from './structure.js';
import { goalIdOf } from './threads.view.js';

/** Posts that do a unit's work: its coaches and data stewards help with it. */
const runningRoles: readonly PostRecord['role'][] = ['EXECUTIVE', 'LEAD', 'MEMBER'];

const standingAt = (moment: Moment, actor: Actor, id: GoalId): GoalStanding => {
  const goal = moment.tables.goals.get(id);
  const post = postOf(moment, actor);
  const owner = goal && resolvePost(structureOf(moment), goal.owner, moment.today);
  if (!goal || !post) return { mayRun: false, mayClose: false, isOwner: false, standsFor: [] };
  const isOwner = post.id === owner?.id;
  const mayClose = isOwner || leadsOver(moment, post, goal.unit);
  const runsIt = post.unit === goal.unit && runningRoles.includes(post.role);
  return { isOwner, mayClose, mayRun: mayClose || runsIt, standsFor: standsFor(moment, post.id, moment.today) };
};

/** The post that owns what the goal serves through this thread; null where the goal has no such link. */
const ownerAbove = ({ tables }: Moment, id: GoalId, thread: string): PostId | null => {
  const link = tables.goals.get(id)?.links.find((each) => each.thread === thread && !each.released);
  if (!link) return null;
  const parent = resolveParent(tables, link.parent);
  if (parent.kind === 'AIM') return tables.aims.get(parent.id)?.terms.sponsor ?? null;
  if (parent.kind === 'GOAL') return tables.goals.get(parent.id)?.owner ?? null;
  return tables.threads.get(parent.id)?.state.thread.receiver ?? null;
};

/**
 * The weights in the average of the parent that the thread serves, those of all other open goals under it. Who only
 * supports, or helps a peer by a pledge, has no place in it, whatever weight is written there.
 */
export const siblingWeights = ({ tables }: Moment, id: GoalId, threadId: string): string[] => {
  const thread = tables.threads.get(threadId);
  if (!thread) return [];
  const siblings = childThreads(tables, thread.state.thread.parent).filter((each) => each !== threadId);
  return siblings.flatMap((sibling) => {
    const serving = tables.threads.get(sibling)!;
    const goal = tables.goals.get(goalIdOf(serving));
    if (!goal || goal.id === id || goal.status === 'CLOSED' || serving.state.thread.kind === 'PLEDGE') return [];
    return goal.links
      .filter(({ thread: by, released, link }) => by === sibling && !released && link.kind === 'CONTRIBUTES')
      .map(({ weight }) => weight);
  });
};

export const goalFacts: FactsReaders<GoalCommands, GoalFacts> = {
  ReweightLink: (moment, { thread }, actor, subject) => {
    const owner = ownerAbove(moment, subject, thread);
    const post = postOf(moment, actor);
    const standing = owner === null ? undefined : resolvePost(structureOf(moment), owner, moment.today);
    return { ownsParent: post !== undefined && post.id === standing?.id, siblings: siblingWeights(moment, subject, thread) };
  },
  ChooseRollUp: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  ReportMilestone: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  ReopenMilestone: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  MeetCondition: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  FailCondition: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  DeliverGrant: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  FailGrant: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  AcceptGap: (moment, _input, actor, subject) => {
    const sum = new AddingUp(moment, moment, null).of({ kind: 'GOAL', id: subject });
    const { sufficient = false, coverage = null, gap = null } = sum ?? {};
    return { ...standingAt(moment, actor, subject), sufficient, coverage, gap };
  },
  CloseGoal: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  ReopenGoal: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
};
