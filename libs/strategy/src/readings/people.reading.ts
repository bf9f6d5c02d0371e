/**
 * How somebody stands in the record, and who may read what of the directory. Whoever stands or stood in a post is named in
 * every answer about it; who is only entered shows to those who appoint people; how somebody is reached and signs in, and
 * which programs have accounts, shows to administrators.
 */
import type { Tenure } from '../organisation/line.js';
import type { PersonId, Role } from '../vocabulary.js';
import type { Moment, PostRecord } from '../views/index.js';
import { readerOf, type Reader } from './openness.reading.js';

/** Stands in a post today; did so once, or will; was never named for any. */
export type PersonStatus = 'IN_POST' | 'IN_NO_POST_TODAY' | 'NEVER_IN_POST';

/** A time somebody stood, stands or is to stand in a post. */
export interface TimeInPost {
  readonly post: PostRecord;
  readonly as: 'HOLDER' | 'DEPUTY' | 'ACTING';
  readonly tenure: Tenure;
}

/** Every time somebody stood in a post, the latest first. What was undone before it began is none. */
export const timesInPosts = ({ tables }: Moment, person: PersonId): readonly TimeInPost[] =>
  [...new Set(tables.postsByPerson.of(person))]
    .flatMap((id) => {
      const post = tables.posts.get(id);
      if (!post) return [];
      const times = (tenures: readonly Tenure[], as: TimeInPost['as']): TimeInPost[] =>
        tenures.filter((tenure) => tenure.person === person).map((tenure) => ({ post, as, tenure }));
      return [...times(post.holders, 'HOLDER'), ...times(post.deputies, 'DEPUTY'), ...times(post.acting, 'ACTING')];
    })
    .sort(({ tenure: one }, { tenure: other }) => (one.from < other.from ? 1 : one.from > other.from ? -1 : 0));

export const personStatus = (now: Moment, person: PersonId): PersonStatus => {
  if (readerOf(now, person).posts.size > 0) return 'IN_POST';
  return timesInPosts(now, person).length > 0 ? 'IN_NO_POST_TODAY' : 'NEVER_IN_POST';
};

const standsAs = ({ posts }: Reader, { tables }: Moment, roles: readonly Role[]): boolean =>
  [...posts].some((id) => roles.includes(tables.posts.get(id)!.role));

/** Whether the reader is an administrator today. */
export const administers = (reader: Reader, now: Moment): boolean => standsAs(reader, now, ['ADMINISTRATOR']);

/** Whether the reader appoints people today, and so has to find those who are in no post yet. */
export const appoints = (reader: Reader, now: Moment): boolean => standsAs(reader, now, ['ADMINISTRATOR', 'EXECUTIVE', 'LEAD']);
