import { signal } from '@preact/signals';
import { moveClock } from '../app/clock';

/** How much faster the clock runs, and how often it is moved, seconds. */
const [faster, every] = [60, 5];

/** Whether the clock of the embedded Unloc runs on by itself, a minute in each second. */
export const running = signal(false);

let timer: ReturnType<typeof setInterval> | undefined;

/** Lets it run, or stops it. */
export function runClock(on: boolean): void {
  running.value = on;
  clearInterval(timer);
  if (on) timer = setInterval(() => moveClock((faster - 1) * every), every * 1000);
}
