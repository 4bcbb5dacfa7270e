import { signal } from '@preact/signals';

/** Whether the page is being printed: then lists are whole. */
export const printing = signal(false);

const media = window.matchMedia('print');
media.addEventListener('change', ({ matches }) => {
  printing.value = matches;
});
window.addEventListener('beforeprint', () => {
  printing.value = true;
});
window.addEventListener('afterprint', () => {
  printing.value = false;
});
