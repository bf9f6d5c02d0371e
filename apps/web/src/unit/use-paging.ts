import { useCallback, useEffect, useState, type RefObject } from 'react';

/** Each page stays this long: long enough to be read out in a huddle. */
const turnAfterMs = 12_000;
/** A pointer that lies still this long was left behind, and holds nothing up any more. */
const leftBehindMs = 30_000;
/** A panel needs so much room, and what is under the panels so much, in letters' heights; below so many pixels of width all panels are one under the other. */
const panelRoom = { width: 21, height: 17 };
const belowPanels = 4;
const listBelow = 700;

/** How many panels fit into an element at the size of its letters; null where it is too narrow for pages at all. */
export const usePanelsThatFit = (ref: RefObject<HTMLElement | null>): number | null => {
  const [most, setMost] = useState<number | null>(1);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const look = (): void => {
      const letter = Number.parseFloat(getComputedStyle(element).fontSize);
      const fits = (room: number, each: number): number => Math.max(1, Math.floor(room / (each * letter)));
      // The window's height, not the element's own: that follows from what is shown in it.
      const height = innerHeight - element.offsetTop - belowPanels * letter;
      setMost(innerWidth < listBelow ? null : fits(element.clientWidth, panelRoom.width) * fits(height, panelRoom.height));
    };
    const watch = new ResizeObserver(look);
    watch.observe(element);
    addEventListener('resize', look);
    look();
    return () => {
      watch.disconnect();
      removeEventListener('resize', look);
    };
  }, [ref]);
  return most;
};

/** Pages that turn by themselves. */
export interface Paging {
  readonly page: number;
  readonly turnTo: (page: number) => void;
  /** Somebody stopped it, or wants nothing to move. */
  readonly isStopped: boolean;
  readonly stopOrGo: () => void;
  /** For the element with the pages: they stay while somebody points at them. */
  readonly pointed: { readonly onPointerMove: () => void; readonly onPointerLeave: () => void };
  /** For the element with the buttons: the pages stay while the keyboard is there. */
  readonly focused: { readonly onFocus: () => void; readonly onBlur: () => void };
}

/**
 * Turns the pages round and round, unless somebody stopped it, points at them or is in them with the keyboard. It begins
 * stopped for whoever asked their device for less motion.
 */
export const usePaging = (pages: number): Paging => {
  const [turned, setTurned] = useState(0);
  const [isStopped, setIsStopped] = useState(() => matchMedia('(prefers-reduced-motion: reduce)').matches);
  const [pointedAt, setPointedAt] = useState<number | null>(null);
  const [hasFocus, setHasFocus] = useState(false);
  const isHeld = isStopped || pointedAt !== null || hasFocus || pages < 2;
  useEffect(() => {
    if (pointedAt === null) return;
    const timer = setTimeout(() => setPointedAt(null), leftBehindMs);
    return () => clearTimeout(timer);
  }, [pointedAt]);
  const page = turned % pages;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => setTurned(page + 1), turnAfterMs);
    return () => clearTimeout(timer);
  }, [isHeld, page]);
  return {
    page,
    turnTo: useCallback((to: number) => setTurned((to + pages) % pages), [pages]),
    isStopped,
    stopOrGo: useCallback(() => {
      setIsStopped((before) => !before);
      // Whoever lets it go on wants that at once, with the keyboard still on the button.
      setHasFocus(false);
    }, []),
    pointed: { onPointerMove: () => setPointedAt(Date.now()), onPointerLeave: () => setPointedAt(null) },
    focused: { onFocus: () => setHasFocus(true), onBlur: () => setHasFocus(false) },
  };
};
