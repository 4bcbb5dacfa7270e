import { useRef, useState } from 'react';
import { Failure } from './failure.jsx';
import { GiveKey } from './give-key.jsx';
import { useKeys } from './hooks.mjs';
import { KeyTable } from './key-table.jsx';

/** Who has a key to a door, and a form that gives one. */
export function Door({ projectId, door }) {
  const { data: keys, error, isLoading, reload } = useKeys(projectId, door.id);
  const [done, setDone] = useState('');
  const heading = useRef(null);

  function changed(sentence) {
    setDone(sentence);
    reload();
  }

  function takenBack(sentence) {
    changed(sentence);
    // The button that had the focus is gone with its row.
    heading.current.focus();
  }

  return (
    <section aria-labelledby="door" aria-busy={isLoading}>
      <h2 id="door" ref={heading} tabIndex={-1}>
        {door.name}
      </h2>
      <GiveKey projectId={projectId} lockId={door.id} keys={keys ?? []} onGiven={changed} />
      <p role="status">{done}</p>
      {error && <Failure what="The keys could not be read." error={error} onRetry={reload} />}
      {!keys && isLoading && <p className="loading">Reading keys…</p>}
      {keys && <KeyTable projectId={projectId} keys={keys} zone={door.timezone} onTakenBack={takenBack} />}
    </section>
  );
}
