// The dialog that gives a key.
import { mayBeDone } from './error-advice.js';
import { fieldValue, timeZoneInWords } from './dates.js';
import { dialogThat } from './dialog.js';
import { element } from './element.js';
import { complaintAbout, withoutSpacing } from './phone-number.js';
import { showProblem } from './problem.js';

const usualDays = 7;

/**
 * Makes the dialog. `give({ lockId, userId, start, end })` gives the key or throws. Gives a function that opens the
 * dialog for some locks, with one of them chosen if it is named, and the people to suggest.
 */
export function giveKeyDialog({ give }) {
  const field = (name) => document.getElementById(`give-key-${name}`);
  const [lock, phone, from, till, endless, problem] = ['lock', 'phone', 'from', 'till', 'endless', 'problem'].map(
    field,
  );
  let untouchedFrom;

  const open = dialogThat(document.getElementById('give-key-dialog'), { problem, busyWords: 'Giving the key…', send });
  endless.addEventListener('change', () => {
    till.disabled = endless.checked;
  });
  phone.addEventListener('input', () => complain(phone, undefined));
  till.addEventListener('input', () => complain(till, undefined));
  from.addEventListener('input', () => {
    field('from-hint').hidden = !startsNow();
  });

  return ({ locks, lockId, people }) => {
    lock.replaceChildren(
      ...locks.map(({ id, name }) => element('option', { value: id, selected: id === lockId }, name)),
    );
    document
      .getElementById('known-people')
      .replaceChildren(...people.map(({ id, name }) => element('option', { value: id }, name)));
    prefill();
    open();
    phone.focus();
  };

  function prefill() {
    const now = new Date();
    const later = new Date(now);
    later.setDate(later.getDate() + usualDays);
    untouchedFrom = fieldValue(now);
    [phone.value, from.value, till.value, endless.checked, till.disabled] = [
      '',
      untouchedFrom,
      fieldValue(later),
      false,
      false,
    ];
    complain(phone, undefined);
    complain(till, undefined);
    field('from-hint').hidden = false;
    field('zone').textContent = `Times are in your time zone: ${timeZoneInWords(now)}.`;
  }

  function startsNow() {
    return from.value === '' || from.value === untouchedFrom;
  }

  async function send() {
    const userId = withoutSpacing(phone.value);
    const complaints = [
      complain(till, endless.checked || till.value ? undefined : 'Enter till when, or tick “No end”.'),
      complain(phone, complaintAbout(userId)),
    ];
    if (complaints.includes(true)) return false;
    try {
      await give({
        lockId: lock.value,
        userId,
        start: startsNow() ? null : new Date(from.value).toISOString(),
        end: endless.checked ? null : new Date(till.value).toISOString(),
      });
      return true;
    } catch (error) {
      showProblem(problem, {
        title: mayBeDone(error) ? 'It is not known whether the key was given.' : 'The key was not given.',
        error,
      });
      if (/userId/.test(error.errorDescription ?? '')) complain(phone, 'Look at this number again.');
      problem.scrollIntoView({ block: 'nearest' });
      return false;
    }
  }

  /** Says under a field what is wrong with it and goes there, or takes that away; tells which. */
  function complain(input, words) {
    document.getElementById(`${input.id}-problem`).textContent = words ?? '';
    if (words === undefined) {
      input.removeAttribute('aria-invalid');
      return false;
    }
    input.setAttribute('aria-invalid', 'true');
    input.focus();
    return true;
  }
}
