import { signal } from '@preact/signals';

/** The same width as in styles/layout.css. */
const media = window.matchMedia('(max-width: 48rem)');

/** Whether there is little room, as on a phone, or where everything is enlarged. */
export const narrow = signal(media.matches);

media.addEventListener('change', ({ matches }) => {
  narrow.value = matches;
});
