import { effect } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { connected, connection } from '../account/connection';
import { data, projectId, refresh } from './project-data';
import { hearOtherTabs } from './other-tabs';
import { replaceKeys } from './reread';

/** Keys that were asked for longer ago are looked at with everything else: a vendor may take hours. */
const followed = 10 * 60_000;

/** How many keys are looked at one by one. */
const most = 20;

/** Between looks, milliseconds. */
const [shortest, longest] = [1_000, 5_000];

/** How old the visible view gets, milliseconds. */
const stale = 60_000;

let timer: ReturnType<typeof setTimeout> | undefined;
let wait = shortest;

/** The keys that are being made just now. */
function beingMade(): V2.Key[] {
  const now = connection.value?.now() ?? 0;
  return (data.value?.keys ?? []).filter(
    ({ state, created }) => state === 'creating' && now - Date.parse(created) < followed,
  );
}

async function look(): Promise<void> {
  timer = undefined;
  const id = projectId.value;
  const making = beingMade().slice(0, most);
  if (id === undefined || making.length === 0 || document.hidden) return;
  const { keys } = connected().unloc;
  try {
    const read = await Promise.all(making.map((key) => keys.get({ projectId: id, keyId: key.id })));
    const changed = read.filter((key, index) => key.state !== making[index]?.state);
    wait = changed.length > 0 ? shortest : Math.min(wait * 1.5, longest);
    if (changed.length > 0) replaceKeys(id, new Map(changed.map((key) => [key.id, key])));
  } catch {
    // The next look, or Refresh, says what is wrong.
    wait = longest;
  }
  schedule();
}

function schedule(): void {
  if (timer === undefined && !document.hidden && beingMade().length > 0) timer = setTimeout(look, wait);
}

/** Follows keys while they are being made, reads again what gets old in a tab that is looked at, and hears other tabs. */
export function follow(): void {
  effect(() => {
    // Read so that the effect runs again when there are other keys.
    if (data.value === undefined) return;
    wait = shortest;
    schedule();
  });
  const again = (): void => {
    const { value } = data;
    if (document.hidden || value === undefined || connection.value === undefined) return;
    if (connection.value.kind === 'account' && connection.value.now() - value.asOf > stale) void refresh();
    schedule();
  };
  document.addEventListener('visibilitychange', again);
  setInterval(again, stale);
  hearOtherTabs((changed) => {
    if (changed === projectId.value) void refresh();
  });
}
