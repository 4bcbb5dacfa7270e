// The list of locks.
import { addressInWords } from './address.js';
import { element } from './element.js';
import { keyedList } from './keyed-list.js';

/** Draws the locks; `giveKey(lock)` and `showKeys(lock)` are called when somebody wants that. */
export function locksView(state, actions) {
  const show = keyedList(document.getElementById('locks'), {
    idOf: ({ lock }) => lock.id,
    signatureOf: ({ lock, keyCount }) => JSON.stringify([lock.name, lock.vendor, lock.address, keyCount]),
    make: (entry) => card(entry, actions),
  });
  state.whenChanged(['loaded', 'locks', 'keys'], ({ loaded, locks, keys }) => {
    const keyCounts = new Map();
    for (const { lockId } of keys.filter(({ state: one }) => one === 'active'))
      keyCounts.set(lockId, (keyCounts.get(lockId) ?? 0) + 1);
    show(locks.map((lock) => ({ lock, keyCount: keyCounts.get(lock.id) ?? 0 })));
    document.getElementById('no-locks').hidden = !loaded || locks.length > 0;
  });
}

function card({ lock, keyCount }, { giveKey, showKeys }) {
  const give = element(
    'button',
    { type: 'button', class: 'quiet', 'data-action': 'give', 'aria-label': `Give a key to ${lock.name}` },
    'Give a key',
  );
  give.addEventListener('click', () => giveKey(lock));
  const see = element(
    'button',
    { type: 'button', class: 'plain', 'data-action': 'see', 'aria-label': `See keys to ${lock.name}` },
    'See keys',
  );
  see.addEventListener('click', () => showKeys(lock));
  return element(
    'li',
    { class: 'card', 'data-lock': lock.id },
    element('h2', {}, lock.name),
    element('p', {}, addressInWords(lock.address) ?? 'No address'),
    element('p', { class: 'aside' }, `${lock.vendor} · ${keyCount === 1 ? '1 active key' : `${keyCount} active keys`}`),
    element('div', { class: 'card-actions' }, give, see),
  );
}
