import { signal } from '@preact/signals';

/** The dialog over the page that is open. */
export const panel = signal<'search' | 'shortcuts' | undefined>(undefined);

/** Whether the developer panel is open. It stays open beside the page. */
export const developing = signal(false);
