import type { V2 } from 'unloc-integrator-client';
import { words } from '../../words/words';
import { begin } from '../flow';
import { nameOf } from '../names';
import { doorsById } from '../../data/project-data';

/** Lets somebody share keys of a door, or a person share keys of doors. */
export function AllowSharing({ person, door }: { person?: string; door?: string }) {
  return (
    <button
      type="button"
      class="card-action"
      onClick={() => begin({ name: 'sharing', what: 'allow', ...(person && { person }), ...(door && { door }) })}
    >
      {words.value.sharing.allow}
    </button>
  );
}

/** Stops sharing of one right, or takes back what was shared by it. A group's right goes with the group. */
export function SharingActions({ right }: { right: V2.SharingRight }) {
  const text = words.value.sharing;
  const { appUserId: person, lockId: door, createdKeys = 0, source } = right;
  if (source === 'accessGroup') return <small>{text.byGroup}</small>;
  const what = `${nameOf(person)}, ${doorsById.value.get(door)?.name ?? door}`;
  return (
    <span class="row-actions">
      {createdKeys > 0 && (
        <button
          type="button"
          aria-label={`${text.takeSharedCount(createdKeys)}: ${what}`}
          onClick={() => begin({ name: 'sharing', what: 'takeShared', person, door })}
        >
          {words.value.takeBack}
        </button>
      )}
      <button
        type="button"
        aria-label={`${text.stop}: ${what}`}
        onClick={() => begin({ name: 'sharing', what: 'stop', person, door })}
      >
        {text.stopShort}
      </button>
    </span>
  );
}
