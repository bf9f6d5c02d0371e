import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** What is drawn of a long list: a row by its index, or the room of those that are not drawn. */
export type Piece = { readonly row: number } | { readonly room: number; readonly key: string };

/** Between two rows, in pixels: the margin of `.app-node`. */
const between = 4;
/** A row that nobody has drawn yet. */
const guess = 92;
/** Lists up to here are drawn whole, so that the browser's own search finds everything in them. */
const wholeUpTo = 150;
/** What is drawn beyond what is seen, above and below, and how far somebody scrolls until that is looked at again. */
const beyond = 600;
const notch = 200;

/** The rows between two heights of the list and the one that is kept in any case, with the room of the others between them. */
export const piecesOf = (heights: readonly number[], from: number, to: number, kept: number): readonly Piece[] => {
  const pieces: Piece[] = [];
  let top = 0;
  let room = 0;
  const close = (before: number): void => {
    if (room > 0) pieces.push({ room, key: `before ${before}` });
    room = 0;
  };
  heights.forEach((height, row) => {
    if (row === kept || (top + height > from && top < to)) {
      close(row);
      pieces.push({ row });
    } else room += height;
    top += height;
  });
  close(heights.length);
  return pieces;
};

/** Whether the page is being printed: then everything is drawn. */
const usePrinting = (): boolean => {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const print = matchMedia('print');
    const changed = (): void => flushSync(() => setPrinting(print.matches));
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    print.addEventListener('change', changed);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      print.removeEventListener('change', changed);
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinting;
};

/**
 * Which rows of a long list to draw: those near what is seen, and the one that has the focus. Heights are taken from the
 * rows as they were drawn; the elements of the rows carry `data-node` with their ids.
 */
export const useWindow = (list: RefObject<HTMLElement | null>, ids: readonly string[], kept: number): readonly Piece[] => {
  const heights = useRef(new Map<string, number>());
  const [notches, setNotches] = useState(0);
  const [width, setWidth] = useState(0);
  const isPrinting = usePrinting();
  const look = useCallback((): void => {
    if (!list.current) return;
    const { top, width: wide } = list.current.getBoundingClientRect();
    setNotches(Math.max(0, Math.floor(-top / notch)));
    setWidth((before) => {
      if (before !== wide) heights.current.clear();
      return wide;
    });
  }, [list]);
  useEffect(() => {
    look();
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [look, width]);
  // Every row that is drawn anew tells how high it is; where a list shrank, somebody may see another part of it.
  useLayoutEffect(() => {
    if (ids.length <= wholeUpTo) return;
    for (const row of list.current?.querySelectorAll<HTMLElement>('[data-node]') ?? [])
      heights.current.set(row.dataset['node']!, row.offsetHeight + between);
    look();
  });
  if (isPrinting || ids.length <= wholeUpTo) return ids.map((_, row) => ({ row }));
  const known = heights.current;
  const from = notches * notch;
  const seen = typeof innerHeight === 'number' ? innerHeight : 900;
  return piecesOf(
    ids.map((id) => known.get(id) ?? guess),
    from - beyond,
    from + notch + seen + beyond,
    kept,
  );
};
