import { words } from '../words/words';

/** What the drawing means. */
export function Legend() {
  const { timeline, states } = words.value;
  const shown: readonly (readonly [string, string | undefined])[] = [
    ['opens', timeline.opens],
    ['hours', timeline.atHours],
    ['making', states.creating],
    ['failed', states.error],
    ['over', states.expired],
    ['takenBack', states.revoked],
    ['mark', timeline.opened],
  ];
  return (
    <ul class="legend" aria-label={timeline.legend}>
      {shown.map(([look, name]) => (
        <li key={look}>
          <span class={`sample ${look}`} aria-hidden="true" /> {name}
        </li>
      ))}
    </ul>
  );
}
