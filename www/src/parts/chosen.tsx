import { words } from '../words/words';

/** Something chosen. */
export interface Choice {
  id: string;
  label: string;
  /** Said with it: a new person, a number that looks wrong. */
  aside?: string | undefined;
  bad?: boolean;
}

/** What was chosen, each with a cross. */
export function Chosen({ chosen, onRemove }: { chosen: readonly Choice[]; onRemove(id: string): void }) {
  return chosen.map(({ id, label, aside, bad }) => (
    <span class="chosen" key={id} data-bad={bad || undefined}>
      {label}
      {aside && <span class="small"> {aside}</span>}
      <button type="button" aria-label={words.value.flows.remove(label)} onClick={() => onRemove(id)}>
        ✕
      </button>
    </span>
  ));
}
