import type { V2 } from 'unloc-integrator-client';
import { linkTo } from '../../app/address';
import { calledBy } from '../../data/people';
import { doorsById, people } from '../../data/project-data';
import { sharersOf, sharesOf } from '../../data/sharing';
import { words } from '../../words/words';

/** Who may share keys of a door. */
export function DoorSharing({ door }: { door: V2.Lock }) {
  const { access } = words.value;
  const rights = sharersOf(door.id);
  return (
    <section class="card">
      <h2>{access.mayShare}</h2>
      {rights.length === 0 && <p class="quiet">{access.nobodyShares}</p>}
      <ul class="names">
        {rights.map(({ appUserId, createdKeys }) => (
          <li key={appUserId}>
            <a href={linkTo('people', appUserId)}>
              {calledBy(people.value.get(appUserId) ?? { number: appUserId, name: undefined })}
            </a>
            <Shared count={createdKeys} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Of which doors somebody may share keys. */
export function PersonSharing({ number }: { number: string }) {
  const { access } = words.value;
  const rights = sharesOf(number);
  return (
    <section class="card">
      <h2>{access.mayShareWhat}</h2>
      {rights.length === 0 && <p class="quiet">{access.sharesNothing}</p>}
      <ul class="names">
        {rights.map(({ lockId, createdKeys }) => (
          <li key={lockId}>
            <a href={linkTo('doors', lockId)}>{doorsById.value.get(lockId)?.name ?? lockId}</a>
            <Shared count={createdKeys} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Shared({ count }: { count: number | undefined }) {
  const { access } = words.value;
  return <small>{count ? access.shared(count) : access.sharedNone}</small>;
}
