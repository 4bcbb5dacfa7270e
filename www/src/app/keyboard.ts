import { signal } from '@preact/signals';

const place = 'shortcuts';

function before(): boolean {
  try {
    return localStorage.getItem(place) !== 'off';
  } catch {
    return true;
  }
}

/** Whether single keys do something. Who speaks to the machine, or types by accident, can switch them off. */
export const shortcutsOn = signal(before());

/** Switches them on or off, for this browser. */
export function switchShortcuts(on: boolean): void {
  shortcutsOn.value = on;
  try {
    localStorage.setItem(place, on ? 'on' : 'off');
  } catch {
    // Then it holds until the page is closed.
  }
}

/** Whether a key belongs to a field, a dialog or the browser. */
function isTyping({ ctrlKey, metaKey, altKey, target, defaultPrevented }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || defaultPrevented) return true;
  if (document.querySelector('dialog[open]') !== null) return true;
  return target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null;
}

/** Whether a single key may do something. */
export const isShortcut = (event: KeyboardEvent): boolean => shortcutsOn.value && !isTyping(event);
