import { Link } from 'react-router';
import type { TimeInPostOf } from './directory-documents.js';
import { today } from '../words/dates.js';

/** Whether a time in a post has begun and not ended. */
export const isNow = ({ from, to }: Pick<TimeInPostOf, 'from' | 'to'>): boolean => from <= today() && (to === null || to >= today());

/** Where somebody stands today, with the way to each post. */
export const Stands = ({ posts }: { readonly posts: readonly TimeInPostOf[] }) => {
  const now = posts.filter(isNow);
  if (now.length === 0) return <>{posts.length === 0 ? 'in no post yet' : 'in no post today'}</>;
  return (
    <>
      {now.map(({ post, standing }, index) => (
        <span key={`${post.id} ${standing}`}>
          {index > 0 && '; '}
          {standing === 'DEPUTY' ? 'deputy of ' : standing === 'ACTING' ? 'acts as ' : ''}
          <Link to={`/administration/units/posts/${post.id}`}>{post.title}</Link>
        </span>
      ))}
    </>
  );
};
