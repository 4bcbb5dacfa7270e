import { useSignal } from '@preact/signals';
import { connected } from '../../account/connection';
import { groupOf } from '../../data/group-keys';
import { isOver } from '../../data/key-states';
import { data, doorsById, groupsById, projectId } from '../../data/project-data';
import { reread } from '../../data/reread';
import { words } from '../../words/words';
import type { Flow } from '../flow';
import { recordNames } from '../give/beside-keys';
import { DoorsField } from '../give/doors-field';
import type { Receiver } from '../give/draft';
import { WhoField } from '../give/who-field';
import { nameOf } from '../names';
import { WriteDialog } from '../write-dialog';

/** Puts people and doors into a group, or takes one out, whose keys go. */
export function MembersDialog({ flow }: { flow: Flow & { name: 'members' } }) {
  const text = words.value.groups;
  const group = groupsById.value.get(flow.group);
  const draft = useSignal<{ people: readonly Receiver[]; doors: readonly string[] }>({ people: [], doors: [] });
  if (group === undefined) return null;
  const { lockIds = [], appUserIds = [] } = group;
  const { person, door } = flow;
  const save = async (change: object): Promise<void> => {
    await connected().unloc.accessGroups.updateAccesses({
      projectId: projectId.value ?? '',
      accessGroupId: group.id,
      ...change,
    });
    await recordNames(draft.value.people);
    await reread('groups', 'keys');
  };
  if (person !== undefined || door !== undefined) {
    const keys = (data.value?.keys ?? []).filter(
      (key) =>
        !isOver(key)
        && groupOf(key)?.id === group.id
        && (person === undefined ? key.lockId === door : key.appUser?.id === person),
    );
    const what = person === undefined ? (doorsById.value.get(door ?? '')?.name ?? '') : nameOf(person);
    return (
      <WriteDialog
        title={text.remove}
        action={text.remove}
        danger
        send={() => save(person === undefined ? { lockIdsToRemove: [door] } : { appUserIdsToRemove: [person] })}
      >
        <p class="sentence">{text.removeSentence(what, group.name, words.value.counts.keys(keys.length))}</p>
      </WriteDialog>
    );
  }
  const people = draft.value.people.filter(({ number }) => !appUserIds.includes(number));
  const doors = draft.value.doors.filter((id) => !lockIds.includes(id));
  const count =
    (people.length + appUserIds.length) * (doors.length + lockIds.length) - appUserIds.length * lockIds.length;
  return (
    <WriteDialog
      title={text.add}
      action={text.makeAction(count)}
      disabled={people.length + doors.length === 0}
      wide
      send={() =>
        save({
          ...(people.length > 0 && { appUserIdsToAdd: people.map(({ number }) => number) }),
          ...(doors.length > 0 && { lockIdsToAdd: doors }),
        })
      }
    >
      <WhoField draft={draft} />
      <DoorsField draft={draft} />
      <p class="sentence">
        {text.addSentence({
          name: group.name,
          people: words.value.counts.people(people.length),
          doors: words.value.counts.doors(doors.length),
          keys: words.value.counts.keys(count),
        })}
      </p>
    </WriteDialog>
  );
}
