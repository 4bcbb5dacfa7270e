import { useState } from 'react';
import { TakeBack } from './take-back.jsx';
import './key-table.css';

const states = {
  creating: 'being made',
  scheduled: 'opens later',
  active: 'opens',
  inactive: 'not at this hour',
  error: 'does not work',
};

export function KeyTable({ projectId, keys, zone, onTakenBack }) {
  const [going, setGoing] = useState();
  if (keys.length === 0) return <p className="loading">Nobody has a key.</p>;
  // A door is opened where it is, so its own clock counts, and not the visitor's.
  const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  return (
    <>
      <table>
        <caption>Keys, by the clock of the door{zone && ` (${zone})`}</caption>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Key</th>
            <th scope="col">
              <span className="unseen">Take back</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <th scope="row">{personOf(key)}</th>
              <td>
                <span className={`state ${key.state}`}>{states[key.state] ?? key.state}</span>{' '}
                <span className="until">{key.end ? `until ${time.format(new Date(key.end))}` : 'no end'}</span>
              </td>
              <td>
                <button type="button" aria-label={`Take back from ${personOf(key)}`} onClick={() => setGoing(key)}>
                  Take back
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {going && (
        <TakeBack
          projectId={projectId}
          keyId={going.id}
          person={personOf(going)}
          onClose={() => setGoing(undefined)}
          onDone={() => onTakenBack(`The key of ${personOf(going)} was taken back.`)}
        />
      )}
    </>
  );
}

/** The phone number. A door may hide who has its keys. */
const personOf = ({ appUser }) => appUser?.id ?? 'somebody';
