import type { V2 } from 'unloc-integrator-client';
import { linkTo } from '../../app/address';
import { events } from '../../data/activity';
import { locksOfDoor } from '../../data/access-rows';
import { words } from '../../words/words';
import { EventList } from '../event-list';

const shown = 8;

/** The latest openings of a door, as far as its log tells. */
export function DoorOpenings({ door, now }: { door: V2.Lock; now: number }) {
  const { access, views } = words.value;
  const locks = locksOfDoor(door.id);
  const those = (events.value ?? []).filter(({ lockId }) => locks.includes(lockId)).slice(0, shown);
  return (
    <section class="card">
      <h2>{access.openings}</h2>
      {door.privacyPolicy === 'anonymized' && <p class="small">{access.anonymizedLog}</p>}
      {door.privacyPolicy === 'private' ? (
        <p class="quiet">{access.privateLog}</p>
      ) : (
        <EventList events={those} now={now} names="person" />
      )}
      {those.length > 0 && (
        <a class="more" href={`${linkTo('activity')}?door=${encodeURIComponent(door.id)}`}>
          {views.activity}
        </a>
      )}
    </section>
  );
}
