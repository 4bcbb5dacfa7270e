import type { V2 } from 'unloc-integrator-client';
import { linkTo } from '../../app/address';
import type { Week } from '../../data/week';
import { isLow } from '../../data/matters';
import { foreignZone, inZone } from '../../format/time';
import { Battery } from '../../parts/battery';
import { words } from '../../words/words';

const hour = 3_600_000;

/** The days above the rows. */
export function WeekDays({ week, now }: { week: Week; now: number }) {
  return (
    <div class="week-row week-days" aria-hidden="true">
      <span class="small">{foreignZone(week.zone)}</span>
      <ol>
        {week.days.map(({ date, from, to }) => (
          <li key={date} style={{ flexGrow: (to - from) / hour }} data-today={now >= from && now < to}>
            <span>{inZone(from + 12 * hour, week.zone, { weekday: 'short' }).replace('.', '')}</span>{' '}
            {inZone(from + 12 * hour, week.zone, { day: 'numeric' }).replace('.', '')}
          </li>
        ))}
      </ol>
      <span />
    </div>
  );
}

interface Properties {
  door: V2.Lock;
  week: Week;
  now: number;
  keys: readonly V2.Key[];
  /** The most people at a door of the list: what is drawn as high as a row. */
  most: number;
}

/** A door: how many can open it in each hour, where access begins and ends, and now. */
export function WeekRow({ door, week, now, keys, most }: Properties) {
  const { overview } = words.value;
  const { from, to } = week;
  const hours = Math.round((to - from) / hour);
  const counts = week.counts.get(door.id) ?? new Uint32Array(hours);
  const here = counts[Math.floor((now - from) / hour)] ?? 0;
  const x = (at: number): number => (at - from) / hour;
  const inWeek = (at: number): boolean => at >= from && at < to;
  const live = keys.filter(({ state }) => state !== 'revoked' && state !== 'error');
  const begins = live.map(({ start }) => Date.parse(start)).filter(inWeek);
  const ends = live.flatMap(({ end }) => (end === null ? [] : [Date.parse(end)])).filter(inWeek);
  return (
    <div class="week-row">
      <span class="week-door">
        <a href={linkTo('doors', door.id)}>{door.name}</a>
        <small>
          {door.address?.street}
          {isLow(door) && <Battery door={door} />}
        </small>
      </span>
      <svg viewBox={`0 0 ${hours} 10`} preserveAspectRatio="none" aria-hidden="true">
        {week.days.map((day) => (
          <line key={day.date} class="tick" x1={x(day.from)} x2={x(day.from)} y1={0} y2={10} />
        ))}
        <path class="amount" d={steps(counts, most)} />
        {begins.map((at) => (
          <line key={`begins ${at}`} class="begins" x1={x(at)} x2={x(at)} y1={7} y2={10} />
        ))}
        {ends.map((at) => (
          <line key={`ends ${at}`} class="ends" x1={x(at)} x2={x(at)} y1={7} y2={10} />
        ))}
        <rect class="past" x={0} y={0} width={x(now)} height={10} />
        <line class="now" x1={x(now)} x2={x(now)} y1={0} y2={10} />
      </svg>
      <span class="week-now">
        <strong>{overview.now(here)}</strong>
        <small>{overview.range(Math.min(...counts), Math.max(...counts))}</small>
      </span>
    </div>
  );
}

/** Counts as an area of steps, 10 high. */
function steps(counts: Uint32Array, most: number): string {
  const y = (count: number): number => 10 - (8.5 * count) / most;
  const parts = [...counts].map((count, at) => (count === counts[at - 1] ? '' : `H${at}V${y(count)}`));
  return `M0 10${parts.join('')}H${counts.length}V10Z`;
}
