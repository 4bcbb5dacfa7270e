import { useEffect, useRef } from 'react';
import { Failure } from './failure.jsx';
import { useTakeKeyBack } from './hooks.mjs';

/** Asks once more, since it cannot be undone. */
export function TakeBack({ projectId, keyId, person, onClose, onDone }) {
  const { run, isBusy, error } = useTakeKeyBack(projectId);
  const dialog = useRef(null);

  useEffect(() => {
    const { current } = dialog;
    current.showModal();
    return () => current.close();
  }, []);

  /** The key Escape. What is under way is waited for. */
  function cancel(event) {
    event.preventDefault();
    if (!isBusy) onClose();
  }

  async function takeBack() {
    if (!(await run(keyId))) return;
    // Closing gives the focus back to the button, whose row is about to go: what `onDone` focuses comes after it.
    dialog.current.close();
    onClose();
    onDone();
  }

  return (
    <dialog ref={dialog} aria-labelledby="take-back" onCancel={cancel}>
      <h2 id="take-back">Take the key back from {person}?</h2>
      <p>It stops opening the door at once. You can give a new key later.</p>
      {error && <Failure what="The key was not taken back." error={error} />}
      <div className="actions">
        <button type="button" disabled={isBusy} onClick={onClose}>
          Keep it
        </button>
        <button type="button" className="danger" disabled={isBusy} onClick={takeBack}>
          {isBusy ? 'Taking back…' : 'Take back'}
        </button>
      </div>
    </dialog>
  );
}
