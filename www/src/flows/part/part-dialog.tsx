import { useSignal } from '@preact/signals';
import { connected } from '../../account/connection';
import { goTo } from '../../app/address';
import { data, projectId } from '../../data/project-data';
import { reread } from '../../data/reread';
import { words } from '../../words/words';
import type { Flow } from '../flow';
import { DoorsField } from '../give/doors-field';
import { WriteDialog } from '../write-dialog';

/** Makes a part of a project, or changes its doors. */
export function PartDialog({ flow }: { flow: Flow & { name: 'part' } }) {
  const text = words.value.parts;
  const part = data.value?.parts.find(({ id }) => id === flow.part);
  const before = part?.lockIds ?? [];
  const draft = useSignal<{ doors: readonly string[] }>({ doors: before });
  const name = useSignal(part?.name ?? '');
  const { doors } = draft.value;
  const added = doors.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !doors.includes(id));
  const ready =
    part === undefined ? name.value.trim().length >= 4 && doors.length > 0 : added.length + removed.length > 0;
  return (
    <WriteDialog
      title={part === undefined ? text.make : text.change}
      action={(part === undefined ? text.make : text.change).replace(/…$/, '')}
      disabled={!ready}
      wide
      send={async () => {
        const { subprojects } = connected().unloc;
        const scope = { projectId: projectId.value ?? '' };
        if (part === undefined) {
          const made = await subprojects.create({ ...scope, name: name.value.trim(), lockIds: [...doors] });
          await reread('parts');
          if (made !== undefined) goTo('parts', made.id);
          return;
        }
        await subprojects.updateLocks({
          ...scope,
          subprojectId: part.id,
          ...(added.length > 0 && { lockIdsToAdd: added }),
          ...(removed.length > 0 && { lockIdsToRemove: removed }),
        });
        await reread('parts', 'keys');
      }}
    >
      {part === undefined && (
        <label class="field">
          {text.name}
          <input
            type="text"
            maxLength={128}
            value={name.value}
            onInput={({ currentTarget }) => {
              name.value = currentTarget.value;
            }}
          />
        </label>
      )}
      <DoorsField draft={draft} />
      <p class="sentence">
        {part !== undefined && text.changeSentence(part.name, added.length, removed.length)}
        {part === undefined && !ready && text.missing}
        {part === undefined && ready && text.sentence(name.value.trim(), words.value.counts.doors(doors.length))}
      </p>
      {removed.length > 0 && <p class="warning">{text.keysGo}</p>}
    </WriteDialog>
  );
}
