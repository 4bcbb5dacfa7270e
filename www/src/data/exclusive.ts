import { signal } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';

const place = 'one-at-a-time';

/** What somebody said of doors in this browser: whether they are one person's at a time. The API does not know it. */
const marked = signal<{ readonly [lockId: string]: boolean }>(read());

function read(): { readonly [lockId: string]: boolean } {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}');
  } catch {
    return {};
  }
}

const guestDoor = /\b(?:guest flat|apartment|flat|cabin|room \d|gjesteleilighet|leilighet|hytte|rom \d)\b/i;

/** Whether a door is one person's at a time: as it was marked, else by its name. */
export function exclusive({ id, name }: V2.Lock): boolean {
  return marked.value[id] ?? guestDoor.test(name);
}

/** Marks a door. */
export function markExclusive(lockId: string, value: boolean): void {
  marked.value = { ...marked.value, [lockId]: value };
  try {
    localStorage.setItem(place, JSON.stringify(marked.value));
  } catch {
    // Then it holds until the page is closed.
  }
}
