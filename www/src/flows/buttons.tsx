import { connected } from '../account/connection';
import { useEffect } from 'preact/hooks';
import type { V2 } from 'unloc-integrator-client';
import { groupOf } from '../data/group-keys';
import { numberInLink } from '../data/person-in-link';
import { isOver } from '../data/key-states';
import { data } from '../data/project-data';
import { place } from '../app/address';
import { panel } from '../app/panels';
import { isShortcut } from '../app/keyboard';
import { wallClock } from '../format/wall-clock';
import { words } from '../words/words';
import { begin, flow } from './flow';
import { prepareFlow } from './open-flow';

/** Gives access, to who or what is looked at. */
function give(): void {
  const [view, id] = place.value.parts;
  begin({
    name: 'give',
    ...(view === 'people' && id !== undefined && { people: [numberInLink(id)] }),
    ...(view === 'doors' && id !== undefined && { doors: [id] }),
  });
}

/** Moves somebody out: who is looked at, else whoever is chosen. */
function moveOut(): void {
  const [view, id] = place.value.parts;
  begin({ name: 'moveOut', ...(view === 'people' && id !== undefined && { person: numberInLink(id) }) });
}

const shortcuts: { readonly [key: string]: () => void } = { g: give, m: moveOut };

/** The two things that are done most. */
export function FlowButtons() {
  const { giveAccess, moveOut: moveOutWord } = words.value;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const act = shortcuts[event.key.toLowerCase()];
      if (
        act === undefined
        || flow.value !== undefined
        || panel.value !== undefined
        || data.value === undefined
        || !isShortcut(event)
      )
        return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  if (data.value === undefined) return null;
  return (
    <div class="flow-buttons">
      <button
        type="button"
        class="primary"
        aria-keyshortcuts="G"
        onPointerEnter={() => prepareFlow('give')}
        onFocus={() => prepareFlow('give')}
        onClick={give}
      >
        {giveAccess} <kbd>G</kbd>
      </button>
      <button
        type="button"
        aria-keyshortcuts="M"
        onPointerEnter={() => prepareFlow('moveOut')}
        onFocus={() => prepareFlow('moveOut')}
        onClick={moveOut}
      >
        {moveOutWord} <kbd>M</kbd>
      </button>
    </div>
  );
}

/** Gives access for a time that was chosen in a drawing. */
export function giveThen(
  { from, to }: { from: number; to: number },
  zone: string | undefined,
  given: { doors?: readonly string[]; people?: readonly string[] },
): void {
  // What began already begins now.
  const start = from <= connected().now() ? '' : wallClock(from, zone);
  begin({ name: 'give', ...given, from: start, until: wallClock(to, zone) });
}

/** Gives access to the door or the person of a page. */
export function GiveHere({ doors, people }: { doors?: readonly string[]; people?: readonly string[] }) {
  return (
    <button type="button" onClick={() => begin({ name: 'give', ...(doors && { doors }), ...(people && { people }) })}>
      {doors ? words.value.flows.giveHere : words.value.giveAccess}
    </button>
  );
}

/** Takes the keys of the person of a page back: all, or some of them. */
export function TakeBackFrom({ keys }: { keys: readonly V2.Key[] }) {
  const own = keys.filter((key) => !isOver(key) && groupOf(key) === undefined);
  if (own.length === 0) return null;
  return (
    <button type="button" onClick={() => begin({ name: 'takeBack', keys: own })}>
      {words.value.flows.takeBackSome}
    </button>
  );
}

/** Moves the person of a page out. */
export function MoveOutButton({ person }: { person: string }) {
  return (
    <button type="button" onClick={() => begin({ name: 'moveOut', person })}>
      {words.value.moveOut}
    </button>
  );
}
