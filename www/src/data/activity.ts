import { computed, signal } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { connected } from '../account/connection';
import { doorsById, projectId } from './project-data';

/** What Unloc logged at the doors of a project. */
interface Log {
  projectId: string;
  /** The latest first. */
  events: readonly V2.AccessEvent[];
}

const log = signal<Log | undefined>(undefined);

/** When the log was read last, by the clock of this Unloc. */
export const eventsAsOf = signal<number | undefined>(undefined);

/**
 * What was logged at the doors of the project that is shown, the latest first; none until it was read. Names are left out
 * where the door hides them now, also of what happened before.
 */
export const events = computed<readonly V2.AccessEvent[] | undefined>(() => {
  if (log.value?.projectId !== projectId.value) return undefined;
  const policyOf = (lockId: string): string | undefined => doorsById.value.get(lockId)?.privacyPolicy;
  return log.value?.events
    .filter(({ lockId }) => policyOf(lockId) !== 'private')
    .map((event) => (policyOf(event.lockId) === 'anonymized' ? { ...event, appUserId: null, userName: null } : event));
});

/** Why the log could not be read. */
export const eventsTrouble = signal<unknown>(undefined);

/** Reads the log. What it said before stays if nothing is new. */
export async function readEvents(): Promise<void> {
  const id = projectId.value;
  if (id === undefined) return;
  try {
    const list = connected().unloc.accessLog.list({ projectId: id });
    const read = await list.toArray({ limit: Number.POSITIVE_INFINITY });
    read.sort((one, other) => Date.parse(other.created) - Date.parse(one.created));
    const before = log.value?.projectId === id ? log.value.events : [];
    const more = before.length !== read.length || read.some(({ id: one }, index) => before[index]?.id !== one);
    if (more || log.value?.projectId !== id) log.value = { projectId: id, events: read };
    eventsAsOf.value = connected().now();
    eventsTrouble.value = undefined;
  } catch (error) {
    eventsTrouble.value = error;
  }
}

const everyMinute = 60_000;

/** Reads the log every minute while the page is seen. Returns what ends it. */
export function followEvents(): () => void {
  const read = (): void => {
    if (document.visibilityState === 'visible') void readEvents();
  };
  read();
  const timer = setInterval(read, everyMinute);
  document.addEventListener('visibilitychange', read);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', read);
  };
}
