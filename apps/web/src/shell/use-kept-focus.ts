import { useLayoutEffect, type RefObject } from 'react';

const headings = 'h1, h2, h3, h4';

/**
 * Where something goes away with the keyboard's focus in it, the focus goes to the nearest heading that stays around it:
 * otherwise the next Tab would begin anywhere.
 */
export const useKeptFocus = (place: RefObject<HTMLElement | null>): void =>
  useLayoutEffect(() => {
    const own = place.current;
    return () => {
      if (own === null || !own.contains(document.activeElement)) return;
      const around: HTMLElement[] = [];
      for (let each = own.parentElement; each !== null; each = each.parentElement) around.push(each);
      queueMicrotask(() => {
        const heading = around.find((each) => each.isConnected && each.querySelector(headings))?.querySelector<HTMLElement>(headings);
        heading?.setAttribute('tabindex', '-1');
        heading?.focus();
      });
    };
  }, [place]);
