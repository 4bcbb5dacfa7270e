// Says what has just happened. It stays until something else happens or it is dismissed: nobody has to read against
// the clock.

/**
 * A function that shows a sentence in `place`, of a kind: `moving`, `good` or `bad`; without a sentence it clears, as
 * the button `dismiss` does.
 */
export function noticeIn(place, dismiss) {
  const show = (sentence, kind = 'good') => {
    place.textContent = sentence;
    place.parentElement.dataset.kind = kind;
    dismiss.hidden = sentence === '';
  };
  dismiss.addEventListener('click', () => show(''));
  show('');
  return show;
}
