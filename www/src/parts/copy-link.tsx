import { useState } from 'preact/hooks';
import { words } from '../words/words';

/** Copies the address of what is shown. */
export function CopyLink() {
  const [copied, say] = useState(false);
  const { copyLink, copied: done } = words.value.access;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(window.location.href);
    say(true);
    setTimeout(() => say(false), 2000);
  };
  return (
    <button type="button" onClick={() => void copy()}>
      <span aria-live="polite">{copied ? done : copyLink}</span>
    </button>
  );
}
