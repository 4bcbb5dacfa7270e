import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { Problem } from '../parts/problem';
import { words } from '../words/words';

/** A component that is loaded when it is first shown. */
export function lazy(load: () => Promise<ComponentType>): ComponentType {
  const loaded = signal<{ component: ComponentType } | undefined>(undefined);
  const trouble = signal<unknown>(undefined);
  const get = (): void => {
    trouble.value = undefined;
    load().then(
      (component) => {
        loaded.value = { component };
      },
      (error) => {
        trouble.value = error;
      },
    );
  };
  return function Lazy() {
    useEffect(() => {
      if (loaded.value === undefined) get();
    }, []);
    if (trouble.value !== undefined)
      return <Problem title={words.value.trouble.read} error={trouble.value} again={get} />;
    if (loaded.value === undefined) return <p class="starting">{words.value.starting}</p>;
    const { component: Component } = loaded.value;
    return <Component />;
  };
}
