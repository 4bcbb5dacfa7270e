import { words } from '../../words/words';
import { overLines } from './rows-of-job';

/** Keys that are over already. */
export function OverKeys({ person }: { person: string }) {
  const text = words.value.movingOut;
  const over = overLines(person);
  if (over.length === 0) return null;
  return (
    <details>
      <summary>{text.nothingToDo(over.length)}</summary>
      <ul class="outcomes">
        {over.map(({ id, about, what }) => (
          <li key={id}>
            <span class="outcome-mark" aria-hidden="true">
              ·
            </span>
            <span>{about}</span>
            <span class="outcome-state">{what}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
