import { doorTime } from '../format/time';
import { words } from '../words/words';
import type { DrawnKey, Row, Time } from './drawing';
import type { Scale } from './scale';

interface Properties {
  row: Row;
  scale: Scale;
  /** The period's beginning and end. */
  from: number;
  to: number;
  top: number;
  height: number;
  zone: string;
  now: number;
  /** Where within the row its bars are, from its top. */
  lane: number;
}

const thick = 14;
const thin = 4;

/** One row: bars where the door can be opened, thin lines for keys that open at certain hours only, other keys as they are. */
export function RowDrawing({ row, scale, from, to, top, height, lane, zone, now }: Properties) {
  const inSight = (time: Time): boolean => time.from < to && time.to > from;
  const middle = top + lane;
  // What opens nothing at a time at which another key opens is drawn below, thin.
  const besides = (key: DrawnKey): boolean =>
    row.opens.some(({ from: start, to: end }) => start < key.to && end > key.from);
  const bar = (time: Time, className: string, says: string, beside = false) => {
    const [x, end] = [scale.x(time.from), scale.x(time.to)];
    const width = Math.max(2, end - x);
    // What begins or ends here is round; what goes on is not.
    const round = beside ? 1 : 4;
    const ends = [time.from > from ? round : 0, time.to < to ? round : 0] as const;
    const path = pill(x, beside ? middle + thick / 2 + 2 : middle - thick / 2, width, beside ? thin : thick, ...ends);
    return (
      <path key={`${className}${time.from}`} class={className} d={path}>
        <title>{says}</title>
      </path>
    );
  };
  // What the engine says of a period is cut off at its ends.
  const span = (time: Time): string => {
    const end = Number.isFinite(time.to) ? doorTime(time.to, zone, now) : words.value.noEnd;
    return `${time.from <= from ? '…' : doorTime(time.from, zone, now)} – ${time.to === to ? '…' : end}`;
  };
  const drawn = (key: DrawnKey): string => `bar ${key.look}${key.preview ? ' preview' : ''}`;
  return (
    <g class="timeline-row">
      <rect class="lane" x={0} y={top} width={scale.width} height={height} />
      <line class="rule" x1={0} x2={scale.width} y1={top + height} y2={top + height} />
      {row.keys
        .filter(({ look, hours }) => look === 'opens' && hours !== undefined)
        .filter(inSight)
        .map((key) => (
          <line key={key.from} class="hours" x1={scale.x(key.from)} x2={scale.x(key.to)} y1={middle} y2={middle} />
        ))}
      {row.keys
        .filter(({ look }) => look !== 'opens')
        .filter(inSight)
        .map((key) => bar(key, drawn(key), `${key.says} · ${span(key)}`, besides(key)))}
      {row.opens.filter(inSight).map((time) => bar(time, `bar opens${time.preview ? ' preview' : ''}`, span(time)))}
      {row.marks
        .filter(({ at }) => at >= from && at < to)
        .map(({ at, says }) => (
          <circle key={at} class="mark" cx={scale.x(at)} cy={middle} r={4}>
            <title>{`${says} · ${doorTime(at, zone, now)}`}</title>
          </circle>
        ))}
    </g>
  );
}

function pill(x: number, y: number, width: number, height: number, start: number, end: number): string {
  const [a, b] = [Math.min(start, width / 2), Math.min(end, width / 2)];
  return [
    `M${x + a} ${y}H${x + width - b}`,
    `Q${x + width} ${y} ${x + width} ${y + b}V${y + height - b}`,
    `Q${x + width} ${y + height} ${x + width - b} ${y + height}H${x + a}`,
    `Q${x} ${y + height} ${x} ${y + height - a}V${y + a}`,
    `Q${x} ${y} ${x + a} ${y}Z`,
  ].join('');
}
