import { signal } from '@preact/signals';

const everyMs = 20_000;

/** Grows while time passes: what reads it is drawn again, so that “now” goes on. */
export const minute = signal(0);

setInterval(() => {
  if (document.visibilityState === 'visible') minute.value += 1;
}, everyMs);
