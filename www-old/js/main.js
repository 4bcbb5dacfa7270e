// Puts the page together: what is shown, and what each control does.
import { timeZoneInWords } from './dates.js';
import { element } from './element.js';
import { giveKeyDialog } from './give-key-dialog.js';
import { counts, current } from './key-filter.js';
import { freshKeys, keysView } from './keys-view.js';
import { watched } from './key-watch.js';
import { wordsForState } from './key-states.js';
import { locksView } from './locks-view.js';
import { noticeIn } from './notice.js';
import { giveKey, keysToLock, portfolioOf, takeBackKey } from './portfolio.js';
import { clearProblem, showProblem } from './problem.js';
import { rolesView } from './roles-view.js';
import { startSession } from './session.js';
import { createState } from './state.js';
import { tabsIn } from './tabs.js';
import { takeBackDialog } from './take-back-dialog.js';

const place = (id) => document.getElementById(id);
const state = createState({ lockHolder: undefined, loaded: false, locks: [], roles: [], ...freshKeys });
const notice = noticeIn(place('notice'), place('dismiss'));

/** Ends what was begun for a lock holder when another is chosen. */
let visit = new AbortController();

/** Starts the embedded Unloc and shows its first lock holder. */
export async function openCentre() {
  const lockHolders = await startSession();
  place('time-zone').textContent = `All times are in your time zone: ${timeZoneInWords()}.`;

  const openTab = tabsIn(document.querySelector('[role="tablist"]'));
  const askToTakeBack = takeBackDialog({ takeBack });
  const askToGive = giveKeyDialog({ give });
  const openGiveKey = (lock) => {
    const { locks, keys } = state.current;
    askToGive({ locks, lockId: lock?.id, people: peopleOf(keys) });
  };
  const showKeys = (lock) => {
    state.set({ ...freshKeys, keys: state.current.keys, keyText: lock.name });
    openTab('tab-keys');
    place('tab-keys').focus();
  };

  keysView(state, { takeBack: askToTakeBack });
  locksView(state, { giveKey: openGiveKey, showKeys });
  rolesView(state);
  state.whenChanged(['keys'], ({ keys }) => {
    place('count-keys').textContent = counts(keys).get(current);
  });
  state.whenChanged(['locks'], ({ locks }) => {
    place('count-locks').textContent = locks.length;
  });
  state.whenChanged(['roles'], ({ roles }) => {
    place('count-roles').textContent = roles.length;
  });

  const choice = place('lock-holder');
  choice.replaceChildren(
    ...lockHolders.map(({ id, name, countryIso }) => element('option', { value: id }, `${name} (${countryIso})`)),
  );
  choice.addEventListener('change', () => visitLockHolder(lockHolders.find(({ id }) => id === choice.value)));
  place('refresh').addEventListener('click', () => load('Refreshing…', 'Up to date.'));
  place('give-key').addEventListener('click', () => openGiveKey());
  await visitLockHolder(lockHolders[0]);
}

async function visitLockHolder(lockHolder) {
  visit.abort();
  visit = new AbortController();
  state.set({ lockHolder, loaded: false, locks: [], roles: [], ...freshKeys });
  await load(`Loading ${lockHolder.name}…`, '');
}

/** Loads everything of the lock holder that is shown; says one sentence meanwhile and one when it is there. */
async function load(meanwhile, afterwards) {
  const { signal } = visit;
  place('content').setAttribute('aria-busy', 'true');
  clearProblem(place('problem'));
  notice(meanwhile, 'moving');
  try {
    const portfolio = await portfolioOf(state.current.lockHolder, { signal });
    if (signal.aborted) return;
    state.set({ ...portfolio, loaded: true });
    notice(afterwards);
  } catch (error) {
    if (signal.aborted) return;
    notice('');
    showProblem(place('problem'), {
      title: `The doors of ${state.current.lockHolder.name} could not be shown.`,
      error,
    });
  } finally {
    if (!signal.aborted) place('content').setAttribute('aria-busy', 'false');
  }
}

async function give(request) {
  const { lockHolder, locks } = state.current;
  const { signal } = visit;
  const key = await giveKey(lockHolder, request);
  if (signal.aborted) return;
  putKey(key);
  const what = `The key to ${locks.find(({ id }) => id === key.lockId)?.name} for ${key.toUser.name || key.toUser.id}`;
  notice(`${what} is being made…`, 'moving');
  // Not awaited: the dialog closes while the key is being made.
  follow(key, what, signal);
}

async function follow(key, what, signal) {
  const { lockHolder } = state.current;
  const look = async () => (await keysToLock(lockHolder, key.lockId, { signal })).find(({ id }) => id === key.id);
  try {
    const seen = await watched(look, { signal });
    if (signal.aborted) return;
    if (seen) putKey(seen);
    notice(...outcome(what, seen?.state));
  } catch (error) {
    if (signal.aborted) return;
    notice('');
    showProblem(place('problem'), { title: `${what} was given, but not how it stands could be asked.`, error });
  }
}

/** What became of a new key, in words, and the kind of notice that this is. */
function outcome(what, keyState) {
  switch (keyState) {
    case undefined:
      return [`${what} is gone: somebody removed it.`, 'bad'];
    case 'creating':
      return [`${what} is still being made, which can take hours. Refresh the list later.`, 'moving'];
    case 'error':
      return [`${what} could not be made: its lock’s vendor failed.`, 'bad'];
    case 'scheduled':
      return [`${what} is ready, and opens from its start on.`];
    case 'revoked':
      return [`${what} was taken back.`];
    default:
      return [`${what} is ${wordsForState(keyState).toLowerCase()}.`];
  }
}

async function takeBack(key, lockName) {
  const { lockHolder } = state.current;
  const { signal } = visit;
  await takeBackKey(lockHolder, key);
  if (signal.aborted) return;
  putKey({ ...key, state: 'revoked' });
  notice(`The key of ${key.toUser.name || key.toUser.id} to ${lockName} was taken back.`);
}

/** Puts a key into the list, in the place of the one with its id. */
function putKey(key) {
  const { keys } = state.current;
  const known = keys.some(({ id }) => id === key.id);
  state.set({ keys: known ? keys.map((one) => (one.id === key.id ? key : one)) : [key, ...keys] });
}

/** Who has keys already, by name. */
function peopleOf(keys) {
  const names = new Map(keys.filter(({ toUser }) => toUser.name).map(({ toUser }) => [toUser.id, toUser.name]));
  return [...names].map(([id, name]) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name));
}
