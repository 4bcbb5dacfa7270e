import { linkToPassOn } from '../data/person-in-link';
import { words } from '../words/words';
import { useCopying } from './copying';

/** Copies the address of what is shown. */
export function CopyLink() {
  const { copied, copy } = useCopying();
  const { copyLink, copied: done } = words.value.access;
  return (
    <button type="button" onClick={() => void copy(linkToPassOn())}>
      <span aria-live="polite">{copied ? done : copyLink}</span>
    </button>
  );
}
