import { useEffect } from 'preact/hooks';
import { connected } from '../../account/connection';
import { changeQuery, linkTo, place } from '../../app/address';
import { followEvents } from '../../data/activity';
import { calledBy } from '../../data/people';
import { data, people } from '../../data/project-data';
import { fits } from '../../format/fold';
import { doorTime, foreignZone } from '../../format/time';
import { Chips, shownOnly } from '../../parts/chips';
import { Filter, searched } from '../../parts/filter';
import { ListCsv } from '../../parts/list-csv';
import { ListHead } from '../../parts/list-head';
import { VirtualTable, type Column } from '../../parts/virtual-table';
import { loadTemporal, temporal } from '../../timeline/temporal';
import { words } from '../../words/words';
import { entries, type Entry, type Kind } from './entries';
import { LiveMark } from './live-mark';
import { withinOf, whens } from './when';
import '../../styles/activity.css';

const kinds: readonly Kind[] = ['opened', 'given', 'takenBack', 'failed'];

/** What happened at the doors: who opened, who got access, from whom it was taken back. */
export function Activity() {
  useEffect(followEvents, []);
  useEffect(() => void loadTemporal(), []);
  const { activity, views, lists, nothingFits, starting } = words.value;
  if (temporal.value === undefined) return <p class="quiet">{starting}</p>;
  const { query } = place.value;
  const [door, person] = [query.get('door') ?? '', query.get('person') ?? ''];
  const when = whens.find((one) => one === query.get('when')) ?? 'all';
  const within = withinOf(when, connected().now());
  const search = searched();
  const some = entries.value.filter(
    ({ at, lockId, number, zone, folded }) =>
      (door === '' || lockId === door)
      && (person === '' || number === person)
      && within(at, zone ?? 'UTC')
      && (search === '' || fits(folded, search)),
  );
  const kind = kinds.find((one) => one === shownOnly());
  const shown = kind === undefined ? some : some.filter((one) => one.kind === kind);
  const columns = columnsOf();
  return (
    <>
      <ListHead title={views.activity} count={shown.length}>
        <LiveMark />
        <ListCsv name={views.activity} rows={shown} columns={[...columns, ...moreColumns()]} />
      </ListHead>
      <div class="filters">
        <Filter />
        <label class="filter">
          <span>{words.value.door}</span>
          <select value={door} onChange={(event) => changeQuery({ door: event.currentTarget.value })}>
            <option value="">{activity.allDoors}</option>
            {(data.value?.doors ?? []).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <fieldset class="joined" aria-label={activity.when}>
          {whens.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === when}
              onClick={() => changeQuery({ when: name === 'all' ? undefined : name })}
            >
              {activity.whens[name]}
            </button>
          ))}
        </fieldset>
        {person !== '' && (
          <button type="button" title={activity.anybody} onClick={() => changeQuery({ person: undefined })}>
            {calledBy(people.value.get(person) ?? { number: person, name: undefined })}
            <span aria-hidden="true"> ✕</span>
          </button>
        )}
      </div>
      <Chips
        label={lists.only}
        chips={[
          { name: '', title: lists.all, count: some.length },
          ...kinds.map((name) => ({
            name,
            title: activity.kinds[name],
            count: some.filter((one) => one.kind === name).length,
          })),
        ]}
      />
      {shown.length === 0 && <p class="quiet">{nothingFits}</p>}
      <VirtualTable label={views.activity} rows={shown} keyOf={({ id }) => id} columns={columns} />
      <p class="small">{activity.limits}</p>
    </>
  );
}

const timeOf = ({ at, zone }: Entry): string =>
  at === undefined
    ? words.value.activity.noTime
    : [doorTime(at, zone, connected().now()), foreignZone(zone)].filter(Boolean).join(' ');
const sourceOf = ({ source }: Entry): string => words.value.activity.sources[source];

function columnsOf(): Column<Entry>[] {
  const { activity, person, door } = words.value;
  return [
    { name: 'at', title: activity.time, share: 1.2, cell: timeOf, text: timeOf, narrow: 'note' },
    {
      name: 'what',
      title: activity.what,
      share: 0.7,
      narrow: 'badge',
      cell: ({ kind, says }) => (
        <span class="happened" data-kind={kind}>
          {says}
        </span>
      ),
      text: ({ says }) => says,
    },
    {
      name: 'person',
      title: person,
      narrow: 'title',
      cell: ({ number, who }) =>
        number === undefined ? <span class="muted">{who}</span> : <a href={linkTo('people', number)}>{who}</a>,
      text: ({ who }) => who,
    },
    {
      name: 'door',
      title: door,
      narrow: 'line',
      cell: (entry) => <a href={linkTo('doors', entry.lockId)}>{entry.door}</a>,
      text: (entry) => entry.door,
    },
    { name: 'source', title: activity.source, cell: sourceOf, text: sourceOf, wide: true },
  ];
}

/** What a file says beside what is shown. */
function moreColumns(): Column<Entry>[] {
  const { activity, number, zone } = words.value;
  const iso = ({ at }: Entry): string | undefined => (at === undefined ? undefined : new Date(at).toISOString());
  return [
    { name: 'number', title: number, cell: () => null, text: (entry) => entry.number },
    { name: 'zone', title: zone, cell: () => null, text: (entry) => entry.zone ?? 'UTC' },
    { name: 'utc', title: activity.utc, cell: () => null, text: iso },
  ];
}
