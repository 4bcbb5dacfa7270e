import { changeQuery, place } from '../app/address';
import { language } from '../words/words';

/** A filter of a list, and how many it leaves. */
export interface Chip {
  /** `show` of the address. */
  name: string;
  title: string;
  count: number;
}

/** Which filter is chosen: `show` of the address. */
export function shownOnly(): string {
  return place.value.query.get('show') ?? '';
}

/** Filters of a list: one at a time. What leaves nothing is not offered, unless it is chosen. */
export function Chips({ label, chips }: { label: string; chips: readonly Chip[] }) {
  const chosen = shownOnly();
  return (
    <fieldset class="chips" aria-label={label}>
      {chips
        .filter(({ name, count }) => count > 0 || name === chosen || name === '')
        .map(({ name, title, count }) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === chosen}
            onClick={() => changeQuery({ show: name === chosen ? undefined : name })}
          >
            {title} <span class="count">{count.toLocaleString(language.value)}</span>
          </button>
        ))}
    </fieldset>
  );
}
