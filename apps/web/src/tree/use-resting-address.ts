import { useCallback, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { changed, type Address } from '../shell/use-address.js';

/** An address that follows every step of a drag would keep a browser from anything else; some refuse it. */
const rests = 250;

/** The address of a screen that is dragged through: the screen changes at once, and the address a moment after the last change. */
export const useRestingAddress = (): Address => {
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
  const of = useCallback((name: string): string => new URLSearchParams(shown).get(name) ?? '', [shown]);
  const put = useCallback<Address['put']>((changes) => setShown((before) => changed(before, changes).toString()), []);
  return { of, put };
};
