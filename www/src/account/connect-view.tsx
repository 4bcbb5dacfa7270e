import { computed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { connect as english } from '../words/en/connect';
import { connect as norwegian } from '../words/nb/connect';
import { language } from '../words/words';
import { accountOfAddress, pageOn, pageOnDemo } from './account-address';
import { examine, type Looked } from './examine';
import '../styles/connect.css';

const text = computed(() => (language.value === 'nb' ? norwegian : english));

/** Which account the page is to work on, and what stands in its way. There is no field for a secret, on purpose. */
export function ConnectView() {
  const { title, intro, tokensHint, test, testing, open, demo, commandTitle, command, ...words } = text.value;
  const given = accountOfAddress();
  const api = useSignal(given?.api ?? 'https://api.unloc.app');
  const tokens = useSignal(given?.tokens ?? '');
  const looked = useSignal<readonly Looked[]>([]);
  const busy = useSignal(false);
  const account = { api: api.value.trim(), tokens: tokens.value.trim() };
  const run = async (): Promise<void> => {
    busy.value = true;
    looked.value = [];
    for await (const one of examine(account)) looked.value = [...looked.value, one];
    busy.value = false;
  };
  // Who comes here from an account that did not open wants to know why.
  useEffect(() => {
    if (given !== undefined) void run();
  }, []);
  const works = looked.value.some(({ project }) => project !== undefined);
  const changed = (): void => {
    looked.value = [];
  };
  return (
    <>
      <h1>{title}</h1>
      <p class="connect-intro">{intro}</p>
      <form
        class="connect"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy.value) void run();
        }}
      >
        <label>
          <span>{words.api}</span>
          <input
            type="url"
            inputMode="url"
            spellcheck={false}
            required
            value={api.value}
            onInput={(event) => {
              api.value = event.currentTarget.value;
              changed();
            }}
          />
        </label>
        <label>
          <span>{words.tokens}</span>
          <input
            type="text"
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
            required
            placeholder="https://"
            aria-describedby="tokens-hint"
            value={tokens.value}
            onInput={(event) => {
              tokens.value = event.currentTarget.value;
              changed();
            }}
          />
          <span class="small" id="tokens-hint">
            {tokensHint}
          </span>
        </label>
        <div class="connect-actions">
          <button type="submit" class={works ? '' : 'primary'} aria-disabled={busy.value || undefined}>
            {busy.value ? testing : test}
          </button>
          {works && (
            <a class="button primary" href={pageOn(account)}>
              {open}
            </a>
          )}
          {given !== undefined && (
            <a class="button" href={pageOnDemo}>
              {demo}
            </a>
          )}
        </div>
        <Result looked={looked.value} />
      </form>
      <section class="connect-command">
        <h2>{commandTitle}</h2>
        <p>
          <code>npx unloc-cli centre</code> {command}
        </p>
      </section>
    </>
  );
}

function Result({ looked }: { looked: readonly Looked[] }) {
  const { found, steps, findings, works } = text.value;
  return (
    <div aria-live="polite" class="connect-result">
      {looked.length > 0 && (
        <ol aria-label={found}>
          {looked.map(({ step, finding, at = '', project }) => (
            <li key={step} data-bad={finding !== undefined || undefined}>
              <span aria-hidden="true">{finding === undefined ? '✓' : '✕'}</span>
              <span>
                {finding !== undefined ? findings[finding](at) : project !== undefined ? works(project) : steps[step]}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
