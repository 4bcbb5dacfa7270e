import { useSignal } from '@preact/signals';
import { connected } from '../../account/connection';
import { data, doorsById, projectId } from '../../data/project-data';
import { reread } from '../../data/reread';
import { words } from '../../words/words';
import type { Flow } from '../flow';
import { DoorsField } from '../give/doors-field';
import type { Receiver } from '../give/draft';
import { WhoField } from '../give/who-field';
import { nameOf } from '../names';
import { WriteDialog } from '../write-dialog';

/** Allows sharing, stops it, or takes back what was shared. */
export function SharingDialog({ flow }: { flow: Flow & { name: 'sharing' } }) {
  if (flow.what === 'allow') return <Allow flow={flow} />;
  return <Stop flow={flow} />;
}

function Allow({ flow: { person, door } }: { flow: Flow & { name: 'sharing' } }) {
  const text = words.value.sharing;
  const draft = useSignal<{ people: readonly Receiver[]; doors: readonly string[] }>({
    people: person === undefined ? [] : [{ number: person, known: true }],
    doors: door === undefined ? [] : [door],
  });
  const there = new Set(data.value?.sharingRights.map(({ appUserId, lockId }) => `${appUserId} ${lockId}`));
  const { people, doors } = draft.value;
  const wanted = people.flatMap(({ number }) =>
    doors
      .map((lockId) => ({ appUserId: number, lockId }))
      .filter((one) => !there.has(`${one.appUserId} ${one.lockId}`)),
  );
  return (
    <WriteDialog
      title={text.allow}
      action={text.allowCount(wanted.length)}
      disabled={wanted.length === 0}
      send={async () => {
        await connected().unloc.sharingRights.create({ projectId: projectId.value ?? '', sharingRights: wanted });
        await reread('sharingRights');
      }}
    >
      {person === undefined && <WhoField draft={draft} />}
      {door === undefined && <DoorsField draft={draft} />}
      <p class="sentence">
        {people.length === 0 || doors.length === 0
          ? text.choose
          : wanted.length === 0
            ? text.allMay
            : text.allowSentence(
                people.map(({ number, name }) => name ?? nameOf(number)).join(', '),
                doors.map((id) => doorsById.value.get(id)?.name ?? id).join(', '),
              )}
      </p>
      <p class="small">{text.hint}</p>
    </WriteDialog>
  );
}

function Stop({ flow: { what, person = '', door } }: { flow: Flow & { name: 'sharing' } }) {
  const text = words.value.sharing;
  const rights = (data.value?.sharingRights ?? []).filter(
    ({ appUserId, lockId }) => appUserId === person && (door === undefined || lockId === door),
  );
  const shared = rights.reduce((sum, { createdKeys = 0 }) => sum + createdKeys, 0);
  const keysToo = useSignal(shared > 0);
  const where =
    door === undefined ? words.value.counts.doors(rights.length) : (doorsById.value.get(door)?.name ?? door);
  const only = what === 'takeShared';
  return (
    <WriteDialog
      title={only ? text.takeShared : text.stop}
      action={only ? text.takeSharedCount(shared) : text.stop}
      danger
      send={async () => {
        const scope = {
          projectId: projectId.value ?? '',
          appUserId: person,
          ...(door !== undefined && { lockId: door }),
        };
        const { unloc } = connected();
        // Sharing stops first, so that no new key appears meanwhile.
        if (!only) await unloc.sharingRights.revokeAll(scope);
        if (only || keysToo.value) await unloc.sharedKeys.revokeAll(scope);
        await reread('sharingRights');
      }}
    >
      <p class="sentence">
        {only ? text.takeSentence(nameOf(person), where, shared) : text.stopSentence(nameOf(person), where)}
      </p>
      {!only && shared > 0 && (
        <label class="check">
          <input
            type="checkbox"
            checked={keysToo.value}
            onChange={({ currentTarget }) => {
              keysToo.value = currentTarget.checked;
            }}
          />
          {text.keysToo(shared)}
        </label>
      )}
      <p class="small">{text.notListed}</p>
    </WriteDialog>
  );
}
