import { computed, signal } from '@preact/signals';

const media = window.matchMedia('(max-width: 48rem)');

/** Whether there is little room: rows of lists are of two lines then. */
export const narrow = signal(media.matches);
media.addEventListener('change', ({ matches }) => {
  narrow.value = matches;
});

const textSize = signal(measured());
window.addEventListener('resize', () => {
  textSize.value = measured();
});

function measured(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

/** The height of a row of a list, in pixels; that of the style sheet. */
export const rowHeight = computed(() => (narrow.value ? 4.25 : 2.75) * textSize.value);
