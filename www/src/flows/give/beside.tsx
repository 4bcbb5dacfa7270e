import type { Signal } from '@preact/signals';
import { words } from '../../words/words';
import type { Draft } from './draft';

/** What is said beside who, where and when: a booking, a note, that they may share. Closed until it is wanted. */
export function Beside({ draft }: { draft: Signal<Draft> }) {
  const text = words.value.give;
  return (
    <details class="beside">
      <summary>{text.beside}</summary>
      <div class="step">
        <div class="span">
          {(['booking', 'note'] as const).map((name) => (
            <label key={name} class="field">
              {text[name]}
              <input
                type="text"
                maxLength={120}
                value={draft.value[name]}
                onInput={({ currentTarget }) => {
                  draft.value = { ...draft.value, [name]: currentTarget.value };
                }}
              />
            </label>
          ))}
        </div>
        <label class="check">
          <input
            type="checkbox"
            checked={draft.value.mayShare}
            onChange={({ currentTarget }) => {
              draft.value = { ...draft.value, mayShare: currentTarget.checked };
            }}
          />
          {text.mayShare}
        </label>
      </div>
    </details>
  );
}
