import { linkTo } from '../../app/address';
import { keyMatters, lowDoors, matterCounts } from '../../data/matters';
import { language, words } from '../../words/words';

/** How urgent something is: its colour, beside its words. */
const urgency: { readonly [matter: string]: 'now' | 'soon' | 'calm' } = {
  failed: 'now',
  beginning: 'now',
  battery: 'now',
  ending: 'soon',
};

/** What needs attention: each leads to the list of it. */
export function Attention() {
  const { overview } = words.value;
  const tiles = [
    ...keyMatters.map((name) => ({ name, count: matterCounts.value[name], list: 'keys' })),
    { name: 'battery' as const, count: lowDoors.value.length, list: 'doors' },
  ].filter(({ count }) => count > 0);
  return (
    <section aria-label={overview.attention}>
      {tiles.length === 0 && <p class="card quiet">{overview.nothing}</p>}
      <ul class="tiles">
        {tiles.map(({ name, count, list }) => (
          <li key={name}>
            <a href={`${linkTo(list)}?show=${name}`} data-urgency={urgency[name] ?? 'calm'}>
              <strong>{count.toLocaleString(language.value)}</strong> <span>{overview.tiles[name]}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
