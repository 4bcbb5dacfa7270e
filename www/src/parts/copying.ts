import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../words/words';

/** How long a button says that something was copied, milliseconds. */
const saidFor = 2_500;

/** Copies text; `copied` is true for a moment after. A browser that does not let it shows the text, to be copied by hand. */
export function useCopying(): { copied: boolean; copy(text: string): Promise<void> } {
  const copied = useSignal(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      window.prompt(words.value.access.byHand, text);
      return;
    }
    copied.value = true;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      copied.value = false;
    }, saidFor);
  };
  return { copied: copied.value, copy };
}
