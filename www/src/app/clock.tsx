import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { connection } from '../account/connection';
import { clockMoves, embeddedNote, startOver } from '../account/embedded';
import { data, refresh } from '../data/project-data';
import { doorTime } from '../format/time';
import { words } from '../words/words';

const hour = 3600;
const day = 24 * hour;

/** The clock of the embedded Unloc, which can be moved on, and a way back to the beginning. */
export function Clock() {
  const text = words.value;
  const tick = useSignal(0);
  useEffect(() => {
    const ticking = setInterval(() => {
      tick.value += 1;
    }, 10_000);
    return () => clearInterval(ticking);
  }, [tick]);
  const here = connection.value;
  if (here?.advance === undefined) return null;
  // Drawn again when it was moved, and now and then.
  void [clockMoves.value, tick.value];
  const now = here.now();
  const zone = data.value?.doors[0]?.timezone;
  const move = (seconds: number): void => {
    here.advance?.(seconds);
    void refresh();
  };
  const next = nextChange(now);
  const note = embeddedNote.value;
  return (
    <div class="clock">
      {note !== undefined && <p role="status">{text.banner[note]}</p>}
      <p>
        <span>{text.banner.clock}</span> <time dateTime={new Date(now).toISOString()}>{doorTime(now, zone, now)}</time>
      </p>
      <button type="button" onClick={() => move(hour)}>
        {text.banner.advanceHour}
      </button>
      <button type="button" onClick={() => move(day)}>
        {text.banner.advanceDay}
      </button>
      {next !== undefined && (
        <button type="button" title={text.banner.nextChangeHint} onClick={() => move(Math.ceil((next - now) / 1000))}>
          {text.banner.nextChange}
        </button>
      )}
      <button type="button" onClick={() => void startOver()}>
        {text.startOver}
      </button>
    </div>
  );
}

/** When the next key begins or ends. */
function nextChange(now: number): number | undefined {
  const ahead = (data.value?.keys ?? [])
    .filter(({ state }) => state !== 'revoked' && state !== 'error')
    .flatMap(({ start, end }) => [Date.parse(start), end === null ? Number.NaN : Date.parse(end)])
    .filter((instant) => instant > now);
  return ahead.length === 0 ? undefined : Math.min(...ahead);
}
