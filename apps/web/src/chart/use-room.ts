import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** How wide something is, as it is laid out and whenever that changes. */
export const useRoom = (): { readonly room: number; readonly within: RefObject<HTMLDivElement | null> } => {
  const within = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(720);
  useLayoutEffect(() => {
    const element = within.current;
    if (!element) return;
    setRoom(element.clientWidth);
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { room, within };
};
