import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { Problem } from '../parts/problem';
import { words } from '../words/words';
import { developing, panel } from './panels';

/** What opens over the page, each loaded when it is first opened. */
type Panel = 'search' | 'shortcuts' | 'developer';

const loaders: { readonly [name in Panel]: () => Promise<ComponentType> } = {
  search: () => import('./search/search-dialog').then(({ SearchDialog }) => SearchDialog),
  shortcuts: () => import('./shortcuts-dialog').then(({ ShortcutsDialog }) => ShortcutsDialog),
  developer: () => import('../developer/developer-panel').then(({ DeveloperPanel }) => DeveloperPanel),
};

/** The dialog and the panel that are open. */
export function OpenPanel() {
  return (
    <>
      {panel.value !== undefined && <Loaded key={panel.value} name={panel.value} />}
      {developing.value && <Loaded name="developer" />}
    </>
  );
}

function Loaded({ name }: { name: Panel }) {
  const loaded = useSignal<{ component: ComponentType } | { error: unknown } | undefined>(undefined);
  useEffect(() => {
    loaders[name]().then(
      (component) => {
        loaded.value = { component };
      },
      (error) => {
        loaded.value = { error };
      },
    );
  }, [name, loaded]);
  const { value } = loaded;
  if (value === undefined) return null;
  if ('error' in value) return <Problem title={words.value.trouble.load} error={value.error} />;
  const { component: Component } = value;
  return <Component />;
}
