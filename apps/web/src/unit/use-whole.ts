import { useEffect } from 'react';
import type { Pages } from '../shell/use-pages.js';

/** Reads a list to its end, for what can only be shown whole. */
export const useWhole = <Node>(pages: Pages<Node>): Pages<Node> => {
  const { more, fetching, error } = pages;
  useEffect(() => {
    if (more !== null && !fetching && error === undefined) more();
  }, [more, fetching, error]);
  return pages;
};
