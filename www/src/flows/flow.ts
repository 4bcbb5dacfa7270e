import { signal } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { notice } from '../app/notices';
import { readOnly } from '../data/freshness';
import { words } from '../words/words';
import type { Job } from './move-out/job';

/** Something that changes who can open what, one at a time, in a dialog. */
export type Flow =
  | {
      name: 'give';
      people?: readonly string[];
      doors?: readonly string[];
      from?: string;
      until?: string;
      part?: string;
    }
  | { name: 'takeBack'; keys: readonly V2.Key[] }
  | { name: 'moveOut'; person?: string; job?: Job }
  | { name: 'sharing'; what: 'allow' | 'stop' | 'takeShared'; person?: string; door?: string }
  | { name: 'editDoor'; door: string }
  | { name: 'group' }
  | { name: 'members'; group: string; person?: string; door?: string }
  | { name: 'part'; part?: string }
  | { name: 'change'; keys: readonly V2.Key[] };

/** The flow that is open. */
export const flow = signal<Flow | undefined>(undefined);

/** Opens a flow. */
export function begin(wanted: Flow): void {
  if (readOnly.value) notice(words.value.shell.nothingChanges);
  else flow.value = wanted;
}

/** Closes it. */
export function end(): void {
  flow.value = undefined;
}
