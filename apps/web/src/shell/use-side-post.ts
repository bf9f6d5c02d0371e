import { useQuery } from 'urql';
import { whoAmI } from './who-am-i.js';

/**
 * The post somebody acts in: the first of these that is theirs, else their first. Sent with a command by whoever stands in
 * several, because the service then has to be told.
 */
export const useSidePost = (posts: readonly (string | undefined)[]): { readonly actingPost?: string } => {
  const [{ data }] = useQuery({ query: whoAmI });
  const mine = data?.me.posts.map(({ id }) => id) ?? [];
  const acting = posts.find((post) => post !== undefined && mine.includes(post)) ?? mine[0];
  return mine.length > 1 && acting !== undefined ? { actingPost: acting } : {};
};
