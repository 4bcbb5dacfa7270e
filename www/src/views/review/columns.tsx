import { linkTo } from '../../app/address';
import { connected } from '../../account/connection';
import { doorTime } from '../../format/time';
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
  const ids = shown.map(({ id }) => id);
  const sinceOf = ({ key, right, zone }: Item): string => {
    const since = key?.start ?? right?.created;
    return since === undefined ? '' : doorTime(since, zone, connected().now());
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
      cell: ({ number, who }) => <a href={linkTo('people', number)}>{who}</a>,
      sort: ({ who }) => who,
    },
    {
      name: 'door',
      title: door,
      cell: ({ lockId, door: name }) => <a href={linkTo('doors', lockId)}>{name}</a>,
      sort: ({ door: name }) => name,
    },
    {
      name: 'why',
      title: review.why,
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
      cell: sinceOf,
      sort: ({ key, right }) => Date.parse(key?.start ?? right?.created ?? '') || 0,
      wide: true,
    },
    { name: 'until', title: until, cell: untilOf, sort: ({ key }) => Date.parse(key?.end ?? '') || 0, wide: true },
  ];
}
