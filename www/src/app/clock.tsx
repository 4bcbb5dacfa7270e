import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { connection } from '../account/connection';
import { clockMoves, embeddedNote, startOver } from '../account/embedded';
import { nextChange } from '../data/next-change';
import { data, refresh } from '../data/project-data';
import { doorTime } from '../format/time';
import { words } from '../words/words';

const hour = 3600;
const day = 24 * hour;

/** What the clock of the embedded Unloc shows. */
export function ClockTime() {
  const tick = useSignal(0);
  useEffect(() => {
    const ticking = setInterval(() => {
      tick.value += 1;
    }, 10_000);
    return () => clearInterval(ticking);
  }, [tick]);
  // Drawn again when it was moved, and now and then.
  void [clockMoves.value, tick.value];
  const now = connection.value?.now();
  if (now === undefined) return null;
  return <time dateTime={new Date(now).toISOString()}>{doorTime(now, data.value?.doors[0]?.timezone, now)}</time>;
}

/** Moves the clock of the embedded Unloc on, and reads what that has changed. */
export function moveClock(seconds: number): void {
  connection.value?.advance?.(seconds);
  void refresh();
}

/** The clock of the embedded Unloc, which can be moved on, and a way back to the beginning. */
export function Clock() {
  const { banner, startOver: over } = words.value;
  const here = connection.value;
  if (here?.advance === undefined) return null;
  void clockMoves.value;
  const next = nextChange(here.now());
  const note = embeddedNote.value;
  return (
    <div class="clock">
      {note !== undefined && <p role="status">{banner[note]}</p>}
      <p>
        <span>{banner.clock}</span> <ClockTime />
      </p>
      <div class="clock-actions">
        <button type="button" onClick={() => moveClock(hour)}>
          {banner.advanceHour}
        </button>
        <button type="button" onClick={() => moveClock(day)}>
          {banner.advanceDay}
        </button>
        {next !== undefined && (
          <button
            type="button"
            title={banner.nextChangeHint}
            onClick={() => moveClock(Math.ceil((next - here.now()) / 1000))}
          >
            {banner.nextChange}
          </button>
        )}
        <button type="button" onClick={() => void startOver()}>
          {over}
        </button>
      </div>
    </div>
  );
}
