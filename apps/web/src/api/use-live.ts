import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useSubscription, type TypedDocumentNode } from 'urql';
import { graphql } from './graphql.js';

/** Without a socket, what is shown is asked for again this often while somebody looks. */
const askAgainMs = 30_000;

/** Has `heard` called whenever the service tells of something. */
const useNotices = <Data, Variables extends object>(
  notices: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  heard: () => void,
  isPaused = false,
): void => {
  const tell = useRef(heard);
  tell.current = heard;
  const told = useCallback((_before: unknown, notice: Data): Data => {
    tell.current();
    return notice;
  }, []);
  useSubscription({ query: notices, variables, pause: isPaused }, told);
};

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
  useNotices(notices, variables, () => {
    heardAt.current = Date.now();
    ask.current();
  });
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

const figuresChanged = graphql(`
  subscription FiguresChanged($of: [ID!]) {
    figuresChanged(of: $of) {
      position
    }
  }
`);

/** The most that the service follows for one page; whoever shows more is told of all. */
const followedMax = 500;

/** Has `refetch` called when something is recorded of the measures and goals shown: a figure, a correction, a milestone. */
export const useLiveFigures = (shown: readonly (string | null | undefined)[], refetch: () => void): void => {
  const ids = [...new Set(shown.filter((id) => typeof id === 'string'))].toSorted().join(' ');
  const of = useMemo(() => (ids === '' ? [] : ids.split(' ')), [ids]);
  useNotices(figuresChanged, of.length > followedMax ? {} : { of }, refetch, of.length === 0);
};
