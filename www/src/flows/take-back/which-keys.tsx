import type { Signal } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { connected } from '../../account/connection';
import { doorsById } from '../../data/project-data';
import { doorTime } from '../../format/time';
import { words } from '../../words/words';
import { nameOf } from '../names';

/** The keys that are to be taken back, each of which can be spared. */
export function WhichKeys({ keys, spared }: { keys: readonly V2.Key[]; spared: Signal<ReadonlySet<string>> }) {
  const { hidden, noEnd, answer, views } = words.value;
  const now = connected().now();
  const several = new Set(keys.map(({ appUser }) => appUser?.id)).size > 1;
  return (
    <ul class="which-keys" aria-label={views.keys}>
      {keys.map(({ id, appUser, lockId, end }) => {
        const door = doorsById.value.get(lockId);
        return (
          <li key={id}>
            <label class="check">
              <input
                type="checkbox"
                checked={!spared.value.has(id)}
                onChange={({ currentTarget: { checked } }) => {
                  const changed = new Set(spared.value);
                  if (checked) changed.delete(id);
                  else changed.add(id);
                  spared.value = changed;
                }}
              />
              <span>
                {several && `${appUser === null ? hidden : nameOf(appUser.id)} · `}
                <strong>{door?.name ?? lockId}</strong>
              </span>
              <span class="small">{end === null ? noEnd : answer.until(doorTime(end, door?.timezone, now))}</span>
            </label>
          </li>
        );
      })}
    </ul>
  );
}
