import type { V2 } from 'unloc-integrator-client';
import { linkTo } from '../../app/address';
import type { Week } from '../../data/week';
import { inZone } from '../../format/time';
import { words } from '../../words/words';

const hour = 3_600_000;

/** How many can open each door, now and on each day: the fewest and the most. */
export function WeekTable({ doors, week, now }: { doors: readonly V2.Lock[]; week: Week; now: number }) {
  const { overview, door: doorWord, lists } = words.value;
  const index = (at: number): number => Math.round((at - week.from) / hour);
  return (
    <table class="plain numbers" aria-label={overview.week}>
      <thead>
        <tr>
          <th scope="col">{doorWord}</th>
          <th scope="col">{lists.openNow}</th>
          {week.days.map(({ date, from }) => (
            <th key={date} scope="col">
              {inZone(from + 12 * hour, week.zone, { weekday: 'short', day: 'numeric' })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {doors.map(({ id, name }) => {
          const counts = week.counts.get(id);
          return (
            <tr key={id}>
              <th scope="row">
                <a href={linkTo('doors', id)}>{name}</a>
              </th>
              <td>{counts?.[Math.floor((now - week.from) / hour)] ?? 0}</td>
              {week.days.map(({ date, from, to }) => {
                const those = counts?.subarray(index(from), index(to)) ?? [0];
                return <td key={date}>{overview.fromTo(Math.min(...those), Math.max(...those))}</td>;
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
