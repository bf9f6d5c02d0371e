import { useQuery } from 'urql';
import { whoAmI } from './who-am-i.js';

/** The roles of the posts somebody stands in today: what is not for them is not offered. */
export const useRoles = (): readonly string[] => {
  const [{ data }] = useQuery({ query: whoAmI });
  return data?.me.posts.map(({ role }) => role) ?? [];
};
