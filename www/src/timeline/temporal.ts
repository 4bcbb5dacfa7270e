import { signal } from '@preact/signals';
import type { Temporal } from 'temporal-polyfill';

/** Dates and clocks of time zones; none until they are there. */
export const temporal = signal<typeof Temporal | undefined>((globalThis as { Temporal?: typeof Temporal }).Temporal);

/** Loads them where the browser has none of its own. */
export async function loadTemporal(): Promise<void> {
  temporal.value ??= (await import('temporal-polyfill/implementation')).Temporal;
}
