import { useRef, useState } from 'preact/hooks';
import type { Row, Time } from './drawing';
import { stepOf, type Period } from './period';
import type { Scale } from './scale';

/** What is chosen in a timeline: a time in a row. */
export interface Chosen extends Time {
  row: Row | undefined;
}

interface Options {
  period: Period;
  scale: Scale;
  rows: readonly Row[];
  /** The height of a row, in pixels. */
  height: number;
  now: number;
  at: number | undefined;
  onAt: ((at: number) => void) | undefined;
  onChoose: ((chosen: Chosen) => void) | undefined;
}

/** How far a pointer must go for a drag, in pixels. */
const dragged = 5;

const hour = 3_600_000;

/** A click asks about a time, a drag chooses one; so do the arrow keys, and the arrow keys with Shift and Enter. */
export function usePointing({ period, scale, rows, height, now, at, onAt, onChoose }: Options) {
  const begun = useRef<{ x: number; at: number; row: Row | undefined } | undefined>(undefined);
  const [chosen, choose] = useState<Chosen | undefined>(undefined);
  const step = stepOf[period.zoom];
  const cursor = at ?? Math.min(period.to, Math.max(period.from, now));
  const place = (event: PointerEvent): { x: number; row: Row | undefined } => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    return { x: event.clientX - box.left, row: rows[Math.floor((event.clientY - box.top) / height)] };
  };
  const finish = (done: Chosen | undefined): void => {
    choose(undefined);
    if (done !== undefined) onChoose?.(done);
  };
  return {
    chosen,
    cursor,
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      const { x, row } = place(event);
      begun.current = { x, at: scale.snap(scale.at(x), step), row };
      // A finger scrolls.
      if (event.pointerType !== 'touch') (event.currentTarget as Element).setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent) {
      const start = begun.current;
      if (start === undefined || onChoose === undefined || event.pointerType === 'touch') return;
      const { x } = place(event);
      if (chosen === undefined && Math.abs(x - start.x) < dragged) return;
      const there = scale.snap(scale.at(x), step);
      choose({ from: Math.min(start.at, there), to: Math.max(start.at, there), row: start.row });
    },
    onPointerUp(event: PointerEvent) {
      const start = begun.current;
      begun.current = undefined;
      if (start === undefined) return;
      if (chosen === undefined) onAt?.(scale.snap(scale.at(place(event).x), Math.min(step, hour)));
      else finish(chosen.to > chosen.from ? chosen : undefined);
    },
    onPointerCancel() {
      begun.current = undefined;
      choose(undefined);
    },
    onKeyDown(event: KeyboardEvent) {
      const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (way !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
        const there = scale.snap(cursor + way * step, step);
        if (event.shiftKey && onChoose !== undefined) {
          const anchor = chosen === undefined || chosen.from === cursor ? (chosen?.to ?? cursor) : chosen.from;
          choose({ from: Math.min(anchor, there), to: Math.max(anchor, there), row: undefined });
        } else choose(undefined);
        onAt?.(there);
      } else if (event.key === 'Home') onAt?.(Math.min(period.to, Math.max(period.from, now)));
      else if (event.key === 'Enter' && chosen !== undefined) finish(chosen);
      else if (event.key === 'Escape' && chosen !== undefined) choose(undefined);
      else return;
      event.preventDefault();
    },
  };
}
