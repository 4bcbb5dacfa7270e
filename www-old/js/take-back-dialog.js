// The dialog that asks before a key is taken back.
import { mayBeDone } from './error-advice.js';
import { dialogThat } from './dialog.js';
import { showProblem } from './problem.js';

/** Makes the dialog. `takeBack(key)` takes the key back or throws. Gives a function that asks about a key. */
export function takeBackDialog({ takeBack }) {
  const problem = document.getElementById('take-back-problem');
  let asked;
  const open = dialogThat(document.getElementById('take-back-dialog'), {
    problem,
    busyWords: 'Taking it back…',
    async send() {
      try {
        await takeBack(asked.key, asked.lockName);
        return true;
      } catch (error) {
        showProblem(problem, {
          title: mayBeDone(error) ? 'It is not known whether the key was taken back.' : 'The key was not taken back.',
          error,
        });
        return false;
      }
    },
  });
  return (key, lockName) => {
    asked = { key, lockName };
    const who = key.toUser.name ? `${key.toUser.name} (${key.toUser.id})` : key.toUser.id;
    document.getElementById('take-back-text').textContent =
      `${who} will not be able to open “${lockName}” with it any more. It cannot be undone, but you can give a new key.`;
    open();
  };
}
