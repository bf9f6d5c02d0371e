import { useCallback, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';

/** An address that follows every step of a drag would keep a browser from anything else; some refuse it. */
const rests = 250;

/** What stands behind the question mark of an address. */
export interface Address {
  readonly get: (name: string) => string;
  /** Null or an empty text take it away. */
  readonly put: (changes: Readonly<Record<string, string | null>>) => void;
}

/**
 * What a screen shows, kept in its address, so that it can be sent to somebody. The screen changes at once, and the address
 * a moment after the last change.
 */
export const useAddress = (): Address => {
  const [asked, setAsked] = useSearchParams();
  const address = asked.toString();
  const [shown, setShown] = useState(address);
  const written = useRef(address);
  useEffect(() => {
    // Somebody went to another address of the same screen.
    if (address === written.current) return;
    written.current = address;
    setShown(address);
  }, [address]);
  useEffect(() => {
    if (shown === written.current) return;
    const timer = setTimeout(() => {
      written.current = shown;
      setAsked(new URLSearchParams(shown), { replace: true, preventScrollReset: true });
    }, rests);
    return () => clearTimeout(timer);
  }, [shown, setAsked]);
  const get = useCallback((name: string): string => new URLSearchParams(shown).get(name) ?? '', [shown]);
  const put = useCallback((changes: Readonly<Record<string, string | null>>): void => {
    setShown((before) => {
      const after = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changes))
        if (value === null || value === '') after.delete(name);
        else after.set(name, value);
      return after.toString();
    });
  }, []);
  return { get, put };
};
