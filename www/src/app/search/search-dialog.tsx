import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../../words/words';
import { panel } from '../panels';
import { find, makeReady, type Hit } from './hits';
import '../../styles/search.css';

const listId = 'hits';
const idOf = ({ group, id }: Hit): string => `hit-${group}-${id}`;

/**
 * Finds doors, people, numbers, bookings and groups: a combobox with a list of groups (ARIA). The focus stays in the field;
 * arrows choose, Enter opens, Escape closes.
 */
export function SearchDialog() {
  const { search } = words.value.shell;
  const dialog = useRef<HTMLDialogElement>(null);
  const text = useSignal('');
  const at = useSignal(0);
  const found = useComputed(() => find(text.value));
  const hits = found.value.flatMap((group) => group.hits);
  const chosen = hits[Math.min(at.value, hits.length - 1)];
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    makeReady();
    return () => {
      if (before instanceof HTMLElement && before.isConnected && document.activeElement === document.body)
        before.focus({ preventScroll: true });
    };
  }, []);
  const close = (): void => {
    panel.value = undefined;
  };
  const move = (to: number): void => {
    if (hits.length === 0) return;
    at.value = (to + hits.length) % hits.length;
    const hit = hits[at.value];
    if (hit !== undefined) document.getElementById(idOf(hit))?.scrollIntoView({ block: 'nearest' });
  };
  const open = (hit: Hit | undefined): void => {
    if (hit === undefined) return;
    close();
    window.location.hash = hit.href;
  };
  const keys: { readonly [key: string]: () => void } = {
    ArrowDown: () => move(Math.min(at.value, hits.length - 1) + 1),
    ArrowUp: () => move(Math.min(at.value, hits.length - 1) - 1),
    Enter: () => open(chosen),
  };
  const typed = text.value.trim() !== '';
  return (
    <dialog
      ref={dialog}
      class="search"
      aria-label={search.title}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      closedby="any"
    >
      <input
        type="text"
        role="combobox"
        inputMode="search"
        enterKeyHint="go"
        autocomplete="off"
        spellcheck={false}
        aria-label={search.label}
        placeholder={search.label}
        aria-expanded={hits.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={chosen && idOf(chosen)}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          at.value = 0;
        }}
        onKeyDown={(event) => {
          const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
          if (act === undefined) return;
          event.preventDefault();
          act();
        }}
      />
      <div id={listId} class="hits" role="listbox" aria-label={search.title} hidden={hits.length === 0}>
        {found.value.map(({ group, hits: some, more }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of a list of options, not of fields
          <div key={group} role="group" aria-labelledby={`hits-${group}`}>
            <p id={`hits-${group}`} role="presentation">
              {search.groups[group]}
              {more > 0 && <span class="small">{search.more(more)}</span>}
            </p>
            {some.map((hit) => (
              // The focus stays in the field, whose keys choose: an option is for the pointer.
              // biome-ignore lint/a11y/useKeyWithClickEvents: see above
              <div
                key={hit.id}
                id={idOf(hit)}
                role="option"
                tabIndex={-1}
                aria-selected={hit === chosen}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => open(hit)}
              >
                <span>{hit.label}</span> <span class="small">{hit.aside}</span>
              </div>
            ))}
          </div>
        ))}
      </div>
      <p class="small search-said" role="status">
        {!typed ? search.hint : hits.length === 0 ? search.nothing(text.value.trim()) : search.hits(hits.length)}
      </p>
    </dialog>
  );
}
