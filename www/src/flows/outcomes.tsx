import { calledBy } from '../data/people';
import { doorsById, people } from '../data/project-data';
import { words } from '../words/words';
import type { Row, RowState } from './writes/row';

/** The marks of states. */
export const marks: { readonly [state in RowState]: string } = {
  waits: '○',
  sent: '◐',
  making: '◐',
  done: '●',
  failed: '✕',
  unknown: '?',
  undone: '○',
};

interface Properties {
  rows: readonly Row[];
  /** The words of a state, where a flow has its own. */
  says?: { readonly [state in RowState]?: string };
  again?(row: Row): void;
}

/** What became of each change of a flow. */
export function Outcomes({ rows, says, again }: Properties) {
  const { outcomes, states } = words.value.flows;
  return (
    <ul class="outcomes" aria-label={outcomes} aria-live="polite">
      {rows.map((row) => (
        <li key={row.id} data-state={row.state}>
          <span class="outcome-mark" aria-hidden="true">
            {marks[row.state]}
          </span>
          <span class="outcome-what">
            <strong>{calledBy(people.value.get(row.person) ?? { name: undefined, number: row.person })}</strong>
            {' · '}
            {doorsById.value.get(row.lockId)?.name ?? row.lockId}
            {row.what && <span class="small"> {row.what}</span>}
            {row.why && <span class="small outcome-why">{row.why}</span>}
          </span>
          <span class="outcome-state">{says?.[row.state] ?? states[row.state]}</span>
          {(row.state === 'failed' || row.state === 'unknown') && again !== undefined && (
            <button type="button" onClick={() => again(row)}>
              {words.value.trouble.again}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
