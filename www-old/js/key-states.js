// The states of a key in words. More may come from Unloc than are known here: those show as they are.

const words = new Map([
  ['creating', 'Creating'],
  ['active', 'Active'],
  ['scheduled', 'Scheduled'],
  ['inactive', 'Inactive'],
  ['error', 'Failed'],
  ['expired', 'Expired'],
  ['revoked', 'Taken back'],
]);
const knownStates = [...words.keys()];

/** A state in words. */
export function wordsForState(state) {
  return words.get(state) ?? state;
}

/** The states in the order to show them: the known ones first. */
export function inOrder(states) {
  const rank = (state) => (words.has(state) ? knownStates.indexOf(state) : knownStates.length);
  return [...states].sort((one, other) => rank(one) - rank(other) || one.localeCompare(other));
}

/** Whether a key in this state can be taken back: it opens, or may open later. */
export function canBeTakenBack({ state }) {
  return state !== 'revoked' && state !== 'expired';
}
