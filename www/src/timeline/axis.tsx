import { clockAt } from '../format/time';
import { words } from '../words/words';
import type { Scale } from './scale';
import type { Tick } from './ticks';

interface Properties {
  ticks: readonly Tick[];
  scale: Scale;
  zone: string;
  now: number;
  at: number | undefined;
  /** The size of text, in pixels. */
  em: number;
  /** The period's beginning and end. */
  from: number;
  to: number;
  /** Whether its lines are hours. */
  hours: boolean;
}

/** The days or hours above a timeline, with now and the time that is asked about. */
export function Axis({ ticks, scale, zone, now, at, em, from, to, hours }: Properties) {
  const height = 3.25 * em;
  const shown = now >= from && now < to;
  const within = (x: number, wide: number): number => Math.min(scale.width - wide / 2, Math.max(wide / 2, x));
  // A label that has no room is left out, not drawn over the next.
  let free = Number.NEGATIVE_INFINITY;
  return (
    <svg class="timeline-axis" width={scale.width} height={height} aria-hidden="true">
      {ticks.map(({ at: instant, to: end, name, note, weekend }) => {
        const [x, next] = [scale.x(instant), scale.x(end)];
        const wide = name.length * 0.42 * em;
        // A day is named in its middle, an hour where it begins.
        const middle = hours ? Math.min(scale.width - wide / 2, Math.max(wide / 2, x)) : (x + next) / 2;
        const fits = middle - wide / 2 > free;
        if (fits) free = middle + wide / 2 + 0.25 * em;
        const label = note === undefined ? name : `${name} · ${note}`;
        return (
          <g key={instant} class={weekend ? 'weekend' : undefined}>
            <title>{label}</title>
            <line class="tick" x1={x} x2={x} y1={height - 0.5 * em} y2={height} />
            {fits && (
              <text x={middle} y={height - 0.75 * em} text-anchor="middle">
                {name}
              </text>
            )}
            {note !== undefined && (
              <text class="note" x={middle} y={height - 2 * em} text-anchor="middle">
                {fits ? note : `${name} ${note}`}
              </text>
            )}
          </g>
        );
      })}
      {shown && (
        <text class="now" x={within(scale.x(now), 3 * em)} y={em} text-anchor="middle">
          {words.value.timeline.now}
        </text>
      )}
      {at !== undefined && at >= from && at <= to && (
        <g class="asked">
          <rect x={within(scale.x(at), 3.5 * em) - 1.75 * em} y={0} width={3.5 * em} height={1.4 * em} rx={0.35 * em} />
          <text x={within(scale.x(at), 3.5 * em)} y={em} text-anchor="middle">
            {clockAt(at, zone)}
          </text>
        </g>
      )}
    </svg>
  );
}
