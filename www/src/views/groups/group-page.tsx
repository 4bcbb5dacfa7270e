import { linkTo } from '../../app/address';
import { groupOf } from '../../data/group-keys';
import { data, doorsById, groupsById } from '../../data/project-data';
import { begin } from '../../flows/flow';
import { nameOf } from '../../flows/names';
import { weeklyHours } from '../../format/hours';
import { NotThere } from '../../parts/not-there';
import { words } from '../../words/words';
import { inOrder } from '../key-columns';
import { KeyTable } from '../key-table';
import { Members } from './members';

/** One access group: its people, its doors, and their keys. */
export function GroupPage({ id }: { id: string }) {
  const { groups: text, views, access } = words.value;
  const group = groupsById.value.get(id);
  if (group === undefined) return <NotThere title={text.noSuchGroup} section="groups" list={views.groups} />;
  const { lockIds = [], appUserIds = [], recurrence, allowKeySharing } = group;
  const keys = inOrder((data.value?.keys ?? []).filter((key) => groupOf(key)?.id === id));
  return (
    <>
      <header class="page-head">
        <div>
          <p class="crumbs">
            <a href={linkTo('groups')}>{views.groups}</a>
          </p>
          <h1>{group.name}</h1>
          <p class="lead">
            {[
              group.description,
              recurrence ? weeklyHours(recurrence.timeSpans) : text.always,
              recurrence ? text.noSharing : allowKeySharing ? text.share : text.shareNot,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <div class="page-actions">
          <button type="button" class="primary" onClick={() => begin({ name: 'members', group: id })}>
            {text.add}
          </button>
        </div>
      </header>
      <div class="columns">
        <Members
          title={views.people}
          members={appUserIds.map((number) => ({ id: number, name: nameOf(number), href: linkTo('people', number) }))}
          onRemove={(person) => begin({ name: 'members', group: id, person })}
        />
        <Members
          title={views.doors}
          members={lockIds.map((door) => ({
            id: door,
            name: doorsById.value.get(door)?.name ?? door,
            href: linkTo('doors', door),
          }))}
          onRemove={(door) => begin({ name: 'members', group: id, door })}
        />
      </div>
      <section class="card">
        <h2>{access.allKeys}</h2>
        <p class="small">{text.keysHint}</p>
        <KeyTable keys={keys} columns={['person', 'door', 'from', 'until', 'state']} />
      </section>
    </>
  );
}
