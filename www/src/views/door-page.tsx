import { connected } from '../account/connection';
import { data, keysByDoor } from '../data/project-data';
import { zoneOfDoor } from '../data/zones';
import { linkTo } from '../app/address';
import { addressLine } from '../format/address';
import { GiveHere, giveThen } from '../flows/buttons';
import { AskVendor, EditDoor } from '../flows/door-actions';
import { NotThere } from '../parts/not-there';
import { PrintedAt } from '../parts/printed-at';
import { words } from '../words/words';
import { AccessCard } from './access/access-card';
import { DoorFacts } from './access/door-facts';
import { DoorOpenings } from './access/door-openings';
import { DoorSharing } from './access/door-sharing';
import { PageActions } from './access/page-actions';
import { inOrder } from './key-columns';
import { KeyTable } from './key-table';

/** One door: who can open it, and when. */
export function DoorPage({ id }: { id: string }) {
  const door = data.value?.doors.find((one) => one.id === id);
  const { views, access } = words.value;
  if (door === undefined) return <NotThere title={words.value.noSuchDoor} section="doors" list={views.doors} />;
  const keys = inOrder(keysByDoor.value.get(id) ?? []);
  const now = connected().now();
  return (
    <>
      <header class="page-head">
        <div>
          <p class="crumbs">
            <a href={linkTo('doors')}>{views.doors}</a>
            {door.address?.street && (
              <>
                {' › '}
                <a href={`${linkTo('doors')}?q=${encodeURIComponent(door.address.street)}`}>{door.address.street}</a>
              </>
            )}
          </p>
          <h1>{door.name}</h1>
          <p class="lead">{addressLine(door.address)}</p>
          <PrintedAt />
        </div>
        <PageActions file={door.name} keys={keys} seldom={<AskVendor door={door} />}>
          <GiveHere doors={[id]} />
          <EditDoor door={door} />
        </PageActions>
      </header>
      <DoorFacts door={door} now={now} />
      <AccessCard
        of="door"
        id={id}
        zone={zoneOfDoor(door)}
        onChoose={(chosen) =>
          giveThen(chosen, door.timezone, { doors: [id], people: chosen.row?.id ? [chosen.row.id] : [] })
        }
      />
      <section class="card">
        <h2>{access.allKeys}</h2>
        <KeyTable keys={keys} columns={['person', 'from', 'until', 'state']} />
      </section>
      <div class="columns">
        <DoorOpenings door={door} now={now} />
        <DoorSharing door={door} />
      </div>
    </>
  );
}
