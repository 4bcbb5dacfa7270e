// The list of roles: who may share keys to which doors.
import { dayElement } from './dates.js';
import { element } from './element.js';
import { keyedList } from './keyed-list.js';

/** Draws the roles, a card for each person. */
export function rolesView(state) {
  const show = keyedList(document.getElementById('roles'), {
    idOf: ({ userId }) => userId,
    signatureOf: JSON.stringify,
    make: card,
  });
  state.whenChanged(['loaded', 'roles', 'locks', 'keys'], ({ loaded, roles, locks, keys }) => {
    show(people(roles, locks, keys));
    document.getElementById('no-roles').hidden = !loaded || roles.length > 0;
  });
}

/** The roles by person, the doors by name. A person's name is taken from a key first: there it is up to date. */
function people(roles, locks, keys) {
  const lockNames = new Map(locks.map(({ id, name }) => [id, name]));
  const names = new Map(keys.filter(({ toUser }) => toUser.name).map(({ toUser }) => [toUser.id, toUser.name]));
  const byPerson = new Map();
  for (const { userId, userName, lockId, created, createdKeys } of roles) {
    const person = byPerson.get(userId) ?? { userId, name: names.get(userId) ?? userName, doors: [] };
    person.doors.push({ name: lockNames.get(lockId) ?? 'A door that is gone', created, createdKeys });
    byPerson.set(userId, person);
  }
  for (const { doors } of byPerson.values()) doors.sort((one, other) => one.name.localeCompare(other.name));
  return [...byPerson.values()].sort((one, other) =>
    (one.name ?? one.userId).localeCompare(other.name ?? other.userId),
  );
}

function card({ userId, name, doors }) {
  return element(
    'li',
    { class: 'card' },
    element('h2', {}, name ?? userId),
    name && element('p', { class: 'aside' }, userId),
    element('p', {}, `May share keys to ${doors.length === 1 ? '1 door' : `${doors.length} doors`}:`),
    element(
      'ul',
      { class: 'doors', role: 'list' },
      ...doors.map((door) =>
        element(
          'li',
          { 'data-role': true },
          element('span', {}, door.name),
          element('span', { class: 'aside' }, 'since ', dayElement(door.created), sharedInWords(door.createdKeys)),
        ),
      ),
    ),
  );
}

function sharedInWords(number) {
  if (!number) return undefined;
  return number === 1 ? ', 1 key shared' : `, ${number} keys shared`;
}
