import { useQuery } from 'urql';
import { whoAmI } from './who-am-i.js';

/** The post somebody acts in for what only some roles may do: the first they stand in of the first role that fits. */
export const useActingPost = (...roles: readonly string[]): string | null => {
  const [{ data }] = useQuery({ query: whoAmI });
  const posts = data?.me.posts ?? [];
  return roles.flatMap((role) => posts.filter((post) => post.role === role))[0]?.id ?? null;
};
