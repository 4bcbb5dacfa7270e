import { signal } from '@preact/signals';
import { words } from '../words/words';

const said = signal<string | undefined>(undefined);

/** Says something that went otherwise than it looked, until it is read. */
export function say(sentence: string): void {
  said.value = sentence;
}

/** The place for it. */
export function Notice() {
  if (said.value === undefined) return null;
  return (
    <div class="notice" role="alert">
      <p>{said.value}</p>
      <button
        type="button"
        class="quiet"
        aria-label={words.value.flows.close}
        onClick={() => {
          said.value = undefined;
        }}
      >
        ✕
      </button>
    </div>
  );
}
