import type { V2 } from 'unloc-integrator-client';
import { linkTo } from '../../app/address';
import { calledBy } from '../../data/people';
import { doorsById, people } from '../../data/project-data';
import { sharersOf, sharesOf } from '../../data/sharing';
import { AllowSharing, SharingActions } from '../../flows/sharing/sharing-actions';
import { words } from '../../words/words';

/** Who may share keys of a door. */
export function DoorSharing({ door }: { door: V2.Lock }) {
  const { access } = words.value;
  const rights = sharersOf(door.id);
  return (
    <section class="card">
      <h2>{access.mayShare}</h2>
      <AllowSharing door={door.id} />
      {rights.length === 0 && <p class="quiet">{access.nobodyShares}</p>}
      <ul class="names sharing">
        {rights.map((right) => (
          <li key={right.appUserId}>
            <a href={linkTo('people', right.appUserId)}>
              {calledBy(people.value.get(right.appUserId) ?? { number: right.appUserId, name: undefined })}
            </a>
            <Shared count={right.createdKeys} />
            <SharingActions right={right} />
          </li>
        ))}
      </ul>
      {rights.some(({ createdKeys = 0 }) => createdKeys > 0) && <p class="small">{words.value.sharing.hint}</p>}
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
      <AllowSharing person={number} />
      {rights.length === 0 && <p class="quiet">{access.sharesNothing}</p>}
      <ul class="names sharing">
        {rights.map((right) => (
          <li key={right.lockId}>
            <a href={linkTo('doors', right.lockId)}>{doorsById.value.get(right.lockId)?.name ?? right.lockId}</a>
            <Shared count={right.createdKeys} />
            <SharingActions right={right} />
          </li>
        ))}
      </ul>
      {rights.some(({ createdKeys = 0 }) => createdKeys > 0) && <p class="small">{words.value.sharing.hint}</p>}
    </section>
  );
}

function Shared({ count }: { count: number | undefined }) {
  const { access } = words.value;
  return <small>{count ? access.shared(count) : access.sharedNone}</small>;
}
