import { linkTo } from '../../app/address';
import { engine, engineTrouble } from '../../data/engine';
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
  // What the access engine finds has its place before it is known, so that nothing jumps.
  const waits = (name: string): boolean =>
    name === 'unused' && engine.value === undefined && engineTrouble.value === undefined;
  const tiles = [
    ...keyMatters.map((name) => ({ name, count: matterCounts.value[name], list: 'keys' })),
    { name: 'battery' as const, count: lowDoors.value.length, list: 'doors' },
  ].filter(({ name, count }) => count > 0 || waits(name));
  return (
    <section aria-label={overview.attention}>
      {tiles.length === 0 && <p class="card quiet">{overview.nothing}</p>}
      <ul class="tiles">
        {tiles.map(({ name, count, list }) => (
          <li key={name}>
            <a href={`${linkTo(list)}?show=${name}`} data-urgency={urgency[name] ?? 'calm'}>
              <strong>{waits(name) ? '…' : count.toLocaleString(language.value)}</strong>{' '}
              <span>{overview.tiles[name]}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
