import { useId, useState } from 'react';
import { Failure } from './failure.jsx';
import { useGiveKey } from './hooks.mjs';

const hour = 3_600_000;
const times = [
  ['1', 'an hour'],
  ['24', 'a day'],
  ['168', 'a week'],
];

/** A form that gives a person a key to a door, from now on. */
export function GiveKey({ projectId, lockId, keys, onGiven }) {
  const { run, isBusy, error } = useGiveKey(projectId);
  const [phone, setPhone] = useState('');
  const [hours, setHours] = useState(times[0][0]);
  const ids = { form: useId(), hint: useId() };
  const number = phone.replace(/[\s()-]/g, '');
  const hasKey = keys.some(({ appUser, state }) => appUser?.id === number && state !== 'error');

  async function submit(event) {
    event.preventDefault();
    if (hasKey) return;
    const end = new Date(Date.now() + Number(hours) * hour);
    if (!(await run({ lockId, phone: number, end }))) return;
    setPhone('');
    onGiven(`${number} has a key.`);
  }

  return (
    <form aria-labelledby={ids.form} onSubmit={submit}>
      <h3 id={ids.form}>Give a key</h3>
      <div className="fields">
        <label>
          Phone number, with + and country code
          <input
            type="tel"
            autoComplete="off"
            required
            pattern="\+[0-9\s\(\)\-]{7,20}"
            placeholder="+44 7700 900999"
            value={phone}
            onChange={(event) => setPhone(event.target.value)}
            aria-describedby={ids.hint}
          />
        </label>
        <label>
          For
          <select value={hours} onChange={(event) => setHours(event.target.value)}>
            {times.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" disabled={isBusy || hasKey}>
          {isBusy ? 'Giving…' : 'Give key'}
        </button>
      </div>
      <p id={ids.hint} role="status">
        {hasKey && `${number} has a key to this door already.`}
      </p>
      {error && <Failure what="No key was given." error={error} />}
    </form>
  );
}
