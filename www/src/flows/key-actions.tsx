import { useKeyUrl, type V2 } from 'unloc-integrator-client';
import { useCopying } from '../parts/copying';
import { words } from '../words/words';
import { begin } from './flow';

/** What can be done with the keys that were ticked. */
export function KeyActions({ keys, onClear }: { keys: readonly V2.Key[]; onClear(): void }) {
  const { flows, takeBack, counts, give } = words.value;
  const { copied, copy } = useCopying();
  const links = (): string =>
    keys
      .flatMap(({ id, appUser }) => (appUser === null ? [] : useKeyUrl({ keyId: id, userId: appUser.id })))
      .join('\n');
  return (
    <div class="key-actions" role="toolbar" aria-label={flows.chosen}>
      <strong>{counts.keys(keys.length)}</strong>
      <button type="button" onClick={() => begin({ name: 'change', keys })}>
        {flows.change}
      </button>
      <button type="button" onClick={() => void copy(links())}>
        {copied ? give.copied : give.copyLinks}
      </button>
      <button type="button" class="danger outline" onClick={() => begin({ name: 'takeBack', keys })}>
        {takeBack}
      </button>
      <button type="button" class="quiet" onClick={onClear}>
        {flows.chooseNone}
      </button>
    </div>
  );
}
