import type { V2 } from 'unloc-integrator-client';
import { useEffect } from 'preact/hooks';
import { connected } from '../../account/connection';
import { changeQuery, linkTo, place } from '../../app/address';
import { engineTrouble } from '../../data/engine';
import { isLow } from '../../data/matters';
import { minute } from '../../data/minute';
import { data, keysByDoor } from '../../data/project-data';
import { weekOf } from '../../data/week';
import { NoEngine } from '../../parts/no-engine';
import { loadTemporal, temporal } from '../../timeline/temporal';
import { words } from '../../words/words';
import { WeekDays, WeekRow } from './week-row';
import { WeekTable } from './week-table';

const orders = ['address', 'keys', 'battery'] as const;
const shown = 40;

/** How many can open each door, hour by hour of this week. */
export function WeekCard() {
  useEffect(() => void loadTemporal(), []);
  if (engineTrouble.value !== undefined) return <NoEngine />;
  const { overview, timeline, starting } = words.value;
  void minute.value;
  const now = connected().now();
  const week = temporal.value === undefined ? undefined : weekOf(now);
  const { query } = place.value;
  const order = orders.find((one) => one === query.get('by')) ?? 'address';
  const doors = doorsBy(order);
  const most = Math.max(1, ...doors.slice(0, shown).map(({ id }) => Math.max(0, ...(week?.counts.get(id) ?? []))));
  const asTable = query.get('as') === 'table';
  return (
    <section class="card week">
      <header class="period-bar">
        <h2>{overview.week}</h2>
        <fieldset class="joined" aria-label={overview.by}>
          {orders.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={order === name}
              onClick={() => changeQuery({ by: name === 'address' ? undefined : name })}
            >
              {overview.orders[name]}
            </button>
          ))}
        </fieldset>
        <button type="button" aria-pressed={asTable} onClick={() => changeQuery({ as: asTable ? undefined : 'table' })}>
          {timeline.table}
        </button>
      </header>
      {week === undefined
      // As high as the rows that will come, so that nothing below jumps: see .week-row.
      && (
        <p class="quiet" style={{ minHeight: `${Math.min(doors.length, shown) * 3 + 2}rem` }}>
          {starting}
        </p>
      )}
      {week !== undefined && !asTable && (
        <div class="week-rows">
          <WeekDays week={week} now={now} />
          {doors.slice(0, shown).map((door) => (
            <WeekRow key={door.id} {...{ door, week, now, most }} keys={keysByDoor.value.get(door.id) ?? []} />
          ))}
        </div>
      )}
      {week !== undefined && (
        <div class={asTable ? 'scrolls' : 'twin'}>
          <WeekTable doors={doors.slice(0, shown)} week={week} now={now} />
        </div>
      )}
      {doors.length > shown && <a href={linkTo('doors')}>{overview.allDoors(doors.length)}</a>}
    </section>
  );
}

function doorsBy(order: (typeof orders)[number]) {
  const keys = keysByDoor.value;
  return [...(data.value?.doors ?? [])].sort((one, other) => {
    if (order === 'keys') return (keys.get(other.id)?.length ?? 0) - (keys.get(one.id)?.length ?? 0);
    if (order === 'battery') return Number(isLow(other)) - Number(isLow(one)) || one.name.localeCompare(other.name);
    return (
      streetOf(one).localeCompare(streetOf(other), undefined, { numeric: true }) || one.name.localeCompare(other.name)
    );
  });
}

function streetOf({ address }: V2.Lock): string {
  return address?.street ?? '';
}
