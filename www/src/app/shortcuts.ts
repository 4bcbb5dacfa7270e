import { flow } from '../flows/flow';
import { goTo } from './address';
import { isShortcut } from './keyboard';
import { developing, panel } from './panels';
import { sections } from './views';

function search(): void {
  panel.value = 'search';
}

const singleKeys: { readonly [key: string]: () => void } = {
  '/': search,
  '?': () => {
    panel.value = 'shortcuts';
  },
};

/** What a key does. */
function actOf(event: KeyboardEvent): (() => void) | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  // Over an open dialog, a search would lead away from what was begun.
  if (key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey && !shiftKey)
    return document.querySelector('dialog[open]') === null ? search : undefined;
  if (key === 'F2')
    return () => {
      developing.value = !developing.value;
    };
  // What is being opened may not be there yet, and what is typed is for it.
  if (!isShortcut(event) || flow.value !== undefined || panel.value !== undefined) return undefined;
  const section = /^[1-9]$/.test(key) ? sections[Number(key) - 1] : undefined;
  if (section !== undefined) return () => goTo(...(section === 'overview' ? [] : [section]));
  return singleKeys[key];
}

/** Listens for the keys of the whole page. Returns what ends it. */
export function startShortcuts(): () => void {
  const press = (event: KeyboardEvent): void => {
    const act = actOf(event);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  document.addEventListener('keydown', press);
  return () => document.removeEventListener('keydown', press);
}
