import { useSignal } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { connected } from '../../account/connection';
import { goTo } from '../../app/address';
import { projectId } from '../../data/project-data';
import { reread } from '../../data/reread';
import { weeklyHours } from '../../format/hours';
import { words } from '../../words/words';
import { DoorsField } from '../give/doors-field';
import { officeHours, type Receiver } from '../give/draft';
import { WeekGrid } from '../give/week-grid';
import { WhoField } from '../give/who-field';
import { recordNames } from '../give/beside-keys';
import { WriteDialog } from '../write-dialog';

/** The shortest name that the API takes. */
const shortest = 4;

/** Makes an access group: everybody in it gets a key to each of its doors. */
export function GroupDialog() {
  const text = words.value.groups;
  const draft = useSignal<{ people: readonly Receiver[]; doors: readonly string[] }>({ people: [], doors: [] });
  const name = useSignal('');
  const hours = useSignal<readonly V2.TimeSpan[]>([]);
  const mayShare = useSignal(false);
  const { people, doors } = draft.value;
  const ready = name.value.trim().length >= shortest && people.length > 0 && doors.length > 0;
  return (
    <WriteDialog
      title={text.make}
      action={text.makeAction(people.length * doors.length)}
      disabled={!ready}
      wide
      send={async () => {
        const made = await connected().unloc.accessGroups.create({
          projectId: projectId.value ?? '',
          name: name.value.trim(),
          lockIds: [...doors],
          appUserIds: people.map(({ number }) => number),
          ...(hours.value.length > 0 && { recurrence: { timeSpans: [...hours.value] } }),
          ...(mayShare.value && { allowKeySharing: true }),
        });
        await recordNames(people);
        await reread('groups', 'keys');
        if (made !== undefined) goTo('groups', made.id);
      }}
    >
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
      <WhoField draft={draft} />
      <DoorsField draft={draft} />
      <fieldset class="step">
        <legend>{words.value.give.when}</legend>
        <label class="check">
          <input
            type="checkbox"
            checked={hours.value.length > 0}
            onChange={({ currentTarget }) => {
              hours.value = currentTarget.checked ? officeHours : [];
              if (currentTarget.checked) mayShare.value = false;
            }}
          />
          {words.value.give.onlyHours}
        </label>
        {hours.value.length > 0 && (
          <WeekGrid
            hours={hours.value}
            onChange={(changed) => {
              hours.value = changed;
            }}
          />
        )}
        <label class="check">
          <input
            type="checkbox"
            checked={mayShare.value}
            disabled={hours.value.length > 0}
            onChange={({ currentTarget }) => {
              mayShare.value = currentTarget.checked;
            }}
          />
          {words.value.give.mayShare}
        </label>
        {hours.value.length > 0 && <p class="small">{text.noSharing}</p>}
      </fieldset>
      <p class="sentence">
        {ready
          ? text.sentence({
              name: name.value.trim(),
              people: words.value.counts.people(people.length),
              doors: words.value.counts.doors(doors.length),
              keys: words.value.counts.keys(people.length * doors.length),
              hours: hours.value.length > 0 ? ` (${weeklyHours(hours.value)})` : '',
            })
          : text.missing}
      </p>
    </WriteDialog>
  );
}
