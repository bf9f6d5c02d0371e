import { Link } from 'react-router';
import { useQuery } from 'urql';
import { whoAmI } from '../shell/who-am-i.js';

/** Leads to a first offer under an aim or a goal: its owner asks others, others offer what they could do, and readers have none. */
export const ContributeLink = ({ to, owner }: { readonly to: string; readonly owner: string | undefined }) => {
  const [{ data }] = useQuery({ query: whoAmI });
  const posts = data?.me.posts ?? [];
  const isSide = posts.some(({ role }) => ['EXECUTIVE', 'LEAD', 'MEMBER'].includes(role)) && !posts.some(({ role }) => role === 'AUDITOR');
  if (!isSide) return null;
  return <Link to={to}>{posts.some(({ id }) => id === owner) ? 'Ask somebody to contribute' : 'Offer to contribute'}</Link>;
};
