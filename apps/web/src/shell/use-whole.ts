import { useEffect } from 'react';
import type { Pages } from './use-pages.js';

/** Reads a list on by itself, to its end or until there are so many, for what can only be shown or looked through whole. */
export const useWhole = <Node, About>(pages: Pages<Node, About>, max = Number.POSITIVE_INFINITY): Pages<Node, About> => {
  const { data, more, fetching, error } = pages;
  const readsOn = !fetching && error === undefined && (data?.nodes.length ?? 0) < max;
  useEffect(() => {
    if (readsOn) more?.();
  }, [readsOn, more]);
  return pages;
};
