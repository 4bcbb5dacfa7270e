// The list of keys with its search and its states, shown in portions.
import { momentElement } from './dates.js';
import { element } from './element.js';
import { counts, current, describedKeys, every, filtered } from './key-filter.js';
import { canBeTakenBack, inOrder, wordsForState } from './key-states.js';
import { keyedList } from './keyed-list.js';
import { windowsInWords } from './weekly-windows.js';

/** How many keys to draw at once. */
const portion = 40;

/** Draws the keys of the state, and calls `takeBack(key, lockName)` when somebody wants that. */
export function keysView(state, { takeBack }) {
  const list = document.getElementById('keys');
  const summary = document.getElementById('keys-summary');
  const more = document.getElementById('more-keys');
  const search = document.getElementById('key-search');
  const show = keyedList(list, {
    idOf: ({ key }) => key.id,
    signatureOf: ({ key, lockName }) =>
      JSON.stringify([key.state, key.start, key.end, key.toUser.name, key.recurrence, lockName]),
    make: (described) => row(described, takeBack),
  });

  search.addEventListener('input', () => state.set({ keyText: search.value, keysShown: portion }));
  document.getElementById('key-states').addEventListener('change', ({ target }) => {
    state.set({ keyState: target.value, keysShown: portion });
  });
  more.addEventListener('click', () => {
    const first = list.children.length;
    state.set({ keysShown: state.current.keysShown + portion });
    list.children[first]?.focus();
  });

  state.whenChanged(['keys', 'keyState'], ({ keys, keyState }) => drawStates(counts(keys), keyState));
  state.whenChanged(
    ['loaded', 'keys', 'locks', 'keyState', 'keyText', 'keysShown'],
    ({ loaded, keys, locks, keyState, keyText, keysShown }) => {
      const wanted = filtered(describedKeys(keys, locks), { state: keyState, text: keyText });
      if (search.value !== keyText) search.value = keyText;
      show(wanted.slice(0, keysShown));
      const left = Math.max(wanted.length - keysShown, 0);
      summary.textContent = loaded ? summaryOf(keys.length, wanted.length, wanted.length - left) : '';
      more.hidden = left === 0;
      more.textContent = `Show ${Math.min(left, portion)} more`;
    },
  );
}

/** What the keys' part of the state is to begin with, and for another lock holder. */
export const freshKeys = { keys: [], keyState: current, keyText: '', keysShown: portion };

function summaryOf(all, found, drawn) {
  if (all === 0) return 'No keys have been given yet.';
  if (found === 0) return 'No key is like that. Choose another state or search for something else.';
  const keys = found === 1 ? '1 key' : `${found} keys`;
  return drawn < found ? `${keys}, the ${drawn} newest shown` : keys;
}

function row({ key, lockName }, takeBack) {
  const { toUser, state } = key;
  const who = toUser.name || toUser.id;
  const button =
    canBeTakenBack(key)
    && element(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'data-action': 'take-back',
        'aria-label': `Take back the key of ${who} to ${lockName}`,
      },
      'Take back',
    );
  if (button) button.addEventListener('click', () => takeBack(key, lockName));
  return element(
    'li',
    { class: 'row', tabindex: '-1', 'data-key': key.id, 'data-state': state },
    element(
      'div',
      { class: 'who' },
      element('strong', {}, who),
      toUser.name && element('span', { class: 'aside' }, toUser.id),
    ),
    element('div', { class: 'door' }, element('span', { class: 'door-name' }, lockName)),
    element(
      'div',
      { class: 'when' },
      element(
        'span',
        { class: 'period' },
        momentElement(key.start),
        ' – ',
        key.end ? momentElement(key.end) : 'no end',
      ),
      key.recurrence && element('span', { class: 'aside' }, `${windowsInWords(key.recurrence)}, the door’s time`),
    ),
    element('div', { class: 'stand' }, element('span', { class: 'badge', 'data-state': state }, wordsForState(state))),
    element('div', { class: 'act' }, button),
  );
}

function drawStates(number, chosen) {
  const place = document.getElementById('key-states');
  const states = inOrder([...number.keys()].filter((state) => state !== current && state !== every));
  const choices = [
    [current, 'All but taken back'],
    ...states.map((state) => [state, wordsForState(state)]),
    [every, 'All'],
  ];
  // A state that has no keys any more stays while it is the chosen one.
  if (!choices.some(([value]) => value === chosen)) choices.push([chosen, wordsForState(chosen)]);
  const focused = place.contains(document.activeElement);
  place.replaceChildren(
    ...choices.map(([value, words]) =>
      element(
        'label',
        { class: 'chip' },
        element('input', { type: 'radio', name: 'key-state', value, checked: value === chosen }),
        element('span', {}, words, ' ', element('span', { class: 'count' }, String(number.get(value) ?? 0))),
      ),
    ),
  );
  if (focused) place.querySelector(':checked').focus();
}
