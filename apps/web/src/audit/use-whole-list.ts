import { useEffect } from 'react';
import type { Pages } from '../shell/use-pages.js';

/** Reads on by itself while a filter of the page looks for something in a list, up to a limit. */
export const useWholeList = (pages: Pages<unknown>, isWanted: boolean, max: number): void => {
  const { data, fetching, more, error } = pages;
  const readsOn = isWanted && more !== null && !fetching && error === undefined && (data?.nodes.length ?? 0) < max;
  useEffect(() => {
    if (readsOn) more?.();
  }, [readsOn, more]);
};
