import { useCallback, useEffect, useRef } from 'react';
import { useSubscription, type TypedDocumentNode } from 'urql';

/** Without a socket, what is shown is asked for again this often while somebody looks. */
const askAgainMs = 30_000;

/**
 * Has `refetch` called when the service says that something changed, when the page is looked at again, and every half
 * minute while nothing is heard from the socket.
 */
export const useLive = <Data, Variables extends object>(
  notices: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  refetch: () => void,
): void => {
  const ask = useRef(refetch);
  ask.current = refetch;
  const heardAt = useRef(0);
  const heard = useCallback((_before: unknown, notice: Data): Data => {
    heardAt.current = Date.now();
    ask.current();
    return notice;
  }, []);
  useSubscription({ query: notices, variables }, heard);
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') ask.current();
    };
    const timer = setInterval(() => {
      if (Date.now() - heardAt.current > askAgainMs) look();
    }, askAgainMs);
    document.addEventListener('visibilitychange', look);
    addEventListener('online', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      removeEventListener('online', look);
    };
  }, []);
};
