import { connection } from '../account/connection';
import { reading, refresh } from '../data/project-data';
import { FlowButtons } from '../flows/buttons';
import { words } from '../words/words';
import { Clock } from './clock';

/** Which Unloc the page works on, and what can be done with all of it. */
export function Banner() {
  const { demo, refresh: again } = words.value;
  return (
    <header class="banner">
      {connection.value?.kind === 'embedded' && (
        <>
          <p class="demo">{demo}</p>
          <Clock />
        </>
      )}
      <FlowButtons />
      <button type="button" disabled={reading.value} onClick={() => void refresh()}>
        {again}
      </button>
    </header>
  );
}
