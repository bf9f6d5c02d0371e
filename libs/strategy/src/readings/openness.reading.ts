/**
 * Who may read what. Everything is open but two things: a thread its sides keep to themselves until the first
 * commitment, and the goals of single persons. Rights are always today's, also over the past.
 */
import { leadsAbove, personsOf, resolvePost } from '../organisation/line.js';
import type { GoalId, PersonId, PostId, ThreadId } from '../vocabulary.js';
import { structureOf } from '../views/structure.js';
import type { Moment, ThreadRecord } from '../views/index.js';

/** Somebody who asks, with the posts they stand in today. */
export interface Reader {
  readonly person: PersonId;
  readonly posts: ReadonlySet<PostId>;
  readonly isAuditor: boolean;
  readonly isCoach: boolean;
}

/** Everything, only what came from the first commitment on, or only that there is a negotiation. */
export type ThreadOpenness = 'ALL' | 'FROM_COMMITMENT' | 'STANDING_ONLY';

/** The reader a person is, by the posts they stand in at this moment: holders, acting holders and deputies. */
export const readerOf = (now: Moment, person: PersonId): Reader => {
  const { tables, today } = now;
  const posts = [...new Set(tables.postsByPerson.of(person))].flatMap((id) => {
    const post = tables.posts.get(id);
    const open = post !== undefined && (post.closed === null || post.closed.on > today);
    return open && personsOf(post, today).includes(person) ? [post] : [];
  });
  return {
    person,
    posts: new Set(posts.map(({ id }) => id)),
    isAuditor: posts.some(({ role }) => role === 'AUDITOR'),
    isCoach: posts.some(({ role }) => role === 'COACH'),
  };
};

const standsIn = (reader: Reader, now: Moment, post: PostId): boolean => {
  const today = resolvePost(structureOf(now), post, now.today);
  return today !== undefined && reader.posts.has(today.id);
};

/** How much of a thread a reader sees; `now` is the present, whatever moment is read. */
export const threadOpenness = (reader: Reader, now: Moment, id: ThreadId): ThreadOpenness => {
  const record = now.tables.threads.get(id);
  if (!record || reader.isAuditor) return 'ALL';
  const { state, firstSettled } = record;
  const { thread } = state;
  if (!thread.private || thread.earlierOffersOpenedBy.length === 2) return 'ALL';
  if (standsIn(reader, now, thread.giver) || standsIn(reader, now, thread.receiver)) return 'ALL';
  if (state.phase === 'escalated' && state.arbiters.some((post) => standsIn(reader, now, post))) return 'ALL';
  return firstSettled === null ? 'STANDING_ONLY' : 'FROM_COMMITMENT';
};

/** Whether the figures and words of a thread, as it stood at some moment, are the reader's to see. */
export const seesThread = (reader: Reader, now: Moment, thread: ThreadRecord): boolean => {
  if (!thread.state.thread.private) return true;
  const openness = threadOpenness(reader, now, thread.id);
  return openness === 'ALL' || (openness === 'FROM_COMMITMENT' && thread.firstSettled !== null);
};

/**
 * A goal owned by a member's post is a single person's: it shows to whoever stands in the post, the leads of the
 * line above, coaches and auditors.
 */
export const seesGoal = (reader: Reader, now: Moment, id: GoalId): boolean => {
  const goal = now.tables.goals.get(id);
  const owner = goal && now.tables.posts.get(goal.owner);
  if (!owner || owner.role !== 'MEMBER' || reader.isAuditor || reader.isCoach) return true;
  const structure = structureOf(now);
  const holder = resolvePost(structure, owner.id, now.today) ?? owner;
  if (reader.posts.has(holder.id)) return true;
  return leadsAbove(structure, holder, now.today).some((lead) => reader.posts.has(lead));
};
