import { computed, signal } from '@preact/signals';
import type { Snapshot } from 'unloc-integrator-client/access';
import { isZone } from '../format/time';
import { events } from './activity';
import { data } from './project-data';

/** The access engine. It is loaded after the first rows are on the page. */
export const engine = signal<typeof import('unloc-integrator-client/access') | undefined>(undefined);

/** Why it could not be loaded. */
export const engineTrouble = signal<unknown>(undefined);

/** Loads the access engine. */
export async function loadEngine(): Promise<void> {
  if (engine.value !== undefined) return;
  try {
    const loaded = await import('unloc-integrator-client/access');
    await loaded.load();
    engine.value = loaded;
    engineTrouble.value = undefined;
  } catch (error) {
    engineTrouble.value = error;
  }
}

/** What was read, as a snapshot of the access engine; none until both are there. */
export const snapshot = computed<Snapshot | undefined>(() => {
  const [loaded, read] = [engine.value, data.value];
  if (loaded === undefined || read === undefined) return undefined;
  const made = new loaded.Snapshot(
    { projectId: read.project.id },
    { zoneOf: (lock) => ('timezone' in lock && isZone(lock.timezone) ? undefined : 'UTC') },
  );
  made.addObjects('locks', [...read.doors]);
  made.addObjects('keys', [...read.keys]);
  made.addObjects('accessGroups', [...read.groups]);
  made.addObjects('sharingRights', [...read.sharingRights]);
  made.addObjects('managedUsers', [...read.managedUsers]);
  if (events.value !== undefined) made.addObjects('accessEvents', [...events.value]);
  const seen = new Date(read.asOf);
  made.seal({ from: seen, to: seen });
  return made;
});
