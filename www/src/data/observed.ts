import { effect, signal } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { data } from './project-data';

/** A change of a key that this page saw between two readings. */
export interface Observed {
  key: V2.Key;
  kind: 'takenBack' | 'failed' | 'usable';
  /** When it was seen. */
  at: number;
}

/** What was seen since the page was opened. Unloc does not tell when a key was taken back. */
export const observed = signal<readonly Observed[]>([]);

const kinds: { readonly [state: string]: Observed['kind'] } = {
  revoked: 'takenBack',
  error: 'failed',
  active: 'usable',
};

let before: { projectId: string; states: ReadonlyMap<string, string> } | undefined;

effect(() => {
  const read = data.value;
  if (read === undefined) return;
  const { asOf, keys, project } = read;
  const states = new Map(keys.map(({ id, state }) => [id, state] as const));
  if (before?.projectId === project.id) {
    const was = before.states;
    const seen = keys.flatMap((key): Observed[] => {
      const [old, kind] = [was.get(key.id), kinds[key.state]];
      const changed = old !== undefined && old !== key.state && kind !== undefined;
      return changed && (kind !== 'usable' || old === 'creating') ? [{ key, kind, at: asOf }] : [];
    });
    if (seen.length > 0) observed.value = [...observed.peek(), ...seen];
  }
  before = { projectId: project.id, states };
});
