/**
 * Who may read what. Everything is open but two things: a thread its sides keep to themselves until the first
 * commitment, and the goals of single persons, with the threads they come from. Rights are always today's, also over
 * the past.
 */
import { arbiterInCharge } from '../catchball/catchball.guards.js';
import { leadsAbove, personsOf, resolvePost, type PostNode } from '../organisation/line.js';
import type { GoalId, PersonId, PostId, ThreadId } from '../vocabulary.js';
import { structureOf } from '../views/structure.js';
import { settingsAtFirst, theOrganisation, type Moment, type Move, type ThreadRecord } from '../views/index.js';

/** Somebody who asks, with the posts they stand in today. */
export interface Reader {
  readonly person: PersonId;
  readonly posts: ReadonlySet<PostId>;
  readonly isAuditor: boolean;
  readonly isCoach: boolean;
}

/** Somebody to whom everything shows, as to whoever has the log itself in hand. */
export const allSeeing: Reader = { person: '', posts: new Set(), isAuditor: true, isCoach: true };

/** What stands for a single person's goal where it counts and may not be seen. */
export const personsGoal = 'a single person’s goal';

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

const standingPost = (now: Moment, post: PostId): PostNode | undefined => resolvePost(structureOf(now), post, now.today);

const standsIn = (reader: Reader, now: Moment, post: PostId): boolean => {
  const standing = standingPost(now, post);
  return standing !== undefined && reader.posts.has(standing.id);
};

/** What an arbiter does with a thread that was escalated. */
const decisions: ReadonlySet<Move['type']> = new Set(['DirectionGiven', 'BallReturned', 'ThreadClosed', 'RenegotiationConsented']);

/** The arbiters a thread has come to: while it is escalated everybody up to the one in charge, and whoever decided. */
const arbitersOf = ({ tables, today }: Moment, { id, state }: ThreadRecord): PostId[] => {
  const decided = tables.moves.of(id).flatMap(({ type, post }) => (decisions.has(type) ? [post] : []));
  if (state.phase !== 'escalated') return decided;
  const inCharge = arbiterInCharge(state, today, tables.settings.get(theOrganisation) ?? settingsAtFirst)?.post;
  return [...decided, ...state.arbiters.slice(0, inCharge === undefined ? 0 : state.arbiters.indexOf(inCharge) + 1)];
};

/** A member's post is one person's; where no post is known any more, nobody can say that it was not. */
const isPersonal = ({ tables }: Moment, owner: PostId, standing: PostNode | undefined): boolean =>
  standing === undefined || standing.role === 'MEMBER' || tables.posts.get(owner)?.role === 'MEMBER';

/** Whether what a post takes on is a single person's, and so not for everybody. */
export const isSinglePersons = (moment: Moment, owner: PostId): boolean => isPersonal(moment, owner, standingPost(moment, owner));

/** The person themselves, the leads of the line above, coaches and auditors see what a single person has taken on. */
const seesPost = (reader: Reader, now: Moment, owner: PostId): boolean => {
  if (reader.isAuditor || reader.isCoach) return true;
  const standing = standingPost(now, owner);
  if (!isPersonal(now, owner, standing)) return true;
  if (standing === undefined) return false;
  return reader.posts.has(standing.id) || leadsAbove(structureOf(now), standing, now.today).some((lead) => reader.posts.has(lead));
};

/**
 * How much of a thread a reader sees, NONE being not even that it is there; `now` is the present, whatever moment is
 * read. Sides, auditors and the arbiters it has come to see everything. A single person's shows to nobody else but
 * their line and coaches.
 */
export const threadOpenness = (reader: Reader, now: Moment, id: ThreadId): ThreadOpenness | 'NONE' => {
  const record = now.tables.threads.get(id);
  if (!record) return 'NONE';
  const { state, firstSettled } = record;
  const { giver, receiver, earlierOffersOpenedBy } = state.thread;
  const isPrivate = state.thread.private && new Set(earlierOffersOpenedBy).size < 2;
  const seesReceiver = seesPost(reader, now, receiver);
  if (seesReceiver && !isPrivate) return 'ALL';
  if (reader.isAuditor || standsIn(reader, now, giver) || standsIn(reader, now, receiver)) return 'ALL';
  if (arbitersOf(now, record).some((post) => standsIn(reader, now, post))) return 'ALL';
  if (!seesReceiver) return 'NONE';
  return firstSettled === null ? 'STANDING_ONLY' : 'FROM_COMMITMENT';
};

/**
 * How much of a thread, as it stood at some moment, is the reader's to see. Before its commitment nothing has opened;
 * one that came to nothing is in negotiation no longer, and there is nothing left to show to others.
 */
export const opennessAt = (reader: Reader, now: Moment, { id, state, firstSettled }: ThreadRecord): ThreadOpenness | 'NONE' => {
  const openness = threadOpenness(reader, now, id);
  if (openness === 'ALL' || openness === 'NONE' || firstSettled !== null) return openness;
  return state.phase === 'withdrawn' || state.phase === 'lapsed' ? 'NONE' : 'STANDING_ONLY';
};

/** Whether the figures and words of a thread, as it stood at some moment, are the reader's to see. */
export const seesThread = (reader: Reader, now: Moment, thread: ThreadRecord): boolean => {
  const openness = opennessAt(reader, now, thread);
  return openness === 'ALL' || openness === 'FROM_COMMITMENT';
};

/** Whether a goal is the reader's to see: a single person's is their own, their line's, coaches' and auditors'. */
export const seesGoal = (reader: Reader, now: Moment, id: GoalId): boolean => {
  const goal = now.tables.goals.get(id);
  return goal !== undefined && seesPost(reader, now, goal.owner);
};
