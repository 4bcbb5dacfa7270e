import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The room of an element, in pixels. */
export interface Room {
  width: number;
  /** The size of text of the page: everything that is beside text follows it. */
  em: number;
}

/** The room of an element, also after it changed. */
export function useRoom(element: RefObject<Element | null>): Room {
  const [room, measured] = useState<Room>({ width: 0, em: 16 });
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const measure = (): void => {
      const em = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      measured({ width: current.clientWidth, em });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return room;
}
