import { computed, signal } from '@preact/signals';
import { en, type Words } from './en';

/** The languages of the page. */
export type Language = 'en' | 'nb';

const chosen = signal<{ language: Language; words: Words }>({ language: 'en', words: en });

/** The language of the page. */
export const language = computed(() => chosen.value.language);

/** The words of the page, in its language. */
export const words = computed(() => chosen.value.words);

/** Changes the language. Norwegian is loaded when it is chosen. */
export async function speak(wanted: Language): Promise<void> {
  const found = wanted === 'en' ? en : (await import('./nb')).nb;
  chosen.value = { language: wanted, words: found };
  document.documentElement.lang = wanted;
  try {
    localStorage.setItem('language', wanted);
  } catch {
    // A browser that keeps nothing asks again.
  }
}

/** Speaks the language that was chosen last, else that of the browser. */
export async function speakAsBefore(): Promise<void> {
  let before: string | null = null;
  try {
    before = localStorage.getItem('language');
  } catch {
    // As above.
  }
  const norwegian = (before ?? navigator.language).match(/^(?:nb|nn|no)\b/) !== null;
  if (norwegian) await speak('nb');
}
