import { useCallback, useEffect, useState } from 'react';
import { useClient, type CombinedError } from 'urql';
import type { AsOf } from '../shell/use-moment.js';
import { unitsDocument } from '../unit/units-documents.js';
import { allPosts, type PostOf, type UnitOf } from './organisation-documents.js';
import { NotRead, readAll } from './read-all.js';

/** The organisation as a whole: what forms choose from. */
export interface Organisation {
  readonly units: readonly UnitOf[];
  readonly posts: readonly PostOf[];
}

/** All units and posts at a moment. What is there stays while it is read again. */
export const useOrganisation = (
  asOf: AsOf | null,
): { readonly asked: { readonly data?: Organisation; readonly error?: CombinedError }; readonly again: () => void } => {
  const client = useClient();
  const [asked, setAsked] = useState<{ readonly data?: Organisation; readonly error?: CombinedError }>({});
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let wanted = true;
    const read = async (): Promise<void> => {
      try {
        const [units, posts] = await Promise.all([
          readAll(client, unitsDocument, { asOf }, (data) => data.units),
          readAll(client, allPosts, { asOf }, (data) => data.posts),
        ]);
        if (wanted) setAsked({ data: { units, posts } });
      } catch (error) {
        if (!(error instanceof NotRead)) throw error;
        if (wanted) setAsked((before) => ({ ...before, error: error.error }));
      }
    };
    void read();
    return () => {
      wanted = false;
    };
  }, [client, asOf, times]);
  const again = useCallback(() => setTimes((before) => before + 1), []);
  return { asked, again };
};
