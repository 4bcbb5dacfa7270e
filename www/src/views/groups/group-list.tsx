import type { V2 } from 'unloc-integrator-client';
import { linkTo } from '../../app/address';
import { data } from '../../data/project-data';
import { begin } from '../../flows/flow';
import { fits, fold } from '../../format/fold';
import { weeklyHours } from '../../format/hours';
import { Filter, searched } from '../../parts/filter';
import { ListCsv } from '../../parts/list-csv';
import { ListHead } from '../../parts/list-head';
import { type Column, VirtualTable } from '../../parts/virtual-table';
import { words } from '../../words/words';

const peopleIn = ({ appUserIds = [] }: V2.AccessGroup): number => appUserIds.length;
const doorsIn = ({ lockIds = [] }: V2.AccessGroup): number => lockIds.length;

/** All access groups of the project. */
export function GroupList() {
  const { views, groups: text, timeline, access, nothingFits } = words.value;
  const all = data.value?.groups ?? [];
  const found = all.filter(({ name, description }) => fits(fold(`${name} ${description ?? ''}`), searched()));
  const hours = ({ recurrence }: V2.AccessGroup): string =>
    recurrence ? weeklyHours(recurrence.timeSpans) : text.always;
  const share = ({ allowKeySharing }: V2.AccessGroup): string => (allowKeySharing ? text.yes : text.no);
  const columns: Column<V2.AccessGroup>[] = [
    {
      name: 'group',
      title: text.group,
      share: 2,
      cell: ({ id, name }) => <a href={linkTo('groups', id)}>{name}</a>,
      sort: ({ name }) => name,
      text: ({ name }) => name,
    },
    { name: 'people', title: views.people, share: 0.7, cell: peopleIn, sort: peopleIn, text: peopleIn },
    { name: 'doors', title: views.doors, share: 0.7, cell: doorsIn, sort: doorsIn, text: doorsIn },
    { name: 'hours', title: timeline.hours, share: 2.1, time: true, cell: hours, text: hours, wide: true },
    { name: 'share', title: access.mayShare, cell: share, text: share, wide: true },
  ];
  return (
    <>
      <ListHead title={views.groups} count={found.length}>
        <button type="button" class="primary" onClick={() => begin({ name: 'group' })}>
          {text.make}
        </button>
        <ListCsv name={views.groups} rows={found} columns={columns} />
      </ListHead>
      {all.length === 0 ? (
        <section class="card">
          <p>{text.none}</p>
        </section>
      ) : (
        <>
          <Filter />
          {found.length === 0 && <p class="quiet">{nothingFits}</p>}
          <VirtualTable label={views.groups} rows={found} keyOf={({ id }) => id} columns={columns} />
        </>
      )}
    </>
  );
}
