// What the dialogs have in common: closing, and a request that is sent once however often the button is pressed.
import { clearProblem } from './problem.js';

/**
 * Makes a dialog's buttons work. `send()` is called on submit: if it resolves to `true` the dialog closes.
 * `busyWords` stand on the button meanwhile. Gives a function that opens the dialog.
 */
export function dialogThat(dialog, { problem, busyWords, send }) {
  const submit = dialog.querySelector('[type="submit"]');
  const words = submit.textContent;
  let busy = false;
  const setBusy = (value) => {
    busy = value;
    // Not `disabled`: the focus would get lost.
    submit.setAttribute('aria-disabled', String(value));
    submit.textContent = value ? busyWords : words;
  };
  dialog.querySelector('[data-close]').addEventListener('click', () => {
    if (!busy) dialog.close();
  });
  dialog.addEventListener('cancel', (event) => {
    if (busy) event.preventDefault();
  });
  dialog.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy) return;
    clearProblem(problem);
    setBusy(true);
    try {
      if (await send()) dialog.close();
    } finally {
      setBusy(false);
    }
  });
  dialog.addEventListener('close', () => {
    // The button that opened it may be gone, with what it was for: the focus must not fall to the top of the page.
    const { activeElement, body } = document;
    if (activeElement === body || dialog.contains(activeElement))
      document.getElementById('content').focus({ preventScroll: true });
  });
  return () => {
    clearProblem(problem);
    dialog.showModal();
  };
}
