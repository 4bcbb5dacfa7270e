import { useSignal } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { connected } from '../account/connection';
import { exclusive, markExclusive } from '../data/exclusive';
import { data, doorsById, projectId } from '../data/project-data';
import { reread } from '../data/reread';
import { errorWords, mayBeDone } from '../format/error-words';
import { Dialog } from '../parts/dialog';
import { words } from '../words/words';
import { end, type Flow } from './flow';
import { say } from './notice';

/** Puts a door as it is to be into what is shown. */
function show(door: V2.Lock): void {
  const { value } = data;
  if (value === undefined) return;
  data.value = { ...value, doors: value.doors.map((one) => (one.id === door.id ? door : one)) };
}

/** Changes a door at once on the page, and takes it back with a sentence if the API says no. */
async function change(door: V2.Lock, changes: V2.LockChange): Promise<void> {
  const text = words.value.editingDoor;
  show({ ...door, ...changes });
  try {
    await connected().unloc.locks.update({ projectId: projectId.value ?? '', lockId: door.id, ...changes });
  } catch (error) {
    // As it was, unless it may have been done: then what is so is read.
    if (!mayBeDone(error)) show(door);
    say(`${text.notChanged(door.name)} ${errorWords(error)}`);
  }
  await reread('doors').catch(() => undefined);
}

/** Name, note, and what the log reveals of a door. */
export function EditDoorDialog({ flow }: { flow: Flow & { name: 'editDoor' } }) {
  const text = words.value.editingDoor;
  const door = doorsById.value.get(flow.door);
  const draft = useSignal({
    name: door?.name ?? '',
    note: door?.note ?? '',
    privacyPolicy: door?.privacyPolicy ?? 'public',
  });
  const oneAtATime = useSignal(door !== undefined && exclusive(door));
  if (door === undefined) return null;
  const { name, note, privacyPolicy } = draft.value;
  const changes: V2.LockChange = {
    ...(name.trim() !== door.name && { name: name.trim() }),
    ...(note !== (door.note ?? '') && { note }),
    ...(privacyPolicy !== (door.privacyPolicy ?? 'public') && { privacyPolicy }),
  };
  const save = (): void => {
    if (name.trim() === '') return;
    markExclusive(door.id, oneAtATime.value);
    end();
    if (Object.keys(changes).length > 0) void change(door, changes);
  };
  const set = (part: Partial<typeof draft.value>): void => {
    draft.value = { ...draft.value, ...part };
  };
  return (
    <Dialog
      title={text.title}
      onClose={end}
      onSend={save}
      actions={
        <>
          <button type="button" onClick={end}>
            {words.value.flows.cancel}
          </button>
          <button type="button" class="primary" disabled={name.trim() === ''} onClick={save}>
            {text.save}
          </button>
        </>
      }
    >
      <label class="field">
        {text.name}
        <input type="text" value={name} onInput={({ currentTarget }) => set({ name: currentTarget.value })} />
      </label>
      <label class="field">
        {words.value.give.note}
        <textarea rows={3} value={note} onInput={({ currentTarget }) => set({ note: currentTarget.value })} />
      </label>
      <label class="field">
        {text.log}
        <select value={privacyPolicy} onChange={({ currentTarget }) => set({ privacyPolicy: currentTarget.value })}>
          {Object.entries(text.policies).map(([policy, said]) => (
            <option key={policy} value={policy}>
              {said}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={oneAtATime.value}
          onChange={({ currentTarget }) => {
            oneAtATime.value = currentTarget.checked;
          }}
        />
        {text.exclusive}
      </label>
      <p class="small">{text.only}</p>
    </Dialog>
  );
}
