// Shows what went wrong: what failed, what Unloc says about it, what to do.
import { element } from './element.js';
import { adviceOn } from './error-advice.js';

/**
 * Puts a problem into its place on the page: `title`, and either an `error` or what is to be said (`says`) and done
 * (`advice`).
 */
export function showProblem(place, { title, error, says = wordsOf(error), advice = adviceOn(error) }) {
  place.replaceChildren(
    element(
      'div',
      { class: 'problem' },
      element('p', { class: 'problem-title' }, title),
      says && element('p', {}, says),
      advice && element('p', {}, advice),
      error?.requestId && element('p', { class: 'request' }, `Request ${error.requestId}`),
    ),
  );
}

/** Takes a problem away. */
export function clearProblem(place) {
  place.replaceChildren();
}

/** Without words of Unloc's, the description is the library's own message. */
function wordsOf(error) {
  return error.errorDescription === error.message ? error.message : `Unloc says: ${error.errorDescription}`;
}
