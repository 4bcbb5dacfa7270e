import { signal } from '@preact/signals';

/** How light the page is. */
export type Theme = 'system' | 'light' | 'dark';

/** All, in the order of the switch. */
export const themes: readonly Theme[] = ['system', 'light', 'dark'];

function chosenBefore(): Theme {
  try {
    return themes.find((one) => one === localStorage.getItem('theme')) ?? 'system';
  } catch {
    return 'system';
  }
}

/** The one that is chosen. */
export const theme = signal<Theme>(chosenBefore());

function show(): void {
  const { dataset } = document.documentElement;
  if (theme.value === 'system') delete dataset.theme;
  else dataset.theme = theme.value;
}

show();

/** Chooses one, for this browser. */
export function chooseTheme(wanted: Theme): void {
  theme.value = wanted;
  show();
  try {
    localStorage.setItem('theme', wanted);
  } catch {
    // Then it holds until the page is closed.
  }
}
