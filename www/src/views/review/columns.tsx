import { linkTo } from '../../app/address';
import { connected } from '../../account/connection';
import { shortDate } from '../../format/time';
import type { Column } from '../../parts/virtual-table';
import { words } from '../../words/words';
import { untilOf } from './deciding';
import type { Item } from './items';

/** The columns of what is to be decided. */
export function itemColumns(
  shown: readonly Item[],
  ticked: ReadonlySet<string>,
  tick: (ids: readonly string[], on: boolean) => void,
): Column<Item>[] {
  const { review, person, door, from, until, flows } = words.value;
  const untilDate = (item: Item): string =>
    item.key?.end ? shortDate(Date.parse(item.key.end), item.zone ?? 'UTC', connected().now()) : untilOf(item);
  const ids = shown.map(({ id }) => id);
  const sinceOf = ({ key, right, zone }: Item): string => {
    const since = key?.start ?? right?.created;
    return since === undefined ? '' : shortDate(Date.parse(since), zone ?? 'UTC', connected().now());
  };
  return [
    {
      name: 'tick',
      share: 0.25,
      title: (
        <label class="tick">
          <input
            type="checkbox"
            aria-label={flows.chooseAll}
            checked={ids.every((id) => ticked.has(id))}
            onChange={({ currentTarget }) => tick(ids, currentTarget.checked)}
          />
        </label>
      ),
      cell: ({ id, who, door: at }) => (
        <label class="tick">
          <input
            type="checkbox"
            aria-label={flows.chooseKey(who, at)}
            checked={ticked.has(id)}
            onChange={({ currentTarget }) => tick([id], currentTarget.checked)}
          />
        </label>
      ),
    },
    {
      name: 'person',
      title: person,
      share: 1.1,
      cell: ({ number, who }) => <a href={linkTo('people', number)}>{who}</a>,
      sort: ({ who }) => who,
    },
    {
      name: 'door',
      title: door,
      narrow: 'badge',
      share: 1.1,
      cell: ({ lockId, door: name }) => <a href={linkTo('doors', lockId)}>{name}</a>,
      sort: ({ door: name }) => name,
    },
    {
      name: 'why',
      title: review.why,
      narrow: 'line',
      share: 1.7,
      cell: ({ why }) => (
        <span class="whys">
          {why.map((one) => (
            <span key={one} class="why" data-why={one}>
              {review.whys[one]}
            </span>
          ))}
        </span>
      ),
      sort: ({ why }) => -why.length,
    },
    {
      name: 'since',
      title: from,
      share: 0.7,
      cell: sinceOf,
      sort: ({ key, right }) => Date.parse(key?.start ?? right?.created ?? '') || 0,
      wide: true,
    },
    {
      name: 'until',
      title: until,
      share: 0.7,
      cell: untilDate,
      sort: ({ key }) => Date.parse(key?.end ?? '') || 0,
      wide: true,
    },
  ];
}
