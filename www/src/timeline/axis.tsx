import { clockAt, doorTime } from '../format/time';
import { words } from '../words/words';
import type { Time } from './drawing';
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
  /** The time that is being chosen. */
  chosen: Time | undefined;
  /** Whether its lines are hours. */
  hours: boolean;
}

/** The days or hours above a timeline, with now and the time that is asked about. */
export function Axis({ ticks, scale, zone, now, at, em, from, to, hours, chosen }: Properties) {
  const height = 3.25 * em;
  const shown = now >= from && now < to;
  // A label that has no room is left out, not drawn over the next: of days and weeks each second one, or third.
  let free = Number.NEGATIVE_INFINITY;
  const widest = Math.max(...ticks.map(({ name }) => name.length)) * 0.46 * em + 0.4 * em;
  const each = hours ? 1 : Math.ceil((widest * ticks.length) / scale.width);
  return (
    <svg class="timeline-axis" width={scale.width} height={height} aria-hidden="true">
      {ticks.map(({ at: instant, to: end, name, note, weekend }, index) => {
        const [x, next] = [scale.x(instant), scale.x(end)];
        const wide = name.length * 0.46 * em;
        // A day is named in its middle, an hour where it begins.
        const middle = within(scale, hours ? x : (x + next) / 2, wide);
        const fits = index % each === 0 && middle - wide / 2 > free;
        if (fits) free = middle + wide / 2 + 0.4 * em;
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
        <text class="now" x={within(scale, scale.x(now), 3 * em)} y={em} text-anchor="middle">
          {words.value.timeline.now}
        </text>
      )}
      {chosen === undefined && at !== undefined && at >= from && at <= to && (
        <Bubble {...{ scale, em }} x={scale.x(at)} says={clockAt(at, zone)} />
      )}
      {chosen !== undefined && (
        <Bubble
          {...{ scale, em }}
          x={(scale.x(chosen.from) + scale.x(chosen.to)) / 2}
          says={`${doorTime(chosen.from, zone, now)} – ${doorTime(chosen.to, zone, now)}`}
        />
      )}
    </svg>
  );
}

/** A place at which something so wide is within the drawing. */
function within({ width }: Scale, x: number, wide: number): number {
  return Math.min(width - wide / 2, Math.max(wide / 2, x));
}

/** A time, said above the place where it is. */
function Bubble({ scale, em, x, says }: { scale: Scale; em: number; x: number; says: string }) {
  const wide = (says.length * 0.42 + 1) * em;
  const middle = within(scale, x, wide);
  return (
    <g class="asked">
      <rect x={middle - wide / 2} y={0} width={wide} height={1.4 * em} rx={0.35 * em} />
      <text x={middle} y={em} text-anchor="middle">
        {says}
      </text>
    </g>
  );
}
