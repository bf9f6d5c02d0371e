import { isRejection, type Actor, type Rejection } from '#kernel';
import { Trouble } from '#cqrs';
import { planId } from '#plan';
import { deputiesOn, signersOn, type PersonId, type PostId, type PostRecord, type Tables } from '#strategy';
import { mayCommand } from '../../api/src/access/rights.js';
import type { Desk, Reading } from './record.js';

/**
 * Whoever has the data folder in hand. The first commands on an empty log have nobody else to act for them: there is
 * no post yet. Once the administrator's post is held, the operator acts no more.
 */
export const operator: Actor = { person: 'operator', post: 'operator' };

/** The person who acts in a post on a day: its holder or acting holder, else its deputy; a certain person where one is named. */
export const actorIn = (post: PostRecord, today: string, person?: PersonId): Actor | null => {
  const closed = post.closed !== null && post.closed.on <= today;
  if (closed) return null;
  const signers = signersOn(post, today);
  const deputies = deputiesOn(post, today);
  const chosen = person ?? signers[0] ?? deputies[0];
  if (chosen === undefined) return null;
  if (signers.includes(chosen)) return { person: chosen, post: post.id };
  return deputies.includes(chosen) ? { person: chosen, post: post.id, asDeputy: true } : null;
};

/** The record as it stands, wherever it was read. */
export type Present = Pick<Reading, 'tables' | 'today'>;

/** The actor of a post today; throws {@link Trouble} `NobodyInPost` where nobody can act for it. */
export const actorOf = ({ tables, today }: Present, id: PostId, person?: PersonId): Actor => {
  const post = tables.posts.get(id);
  if (!post) throw new Trouble('NobodyInPost', `there is no post ${id}`, { post: id });
  const actor = actorIn(post, today, person);
  if (!actor)
    throw new Trouble(
      'NobodyInPost',
      `${person ? `the person ${person} does not stand` : 'nobody stands'} in ${post.title} today (${today}): name a holder from a day that has come`,
      {
        post: id,
      },
    );
  return actor;
};

/** The service's own rule who may send what, by the role of the acting post. The operator is asked for no role. */
export const refusedByRole = (desk: Desk, actor: Actor, aggregate: string, command: string): Rejection | null => {
  if (actor.post === operator.post) return null;
  const post = desk.views.now().tables.posts.get(actor.post);
  if (!post) throw new Error(`the acting post ${actor.post} is not in the log`);
  const audits = desk.gate.postsOf(actor.person).some(({ post: held }) => held.role === 'AUDITOR');
  const refused = mayCommand(post.role, audits, aggregate, command);
  return isRejection(refused) ? refused : null;
};

/** The post somebody means by a plan's key, an id or an exact title; throws {@link Trouble} `NoSuchPost`. */
export const postNamed = (tables: Tables, organisation: string, words: string): PostId => {
  const byKey = planId(organisation, 'post', words);
  if (tables.posts.has(byKey)) return byKey;
  const called = [...tables.posts.values()].filter(({ title }) => title === words);
  if (called.length === 1) return called[0]!.id;
  throw new Trouble(
    'NoSuchPost',
    called.length === 0
      ? `there is no post ${words}: name its key, id or title`
      : `${called.length} posts are called ${words}: name the key or id of one`,
    { post: words },
  );
};
