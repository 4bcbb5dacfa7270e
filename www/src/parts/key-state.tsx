import { words } from '../words/words';

/** The state of a key, in words. A state that this version does not know is shown as the API says it. */
export function KeyState({ state }: { state: string }) {
  return (
    <span class="state" data-state={state}>
      {words.value.states[state] ?? state}
    </span>
  );
}
