import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useLocation } from 'react-router';

/** So long what was said outlives the screen it was said on: a command may lead to another one. */
const staysMs = 1_000;

let said = { text: '', at: 0 };
const listeners = new Set<() => void>();
const put = (text: string, at = Date.now()): void => {
  said = { text, at };
  for (const listener of listeners) listener();
};
const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Says what was done: its form is gone by then, or the whole screen. */
export const say = (text: string): void => put(text);

/** When something was done last: what shows the record reads it again. */
export const useSaidAt = (): number => useSyncExternalStore(listen, () => said.at);

/** What was done last, where it is seen and heard wherever on the screen it was done. */
export const Said = () => {
  const { text } = useSyncExternalStore(listen, () => said);
  const { pathname } = useLocation();
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else if (said.text !== '' && Date.now() - said.at > staysMs) put('', said.at);
  }, [pathname]);
  return (
    <p className="app-said" role="status">
      {text !== '' && `✓ ${text}`}
    </p>
  );
};
