import { useRef } from 'preact/hooks';
import { words } from '../words/words';
import { Axis } from './axis';
import type { Row } from './drawing';
import type { Period } from './period';
import { usePointing, type Chosen } from './pointing';
import { useRoom } from './room';
import { RowDrawing } from './row-drawing';
import { scaleOf } from './scale';
import { ticksOf } from './ticks';

interface Properties {
  label: string;
  rows: readonly Row[];
  period: Period;
  /** The time zone of the door: days and hours are those of its clock. */
  zone: string;
  now: number;
  /** The time that is asked about. */
  at?: number | undefined;
  /** What can be said about it, for the screen reader. */
  answer?: string | undefined;
  onAt?: (at: number) => void;
  /** Called after a time was dragged, or chosen with Shift and the arrow keys, and Enter. */
  onChoose?: (chosen: Chosen) => void;
}

/** Below this width, in the size of text, names stand above their bars. */
const narrowBelow = 44;

/** Rows beside time, drawn. Its table is the same for those who do not see it: see `table-twin`. */
export function Timeline({ label, rows, period, zone, now, at, answer, onAt, onChoose }: Properties) {
  const whole = useRef<HTMLDivElement>(null);
  const room = useRoom(whole);
  const { em } = room;
  const narrow = room.width < narrowBelow * em;
  const names = narrow ? 0 : 13 * em;
  const height = Math.round((narrow ? 4 : 3) * em);
  const lane = Math.round((narrow ? 2.85 : 1.5) * em);
  const scale = scaleOf(period, Math.max(1, room.width - names));
  const { chosen, cursor, ...pointing } = usePointing({ period, scale, rows, height, now, at, onAt, onChoose });
  const ticks = ticksOf(period, zone, scale.width, em);
  const { from, to } = period;
  const all = rows.length * height;
  const slider = {
    role: 'slider' as const,
    tabIndex: 0,
    'aria-label': label,
    'aria-valuemin': from,
    'aria-valuemax': to,
    'aria-valuenow': cursor,
    'aria-valuetext': answer ?? words.value.timeline.noTime,
    ...pointing,
  };
  return (
    <div class="timeline" data-narrow={narrow} ref={whole}>
      <div class="timeline-head">
        <div style={{ width: `${names}px` }} />
        <Axis {...{ ticks, scale, zone, now, at, em, from, to, chosen }} hours={period.zoom === 'day'} />
      </div>
      <div class="timeline-body">
        <ul style={{ width: narrow ? undefined : `${names}px` }}>
          {rows.map(({ id, name, href, note }) => (
            <li key={id} style={{ height: `${height}px` }}>
              {href === undefined ? <span>{name}</span> : <a href={href}>{name}</a>}
              {note !== undefined && <small title={note}>{note}</small>}
            </li>
          ))}
        </ul>
        <div class="timeline-plot" {...(onAt === undefined ? { role: 'img', 'aria-label': label } : slider)}>
          <svg width={scale.width} height={all} aria-hidden="true">
            {ticks
              .filter(({ weekend }) => weekend)
              .map((tick) => (
                <rect
                  key={tick.at}
                  class="weekend"
                  x={scale.x(tick.at)}
                  y={0}
                  width={scale.x(tick.to) - scale.x(tick.at)}
                  height={all}
                />
              ))}
            {ticks.map((tick) => (
              <line key={tick.at} class="tick" x1={scale.x(tick.at)} x2={scale.x(tick.at)} y1={0} y2={all} />
            ))}
            {rows.map((row, index) => (
              <RowDrawing key={row.id} {...{ row, scale, from, to, top: index * height, height, lane, zone, now }} />
            ))}
            <rect class="past" x={0} y={0} width={scale.x(now)} height={all} />
            {now >= from && now < to && <line class="now" x1={scale.x(now)} x2={scale.x(now)} y1={0} y2={all} />}
            {at !== undefined && at >= from && at <= to && (
              <line class="asked" x1={scale.x(at)} x2={scale.x(at)} y1={0} y2={all} />
            )}
            {chosen !== undefined && (
              <rect
                class="chosen"
                x={scale.x(chosen.from)}
                y={Math.max(0, chosen.row === undefined ? 0 : rows.indexOf(chosen.row) * height)}
                width={scale.x(chosen.to) - scale.x(chosen.from)}
                height={chosen.row === undefined ? all : height}
              />
            )}
          </svg>
        </div>
      </div>
    </div>
  );
}
