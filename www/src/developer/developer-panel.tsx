import { computed, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { connection } from '../account/connection';
import { developing } from '../app/panels';
import { CallsTab } from './calls-tab';
import { CodeTab } from './code-tab';
import { FaultsTab } from './faults-tab';
import { text } from './text';
import { StateTab } from './state-tab';
import { WebhooksTab } from './webhooks-tab';
import '../styles/developer.css';

type Tab = 'calls' | 'webhooks' | 'faults' | 'state' | 'code';

const components: { readonly [tab in Tab]: ComponentType } = {
  calls: CallsTab,
  webhooks: WebhooksTab,
  faults: FaultsTab,
  state: StateTab,
  code: CodeTab,
};

const chosen = signal<Tab>('calls');

/** The tabs: clock, faults and state are those of an embedded Unloc. */
const tabs = computed(() => {
  const all = Object.keys(components) as Tab[];
  return connection.value?.kind === 'embedded' ? all : all.filter((tab) => tab !== 'faults' && tab !== 'state');
});

/** What the page does, as calls; and what can be done with the embedded Unloc. It stays open beside the page. */
export function DeveloperPanel() {
  const words = text.value;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus({ preventScroll: true });
    document.documentElement.dataset.developing = 'true';
    return () => {
      delete document.documentElement.dataset.developing;
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  const now = tabs.value.includes(chosen.value) ? chosen.value : 'calls';
  const step = (by: number): void => {
    const { length } = tabs.value;
    chosen.value = tabs.value[(tabs.value.indexOf(now) + by + length) % length] ?? 'calls';
    requestAnimationFrame(() => panel.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus());
  };
  const Shown = components[now];
  return (
    <section
      class="developer"
      aria-label={words.title}
      ref={panel}
      onKeyDown={(event) => {
        if (event.key === 'Escape') developing.value = false;
      }}
    >
      <header>
        <div
          role="tablist"
          aria-label={words.title}
          onKeyDown={({ key }) => {
            if (key === 'ArrowRight') step(1);
            if (key === 'ArrowLeft') step(-1);
          }}
        >
          {tabs.value.map((tab) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`developer-${tab}`}
              aria-selected={tab === now}
              aria-controls="developer-shown"
              tabIndex={tab === now ? 0 : -1}
              onClick={() => {
                chosen.value = tab;
              }}
            >
              {words.tabs[tab]}
            </button>
          ))}
        </div>
        <button
          type="button"
          aria-label={words.close}
          title={words.close}
          onClick={() => {
            developing.value = false;
          }}
        >
          ✕
        </button>
      </header>
      <div id="developer-shown" role="tabpanel" aria-labelledby={`developer-${now}`} class="developer-shown">
        <Shown />
      </div>
    </section>
  );
}
