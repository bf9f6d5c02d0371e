import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** What is to stand behind the question mark of an address: null or an empty text take it away. */
type Changes = Readonly<Record<string, string | null>>;

/** What a screen shows, kept behind the question mark of its address, so that it can be sent to somebody. */
export interface Address {
  readonly of: (name: string) => string;
  readonly put: (changes: Changes) => void;
}

export const changed = (before: URLSearchParams | string, changes: Changes): URLSearchParams => {
  const after = new URLSearchParams(before);
  for (const [name, value] of Object.entries(changes))
    if (value === null || value === '') after.delete(name);
    else after.set(name, value);
  return after;
};

/** The address of a screen. What is put takes the place of the one before, unless the way back is to lead to that. */
export const useAddress = ({ replace = true }: { readonly replace?: boolean } = {}): Address => {
  const [asked, setAsked] = useSearchParams();
  const of = useCallback((name: string): string => asked.get(name) ?? '', [asked]);
  const put = useCallback(
    // What the browser shows: a change made before the last one is drawn builds on that, and does not undo it.
    (changes: Changes): void => setAsked(changed(window.location.search, changes), { replace }),
    [setAsked, replace],
  );
  return { of, put };
};
