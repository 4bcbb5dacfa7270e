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
  if (!isShortcut(event)) return undefined;
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
