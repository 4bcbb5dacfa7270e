import { signal } from '@preact/signals';
import { notice } from '../app/notices';
import { maskNumbers, maskSecrets } from './code/mask';
import { text } from './text';

/** Whether phone numbers are shown in whole, until the panel's page is left. */
export const numbersShown = signal(false);

/** A text as it may be shown and copied. */
export const shownText = (given: string): string =>
  numbersShown.value ? maskSecrets(given) : maskNumbers(maskSecrets(given));

/** Code to read and to copy. What is copied is what is seen. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  const { copy, copied } = text.value;
  const shown = shownText(code);
  const take = async (): Promise<void> => {
    await navigator.clipboard.writeText(shown);
    notice(copied);
  };
  return (
    <div class="code-block">
      <button type="button" onClick={() => void take()}>
        {copy}
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section tabIndex={0} aria-label={label}>
        <pre>
          <code>{shown}</code>
        </pre>
      </section>
    </div>
  );
}
